"""Plain arithmetic formulas, taken apart into trees.

Most formulas of these annexes divide two cells or add a few.  What is not plain is left alone,
never guessed.  Formulas of one shape share one tree (see ``formula_text``).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from lkjip_xl.figures.formula_text import Reference, Token, read_tokens, take_apart
from lkjip_xl.grid import ErrorValue, Value
from lkjip_xl.location import CellRange


class Constant(NamedTuple):
    value: Value


@dataclass(frozen=True, slots=True)
class Ref:
    """The cells of the formula's reference of this index."""

    index: int


class Operation(NamedTuple):
    """``+ - * / ^ &``, a comparison, or with one operand ``-``, ``+`` and ``%``."""

    sign: str
    operands: tuple[Node, ...]


class Call(NamedTuple):
    function: str
    arguments: tuple[Node, ...]


Node = Constant | Ref | Operation | Call


class PlainFormula(NamedTuple):
    """A formula whose shape is understood; ``references`` in the order of the text.

    ``summation`` says what it adds up, ``None`` where it does anything else.
    """

    shape: str
    tree: Node
    summation: Summation | None
    references: tuple[Reference, ...]


#: What the quick way cannot tell apart: texts, sheet names, tables, errors, arrays.
_HARD = re.compile(r"""["'!\[\]{}#@\\;]""")
_CELLS = re.compile(
    r"(?<![\w.$?])(\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
    r"(?::\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})?)(?![\w.(:])"
)


@lru_cache(maxsize=32_768)
def parse_plain(formula: str) -> PlainFormula | None:
    """Return a formula (without ``=``) as a tree, ``None`` where it is not plain."""
    if not _HARD.search(formula):
        pieces = _CELLS.split(formula)
        cells = tuple(Reference("", CellRange.parse(text)) for text in pieces[1::2])
        pieces[1::2] = [one.stand_in(number) for number, one in enumerate(cells, 1)]
        shape = "".join(pieces)
        parsed = _parse_shape(shape)
        if parsed is not None:
            return PlainFormula(shape, *parsed, cells)
    parts = take_apart(formula)
    parsed = None if parts.obstacle else _parse_shape(parts.shape)
    return None if parsed is None else PlainFormula(parts.shape, *parsed, parts.references)


#: What takes a reference's place.
_STAND_IN = re.compile(r"A([1-9][0-9]*)(?::B\1)?\Z")


# --- from text to tree -------------------------------------------------------------------------

_BINDING = {
    "=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1,
    "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5,
}  # fmt: skip


class _NotPlainError(Exception):
    """Why one shape is no tree of ours; never leaves this module."""


@lru_cache(maxsize=1_024)
def _parse_shape(shape: str) -> tuple[Node, Summation | None] | None:
    try:
        tree = _Parser(read_tokens(shape)).read()
    except (_NotPlainError, RecursionError):
        return None
    return tree, as_summation(tree)


