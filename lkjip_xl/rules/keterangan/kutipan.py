"""Figures that a remark quotes, against those of its rows: a part of KET01."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.kata import PERSEN
from lkjip_xl.domain.quantity import SERATUS, format_persen
from lkjip_xl.figures.hasil import Hasil
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.rules.keterangan.kalimat import (
    NUMBER,
    Number,
    asserts,
    is_year,
    read_number,
    years_in,
)
from lkjip_xl.tables.text import tidy, words_of

_UNIT = r"(?: ?(%|[a-z]+))?"
_OTHER_TIME = re.compile(r"\b(?:triwulan|tw|semester)\b")
_BOTH = re.compile(
    rf"({NUMBER}){_UNIT}[^.;\d]{{0,40}}?\btarget(?:nya)?\b[^.;\d]{{0,25}}?({NUMBER})"
)
_TARGET_IS = re.compile(
    r"\btarget(?:nya)?(?: (?:kinerja|yang|ditetapkan|sebesar|sebanyak|adalah|yaitu|ini))* "
    rf"\(?({NUMBER}){_UNIT}"
)
_REALISASI_IS = re.compile(
    r"\brealisasi(?:nya)?(?: (?:kinerja|sebesar|sebanyak|mencapai|hanya|baru|adalah|yaitu|sudah|telah))* "
    rf"\(?({NUMBER}){_UNIT}"
)
_CAPAIAN_IS = re.compile(
    r"\b(?:capaian(?:nya)?|tercapai|mencapai)(?: (?:kinerja|target|sebesar|sudah|telah|hanya|baru))* "
    rf"({NUMBER}) ?(?:%|persen)"
)


def wrong_numbers(text: str, told: Sequence[Hasil]) -> list[str]:
    """Return what is wrong about figures that a remark quotes; the first of each kind."""
    low = tidy(text).lower()
    if years_in(low) - {told[0].row.lampiran.year} or _OTHER_TIME.search(low):
        return []
    kinds = (_wrong_target, _wrong_realisasi, _wrong_capaian)
    return [wrong for kind in kinds if (wrong := kind(low, told))]


def _wrong_target(text: str, told: Sequence[Hasil]) -> str:
    number = _first_wrong(_TARGET_IS.finditer(text), told, _targets)
    return _differs("target", number, [one.target for one in told])


def _targets(one: Hasil) -> tuple[Decimal | None, ...]:
    return one.target.value, one.target.figure.upper


def _wrong_realisasi(text: str, told: Sequence[Hasil]) -> str:
    """Judge a realisasi that is named so, or set against the target in the indicator's satuan."""
    both = (match for match in _BOTH.finditer(text) if match[2])
    number = _first_wrong([*both, *_REALISASI_IS.finditer(text)], told, _realisasi)
    return _differs("realisasi", number, [one.realisasi for one in told])


def _realisasi(one: Hasil) -> tuple[Decimal | None, ...]:
    return one.realisasi.value, one.capaian, one.target.value


def _first_wrong(
    quoted: Iterable[re.Match[str]],
    told: Sequence[Hasil],
    right: Callable[[Hasil], tuple[Decimal | None, ...]],
) -> Number | None:
    """Return the first figure in the rows' own satuan that none of them has."""
    for match in quoted:
        number = read_number(match[1])
        is_own = all(_is_in_satuan(match[2], match[1], one.row.satuan) for one in told)
        if is_own and not any(number.equals(value) for one in told for value in right(one)):
            return number
    return None


def _differs(name: str, number: Number | None, cells: Sequence[Sel]) -> str:
    if number is None:
        return ""
    shown = ", ".join(dict.fromkeys(cell.written for cell in cells))
    return f"keterangan menyebut {name} {number.written}, sedangkan {name} {shown}"


def _is_in_satuan(unit: str | None, written: str, satuan: str) -> bool:
    """Tell whether a quoted figure is in the indicator's satuan; without one it must be no year."""
    if unit is None:
        return not is_year(written)
    words = words_of(satuan)
    return not PERSEN.isdisjoint(words) if unit in PERSEN else words[:1] == (unit,)


def _wrong_capaian(text: str, told: Sequence[Hasil]) -> str:
    for match in _CAPAIAN_IS.finditer(text):
        number = read_number(match[1])
        is_said = asserts(text, match.start(), told[0].row.indikator)
        if not is_said or any(_gives_capaian(number, one) for one in told):
            continue
        known = [one.capaian for one in told if one.capaian is not None]
        shown = ", ".join(format_persen(capaian, number.decimals) for capaian in known)
        return (
            f"keterangan menyebut capaian {number.written}%, hasil hitung {shown}" if shown else ""
        )
    return ""


def _gives_capaian(number: Number, one: Hasil) -> bool:
    """Tell whether a quoted percentage is the capaian, capped or not, or the realisasi."""
    told = list(_percentages(one))
    is_reached = SERATUS in number.readings and any(value >= SERATUS for value in told)
    return is_reached or any(map(number.equals, told))


def _percentages(one: Hasil) -> Iterator[Decimal]:
    stated = one.row.figure(Field.CAPAIAN, one.row.lampiran.year).value
    values = [one.capaian, one.measure(one.arah.rumus), stated]
    if not PERSEN.isdisjoint(words_of(one.row.satuan)):
        values.append(one.realisasi.value)
    return (value for value in values if value is not None)
