"""What the annexes state of indicators: target, realisasi and capaian by year, with their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Sel

_ALL = {name: name for name in (Field.TARGET, Field.REALISASI, Field.CAPAIAN)}
_TARGET = {Field.TARGET: Field.TARGET}
#: form → its column → what the column states.
_KINERJA: Mapping[Form, Mapping[Field, Field]] = {
    Form.TABEL_3_1: _ALL,
    Form.TABEL_3_2: {Field.KINERJA: Field.REALISASI},
    Form.TABEL_3_3: _ALL,
    Form.IKU: _TARGET,
    Form.TUJUAN_SASARAN: _TARGET,
    Form.RENCANA_AKSI: _TARGET,
    Form.ANALISIS: _ALL,
    Form.PEMBANDING: {Field.REALISASI: Field.REALISASI},
}

#: What the figures are about, what they state, and the year → the figures.
Told = Mapping[tuple[str, Field, int], Sequence[Sel]]


def gather_kinerja(laporan: LaporanKinerja, key_of: Callable[[Baris], str]) -> Told:
    """Return the figures of every indicator, in the order of the sheets, by the key of its rows."""
    told: dict[tuple[str, Field, int], list[Sel]] = defaultdict(list)
    for lampiran in laporan.of(*_KINERJA):
        named = [(row, key_of(row)) for row in lampiran.rows if row.indikator]
        for field, meaning in _KINERJA[lampiran.form].items():
            for year in lampiran.years(field):
                for row, key in named:
                    cell = row.told(field, year)
                    if cell is not None:
                        told[key, meaning, year].append(cell)
    return told