class _Parser:
    """Reads tokens by the strength with which Excel's operators bind; all of them to the left."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._rest = [Token("end", ""), *reversed(tokens)]

    def read(self) -> Node:
        tree = self._expression(0)
        self._expect("")
        return tree

    @property
    def _next(self) -> str:
        return self._rest[-1].text

    def _expect(self, text: str) -> None:
        if self._rest.pop().text != text:
            raise _NotPlainError

    def _expression(self, strength: int) -> Node:
        left = self._operand()
        while (binding := _BINDING.get(self._next, 0)) > strength:
            sign = self._rest.pop().text
            left = Operation(sign, (left, self._expression(binding)))
        return left

    def _operand(self) -> Node:
        node = self._prefixed()
        while self._next == "%":
            self._rest.pop()
            node = Operation("%", (node,))
        return node

    def _prefixed(self) -> Node:
        token = self._rest.pop()
        match token.kind:
            case "number":
                return Constant(float(token.text))
            case "string":
                return Constant(token.text[1:-1].replace('""', '"'))
            case "error":
                return Constant(_error(token.text))
            case "reference":
                return self._reference(token.text)
            case "name" if token.text.upper() in ("TRUE", "FALSE"):
                return Constant(token.text.upper() == "TRUE")
            case "function":
                return self._call(token.text[:-1])
        if token.text in ("-", "+"):
            # Excel binds the sign tighter than the power: -2^2 is 4.
            return Operation(token.text, (self._operand(),))
        if token.text == "(":
            inner = self._expression(0)
            self._expect(")")
            return inner
        raise _NotPlainError

    @staticmethod
    def _reference(text: str) -> Node:
        # The quick way leaves whole columns and rows (A:A, 1:2) standing; the careful one does not.
        stand_in = _STAND_IN.match(text)
        if stand_in is None:
            raise _NotPlainError
        return Ref(int(stand_in[1]) - 1)

    def _call(self, function: str) -> Node:
        arguments: list[Node] = []
        if self._next != ")":
            arguments.append(self._argument())
            while self._next == ",":
                self._rest.pop()
                arguments.append(self._argument())
        self._expect(")")
        return Call(function, tuple(arguments))

    def _argument(self) -> Node:
        return Constant(None) if self._next in (",", ")") else self._expression(0)


def _error(text: str) -> ErrorValue:
    return next((error for error in ErrorValue if text.endswith(error.value)), ErrorValue.OTHER)


# --- what a formula adds up --------------------------------------------------------------------


class Summation(NamedTuple):
    """A formula that adds cells up, or takes their mean, and does nothing else.

    ``references`` are indices.  ``typed`` are numbers that the formula adds by itself.
    ``subtotal`` says that cells which are subtotals themselves do not count.
    """

    references: tuple[int, ...]
    typed: tuple[float, ...] = ()
    mean: bool = False
    subtotal: bool = False


_WRAPPERS = ("ROUND", "ROUNDUP", "ROUNDDOWN", "IFERROR", "INT")


def as_summation(tree: Node) -> Summation | None:
    """Return what a tree adds up, ``None`` where it does anything else."""
    match tree:
        case Call(function, (first, *_)) if function in _WRAPPERS:
            return as_summation(first)
        case Call("AVERAGE", arguments):
            parts = _joined(arguments)
            return None if parts is None else Summation(parts.references, parts.typed, mean=True)
        case Call("SUBTOTAL", (Constant(9.0 | 109.0), *arguments)):
            parts = _joined(arguments)
            return None if parts is None else Summation(parts.references, subtotal=True)
        case Operation("/", (dividend, Constant(float()) | Call("COUNT" | "COUNTA", _))):
            parts = as_summation(dividend)
            return _as_mean(parts, tree.operands[1])
    return _joined((tree,))


def _as_mean(parts: Summation | None, divisor: Node) -> Summation | None:
    """Return a sum over a divisor as a mean: how many cells it has is for the caller to see."""
    if parts is None or parts.mean or parts.typed:
        return None
    if isinstance(divisor, Constant):
        count = len(parts.references)
        # One range may hold any number of cells; several single ones are counted.
        if not (count == 1 or divisor.value == float(count)):
            return None
    return Summation(parts.references, mean=True)


def _joined(nodes: Sequence[Node]) -> Summation | None:
    references: list[int] = []
    typed: list[float] = []
    stack = list(reversed(nodes))
    while stack:
        match stack.pop():
            case Ref(index):
                references.append(index)
            case Constant(float() as number):
                typed.append(number)
            case Operation("+", operands) | Call("SUM", operands):
                stack += reversed(operands)
            case _:
                return None
    return Summation(tuple(references), tuple(typed)) if references else None


# --- exact arithmetic --------------------------------------------------------------------------

Exact = TypeVar("Exact", Decimal, Fraction)


def parse_words(tokens: Sequence[str]) -> Node | None:
    """Return the tree of an arithmetic that is given in pieces, ``None`` where it makes none."""
    parsed = _parse_shape(" ".join(tokens))
    return None if parsed is None else parsed[0]


def calculate_exactly(
    node: Node, values: Mapping[int, Exact], make: Callable[[str], Exact]
) -> Exact:
    """Return what sums, products and quotients give.

    Args:
        node: the tree.
        values: the values of the references by their index.
        make: makes a number of its digits.

    Raises:
        ValueError: the formula does anything else.
        KeyError: a value is missing.
        ArithmeticError: it divides by zero.
    """
    match node:
        case Ref(index):
            return values[index]
        case Constant(float() as number):
            return make(f"{number:.15g}")
        case Operation("%", (one,)):
            return calculate_exactly(one, values, make) / make("100")
        case Operation("+" | "-" | "*" | "/" as sign, (one, other)):
            left = calculate_exactly(one, values, make)
            right = calculate_exactly(other, values, make)
            result: Exact = _ARITHMETIC[sign](left, right)
            return result
    raise ValueError("no sum, product or quotient")


_ARITHMETIC: Mapping[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
