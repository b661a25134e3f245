"""The IKU sheet: indicators with their direction, formula and source."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import IndikatorUtama
from lkjip_xl.lampiran.blank import (
    IKU_ROWS,
    INDIKATOR,
    NAIK,
    NO,
    PENANGGUNG_JAWAB,
    SATUAN,
    TURUN,
    BlankForm,
    Column,
)
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import FormKind, RecordForm, alike
from lkjip_xl.lampiran.records import Lampiran


def read_iku(lampiran: Lampiran) -> tuple[IndikatorUtama, ...]:
    """Return the indicators of one IKU table in order; a row without a name is no indicator."""
    return tuple(
        IndikatorUtama(
            nama=row.indikator,
            sasaran=row.jalur.sasaran or row.jalur.tujuan,
            satuan=row.satuan,
            arah=row.text(Field.ARAH),
            rumus=row.text(Field.RUMUS),
            sumber_data=row.text(Field.SUMBER_DATA),
            penanggung_jawab=row.text(Field.PENANGGUNG_JAWAB),
            target=row.figure(Field.TARGET, lampiran.years(Field.TARGET)[-1])
            if lampiran.columns.has(Field.TARGET)
            else row.figure(Field.TARGET, lampiran.year),
            origin=row.origin,
        )
        for row in lampiran.rows
        if row.indikator
    )


def _fits(columns: Columns) -> int:
    if not columns.has(Field.INDIKATOR):
        return 0
    described = sum(columns.has(field) for field in (Field.RUMUS, Field.SUMBER_DATA, Field.ARAH))
    if described:
        return 8 + 2 * described
    is_agreement = columns.has(Field.SASARAN, Field.TARGET) and not columns.has_any(
        Field.REALISASI, Field.CAPAIAN, Field.PAGU, Field.KINERJA, Field.ANGGARAN
    )
    return 4 if is_agreement and len(columns.years(Field.TARGET)) < 2 else 0


_LEVELS = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=30,
        sheet="IKU",
        title=f"Tabel 2.3 Indikator Kinerja Utama Tahun {year}",
        columns=(
            NO,
            Column("level", ("Level",), 14, choices=_LEVELS),
            Column("sasaran", ("Tujuan/Sasaran",), 34),
            *(INDIKATOR, SATUAN),
            Column(f"target {year}", (f"Target {year}",), 14),
            Column("arah", ("Arah",), 26, choices=(NAIK, TURUN)),
            Column("rumus", ("Rumus Perhitungan",), 40),
            Column("sumber_data", ("Sumber Data",), 30),
            PENANGGUNG_JAWAB,
        ),
        rows=IKU_ROWS,
    )


IKU = RecordForm(
    name="iku",
    label="IKU",
    kind=FormKind.TREE,
    order=80,
    fits=_fits,
    yields_to_titles=True,
    read=read_iku,
    filled=(Field.TARGET,),
    in_satuan=(Field.TARGET,),
    states=alike(Field.TARGET),
    promises=True,
    naming=80,
    loose_levels=(Level.TUJUAN,),
    precedence=60,
    blank=_blank,
)
