"""What the annexes state of indicators: target, realisasi and capaian by year, with their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.lampiran.restated import holding

#: The forms that state figures of indicators.
_KINERJA = tuple(form for form in FORMS if any(not own.is_money for own in form.states))

#: What the figures are about, what they state, and the year → the figures.
Told = Mapping[tuple[str, Field, int], Sequence[Sel]]


def gather_kinerja(laporan: LaporanKinerja, key_of: Callable[[Baris], str]) -> Told:
    """Return the figures of every indicator, in the order of the sheets, by the key of its rows."""
    told: dict[tuple[str, Field, int], list[Sel]] = defaultdict(list)
    for lampiran in holding(laporan.of(*_KINERJA)):
        named = [(row, key_of(row)) for row in lampiran.rows if row.indikator]
        for field, meaning in lampiran.states.items():
            for year in () if field.is_money else lampiran.years(field):
                for row, key in named:
                    cell = row.told(field, year)
                    if cell is not None:
                        told[key, meaning, year].append(cell)
    return told
