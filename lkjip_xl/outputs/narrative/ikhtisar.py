"""What the executive summary and the closing chapter draw from the chapters between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.outputs.narrative.analisis import Analyses
from lkjip_xl.outputs.narrative.efisiensi import Efisiensi
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator, Status
from lkjip_xl.outputs.narrative.text import Missing, Shown
from lkjip_xl.outputs.narrative.wording import show_rupiah


@dataclass(frozen=True, slots=True, kw_only=True)
class BelumTercapai:
    """A missed indicator, its causes, a gap where none are told, and what will be done."""

    indikator: CapaianIndikator
    penyebab: Sequence[str]
    kurang: Missing
    solusi: Sequence[str]


def gather_missed(
    daftar: Sequence[CapaianIndikator], analyses: Analyses
) -> tuple[BelumTercapai, ...]:
    missed = []
    for one in daftar:
        if one.status is Status.MISSED:
            _, failure, solutions = analyses.points(one)
            gap = analyses.gap(one, "Penyebab Kegagalan")
            missed.append(
                BelumTercapai(indikator=one, penyebab=failure, kurang=gap, solusi=solutions)
            )
    return tuple(missed)


def show_saved(sasaran: Sequence[Efisiensi]) -> Shown:
    """Return what the efficient sasaran saved together."""
    good = [one for one in sasaran if one.is_efficient]
    saved = sum((one.hemat.value for one in good if one.hemat), Decimal(0))
    return show_rupiah(saved, [cell for one in good for cell in one.money.cells])
