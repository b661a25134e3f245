"""What a formula gives, from the stored values of the cells it refers to.

Plain formulas are computed here in microseconds.  The rest goes to the ``formulas`` library, which
takes most of a second to import.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from lkjip_xl.figures.formula_text import Reference
from lkjip_xl.figures.plain_formula import (
    Call,
    Constant,
    Node,
    Operation,
    Ref,
    parse_plain,
)
from lkjip_xl.grid import ErrorValue, Grid, Value
from lkjip_xl.location import CellRange, CellRef

if TYPE_CHECKING:
    from lkjip_xl.figures.library import Library


class Undecided(Exception):  # noqa: N818 - an answer that is none, no error of the program
    """The formula needs more than is known here; says in Indonesian why, where anybody asks."""


class Range:
    """The cells that a reference means, on the sheet where they stand."""

    __slots__ = ("cells", "grid")

    def __init__(self, grid: Grid, cells: CellRange) -> None:
        self.grid, self.cells = grid, cells

    def refuse_stale(self) -> None:
        """Leave undecided what rests on a cell without a result.

        Raises:
            Undecided: it does.
        """
        for at in sorted(self.grid.stale_in(self.cells)) if self.grid.stale else ():
            ref = CellRef(self.grid.file, self.grid.sheet, *at)
            raise Undecided(f"bergantung pada {ref}, yang tidak dapat dihitung")

    @property
    def value(self) -> Value:
        if not self.cells.is_single:
            raise Undecided
        self.refuse_stale()
        return self.grid.value(self.cells.top, self.cells.left)

    @property
    def numbers(self) -> Iterator[float]:
        """The numbers among the cells; SUM and its like pass over texts and truth values."""
        self.refuse_stale()
        for _, _, value in self.grid.filled_in(self.cells):
            yield from _as_addend(value)


class Calculator:
    """Computes formulas of some books without changing them."""

    def __init__(self, grids: Iterable[Grid]) -> None:
        self._grids = {(grid.file, grid.sheet.casefold()): grid for grid in grids}

    def compute(self, grid: Grid, tree: Node, references: Sequence[Reference]) -> Value:
        """Return a plain formula's value, seen from a sheet.

        A formula that refers to a blank cell alone gives 0, as on the sheet.

        Raises:
            Undecided: a function, a text or a reference is beyond what is known here.
        """
        found = [self.locate(grid, one) for one in references]
        try:
            value = _outcome(tree, found)
        except (OverflowError, RecursionError):
            raise Undecided from None
        if isinstance(value, float):
            return _finite(value)
        return 0.0 if value is None else value

    def evaluate(self, grid: Grid, text: str) -> Value:
        """Return what a formula gives, with the library's help where it is not plain.

        Raises:
            Undecided: it cannot be computed, for the reason told.
        """
        formula = parse_plain(text)
        if formula is not None:
            try:
                return self.compute(grid, formula.tree, formula.references)
            except Undecided:
                pass  # the library may know, or knows to say why not
        return self._library.compute(grid, text)

    def locate(self, grid: Grid, reference: Reference) -> Range:
        """Return what a reference means, seen from a sheet.

        Raises:
            Undecided: the sheet is not at hand.
        """
        if not reference.sheet or reference.sheet == grid.sheet:
            return Range(grid, reference.cells)
        other = self._grids.get((grid.file, reference.sheet.casefold()))
        if other is None:
            raise Undecided(f"merujuk lembar {reference.sheet!r} yang tidak terbaca")
        return Range(other, reference.cells)

    @cached_property
    def _library(self) -> Library:
        from lkjip_xl.figures.library import Library  # it imports this module

        return Library(self.locate, self._grids.values())


# --- from tree to value ------------------------------------------------------------------------


class _ErrorFound(Exception):  # noqa: N818 - what Excel shows, no error of the program
    """An error value on the way to a result, of which it becomes the result."""

    def __init__(self, value: ErrorValue) -> None:
        self.value = value


def _outcome(node: Node, found: Sequence[Range]) -> Value:
    """Return a node's value, an error as a value too."""
    try:
        return _evaluate(node, found)
    except _ErrorFound as error:
        return error.value


def _evaluate(node: Node, found: Sequence[Range]) -> Value:
    """Return a node's value.

    Raises:
        _ErrorFound: Excel would show an error.
    """
    match node:
        case Constant(value):
            return _sound(value)
        case Ref(index):
            return _sound(found[index].value)
        case Operation(sign, operands):
            return _operate(sign, [_evaluate(one, found) for one in operands])
        case Call(function, arguments) if function in _FUNCTIONS:
            return _FUNCTIONS[function](arguments, found)
    raise Undecided


def _sound(value: Value) -> Value:
    if isinstance(value, ErrorValue):
        raise _ErrorFound(value)
    return value


def _number(value: Value) -> float:
    """Return an operand of arithmetic; text with digits depends on Excel's language."""
    if isinstance(value, str):
        if any(sign.isdigit() for sign in value):
            raise Undecided
        raise _ErrorFound(ErrorValue.VALUE)
    return float(value or 0)


def _as_addend(value: Value) -> Iterator[float]:
    if isinstance(_sound(value), float):
        assert isinstance(value, float)
        yield value


def _finite(number: float) -> Value:
    return number if math.isfinite(number) else ErrorValue.NUM


