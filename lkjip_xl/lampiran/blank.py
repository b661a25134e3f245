"""What a blank form is made of, and the columns that several have."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Look(Enum):
    """How the cells of a column show; the value is Excel's number format."""

    PLAIN = "General"
    RUPIAH = "#,##0"
    PERSEN = "0.00%"


class Column(NamedTuple):
    """One column of a form.

    ``key`` is the field that our reader takes it for, with the year where there is one; ``labels``
    stand above it, the outermost first.  ``formula`` holds keys in braces for the cells of the same
    row.  ``choices`` become a drop-down.
    """

    key: str
    labels: tuple[str, ...]
    width: int
    look: Look = Look.PLAIN
    formula: str = ""
    choices: tuple[str, ...] = ()


class BlankForm(NamedTuple):
    """One sheet with a table; ``place`` is that of the sheet in the workbook.

    ``given`` are texts that every office writes, row by row, in the first column after the number.
    ``total`` names the columns that get a sum below them.
    """

    place: int
    sheet: str
    title: str
    columns: tuple[Column, ...]
    rows: int = 30
    given: tuple[str, ...] = ()
    total: tuple[str, ...] = ()


NAIK, TURUN = "Makin tinggi makin baik", "Makin rendah makin baik"

#: Where the sheet IKU has the indicators and their directions; formulas elsewhere look there.
IKU_ROWS = 30
IKU_INDIKATOR = f"IKU!$E$5:$E${IKU_ROWS + 4}"
IKU_ARAH = f"IKU!$H$5:$H${IKU_ROWS + 4}"


def capaian(target: str, realisasi: str) -> str:
    """Return the formula of a capaian that follows the direction on the sheet IKU."""
    falls = f'COUNTIFS({IKU_INDIKATOR},{{indikator}},{IKU_ARAH},"{TURUN}")>0'
    share = f"IF({falls},(2*{target}-{realisasi})/{target},{realisasi}/{target})"
    return f'=IF(OR({target}="",{realisasi}=""),"",IFERROR({share},""))'


def serapan(pagu: str, realisasi: str) -> str:
    """Return the formula of a serapan."""
    return f'=IF(OR({pagu}="",{realisasi}=""),"",IFERROR({realisasi}/{pagu},""))'


NO = Column("no", ("No",), 5)
KODE = Column("kode", ("Kode",), 18)
TUJUAN = Column("tujuan", ("Tujuan",), 26)
SASARAN = Column("sasaran", ("Sasaran",), 26)
WORK = (
    Column("program", ("Program",), 24),
    Column("kegiatan", ("Kegiatan",), 24),
    Column("sub_kegiatan", ("Sub Kegiatan",), 28),
)
INDIKATOR = Column("indikator", ("Indikator Kinerja",), 34)
INDIKATOR_ATAS = Column("indikator", ("Indikator Tujuan/Sasaran",), 34)
SATUAN = Column("satuan", ("Satuan",), 12)
KETERANGAN = Column("keterangan", ("Keterangan",), 36)
PENANGGUNG_JAWAB = Column("penanggung_jawab", ("Penanggung Jawab",), 26)


def numbers(
    field: str, label: str, years: tuple[int, ...], look: Look = Look.PLAIN
) -> Iterator[Column]:
    """Yield a column a year."""
    for year in years:
        yield Column(f"{field} {year}", (label, str(year)), 16, look)


def shares(field: str, label: str, years: tuple[int, ...]) -> Iterator[Column]:
    """Yield a column of capaian or serapan a year, with its formula."""
    for year in years:
        if field == "capaian":
            formula = capaian(f"{{target {year}}}", f"{{realisasi {year}}}")
        else:
            formula = serapan(f"{{pagu {year}}}", f"{{realisasi_anggaran {year}}}")
        yield Column(f"{field} {year}", (label, str(year)), 12, Look.PERSEN, formula)


#: The columns from tujuan to sub kegiatan, and those of tujuan and sasaran with their indicators.
TREE = (KODE, TUJUAN, SASARAN, *WORK)
GOALS = (NO, TUJUAN, SASARAN, INDIKATOR_ATAS, SATUAN)
PAGU = Column("pagu", ("Anggaran (Rp)",), 20, Look.RUPIAH)
REALISASI_ANGGARAN = Column("realisasi_anggaran", ("Realisasi (Rp)",), 20, Look.RUPIAH)
SERAPAN = Column(
    "serapan", ("Serapan (%)",), 12, Look.PERSEN, serapan("{pagu}", "{realisasi_anggaran}")
)


def past_years(year: int) -> tuple[int, ...]:
    """Return the years that a form of several years looks back on."""
    return tuple(range(year - 2, year + 1))
