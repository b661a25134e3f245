"""The formula that a row of column numbers states: ``7=6/5*100``, ``(7)=(6)/(5)x100``.

The grammar is sums, products and parentheses of whole numbers, no more; what it does not cover is
not understood, and nothing is said about it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from lkjip_xl.figures.plain_formula import Node, calculate_exactly, parse_words

_STATED = re.compile(r"\s*\(?\s*(\d{1,2})\s*\)?\s*=(.+)\Z", re.DOTALL)
_TOKEN = re.compile(r"\s*(\d+|[-+*/()])")
#: A sign that joins nothing: the grammar has no negative numbers.
_SIGN_BEFORE = re.compile(r"(?:\A|[-+*/(] )[-+]")
#: Signs that staff use for the operators; a per cent sign after 100 adds nothing.
_SIGNS = str.maketrans({
    "x": "*", "X": "*", "×": "*", "·": "*", ":": "/", "÷": "/", "−": "-", "–": "-",
    "[": "(", "]": ")", "{": "(", "}": ")", "%": " ",
})  # fmt: skip
_MOST_TOKENS = 60
#: Numbers that stand for themselves where no column of figures has them.
_CONSTANTS = frozenset({1, 2, 100})


@dataclass(frozen=True, slots=True)
class ColumnFormula:
    """A column's number and how it follows from others.

    ``columns`` are the numbers of the columns it takes; ``divides`` tells a ratio from a sum, and
    ``has_hundred`` whether it makes per cent itself.
    """

    number: int
    text: str
    columns: tuple[int, ...]
    divides: bool
    has_hundred: bool
    _tree: Node

    def compute(self, values: Mapping[int, Decimal]) -> Decimal | None:
        """Return the result for one row, ``None`` where it has none."""
        try:
            return calculate_exactly(self._tree, values, Decimal)
        except (KeyError, DivisionByZero, InvalidOperation):
            return None


def read_number(text: str) -> int:
    """Return the number that a column is given, 0 for none: 7 of ``(7)`` and of ``7=6/5*100``."""
    match = re.match(r"\s*\(?\s*(\d{1,2})(?!\d)", text)
    return int(match[1]) if match else 0


def read_formula(text: str, figures: Collection[int]) -> ColumnFormula | None:
    """Return the formula of a column's number, ``None`` where it states none that is understood.

    Args:
        text: what the row of column numbers says.
        figures: the numbers of the columns that hold figures; 2 means itself where column 2 holds
            names.
    """
    match = _STATED.match(text)
    stated = "" if match is None else match[2].translate(_SIGNS).rstrip(" .;")
    tokens = _TOKEN.findall(stated)
    if match is None or not tokens or _TOKEN.sub("", stated) or len(tokens) > _MOST_TOKENS:
        return None
    numbers = {int(token) for token in tokens if token.isdigit()}
    columns, number = numbers & set(figures), int(match[1])
    if not columns or number in columns or not numbers - columns <= _CONSTANTS:
        return None
    # The n-th reference of a formula has the index n - 1.
    pieces = [
        f"A{int(one) + 1}" if one.isdigit() and int(one) in columns else one for one in tokens
    ]
    tree = parse_words(pieces)
    if tree is None or _SIGN_BEFORE.search(" ".join(tokens)):
        return None
    return ColumnFormula(
        number=number,
        text=" ".join(text.split()),
        columns=tuple(sorted(columns)),
        divides="/" in tokens,
        has_hundred="100" in tokens,
        _tree=tree,
    )
