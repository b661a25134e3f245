"""Plain arithmetic formulas, taken apart into trees and computed at once.

Most formulas of these annexes divide two cells or add a few: they are computed here in
microseconds, where the ``formulas`` library takes most of a second to import.  What is not plain is
left undecided, never guessed.  Formulas of one shape share one tree (see ``formula_text``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from lkjip_xl.figures.formula_text import Token, read_tokens, take_apart
from lkjip_xl.grid import ErrorValue, Grid, Value
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


class Target(NamedTuple):
    """Cells that a formula refers to; an empty ``sheet`` is the formula's own."""

    sheet: str
    cells: CellRange

    @property
    def is_single(self) -> bool:
        cells = self.cells
        return (cells.top, cells.left) == (cells.bottom, cells.right)


class PlainFormula(NamedTuple):
    """A formula whose shape is understood; ``references`` in the order of the text.

    ``summation`` says what it adds up, ``None`` where it does anything else.
    """

    shape: str
    tree: Node
    summation: Summation | None
    references: tuple[Target, ...]


#: What the quick way cannot tell apart: texts, sheet names, tables, errors, arrays.
_HARD = re.compile(r"""["'!\[\]{}#@\\;]""")
_CELLS = re.compile(
    r"(?<![\w.$?])(\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
    r"(?::\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})?)(?![\w.(:])"
)


def parse_plain(formula: str) -> PlainFormula | None:
    """Return a formula (without ``=``) as a tree, ``None`` where it is not plain."""
    if not _HARD.search(formula):
        pieces = _CELLS.split(formula)
        cells = [CellRange.parse(text) for text in pieces[1::2]]
        for index, one in enumerate(cells):
            pieces[2 * index + 1] = _stand_in(index + 1, one)
        shape = "".join(pieces)
        parsed = _parse_shape(shape)
        if parsed is not None:
            return PlainFormula(shape, *parsed, tuple(Target("", one) for one in cells))
    parts = take_apart(formula)
    parsed = None if parts.obstacle else _parse_shape(parts.shape)
    if parsed is None:
        return None
    targets = tuple(Target(one.sheet, one.cells) for one in parts.references)
    return PlainFormula(parts.shape, *parsed, targets)


def _stand_in(number: int, cells: CellRange) -> str:
    single = (cells.top, cells.left) == (cells.bottom, cells.right)
    return f"A{number}" if single else f"A{number}:B{number}"


#: What ``_stand_in`` makes.
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
        parser = _Parser(read_tokens(shape))
        tree = parser.expression(0)
        parser.expect("")
    except (_NotPlainError, RecursionError):
        return None
    return tree, as_summation(tree)


class _Parser:
    """Reads tokens by the strength with which Excel's operators bind; all of them to the left."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def expression(self, strength: int) -> Node:
        left = self._operand()
        while (binding := _BINDING.get(self._peek(), 0)) > strength:
            sign = self._take().text
            left = Operation(sign, (left, self.expression(binding)))
        return left

    def expect(self, text: str) -> None:
        if self._peek() != text:
            raise _NotPlainError
        self._next += 1

    def _peek(self) -> str:
        return self._tokens[self._next].text if self._next < len(self._tokens) else ""

    def _take(self) -> Token:
        if self._next == len(self._tokens):
            raise _NotPlainError
        self._next += 1
        return self._tokens[self._next - 1]

    def _operand(self) -> Node:
        node = self._prefixed()
        while self._peek() == "%":
            self._next += 1
            node = Operation("%", (node,))
        return node

    def _prefixed(self) -> Node:
        token = self._take()
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
            inner = self.expression(0)
            self.expect(")")
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
        if self._peek() != ")":
            arguments.append(self._argument())
            while self._peek() == ",":
                self._next += 1
                arguments.append(self._argument())
        self.expect(")")
        return Call(function, tuple(arguments))

    def _argument(self) -> Node:
        return Constant(None) if self._peek() in (",", ")") else self.expression(0)


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


# --- from tree to value ------------------------------------------------------------------------


class Undecided(Exception):  # noqa: N818 - an answer that is none, no error of the program
    """The formula needs more than is known here."""


Range = tuple[Grid, CellRange]
Argument = Value | Range


class PlainCalculator:
    """Computes plain formulas from the stored values of the cells they refer to."""

    def __init__(self, grids: Mapping[tuple[str, str], Grid]) -> None:
        self._grids = {(file, sheet.casefold()): grid for (file, sheet), grid in grids.items()}

    def compute(self, grid: Grid, tree: Node, references: Sequence[Target]) -> Value:
        """Return a formula's value.

        Raises:
            Undecided: a function, a text or a reference is beyond what is known here.
        """
        found = [self._locate(grid, one) for one in references]
        try:
            value = _scalar(_evaluate(tree, found))
        except (OverflowError, RecursionError):
            raise Undecided from None
        return 0.0 if value is None else value

    def _locate(self, grid: Grid, target: Target) -> Range:
        if not target.sheet or target.sheet == grid.sheet:
            return grid, target.cells
        other = self._grids.get((grid.file, target.sheet.casefold()))
        if other is None:
            raise Undecided
        return other, target.cells


def _evaluate(node: Node, found: Sequence[Range]) -> Argument:
    match node:
        case Constant(value):
            return value
        case Ref(index):
            grid, cells = found[index]
            if (cells.top, cells.left) == (cells.bottom, cells.right):
                return _stored(grid, cells.top, cells.left)
            return found[index]
        case Operation(sign, operands):
            return _operate(sign, [_scalar(_evaluate(one, found)) for one in operands])
        case Call(function, arguments):
            lazy = _LAZY.get(function)
            if lazy is not None:
                return lazy(arguments, found)
            eager = _AGGREGATES.get(function)
            if eager is not None:
                return _aggregate(eager, arguments, found)
            simple = _SCALARS.get(function)
            if simple is not None:
                return _apply(simple, [_scalar(_evaluate(one, found)) for one in arguments])
    raise Undecided


def _stored(grid: Grid, row: int, column: int) -> Value:
    if (row, column) in grid.stale:
        raise Undecided
    return grid.value(row, column)


def _scalar(value: Argument) -> Value:
    if isinstance(value, tuple):
        raise Undecided
    return value


def _number(value: Value) -> float | ErrorValue:
    """Return an operand of arithmetic; text with digits depends on Excel's language."""
    if value is None:
        return 0.0
    if isinstance(value, ErrorValue | float):
        return value
    if isinstance(value, bool | int):
        return float(value)
    if any(sign.isdigit() for sign in value):
        raise Undecided
    return ErrorValue.VALUE


