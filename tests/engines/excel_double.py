"""An engine for xlwings that is not Excel: the real xlwings API over a backend of plain data.

Only the members that the adapter calls are here.  Values and errors look as Excel for Windows hands them over.  Every call that would cross to
Excel goes through ``FakeApp.ask``, which counts it and can be told to fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import xlwings as xw
from xlwings import base_classes

from lkjip_xl.location import CellRange, quote_sheet

ERRORS = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
}


class ExcelRefusedError(Exception):
    """What pywin32 or appscript would raise."""


class Rule(Protocol):
    """A conditional format: its formula, empty if it is of another kind, and where it applies."""

    key: Any
    formula: str
    areas: Sequence[CellRange]
    look: dict[str, Any]


class Backend(Protocol):
    """A workbook as plain data.  Areas are ``CellRange``; a property that varies is ``None``."""

    path: Path

    def sheets(self) -> list[str]: ...
    def add_sheet(self, name: str, position: int) -> None: ...
    def delete_sheet(self, sheet: str) -> None: ...
    def rename_sheet(self, sheet: str, name: str) -> None: ...
    def used(self, sheet: str) -> CellRange: ...
    def values(self, sheet: str, area: CellRange) -> list[list[Any]]: ...
    def formulas(self, sheet: str, area: CellRange) -> list[list[str]]: ...
    def write(self, sheet: str, area: CellRange, data: list[list[Any]]) -> None: ...
    def get(self, sheet: str, area: CellRange, what: str) -> Any: ...
    def set(self, sheet: str, area: CellRange, what: str, value: Any) -> None: ...
    def merge_area(self, sheet: str, area: CellRange) -> CellRange: ...
    def rules(self, sheet: str) -> list[Rule]: ...
    def add_rule(
        self, sheet: str, areas: Sequence[CellRange], formula: str, look: dict[str, Any]
    ) -> None: ...
    def delete_rule(self, sheet: str, key: Any) -> None: ...
    def notes(self, sheet: str) -> dict[tuple[int, int], str]: ...
    def write_note(self, sheet: str, row: int, column: int, text: str) -> None: ...
    def delete_note(self, sheet: str, row: int, column: int) -> None: ...
    def names(self) -> list[tuple[str, str, str]]: ...
    def add_name(self, sheet: str, name: str, refers_to: str) -> None: ...
    def delete_name(self, sheet: str, name: str) -> None: ...
    def calculate(self) -> None: ...
    def save(self, path: Path) -> None: ...
    def close(self) -> None: ...


class DoubleEngine:
    """What xlwings asks of an engine."""

    type = "desktop"

    def __init__(self, name: str, open_backend: Callable[[Path], Backend]) -> None:
        self.name = name
        self.app = FakeApp(self, open_backend)
        self.apps = FakeApps(self.app)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, *_args: Any) -> Any:
        return data


def start_engine(name: str, open_backend: Callable[[Path], Backend]) -> xw.App:
    """Return the one app of a new engine, which is then xlwings' active one."""
    impl = DoubleEngine(name, open_backend)
    engine = xw.Engine(impl=impl)
    xw.engines.add(engine)
    engine.activate()
    return xw.App(impl=impl.app)


class FakeApps:
    def __init__(self, app: FakeApp) -> None:
        self._app = app

    def keys(self) -> list[int]:
        return [self._app.pid]

    def __iter__(self) -> Iterator[FakeApp]:
        return iter((self._app,))

    def __len__(self) -> int:
        return 1

    def __getitem__(self, _pid: int) -> FakeApp:
        return self._app


class FakeApp:
    """Excel itself: its settings are plain attributes.

    ``calls`` counts what was asked, by name.  ``refuse`` maps the name of a question to how often
    it is still answered before Excel refuses.
    """

    pid = 4711
    version = "16.0"
    visible = True

    def __init__(self, engine: DoubleEngine, open_backend: Callable[[Path], Backend]) -> None:
        self.engine = engine
        self.open_backend = open_backend
        self.calculation = "automatic"
        self.screen_updating = True
        self.display_alerts = True
        self.enable_events = True
        self.status_bar: str | bool = False
        self.cut_copy_mode = False
        self.calls: dict[str, int] = {}
        self.refuse: dict[str, int] = {}
        self.messages: list[str] = []
        self.books = FakeBooks(self)
        self._status_texts: list[str] = []

    @property
    def api(self) -> FakeApp:
        return self

    @property
    def selection(self) -> FakeRange | None:
        book = self.books.active
        return None if book is None else book.active_sheet().selected()

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "status_bar" and isinstance(value, str):
            self._status_texts.append(value)
        object.__setattr__(self, name, value)

    @property
    def status_texts(self) -> list[str]:
        """Everything that the status bar has shown."""
        return self._status_texts

    def ask(self, what: str, answer: Callable[[], Any]) -> Any:
        self.calls[what] = self.calls.get(what, 0) + 1
        if what in self.refuse:
            self.refuse[what] -= 1
            if self.refuse[what] < 0:
                raise ExcelRefusedError(f"{what}: Excel refuses")
        return answer()

    def calculate(self) -> None:
        for book in self.books:
            self.ask("calculate", book.backend.calculate)

    def activate(self, steal_focus: bool = False) -> None:
        pass


