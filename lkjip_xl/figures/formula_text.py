"""A formula's text taken apart: its shape, its references, and what stands in the way of computing.

Two formulas have the same shape when they differ only in the cells they refer to: ``H12/G12*100``
and ``'Tabel 3.4'!F7/E7*100`` are both ``A1/A2*100``.  A shape is what gets compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from lkjip_xl.location import CellRange, column_number

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class Role(Enum):
    """What a formula does with the values of a reference, as far as text among them matters."""

    PLAIN = auto()
    #: A whole argument of SUM and its like, which pass over text even if it looks like a number.
    NUMBERS = auto()
    #: A whole argument of COUNTIF and its like.
    CRITERIA = auto()
    #: An operand of arithmetic, where text is turned into a number if it can be.
    ARITHMETIC = auto()


class Reference(NamedTuple):
    """Cells that a formula refers to; an empty ``sheet`` is the formula's own."""

    sheet: str
    cells: CellRange
    role: Role = Role.PLAIN

    @property
    def is_single(self) -> bool:
        return self.cells.is_single

    def is_on(self, sheet: str) -> bool:
        """Tell whether the cells stand on a sheet, seen from a formula there."""
        return not self.sheet or self.sheet.casefold() == sheet.casefold()

    def stand_in(self, number: int) -> str:
        """Return what takes the reference's place in a shape."""
        return f"A{number}" if self.is_single else f"A{number}:B{number}"


@dataclass(frozen=True, slots=True)
class FormulaText:
    """A formula taken apart.

    ``shape`` names the n-th reference ``An``, or ``An:Bn`` if it spans cells.  ``obstacle`` says in
    Indonesian why the formula cannot be computed here, and is empty where it can.
    """

    shape: str
    references: tuple[Reference, ...]
    obstacle: str = ""


#: Functions that pass over text in the cells they are given.
FUNGSI_ANGKA = frozenset((
    "SUM", "AVERAGE", "MIN", "MAX", "COUNT", "PRODUCT", "SUMPRODUCT", "MEDIAN", "LARGE", "SMALL",
    "ISNUMBER",
))  # fmt: skip
FUNGSI_SYARAT = frozenset((
    "COUNTIF", "COUNTIFS", "SUMIF", "SUMIFS", "AVERAGEIF", "AVERAGEIFS",
))  # fmt: skip
FUNGSI_HITUNG = frozenset((
    "ROUND", "ROUNDUP", "ROUNDDOWN", "ABS", "INT", "MOD", "SQRT", "SIGN", "POWER", "TRUNC",
    "CEILING", "FLOOR",
))  # fmt: skip
FUNGSI_LAIN = frozenset((
    "IF", "IFS", "IFERROR", "IFNA", "AND", "OR", "NOT", "TRUE", "FALSE", "COUNTA", "ISBLANK",
    "ISERROR", "ISTEXT", "VLOOKUP", "HLOOKUP", "INDEX", "MATCH", "CHOOSE", "LEN", "UPPER", "LOWER",
    "LEFT", "RIGHT", "MID", "TRIM", "CONCATENATE", "N", "PI",
))  # fmt: skip
#: Only what was compared with a spreadsheet program; the rest stays uncomputed and is reported.
FUNGSI_DIKENAL = FUNGSI_ANGKA | FUNGSI_SYARAT | FUNGSI_HITUNG | FUNGSI_LAIN

