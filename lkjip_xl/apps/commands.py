"""What each command of ``lkjip`` does."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from lkjip_xl import __version__
from lkjip_xl.apps.arguments import LEVELS
from lkjip_xl.apps.banding import banding
from lkjip_xl.apps.reading import Books, read_named
from lkjip_xl.apps.targets import make_folder, name_targets, tell_kept
from lkjip_xl.apps.templat import require_template, templat
from lkjip_xl.apps.terminal import show_step, wants_colour
from lkjip_xl.finding import Severity
from lkjip_xl.keeping import replacing
from lkjip_xl.location import quote_sheet
from lkjip_xl.outputs import listing
from lkjip_xl.outputs.bentuk import failure_as_json
from lkjip_xl.pipeline import Checked, check, read_books, read_grids
from lkjip_xl.ports import Book, BookError
from lkjip_xl.rules.rule import Rule
from lkjip_xl.rules.selection import select_rules
from lkjip_xl.saving import require_target


def periksa(options: Namespace) -> int:
    """List the findings."""
    started = time.perf_counter()
    rules = _rules(options)
    try:
        books = _open(options)
        if options.bentuk:
            return _show_forms(books, options)
        checked = check(*books.values(), rules=rules)
    except BookError as error:
        if options.format == "json":
            sys.stdout.write(failure_as_json(error))
        raise
    if options.format == "json":
        sys.stdout.write(listing.as_json(checked, books.files))
    elif options.format == "sarif":
        from lkjip_xl.outputs.sarif import as_sarif

        sys.stdout.write(as_sarif(checked, rules, __version__, _uris(books)))
    else:
        _write_listing(checked, started, options)
    return _status(checked, options)


def _show_forms(books: Books, options: Namespace) -> int:
    """Show how every sheet was understood, also where no form was."""
    from lkjip_xl.lampiran.understanding import understand
    from lkjip_xl.outputs import bentuk

    sheets = understand(read_grids(list(books.values())))
    if options.format == "json":
        sys.stdout.write(bentuk.as_json(sheets))
    else:
        sys.stdout.write(bentuk.as_text(sheets))
    is_read = any(table.form and table.form.stands_alone for s in sheets for table in s.tables)
    return 0 if is_read else 2


def tandai(options: Namespace) -> int:
    """Write the annotated copies, or take the marks out again."""
    from lkjip_xl.apps import marking

    if options.bersihkan:
        return marking.clean(options.buku, options.keluaran)
    books = _open(options)
    copies = marking.plan(books, options.keluaran)
    rules = _rules(options)
    checked = check(*books.values(), rules=rules, answers=copies.answers)
    marking.tell(copies.write(checked, rules))
    return _status(checked, options)


def perbaiki(options: Namespace) -> int:
    """Mend what needs no person's decision, or only show it."""
    from lkjip_xl.apps.perbaikan import mend_book

    target = None
    if not options.tampilkan:
        target = name_targets([options.buku], options.keluaran, ".perbaikan")[options.buku]
    mend_book(options.buku, target)
    return 0


def laporan(options: Namespace) -> int:
    """Write the report."""
    from lkjip_xl.apps import reporting
    from lkjip_xl.apps.kalimat import find_kalimat

    reporting.check_final(options)
    template = require_template(options.templat)
    show_step("membaca buku kerja")
    rules = _rules(options)
    books = _open(options)
    kalimat = find_kalimat(books, template)
    checked = check(*books.values(), rules=rules)
    if options.final and reporting.refuse_final(checked, kalimat):
        return 1
    folder = make_folder(options.keluaran or next(iter(books)).parent)
    is_done = reporting.write_reports([*books], folder, checked, options.format, template, kalimat)
    return _status(checked, options) if is_done else 2


