"""What was dropped on the icon ``buat-laporan.cmd``: checked, marked and reported.

The script hands over what it was called with in environment variables, since no part of a file's
name is safe in a command line of Windows: ``&`` begins another command there, ``%`` and ``^``
vanish, and Explorer puts quotation marks only around names with a space.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from lkjip_xl.apps import cli
from lkjip_xl.apps.targets import make_folder
from lkjip_xl.ports import BookError

#: What the script sets: its name, the line that it was started with, the names as it understood
#: them, and the working folder.
TOOL, LINE, NAMES, HERE = "LKJIP_XL_ALAT", "LKJIP_XL_BARIS", "LKJIP_XL_SERETAN", "LKJIP_XL_SINI"

#: A name in quotation marks, which none can hold, or one without spaces.
_NAME = re.compile(r'"([^"]+)"|([^ "]+)')

_ENDS = {
    cli.CLEAN: 'Selesai tanpa kesalahan. Hasilnya di "{}".',
    cli.ERRORS_FOUND: "Selesai, tetapi ada kesalahan yang perlu diperbaiki. Lihat lembar Catatan "
    'di "{}".',
    cli.NOT_DONE: "Pekerjaan tidak selesai. Penyebabnya tertulis di atas dan di lkjip.log.",
}


def read_dropped(variables: Mapping[str, str]) -> list[Path]:
    """Return the files and folders that were dropped.

    The line that started the script is what Explorer wrote, ``cmd /c ""TOOL" NAME…"``; where it
    is another, somebody called the script, and quoted the names as needed.
    """
    tool, line = re.escape(variables.get(TOOL, "")), variables.get(LINE, "")
    found = re.search(rf'{tool}"?(?: +|$)', line, re.IGNORECASE) if tool else None
    names = variables.get(NAMES, "")
    if found is not None:
        names = line[found.end() :]
        if names.count('"') % 2:  # the last one closes what opened before the tool
            names = "".join(names.rsplit('"', 1))
    here = variables.get(HERE, "")
    return [Path(here, quoted or bare) for quoted, bare in _NAME.findall(names)]


def main() -> int:
    """Do it, show what came of it and keep that in ``lkjip.log``, and return the exit status."""
    books = read_dropped(os.environ)
    if not books:
        print("Seret buku kerja atau folder lampiran ke ikon ini.")
        return cli.NOT_DONE
    folder = (books[0] if books[0].is_dir() else books[0].parent) / "hasil"
    print("Memeriksa dan menyusun laporan. Tunggu sebentar.", flush=True)
    try:
        log = make_folder(folder) / "lkjip.log"
        status = _process(books, folder, log)
    except BookError as error:
        print(f"{error}. Atau salin buku kerjanya ke folder Dokumen, lalu ulangi.")
        return cli.NOT_DONE
    print(log.read_text(encoding="utf-8"))
    print(_ENDS[status].format(folder))
    return status


def _process(books: Sequence[Path], folder: Path, log: Path) -> int:
    try:
        stream = log.open("w", encoding="utf-8")
    except OSError as error:
        raise BookError(
            "catatan jalannya tidak dapat ditulis", str(log), "Tutup berkas itu"
        ) from error
    with stream, redirect_stdout(stream), redirect_stderr(stream):
        return cli.main(["proses", *map(str, books), "-o", str(folder)])


if __name__ == "__main__":
    sys.exit(main())
