"""The report in order: the outline filled with an office-year's values, everything numbered.

Documents that are not filled in by a template of the office's own (the web page, the data file,
the Daftar Asal Angka) are made from this list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
from lkjip_xl.outputs.narrative.text import Text


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
    return tuple(_number(_fill(planned, report)) for planned in OUTLINE)


def _fill(planned: PlannedChapter, report: Report) -> Chapter:
    sections = (one for section in planned.sections for one in _sections(section, report))
    return Chapter(
        judul=planned.judul,
        number=planned.number,
        is_annex=planned.is_annex,
        sections=tuple(sections),
    )


def _sections(planned: PlannedSection, report: Report) -> Iterator[Section]:
    if planned.when and not report.holds(planned.when):
        return
    for own in report.each(planned.each) if planned.each else (report,):
        yield Section(own.say(planned.judul), tuple(_blocks(planned.parts, own)), planned.level)


def _blocks(parts: Iterable[Part], report: Report) -> Iterator[Block]:
    for part in parts:
        match part:
            case Said(pattern):
                yield Paragraph(report.say(pattern))
            case Told(name):
                yield from (Paragraph(one) for one in report.texts(name) if one)
            case Items(patterns):
                yield Points(tuple(map(report.say, patterns)))
            case Listed(name):
                if items := report.texts(name):
                    yield Points(items)
            case Tabled(judul, name, note):
                yield TableBlock(report.say(judul), report.table(name), str(report.say(note)))
            case Drawn(name):
                yield from map(ChartBlock, report.charts(name))
            case Signed():
                yield Signature(tuple(filter(None, map(report.say, SIGNATURE))))
            case Only(name, inner):
                if report.holds(name):
                    yield from _blocks(inner, report)


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
