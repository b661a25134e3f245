"""KET01: whether a remark of the Pembanding sheet says better or worse as the figures do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah
from lkjip_xl.domain.kata import RENDAH
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.rules.keterangan.kalimat import LARGER, clause_before, is_denied, speaks_of
from lkjip_xl.rules.keterangan.target import KET01
from lkjip_xl.rules.rule import Context
from lkjip_xl.tables.text import tidy, words_of

_COMPARED = re.compile(
    rf"\b(?P<how>lebih (?:baik|buruk|{'|'.join((*LARGER, *RENDAH))})"
    r"|di ?atas|di ?bawah|melampaui|melebihi|sama dengan|setara dengan)\b(?P<with>[^.;,]*)"
)
_BUT = re.compile(r"\b(?:tetapi|namun|tapi|sedangkan)\b")
_AND = re.compile(r"\b(?:dan|serta) (?=masih|lebih|di ?atas|di ?bawah|melampaui|sama)")
_HIGHER = frozenset({*LARGER, "atas", "diatas"})
_LOWER = frozenset({*RENDAH, "bawah", "dibawah"})
_PLACES = (Field.PROVINSI, Field.NASIONAL)


class _Wrong(NamedTuple):
    """What a remark says of the figure of another place, and that figure."""

    how: str
    place: Sel


@KET01.check
def find_contradicted_comparisons(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.PEMBANDING):
        for row in lampiran.rows:
            own, remark = row.told(Field.REALISASI, lampiran.year), row.sel(Field.KETERANGAN)
            if not row.indikator or own is None or remark is None:
                continue
            told = (row.told(place, lampiran.year) for place in _PLACES)
            places = {cell.field.value: cell for cell in told if cell is not None}
            arah = context.arah(row).arah
            wrong = list(_wrong_comparisons(own, places, arah))
            if wrong:
                yield KET01.about(
                    remark,
                    what="; ".join(
                        f"keterangan menyebut “{how} … {place.field}”, padahal realisasi {own.written}, "
                        f"{place.field} {place.written}"
                        for how, place in wrong
                    )
                    + (f"; indikator ini {arah}" if arah is Arah.TURUN else ""),
                    fix="perbaiki keterangannya, atau periksa angka pembandingnya",
                    written=row.keterangan,
                    related=(own.cell, *(place.cell for place in places.values())),
                )


def _wrong_comparisons(own: Sel, places: Mapping[str, Sel], arah: Arah) -> Iterator[_Wrong]:
    text = _AND.sub(", ", _BUT.sub(",", tidy(own.row.keterangan).lower()))
    if is_denied(text):
        return
    for match in _COMPARED.finditer(text):
        subject = clause_before(text, match.start()).split(",")[-1]
        if speaks_of(subject, own.row.indikator):
            for place in words_of(match["with"]):
                other = places.get(place)
                if other is not None and not _compares(match["how"], own, other, arah):
                    yield _Wrong(match["how"], other)


def _compares(how: str, own: Sel, other: Sel, arah: Arah) -> bool:
    """Tell whether a figure stands to another one as is said."""
    words, ahead = set(how.split()), own.number - other.number
    gain = -ahead if arah is Arah.TURUN else ahead
    if words & _HIGHER:
        return ahead > 0
    if words & _LOWER:
        return ahead < 0
    if words & {"sama", "setara"}:
        return abs(ahead) * 100 <= abs(other.number)
    if words & {"baik", "buruk"}:
        return gain > 0 if "baik" in words else gain < 0
    return ahead != 0
