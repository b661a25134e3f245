"""The report in order: the outline filled with an office-year's values, everything numbered.

Documents that are not filled in by a template of the office's own (the web page, the data file,
the Daftar Asal Angka) are made from this list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from lkjip_xl.outputs.narrative.capaian import UraianIndikator
from lkjip_xl.outputs.narrative.chart import Chart
from lkjip_xl.outputs.narrative.outline import OUTLINE
from lkjip_xl.outputs.narrative.outline.parts import (
    SIGNATURE,
    Drawn,
    Items,
    Listed,
    Only,
    Part,
    PlannedChapter,
    PlannedSection,
    Said,
    Signed,
    Tabled,
    Told,
)
from lkjip_xl.outputs.narrative.report import Report
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.outputs.narrative.text import Text, say, text
from lkjip_xl.outputs.narrative.values import Value, name_values


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Points:
    """A numbered list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Place and date, rank, name: the lines below which the report is signed."""

    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with its caption; ``label`` is ``Tabel 3.1``, empty in an annex."""

    judul: Text
    table: Table
    note: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with its caption; ``label`` is ``Gambar 3.1``."""

    chart: Chart
    label: str = ""

    @property
    def judul(self) -> Text:
        return self.chart.judul


Item = TypeVar("Item")
_ROMAN = ("", "I", "II", "III", "IV", "V")
Block = Paragraph | Points | Signature | TableBlock | ChartBlock


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the outline with its words, blocks and number; see ``PlannedSection``."""

    judul: Text
    blocks: tuple[Block, ...]
    level: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """``number`` is the number of a BAB, 0 for the parts before and behind them."""

    judul: str
    sections: tuple[Section, ...]
    number: int = 0
    is_annex: bool = False

    @property
    def label(self) -> str:
        return f"BAB {_ROMAN[self.number]}" if self.number else ""

    def captioned(self, word: str) -> Iterator[TableBlock | ChartBlock]:
        """Yield the tables, or figures, that have a number: ``Tabel`` or ``Gambar``."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, TableBlock | ChartBlock) and block.label.startswith(word):
                    yield block


def list_chapters(report: Report) -> tuple[Chapter, ...]:
    """Return the chapters in order, their sections, tables and charts numbered."""
    values = _Values(name_values(report))
    return tuple(_number(_fill(planned, values)) for planned in OUTLINE)


class _Values:
    """The values of a report, asked for as the parts of the outline need them."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values
        self._words = {name: one for name, one in values.items() if isinstance(one, Text)}

    def say(self, pattern: str) -> Text:
        return say(pattern, **self._words)

    def holds(self, name: str) -> bool:
        return bool(self._values[name])

    def texts(self, name: str) -> tuple[Text, ...]:
        value = self._values[name]
        return (value,) if isinstance(value, Text) else tuple(_only(Text, value))

    def table(self, name: str) -> Table:
        value = self._values[name]
        if not isinstance(value, Table):
            raise TypeError(f"{name} is no table")
        return value

    def charts(self, name: str) -> tuple[Chart, ...]:
        return tuple(_only(Chart, self._values[name]))

    def each(self, name: str) -> Iterator[_Values]:
        """Yield the values beside those of each item of a list."""
        for item in _only(UraianIndikator, self._values[name]):
            yield _Values({**self._values, "nama": text(item.nama), "uraian": item.uraian})


def _only(kind: type[Item], value: Value) -> Iterator[Item]:
    if isinstance(value, tuple):
        yield from (one for one in value if isinstance(one, kind))


def _fill(planned: PlannedChapter, values: _Values) -> Chapter:
    sections = (one for section in planned.sections for one in _sections(section, values))
    return Chapter(
        judul=planned.judul,
        number=planned.number,
        is_annex=planned.is_annex,
        sections=tuple(sections),
    )


def _sections(planned: PlannedSection, values: _Values) -> Iterator[Section]:
    if planned.when and not values.holds(planned.when):
        return
    for own in values.each(planned.each) if planned.each else (values,):
        yield Section(own.say(planned.judul), tuple(_blocks(planned.parts, own)), planned.level)


def _blocks(parts: Iterable[Part], values: _Values) -> Iterator[Block]:
    for part in parts:
        match part:
            case Said(pattern):
                yield Paragraph(values.say(pattern))
            case Told(name):
                yield from (Paragraph(one) for one in values.texts(name) if one)
            case Items(patterns):
                yield Points(tuple(map(values.say, patterns)))
            case Listed(name):
                if items := values.texts(name):
                    yield Points(items)
            case Tabled(judul, name, note):
                yield TableBlock(values.say(judul), values.table(name), str(values.say(note)))
            case Drawn(name):
                yield from map(ChartBlock, values.charts(name))
            case Signed():
                yield Signature(tuple(filter(None, map(values.say, SIGNATURE))))
            case Only(name, inner):
                if values.holds(name):
                    yield from _blocks(inner, values)


def _number(chapter: Chapter) -> Chapter:
    """Number the sections, and the tables and charts where the chapter has a number."""
    counts: dict[object, int] = {}

    def next_of(kind: object) -> int:
        counts[kind] = counts.get(kind, 0) + 1
        return counts[kind]

    def labelled(block: Block) -> Block:
        if isinstance(block, TableBlock) and chapter.number:
            return replace(block, label=f"Tabel {chapter.number}.{next_of('tabel')}")
        if isinstance(block, ChartBlock) and chapter.number:
            return replace(block, label=f"Gambar {chapter.number}.{next_of('gambar')}")
        return block

    sections = []
    for section in chapter.sections:
        label = ""
        if chapter.is_annex:
            label = f"Lampiran {next_of('lampiran')}."
        elif section.level in (1, 2):
            counts[section.level + 1] = 0
            number = next_of(section.level)
            label = f"{chr(64 + number)}." if section.level == 1 else f"{number}."
        sections.append(replace(section, label=label, blocks=tuple(map(labelled, section.blocks))))
    return replace(chapter, sections=tuple(sections))
