"""Reads a located form: its rows, their levels, their figures, and the tree they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.hierarki import NO_JALUR, Evidence, Jalur, Level
from lkjip_xl.domain.kode import normalise_kode, split_kode
from lkjip_xl.domain.quantity import BLANK, Figure, Reading
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.doubts import doubt_scale, settle_doubts
from lkjip_xl.lampiran.items import build_items
from lkjip_xl.lampiran.locating import Located
from lkjip_xl.lampiran.records import Baris, Key, Lampiran
from lkjip_xl.location import Origin
from lkjip_xl.tables.nesting import Place, RowFacts
from lkjip_xl.tables.numbers import Kind, read_figure
from lkjip_xl.tables.text import as_lines, as_text, squash, tidy

_OWN_COLUMN: dict[str, Level] = {
    "tujuan": Level.TUJUAN,
    "sasaran": Level.SASARAN,
    "program": Level.PROGRAM,
    "kegiatan": Level.KEGIATAN,
    "sub_kegiatan": Level.SUB_KEGIATAN,
    "sasaran_program": Level.PROGRAM,
    "sasaran_kegiatan": Level.KEGIATAN,
    "sasaran_sub_kegiatan": Level.SUB_KEGIATAN,
}
_NAMES = frozenset({"item", *_OWN_COLUMN})


class Part(NamedTuple):
    """One sheet's part of a form: where it lies, what its rows say, and their places."""

    located: Located
    facts: Sequence[RowFacts]
    places: Sequence[Place]


def gather_facts(located: Located) -> list[RowFacts]:
    """Return what each row of a form says about its place."""
    by_field = {column.field: column for column in located.columns}
    money = [
        column for column in located.columns if column.kind is Kind.RUPIAH and column.is_figure
    ]
    money = [column for column in money if not column.field.startswith("tw")]
    return [_facts(located, row, by_field, money) for row in located.body.rows]


def _facts(
    located: Located, row: int, by_field: Mapping[str, NamedColumn], money: Sequence[NamedColumn]
) -> RowFacts:
    grid = located.grid

    def text(name: str) -> str:
        column = by_field.get(name)
        return "" if column is None else as_text(grid.value(row, column.index))

    names = {level: found for field, level in _OWN_COLUMN.items() if (found := text(field))}
    item = by_field.get("item")
    merge = None if item is None else grid.merge_at(row, item.index)
    is_total = row in located.body.totals
    kode, name = split_kode(text("item"))
    parted = {level: split_kode(found) for level, found in names.items()}
    codes = [own for own, _ in parted.values() if own]
    return RowFacts(
        row=row,
        kode=normalise_kode(text("kode")) or kode or (codes[-1] if codes else ""),
        names={level: rest for level, (_, rest) in parted.items()},
        name=name or (_first_text(located, row) if is_total else ""),
        indikator=text("indikator"),
        satuan=text("satuan"),
        amounts=tuple(_figure(located, row, column).value for column in money),
        look=grid.look(row, item.index) if item is not None and grid.has_looks else None,
        outline=grid.outline.get(row, 0),
        merged_name=merge is not None and merge.bottom > merge.top,
        is_total=is_total,
    )


def _first_text(located: Located, row: int) -> str:
    """Return the label of a total, which often starts in a column left of the names."""
    texts = map(as_text, located.grid.rows[row][located.header.left - 1 :])
    return next(filter(None, texts), "")


def _figure(located: Located, row: int, column: NamedColumn) -> Figure:
    grid = located.grid
    value = grid.value(row, column.index)
    if value is None or (row, column.index) in grid.unfed:
        return _filled_month(located, row, column) if column.is_month else BLANK
    figure = read_figure(
        value, grid.look(row, column.index).number_format, column.kind, column.scale
    )
    if not grid.has_looks and isinstance(value, float):
        figure = doubt_scale(figure, column.kind, _satuan(located, row))
    if column.is_month and figure.reading is Reading.UNREADABLE:
        return replace(figure, value=Decimal(1), reading=Reading.NUMBER, as_text=False)
    return figure


def _satuan(located: Located, row: int) -> str:
    column = located.columns.first("satuan")
    return "" if column is None else as_text(located.grid.shown(row, column.index))