class FakeBooks:
    def __init__(self, app: FakeApp) -> None:
        self.app = app
        self._books: list[FakeBook] = []

    @property
    def active(self) -> FakeBook | None:
        return self._books[-1] if self._books else None

    def open(self, fullname: str, *_args: Any, **_options: Any) -> FakeBook:
        book = FakeBook(self.app, self.app.open_backend(Path(fullname)))
        self._books.append(book)
        return book

    def __call__(self, name_or_index: str | int) -> FakeBook:
        if isinstance(name_or_index, int):
            return self._books[name_or_index - 1]
        found = [book for book in self._books if book.name == name_or_index]
        if not found:
            raise KeyError(name_or_index)
        return found[0]

    def __iter__(self) -> Iterator[FakeBook]:
        return iter(self._books)

    def __len__(self) -> int:
        return len(self._books)

    def remove(self, book: FakeBook) -> None:
        self._books.remove(book)

    def move_to_front(self, book: FakeBook) -> None:
        self._books.remove(book)
        self._books.append(book)


class FakeBook:
    def __init__(self, app: FakeApp, backend: Backend) -> None:
        self.app = app
        self.backend = backend
        self.active_name = backend.sheets()[0]
        self.selections: dict[str, CellRange] = {}
        self.structure_is_protected = False
        self.is_open = True

    @property
    def api(self) -> FakeBook:
        return self

    @property
    def name(self) -> str:
        if not self.is_open:
            raise ExcelRefusedError("the book was closed")
        return self.backend.path.name

    @property
    def ProtectStructure(self) -> bool:  # noqa: N802
        return self.structure_is_protected

    @property
    def fullname(self) -> str:
        return str(self.backend.path)

    @property
    def sheets(self) -> FakeSheets:
        return FakeSheets(self)

    @property
    def names(self) -> FakeNames:
        return FakeNames(self)

    def active_sheet(self) -> FakeSheet:
        return FakeSheet(self, self.active_name)

    def activate(self) -> None:
        self.app.books.move_to_front(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        self.backend.save(Path(path) if path else self.backend.path)

    def close(self) -> None:
        self.is_open = False
        self.app.books.remove(self)
        self.backend.close()


class FakeSheets:
    def __init__(self, book: FakeBook) -> None:
        self.book = book

    @property
    def active(self) -> FakeSheet:
        return self.book.active_sheet()

    def _names(self) -> list[str]:
        return list(self.book.app.ask("sheets", self.book.backend.sheets))

    def __call__(self, name_or_index: str | int) -> FakeSheet:
        names = self._names()
        if isinstance(name_or_index, int):
            return FakeSheet(self.book, names[name_or_index - 1])
        found = [name for name in names if name.casefold() == name_or_index.casefold()]
        if not found:
            raise ExcelRefusedError(name_or_index)
        return FakeSheet(self.book, found[0])

    def __iter__(self) -> Iterator[FakeSheet]:
        return iter([FakeSheet(self.book, name) for name in self._names()])

    def __len__(self) -> int:
        return len(self._names())

    def __contains__(self, name: str) -> bool:
        return name in self._names()

    def add(
        self,
        before: FakeSheet | None = None,
        after: FakeSheet | None = None,
        name: str | None = None,
    ) -> FakeSheet:
        if self.book.structure_is_protected:
            raise ExcelRefusedError("the structure is protected")
        names = self._names()
        place = names.index(after.name) + 1 if after else names.index(before.name) if before else 0
        own = name or next(f"Sheet{n}" for n in count(1) if f"Sheet{n}" not in names)
        self.book.app.ask("add_sheet", lambda: self.book.backend.add_sheet(own, place))
        self.book.active_name = own
        return FakeSheet(self.book, own)


class FakeSheet:
    """A sheet, held by its name; ``api`` is the sheet itself, with COM's names."""

    def __init__(self, book: FakeBook, name: str) -> None:
        self.book = book
        self._name = name

    def ask(self, what: str, *args: Any) -> Any:
        method = getattr(self.book.backend, what)
        return self.book.app.ask(what, lambda: method(self._name, *args))

    def change(self, what: str, *args: Any) -> Any:
        """Ask for a change, which Excel refuses on a protected sheet."""
        if self.ProtectContents:
            raise ExcelRefusedError(f"{self._name} is protected")
        return self.ask(what, *args)

    @property
    def api(self) -> FakeSheet:
        return self

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self.book.backend.get(self._name, CellRange(1, 1, 1, 1), "protected"))

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.ask("rename_sheet", value)
        if self.book.active_name == self._name:
            self.book.active_name = value
        self._name = value

    @property
    def index(self) -> int:
        return self.book.backend.sheets().index(self._name) + 1

    @property
    def names(self) -> FakeNames:
        return FakeNames(self.book, self._name)

    @property
    def visible(self) -> int:
        hidden = self.ask("get", CellRange(1, 1, 1, 1), "sheet_hidden")
        return 0 if hidden else -1

    @visible.setter
    def visible(self, value: bool) -> None:
        self.ask("set", CellRange(1, 1, 1, 1), "sheet_hidden", not value)

    @property
    def used_range(self) -> FakeRange:
        return FakeRange(self, [self.ask("used")])

    @property
    def cells(self) -> FakeRange:
        return FakeRange(self, [CellRange(1, 1, 1_048_576, 16_384)])

    @property
    def notes(self) -> list[FakeNote]:
        return [FakeNote(self, row, column) for row, column in sorted(self.ask("notes"))]

    @property
    def comments(self) -> list[Any]:
        return []

    @property
    def freeze_panes(self) -> FakeFreeze:
        return FakeFreeze(self)

    @property
    def show_gridlines(self) -> bool:
        return True

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        self.change("set", CellRange(1, 1, 1, 1), "gridlines", value)

    def range(self, cell1: Any, cell2: Any = None) -> FakeRange:
        if isinstance(cell1, str):
            return FakeRange(self, [CellRange.parse(part) for part in cell1.split(",")])
        if isinstance(cell1, FakeRange):
            cell1 = (cell1.row, cell1.column)
        if isinstance(cell2, FakeRange):
            last = cell2.areas[0]
            cell2 = (last.bottom, last.right)
        (top, left), (bottom, right) = cell1, cell2 or cell1
        return FakeRange(self, [CellRange(top, left, bottom, right)])

    def activate(self) -> None:
        if self.visible == 0:
            raise ExcelRefusedError("a hidden sheet cannot be activated")
        self.book.active_name = self._name

    def selected(self) -> FakeRange:
        return FakeRange(self, [self.book.selections.get(self._name, CellRange(1, 1, 1, 1))])

    def delete(self) -> None:
        if self.book.structure_is_protected:
            raise ExcelRefusedError("the structure is protected")
        names = self.book.backend.sheets()
        place = names.index(self._name)
        self.ask("delete_sheet")
        if self.book.active_name == self._name:
            self.book.active_name = (names[place + 1 :] or names[:place])[0]


