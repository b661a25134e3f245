"""What a chapter is made of before an office-year's values are put in.

Words are patterns: ``{tahun}`` stands for the value of that name.  The names are those under which
``name_values`` gives the report's values, and which the tags of a Word template bear.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of fixed words; one that ``leads`` stays on the page of what it introduces."""

    pattern: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The sentence, or the paragraphs, of a value."""

    name: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered list of fixed words."""

    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A numbered list of a value's paragraphs."""

    name: str


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table with its caption, and a note below."""

    judul: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart, or several; each brings its own caption."""

    name: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The lines below which the head of the office signs."""


@dataclass(frozen=True, slots=True)
class Only:
    """Parts that stand only where a value is true, or not empty."""

    name: str
    parts: tuple[Part, ...]


Part = Said | Told | Items | Listed | Tabled | Drawn | Signed | Only

#: Place and date, rank, name, grade, number.
SIGNATURE = (
    "{kota}, {tanggal}",
    "{jabatan_kepala},",
    "{nama_kepala}",
    "{pangkat}",
    "NIP. {nip}",
)


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """Level 1 is numbered A, B, C, 2 is numbered 1, 2, 3, 3 has a name but no number.

    Level 0 stands directly under the chapter's title and has no title of its own.  A section stands
    only where the value named by ``when`` is true, and once for each item of the one named by
    ``each``; there the item's own fields are names, too.
    """

    judul: str
    parts: tuple[Part, ...] = ()
    level: int = 1
    when: str = ""
    each: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChapter:
    """``number`` is the number of a BAB, 0 for the parts before and behind them."""

    judul: str
    sections: tuple[PlannedSection, ...]
    number: int = 0
    is_annex: bool = False


def opening(*parts: Part) -> PlannedSection:
    """Return what stands directly under a chapter's title."""
    return PlannedSection("", parts, 0)
