"""The sheet of all findings, or of the gravest where they are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkjip_xl.outputs.rekap.cells import Column, Formats, Look, Sheet
from lkjip_xl.outputs.rekap.frames import SEVERITIES, records
from lkjip_xl.outputs.rekap.office_sheet import KANTOR
from lkjip_xl.outputs.rekap.wording import LABELS, name_office, say_count

if TYPE_CHECKING:
    from pandas import DataFrame
    from xlsxwriter.workbook import Workbook

CATATAN = "Catatan"
#: A sheet of more findings than this opens too slowly to be of use; Excel ends at 1.048.576 rows.
MOST_FINDINGS = 100_000

_COLUMNS = (
    Column("No", 7, Look.CENTRED),
    Column("Perangkat Daerah", 28),
    Column("Tahun", 7, Look.YEAR),
    Column("Tingkat", 12, Look.CENTRED),
    Column("Kode", 8, Look.CENTRED),
    Column("Berkas", 20),
    Column("Lembar", 15),
    Column("Sel", 8, Look.CENTRED),
    Column("Uraian", 26),
    Column("Tertulis", 14),
    Column("Seharusnya", 14),
    Column("Catatan", 50),
    Column("Perbaikan", 36),
    Column("Diterima", 9, Look.CENTRED),
)


def write_findings(workbook: Workbook, formats: Formats, findings: DataFrame) -> None:
    sheet = Sheet(workbook.add_worksheet(CATATAN), formats, _COLUMNS)
    shown = worst_findings(findings, MOST_FINDINGS)
    sheet.start("Semua Catatan", _say_extent(len(findings), len(shown)), frozen=2)
    for number, row in enumerate(records(shown), start=1):
        values = (
            row[name]
            for name in (
                "code",
                "file",
                "sheet",
                "cell",
                "item",
                "written",
                "expected",
                "message",
                "fix",
            )
        )
        told = (
            number,
            name_office(row["office"], row["key"]),
            row["year"],
            LABELS[row["severity"]],
        )
        sheet.add([*told, *values, "ya" if row["accepted"] else ""], {3: Look.of(row["severity"])})
    sheet.finish()


def worst_findings(findings: DataFrame, most: int) -> DataFrame:
    """Return so many findings at most, errors before the rest, in their own order."""
    if len(findings) <= most:
        return findings
    rank = findings["accepted"] * len(SEVERITIES) + findings["severity"].map(SEVERITIES.index)
    return findings.loc[rank.sort_values(kind="stable").index[:most].sort_values()]


def _say_extent(count: int, shown: int) -> str:
    if count == shown:
        return f"{say_count(count)} catatan, menurut urutan kantor pada lembar {KANTOR}."
    return (
        f"Lembar ini memuat {say_count(shown)} dari {say_count(count)} catatan, kesalahan lebih "
        "dahulu; semuanya ada di rekap-catatan.parquet dan di daftar catatan setiap kantor."
    )
