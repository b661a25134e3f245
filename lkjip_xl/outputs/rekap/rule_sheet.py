"""The sheet of the commonest faults: each rule with the findings and the offices it was met in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkjip_xl.outputs.rekap.cells import Column, Formats, Look, Sheet
from lkjip_xl.outputs.rekap.frames import SEVERITIES, Frames, records
from lkjip_xl.outputs.rekap.wording import LABELS
from lkjip_xl.rules.catalogue import FAMILY_NAMES

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

TERSERING = "Kesalahan Tersering"
_REMARK = (
    "Catatan yang belum diterima, menurut aturan; kesalahan lebih dahulu, lalu yang mengenai "
    "kantor terbanyak."
)
_COLUMNS = (
    Column("No", 5, Look.CENTRED),
    Column("Kode", 8, Look.CENTRED),
    Column("Aturan", 36),
    Column("Keluarga", 30),
    Column("Kantor", 9, Look.COUNT),
    Column("Bagian Kantor", 9, Look.PERCENT),
    Column("Catatan", 10, Look.COUNT),
    *(Column(label, 11, Look.COUNT) for label in LABELS.values()),
    Column("Contoh", 70),
)


def write_rules(workbook: Workbook, formats: Formats, frames: Frames) -> None:
    sheet = Sheet(workbook.add_worksheet(TERSERING), formats, _COLUMNS)
    sheet.start(TERSERING, _REMARK, frozen=3)
    offices = max(len(frames.done), 1)
    for number, row in enumerate(records(frames.rules), start=1):
        family = FAMILY_NAMES.get(row["family"], row["family"])
        counts = (
            row["offices"],
            row["offices"] / offices * 100,
            row["findings"],
            *(row[name] for name in SEVERITIES),
        )
        sheet.add([number, row["code"], row["name"], family, *counts, row["example"]])
    sheet.finish()
