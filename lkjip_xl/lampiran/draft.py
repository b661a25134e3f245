"""A column on its way to its name, and what becomes of the figures of a plan over several years."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.meaning import Makna
from lkjip_xl.tables.header import Column

_SCALES = (
    (re.compile(r"\bjuta(?:an)?\b|\bjt\b", re.I), 6),
    (re.compile(r"\bribu(?:an)?\b", re.I), 3),
)
#: Figures of a plan over several years: what a column of one year is called when it speaks of them.
LONG = {
    Field.TARGET: Field.TARGET_AKHIR,
    Field.PAGU: Field.PAGU_AKHIR,
    Field.REALISASI: Field.REALISASI_RENSTRA,
    Field.REALISASI_ANGGARAN: Field.REALISASI_ANGGARAN_RENSTRA,
    Field.CAPAIAN: Field.CAPAIAN_RENSTRA,
    Field.SERAPAN: Field.SERAPAN_RENSTRA,
}
PAST = {
    Field.REALISASI_RENSTRA: Field.REALISASI_LALU,
    Field.REALISASI_ANGGARAN_RENSTRA: Field.REALISASI_ANGGARAN_LALU,
}
#: They belong to no single year, whatever year their labels name.
_ALL_YEARS = frozenset({*LONG.values(), *PAST.values(), Field.TARGET_SPM, Field.TARGET_IKK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A column on its way to its name: what its labels say, and the field so far."""

    column: Column
    makna: Makna
    field: Field
    named_year: int = 0

    @property
    def index(self) -> int:
        return self.column.index

    @property
    def year(self) -> int:
        """The year that the labels name, 0 for none and for what belongs to no single year."""
        return 0 if self.field in _ALL_YEARS else self.named_year

    @property
    def named(self) -> NamedColumn:
        column = self.column
        return NamedColumn(
            index=column.index,
            field=self.field,
            year=self.year,
            label=column.label,
            number=column.number,
            scale=_scale_of(column.label) if self.field.is_money else 0,
            cell=column.cell,
            number_row=column.number_row,
        )


def _scale_of(label: str) -> int:
    return next((power for pattern, power in _SCALES if pattern.search(label)), 0)
