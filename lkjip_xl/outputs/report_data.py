"""``data.json``: what the report says, for programs.

One object::

    {"format": "lkjip-laporan", "versi": 1, "tahun": "2021", "perangkat_daerah": "…",
     "bab": [{"nomor": "BAB III", "judul": "…", "bagian": [
         {"nomor": "A.", "judul": "…", "isi": [BLOK, …]}, …]}, …]}

``nomor`` is empty where the report shows none.  A BLOK is one of::

    {"jenis": "paragraf", "teks": TEKS}
    {"jenis": "daftar", "butir": [TEKS, …]}
    {"jenis": "tanda_tangan", "baris": [TEKS, …]}
    {"jenis": "tabel", "nomor": "Tabel 3.1", "judul": "…", "kolom": [{"kelompok", "judul"}, …],
     "baris": [{"tingkat": "program", "sel": [SEL, …]}, …], "catatan": "…", "kurang": KURANG}
    {"jenis": "grafik", "nomor": "Gambar 3.1", "judul": "…", "bentuk": "garis", "satuan": "%",
     "kategori": ["2019", …], "seri": [{"nama": "…", "titik": [TITIK, …]}, …]}

A TEKS is ``{"teks": "whole sentence", "angka": [ANGKA, …], "kurang": [KURANG, …]}``; the lists
are left out where they are empty.  An ANGKA is ``{"teks": "104,35%", "sel":
["'Tabel 3.1'!I45"], "hitungan": "…"}``, its text written as in the report.  A KURANG is
``{"apa", "di"}``, what is missing and where it is to be filled in, ``null`` for a table that has
rows.  A SEL is ``{"isi": [TEKS, …]}``, with ``"baris"`` and ``"kolom"`` where it spans several, or
``null`` where another cell reaches.  A TITIK is an ANGKA with ``"nilai"``, its number as a string
with a decimal point (per cent on the 0-100 scale), or ``null``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import BinaryIO

from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.chapters import (
    Block,
    Chapter,
    ChartBlock,
    Paragraph,
    Points,
    Section,
    Signature,
    TableBlock,
    list_chapters,
)
from lkjip_xl.outputs.narrative.chart import Point
from lkjip_xl.outputs.narrative.report import Report, compose
from lkjip_xl.outputs.narrative.sentences import Kalimat
from lkjip_xl.outputs.narrative.table import Cell, Row
from lkjip_xl.outputs.narrative.text import Missing, Shown, Text
from lkjip_xl.saving import save_whole

Json = dict[str, object]


def write_report_data(
    laporan: LaporanKinerja, target: Path, *, kalimat: Kalimat | None = None
) -> None:
    """Write the data file to ``target``, all of it or nothing.

    Raises:
        BookError: the file cannot be written.
    """
    report = compose(laporan, kalimat)
    words = json.dumps(report_data(report), ensure_ascii=False, separators=(",", ":"))
    # A lone half of a letter pair, which some cells hold, is no UTF-8.
    content = words.encode("utf-8", "replace") + b"\n"

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    save_whole(target, write)


def report_data(report: Report) -> Json:
    """Return the report as plain data, of the shape that this module's docstring gives."""
    return {
        "format": "lkjip-laporan",
        "versi": 1,
        "tahun": str(report.text("tahun")),
        "perangkat_daerah": str(report.text("nama_perangkat_daerah")),
        "bab": [_chapter(chapter) for chapter in list_chapters(report)],
    }


def _chapter(chapter: Chapter) -> Json:
    return {
        "nomor": chapter.label,
        "judul": chapter.judul,
        "bagian": [_section(section) for section in chapter.sections],
    }


def _section(section: Section) -> Json:
    return {
        "nomor": section.label,
        "judul": str(section.judul),
        "isi": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> Json:
    match block:
        case Paragraph(text):
            return {"jenis": "paragraf", "teks": _text(text)}
        case Points(items):
            return {"jenis": "daftar", "butir": [_text(item) for item in items]}
        case Signature(lines):
            return {"jenis": "tanda_tangan", "baris": [_text(line) for line in lines]}
        case TableBlock():
            return _table(block)
        case ChartBlock():
            return _chart(block)


def _text(text: Text) -> Json:
    missing = [_missing(part) for part in text.parts if isinstance(part, Missing)]
    return {
        "teks": str(text),
        **({"angka": list(map(_figure, text.figures))} if text.figures else {}),
        **({"kurang": missing} if missing else {}),
    }


def _figure(shown: Shown) -> Json:
    return {
        "teks": shown.text,
        "sel": [str(cell) for cell in shown.cells],
        "hitungan": shown.calculation,
    }


def _missing(missing: Missing) -> Json:
    return {"apa": missing.what, "di": missing.where}


def _table(block: TableBlock) -> Json:
    table = block.table
    return {
        "jenis": "tabel",
        "nomor": block.label,
        "judul": str(block.judul),
        "kolom": [{"kelompok": one.group, "judul": one.label} for one in table.columns],
        "baris": [_row(row) for row in table.rows],
        "catatan": block.note,
        "kurang": None if table.rows else _missing(table.missing),
    }


def _row(row: Row) -> Json:
    return {
        "tingkat": row.tone.value,
        "sel": [None if cell is None else _cell(cell) for cell in row.cells],
    }


def _cell(cell: Cell) -> Json:
    return {
        "isi": [_text(line) for line in cell.lines],
        **({"baris": cell.rows} if cell.rows > 1 else {}),
        **({"kolom": cell.columns} if cell.columns > 1 else {}),
    }


def _chart(block: ChartBlock) -> Json:
    chart = block.chart
    return {
        "jenis": "grafik",
        "nomor": block.label,
        "judul": str(chart.judul),
        "bentuk": chart.kind.value,
        "satuan": chart.satuan,
        "kategori": list(chart.categories),
        "seri": [
            {"nama": one.nama, "titik": [_point(point) for point in one.points]}
            for one in chart.series
        ],
    }


def _point(point: Point | None) -> Json | None:
    return None if point is None else {"nilai": f"{point.value:f}", **_figure(point.shown)}
