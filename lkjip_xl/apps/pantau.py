"""The command ``lkjip pantau``: whatever is saved in Excel is checked again at once."""

from __future__ import annotations

import gc
import time
from argparse import Namespace
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from lkjip_xl.adapters.files import open_books
from lkjip_xl.adapters.folders import describe
from lkjip_xl.batch.office_years import (
    OfficeYear,
    gather_office_years,
    keep_books,
    number_keys,
    pass_over,
)
from lkjip_xl.batch.places import PlacedFile, identify, list_files
from lkjip_xl.batch.survey import survey
from lkjip_xl.batch.watching import watch_books
from lkjip_xl.figures.survey import Survey
from lkjip_xl.finding import Severity
from lkjip_xl.keeping import replacing
from lkjip_xl.outputs import listing
from lkjip_xl.pipeline import Checked, check
from lkjip_xl.ports import BookError
from lkjip_xl.rules.rule import Rule
from lkjip_xl.rules.selection import select_rules
from lkjip_xl.saving import save_whole, write_text

#: How often a book that cannot be read is tried again, and seconds between: it may still be
#: on its way to the disk or to a network drive.
_TRIES, _PAUSE = 4, 0.5

_WATCHING = "Memantau; simpan buku di Excel untuk memeriksanya lagi, Ctrl+C untuk berhenti."


def pantau(options: Namespace) -> int:
    """Check all books of some folders, and each again whenever it is saved, until Ctrl-C.

    Raises:
        BookError: a folder does not exist.
    """
    gc.enable()  # this command lasts
    watch = Watch(options.folder, select_rules(options.pilih, options.abaikan))
    changes = watch_books(options.folder)
    try:
        next(changes)  # from here on nothing is missed
        watch.check_all()
        print(_WATCHING, flush=True)
        for saved in changes:
            if saved:
                watch.check_those_with(saved)
    except KeyboardInterrupt:
        print("Berhenti memantau.")
    return 0


class Watch:
    """The office-years of some folders, with what the last check of each has found.

    Raises:
        BookError: a folder does not exist.
    """

    def __init__(self, folders: Sequence[Path], rules: Sequence[Rule]) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise BookError("folder tidak ditemukan", str(folder), "Sebutkan sebuah folder")
        self._folders = folders
        self._rules = rules
        self._seen: dict[tuple[PlacedFile, str], Survey] = {}
        self._before: dict[str, frozenset[str]] = {}

    def check_all(self) -> None:
        for folder in self._folders:
            files = list(list_files(str(folder)))
            passed_over = list(pass_over(files, keep_books(files)))
            for told in (describe(passed_over, Path.as_posix), *(p.warning for p in passed_over)):
                if told:
                    _say(told)
        for office_year in self._find():
            self._check(office_year)

    def check_those_with(self, saved: Collection[Path]) -> None:
        """Check the office-years that some books belong to; one without its book is passed over."""
        names = {path.absolute() for path in saved}
        for office_year in self._find():
            if any(Path(file.location) in names for file in office_year.files):
                self._check(office_year)
        for path in sorted(names):
            if not path.exists():
                _say(f"{path.name} tidak ada lagi; daftar catatannya dibiarkan")

    def _find(self) -> list[OfficeYear]:
        found: list[OfficeYear] = []
        for folder in self._folders:
            books = keep_books(list_files(str(folder)))
            found += gather_office_years(books, self._survey(books), str(folder))
        return number_keys(found)

    def _survey(self, books: Sequence[PlacedFile]) -> Mapping[PlacedFile, Survey]:
        """Look into the books; what has not changed was looked into before."""
        versions = {file: (file, _version(file)) for file in books}
        seen = {
            version: self._seen.get(version) or survey(file) for file, version in versions.items()
        }
        self._seen.update(seen)
        return {file: seen[version] for file, version in versions.items()}

    def _check(self, office_year: OfficeYear) -> None:
        target = _listing_of(office_year)
        try:
            checked = self._read(office_year)
        except BookError as error:
            text = f"{error}."
            told = f"belum dapat diperiksa: {text}"
        else:
            text = listing.as_text(checked)
            told = self._compare(office_year.key, checked)
        moment = datetime.now().strftime("%d-%m-%Y pukul %H.%M.%S")
        try:
            with replacing(target) as kept:
                save_whole(target, partial(write_text, f"Diperiksa {moment}\n\n{text}"))
        except BookError as error:
            told += f"; {error}"
        else:
            told += f". {kept}" if kept.path else ""
        _say(f"{target.name}: {told}")

    def _read(self, office_year: OfficeYear) -> Checked:
        """Check the books of an office-year.

        Raises:
            BookError: they cannot be read, nor a little later.
        """
        paths = [Path(file.location) for file in office_year.files]
        for _ in range(_TRIES - 1):
            try:
                return check(*open_books(paths).values(), rules=self._rules)
            except BookError:
                time.sleep(_PAUSE)
        return check(*open_books(paths).values(), rules=self._rules)

    def _compare(self, key: str, checked: Checked) -> str:
        """Tell the counts, and how many findings came and went since the last check."""
        now = frozenset(one.fingerprint for one in checked.findings if not one.accepted)
        before = self._before.get(key)
        self._before[key] = now
        told = ", ".join(f"{checked.count(one)} {one.label.lower()}" for one in Severity)
        if before is not None:
            told += f" ({len(before - now)} selesai, {len(now - before)} baru)"
        return told


def _version(file: PlacedFile) -> str:
    try:
        return identify(file)
    except BookError:  # it is being saved, or locked
        return ""


def _listing_of(office_year: OfficeYear) -> Path:
    """Return where the listing goes: beside the book, or into the folder of several."""
    paths = [Path(file.location) for file in office_year.files]
    first = min(paths, key=lambda path: (len(path.parts), path))
    name = first.stem if len(paths) == 1 else first.parent.name
    return first.with_name(f"{name}.catatan.txt")


def _say(text: str) -> None:
    print(f"{datetime.now():%H.%M.%S} {text}", flush=True)
