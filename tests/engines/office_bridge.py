"""Runs beside LibreOffice, with the Python that has UNO, and does what is asked line by line.

Each line of standard input is a list: the name of a function below and its arguments, as JSON; each
line of standard output is ``[result, null]`` or ``[null, error]``.  Areas are lists of top, left,
bottom and right, counted from 1.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table import CellAddress

_ERRORS = {
    32767: "#N/A",
    502: "#VALUE!",
    503: "#NUM!",
    519: "#VALUE!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
}
#: Hundredths of a millimetre of one step of indent, as LibreOffice reads them from a file: three
#: spaces of the book's font, for which the suite lets it find Liberation Sans alone.
_INDENT = 323
_OOX = 3
_EXPRESSION = uno.getConstantByName("com.sun.star.sheet.ConditionFormatOperator.EXPRESSION")


def _property(name, value):
    item = PropertyValue()
    item.Name, item.Value = name, value
    return item


def _connect(profile):
    pipe = f"lkjip{Path(profile).name}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.1)
    else:
        raise SystemExit("LibreOffice does not answer")
    manager = context.ServiceManager
    return office, manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


class Bridge:
    def __init__(self, desktop):
        self._desktop = desktop
        self._books = {}
        self._opened = 0
        self._sheets = {}
        self._codes = {}

    # The book.

    def open(self, path):
        document = self._desktop.loadComponentFromURL(
            Path(path).as_uri(), "_blank", 0, (_property("Hidden", True),)
        )
        self._opened += 1
        key = str(self._opened)
        self._books[key] = document
        document.lockControllers()
        return key

    def close(self, book):
        self._books.pop(book).close(True)
        self._forget()

    def save(self, book, path):
        options = (_property("FilterName", "Calc MS Excel 2007 XML"),)
        self._books[book].storeToURL(Path(path).as_uri(), options)

    def calculate(self, book):
        self._books[book].calculateAll()

    def sheets(self, book):
        return list(self._books[book].Sheets.ElementNames)

    def add_sheet(self, book, name, position):
        self._books[book].Sheets.insertNewByName(name, position)
        self._forget()

    def delete_sheet(self, book, sheet):
        self._books[book].Sheets.removeByName(sheet)
        self._forget()

    def rename_sheet(self, book, sheet, name):
        self._sheet(book, sheet).Name = name
        self._forget()

    def _forget(self):
        self._sheets.clear()

    def _sheet(self, book, sheet):
        key = (book, sheet)
        if key not in self._sheets:
            self._sheets[key] = self._books[book].Sheets.getByName(sheet)
        return self._sheets[key]

    def _range(self, book, sheet, area):
        top, left, bottom, right = area
        own = self._sheet(book, sheet)
        # Excel has more rows and columns than a sheet that LibreOffice made may have.
        return own.getCellRangeByPosition(left - 1, top - 1, min(right, 1024) - 1, bottom - 1)

    # Cells.

    def used(self, book, sheet):
        cursor = self._sheet(book, sheet).createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        area = cursor.RangeAddress
        return [area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1]

    def values(self, book, sheet, area):
        cells = self._range(book, sheet, area)
        texts = cells.getFormulaArray()
        return [
            [
                self._value(cells, row, column, value, texts[row][column])
                for column, value in enumerate(line)
            ]
            for row, line in enumerate(cells.getDataArray())
        ]

    def _value(self, cells, row, column, value, text):
        if value == "" and text == "":
            return None
        if value is None or (text.startswith("=") and value in ("", 0.0)):
            cell = cells.getCellByPosition(column, row)
            error = cell.getError()
            return _ERRORS.get(error, "#VALUE!") if error else value
        return value

    def formulas(self, book, sheet, area):
        cells = self._range(book, sheet, area)
        lines = [list(line) for line in cells.getFormulaArray()]
        parser = self._parser(book)
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                cell = None
                if text.startswith("="):
                    cell = cells.getCellByPosition(column, row)
                if cell is not None and cell.Type.value == "FORMULA":
                    line[column] = "=" + parser.printFormula(cell.getTokens(), cell.CellAddress)
                elif text.startswith("'"):
                    line[column] = text[1:]
        return lines

    def _parser(self, book):
        parser = self._books[book].createInstance("com.sun.star.sheet.FormulaParser")
        parser.FormulaConvention = _OOX
        parser.CompileEnglish = True
        return parser

    def write(self, book, sheet, area, data):
        """Write cells: ``[kind, value]`` with the kinds ``text``, ``number``, ``formula``."""
        cells = self._range(book, sheet, area)
        plain = [["" if kind == "formula" else value for kind, value in line] for line in data]
        cells.setDataArray(tuple(map(tuple, plain)))
        parser = self._parser(book)
        for row, line in enumerate(data):
            for column, (kind, value) in enumerate(line):
                if kind == "formula":
                    cell = cells.getCellByPosition(column, row)
                    cell.setTokens(parser.parseFormula(value, cell.CellAddress))

    # Looks.

    def is_protected(self, book, sheet):
        return self._sheet(book, sheet).isProtected()

    def is_hidden(self, book, sheet):
        return not self._sheet(book, sheet).IsVisible

    def looks(self, book, sheet):
        """Return the looks of the used area, each with the areas that have it."""
        cells = self._range(book, sheet, self.used(book, sheet))
        groups = cells.getUniqueCellFormatRanges()
        found = []
        for index in range(groups.Count):
            group = groups.getByIndex(index)
            values = group.getPropertyValues(tuple(sorted(_PROPERTIES)))
            look = {
                what: read(self._formats(book), value)
                for (what, read), value in zip(_READERS, values, strict=True)
            }
            found.append([_areas(group), look])
        return found

    def visible(self, book, sheet):
        """Return the areas of the used one that no hidden row or column takes away."""
        return _areas(self._range(book, sheet, self.used(book, sheet)).queryVisibleCells())

    def _formats(self, book):
        if book not in self._codes:
            self._codes[book] = _Codes(self._books[book].NumberFormats)
        return self._codes[book]

    def merges(self, book, sheet):
        """Return the merged areas.

        LibreOffice tells where merges begin, and gives cells the same format that begin merges of
        the same size.
        """
        groups = self._range(book, sheet, self.used(book, sheet)).getUniqueCellFormatRanges()
        found = []
        for index in range(groups.Count):
            group = groups.getByIndex(index)
            if not group.getByIndex(0).IsMerged:
                continue
            first = group.getByIndex(0).getCellByPosition(0, 0)
            cursor = self._sheet(book, sheet).createCursorByRange(first)
            cursor.collapseToMergedArea()
            area = cursor.RangeAddress
            down, right = area.EndRow - area.StartRow, area.EndColumn - area.StartColumn
            for top, left, bottom, last in _areas(group):
                for row in range(top, bottom + 1):
                    for column in range(left, last + 1):
                        found.append([row, column, row + down, column + right])
        return found

    def set(self, book, sheet, area, what, value):
        cells = self._range(book, sheet, area)
        if what == "sheet_hidden":
            self._sheet(book, sheet).IsVisible = not value
        elif what == "merged":
            cells.merge(value)
        elif what == "columns_hidden":
            cells.Columns.IsVisible = not value
        elif what == "number_format":
            cells.NumberFormat = self._format_key(book, value)
        elif what == "choices":
            validation = cells.Validation
            validation.Type = uno.Enum("com.sun.star.sheet.ValidationType", "LIST")
            validation.setFormula1(";".join(f'"{one}"' for one in value))
            cells.Validation = validation

    def _format_key(self, book, code):
        formats = self._books[book].NumberFormats
        key = formats.queryKey(code, _ENGLISH, False)
        return formats.addNew(code, _ENGLISH) if key == -1 else key

    # Marks.

    def rules(self, book, sheet):
        found = []
        for ranges in self._sheet(book, sheet).ConditionalFormats.getConditionalFormats():
            areas = _areas(ranges.Range)
            for index in range(ranges.Count):
                entry = ranges.getByIndex(index)
                is_formula = entry.getType() == 0 and entry.Operator == _EXPRESSION
                formula = entry.Formula1 if is_formula else ""
                colour = ""
                if is_formula:
                    styles = self._books[book].StyleFamilies.getByName("CellStyles")
                    if styles.hasByName(entry.StyleName):
                        back = styles.getByName(entry.StyleName).CellBackColor
                        colour = f"FF{back:06X}" if back >= 0 else ""
                key = [ranges.ID, index]
                found.append([key, formula.removeprefix("="), areas, colour])
        return found

    def add_rule(self, book, sheet, areas, formula, look):
        document = self._books[book]
        style = self._style(document, look)
        ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
        for area in areas:
            ranges.addRangeAddress(self._range(book, sheet, area).RangeAddress, False)
        formats = self._sheet(book, sheet).ConditionalFormats
        key = formats.createByRange(ranges)
        own = next(one for one in formats.getConditionalFormats() if key == one.ID)
        own.createEntry(0, 0)
        entry = own.getByIndex(0)
        entry.Operator = _EXPRESSION
        entry.Formula1 = formula
        entry.StyleName = style
        return [key, 0]

    def _style(self, document, look):
        styles = document.StyleFamilies.getByName("CellStyles")
        name = "LKJIP " + " ".join(f"{key}={look[key]}" for key in sorted(look))
        if not styles.hasByName(name):
            style = document.createInstance("com.sun.star.style.CellStyle")
            styles.insertByName(name, style)
            if "fill_color" in look:
                style.CellBackColor = _number(look["fill_color"])
            if "font_color" in look:
                style.CharColor = _number(look["font_color"])
        return name

    def delete_rule(self, book, sheet, key):
        number, index = key
        formats = self._sheet(book, sheet).ConditionalFormats
        own = next(one for one in formats.getConditionalFormats() if number == one.ID)
        if own.Count == 1:
            formats.removeByID(number)
        else:
            own.removeByIndex(index)

    def notes(self, book, sheet):
        notes = self._sheet(book, sheet).Annotations
        return [
            [note.Position.Row + 1, note.Position.Column + 1, note.String]
            for note in (notes.getByIndex(n) for n in range(notes.Count))
        ]

    def write_note(self, book, sheet, row, column, text):
        at = CellAddress()
        at.Sheet = self._sheet(book, sheet).RangeAddress.Sheet
        at.Row, at.Column = row - 1, column - 1
        self._sheet(book, sheet).Annotations.insertNew(at, text)

    def delete_note(self, book, sheet, row, column):
        notes = self._sheet(book, sheet).Annotations
        for index in range(notes.Count):
            at = notes.getByIndex(index).Position
            if (at.Row, at.Column) == (row - 1, column - 1):
                notes.removeByIndex(index)
                return

    # Names.

    def names(self, book):
        found = []
        document = self._books[book]
        holders = [("", document.NamedRanges)]
        holders += [(name, self._sheet(book, name).NamedRanges) for name in self.sheets(book)]
        for sheet, names in holders:
            for name in names.ElementNames:
                found.append([sheet, name, "=" + _as_excel(names.getByName(name).Content)])
        return found

    def _names(self, book, sheet):
        owner = self._sheet(book, sheet) if sheet else self._books[book]
        return owner.NamedRanges

    def add_name(self, book, sheet, name, refers_to):
        content = re.sub(r"^=('(?:[^']|'')*'|[^!]*)!", r"$\1.", refers_to)
        self._names(book, sheet).addNewByName(name, content, CellAddress(), 0)

    def delete_name(self, book, sheet, name):
        self._names(book, sheet).removeByName(name)

    def protect(self, book, sheet):
        self._sheet(book, sheet).protect("")


def _areas(ranges):
    return [
        [one.StartRow + 1, one.StartColumn + 1, one.EndRow + 1, one.EndColumn + 1]
        for one in ranges.RangeAddresses
    ]


def _as_excel(content):
    return re.sub(r"^\$?('(?:[^']|'')*'|[^.]*)\.", r"\1!", content)


class _Codes(dict):
    """Format codes by LibreOffice's numbers."""

    def __init__(self, formats):
        self._formats = formats

    def __missing__(self, key):
        code = self[key] = self._formats.getByKey(key).FormatString
        return code


