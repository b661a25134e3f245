"""Anggaran sebelum and sesudah perubahan: what a change of the DPA does to each item."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.blank import KETERANGAN, NO, BlankForm, Column, Look
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Essential, Form, FormKind
from lkjip_xl.lampiran.recognition import ITEM, has

_BEFORE, _AFTER = "{pagu_sebelum}", "{pagu}"


def _fits(columns: Columns) -> int:
    """Two pagu of one year; a Tabel 3.4 may show both, but has no column of their difference."""
    if not columns.has(Field.PAGU_SEBELUM, Field.PAGU) or not columns.has_any(*ITEM):
        return 0
    if columns.has_any(Field.INDIKATOR, Field.TARGET) or columns.months:
        return 0
    is_report = columns.has(Field.REALISASI_ANGGARAN) and not columns.has(Field.SELISIH)
    return 0 if is_report else 18


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=190,
        sheet="Perubahan Anggaran",
        title=f"Pagu Sebelum dan Sesudah Perubahan Anggaran Tahun {year}",
        columns=(
            NO,
            Column("item", ("Program/Kegiatan/Sub Kegiatan",), 44),
            Column("pagu_sebelum", ("Pagu Sebelum (Rp)",), 20, Look.RUPIAH),
            Column("realisasi_anggaran", ("Realisasi (Rp)",), 20, Look.RUPIAH),
            Column(
                "serapan",
                ("Realisasi (%)",),
                12,
                Look.PERSEN,
                f'=IF(OR({_BEFORE}="",{{realisasi_anggaran}}=""),"",'
                f'IFERROR({{realisasi_anggaran}}/{_BEFORE},""))',
            ),
            Column("pagu", ("Pagu Setelah (Rp)",), 20, Look.RUPIAH),
            Column(
                "selisih",
                ("Selisih (Rp)",),
                20,
                Look.RUPIAH,
                f'=IF(OR({_BEFORE}="",{_AFTER}=""),"",{_AFTER}-{_BEFORE})',
            ),
            KETERANGAN,
        ),
        rows=60,
    )


PERUBAHAN_ANGGARAN = Form(
    name="perubahan_anggaran",
    label="Pagu Sebelum/Sesudah Perubahan",
    kind=FormKind.OWN,
    order=230,
    fits=_fits,
    essential=(
        Essential("Program/Kegiatan/Sub Kegiatan", has(*ITEM)),
        Essential("Pagu Sebelum", has(Field.PAGU_SEBELUM)),
        Essential("Pagu Setelah", has(Field.PAGU)),
    ),
    naming=230,
    blank=_blank,
)