def proses(options: Namespace) -> int:
    """List, mark and report."""
    started = time.perf_counter()
    from lkjip_xl.apps import marking, reporting
    from lkjip_xl.apps.kalimat import find_kalimat

    template = require_template(options.templat)
    books = _open(options)
    kalimat = find_kalimat(books, template)
    folder = make_folder(options.keluaran or next(iter(books)).parent / "hasil")
    copies = marking.plan(books, folder)
    rules = _rules(options)
    checked = check(*books.values(), rules=rules, answers=copies.answers)
    marking.tell(copies.write(checked, rules), quiet=options.diam)
    reporting.write_reports(
        [*books], folder, checked, template=template, kalimat=kalimat, quiet=options.diam
    )
    _write_listing(checked, started, options)
    return _status(checked, options)


def data(options: Namespace) -> int:
    """Write every figure that was read."""
    from lkjip_xl.outputs.data import write_data

    books = _open(options)
    require_target(options.keluaran, books)
    read = read_books(list(books.values()))
    with replacing(options.keluaran, books) as kept:
        count = write_data(read.whole, options.keluaran)
    tell_kept(kept)
    parts = (read, *((read.buku,) if read.buku else ()))
    lost = [
        f"lembar {quote_sheet(grid.sheet)} di {grid.file}: {loss.what}. {loss.fix}"
        for part in parts
        for grid in part.grids.values()
        for loss in grid.losses
    ]
    for remark in (*(remark for part in parts for remark in part.remarks), *lost):
        print(f"lkjip: {remark}", file=sys.stderr)
    print(f"{count} angka ditulis ke {options.keluaran}")
    return int(bool(lost))


def rekap(options: Namespace) -> int:
    """Check many offices in one run."""
    from lkjip_xl.apps.rekap import rekap

    return rekap(options)


def pantau(options: Namespace) -> int:
    """Check books again when they are saved."""
    from lkjip_xl.apps.pantau import pantau

    return pantau(options)


def aturan(options: Namespace) -> int:
    """List the rules, or explain one."""
    from lkjip_xl.outputs.rule_text import explain_rule, list_rules
    from lkjip_xl.rules.catalogue import RULES, find_rule

    if options.kode is None:
        sys.stdout.write(list_rules(RULES))
        return 0
    rule = find_rule(options.kode)
    if rule is None:
        raise BookError(
            "aturan dengan kode itu tidak ada", options.kode, "Lihat daftarnya dengan lkjip aturan"
        )
    sys.stdout.write(explain_rule(rule))
    return 0


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "periksa": periksa,
    "tandai": tandai,
    "perbaiki": perbaiki,
    "laporan": laporan,
    "proses": proses,
    "data": data,
    "banding": banding,
    "rekap": rekap,
    "pantau": pantau,
    "aturan": aturan,
    "templat": templat,
}


def _rules(options: Namespace) -> tuple[Rule, ...]:
    return select_rules(options.pilih, options.abaikan)


def _open(options: Namespace) -> Books:
    return read_named(options.buku, options.command, quiet=getattr(options, "diam", False))


def _status(checked: Checked, options: Namespace) -> int:
    """Return 1 where anything open is as grave as asked for."""
    least = Severity(LEVELS[options.gagal_pada])
    return int(any(checked.count(s) for s in Severity if s.rank <= least.rank))


def _write_listing(checked: Checked, started: float, options: Namespace) -> None:
    seconds = time.perf_counter() - started
    colour = wants_colour(sys.stdout, os.environ)
    sys.stdout.write(listing.as_text(checked, seconds, quiet=options.diam, colour=colour))


def _uris(books: Mapping[Path, Book]) -> dict[str, str]:
    """Return where each book lies: relative to the working folder if it is below, else absolute."""
    from urllib.parse import quote

    here = Path.cwd()
    uris = {}
    for path, book in books.items():
        whole = path.resolve()
        below = whole.is_relative_to(here)
        relative = os.fsencode(whole.relative_to(here).as_posix()) if below else b""
        uris[book.name] = quote(relative) if below else whole.as_uri()
    return uris
