"""Numbers that are stored as texts and can be read in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lkjip_xl.domain.quantity import Doubt, Figure, Reading, format_number
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.perbaikan.records import Diserahkan, Perbaikan
from lkjip_xl.rules.cells import figures_of, tables_of
from lkjip_xl.rules.rule import Context
from lkjip_xl.tables.numbers import read_figure, read_text

#: Doubts that leave one reading.
_HARMLESS = frozenset({Doubt.DECIMAL_POINT, Doubt.THOUSANDS_COMMA, Doubt.SUFFIX})

#: What surrounds the digits, where a number format can show it again.
_PARTS = re.compile(
    r"(?P<before>(?:Rp|IDR)\.?\s*)?(?P<digits>[-+]?\d[\d.,]*?)(?P<after>[.,]?-+|[.,]\s*=|[.,])?"
    r"\s*(?P<percent>%)?\Z",
    re.IGNORECASE,
)
_LEADING_ZERO = re.compile(r"[-+]?0\d")
_ONE_MARK = re.compile(r"[-+]?\d{1,3}[.,]\d{3}\Z")


def normalise_texts(
    context: Context, told: Mapping[CellRef, Finding]
) -> Iterator[Perbaikan | Diserahkan]:
    """Yield each text that is a number, mended, or with the reason why people must read it.

    Args:
        context: the book.
        told: the finding about a cell, by its address.
    """
    tables = tables_of(context)
    for cell in figures_of(context):
        figure = cell.figure
        if not figure.as_text or figure.value is None or figure.reading is not Reading.NUMBER:
            continue
        if cell.lampiran.form.allows_words or cell.column.is_month or tables.formula(cell):
            continue
        if cell.row in context.shifted or tables.figure(cell.cell) is None:
            continue
        reason = _why_doubtful(cell)
        if reason:
            yield Diserahkan(cell.cell, cell.row.subject, f"“{figure.written}” {reason}")
        else:
            yield from _normalise(cell, told.get(cell.cell))


def _why_doubtful(cell: Sel) -> str:
    """Say why a text may mean another number, empty where it cannot."""
    figure, written = cell.figure, cell.figure.written
    if figure.alternative is not None or Doubt.AMBIGUOUS in figure.doubts:
        return "dapat dibaca sebagai ribuan atau desimal"
    odd = [doubt for doubt in figure.doubts if doubt not in _HARMLESS]
    if odd:
        return f"hanya terbaca dengan menafsirkannya: {odd[0]}"
    match = _PARTS.match(written)
    if match is None or _LEADING_ZERO.match(match["digits"]) or match["digits"][0] == "+":
        return "memuat tanda yang tidak dapat ditampilkan oleh format angka"
    if cell.field.is_money:
        return _why_doubtful_amount(cell, match["digits"])
    return ""


def _why_doubtful_amount(cell: Sel, digits: str) -> str:
    """An amount has whole rupiah: one mark before three digits parts thousands, if it is a dot."""
    if _ONE_MARK.match(digits) and ("," in digits or cell.column.scale):
        return "dapat dibaca sebagai ribuan atau desimal"
    if Doubt.DECIMAL_POINT in cell.figure.doubts and not cell.column.scale:
        return "bertitik desimal, padahal rupiah jarang berpecahan"
    return ""


def _normalise(cell: Sel, finding: Finding | None) -> Iterator[Perbaikan]:
    written = cell.figure.written
    match = _PARTS.match(written)
    plain = read_text(written, cell.column.kind)
    if match is None or plain.value is None:
        return
    stored = float(plain.value / 100 if plain.percent else plain.value)
    number_format = _format_like(match, plain)
    again = read_figure(stored, number_format, cell.column.kind, cell.column.scale)
    if (again.value, again.decimals) != (cell.figure.value, cell.figure.decimals):
        return  # no number format shows it as it was written
    becomes = format_number(
        plain.value, plain.decimals, grouped=_is_grouped(match["digits"], plain)
    )
    yield Perbaikan(
        at=cell.cell,
        item=cell.row.subject,
        field=cell.field,
        written=written,
        becomes=becomes + ("%" if plain.percent else ""),
        value=stored,
        reason="angka tersimpan sebagai teks, sehingga tidak ikut dihitung rumus; nilainya tetap",
        number_format=number_format,
        code="" if finding is None else finding.code,
        name="" if finding is None else finding.name,
    )


def _is_grouped(digits: str, plain: Figure) -> bool:
    """Tell whether one of the marks parts thousands."""
    return digits.count(".") + digits.count(",") > (1 if plain.decimals else 0)


def _format_like(match: re.Match[str], plain: Figure) -> str:
    """Return the number format that shows a number as the text did."""
    code = "#,##0" if _is_grouped(match["digits"], plain) else "0"
    if plain.decimals:
        code += "." + "0" * plain.decimals
    if plain.percent:
        return code + "%"
    before, after = match["before"] or "", match["after"] or ""
    if before:
        code = f'"{before}"{code}'
    return f'{code}"{after}"' if len(after) > 1 else code
