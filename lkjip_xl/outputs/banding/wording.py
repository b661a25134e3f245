"""Words that tell a change: figures, texts and cells, old → new."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.quantity import Figure, format_number, format_persen, round_to
from lkjip_xl.figures.versions.changes import FigureChange
from lkjip_xl.location import CellRef
from lkjip_xl.tables.text import tidy

#: Letters of a text that are shown unless all details are asked for.
_MOST_LETTERS = 72
#: Letters that both texts share which stand before the first that differ.
_LEAD = 16

BLANK = "kosong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How much is told: ``detailed`` also what is only written otherwise, and texts in full."""

    detailed: bool = False
    quiet: bool = False
    colour: bool = False


def name_place(cell: CellRef, *, with_file: bool) -> str:
    """Return a cell with its sheet: ``Tabel 3.1!I45``."""
    place = f"{cell.sheet}!{cell.a1}"
    return f"{cell.file}, {place}" if with_file else place


def show_figure(figure: Figure) -> str:
    return BLANK if figure.is_blank else tidy(figure.written)


def show_difference(change: FigureChange) -> str:
    """Return how much more or less it is, of money in per cent as well; empty for no number."""
    difference = change.difference
    decimals = max(change.old.decimals, change.new.decimals, 0)
    if difference is None or not round_to(difference, decimals):
        return ""
    word = "naik" if difference > 0 else "turun"
    percent = change.percent
    share = "" if percent is None else f" ({format_persen(abs(percent))})"
    return f"; {word} {format_number(abs(difference), decimals)}{share}"


def show_texts(old: str, new: str, style: Style) -> tuple[str, str]:
    """Return two texts in quotes, long ones from shortly before the first letter that differs."""
    old, new = tidy(old), tidy(new)
    start = 0
    if max(len(old), len(new)) > _MOST_LETTERS and not style.detailed:
        start = max(_shared(old, new) - _LEAD, 0)
    return _quoted(old, start, style), _quoted(new, start, style)


def _shared(old: str, new: str) -> int:
    """Return how many letters two texts have in common at their start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (one, other) in pairs if one != other), min(len(old), len(new)))


def _quoted(text: str, start: int, style: Style) -> str:
    if not text:
        return BLANK
    text = f"…{text[start:]}" if start else text
    if not style.detailed and len(text) > _MOST_LETTERS:
        text = text[: _MOST_LETTERS - 1].rstrip() + "…"
    return f"“{text}”"


def show_count(number: int) -> str:
    """Return a count as Indonesians write it: ``1.478``."""
    return format_number(Decimal(number), 0)
