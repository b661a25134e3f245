"""Every capaian and serapan of an office-year: as written, and as computed from its own row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import ArahIndikator
from lkjip_xl.domain.quantity import Figure, Persen
from lkjip_xl.figures.capaian import measure_capaian
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.serapan import compute_serapan
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.location import CellRef

#: The forms that set a realisasi against a target, and money spent against a pagu.
CAPAIAN_FORMS = (Form.TABEL_3_1, Form.TABEL_3_3, Form.ANALISIS)
SERAPAN_FORMS = (
    Form.TABEL_3_1,
    Form.TABEL_3_4,
    Form.TABEL_3_5,
    Form.BELANJA,
    Form.PENYEBAB_SERAPAN,
)


class Perhitungan(NamedTuple):
    """One capaian or serapan: what it is computed from, what is written, and what comes out.

    ``dasar`` is the target or the pagu.  ``hasil`` is in per cent, neither rounded nor missing
    where it can be computed.  ``arah`` is ``None`` for a serapan.
    """

    jenis: Field
    lampiran: Lampiran
    row: Baris
    year: int
    dasar: Figure
    realisasi: Figure
    tertulis: Figure
    hasil: Persen | None
    arah: ArahIndikator | None

    @property
    def at(self) -> CellRef:
        return self.row.at(self.jenis, self.year)

    @property
    def agrees(self) -> bool:
        """Whether the written figure is the computed one at the digits it shows."""
        return self.hasil is not None and self.tertulis.shows(self.hasil)


def list_perhitungan(laporan: LaporanKinerja, directions: Directions) -> Iterator[Perhitungan]:
    """Yield the percentages that are written or can be computed, sheet by sheet and row by row."""
    for lampiran in laporan.lampiran:
        capaian = lampiran.years(Field.CAPAIAN) if lampiran.form in CAPAIAN_FORMS else ()
        serapan = lampiran.years(Field.SERAPAN) if lampiran.form in SERAPAN_FORMS else ()
        for row in lampiran.rows:
            for year in capaian:
                one = _capaian(lampiran, row, year, directions)
                if not (one.tertulis.is_blank and one.hasil is None):
                    yield one
            for year in serapan:
                one = _serapan(lampiran, row, year)
                if not (one.tertulis.is_blank and one.hasil is None):
                    yield one


def _capaian(lampiran: Lampiran, row: Baris, year: int, directions: Directions) -> Perhitungan:
    target, realisasi = row.figure(Field.TARGET, year), row.figure(Field.REALISASI, year)
    arah = directions.of(row.indikator, row.satuan)
    return Perhitungan(
        jenis=Field.CAPAIAN,
        lampiran=lampiran,
        row=row,
        year=year,
        dasar=target,
        realisasi=realisasi,
        tertulis=row.figure(Field.CAPAIAN, year),
        hasil=measure_capaian(arah, target.value, realisasi.value, upper=target.upper),
        arah=arah,
    )


def _serapan(lampiran: Lampiran, row: Baris, year: int) -> Perhitungan:
    pagu, realisasi = row.figure(Field.PAGU, year), row.figure(Field.REALISASI_ANGGARAN, year)
    return Perhitungan(
        jenis=Field.SERAPAN,
        lampiran=lampiran,
        row=row,
        year=year,
        dasar=pagu,
        realisasi=realisasi,
        tertulis=row.figure(Field.SERAPAN, year),
        hasil=compute_serapan(pagu.value, realisasi.value),
        arah=None,
    )
