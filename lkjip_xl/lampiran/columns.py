"""Names the columns of a located table by their labels: field, year, quarter, month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lkjip_xl.domain.field import Field, Key, Kind
from lkjip_xl.domain.kata import PERSEN
from lkjip_xl.domain.rencana_aksi import Triwulan
from lkjip_xl.lampiran.labels import MONTHS, PHRASES, VOCABULARY
from lkjip_xl.tables.header import Column, Header
from lkjip_xl.tables.text import mend_words, squash

_TRIWULAN = re.compile(r"\b(?:tw|triwulan|tri\s*wulan|trw)\b\.?\s*\b(i{1,3}v?|iv|[1-4])\b", re.I)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONEY = frozenset(["rp", "rupiah", "anggaran", "pagu", "dana", "keuangan", "belanja", "apbd"])
_PERCENT = PERSEN | {"tingkat"}
_ACHIEVED = frozenset(["capaian", "pencapaian"])
_LEVEL_WORDS = frozenset({"program", "kegiatan", "subkegiatan"})
_NEUTRAL = re.compile(r"\([^)]*\)|(?<!\d)20\d\d(?!\d)|\btahun\b|\bta\b|\brp\b\.?|\brupiah\b", re.I)
_FIGURE_WORDS = frozenset(
    [
        "target",
        "realisasi",
        "capaian",
        "pencapaian",
        "serapan",
        "penyerapan",
        "pagu",
        "anggaran",
        "kinerja",
        "k",
        "rp",
        "p",
        *PERSEN,
        "sisa",
        "rencana",
    ]
)
_SCALES = (
    (re.compile(r"\bjuta(?:an)?\b|\bjt\b", re.I), 6),
    (re.compile(r"\bribu(?:an)?\b", re.I), 3),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedColumn:
    """A column whose meaning is known.

    ``year`` is 0 where the labels name no year.  ``scale`` is the power of ten the label promises.
    ``cell`` is the row and column of the lowest label, ``number_row`` the row of the number.
    ``is_open`` marks a capaian that its label alone does not tell from a realisasi.
    """

    index: int
    field: Field
    year: int = 0
    label: str = ""
    number: str = ""
    scale: int = 0
    cell: tuple[int, int] = (0, 0)
    number_row: int = 0
    is_open: bool = False

    @property
    def key(self) -> Key:
        return self.field, self.year

    @property
    def name(self) -> str:
        """The key as one word, as blank forms and listings write it."""
        return f"{self.field} {self.year}" if self.year else self.field.value

    @property
    def said(self) -> str:
        """What it holds, and the year that its labels name, in a sentence."""
        return f"{self.field.label} {self.year}" if self.year else self.field.label

    @property
    def kind(self) -> Kind:
        """What its figures count; without a meaning for a column of texts."""
        return self.field.kind or Kind.KINERJA

    @property
    def is_figure(self) -> bool:
        return self.field.kind is not None

    @property
    def is_month(self) -> bool:
        return self.field.bulan is not None


@dataclass(frozen=True, slots=True)
class Columns:
    """The named columns of one table, from left to right, and the title above it."""

    columns: tuple[NamedColumn, ...]
    title: str = ""

    def __iter__(self) -> Iterator[NamedColumn]:
        return iter(self.columns)

    def has(self, *fields: Field) -> bool:
        """Tell whether all the fields have a column."""
        present = {column.field for column in self.columns}
        return all(field in present for field in fields)

    def has_any(self, *fields: Field) -> bool:
        return any(column.field in fields for column in self.columns)

    def years(self, field: Field) -> tuple[int, ...]:
        """Return the years that a field has columns for, in order."""
        return tuple(sorted({c.year for c in self.columns if c.field == field and c.year}))

    def first(self, field: Field) -> NamedColumn | None:
        return next((column for column in self.columns if column.field == field), None)

    @property
    def months(self) -> int:
        return sum(column.is_month for column in self.columns)


def name_columns(header: Header) -> Columns:
    """Return the columns of a header that have a meaning; the others are left out."""
    named = [column for column in map(_name, header.columns) if column is not None]
    named = _resolve_achieved(named)
    named = _resolve_money(named)
    named = _add_perempuan(named, header)
    named = _part_item_columns(named)
    return Columns(tuple(_drop_doubles(named)), header.title)


def _name(column: Column) -> NamedColumn | None:
    field = _field_of(column)
    if field is None:
        return None
    return NamedColumn(
        index=column.index,
        field=field,
        year=column.year or 0,
        label=column.label,
        number=column.number,
        scale=_scale_of(column.label) if field.is_money else 0,
        cell=column.cell,
        number_row=column.number_row,
        is_open=field is Field.CAPAIAN and not _figure_words(column) & _PERCENT,
    )


def _field_of(column: Column) -> Field | None:
    levels = {squash(text) for text in column.path}
    if len(levels) > 1 and levels <= _LEVEL_WORDS:
        return Field.ITEM
    month = MONTHS.get(squash(column.path[-1]))
    if month is not None:
        return Field(month.value)
    triwulan = _triwulan(column.label)
    if triwulan is not None:
        return _quarter_field(column, triwulan)
    for text in reversed(column.path):
        field = PHRASES.get(squash(text)) or PHRASES.get(squash(_NEUTRAL.sub(" ", text)))
        if field is not None:
            return field
        if _FIGURE_WORDS & _words(text):
            break
    if _is_text_label(column):
        return Field.INDIKATOR if "indikator" in column.label.lower() else Field.SATUAN
    return _figure_field(column) or _contained(column)


def _words(label: str) -> set[str]:
    return set(mend_words(label, VOCABULARY.words))


def _figure_words(column: Column) -> set[str]:
    """Return the words that say what a column's figures count.

    A label over columns of both, such as "Realisasi Kinerja dan Anggaran", does not say which of
    the two stands below it.
    """
    over_both = [text for text in column.path[:-1] if _names_both(text)]
    if not over_both:
        return _words(column.label)
    own = " ".join(text for text in column.path if text not in over_both)
    shared = {word for text in over_both for word in _words(text)}
    return _words(own) | (shared - _MONEY - {"kinerja"})


def _names_both(label: str) -> bool:
    words = _words(label)
    return "kinerja" in words and bool(words & _MONEY)


def _is_text_label(column: Column) -> bool:
    words = _words(column.path[-1])
    return bool(words & {"indikator", "satuan"}) and not words & {"target", "realisasi", "capaian"}


def _triwulan(label: str) -> Triwulan | None:
    match = _TRIWULAN.search(label)
    if match is None:
        return None
    text = match[1].lower()
    number = _ROMAN.get(text) or (int(text) if text.isdigit() else 0)
    return Triwulan(number) if number else None


def _quarter_field(column: Column, triwulan: Triwulan) -> Field:
    words = _figure_words(column)
    if words & _PERCENT:
        part = Field.CAPAIAN
    elif words & _MONEY:
        part = Field.REALISASI_ANGGARAN if Field.REALISASI in words else Field.ANGGARAN
    else:
        part = Field.REALISASI if words & ({"realisasi"} | _ACHIEVED) else Field.TARGET
    return part.in_quarter(triwulan)


def _figure_field(column: Column) -> Field | None:
    """Name a column of figures by the words of its labels."""
    words = _figure_words(column)
    money = bool(words & _MONEY)
    percent = bool(words & _PERCENT)
    if "sisa" in words:
        return Field.SISA
    if words & {"serapan", "penyerapan"} and (percent or not words & {"target", "realisasi"}):
        return Field.SERAPAN
    bare = all(word in _PERCENT or word.isdigit() or word == "tahun" for word in words)
    if percent and (bare or words & (_ACHIEVED | {"realisasi", "kinerja", "%"})):
        return Field.SERAPAN if money else Field.CAPAIAN
    if words & _ACHIEVED:
        return Field.REALISASI_ANGGARAN if money else Field.CAPAIAN
    if "realisasi" in words:
        return Field.REALISASI_ANGGARAN if money else Field.REALISASI
    if "target" in words:
        return Field.PAGU if money else Field.TARGET
    if money:
        return Field.PAGU
    return Field.KINERJA if words & {"kinerja", "k"} else None


def _contained(column: Column) -> Field | None:
    """Name a column by the longest known label that its own label contains."""
    label = squash(column.path[-1])
    phrase = max((p for p in PHRASES if len(p) > 4 and p in label), key=len, default="")
    return PHRASES[phrase] if phrase and len(phrase) >= 0.5 * len(label) else None


def _resolve_achieved(named: Sequence[NamedColumn]) -> list[NamedColumn]:
    """Decide what "Capaian" without a per cent sign is.

    Beside a column of percentages and without a column called realisasi it is the realisasi, as in
    the annexes of several years; otherwise it is the capaian.
    """
    fields = {column.field for column in named if not column.is_open}
    is_realisasi = Field.REALISASI not in fields and Field.CAPAIAN in fields
    return [
        replace(column, field=Field.REALISASI if is_realisasi else Field.CAPAIAN)
        if column.is_open
        else column
        for column in named
    ]


def _resolve_money(named: Sequence[NamedColumn]) -> list[NamedColumn]:
    """Read "Realisasi" and "%" beside a pagu as money where the label does not say."""
    if not any(column.field == Field.PAGU for column in named):
        return list(named)
    return [
        replace(column, field=_MONEY_TWIN[column.field], scale=_scale_of(column.label))
        if column.field in _MONEY_TWIN and _belongs_to_money(named, position)
        else column
        for position, column in enumerate(named)
    ]


def _belongs_to_money(named: Sequence[NamedColumn], position: int) -> bool:
    """Tell whether a column measures the pagu, not the target.

    Of two columns with one label each measures what stands before it, else the second measures the
    pagu.  A single one does so where the table has no target; beside indicators it also has to
    stand to the right of the pagu of its year, or it is what the indicator reached.
    """
    column = named[position]
    twins = [i for i, c in enumerate(named) if (c.field, c.year) == (column.field, column.year)]
    bases = [_base_before(named, i) for i in twins]
    if len(twins) > 1:
        parted = {Field.PAGU, Field.TARGET} <= set(bases)
        own = bases[twins.index(position)]
        return own == Field.PAGU if parted else own is not None and position != twins[0]
    fields = {other.field for other in named}
    if fields & {Field.TARGET, Field.KINERJA}:
        return False
    before = {c.year for c in named[:position] if c.field == Field.PAGU}
    return Field.INDIKATOR not in fields or bool(before & {column.year, 0})


def _base_before(named: Sequence[NamedColumn], position: int) -> Field | None:
    """Return what a percentage or realisasi measures by its place: the last of these before it."""
    before = (column.field for column in reversed(named[:position]))
    return next(
        (field for field in before if field in (Field.PAGU, Field.TARGET, Field.KINERJA)), None
    )


def _scale_of(label: str) -> int:
    return next((power for pattern, power in _SCALES if pattern.search(label)), 0)


_MONEY_TWIN = {Field.REALISASI: Field.REALISASI_ANGGARAN, Field.CAPAIAN: Field.SERAPAN}


def _add_perempuan(named: Sequence[NamedColumn], header: Header) -> list[NamedColumn]:
    """Read "P" right of "L" as the count of women; elsewhere "P" is short for other words."""
    after = {column.index + 1 for column in named if column.field == Field.LAKI_LAKI}
    women = [
        NamedColumn(index=column.index, field=Field.PEREMPUAN, label=column.label, cell=column.cell)
        for column in header.columns
        if column.index in after and squash(column.path[-1]) == "p"
    ]
    return sorted([*named, *women], key=lambda column: column.index) if women else list(named)


def _part_item_columns(named: Sequence[NamedColumn]) -> list[NamedColumn]:
    """Part one label merged over three columns into program, kegiatan and sub kegiatan."""
    items = [column for column in named if column.field == Field.ITEM]
    same = len({column.label for column in items}) == 1
    adjacent = (
        [c.index for c in items] == list(range(items[0].index, items[0].index + 3))
        if items
        else False
    )
    if len(items) != 3 or not same or not adjacent:
        return list(named)
    levels = iter((Field.PROGRAM, Field.KEGIATAN, Field.SUB_KEGIATAN))
    return [
        replace(column, field=next(levels)) if column.field == Field.ITEM else column
        for column in named
    ]


def _drop_doubles(named: Sequence[NamedColumn]) -> Iterator[NamedColumn]:
    """Yield each field and year once: the leftmost column has it."""
    seen: set[tuple[str, int]] = set()
    for column in named:
        key = (column.field, column.year)
        if key not in seen:
            seen.add(key)
            yield column
