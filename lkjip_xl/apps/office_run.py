"""What a worker does for one office-year of a run: check, mark, list, and report if asked for."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.adapters.files import open_books
from lkjip_xl.apps import marking
from lkjip_xl.apps.targets import make_folder
from lkjip_xl.batch import places
from lkjip_xl.batch.office_years import OfficeYear
from lkjip_xl.batch.places import PlacedFile
from lkjip_xl.batch.row_text import dump_row
from lkjip_xl.batch.survey import survey, survey_grids
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.figures.belonging import MixedBooksError, part
from lkjip_xl.figures.survey import Survey, survey_books
from lkjip_xl.finding import Severity
from lkjip_xl.grid import Grid
from lkjip_xl.keeping import replacing
from lkjip_xl.outputs import listing
from lkjip_xl.outputs.rekap.gather import make_row
from lkjip_xl.outputs.rekap.records import OfficeRow, State
from lkjip_xl.pipeline import Checked, Read, judge, read_books
from lkjip_xl.ports import Book, BookError, legible
from lkjip_xl.rules.catalogue import RULES
from lkjip_xl.saving import save_whole, write_text

#: How the listings of an office-year are called in its folder.
LISTING_TEXT, LISTING_JSON = "daftar-catatan.txt", "daftar-catatan.json"


@dataclass(frozen=True, slots=True)
class Order:
    """One office-year to be done; ``output`` is the run's folder or address."""

    office_year: OfficeYear
    output: str
    codes: frozenset[str]
    with_report: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An office-year that was done, or set aside for what is wrong with its books.

    ``state`` is ``None`` where the books turned out not to be one office-year; nothing was written
    then.  ``row`` is its recap row as text.  ``open`` counts the findings that count, by severity,
    ``outputs`` has the stamp of each file written, ``remarks`` are for the log, ``seen`` tells what
    each book holds.
    """

    state: State | None
    row: str = ""
    open: Mapping[str, int] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    reason: str = ""
    seen: Mapping[PlacedFile, Survey] = field(default_factory=dict)


def run_office(order: Order) -> Made:
    """Do one office-year; what is wrong with its books becomes the reason why it is set aside."""
    started = time.perf_counter()
    try:
        return _run(order, started)
    except BookError as error:
        reason = f"{error}."
        seen = {file: survey(file) for file in order.office_year.files}
        if len(part(seen)) > 1:
            return Made(state=None, seen=seen)
        row = set_aside_row(order.office_year, reason, time.perf_counter() - started)
        return Made(state=State.SET_ASIDE, row=dump_row(row), reason=reason, seen=seen)


def set_aside_row(office_year: OfficeYear, reason: str, seconds: float) -> OfficeRow:
    """Return the row of an office-year that could not be done."""
    return OfficeRow(
        key=office_year.key,
        office="",
        year=None,
        source=office_year.source,
        files=tuple(file.name for file in office_year.files),
        state=State.SET_ASIDE,
        reason=reason,
        seconds=seconds,
    )


class _Results(NamedTuple):
    """What came of an office-year's books; outputs are labels with the names of files."""

    checked: Checked
    outputs: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def _run(order: Order, started: float) -> Made:
    files = order.office_year.files
    with tempfile.TemporaryDirectory(prefix="lkjip-") as place:
        bench = Path(place)
        paths = {places.fetch(file, bench / "buku"): file for file in files}
        books = {path: _Kept(book) for path, book in open_books(paths).items()}
        if len(books) > 1:
            seen = _find_contradiction({paths[path]: book for path, book in books.items()})
            if seen:
                return Made(state=None, seen=seen)
        try:
            read = read_books(list(books.values()))
        except MixedBooksError as error:
            return Made(state=None, seen=_by_file(error.surveys, books, paths))
        seen = _by_file(survey_books(read.laporan, read.grids.values()), books, paths)
        if len(part(seen)) > 1:
            return Made(state=None, seen=seen)
        address = places.join(order.output, *order.office_year.key.split("/"))
        results = _make_results(order, books, read, address, bench / "hasil")
    return _account_for(order.office_year, results, address, seen, started)


def _by_file(
    surveys: Mapping[str, Survey], books: Mapping[Path, _Kept], files: Mapping[Path, PlacedFile]
) -> dict[PlacedFile, Survey]:
    """Return what was seen in each book; one without sheets holds nothing."""
    return {files[path]: surveys.get(book.name, Survey()) for path, book in books.items()}


