"""Capaian of the main indicators: the summary, each indicator's own paragraph, the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lkjip_xl.outputs.narrative.indikator import CapaianIndikator
from lkjip_xl.outputs.narrative.table import Table, centred, listing, number, words
from lkjip_xl.outputs.narrative.text import Text
from lkjip_xl.outputs.narrative.wording import NO_FIGURE, ask, show_or_dash
from lkjip_xl.tables.text import squash


@dataclass(frozen=True, slots=True, kw_only=True)
class UraianIndikator:
    """What the report says of one indicator."""

    nama: str
    uraian: Text


def tabulate_capaian(daftar: Sequence[CapaianIndikator]) -> Table:
    return listing(
        daftar,
        (words("Sasaran", 2.4), lambda one: one.sasaran),
        (words("Indikator Kinerja Utama", 2.6), lambda one: one.nama),
        (centred("Satuan", 1.2), lambda one: one.satuan),
        (number("Target"), lambda one: show_or_dash(one.target.shown)),
        (number("Realisasi"), lambda one: show_or_dash(one.realisasi.shown)),
        (number("Capaian"), lambda one: show_or_dash(one.shown_capaian)),
        (centred("Predikat", 1.0), lambda one: one.predikat or NO_FIGURE),
        missing=ask("indikator kinerja utama", "IKU"),
    ).merged((1,), lambda at: squash(daftar[at].sasaran))
