"""The annexes of the report."""

from __future__ import annotations

from lkjip_xl.lampiran.catalogue import LAMPIRAN as ANNEXES
from lkjip_xl.lampiran.form import Form
from lkjip_xl.outputs.narrative import lampiran
from lkjip_xl.outputs.narrative.value import Declared, Group, table


def _annex(form: Form) -> Declared:
    return table(
        f"lampiran_{form.name}",
        f"{form.label} lengkap",
        lambda of: lampiran.tabulate_lampiran(of.laporan, form, of.perhitungan),
    )


LAMPIRAN = Group(
    "Lampiran",
    (
        *(_annex(form) for form in ANNEXES),
        table(
            "lampiran_triwulan",
            "target dan realisasi Rencana Aksi per triwulan",
            lambda of: lampiran.tabulate_triwulan(of.laporan, of.perhitungan),
            condition="Rencana Aksi berisi target dan realisasi triwulan",
        ),
    ),
)
