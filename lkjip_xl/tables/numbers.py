"""Figures from cells: what stands there, and what is meant by it.

Staff write numbers in every way a keyboard allows.  A cell that holds a number means that number;
a text is read by the rules of Indonesian notation first, then by what else it could be.  Where a
text allows two readings both are kept, and the neighbours settle it (``settle``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite

from lkjip_xl.domain.field import Kind
from lkjip_xl.domain.kata import PERSEN, SKALA
from lkjip_xl.domain.quantity import (
    BLANK,
    MOST_DECIMALS,
    Doubt,
    Figure,
    Reading,
    format_number,
    is_plausible,
    round_to,
)
from lkjip_xl.grid import ErrorValue, Value
from lkjip_xl.tables.number_format import read_format
from lkjip_xl.tables.text import words_of

#: A number so near to zero is what computing has left of one, and dividing by it is absurd.
_NOISE = 1e-24

_NONE_WORDS = frozenset(
    {"-", "--", "---", "–", "—", "n/a", "na", "n.a", "n.a.", "n0", "nihil", "tidak ada", "none"}
)
_CURRENCY = re.compile(r"^\s*(?:rp|idr)\b\.?\s*|^\s*rp\.?(?=[\d(])", re.IGNORECASE)
#: A mark that leads to a note below the table: ``9*)``, ``9**``, ``9 (*)``.
_FOOTNOTE = re.compile(r"(?<=[\d%])\s*(?:\*+\s*\)?|\(\*+\))\s*$")
_ENDING = re.compile(r"(?:[,.]\s*[-–—=]+|[,.])\s*$")
_RANGE = re.compile(
    r"^([\d.,]+)\s*%?\s*(?:-|–|—|s\s*/\s*d|s\.?d\.?|sampai(?: dengan)?|hingga)\s*([\d.,]+)\s*%?$",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(r"^(?:[≥≤<>=±~]\s*)*([-+]?[\d.,]*\d)\s*%?\s*(\(?[^\W\d][^\d]*)?$")
#: An amount with its share behind it: ``198.871.147,00 (91,65%)``.
_WITH_SHARE = re.compile(r"^(.*\d.*?)\s*\(\s*([\d.,]+)\s*%\s*\)$")
#: ``500 judul, 10.000 eks``: numbers of several things.
_SEVERAL = re.compile(
    r"^\(?[\d.,]*\d\s*[^\W\d][^\d]*?(?:[,;/&+\n]|\bdan\b)\s*[\d.,]*\d\s*[^\W\d].*$"
)
_NUMBER = re.compile(r"^[-+]?[\d.,]*\d$")
_SPACED = re.compile(r"(?<=\d)[  ](?=\d{3}(?:\D|$))")
_HAS_DIGIT = re.compile(r"\d")
#: Satuan whose figures may have three decimals: places on a scale, measures.
_NOT_COUNTED = PERSEN | SKALA | frozenset((
    "rasio", "angka", "km", "m", "meter", "mm", "cm", "m2", "m3", "ha", "hektar", "ton", "kg",
    "gram", "mg", "liter", "mbps", "tahun", "bulan", "hari", "jam", "menit",
))  # fmt: skip
_LITRES = re.compile(r"^[\d.,]+l$")
_LOOKALIKES = str.maketrans("OoIl", "0011")


def read_figure(value: Value, number_format: str, kind: Kind, scale: int = 0) -> Figure:
    """Return the figure that a cell holds.

    Args:
        value: the cell's value.
        number_format: Excel's format code, which tells the digits shown and per cent.
        kind: what the column counts.
        scale: power of ten that the header promises, 6 for ``Rp (juta)``.
    """
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return Figure(written="BENAR" if value else "SALAH", reading=Reading.UNREADABLE)
    if isinstance(value, ErrorValue):
        return Figure(written=value.value, reading=Reading.ERROR)
    if isinstance(value, str):
        return read_text(value, kind, scale)
    return _read_number(float(value), number_format, scale)


def exact(number: float) -> Decimal:
    """Return a stored number at the 15 digits Excel itself vouches for."""
    return Decimal(f"{number + 0.0:.15g}")  # adding zero takes the sign from a negative zero


@lru_cache(maxsize=8_192)
def _read_number(number: float, number_format: str, scale: int) -> Figure:
    if not isfinite(number):
        return Figure(written=str(number), reading=Reading.ERROR)
    shown = read_format(number_format)
    value = exact(number if abs(number) > _NOISE else 0.0)
    if shown.date or not is_plausible(value):
        return Figure(written=str(value), reading=Reading.UNREADABLE)
    if shown.percent:
        value *= 100
    decimals = shown.decimals
    on_paper = value.scaleb(-shown.scale)
    if decimals is None:
        decimals = min(_decimals_of(value), MOST_DECIMALS)
        written = format_number(on_paper, None, grouped=False)
    else:
        written = format_number(on_paper, decimals, grouped=shown.grouped)
    return Figure(
        written=written + ("%" if shown.percent else ""),
        value=value.scaleb(scale),
        reading=Reading.NUMBER,
        decimals=decimals - shown.scale - scale,
        percent=shown.percent,
    )


def _decimals_of(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


@lru_cache(maxsize=8_192)
def read_text(text: str, kind: Kind, scale: int = 0) -> Figure:
    """Return the figure that a text means, with every doubt about it."""
    written = " ".join(text.replace("\xa0", " ").split())
    if not written:
        return BLANK
    bare = written.lower()
    if bare in _NONE_WORDS:
        return Figure(written=written, reading=Reading.NONE, as_text=True)
    if written.upper() in ErrorValue._value2member_map_:
        return Figure(written=written, reading=Reading.ERROR, as_text=True)
    figure = _read_range(written, kind) or _read_single(written, kind) or _read_pair(written, kind)
    if figure is None:
        doubts = (Doubt.SEVERAL,) if _SEVERAL.match(written) else ()
        return Figure(written=written, reading=Reading.UNREADABLE, as_text=True, doubts=doubts)
    if scale and figure.value is not None:
        decimals = figure.decimals - scale
        figure = replace(figure, value=figure.value.scaleb(scale), decimals=decimals)
    is_share = kind is Kind.PERSEN or Doubt.SHARE_BESIDE not in figure.doubts
    percent = "%" in written and is_share
    return replace(figure, written=written, as_text=True, percent=percent)


def is_bare_figure(value: Value) -> bool:
    """Tell whether a cell holds a number and nothing else, as ``3.1 Capaian`` does not."""
    if not isinstance(value, str):
        return isinstance(value, float)
    figure = read_text(value, Kind.KINERJA)
    return figure.value is not None and Doubt.UNIT_IN_CELL not in figure.doubts


def _read_range(text: str, kind: Kind) -> Figure | None:
    match = _RANGE.match(text.replace("−", "-"))
    if match is None:
        return None
    low, high = _parse(match[1], kind), _parse(match[2], kind)
    if low is None or high is None or low.value is None or high.value is None:
        return None
    if low.value >= high.value:
        return None
    return replace(
        low,
        reading=Reading.RANGE,
        upper=high.value,
        decimals=max(low.decimals, high.decimals),
        doubts=tuple(dict.fromkeys(low.doubts + high.doubts)),
        alternative=None,
    )


def _read_pair(text: str, kind: Kind) -> Figure | None:
    """Read an amount and its share in one cell; a column of percentages means the share."""
    match = _WITH_SHARE.match(text)
    if match is None:
        return None
    figure = _read_single(match[2 if kind is Kind.PERSEN else 1], kind)
    return None if figure is None else replace(figure, doubts=(*figure.doubts, Doubt.SHARE_BESIDE))


def _read_single(text: str, kind: Kind) -> Figure | None:
    doubts: list[Doubt] = []
    core = _CURRENCY.sub("", text.replace("−", "-"))
    negative = core.startswith("(") and core.endswith(")")
    if negative:
        core = _CURRENCY.sub("", core[1:-1])
    core = _SPACED.sub("", core)
    stripped = _ENDING.sub("", _FOOTNOTE.sub("", core))
    if stripped != core and re.search(r"\d\s*%?\s*$", stripped):
        doubts.append(Doubt.SUFFIX)
        core = stripped
    core = core.strip().rstrip("%").strip()
    if not _NUMBER.match(core):
        core, doubt = _without_words(core)
        if doubt is None:
            return None
        doubts.append(doubt)
    figure = _parse(core, kind)
    if figure is None:
        return None
    if Doubt.UNIT_IN_CELL in doubts and _counts_thousands(text, figure):
        figure = replace(figure, alternative=None, doubts=())
    if negative:
        figure = _negate(figure)
    return replace(figure, doubts=(*figure.doubts, *doubts))


def _counts_thousands(text: str, figure: Figure) -> bool:
    """Tell whether ``9.321 eksp`` counts thousands: three decimals are not told of things."""
    is_grouped = Doubt.AMBIGUOUS in figure.doubts and "," not in text
    return is_grouped and figure.decimals == 0 and _NOT_COUNTED.isdisjoint(words_of(text))


def _negate(figure: Figure) -> Figure:
    value, other = figure.value, figure.alternative
    return replace(
        figure,
        value=None if value is None else -value,
        alternative=None if other is None else -other,
    )


def _without_words(core: str) -> tuple[str, Doubt | None]:
    """Take a unit or look-alike letters out of a number: ``0,9 Angka``, ``1O0``."""
    swapped = core.translate(_LOOKALIKES)
    if _NUMBER.match(swapped) and _HAS_DIGIT.search(core) and not _LITRES.search(core):
        return swapped, Doubt.LOOKALIKE
    match = _WITH_UNIT.match(core)
    return (match[1], Doubt.UNIT_IN_CELL) if match is not None else (core, None)


def _parse(core: str, kind: Kind) -> Figure | None:
    """Read digits with full stops and commas; ``None`` where they make no number."""
    sign = -1 if core.startswith("-") else 1
    digits = core.lstrip("+-")
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return _parse_mixed(digits, sign)
    mark = "." if dots else ","
    head, *groups = digits.split(mark)
    if not groups:
        return _number(head, "", sign)
    if len(groups) > 1:
        if not head or len(head) > 3 or any(len(group) != 3 for group in groups):
            return None
        comma = () if mark == "." else (Doubt.THOUSANDS_COMMA,)
        return _number(head + "".join(groups), "", sign, *comma)
    return _parse_single_mark(head, groups[0], mark, sign, kind)


def _parse_mixed(digits: str, sign: int) -> Figure | None:
    """Read a text with both marks: the last one is the decimal mark."""
    decimal_mark = "." if digits.rfind(".") > digits.rfind(",") else ","
    thousands = "," if decimal_mark == "." else "."
    whole, _, fraction = digits.rpartition(decimal_mark)
    head, *groups = whole.split(thousands)
    if decimal_mark in whole or not head or any(len(group) != 3 for group in groups):
        return None
    if len(head) > 3:
        return None
    foreign = (Doubt.THOUSANDS_COMMA, Doubt.DECIMAL_POINT) if decimal_mark == "." else ()
    return _number(head + "".join(groups), fraction, sign, *foreign)


def _parse_single_mark(head: str, tail: str, mark: str, sign: int, kind: Kind) -> Figure | None:
    """Read ``1.076`` or ``2,34``: the one mark may part thousands or decimals."""
    could_group = len(tail) == 3 and 1 <= len(head) <= 3 and head != "0" * len(head)
    point = (Doubt.DECIMAL_POINT,) if mark == "." else ()
    as_decimal = _number(head or "0", tail, sign, *point)
    if not could_group or as_decimal is None:
        return as_decimal
    comma = () if mark == "." else (Doubt.THOUSANDS_COMMA,)
    as_thousands = _number(head + tail, "", sign, *comma)
    if kind is Kind.RUPIAH:
        return as_thousands
    if kind is Kind.PERSEN and mark == ",":
        return as_decimal
    if as_thousands is None:
        return None
    in_thousands = mark == "." and kind is not Kind.PERSEN
    first, second = (as_thousands, as_decimal) if in_thousands else (as_decimal, as_thousands)
    return replace(first, alternative=second.value, doubts=(Doubt.AMBIGUOUS,))


def _number(whole: str, fraction: str, sign: int, *doubts: Doubt) -> Figure | None:
    try:
        value = Decimal(f"{whole or '0'}.{fraction or '0'}") * sign
    except InvalidOperation:
        return None
    if not is_plausible(value):
        return None
    return Figure(
        value=value if fraction else value.to_integral_value(),
        reading=Reading.NUMBER,
        decimals=min(len(fraction), MOST_DECIMALS),
        doubts=doubts,
    )


def settle(figure: Figure, neighbours: Iterable[Decimal | None]) -> Figure:
    """Choose between the two readings of a doubtful text by its neighbours' size.

    The doubt stays, so that a rule can report which reading was taken and why.
    """
    if figure.alternative is None or figure.value is None:
        return figure
    sizes = [abs(near) for near in neighbours if near]
    if not sizes:
        return figure
    first, second = figure.value, figure.alternative
    if _distance(second, sizes) < _distance(first, sizes):
        return take_alternative(figure)
    return figure


def take_alternative(figure: Figure) -> Figure:
    """Return the figure with its other reading chosen."""
    if figure.alternative is None or figure.value is None:
        return figure
    decimals = min(_decimals_of(figure.alternative), MOST_DECIMALS)
    return replace(figure, value=figure.alternative, alternative=figure.value, decimals=decimals)


def _distance(value: Decimal, sizes: list[Decimal]) -> Decimal:
    """Return how many times larger or smaller the value is than the nearest neighbour."""
    size = abs(value)
    if not size:
        return Decimal("Infinity")
    return min(max(size / near, near / size) for near in sizes)


def plain_text(value: Decimal) -> str:
    """Return a value for machines: a full stop, no grouping, no zeros at the end."""
    rounded = round_to(value, MOST_DECIMALS)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
