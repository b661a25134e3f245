"""The second table of a Perjanjian Kinerja: the programs and the budget they were promised."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.blank import KETERANGAN, NO, PAGU, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form, FormKind
from lkjip_xl.lampiran.recognition import ITEM

_NO_BUDGET = (
    *(Field.INDIKATOR, Field.TARGET, Field.REALISASI, Field.CAPAIAN, Field.KINERJA),
    *(Field.REALISASI_ANGGARAN, Field.SERAPAN, Field.SISA, Field.PAGU_SEBELUM, Field.PAGU_AKHIR),
    *(Field.SELISIH, Field.PENYEBAB, Field.SOLUSI, Field.PERMASALAHAN, Field.SUMBER_DANA),
    *(Field.JUMLAH, Field.PENYEBAB_KEBERHASILAN, Field.PENYEBAB_KEGAGALAN),
    *(Field.PAGU_OPERASI, Field.PAGU_MODAL, Field.PAGU_TAK_TERDUGA, Field.PAGU_TRANSFER),
)
#: Points of a table that no other form wants.
_POINTS = 5


def _fits(columns: Columns) -> int:
    names = columns.has_any(*ITEM)
    if not names or not columns.has(Field.PAGU) or columns.has_any(*_NO_BUDGET):
        return 0
    item = columns.first(Field.ITEM)
    is_belanja = "belanja" in columns.title.lower() or (
        item is not None and "belanja" in item.label.lower()
    )
    has_times = any(c.field.bulan or c.field.triwulan for c in columns)
    return 0 if is_belanja or has_times or len(columns.years(Field.PAGU)) > 1 else _POINTS


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=36,
        sheet="PK Anggaran",
        title=f"Anggaran Perjanjian Kinerja Tahun {year}",
        columns=(NO, Column("program", ("Program",), 50), PAGU, KETERANGAN),
        rows=12,
    )


PERJANJIAN_ANGGARAN = Form(
    name="perjanjian_anggaran",
    label="Anggaran Perjanjian Kinerja",
    kind=FormKind.OWN,
    order=84,
    fits=_fits,
    yields_to_titles=True,
    filled=(Field.PAGU,),
    restated=True,
    adds_up=True,
    naming=110,
    blank=_blank,
)