class FakeRange:
    """A range of one or more areas; ``api`` is the range itself, with COM's names."""

    def __init__(self, sheet: FakeSheet, areas: Sequence[CellRange]) -> None:
        self.sheet = sheet
        self.areas = areas
        self.options: dict[str, Any] = {}

    @property
    def _area(self) -> CellRange:
        return self.areas[0]

    def _get(self, what: str) -> Any:
        return self.sheet.ask("get", self._area, what)

    def _set(self, what: str, value: Any) -> None:
        for area in self.areas:
            self.sheet.change("set", area, what, value)

    @property
    def api(self) -> FakeRange:
        return self

    @property
    def row(self) -> int:
        return self._area.top

    @property
    def column(self) -> int:
        return self._area.left

    @property
    def shape(self) -> tuple[int, int]:
        area = self._area
        return area.bottom - area.top + 1, area.right - area.left + 1

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    @property
    def address(self) -> str:
        return self._area.a1

    @property
    def raw_value(self) -> Any:
        rows = self.sheet.ask("values", self._area)
        return _as_excel([[_as_com(value) for value in row] for row in rows])

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self._write(data)

    @property
    def formula(self) -> Any:
        return _as_excel(self.sheet.ask("formulas", self._area))

    @formula.setter
    def formula(self, data: Any) -> None:
        self._write(data)

    def _write(self, data: Any) -> None:
        rows, columns = self.shape
        if not isinstance(data, list | tuple):
            data = [[data] * columns] * rows
        self.sheet.change("write", self._area, [list(map(_as_typed, row)) for row in data])

    def autofit(self, axis: str | None = None) -> None:
        pass

    @property
    def number_format(self) -> Any:
        return self._get("number_format")

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._set("number_format", value)

    @property
    def color(self) -> Any:
        value = self._get("fill")
        # As with Excel for Windows, cells that disagree look black.
        return (0, 0, 0) if value is None else value or None

    @color.setter
    def color(self, value: Any) -> None:
        self._set("fill", _as_rgb(value) if value else ())

    @property
    def font(self) -> FakeFont:
        return FakeFont(self)

    @property
    def borders(self) -> FakeBorders:
        return FakeBorders(self)

    @property
    def data_validation(self) -> FakeValidation:
        return FakeValidation(self)

    @property
    def wrap_text(self) -> Any:
        return self._get("wrap")

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._set("wrap", value)

    @property
    def horizontal_alignment(self) -> Any:
        return self._get("horizontal")

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self._set("horizontal", value)

    @property
    def vertical_alignment(self) -> Any:
        return self._get("vertical")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._set("vertical", value)

    @property
    def column_width(self) -> Any:
        return self._get("column_width")

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._set("column_width", value)

    @property
    def row_height(self) -> Any:
        return self._get("row_height")

    @row_height.setter
    def row_height(self, value: float) -> None:
        self._set("row_height", value)

    @property
    def column_hidden(self) -> Any:
        return self._get("columns_hidden")

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self._set("columns_hidden", value)

    @property
    def merge_cells(self) -> Any:
        return self._get("merged")

    @property
    def merge_area(self) -> FakeRange:
        return FakeRange(self.sheet, [self.sheet.ask("merge_area", self._area)])

    def merge(self, across: bool = False) -> None:
        self._set("merged", True)

    @property
    def conditional_formats(self) -> FakeRules:
        return FakeRules(self)

    @property
    def note(self) -> FakeNote | None:
        notes = self.sheet.ask("notes")
        return FakeNote(self.sheet, *self._cell) if self._cell in notes else None

    @property
    def _cell(self) -> tuple[int, int]:
        return self.row, self.column

    def add_note(self, text: str) -> FakeNote:
        if self._cell in self.sheet.book.backend.notes(self.sheet.name):
            raise ExcelRefusedError("the cell has a note")
        self.sheet.change("write_note", *self._cell, text)
        return FakeNote(self.sheet, *self._cell)

    def select(self) -> None:
        if self.sheet.book.active_name != self.sheet.name:
            raise ExcelRefusedError("select works on the active sheet only")
        self.sheet.book.selections[self.sheet.name] = self._area

    # What the adapter asks of Excel's own object.

    @property
    def IndentLevel(self) -> Any:  # noqa: N802
        return self._get("indent")

    @property
    def EntireRow(self) -> _Lines:  # noqa: N802
        return _Lines(self, "rows_hidden")

    @property
    def EntireColumn(self) -> _Lines:  # noqa: N802
        return _Lines(self, "columns_hidden")

    def Errors(self, number: int) -> _Complaint:  # noqa: N802
        return _Complaint(self._get(f"ignored {number}"))

    def AutoFilter(self, _field: int) -> None:  # noqa: N802
        self._set("filter", True)


