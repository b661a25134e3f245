"""The licences of the programs that are handed out: one text, from the wheels themselves.

A wheel says under which licence it is and mostly holds its text.  Where it does not, the text lies
in the folder ``teks-lisensi`` beside this file, called after the licence or after the program.
"""

from __future__ import annotations

import email
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

#: What the text is called in the folder that is handed out.
NOTICES = "LISENSI-PIHAK-KETIGA.txt"

_TEXTS = Path(__file__).parent / "teks-lisensi"
_OWN = "lkjip_xl-"
_IS_TEXT = re.compile(r"(licen[cs]e|copying|copyright|notice|authors)[^/]*$", re.IGNORECASE)
_IS_CODE = re.compile(r"\.(py|pyi|pyc|pyd|dll|json|h)$", re.IGNORECASE)
#: Licences that give a right to the source.
GIVES_SOURCE = re.compile(
    r"GPL|EUPL|MPL|EPL|CDDL|European Union Public|General Public|Mozilla Public"
)

_HEAD = """\
LISENSI PIHAK KETIGA

Folder roda memuat program buatan pihak lain yang dipasang bersama lkjip_xl, tanpa diubah.
Masing-masing tetap milik pembuatnya dan boleh dipakai menurut lisensinya; teksnya di bawah ini.
"""
_SOURCE = """\
Lisensi ini, atau lisensi sebagian isinya, memberi hak atas kode sumber. Pembuatnya memberikannya di
alamat di atas; kode sumber versi ini dapat diunduh dengan:
python -m pip download --no-deps --no-binary :all: {name}=={version}
Program ini boleh diubah atau diganti dengan versi lain: pasang versi itu ke lingkungan Python di
%LOCALAPPDATA%\\lkjip_xl\\venv.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one program says of its licence; ``texts`` are the whole texts by their names."""

    name: str
    version: str
    licence: str
    home: str
    texts: Sequence[tuple[str, str]]

    @property
    def gives_source(self) -> bool:
        """Tell whether its licence, or that of a part of it, gives a right to the source."""
        parts = any("GENERAL PUBLIC LICENSE" in text for _, text in self.texts)
        return parts or GIVES_SOURCE.search(self.licence) is not None


def write_notices(wheels: Path, target: Path) -> None:
    """Write the notices of all wheels in a folder but our own.

    Raises:
        SystemExit: a program says nothing of its licence, or its text is nowhere.
    """
    paths = sorted(wheels.glob("*.whl"), key=lambda path: path.name.lower())
    notices = [read_notice(path) for path in paths if not path.name.startswith(_OWN)]
    if lacking := [one.name for one in notices if not (one.licence and one.texts)]:
        raise SystemExit(f"no licence known for {', '.join(lacking)}: add its text to {_TEXTS}")
    target.write_text("\n".join(_lines(notices)), encoding="utf-8", newline="\r\n")


def _lines(notices: Sequence[Notice]) -> Iterator[str]:
    yield _HEAD
    yield from (f"{one.name} {one.version}: {one.licence}" for one in notices)
    for one in notices:
        yield f"\n{'=' * 79}\n{one.name} {one.version}\nLisensi: {one.licence}\nAsal: {one.home}"
        if one.gives_source:
            yield _SOURCE.format(name=one.name, version=one.version)
        for title, text in one.texts:
            yield f"\n--- {title}\n\n{text.strip()}"


def read_notice(wheel: Path) -> Notice:
    """Return what a wheel says of its licence."""
    metadata = read_metadata(wheel)
    name, licence = metadata["Name"], licence_of(metadata)
    return Notice(
        name=name,
        version=metadata["Version"],
        licence=licence,
        home=_home(metadata),
        texts=list(_texts_in(wheel)) or list(_texts_beside(name, licence)),
    )


def read_metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as package:
        name = next(one for one in package.namelist() if one.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(package.read(name))


def licence_of(metadata: Message) -> str:
    """Return the licence's name; some write its whole text there."""
    stated = str(metadata.get("License-Expression") or metadata.get("License") or "").strip()
    if stated and "\n" not in stated and len(stated) < 100:
        return stated
    classes = [one.split(" :: ") for one in metadata.get_all("Classifier", [])]
    return ", ".join(one[-1] for one in classes if one[0] == "License")


def _home(metadata: Message) -> str:
    """Return where a program comes from, best where its source is."""
    told = [one.partition(",") for one in metadata.get_all("Project-URL", [])]
    urls = {label.strip().lower(): url.strip() for label, _, url in told}
    best = [
        urls[label]
        for label in ("source", "source code", "repository", "homepage")
        if label in urls
    ]
    return next(iter([*best, *filter(None, [metadata["Home-page"]]), *urls.values()]), "-")


def _texts_in(wheel: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts in the wheel's own description, else those anywhere in it."""
    with zipfile.ZipFile(wheel) as package:
        names = [name for name in package.namelist() if _IS_TEXT.search(name)]
        names = [name for name in names if not _IS_CODE.search(name)]
        described = [name for name in names if ".dist-info/" in name]
        for name in described or names:
            yield (
                name.partition(".dist-info/")[2] or name,
                package.read(name).decode(errors="replace"),
            )


def _texts_beside(name: str, licence: str) -> Iterator[tuple[str, str]]:
    for path in sorted(_TEXTS.glob("*.txt")):
        if path.stem == name or path.stem in licence:
            yield path.name, path.read_text(encoding="utf-8")