def _number(colour):
    red, green, blue = colour
    return (red << 16) + (green << 8) + blue


def _colour(_codes, value):
    return [] if value < 0 else [value >> 16 & 255, value >> 8 & 255, value & 255]


_ENGLISH = uno.createUnoStruct("com.sun.star.lang.Locale")
_ENGLISH.Language, _ENGLISH.Country = "en", "US"
_PROPERTIES = {
    "NumberFormat": ("number_format", lambda codes, value: codes[value]),
    "CharWeight": ("font_bold", lambda _, value: value > 100),
    "CharPosture": ("font_italic", lambda _, value: value.value != "NONE"),
    "ParaIndent": ("indent", lambda _, value: round(value / _INDENT)),
    "CellBackColor": ("fill", _colour),
}
_READERS = [_PROPERTIES[name] for name in sorted(_PROPERTIES)]


def main():
    with tempfile.TemporaryDirectory(prefix="lkjip-office-", ignore_cleanup_errors=True) as profile:
        office, desktop = _connect(profile)
        bridge = Bridge(desktop)
        try:
            for line in sys.stdin:
                name, *arguments = json.loads(line)
                try:
                    answer = [getattr(bridge, name)(*arguments), None]
                except Exception as error:  # told to the other side
                    answer = [None, f"{type(error).__name__}: {error}"]
                print(json.dumps(answer), flush=True)
        finally:
            try:
                desktop.terminate()
                office.wait(20)
            except Exception:
                office.kill()


if __name__ == "__main__":
    main()