def _operate(sign: str, operands: Sequence[Value]) -> Value:
    for one in operands:
        if isinstance(one, ErrorValue):
            return one
    if sign in _COMPARISONS:
        left, right = operands
        return _COMPARISONS[sign](_compare(left, right))
    if sign == "&":
        left, right = operands
        if isinstance(left, str | None) and isinstance(right, str | None):
            return (left or "") + (right or "")
        raise Undecided
    if len(operands) == 1 and sign == "+":
        return operands[0]
    numbers = [_number(one) for one in operands]
    error = next((one for one in numbers if isinstance(one, ErrorValue)), None)
    if error is not None:
        return error
    return _calculate(sign, [one for one in numbers if not isinstance(one, ErrorValue)])


def _calculate(sign: str, numbers: Sequence[float]) -> Value:
    if len(numbers) == 1:
        return -numbers[0] if sign == "-" else numbers[0] / 100
    left, right = numbers
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return _finite(left * right)
        case "/":
            return ErrorValue.DIV0 if right == 0 else _finite(left / right)
    if left == 0 and right <= 0:
        return ErrorValue.NUM if right == 0 else ErrorValue.DIV0
    if left < 0 and not right.is_integer():
        return ErrorValue.NUM
    return _finite(left**right)


def _finite(number: float) -> Value:
    return number if math.isfinite(number) else ErrorValue.NUM


_COMPARISONS: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}


def _compare(left: Value, right: Value) -> int:
    """Return -1, 0 or 1 as Excel orders: numbers before texts before truth values."""
    left, right = _fill_blank(left, right), _fill_blank(right, left)
    ranks = [_rank(left), _rank(right)]
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(left, str) and isinstance(right, str):
        left, right = left.casefold(), right.casefold()
        return (left > right) - (left < right)
    one, other = (float(f"{value:.15g}") for value in (float(left or 0), float(right or 0)))
    return (one > other) - (one < other)


def _fill_blank(value: Value, other: Value) -> Value:
    if value is not None:
        return value
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0


def _rank(value: Value) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


# --- functions ---------------------------------------------------------------------------------


def _if(arguments: Sequence[Node], found: Sequence[Range]) -> Argument:
    if not 2 <= len(arguments) <= 3:
        raise Undecided
    condition = _truth(_scalar(_evaluate(arguments[0], found)))
    if isinstance(condition, ErrorValue):
        return condition
    if condition:
        return _evaluate(arguments[1], found)
    return _evaluate(arguments[2], found) if len(arguments) == 3 else False


def _truth(value: Value) -> bool | ErrorValue:
    if isinstance(value, str) and not isinstance(value, ErrorValue):
        raise Undecided
    number = _number(value)
    return number if isinstance(number, ErrorValue) else number != 0


def _iferror(arguments: Sequence[Node], found: Sequence[Range]) -> Argument:
    if len(arguments) != 2:
        raise Undecided
    value = _scalar(_evaluate(arguments[0], found))
    return _evaluate(arguments[1], found) if isinstance(value, ErrorValue) else value


def _isblank(arguments: Sequence[Node], found: Sequence[Range]) -> Argument:
    (one,) = _only(arguments)
    return _scalar(_evaluate(one, found)) is None


def _only(arguments: Sequence[Node]) -> tuple[Node]:
    if len(arguments) != 1:
        raise Undecided
    return (arguments[0],)


