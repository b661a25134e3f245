"""Capaian of the main indicators: the summary, each indicator's own paragraph, the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from lkjip_xl.outputs.narrative.text import Text
from lkjip_xl.outputs.narrative.wording import NO_FIGURE, ask, show_or_dash
from lkjip_xl.tables.text import squash


@dataclass(frozen=True, slots=True, kw_only=True)
class UraianIndikator:
    """What the report says of one indicator."""

    nama: str
    uraian: Text


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
