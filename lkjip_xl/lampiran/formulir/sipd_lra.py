"""LRA as SIPD exports it: pagu and realisasi by group of expenditure, from urusan down to akun."""

from __future__ import annotations

from lkjip_xl.domain.field import BELANJA_GROUPS, Field
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import ColumnSum, Essential, Form, FormKind
from lkjip_xl.lampiran.recognition import ITEM, has

_PAGU, _REALISASI = zip(*BELANJA_GROUPS.values(), strict=True)


def _fits(columns: Columns) -> int:
    """Groups of expenditure side by side, each with its pagu, over items that have codes."""
    groups = sum(columns.has(pagu) for pagu in _PAGU)
    if groups < 2 or not columns.has(Field.KODE) or not columns.has_any(*ITEM):
        return 0
    return 18 if columns.has_any(*_REALISASI) else 0


SIPD_LRA = Form(
    name="sipd_lra",
    label="LRA SIPD",
    kind=FormKind.OWN,
    order=210,
    fits=_fits,
    essential=(
        Essential("Kode", has(Field.KODE)),
        Essential("Uraian Program/Kegiatan/Sub Kegiatan", has(*ITEM)),
        Essential("Anggaran per kelompok belanja", has(*_PAGU)),
        Essential("Realisasi per kelompok belanja", has(*_REALISASI)),
    ),
    sums=(
        ColumnSum(Field.PAGU, _PAGU, "kelompok belanja"),
        ColumnSum(Field.REALISASI_ANGGARAN, _REALISASI, "kelompok belanja"),
    ),
    naming=4,
)