def _make_results(
    order: Order, books: Mapping[Path, _Kept], read: Read, address: str, bench: Path
) -> _Results:
    """Write all results to an address; on the bench first where it is not on this machine."""
    is_remote = places.is_address(address)
    folder = make_folder(bench if is_remote else Path(address))
    try:
        if is_remote:
            _fetch_earlier(address, folder)
        results = _write_results(order, books, read, folder)
        if is_remote:
            for path in sorted(folder.iterdir()):
                places.send_file(path, places.join(address, path.name))
    finally:
        _drop_if_empty(folder)
    return results


def _write_results(order: Order, books: Mapping[Path, _Kept], read: Read, folder: Path) -> _Results:
    rules = tuple(rule for rule in RULES if rule.code in order.codes)
    copies = marking.plan(books, folder)
    checked = judge(read, rules, copies.answers)
    copied = list(copies.write(checked, rules))
    outputs = [("Salinan bertanda", one.target.name) for one in copied]
    remarks = list(_remarks(checked, copied))
    outputs += _write_listings(checked, folder, remarks)
    if order.with_report:
        from lkjip_xl.apps.reporting import write_word

        report = folder / f"{legible(next(iter(books)).stem)}.laporan.docx"
        remarks += [f"laporan: {remark}" for remark in write_word(checked, report)]
        outputs.append(("Laporan", report.name))
    return _Results(checked, tuple(outputs), tuple(remarks))


def _account_for(
    office_year: OfficeYear,
    results: _Results,
    address: str,
    seen: Mapping[PlacedFile, Survey],
    started: float,
) -> Made:
    """Return what the run is told of an office-year that was done."""
    stamp = places.stamps_below(address)
    row = make_row(
        results.checked,
        key=office_year.key,
        source=office_year.source,
        files=[file.name for file in office_year.files],
        outputs=[(label, f"{office_year.key}/{name}") for label, name in results.outputs],
        seconds=time.perf_counter() - started,
    )
    return Made(
        state=State.DONE,
        row=dump_row(row),
        open={severity.value: results.checked.count(severity) for severity in Severity},
        outputs={f"{office_year.key}/{name}": stamp(name) for _, name in results.outputs},
        remarks=results.remarks,
        seen=seen,
    )


class _Kept:
    """A book whose sheets are read once, although they are looked at twice."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def name(self) -> str:
        return self._book.name

    @property
    def remarks(self) -> Sequence[str]:
        return self._book.remarks

    @cached_property
    def kept(self) -> list[Grid]:
        return list(self._book.grids())

    def grids(self) -> Iterator[Grid]:
        return iter(self.kept)

    def tanggapan(self) -> Sequence[Tanggapan] | None:
        return self._book.tanggapan()


def _find_contradiction(books: Mapping[PlacedFile, _Kept]) -> Mapping[PlacedFile, Survey]:
    """Return what the first two books hold if they cannot be of one office-year, else nothing.

    Two of many offices' books mostly give each other away, and the others need not be read.
    """
    seen = {file: survey_grids(book.kept) for file, book in list(books.items())[:2]}
    has_annexes = all(one.annexes for one in seen.values())
    return seen if has_annexes and len(part(seen)) > 1 else {}


def _drop_if_empty(folder: Path) -> None:
    """Leave no folder behind for an office-year that got nothing."""
    with suppress(OSError):
        folder.rmdir()


def _fetch_earlier(address: str, folder: Path) -> None:
    """Bring what earlier runs wrote: answers go on in the new copies, nothing edited is lost."""
    for name in places.names_at(address):
        places.fetch_file(places.join(address, name), folder / name)


def _remarks(checked: Checked, copied: Sequence[marking.Written]) -> Iterator[str]:
    yield from checked.remarks
    for one in copied:
        yield from one.remarks
        if one.kept.path is not None:
            yield str(one.kept)


def _write_listings(
    checked: Checked, folder: Path, remarks: list[str]
) -> Iterator[tuple[str, str]]:
    for label, name, text in (
        ("Daftar catatan", LISTING_TEXT, listing.as_text(checked)),
        ("Daftar catatan (JSON)", LISTING_JSON, listing.as_json(checked)),
    ):
        with replacing(folder / name) as kept:
            save_whole(folder / name, partial(write_text, text))
        if kept.path is not None:
            remarks.append(str(kept))
        yield label, name
