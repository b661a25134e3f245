"""RAK as SIPD exports it: the plan of cash by month, a tree of codes or one row for each akun."""

from __future__ import annotations

from lkjip_xl.domain.field import RAK_MONTHS, Field
from lkjip_xl.domain.rencana_aksi import Bulan
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Essential, Form, FormKind
from lkjip_xl.lampiran.recognition import ITEM, has
from lkjip_xl.tables.text import squash

#: What a plan of work has, and a plan of cash has not.
_OF_WORK = (Field.INDIKATOR, Field.SATUAN, Field.TARGET, Field.PENANGGUNG_JAWAB)


def _fits(columns: Columns) -> int:
    """Months over items that have codes of accounts: what a Rencana Aksi has no column for."""
    if columns.months < 6 or columns.has_any(*_OF_WORK) or not columns.has_any(*ITEM):
        return 0
    return 18 if columns.has(Field.KODE) and _speaks_of_cash(columns) else 0


def _speaks_of_cash(columns: Columns) -> bool:
    if columns.has_any(Field.RAK, Field.RAK_BERJALAN) or "anggaran kas" in columns.title.lower():
        return True
    labels = {squash(column.label) for column in columns}
    return bool(labels & {"koderekening", "kodeakun", "nilairincian"}) and columns.has(Field.PAGU)


SIPD_RAK = Form(
    name="sipd_rak",
    label="RAK SIPD",
    kind=FormKind.OWN,
    order=220,
    fits=_fits,
    rename=tuple(
        (Field(bulan.value), month) for bulan, month in zip(Bulan, RAK_MONTHS, strict=True)
    ),
    essential=(
        Essential("Kode Rekening", has(Field.KODE)),
        Essential("Uraian", has(*ITEM)),
        Essential("Januari sampai Desember", lambda columns: columns.months >= 6),
        Essential("Total RAK atau Anggaran", has(Field.RAK, Field.PAGU)),
    ),
    naming=6,
)