def _iserror(arguments: Sequence[Node], found: Sequence[Range]) -> Argument:
    (one,) = _only(arguments)
    return isinstance(_scalar(_evaluate(one, found)), ErrorValue)


def _isnumber(arguments: Sequence[Node], found: Sequence[Range]) -> Argument:
    (one,) = _only(arguments)
    value = _scalar(_evaluate(one, found))
    return isinstance(value, float) and not isinstance(value, bool)


def _subtotal(arguments: Sequence[Node], found: Sequence[Range]) -> Argument:
    """SUBTOTAL(9; …): a sum that passes over other subtotals; hidden rows leave it undecided."""
    if not arguments or arguments[0] not in (Constant(9.0), Constant(109.0)):
        raise Undecided
    ranges = [found[one.index] for one in arguments[1:] if isinstance(one, Ref)]
    if len(ranges) != len(arguments) - 1:
        raise Undecided
    numbers: list[float] = []
    for grid, cells in ranges:
        _refuse_stale(grid, cells)
        for row, column, value in iterate_cells(grid, cells):
            if row in grid.hidden_rows:
                raise Undecided
            if isinstance(value, ErrorValue):
                return value
            nested = grid.formulas.get((row, column), "").upper().startswith("SUBTOTAL(")
            if isinstance(value, float) and not isinstance(value, bool) and not nested:
                numbers.append(value)
    return math.fsum(numbers)


_LAZY: dict[str, Callable[[Sequence[Node], Sequence[Range]], Argument]] = {
    "IF": _if,
    "IFERROR": _iferror,
    "ISBLANK": _isblank,
    "ISERROR": _iserror,
    "ISNUMBER": _isnumber,
    "SUBTOTAL": _subtotal,
}


def _refuse_stale(grid: Grid, cells: CellRange) -> None:
    """Leave a formula undecided whose range holds a cell without a result."""
    size = (cells.bottom - cells.top + 1) * (cells.right - cells.left + 1)
    if size > len(grid.stale):
        stale = any(at in cells for at in grid.stale)
    else:
        stale = any(
            (row, column) in grid.stale
            for row in range(cells.top, cells.bottom + 1)
            for column in range(cells.left, cells.right + 1)
        )
    if stale:
        raise Undecided


def iterate_cells(grid: Grid, cells: CellRange) -> Iterator[tuple[int, int, Value]]:
    """Yield row, column and value of the filled cells of a range."""
    whole = cells.bottom - cells.top > len(grid.rows)
    rows = sorted(grid.rows) if whole else range(cells.top, cells.bottom + 1)
    for row in rows:
        values = grid.rows.get(row)
        if values is None or not cells.top <= row <= cells.bottom:
            continue
        for column in range(cells.left, min(cells.right, len(values)) + 1):
            if values[column - 1] is not None:
                yield row, column, values[column - 1]


def _aggregate(
    function: Callable[[Sequence[float]], Value],
    arguments: Sequence[Node],
    found: Sequence[Range],
) -> Value:
    """Apply SUM and its like, which take only the numbers among the cells they are given."""
    numbers: list[float] = []
    for argument in arguments:
        cells = found[argument.index] if isinstance(argument, Ref) else None
        if cells is not None:
            _refuse_stale(*cells)
            for _, _, value in iterate_cells(*cells):
                if isinstance(value, ErrorValue):
                    return value
                if isinstance(value, float) and not isinstance(value, bool):
                    numbers.append(value)
            continue
        number = _number(_scalar(_evaluate(argument, found)))
        if isinstance(number, ErrorValue):
            return number
        numbers.append(number)
    return function(numbers)


_AGGREGATES: dict[str, Callable[[Sequence[float]], Value]] = {
    "SUM": math.fsum,
    "AVERAGE": lambda numbers: math.fsum(numbers) / len(numbers) if numbers else ErrorValue.DIV0,
    "MIN": lambda numbers: min(numbers, default=0.0),
    "MAX": lambda numbers: max(numbers, default=0.0),
}


def _apply(function: Callable[..., Value], arguments: Sequence[Value]) -> Value:
    numbers = [_number(one) for one in arguments]
    for one in numbers:
        if isinstance(one, ErrorValue):
            return one
    try:
        return function(*numbers)
    except (TypeError, ValueError, ArithmeticError):
        raise Undecided from None


def _rounding(mode: str) -> Callable[..., Value]:
    """Return a rounding of the decimal number that a reader sees, halves away from zero."""

    def round_seen(value: float, digits: float) -> Value:
        seen = Decimal(f"{value:.15g}")
        return float(seen.quantize(Decimal(1).scaleb(-int(digits)), rounding=mode))

    return round_seen


_SCALARS: dict[str, Callable[..., Value]] = {
    "ROUND": _rounding(ROUND_HALF_UP),
    "ROUNDUP": _rounding(ROUND_UP),
    "ROUNDDOWN": _rounding(ROUND_DOWN),
    "ABS": abs,
    "INT": lambda value: float(math.floor(float(f"{value:.15g}"))),
    "AND": lambda *values: all(values),
    "OR": lambda *values: any(values),
    "NOT": lambda value: not value,
}
