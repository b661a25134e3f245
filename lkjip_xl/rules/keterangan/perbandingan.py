"""KET01: what a remark says of the serapan, and of the province and the nation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah
from lkjip_xl.domain.kata import LEBIH, RENDAH
from lkjip_xl.domain.quantity import Persen, format_persen, round_to
from lkjip_xl.figures.serapan import compute_serapan
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.formulir.pembanding import PEMBANDING
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.rules.keterangan.kalimat import (
    NUMBER,
    asserts,
    clause_before,
    is_denied,
    read_number,
    speaks_of,
)
from lkjip_xl.rules.keterangan.remarks import remarks
from lkjip_xl.rules.keterangan.target import KET01
from lkjip_xl.rules.rule import Context, Subject
from lkjip_xl.tables.text import tidy, words_of

_SERAPAN_IS = re.compile(
    r"\b(?:serapan|penyerapan|realisasi anggaran|realisasi keuangan)(?:nya)?"
    r"(?: (?:anggaran|kegiatan|program|ini|sebesar|mencapai|hanya|sudah|telah|masih|baru|adalah))*"
    r"(?: (?:(?P<low>di ?bawah|kurang dari)|(?P<high>di ?atas|lebih dari|melebihi)))?"
    rf" (?P<number>{NUMBER}) ?(?:%|persen)"
)
_MONEY_WORDS = "serapan penyerapan anggaran realisasi keuangan kegiatan"


@KET01.check
def find_contradicted_serapan(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(TABEL_3_4):
        for remark in remarks(lampiran):
            item = remark.rows[0].item
            if item is None or len(remark.rows) > len(item.rows):
                continue
            pagu = item.amount(Field.PAGU, lampiran.year)
            realisasi = item.amount(Field.REALISASI_ANGGARAN, lampiran.year)
            serapan = compute_serapan(pagu.value, realisasi.value)
            wrong = "" if serapan is None else _wrong_serapan(remark.text, serapan)
            if serapan is not None and wrong:
                yield KET01.about(
                    remark.cell,
                    Subject.of_item(lampiran, item, "keterangan", lampiran.year),
                    what=f"keterangan menyebut “{wrong}”, hasil hitung {format_persen(serapan)}",
                    fix="perbaiki keterangannya, atau periksa pagu dan realisasinya",
                    written=remark.text,
                    related=(*pagu.cells, *realisasi.cells),
                )


def _wrong_serapan(text: str, serapan: Persen) -> str:
    """Return the words that say another serapan, empty where none do."""
    low = tidy(text).lower()
    match = _SERAPAN_IS.search(low)
    if match is None or not asserts(low, match.start(), _MONEY_WORDS):
        return ""
    number = read_number(match["number"])
    limit = number.readings[0] if number.readings else Decimal(0)
    shown = round_to(serapan, max(number.decimals, 2))
    if match["low"] or match["high"]:
        return "" if (shown < limit if match["low"] else shown > limit) else match[0]
    return "" if number.equals(serapan) else match[0]


_COMPARED = re.compile(
    rf"\b(?P<how>lebih (?:baik|buruk|{'|'.join((*LEBIH, *RENDAH))})"
    r"|di ?atas|di ?bawah|melampaui|melebihi|sama dengan|setara dengan)\b(?P<with>[^.;,]*)"
)
_BUT = re.compile(r"\b(?:tetapi|namun|tapi|sedangkan)\b")
_AND = re.compile(r"\b(?:dan|serta) (?=masih|lebih|di ?atas|di ?bawah|melampaui|sama)")
_HIGHER = frozenset({*LEBIH, "atas", "diatas"})
_LOWER = frozenset({*RENDAH, "bawah", "dibawah"})


class _Wrong(NamedTuple):
    """What a remark says of the figure of another place, and that figure."""

    how: str
    place: Sel

    def tell(self, own: Sel) -> str:
        where, figure = self.place.field, self.place.written
        return (
            f"keterangan menyebut “{self.how} … {where}”, padahal realisasi {own.written}, "
            f"{where} {figure}"
        )


@KET01.check
def find_contradicted_comparisons(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(PEMBANDING):
        for row in lampiran.rows:
            own, remark = row.told(Field.REALISASI, lampiran.year), row.sel(Field.KETERANGAN)
            if row.indikator and own is not None and remark is not None:
                yield from _compared(own, remark, context.arah(row).arah)


def _compared(own: Sel, remark: Sel, arah: Arah) -> Iterator[Finding]:
    told = (own.beside(place) for place in (Field.PROVINSI, Field.NASIONAL))
    places = {cell.field.value: cell for cell in told if cell and cell.value is not None}
    wrong = list(_wrong_comparisons(own, places, arah))
    if wrong:
        falls = f"; indikator ini {arah}" if arah is Arah.TURUN else ""
        yield KET01.about(
            remark,
            what="; ".join(one.tell(own) for one in wrong) + falls,
            fix="perbaiki keterangannya, atau periksa angka pembandingnya",
            written=own.row.keterangan,
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
    if words & {"baik", "buruk"} and arah is not Arah.STABIL:
        return gain > 0 if "baik" in words else gain < 0
    return ahead != 0
