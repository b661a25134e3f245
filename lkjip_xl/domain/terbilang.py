"""Terbilang: amounts in Indonesian words, written and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

#: The first number that has no name here.
LIMIT = 10**18

_SATUAN = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
)  # fmt: skip
_RIBUAN = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")


def terbilang(amount: Decimal | int, *, rupiah: bool = False, title: bool = False) -> str:
    """Return a number in words: ``satu juta dua ratus ribu``.

    Args:
        amount: the number, between -10^18 and 10^18; digits after the mark are read one by one
            (``dua koma lima``), zeros at their end are left out.
        rupiah: whether ``rupiah`` follows.
        title: whether each word begins with a capital, as in letters and receipts.

    Raises:
        ValueError: the number is too large, or is none.
    """
    number = Decimal(amount)
    if not number.is_finite() or abs(number) >= LIMIT:
        raise ValueError(f"angka {amount} di luar jangkauan terbilang")
    whole = int(abs(number))
    words = [*(["minus"] if number < 0 else []), *_say_whole(whole), *_say_fraction(number)]
    text = " ".join([*words, "rupiah"] if rupiah else words)
    return text.title() if title else text


def _say_whole(number: int) -> list[str]:
    if number == 0:
        return [_SATUAN[0]]
    words: list[str] = []
    for power in reversed(range(len(_RIBUAN))):
        group = number // 1000**power % 1000
        if power == 1 and group == 1:
            words.append("seribu")
        elif group:
            words += _say_group(group)
            words += [_RIBUAN[power]] if power else []
    return words


def _say_group(group: int) -> list[str]:
    """Return the words of 1 to 999."""
    hundreds, rest = divmod(group, 100)
    words = _say_multiple(hundreds, "ratus")
    if 11 <= rest <= 19:
        return words + (["sebelas"] if rest == 11 else [_SATUAN[rest - 10], "belas"])
    tens, ones = divmod(rest, 10)
    return words + _say_multiple(tens, "puluh") + ([_SATUAN[ones]] if ones else [])


def _say_multiple(count: int, word: str) -> list[str]:
    if count == 0:
        return []
    return [f"se{word}"] if count == 1 else [_SATUAN[count], word]


def _say_fraction(number: Decimal) -> list[str]:
    _, _, digits = f"{number:f}".partition(".")
    digits = digits.rstrip("0")
    return ["koma", *(_SATUAN[int(digit)] for digit in digits)] if digits else []


# Spellings that staff use, the official one among them.
_SPELLINGS = {
    "nol": ("nol", "kosong"),
    "satu": ("satu",),
    "dua": ("dua",),
    "tiga": ("tiga",),
    "empat": ("empat",),
    "lima": ("lima",),
    "enam": ("enam", "anam"),
    "tujuh": ("tujuh",),
    "delapan": ("delapan", "dlapan", "lapan"),
    "sembilan": ("sembilan", "semblan"),
    "belas": ("belas",),
    "puluh": ("puluh",),
    "ratus": ("ratus",),
    "ribu": ("ribu",),
    "juta": ("juta",),
    "miliar": ("milliar", "miliard", "milyard", "miliyar", "miliar", "milyar"),
    "triliun": ("trilliun", "triliyun", "triliun", "trilyun"),
    "kuadriliun": ("kuadriliun", "kuadrilyun", "kwadriliun"),
}
_OFFICIAL = {spelling: word for word, all_of in _SPELLINGS.items() for spelling in all_of}
# "se" is an atom of its own (seratus, sejuta), tried last since "sembilan" begins with it too.
_ATOM = re.compile("|".join([*sorted(_OFFICIAL, key=len, reverse=True), "se"]))
_PASSED_OVER = frozenset(("rupiah", "rp", "dan", "saja", "terbilang"))
_NEGATIVE = frozenset(("minus", "negatif"))
_MARKS = re.compile(r"[^a-z]+")


def parse_terbilang(text: str) -> int | None:
    """Return the whole number that words say, ``None`` where they say none.

    Understands the spellings that staff use (milyar, trilyun, duapuluh, satu ratus, sejuta), any
    case, and marks between the words.  Words that do not add up to one number (``dua tiga``,
    ``juta`` before ``miliar``) give ``None``, as do digits and ``koma``.
    """
    if any(character.isdigit() for character in text):
        return None
    words = [word for word in _MARKS.split(text.lower()) if word and word not in _PASSED_OVER]
    negative = bool(words) and words[0] in _NEGATIVE
    atoms = _split_atoms(words[1:] if negative else words)
    number = None if atoms is None else _Reader(atoms).read_whole()
    return -number if negative and number is not None else number


def _split_atoms(words: Sequence[str]) -> list[str] | None:
    """Return the parts of the words (``duapuluh`` has two), ``None`` where one is unknown."""
    atoms: list[str] = []
    for word in words:
        position = 0
        while position < len(word):
            match = _ATOM.match(word, position)
            if match is None:
                return None
            atoms.append("satu" if match[0] == "se" else _OFFICIAL[match[0]])
            position = match.end()
    return atoms


class _Reader:
    """Reads atoms from left to right."""

    def __init__(self, atoms: Sequence[str]) -> None:
        self._atoms = atoms
        self._at = 0

    def read_whole(self) -> int | None:
        if list(self._atoms) == ["nol"]:
            return 0
        groups = list(self._read_groups())
        powers = [power for _, power in groups]
        descending = all(before > after for before, after in pairwise(powers))
        if self._at < len(self._atoms) or not groups or not descending:
            return None
        return int(sum(group * 1000**power for group, power in groups))

    def _read_groups(self) -> Iterator[tuple[int, int]]:
        """Yield each group of up to three digits with its power of a thousand."""
        while group := self._read_group():
            power = self._read_power()
            yield group, power
            if power == 0:
                return

    def _read_power(self) -> int:
        word = self._peek()
        if word not in _RIBUAN[1:]:
            return 0
        self._at += 1
        return _RIBUAN.index(word)

    def _read_group(self) -> int:
        """Return 1 to 999, 0 where no digit follows."""
        value = 0
        for word, worth in (("ratus", 100), ("puluh", 10)):
            if self._peek(1) == word and (digit := self._digit()):
                value += digit * worth
                self._at += 2
                if word == "puluh" and self._peek(1) == "belas":
                    return 0  # "dua puluh tiga belas" is no number
        digit = self._digit()
        if digit and self._peek(1) == "belas":
            self._at += 2
            return value + 10 + digit
        if digit:
            self._at += 1
        return value + digit

    def _digit(self) -> int:
        word = self._peek()
        return _SATUAN.index(word) if word in _SATUAN else 0

    def _peek(self, ahead: int = 0) -> str:
        index = self._at + ahead
        return self._atoms[index] if index < len(self._atoms) else ""
