"""The Penyebab Serapan sheet: why kegiatan absorbed little of their budget."""

from __future__ import annotations

from lkjip_xl.domain.anggaran import PenyebabSerapan
from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.lampiran.blank import NO, PAGU, REALISASI_ANGGARAN, SERAPAN, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.feeding_rows import entries, group_rows, points_of
from lkjip_xl.lampiran.form import RecordForm, alike
from lkjip_xl.lampiran.records import Lampiran


def read_penyebab_serapan(lampiran: Lampiran) -> tuple[PenyebabSerapan, ...]:
    """Return the causes of each kegiatan, in order."""
    return tuple(
        PenyebabSerapan(
            kegiatan=rows[0].nama,
            penyebab=points_of(rows, Field.PENYEBAB),
            origin=rows[0].origin,
        )
        for rows in group_rows(entries(lampiran.rows), lambda row: row.nama)
    )


def _fits(columns: Columns) -> int:
    named = columns.has_any(Field.KEGIATAN, Field.ITEM)
    return 15 if named and columns.has(Field.PENYEBAB) else 0


def _blank(_: int) -> BlankForm:
    return BlankForm(
        place=120,
        sheet="Penyebab Serapan",
        title="Kegiatan dengan Serapan Anggaran Rendah dan Penyebabnya",
        columns=(
            *(NO, Column("kegiatan", ("Nama Kegiatan",), 42), PAGU, REALISASI_ANGGARAN),
            SERAPAN,
            Column("penyebab", ("Penyebab/Permasalahan",), 60),
        ),
        rows=20,
    )


PENYEBAB_SERAPAN = RecordForm(
    name="penyebab_serapan",
    label="Penyebab Serapan",
    order=160,
    fits=_fits,
    read=read_penyebab_serapan,
    computes=(Field.SERAPAN,),
    states=alike(*DASAR[Field.SERAPAN]),
    naming=110,
    lists_items=True,
    loose_levels=(Level.SUB_KEGIATAN, Level.PROGRAM),
    precedence=110,
    blank=_blank,
)
