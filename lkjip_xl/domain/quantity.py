"""Figures as written and as meant, and the rounding that compares them.

Every figure that is compared is a ``Decimal``; a percentage is on the 0-100 scale, money is in
whole rupiah unless the sheet says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import NewType

Persen = NewType("Persen", Decimal)
Rupiah = NewType("Rupiah", Decimal)

SERATUS = Decimal(100)

#: Digits after the mark beyond which a stored value is arithmetic noise, not something written.
MOST_DECIMALS = 9

#: What no figure of a report comes to: a million times the money of the world, even in rupiah.
#: Below it the arithmetic, with its 28 digits, has enough of them.
_LARGEST = Decimal("1e24")

#: Wide enough for what three plausible figures come to, at the most decimals.
_WIDE = Context(prec=330)
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(MOST_DECIMALS + 1))


class Reading(StrEnum):
    """What a cell that should hold a figure turned out to hold."""

    NUMBER = "angka"
    BLANK = "kosong"
    NONE = "nihil"  # a dash or n/a: somebody wrote that there is no figure
    RANGE = "rentang"  # 69,1-69,5
    UNREADABLE = "tak terbaca"
    ERROR = "galat"  # #DIV/0! and its like


class Doubt(StrEnum):
    """Why a figure could be read only by interpreting it."""

    DECIMAL_POINT = "titik dipakai sebagai tanda desimal"
    THOUSANDS_COMMA = "koma dipakai sebagai pemisah ribuan"
    SUFFIX = "ada tanda tambahan di belakang angka"
    UNIT_IN_CELL = "satuan ikut ditulis di dalam sel angka"
    SHARE_BESIDE = "persentasenya ikut ditulis di dalam sel angka"
    SEVERAL = "beberapa angka ditulis di dalam satu sel"
    LOOKALIKE = "huruf dipakai sebagai angka"
    AMBIGUOUS = "titik atau koma dapat dibaca dengan dua cara"
    SCALE = "skala persen berbeda dari baris lain"
    BAD_GROUPING = "pengelompokan ribuan tidak teratur"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of an annex, as written and as meant.

    ``written`` is the text a reader sees, in Indonesian notation for a number cell.  ``value`` is
    what it means: per cent on the 0-100 scale, money in rupiah; ``None`` where the cell is blank,
    says "none" or cannot be read.  ``decimals`` counts the digits shown after the mark of
    ``value``, below zero for amounts in thousands or millions.  ``upper`` is the upper end of a
    range, whose lower end is ``value``.  ``alternative`` is the reading that was not chosen
    where the text allows two.
    """

    written: str = ""
    value: Decimal | None = None
    reading: Reading = Reading.BLANK
    decimals: int = 0
    percent: bool = False
    as_text: bool = False
    upper: Decimal | None = None
    alternative: Decimal | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_blank(self) -> bool:
        return self.reading is Reading.BLANK

    def shows(self, expected: Decimal) -> bool:
        """Tell whether the figure equals ``expected`` at the digits that are shown."""
        if self.value is None or self.value == expected:
            return self.value is not None
        return round_to(expected, self.decimals) == round_to(self.value, self.decimals)


BLANK = Figure()


def is_plausible(value: Decimal) -> bool:
    """Tell whether a number can be a figure of a report at all, as 1E+40 cannot."""
    return abs(value) <= _LARGEST


def round_to(value: Decimal, decimals: int) -> Decimal:
    """Return ``value`` at so many digits after the mark, halves away from zero.

    Negative ``decimals`` round before the mark: -6 to whole millions.
    """
    return value.quantize(_step(decimals), rounding=ROUND_HALF_UP, context=_WIDE)


def truncate_to(value: Decimal, decimals: int) -> Decimal:
    """Return ``value`` with the further digits cut off, as a careless hand does."""
    return value.quantize(_step(decimals), rounding=ROUND_DOWN, context=_WIDE)


def _step(decimals: int) -> Decimal:
    if decimals < 0:
        return Decimal(1).scaleb(-decimals)
    return _STEPS[min(decimals, MOST_DECIMALS)]


def format_number(value: Decimal, decimals: int | None = None, *, grouped: bool = True) -> str:
    """Return a number as Indonesians write it: ``6.371.088.274`` or ``94,20``.

    Args:
        value: the number.
        decimals: digits after the comma; ``None`` keeps those the number has, without zeros at
            the end.
        grouped: whether thousands are parted by full stops.
    """
    value = round_to(value, MOST_DECIMALS if decimals is None else decimals)
    value = value or abs(value)  # no minus sign before a zero
    if decimals is None:
        text = f"{value:,f}" if grouped else f"{value:f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
    else:
        places = max(decimals, 0)
        text = f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"
    return text.translate(_TO_INDONESIAN)


def format_persen(value: Decimal, decimals: int = 2) -> str:
    """Return a percentage as written on paper: ``94,20%``."""
    return format_number(value, decimals) + "%"


def format_rupiah(value: Decimal) -> str:
    """Return an amount as written on paper: ``Rp6.371.088.274``."""
    sign = "-" if value < 0 else ""
    whole = abs(value)
    return f"{sign}Rp{format_number(whole, 0 if whole == whole.to_integral_value() else 2)}"


_TO_INDONESIAN = str.maketrans(",.", ".,")
