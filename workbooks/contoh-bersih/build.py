"""Build ``contoh-bersih.xlsx``: the annexes of an invented office, without a single fault.

The figures and texts lie beside this script: ``kinerja.json`` holds the tree from tujuan down to
sub kegiatan with its indicators, money and quarters; ``kantor.json`` holds the office and the
feeding sheets.  Sums and percentages are not in the data: they are formulas in the book, and
their cached values are computed here.

    python workbooks/contoh-bersih/build.py                        the book, one folder up
    python workbooks/contoh-bersih/build.py FILE.xlsx              the book, elsewhere
    python workbooks/contoh-bersih/build.py --tanpa-rumus FILE.xlsx    values typed, no formulas
    python workbooks/contoh-bersih/build.py --angka FILE.csv       only the list of its figures

Building twice gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import annexes
import feeding
import xlsxwriter  # type: ignore[import-untyped]
from sheets import Book, Figure
from tree import HERE, load_data

TARGET = HERE.parent / "contoh-bersih.xlsx"

WRITERS: tuple[Callable[[Book], None], ...] = (
    feeding.write_profil,
    feeding.write_pegawai,
    feeding.write_issues,
    feeding.write_tujuan_sasaran,
    feeding.write_strategi,
    feeding.write_iku,
    annexes.write_rencana_aksi,
    annexes.write_tabel_3_1,
    annexes.write_tabel_3_2,
    annexes.write_tabel_3_3,
    annexes.write_tabel_3_4,
    annexes.write_tabel_3_5,
    feeding.write_belanja,
    feeding.write_analisis,
    feeding.write_penyebab_serapan,
    feeding.write_pembanding,
    feeding.write_tindak_lanjut,
    feeding.write_lhe,
)


def build(target: Path | None, with_formulas: bool = True) -> list[Figure]:
    """Write the book to ``target``, or nowhere, and return the figures of its annexes."""
    workbook = xlsxwriter.Workbook(target or "unused.xlsx", {"in_memory": True})
    workbook.set_properties(
        {
            "title": "Lampiran LKjIP Tahun 2023 (contoh)",
            "author": "Dinas Perhubungan Kabupaten Tirta Kencana",
            "created": datetime(2024, 1, 19, 9, 0, 0),
        }
    )
    book = Book(workbook, load_data(), with_formulas)
    for write in WRITERS:
        write(book)
    for sheet in book.sheets:
        sheet.fit_rows()
    if target:
        workbook.close()
    else:
        workbook.fileclosed = 1
    return book.figures


def write_figures(figures: list[Figure], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(Figure.__slots__)
        for one in figures:
            writer.writerow([getattr(one, name) for name in Figure.__slots__])


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the clean sample workbook.")
    parser.add_argument("target", type=Path, nargs="?", help="where to (default: one folder up)")
    parser.add_argument("--tanpa-rumus", action="store_true", help="type values, no formulas")
    parser.add_argument("--angka", type=Path, help="only list the figures of the annexes (CSV)")
    options = parser.parse_args()
    if options.angka:
        write_figures(build(None), options.angka)
    elif options.tanpa_rumus and not options.target:
        parser.error("--tanpa-rumus needs a target, so that it never replaces the sample")
    else:
        build(options.target or TARGET, with_formulas=not options.tanpa_rumus)


if __name__ == "__main__":
    main()
