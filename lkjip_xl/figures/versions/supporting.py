"""Compares the sheets that hold no form: Profil and Pengaturan."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from lkjip_xl.domain.profil import Profil
from lkjip_xl.figures.versions.sameness import differs
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.tables.text import squash


class ProfilChange(NamedTuple):
    """A line of the sheet Profil that reads otherwise; empty where a version lacks it."""

    label: str
    old: str
    new: str


def compare_profil(old: Profil | None, new: Profil | None) -> Iterator[ProfilChange]:
    mine, theirs = _profil_lines(old), _profil_lines(new)
    for key in dict.fromkeys((*theirs, *mine)):
        label, text = theirs.get(key, ("", ""))
        own_label, own = mine.get(key, ("", ""))
        if differs(own, text):
            yield ProfilChange(label or own_label, own, text)


def _profil_lines(profil: Profil | None) -> dict[str, tuple[str, str]]:
    if profil is None:
        return {}
    return {squash(label): (label, "; ".join(values)) for label, values in profil.isian.items()}


def list_settings(laporan: LaporanKinerja) -> set[Hashable]:
    """Return what the lists of the sheet Pengaturan say, wherever they stand."""
    return {
        (daftar.jenis, tuple(sorted(row.texts.items())), row.angka.written)
        for daftar in laporan.pengaturan
        for row in daftar.rows
    }