def _operate(sign: str, operands: Sequence[Value]) -> Value:
    if sign in _COMPARISONS:
        return _COMPARISONS[sign](_compare(*operands), 0)
    if sign == "&":
        if any(isinstance(one, bool | float) for one in operands):
            raise Undecided
        return "".join(str(one or "") for one in operands)
    if len(operands) == 1 and sign == "+":
        return operands[0]
    return _sound(_calculate(sign, [_number(one) for one in operands]))


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


_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def _compare(left: Value, right: Value) -> int:
    """Return -1, 0 or 1 as Excel orders: numbers before texts before truth values."""
    left, right = _fill_blank(left, right), _fill_blank(right, left)
    ranks = [
        2 if isinstance(one, bool) else 1 if isinstance(one, str) else 0 for one in (left, right)
    ]
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


# --- functions ---------------------------------------------------------------------------------

_Function = Callable[[Sequence[Node], Sequence[Range]], Value]


def _if(arguments: Sequence[Node], found: Sequence[Range]) -> Value:
    if not 2 <= len(arguments) <= 3:
        raise Undecided
    condition = _evaluate(arguments[0], found)
    if isinstance(condition, str):
        raise Undecided
    if condition:
        return _evaluate(arguments[1], found)
    return _evaluate(arguments[2], found) if len(arguments) == 3 else False


def _iferror(arguments: Sequence[Node], found: Sequence[Range]) -> Value:
    if len(arguments) != 2:
        raise Undecided
    value = _outcome(arguments[0], found)
    return _evaluate(arguments[1], found) if isinstance(value, ErrorValue) else value


def _test(is_so: Callable[[Value], bool]) -> _Function:
    """Return a function that asks something of one value, an error among them."""

    def test(arguments: Sequence[Node], found: Sequence[Range]) -> Value:
        if len(arguments) != 1:
            raise Undecided
        return is_so(_outcome(arguments[0], found))

    return test


def _subtotal(arguments: Sequence[Node], found: Sequence[Range]) -> Value:
    """SUBTOTAL(9; …): a sum that passes over other subtotals; hidden rows leave it undecided."""
    ranges = [found[one.index] for one in arguments[1:] if isinstance(one, Ref)]
    if len(ranges) + 1 != len(arguments) or arguments[0] not in (Constant(9.0), Constant(109.0)):
        raise Undecided
    numbers: list[float] = []
    for one in ranges:
        one.refuse_stale()
        for row, column, value in one.grid.filled_in(one.cells):
            if row in one.grid.hidden_rows:
                raise Undecided
            addend = list(_as_addend(value))
            if not is_subtotal(one.grid, row, column):
                numbers += addend
    return math.fsum(numbers)


def is_subtotal(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a cell's formula is a subtotal, which others pass over."""
    return grid.formulas.get((row, column), "").upper().startswith("SUBTOTAL(")


def _over_numbers(function: Callable[[Sequence[float]], Value]) -> _Function:
    """Return SUM or its like, which take only the numbers among the cells they are given."""

    def aggregate(arguments: Sequence[Node], found: Sequence[Range]) -> Value:
        numbers: list[float] = []
        for one in arguments:
            if isinstance(one, Ref):
                numbers += found[one.index].numbers
            else:
                numbers.append(_number(_evaluate(one, found)))
        return _sound(function(numbers))

    return aggregate


def _of_numbers(function: Callable[..., Value]) -> _Function:
    def apply(arguments: Sequence[Node], found: Sequence[Range]) -> Value:
        values = [_evaluate(one, found) for one in arguments]
        numbers = [_number(one) for one in values]
        try:
            return function(*numbers)
        except (TypeError, ValueError, ArithmeticError):
            raise Undecided from None

    return apply


def make_rounding(mode: str) -> Callable[[float, float], float]:
    """Return a rounding of the decimal number that a reader sees, not of its binary neighbour.

    1.005 becomes 1.01 at two digits, as spreadsheets have it; halves go away from zero.
    """

    def round_seen(value: float, digits: float) -> float:
        seen = Decimal(f"{value:.15g}")
        return float(seen.quantize(Decimal(1).scaleb(-int(digits)), rounding=mode))

    return round_seen


ROUNDINGS = {
    "ROUND": make_rounding(ROUND_HALF_UP),
    "ROUNDUP": make_rounding(ROUND_UP),
    "ROUNDDOWN": make_rounding(ROUND_DOWN),
}

_FUNCTIONS: dict[str, _Function] = {
    "IF": _if,
    "IFERROR": _iferror,
    "ISBLANK": _test(lambda value: value is None),
    "ISERROR": _test(lambda value: isinstance(value, ErrorValue)),
    "ISNUMBER": _test(lambda value: isinstance(value, float)),
    "SUBTOTAL": _subtotal,
    "SUM": _over_numbers(math.fsum),
    "AVERAGE": _over_numbers(
        lambda numbers: math.fsum(numbers) / len(numbers) if numbers else ErrorValue.DIV0
    ),
    "MIN": _over_numbers(lambda numbers: min(numbers, default=0.0)),
    "MAX": _over_numbers(lambda numbers: max(numbers, default=0.0)),
    **{name: _of_numbers(function) for name, function in ROUNDINGS.items()},
    "ABS": _of_numbers(abs),
    "INT": _of_numbers(lambda value: float(math.floor(float(f"{value:.15g}")))),
    "AND": _of_numbers(lambda *values: all(values)),
    "OR": _of_numbers(lambda *values: any(values)),
    "NOT": _of_numbers(lambda value: not value),
}
