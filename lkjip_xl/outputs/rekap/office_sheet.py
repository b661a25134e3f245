"""The sheet of offices: what each came to, and where its files lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from posixpath import dirname
from typing import TYPE_CHECKING, Any

from lkjip_xl.outputs.rekap.cells import Column, Formats, Link, Look, Sheet
from lkjip_xl.outputs.rekap.frames import FAMILIES, SEVERITIES, Frames, records
from lkjip_xl.outputs.rekap.records import State
from lkjip_xl.outputs.rekap.wording import LABELS, name_office, say_totals
from lkjip_xl.rules.catalogue import FAMILY_NAMES

if TYPE_CHECKING:
    from pandas import DataFrame
    from xlsxwriter.workbook import Workbook

KANTOR = "Kantor"
_COLUMNS = (
    Column("No", 5, Look.CENTRED),
    Column("Perangkat Daerah", 40),
    Column("Tahun", 7, Look.YEAR),
    Column("Keadaan", 10),
    *(Column(label, 10, Look.COUNT) for label in LABELS.values()),
    Column("Diterima", 9, Look.COUNT),
    Column("Rata-rata Capaian IKU", 10, Look.PERCENT),
    Column("Predikat", 13, Look.CENTRED),
    Column("Serapan", 9, Look.PERCENT),
    Column("Indeks Efisiensi", 9, Look.RATIO),
    Column("Anggaran (Rp)", 17, Look.RUPIAH),
    Column("Realisasi (Rp)", 17, Look.RUPIAH),
    Column("Alasan Disisihkan", 30),
)
NAME_COLUMN, ERROR_COLUMN = 1, 4
_BAR = {
    "type": "data_bar",
    "bar_solid": True,
    "bar_color": "#F4B6B6",
    "bar_border_color": "#F4B6B6",
    "min_type": "num",
    "min_value": 0,
}


def write_offices(workbook: Workbook, formats: Formats, frames: Frames) -> Sheet:
    offices = frames.offices
    labels = _output_labels(offices)
    columns = [
        *_COLUMNS,
        *(Column(f"{code} {FAMILY_NAMES[code]}", 11, Look.COUNT) for code in FAMILIES),
        Column("Angka yang Dibandingkan", 12, Look.COUNT),
        *(Column(label, 18) for label in labels),
        Column("Asal", 50),
        Column("Detik", 8, Look.RATIO),
    ]
    sheet = Sheet(workbook.add_worksheet(KANTOR), formats, columns, len(_COLUMNS))
    remark = (
        say_totals(frames) + " Yang paling banyak kesalahannya di atas, yang disisihkan di bawah."
    )
    sheet.start("Rekap Pemeriksaan LKjIP", remark, frozen=2)
    for number, row in enumerate(records(offices), start=1):
        sheet.add(
            [
                number,
                *_office_values(row),
                *_links(row["outputs"], labels),
                row["source"],
                row["seconds"],
            ]
        )
    sheet.finish()
    if sheet.rows:
        column = ERROR_COLUMN
        sheet.sheet.conditional_format(sheet.first, column, sheet.last, column, dict(_BAR))
    return sheet


def _office_values(row: Mapping[str, Any]) -> Iterator[object]:
    done = row["state"] == State.DONE.value
    yield name_office(row["office"], row["source"])
    yield row["year"]
    yield row["state"].capitalize()
    yield from ((row[name] if done else None) for name in (*SEVERITIES, "accepted"))
    yield from (
        row[name]
        for name in ("capaian", "predikat", "serapan", "efisiensi", "anggaran", "realisasi")
    )
    yield row["reason"]
    yield from ((row[name] if done else None) for name in (*FAMILIES, "compared"))


def _output_labels(offices: DataFrame) -> list[str]:
    """Return the labels of all files written, in the order in which they are first met."""
    return list(dict.fromkeys(one["label"] for outputs in offices["outputs"] for one in outputs))


def _links(outputs: Sequence[Mapping[str, str]], labels: Sequence[str]) -> Iterator[Link | None]:
    """Yield a link for each label: to the file, or to the folder of several files."""
    for label in labels:
        paths = [one["path"] for one in outputs if one["label"] == label]
        if not paths:
            yield None
        elif len(paths) == 1:
            yield Link(paths[0], label)
        else:
            yield Link(dirname(paths[0]) or ".", f"{label} ({len(paths)} berkas)")
