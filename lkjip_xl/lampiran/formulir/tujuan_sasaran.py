"""The Tujuan dan Sasaran sheet: indicators with their targets over the Renstra."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.renstra import TargetRenstra
from lkjip_xl.lampiran.blank import GOALS, BlankForm, Column, numbers
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import FormKind, RecordForm, alike
from lkjip_xl.lampiran.records import Lampiran


def read_tujuan_sasaran(lampiran: Lampiran) -> tuple[TargetRenstra, ...]:
    """Return the indicators in order with the target of every year."""
    years = lampiran.years(Field.TARGET)
    return tuple(
        TargetRenstra(
            tujuan=row.jalur.tujuan,
            sasaran=row.jalur.sasaran,
            indikator=row.indikator,
            satuan=row.satuan,
            target={year: row.figure(Field.TARGET, year) for year in years},
            target_akhir=row.figure(Field.TARGET_AKHIR, lampiran.year),
            origin=row.origin,
        )
        for row in lampiran.rows
        if row.indikator
    )


def _fits(columns: Columns) -> int:
    several = len(columns.years(Field.TARGET)) > 1
    plain = not columns.has_any(Field.REALISASI, Field.REALISASI_ANGGARAN, Field.KINERJA)
    return 8 if several and plain and columns.has(Field.SASARAN, Field.INDIKATOR) else 0


def _blank(year: int) -> BlankForm:
    renstra = tuple(range(year - 2, year + 4))
    return BlankForm(
        place=10,
        sheet="Tujuan Sasaran",
        title=f"Tabel 2.1 Tujuan dan Sasaran (Renstra {renstra[0]}-{renstra[-1]})",
        columns=(
            *GOALS,
            *numbers("target", "Target Kinerja Tahun", renstra),
            Column("target_akhir", ("Kondisi Akhir Renstra",), 14),
        ),
    )


TUJUAN_SASARAN = RecordForm(
    name="tujuan_sasaran",
    label="Tujuan dan Sasaran",
    kind=FormKind.TREE,
    order=90,
    fits=_fits,
    yields_to_titles=True,
    read=read_tujuan_sasaran,
    filled=(Field.TARGET,),
    series=((Field.TARGET,),),
    in_satuan=(Field.TARGET, Field.TARGET_AKHIR),
    states=alike(Field.TARGET),
    promises=True,
    naming=70,
    loose_levels=(Level.TUJUAN,),
    precedence=70,
    blank=_blank,
)
