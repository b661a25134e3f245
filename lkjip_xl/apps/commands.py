"""What each command of ``lkjip`` does."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lkjip_xl import __version__
from lkjip_xl.adapters.files import open_books
from lkjip_xl.apps.arguments import LEVELS
from lkjip_xl.apps.banding import banding
from lkjip_xl.apps.terminal import wants_colour
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.outputs import listing
from lkjip_xl.pipeline import Checked, check, read_books
from lkjip_xl.ports import Book, BookError, UnmarkableError
from lkjip_xl.rules.rule import Rule
from lkjip_xl.rules.selection import select_rules


def periksa(options: Namespace) -> int:
    """List the findings."""
    started = time.perf_counter()
    rules = _rules(options)
    books, checked = _check(options.buku, rules)
    if options.format == "json":
        sys.stdout.write(listing.as_json(checked))
    elif options.format == "sarif":
        from lkjip_xl.outputs.sarif import as_sarif

        sys.stdout.write(as_sarif(checked, rules, __version__, _uris(books)))
    else:
        _write_listing(checked, started, options)
    return _status(checked, options)


def tandai(options: Namespace) -> int:
    """Write the annotated copies, or take the marks out again."""
    if options.bersihkan:
        return _clean(options)
    books, checked = _check(options.buku, _rules(options))
    _mark(books, _targets(list(books), options.keluaran, ".catatan"), checked)
    return _status(checked, options)


def laporan(options: Namespace) -> int:
    """Write the report."""
    books, checked = _check(options.buku, _rules(options))
    first = next(iter(books))
    _report(first, _folder(options.keluaran or first.parent), checked)
    return _status(checked, options)


def proses(options: Namespace) -> int:
    """List, mark and report."""
    started = time.perf_counter()
    books, checked = _check(options.buku, _rules(options))
    first = next(iter(books))
    folder = _folder(options.keluaran or first.parent / "hasil")
    _mark(books, _targets(list(books), folder, ".catatan"), checked, quiet=options.diam)
    _report(first, folder, checked, quiet=options.diam)
    _write_listing(checked, started, options)
    return _status(checked, options)


def data(options: Namespace) -> int:
    """Write every figure that was read."""
    from lkjip_xl.outputs.data import write_data

    read = read_books(list(open_books(options.buku).values()))
    count = write_data(read.laporan, options.keluaran)
    for remark in read.remarks:
        print(f"lkjip: {remark}", file=sys.stderr)
    print(f"{count} angka ditulis ke {options.keluaran}")
    return 0


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
    "laporan": laporan,
    "proses": proses,
    "data": data,
    "banding": banding,
    "aturan": aturan,
}


def _rules(options: Namespace) -> tuple[Rule, ...]:
    return select_rules(options.pilih, options.abaikan)


def _check(paths: Sequence[Path], rules: Sequence[Rule]) -> tuple[dict[Path, Book], Checked]:
    books = open_books(paths)
    return books, check(*books.values(), rules=rules)


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
        uris[book.name] = quote(whole.relative_to(here).as_posix()) if below else whole.as_uri()
    return uris


def _clean(options: Namespace) -> int:
    from lkjip_xl.adapters.xlsx.patch.marking import write_clean

    paths = [path for path in options.buku if path.is_file()]
    if len(paths) != len(options.buku):
        raise BookError(
            "--bersihkan memerlukan berkas, bukan folder",
            ", ".join(map(str, options.buku)),
            "Sebutkan salinan bertandanya",
        )
    targets = _targets(paths, options.keluaran, ".bersih")
    for path, target in targets.items():
        write_clean(path, target)
        print(f"Salinan tanpa tanda: {target}")
    return 0


def _targets(paths: Sequence[Path], output: Path | None, ending: str) -> dict[Path, Path]:
    """Return where each book's copy goes: the file or folder asked for, else beside the book."""
    if output is not None and len(paths) == 1 and output.suffix and not output.is_dir():
        return {paths[0]: output}
    folder = None if output is None else _folder(output)
    targets: dict[Path, Path] = {}
    for path in paths:
        stem = path.stem.removesuffix(".catatan")
        target = (folder or path.parent) / f"{stem}{ending}{_marked_suffix(path)}"
        if target in targets.values():
            # Two books of one name meet in one folder: the second is told by its own folder.
            target = target.with_name(f"{path.parent.name}-{target.name}")
        targets[path] = target
    return targets


def _marked_suffix(path: Path) -> str:
    """A macro book stays one; what cannot be marked gets a workbook of findings."""
    return path.suffix if path.suffix.lower() in (".xlsm", ".xltx", ".xltm") else ".xlsx"


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BookError(
            "folder tidak dapat dibuat", str(path), "Pilih folder lain dengan pilihan -o"
        ) from error
    return path


def _mark(
    books: Mapping[Path, Book],
    targets: Mapping[Path, Path],
    checked: Checked,
    *,
    quiet: bool = False,
) -> None:
    """Write each book's annotated copy; for a book that takes no marks, a list of its findings."""
    from lkjip_xl.adapters.xlsx.patch.marking import write_findings_book, write_marked
    from lkjip_xl.outputs.catatan import make_catatan
    from lkjip_xl.outputs.marks import make_marks

    for path, book in books.items():
        own = [finding for finding in checked.findings if finding.at.file == book.name]
        target = targets[path]
        try:
            remarks = write_marked(path, target, make_marks(own), make_catatan(own))
        except UnmarkableError as error:
            remarks = (f"{error.what}. {error.fix}. Catatannya ditulis dalam buku tersendiri.",)
            write_findings_book(target, make_catatan(own))
        for remark in remarks:
            print(f"lkjip: {book.name}: {remark}", file=sys.stderr)
        if not quiet:
            print(f"{_summary(own)} {target}")


def _summary(findings: Sequence[Finding]) -> str:
    return f"{len(findings)} catatan ditandai:" if findings else "Tanpa catatan:"


def _report(first: Path, folder: Path, checked: Checked, *, quiet: bool = False) -> None:
    from lkjip_xl.outputs.docx import write_report

    target = folder / f"{first.stem}.laporan.docx"
    write_report(checked.laporan, target, findings_open=checked.count(Severity.ERROR))
    if not quiet:
        print(f"Laporan: {target}")
