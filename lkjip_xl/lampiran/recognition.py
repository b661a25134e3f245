"""What columns tell a form by: the questions that several forms ask."""

from __future__ import annotations

from collections.abc import Callable

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.columns import Columns

#: Columns that name a program or what stands below it.
ITEM = (Field.ITEM, Field.PROGRAM, Field.KEGIATAN, Field.SUB_KEGIATAN)
#: Columns of sheets that feed the report; with one of them no table is Tabel 3.1.
FEEDING = (
    Field.PENYEBAB_KEBERHASILAN,
    Field.PENYEBAB_KEGAGALAN,
    Field.RUMUS,
    Field.SUMBER_DATA,
)
#: Figures of other places; beside a capaian they are remarks on it.
ELSEWHERE = (Field.PROVINSI, Field.NASIONAL)

#: Words of a title that speaks of money, and of money spent.
MONEY_WORDS = frozenset({"anggaran", "keuangan", "belanja", "pagu", "apbd"})
SPENT_WORDS = frozenset({"realisasi", "serapan", "penyerapan", "capaian", "pencapaian"})


def needs(*fields: Field, points: int, without: tuple[Field, ...] = ()) -> Callable[[Columns], int]:
    """Fit a table that has all the fields and none of the others."""

    def fits(columns: Columns) -> int:
        return points if columns.has(*fields) and not columns.has_any(*without) else 0

    return fits


def has(*fields: Field) -> Callable[[Columns], bool]:
    return lambda columns: columns.has_any(*fields)


def has_years(*fields: Field) -> Callable[[Columns], bool]:
    """Tell whether the fields together have columns of several years."""
    return lambda columns: len({year for field in fields for year in columns.years(field)}) > 1
