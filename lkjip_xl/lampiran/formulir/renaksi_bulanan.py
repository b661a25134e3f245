"""The monitoring of a Rencana Aksi: target and realisasi of every month beside an indicator."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.rencana_aksi import Bulan
from lkjip_xl.lampiran.blank import INDIKATOR, NO, PENANGGUNG_JAWAB, SATUAN, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form, FormKind, alike
from lkjip_xl.lampiran.recognition import ITEM

#: Columns of months that tell the form, and how well.
_LEAST, _POINTS = 6, 17
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def _fits(columns: Columns) -> int:
    paired = sum(c.field.bulan is not None and not c.is_month for c in columns)
    named = columns.has_any(Field.INDIKATOR, Field.SASARAN_SUB_KEGIATAN, *ITEM)
    return _POINTS if paired >= _LEAST and named else 0


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=44,
        sheet="Realisasi Bulanan",
        title=f"Laporan Rencana Aksi Tahun {year}",
        columns=(
            *(NO, INDIKATOR, PENANGGUNG_JAWAB, SATUAN),
            Column("target", ("Target Tahun",), 12),
            *(
                Column(f"{bulan.value}_{part}", (name, part.capitalize()), 11)
                for bulan, name in zip(Bulan, _MONTHS, strict=True)
                for part in ("target", "realisasi")
            ),
        ),
    )


RENAKSI_BULANAN = Form(
    name="renaksi_bulanan",
    label="Laporan Rencana Aksi",
    kind=FormKind.OWN,
    order=62,
    fits=_fits,
    in_satuan=(Field.TARGET,),
    states=alike(Field.TARGET),
    naming=88,
    precedence=85,
    blank=_blank,
)
