"""Capaian of the main indicators: the summary, each indicator's own paragraph, the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.indikator import Arah, Rumus
from lkjip_xl.domain.pengaturan import Pengaturan
from lkjip_xl.domain.predikat import Skala
from lkjip_xl.domain.quantity import format_persen
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator
from lkjip_xl.outputs.narrative.table import (
    Table,
    centred,
    merge_down,
    number,
    numbering,
    row,
    words,
)
from lkjip_xl.outputs.narrative.text import (
    Text,
    text,
)
from lkjip_xl.outputs.narrative.wording import (
    NO_FIGURE,
    ask,
    show_or_dash,
)
from lkjip_xl.tables.text import squash

#: Fewer indicators than this have no highest and lowest worth naming.
_LEAST_TO_RANK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class UraianIndikator:
    """What the report says of one indicator."""

    nama: str
    uraian: Text


def gather_ends(daftar: Sequence[CapaianIndikator]) -> tuple[CapaianIndikator, ...]:
    """Return the indicators of the lowest and of the highest capaian, none of too few or equal."""
    known = [one for one in daftar if one.capaian is not None]
    if len(known) < _LEAST_TO_RANK:
        return ()
    ranked = sorted(known, key=lambda one: one.capaian or Decimal(0))
    is_flat = ranked[0].capaian == ranked[-1].capaian
    return () if is_flat else (ranked[0], ranked[-1])


def gather_measuring(
    daftar: Sequence[CapaianIndikator], pengaturan: Pengaturan
) -> dict[str, object]:
    """Return how capaian is computed here: the formulas in use, the office's cap and floor."""
    formulas = dict.fromkeys(
        one.arah.rumus.value
        for one in daftar
        if one.arah.rumus not in (Rumus.NAIK, Rumus.RENTANG, Rumus.STABIL)
    )
    cap, floor = pengaturan.batas_capaian, pengaturan.batas_bawah
    has_stable = any(one.arah.arah is Arah.STABIL for one in daftar)
    return {
        "rumus_naik": Rumus.NAIK.value,
        "rumus_turun": tuple(formulas) or (pengaturan.rumus_turun.value,),
        "rumus_stabil": Rumus.STABIL.value if has_stable else "",
        "batas": "" if cap is None else format_persen(cap),
        "batas_bawah": "" if floor is None else format_persen(floor),
    }


def describe_scale(skala: Skala) -> Text:
    """Return the steps of a scale: ``Tinggi (≥ 76%), Rendah (selebihnya)``."""
    steps = (
        f"{step.label} ({step.condition}{'' if step.limit is None else '%'})" for step in skala
    )
    return text(", ".join(steps))


def tabulate_capaian(daftar: Sequence[CapaianIndikator]) -> Table:
    rows = [
        row(
            str(position),
            one.sasaran,
            one.nama,
            one.satuan,
            show_or_dash(one.target.shown),
            show_or_dash(one.realisasi.shown),
            show_or_dash(one.shown_capaian),
            one.predikat or NO_FIGURE,
        )
        for position, one in enumerate(daftar, start=1)
    ]
    return Table(
        columns=(
            numbering(),
            words("Sasaran", 2.4),
            words("Indikator Kinerja Utama", 2.6),
            centred("Satuan", 1.2),
            number("Target"),
            number("Realisasi"),
            number("Capaian"),
            centred("Predikat", 1.0),
        ),
        rows=merge_down(rows, (1,), lambda position: squash(daftar[position].sasaran)),
        missing=ask("indikator kinerja utama", "IKU"),
    )