_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_COLUMNS = r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}"
_ROWS = r"\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6}"
_SHEET = r"(?:'(?:[^']|'')+'|[\w.\[\]]+)"
_TOKEN = re.compile(
    rf"""
      (?P<string>"(?:[^"]|"")*")
    | (?:{_SHEET}!)?(?P<error>\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!))
    | (?P<reference>(?:(?P<sheet>{_SHEET})!)?
        (?P<cells>{_CELL}:{_CELL}|{_COLUMNS}|{_ROWS}|{_CELL})(?![\w.(!\[]))
    | (?P<function>[A-Za-z_][\w.]*)\s*\(
    | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)
    | (?P<name>(?:{_SHEET}!|\[[^\]]*\]!?)?[\w.\\]+(?:\[(?:[^\[\]]|\[[^\]]*\])*\])?)
    | (?P<space>\s+)
    | (?P<operator><=|>=|<>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ARITHMETIC = frozenset("+-*/^%")
#: Criteria that the library gets wrong: "not equal", wildcards, and those that match blank cells.
_HARD_CRITERION = re.compile(r'"(?:<>.*|.*[*?~].*)"\Z', re.DOTALL)
_BARE_CRITERION = re.compile(r'"[<>=]*"\Z')  # hard unless & adds what to compare with


class Token(NamedTuple):
    """A piece of a formula; ``kind`` is the name of its group in the pattern."""

    kind: str
    text: str
    sheet: str = ""


class _Placed(NamedTuple):
    """A token, the texts beside it, and the function whose arguments it is among."""

    token: Token
    before: str
    after: str
    function: str


@lru_cache(maxsize=4_096)
def take_apart(formula: str) -> FormulaText:
    """Return the shape and the references of a formula, as files store it but without ``=``."""
    tokens = list(_place(read_tokens(formula)))
    obstacle = next(filter(None, map(_find_obstacle, tokens)), "")
    if obstacle:
        return FormulaText("", (), obstacle)
    references: dict[Reference, int] = {}
    pieces = []
    for one in tokens:
        text = one.token.text
        if one.token.kind == "reference":
            reference = Reference(one.token.sheet, read_cells(text), _find_role(one))
            text = reference.stand_in(references.setdefault(reference, len(references) + 1))
        pieces.append(text)
    return FormulaText("".join(pieces), tuple(references))


def _place(tokens: Sequence[Token]) -> Iterator[_Placed]:
    enclosing: list[str] = []  # a plain parenthesis has no name
    texts = ["", *(token.text for token in tokens), ""]
    for index, token in enumerate(tokens):
        yield _Placed(token, texts[index], texts[index + 2], enclosing[-1] if enclosing else "")
        if token.kind == "function":
            enclosing.append(token.text[:-1])
        elif token.text == "(":
            enclosing.append("")
        elif token.text == ")" and enclosing:
            enclosing.pop()


def read_tokens(formula: str) -> list[Token]:
    """Return the tokens; white space survives only where it stands between two operands."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(formula):
        kind = match.lastgroup or ""
        if match["reference"]:
            sheet = (match["sheet"] or "").strip("'").replace("''", "'")
            tokens.append(Token("reference", match["cells"], sheet))
        elif match["function"]:
            name = match["function"].upper().removeprefix("_XLFN.").removeprefix("_XLWS.")
            tokens.append(Token("function", f"{name}("))
        elif match["number"]:
            tokens.append(Token("number", f"{Decimal(match['number']):f}"))
        else:
            tokens.append(Token(kind, match[kind]))
    return [token for token in _mark_intersections(tokens) if token.kind != "space"]


def _mark_intersections(tokens: Sequence[Token]) -> list[Token]:
    """Turn the space between two operands, which is an operator of its own, into one."""
    marked = list(tokens)
    for index in range(1, len(tokens) - 1):
        before, token, after = tokens[index - 1 : index + 2]
        ends = before.kind == "reference" or before.text == ")"
        starts = after.kind in ("reference", "function") or after.text == "("
        if token.kind == "space" and ends and starts:
            marked[index] = Token("intersection", " ")
    return marked


def _find_obstacle(one: _Placed) -> str:
    """Return why a token cannot be computed, empty if it can."""
    token = one.token
    match token.kind:
        case "function":
            name = token.text[:-1]
            return "" if name in FUNGSI_DIKENAL else f"fungsi {name} tidak didukung"
        case "reference" if "[" in token.sheet:
            return "merujuk buku kerja lain"
        case "reference" if ":" in token.sheet:
            return "merujuk beberapa lembar sekaligus"
        case "name" if token.text.startswith(("[", "'[")):
            return "merujuk buku kerja lain"
        case "name" if token.text.upper() not in ("TRUE", "FALSE"):
            return f"nama {token.text.strip()} tidak didukung"
        case "string" if one.function in FUNGSI_SYARAT and (
            _HARD_CRITERION.match(token.text)
            or (_BARE_CRITERION.match(token.text) and one.after != "&")
        ):
            return f"syarat {token.text} tidak didukung"
        case "intersection":
            return "irisan rentang tidak didukung"
        case "operator" if token.text in "{}@#;:!":
            return f"tanda {token.text} tidak didukung"
        case "operator" if token.text == "," and not one.function:
            return "gabungan rentang tidak didukung"
    return ""


def _find_role(one: _Placed) -> Role:
    if one.before in _ARITHMETIC or one.after in _ARITHMETIC:
        return Role.ARITHMETIC
    is_whole_argument = one.before[-1:] in ("(", ",") and one.after in (")", ",")
    if not is_whole_argument:
        return Role.PLAIN
    if one.function in FUNGSI_ANGKA:
        return Role.NUMBERS
    if one.function in FUNGSI_SYARAT:
        return Role.CRITERIA
    return Role.ARITHMETIC if one.function in FUNGSI_HITUNG else Role.PLAIN


def read_cells(text: str) -> CellRange:
    """Return the cells of a reference; whole columns and rows reach to the sheet's edge."""
    plain = text.replace("$", "")
    first, _, last = plain.partition(":")
    if last.isalpha():
        columns = sorted((column_number(first), column_number(last)))
        return CellRange(1, columns[0], LAST_ROW, columns[1])
    if last.isdigit():
        rows = sorted((int(first), int(last)))
        return CellRange(rows[0], 1, rows[1], LAST_COLUMN)
    return CellRange.parse(plain)
