"""Reads a located form: its rows, their levels, their figures, and the tree they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import compress
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import NO_JALUR, Evidence, Jalur, Level
from lkjip_xl.domain.kode import is_akun, normalise_kode, split_kode
from lkjip_xl.domain.quantity import BLANK, Figure, Reading
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.doubts import doubt_scale, settle_doubts
from lkjip_xl.lampiran.items import build_items
from lkjip_xl.lampiran.locating import Located
from lkjip_xl.lampiran.meaning import is_kode
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.tables.numbers import read_figure
from lkjip_xl.tables.row_facts import Place, RowFacts
from lkjip_xl.tables.text import as_lines, as_text, squash, tidy, words_of

#: A code that a column without a label may hold: other texts, and numbers, mean something else.
_DOTTED = re.compile(r"[0-9Xx]+(?:\.[0-9Xx]+)+\.?\Z")
#: Numbers of the parts of a table, where its rows have 1, 2, 3.
_HEADING = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")
_GOAL = re.compile(r"\s*(?:tujuan|sasaran)(?:\s+strategis)?\s*(?:\w{1,4}\.?)?\s*:", re.I)
_OWN_COLUMN: dict[Field, Level] = {
    Field.TUJUAN: Level.TUJUAN,
    Field.SASARAN: Level.SASARAN,
    Field.PROGRAM: Level.PROGRAM,
    Field.KEGIATAN: Level.KEGIATAN,
    Field.SUB_KEGIATAN: Level.SUB_KEGIATAN,
    Field.SASARAN_PROGRAM: Level.PROGRAM,
    Field.SASARAN_KEGIATAN: Level.KEGIATAN,
    Field.SASARAN_SUB_KEGIATAN: Level.SUB_KEGIATAN,
}
#: A column of names that holds goals as well: ``Tujuan/Sasaran Strategis/Program``.
_HOLDS_GOALS = re.compile(r"\b(?:tujuan|sasaran)\b", re.I)
#: How goals begin: a tujuan with what is to be done, a sasaran with what will have been.
_GOALS = (
    (Level.TUJUAN, re.compile(r"\W*(?:meningkatkan|mewujudkan|memantapkan|menguatkan)\b", re.I)),
    (Level.SASARAN, re.compile(r"\W*(?:me|ter)\w{4,}nya\b", re.I)),
)


_NAME_AND_SATUAN = (Field.INDIKATOR, Field.SATUAN)
#: "Rasio KDRT (rasio)": a few words in brackets behind a name; capitals are a short form of it.
_SATUAN_BEHIND = re.compile(r"(.*\S)\s*\(\s*(?![A-Z/ .]+\s*\))([^()\d]{1,25}?)\s*\)$")


class Table:
    """A located form, ready to be read row by row: what its columns alone tell is found once."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.grid = located.grid
        self.columns = tuple(located.columns)
        self._first = {column.field: column for column in reversed(self.columns)}
        self._kode_columns = _kode_columns(located)
        item = self._first.get(Field.ITEM)
        self._holds_goals = item is not None and _HOLDS_GOALS.search(item.label) is not None
        figures = [column for column in self.columns if column.is_figure]
        self._figures = {row: self._read(row, figures) for row in located.body.rows}
        money = [c.field.is_money and c.field.triwulan is None for c in figures]
        self._has_satuan_in_names = self._find_satuan_in_names()
        self._lowest = _lowest_level(self._first.get(Field.ITEM))
        self._headings = {row for row in located.body.rows if self._is_heading(row)}
        self.facts = [self._facts(row, money) for row in located.body.rows]

    def text(self, row: int, field: Field) -> str:
        """Return a cell's own text on one line; the covered cells of a merge are blank."""
        column = self._first.get(field)
        return "" if column is None else as_text(self.grid.own(row, column.index))

    def rows(self, places: Sequence[Place], jalur: Jalur, year: int) -> Iterator[Baris]:
        """Yield the rows, the path going on from that of the row above."""
        indicators = [self._indikator(row) for row in self.located.body.rows]
        units = [satuan for _, satuan in indicators]
        keys = [(c.field, c.year or year) for c in self.columns if c.is_figure]
        stated = [dict(zip(keys, figures, strict=True)) for figures in self._figures.values()]
        settled = settle_doubts(stated, units)
        for fact, place, (indikator, satuan), own, figures in zip(
            self.facts, places, indicators, stated, settled, strict=True
        ):
            jalur = _extend(jalur, fact, place)
            baris = Baris(
                row=fact.row,
                level=place.level,
                evidence=place.evidence,
                begins_item=place.begins,
                nama=place.name,
                jalur=jalur,
                kode=fact.kode,
                stated_kode=fact.stated_kode,
                indikator=self._own_indikator(fact, indikator),
                satuan=satuan,
                keterangan=tidy(self._shown(fact.row, Field.KETERANGAN)),
                name_place=self._name_place(fact, place),
            )
            read = self._figures[fact.row]
            if figures is not own:
                # Two columns may state one figure of one year; only one of them is looked up by it.
                shown = zip(keys, read, strict=True)
                read = [figures[key] if own[key] is figure else figure for key, figure in shown]
            object.__setattr__(baris, "cells", self._cells(baris, read))
            yield baris

    def _indikator(self, row: int) -> tuple[str, str]:
        """Return a row's indicator and its satuan, which may stand in brackets behind the name."""
        name, satuan = (tidy(self._shown(row, field)) for field in _NAME_AND_SATUAN)
        match = _SATUAN_BEHIND.match(name) if self._has_satuan_in_names else None
        return (match[1], match[2]) if match is not None else (name, satuan)

    def _find_satuan_in_names(self) -> bool:
        """Tell whether a table without a column of satuan has it behind most of its indicators."""
        if Field.SATUAN in self._first or Field.INDIKATOR not in self._first:
            return False
        rows = self.located.body.rows
        names = [name for row in rows if (name := self.text(row, Field.INDIKATOR))]
        behind = [name for name in names if _SATUAN_BEHIND.match(name)]
        return len(behind) > 1 and 2 * len(behind) > len(names)

    def _own_indikator(self, fact: RowFacts, indikator: str) -> str:
        """Return a row's indicator; a heading and a total have none."""
        is_name = fact.is_total and indikator == tidy(fact.name)
        return "" if fact.row in self._headings or is_name else indikator

    def _is_heading(self, row: int) -> bool:
        """Tell whether a text without any figure is a sasaran: by its number, or its own word."""
        own = {field: self.text(row, field) for field in (Field.NO, Field.INDIKATOR, Field.SATUAN)}
        is_apart = _HEADING.fullmatch(own[Field.NO]) or _GOAL.match(own[Field.INDIKATOR])
        has_text = own[Field.INDIKATOR] and not own[Field.SATUAN]
        return bool(is_apart and has_text and all(f.is_blank for f in self._figures[row]))

    def _cells(self, baris: Baris, figures: Iterable[Figure]) -> tuple[Sel, ...]:
        row, rest = baris.row, iter(figures)
        places = [(row, column.index) for column in self.columns]
        if self.grid.merges_on(row):
            places = [self.grid.anchor(*place) for place in places]
        return tuple(
            Sel(baris, column, next(rest), "", place)
            if column.is_figure
            else Sel(baris, column, BLANK, self._text(column, place), place)
            for column, place in zip(self.columns, places, strict=True)
        )

    def _text(self, column: NamedColumn, place: tuple[int, int]) -> str:
        """Return what is stored at a place; what is merged across columns is a label, no text."""
        return as_lines(self.grid.value(*place)) if place[1] == column.index else ""

    def _shown(self, row: int, field: Field) -> str:
        """Return a column's text; one that is merged down holds for each of its rows."""
        column = self._first.get(field)
        return "" if column is None else self._text(column, self.grid.anchor(row, column.index))

    def _read(self, row: int, columns: Sequence[NamedColumn]) -> list[Figure]:
        return [self._figure(row, column) for column in columns]

    def _figure(self, row: int, column: NamedColumn) -> Figure:
        grid = self.grid
        value = grid.own(row, column.index)
        if value is None or (row, column.index) in grid.unfed:
            return self._filled_month(row, column) if column.is_month else BLANK
        look = grid.look(row, column.index)
        figure = read_figure(value, look.number_format, column.kind, column.scale)
        if not grid.has_looks and isinstance(value, float):
            satuan = self._first.get(Field.SATUAN)
            unit = "" if satuan is None else as_text(grid.shown(row, satuan.index))
            figure = doubt_scale(figure, column.kind, unit)
        if column.is_month and figure.reading is Reading.UNREADABLE:
            return replace(figure, value=Decimal(1), reading=Reading.NUMBER, as_text=False)
        return figure

    def _filled_month(self, row: int, column: NamedColumn) -> Figure:
        """Take a filled cell for a month's mark, where the rest of its row is not filled alike."""
        fill = self.grid.look(row, column.index).fill
        plain = self._first.get(Field.SATUAN) or self._first.get(Field.INDIKATOR)
        if not fill or plain is None or self.grid.look(row, plain.index).fill == fill:
            return BLANK
        return Figure(written="(diwarnai)", value=Decimal(1), reading=Reading.NUMBER)

    def _facts(self, row: int, money: Sequence[bool]) -> RowFacts:
        grid = self.grid
        item = self._first.get(Field.ITEM)
        merge = None if item is None else grid.merge_at(row, item.index)
        is_total = row in self.located.body.totals
        kode, name = split_kode(self.text(row, Field.ITEM))
        parted = {
            level: split_kode(text)
            for field, level in _OWN_COLUMN.items()
            if field in self._first and (text := self.text(row, field))
        }
        stated = self._stated_kode(row, with_akun=not parted)
        if row in self._headings:
            parted.setdefault(Level.SASARAN, ("", self.text(row, Field.INDIKATOR)))
        codes = [own for own, _ in parted.values() if own]
        return RowFacts(
            row=row,
            kode=normalise_kode(stated) or kode or (codes[-1] if codes else ""),
            stated_kode=stated or kode,
            names={level: rest for level, (_, rest) in parted.items()},
            name=name or (self._first_text(row) if is_total else ""),
            goal=_goal_of(name) if self._holds_goals else None,
            indikator="" if row in self._headings else self.text(row, Field.INDIKATOR),
            satuan=self.text(row, Field.SATUAN),
            amounts=tuple(one.value for one in compress(self._figures[row], money)),
            look=grid.look(row, item.index) if item is not None and grid.has_looks else None,
            outline=grid.outline.get(row, 0),
            lowest=self._lowest,
            merged_name=merge is not None and merge.bottom > merge.top,
            is_total=is_total,
        )

    def _stated_kode(self, row: int, *, with_akun: bool) -> str:
        """Return a row's code, of several columns of codes the rightmost that is filled.

        Where the names of the work have columns of their own, an akun only parts their amounts.
        """
        for column, is_labelled in reversed(self._kode_columns):
            text = as_text(self.grid.value(row, column))
            is_meant = is_labelled or _DOTTED.match(text)
            if text and is_meant and (with_akun or not is_akun(text)):
                return text
        return ""

    def _first_text(self, row: int) -> str:
        """Return the label of a total, which often starts in a column left of the names."""
        texts = map(as_text, self.grid.rows[row][self.located.header.left - 1 :])
        return next(filter(None, texts), "")

    def _name_place(self, fact: RowFacts, place: Place) -> tuple[int, int]:
        """Return the cell of a row's name: the shared column, or the column of its level."""
        fields = [field for field, level in _OWN_COLUMN.items() if level is place.level]
        for field in (Field.ITEM, *fields, Field.INDIKATOR, Field.KOMPONEN):
            column = self._first.get(field)
            if column is not None and (field is not Field.ITEM or fact.name or not fact.names):
                return self.grid.anchor(fact.row, column.index)
        return fact.row, self.columns[0].index