class _Complaint:
    def __init__(self, ignore: Any) -> None:
        self.Ignore = ignore


class _Lines:
    def __init__(self, cells: FakeRange, hidden: str) -> None:
        self._cells = cells
        self._hidden = hidden

    @property
    def Hidden(self) -> Any:  # noqa: N802
        return self._cells._get(self._hidden)

    @property
    def OutlineLevel(self) -> Any:  # noqa: N802
        return self._cells._get("outline")


class FakeFont:
    def __init__(self, cells: FakeRange) -> None:
        object.__setattr__(self, "_cells", cells)

    def __getattr__(self, name: str) -> Any:
        return self._cells._get(f"font_{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        self._cells._set(f"font_{name}", _as_rgb(value) if name == "color" else value)


class FakeBorders:
    def __init__(self, cells: FakeRange) -> None:
        self._cells = cells

    def set(self, which: Any = "all", **look: Any) -> None:
        self._cells._set("borders", {key: value for key, value in look.items() if value is not ...})


class FakeValidation:
    def __init__(self, cells: FakeRange) -> None:
        self._cells = cells

    def set_list(self, source: Sequence[str], in_cell_dropdown: bool) -> None:
        self._cells._set("choices", list(source))


class FakeFreeze:
    def __init__(self, sheet: FakeSheet) -> None:
        self._sheet = sheet

    def freeze_at(self, frozen_range: str) -> None:
        lines = [int(part) for part in re.findall(r"\d+", frozen_range)]
        self._sheet.change("set", CellRange(1, 1, max(lines), 1), "frozen", True)


class FakeRules:
    """The conditional formats of a range, the newest first, as in Excel."""

    def __init__(self, cells: FakeRange) -> None:
        self._cells = cells

    def _rules(self) -> list[FakeRule]:
        sheet = self._cells.sheet
        return [
            FakeRule(sheet, rule)
            for rule in sheet.ask("rules")
            if any(_overlap(one, own) for one in rule.areas for own in self._cells.areas)
        ]

    def __call__(self, index: int) -> FakeRule:
        return self._rules()[index - 1]

    def __iter__(self) -> Iterator[FakeRule]:
        return iter(self._rules())

    def __len__(self) -> int:
        return len(self._rules())

    def add_custom(self, spec: dict[str, Any]) -> FakeRule:
        look = {key: value for key, value in spec.items() if key != "formula"}
        formula = spec["formula"].removeprefix("=")
        self._cells.sheet.change("add_rule", self._cells.areas, formula, look)
        return self(1)


class FakeRule:
    def __init__(self, sheet: FakeSheet, rule: Rule) -> None:
        self._sheet = sheet
        self.rule = rule

    @property
    def api(self) -> None:
        raise NotImplementedError

    @property
    def type(self) -> str:
        return "custom" if self.rule.formula else "unknown"

    @property
    def formula(self) -> str | None:
        return f"={self.rule.formula}" if self.rule.formula else None

    def delete(self) -> None:
        self._sheet.change("delete_rule", self.rule.key)


class FakeNote:
    def __init__(self, sheet: FakeSheet, row: int, column: int) -> None:
        self._sheet = sheet
        self._cell = (row, column)

    @property
    def api(self) -> FakeNote:
        return self

    @property
    def text(self) -> str:
        return str(self._sheet.ask("notes")[self._cell])

    @text.setter
    def text(self, value: str) -> None:
        self._sheet.change("write_note", *self._cell, value)

    @property
    def location(self) -> FakeRange:
        return self._sheet.range(self._cell)

    def delete(self) -> None:
        self._sheet.change("delete_note", *self._cell)


class FakeNames(base_classes.Names):
    def __init__(self, book: FakeBook, sheet: str = "") -> None:
        self.book = book
        self.sheet = sheet

    def _names(self) -> list[FakeName]:
        names = self.book.app.ask("names", self.book.backend.names)
        return [
            FakeName(self.book, sheet, name, refers_to)
            for sheet, name, refers_to in names
            if not self.sheet or sheet == self.sheet
        ]

    def __call__(self, name_or_index: str | int) -> FakeName:
        names = self._names()
        if isinstance(name_or_index, int):
            return names[name_or_index - 1]
        return next(name for name in names if name.name == name_or_index)

    def __len__(self) -> int:
        return len(self._names())

    def snapshot(self) -> list[tuple[str, FakeName]]:
        return [(name.name, name) for name in self._names()]

    def contains(self, name: str) -> bool:
        return any(one.name == name for one in self._names())

    def add(self, name: str, refers_to: str) -> FakeName:
        self.book.app.ask(
            "add_name", lambda: self.book.backend.add_name(self.sheet, name, refers_to)
        )
        return FakeName(self.book, self.sheet, name, refers_to)


class FakeName:
    def __init__(self, book: FakeBook, sheet: str, name: str, refers_to: str) -> None:
        self._book = book
        self._sheet = sheet
        self._name = name
        self.refers_to = refers_to

    @property
    def api(self) -> FakeName:
        return self

    @property
    def name(self) -> str:
        return f"{quote_sheet(self._sheet)}!{self._name}" if self._sheet else self._name

    def delete(self) -> None:
        self._book.backend.delete_name(self._sheet, self._name)


def _overlap(one: CellRange, other: CellRange) -> bool:
    return (
        one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )


def _as_excel(rows: list[list[Any]]) -> Any:
    """Return a single cell bare and a block as tuples."""
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return tuple(map(tuple, rows))


def _as_rgb(colour: Any) -> Any:
    return xw.utils.hex_to_rgb(colour) if isinstance(colour, str) else colour


def _as_typed(value: Any) -> Any:
    """Return a text marked as such by an apostrophe in a form that backends know."""
    return Typed(value[1:]) if isinstance(value, str) and value.startswith("'") else value


class Typed(str):
    """A text that is one, whatever it looks like."""


def _as_com(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC)
    if isinstance(value, str):
        return ERRORS.get(value, value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value
