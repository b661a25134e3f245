"""The formula that a row of column numbers states: ``7=6/5*100``, ``(7)=(6)/(5)x100``.

The grammar is sums, products and parentheses of whole numbers, no more; what it does not cover is
not understood, and nothing is said about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

_STATED = re.compile(r"\s*\(?\s*(\d{1,2})\s*\)?\s*=(.+)\Z", re.DOTALL)
_TOKEN = re.compile(r"\s*(?:(\d+)|([-+*/()]))")
#: Signs that staff use for the operators; a per cent sign after 100 adds nothing.
_SIGNS = str.maketrans({
    "x": "*", "X": "*", "×": "*", "·": "*", ":": "/", "÷": "/", "−": "-", "–": "-",
    "[": "(", "]": ")", "{": "(", "}": ")", "%": " ",
})  # fmt: skip
_MOST_TOKENS = 60
#: Numbers that stand for themselves where no column of figures has them.
_CONSTANTS = frozenset({1, 2, 100})

_Evaluate = Callable[[Mapping[int, Decimal]], Decimal]


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
    _evaluate: _Evaluate

    def compute(self, values: Mapping[int, Decimal]) -> Decimal | None:
        """Return the result for one row, ``None`` where it has none."""
        try:
            return self._evaluate(values)
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
    if match is None:
        return None
    tokens = _tokens(match[2].translate(_SIGNS).rstrip(" .;"))
    if not tokens or len(tokens) > _MOST_TOKENS:
        return None
    reader = _Reader(tokens, frozenset(figures))
    evaluate = reader.read()
    number = int(match[1])
    if evaluate is None or not reader.columns or number in reader.columns:
        return None
    return ColumnFormula(
        number=number,
        text=" ".join(text.split()),
        columns=tuple(sorted(reader.columns)),
        divides="/" in tokens,
        has_hundred="100" in tokens,
        _evaluate=evaluate,
    )


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            return []
        tokens.append(match[1] or match[2])
        position = match.end()
    return tokens


class _Reader:
    """Reads tokens by descent: a sum of products of atoms."""

    def __init__(self, tokens: list[str], figures: frozenset[int]) -> None:
        self._tokens = tokens
        self._position = 0
        self._figures = figures
        self.columns: set[int] = set()

    def read(self) -> _Evaluate | None:
        evaluate = self._sum()
        return evaluate if self._position == len(self._tokens) else None

    def _next(self, *expected: str) -> str:
        """Take the next token if it is one of those, else return an empty text."""
        if self._position < len(self._tokens) and self._tokens[self._position] in expected:
            self._position += 1
            return self._tokens[self._position - 1]
        return ""

    def _sum(self) -> _Evaluate | None:
        return self._chain(self._product, "+", "-")

    def _product(self) -> _Evaluate | None:
        return self._chain(self._atom, "*", "/")

    def _chain(self, part: Callable[[], _Evaluate | None], *signs: str) -> _Evaluate | None:
        left = part()
        while left is not None and (sign := self._next(*signs)):
            right = part()
            if right is None:
                return None
            left = _join(left, sign, right)
        return left

    def _atom(self) -> _Evaluate | None:
        if self._next("("):
            inner = self._sum()
            return inner if inner is not None and self._next(")") else None
        if self._position >= len(self._tokens) or not self._tokens[self._position].isdigit():
            return None
        number = int(self._tokens[self._position])
        self._position += 1
        return self._number(number)

    def _number(self, number: int) -> _Evaluate | None:
        if number in self._figures:
            self.columns.add(number)
            return lambda values: values[number]
        if number in _CONSTANTS:
            return lambda values: Decimal(number)
        return None


def _join(left: _Evaluate, sign: str, right: _Evaluate) -> _Evaluate:
    match sign:
        case "+":
            return lambda values: left(values) + right(values)
        case "-":
            return lambda values: left(values) - right(values)
        case "*":
            return lambda values: left(values) * right(values)
        case _:
            return lambda values: left(values) / right(values)