def _filled_month(located: Located, row: int, column: NamedColumn) -> Figure:
    """Take a filled cell for a month's mark, where the rest of its row is not filled alike."""
    grid = located.grid
    fill = grid.look(row, column.index).fill
    if not fill:
        return Figure()
    plain = located.columns.first("satuan") or located.columns.first("indikator")
    if plain is None or grid.look(row, plain.index).fill == fill:
        return Figure()
    return Figure(written="(diwarnai)", value=Decimal(1), reading=Reading.NUMBER)


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
    built: list[Lampiran] = []
    jalur = NO_JALUR
    for part in parts:
        lampiran, jalur = _build_part(part, year, jalur)
        built.append(lampiran)
    items = build_items([row for lampiran in built for row in lampiran.rows])
    built[0] = replace(built[0], items=items)
    return tuple(built)


def _build_part(part: Part, year: int, jalur: Jalur) -> tuple[Lampiran, Jalur]:
    """Return one part without items, and the path at its end, where the next one goes on."""
    located = part.located
    rows: list[Baris] = []
    for fact, place in zip(part.facts, part.places, strict=True):
        jalur = _extend(jalur, fact, place)
        rows.append(_baris(located, fact, place, jalur, year))
    lampiran = Lampiran(
        form=located.form,
        file=located.grid.file,
        sheet=located.grid.sheet,
        title=located.header.title,
        area=located.area,
        year=year,
        columns=located.columns,
        rows=tuple(settle_doubts(rows)),
        items=(),
    )
    return lampiran, jalur


def _extend(jalur: Jalur, fact: RowFacts, place: Place) -> Jalur:
    """Return the path to a row's item: its own name, and what stands to its left."""
    if place.level is Level.TOTAL:
        return NO_JALUR
    if place.level is Level.RINCIAN:
        return jalur
    for level, name in sorted(fact.names.items(), key=lambda pair: pair[0].depth):
        goes_on = squash(name) == squash(jalur.name_at(level))  # repeated on every row
        if level.depth < place.level.depth and not goes_on:
            jalur = jalur.stepped(level, name)
    return jalur.stepped(place.level, place.name) if place.begins else jalur


def _baris(located: Located, fact: RowFacts, place: Place, jalur: Jalur, year: int) -> Baris:
    grid = located.grid
    figures: dict[Key, Figure] = {}
    cells: dict[str, tuple[int, int]] = {}
    texts: dict[str, str] = {}
    merged = bool(grid.merges_on(fact.row))
    for column in located.columns:
        cell = (fact.row, column.index)
        if merged:
            cell = grid.anchor(*cell)
        cells[column.key] = cell
        if column.is_figure:
            figures[(column.field, column.year or year)] = _figure(located, fact.row, column)
        elif column.field not in _NAMES:
            # A text merged down a column holds for each of its rows; merged across it is a label.
            shown = as_lines(grid.value(*cell)) if cell[1] == column.index else ""
            # By its year too, so that a text column of several years keeps each.
            texts[column.field] = texts[column.key] = shown
    cells["nama"] = _name_cell(located, fact, place)
    return Baris(
        row=fact.row,
        level=place.level,
        evidence=place.evidence,
        begins_item=place.begins,
        nama=place.name,
        jalur=jalur,
        kode=fact.kode,
        indikator=tidy(texts.pop("indikator", "")),
        satuan=tidy(texts.pop("satuan", "")),
        keterangan=tidy(texts.pop("keterangan", "")),
        texts=texts,
        figures=figures,
        origin=Origin(grid.file, grid.sheet, cells),
    )


def _name_cell(located: Located, fact: RowFacts, place: Place) -> tuple[int, int]:
    """Return the cell of a row's name: the shared column, or the column of its level."""
    fields = [field for field, level in _OWN_COLUMN.items() if level is place.level]
    for field in ("item", *fields, "indikator", "komponen"):
        column = located.columns.first(field)
        if column is not None and (field != "item" or fact.name or not fact.names):
            return located.grid.anchor(fact.row, column.index)
    return fact.row, located.columns.columns[0].index