def _goal_of(name: str) -> Level | None:
    return next((level for level, pattern in _GOALS if pattern.match(name)), None)


def _lowest_level(item: NamedColumn | None) -> Level | None:
    """Return the lowest level that the label over a shared column of names speaks of."""
    words = words_of(item.label) if item is not None else ()
    if "kegiatan" not in words or "program" not in words:
        return None
    return Level.SUB_KEGIATAN if "sub" in words else Level.KEGIATAN


class Part(NamedTuple):
    """One sheet's part of a form, and the places of its rows."""

    table: Table
    places: Sequence[Place]


def known_levels(facts: Sequence[RowFacts], places: Sequence[Place]) -> dict[str, Level]:
    """Return the squashed names whose level a table shows by strong evidence of its own."""
    strong = {Evidence.KODE, Evidence.KOLOM, Evidence.KATA, Evidence.TAMPILAN, Evidence.JUMLAH}
    known: dict[str, Level] = {}
    for row, place in zip(facts, places, strict=True):
        if place.begins and place.evidence in strong and place.level is not Level.TOTAL:
            name = row.name or row.names.get(place.level, "")
            if name:
                known[squash(name)] = place.level
    return known


def build(parts: Sequence[Part], year: int) -> tuple[Lampiran, ...]:
    """Return a form with all its rows, part by part; the items of all parts are in the first.

    Args:
        parts: the form's sheets in order, mostly one.
        year: the year that columns without one stand for.
    """
    jalur = NO_JALUR
    rows: list[tuple[Baris, ...]] = []
    for part in parts:
        rows.append(tuple(part.table.rows(part.places, jalur, year)))
        jalur = rows[-1][-1].jalur if rows[-1] else jalur
    items = build_items([row for own in rows for row in own])
    return tuple(
        Lampiran(
            form=part.table.located.form,
            file=part.table.grid.file,
            sheet=part.table.grid.sheet,
            title=part.table.located.header.title,
            area=part.table.located.area,
            year=year,
            columns=part.table.located.columns,
            rows=own,
            items=() if position else items,
        )
        for position, (part, own) in enumerate(zip(parts, rows, strict=True))
    )


def _kode_columns(located: Located) -> list[tuple[int, bool]]:
    """Return the columns of codes, and whether a label stands over each.

    One label may mean several, merged over them or only left of them.
    """
    header = located.header
    labelled = {column.index for column in header.columns}
    found = []
    for column in header.columns:
        if is_kode(column):
            index = column.index
            found.append((index, True))
            while (index := index + 1) < header.right and index not in labelled:
                found.append((index, False))
    return found


def _extend(jalur: Jalur, fact: RowFacts, place: Place) -> Jalur:
    """Return the path to a row's item: its own name, and what stands to its left."""
    if place.level is Level.TOTAL:
        return NO_JALUR
    if place.level in (Level.RINCIAN, Level.URUSAN):
        return jalur
    for level, name in sorted(fact.names.items(), key=lambda pair: pair[0].depth):
        goes_on = squash(name) == squash(jalur.name_at(level))  # repeated on every row
        if level.depth < place.level.depth and not goes_on:
            jalur = jalur.stepped(level, name)
    return jalur.stepped(place.level, place.name) if place.begins else jalur
