"""Workbooks to mark, and what the tests on marks need to look inside packages."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Mark
from lkjip_xl.location import CellRef, parse_a1
from lkjip_xl.outputs.catatan import make_catatan
from lkjip_xl.outputs.marks import make_marks
from lkjip_xl.outputs.own_sheet import OwnSheet

Parts = dict[str, bytes]
MakeMark = Callable[..., Mark]

#: What a person typed, and what must look exactly so afterwards.
STAFF_NOTE = "Angka ini dari bidang, sudah dicek."


@pytest.fixture(scope="session")
def read_parts() -> Callable[[Path], Parts]:
    def read(path: Path) -> Parts:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}

    return read


@pytest.fixture(scope="session")
def read_raw() -> Callable[[Path], Parts]:
    """Return a function that gives each part's compressed bytes."""

    def read(path: Path) -> Parts:
        data = path.read_bytes()
        raw = {}
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                name, extra = struct.unpack_from("<2H", data, entry.header_offset + 26)
                start = entry.header_offset + 30 + name + extra
                raw[entry.filename] = data[start : start + entry.compress_size]
        return raw

    return read


@pytest.fixture(scope="session")
def write_parts() -> Callable[[Path, Mapping[str, bytes]], Path]:
    def write(path: Path, parts: Mapping[str, bytes]) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path

    return write


@pytest.fixture(scope="session")
def mark_at() -> MakeMark:
    def make(
        cell: str,
        sheet: str = "Tabel 3.1",
        severity: Severity = Severity.ERROR,
        code: str = "HIT01",
        note: str = "HIT01 capaian-berbeda\nTertulis: 90,00\nPerbaikan: isi 87,50",
    ) -> Mark:
        row, column = parse_a1(cell)
        return Mark(sheet=sheet, row=row, column=column, severity=severity, code=code, note=note)

    return make


@pytest.fixture(scope="session")
def some_marks(mark_at: MakeMark) -> list[Mark]:
    """Marks on plain, noted, merged, empty and far cells, on open, locked and hidden sheets."""
    return [
        mark_at("C4"),
        mark_at("C4", severity=Severity.INFO, code="ANG02", note="ANG02 angka\nsatu lagi"),
        mark_at("B3", severity=Severity.WARNING, code="SER01"),
        mark_at("A7"),
        mark_at("Z900", severity=Severity.INFO, code="KOS01"),
        mark_at("B2", sheet="Tabel 3.4"),
        mark_at("B2", sheet="Rincian & Isu", severity=Severity.WARNING),
    ]


@pytest.fixture(scope="session")
def some_findings() -> list[Finding]:
    def find(severity: Severity, code: str, cell: str, **texts: str) -> Finding:
        row, column = parse_a1(cell)
        return Finding(
            code=code,
            name="capaian-berbeda-dari-hitungan",
            severity=severity,
            at=CellRef("buku.xlsx", "Tabel 3.1", row, column),
            message="capaian tertulis 90,00%, hasil hitung 87,50%",
            fix="isi 87,50%, atau periksa target dan realisasinya",
            **texts,
        )

    return [
        find(
            Severity.ERROR,
            "HIT01",
            "C4",
            field="capaian",
            item="Panjang jalan mantap",
            written="90,00",
            expected="87,50",
            calculation="70 / 80 × 100 = 87,50",
        ),
        find(Severity.WARNING, "SER01", "B3", field="tw1_target", item="=HYPERLINK(1)"),
        find(Severity.INFO, "ANG02", "C4", written="-5", expected="+5", item="@kantor"),
    ]


@pytest.fixture(scope="session")
def some_catatan(some_findings: list[Finding]) -> OwnSheet:
    return make_catatan(some_findings, today=date(2024, 1, 31))


@pytest.fixture(scope="session")
def finding_marks(some_findings: list[Finding]) -> list[Mark]:
    return make_marks(some_findings)


def _png() -> io.BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">2I5B", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\0\0\xff\0\0" * 2)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.fixture(scope="session")
def rich_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with whatever an office's sheets carry besides numbers, as XlsxWriter writes it."""
    path = tmp_path_factory.mktemp("rich") / "buku.xlsx"
    book = xlsxwriter.Workbook(path)
    yellow = book.add_format({"bg_color": "#FFFF00", "num_format": "0.00%"})
    sheet = book.add_worksheet("Tabel 3.1")
    sheet.merge_range("A1:D1", "Pencapaian Realisasi Kinerja", yellow)
    sheet.write_row("A2", ["Indikator", "Target", "Capaian"])
    sheet.write_row("A3", ["Panjang jalan mantap", 80, 0.9])
    sheet.write_formula("C4", "=B3/80", yellow, 1)
    sheet.merge_range("A5:B8", "Sasaran", yellow)
    sheet.write_comment("B3", STAFF_NOTE, {"author": "Staf"})
    sheet.data_validation("D3:D9", {"validate": "list", "source": ["ya", "tidak"]})
    sheet.conditional_format(
        "C3:C9", {"type": "cell", "criteria": ">", "value": 1, "format": yellow}
    )
    sheet.conditional_format("B3:B9", {"type": "data_bar", "data_bar_2010": True})
    sheet.insert_image("F2", "gambar.png", {"image_data": _png()})
    sheet.write_url("E3", "https://example.org/", string="situs")
    sheet.set_row(3, 45)
    sheet.set_column("B:B", 25)
    sheet.set_landscape()
    sheet.set_header("&L&G", {"image_left": "gambar.png", "image_data_left": _png()})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Tabel 3.1'!$B$3:$B$4"})
    sheet.insert_chart("F8", chart)
    locked = book.add_worksheet("Tabel 3.4")
    locked.add_table("A1:B4", {"data": [["a", 1], ["b", 2], ["c", 3]]})
    locked.protect("rahasia")
    locked.insert_button("D2", {"caption": "Hitung"})
    hidden = book.add_worksheet("Rincian & Isu")
    hidden.write("A1", "tersembunyi")
    hidden.hide()
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "='Tabel 3.1'!$B$3:$B$4"})
    book.add_chartsheet("Grafik").set_chart(line)
    book.define_name("'Tabel 3.4'!Pagu", "='Tabel 3.4'!$B$2")
    book.close()
    return path


@pytest.fixture(scope="session")
def plain_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book as openpyxl writes it, with a note and a conditional format."""
    path = tmp_path_factory.mktemp("plain") / "buku.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tabel 3.1"
    sheet.append(["Indikator", "Target", "Capaian"])
    sheet.append(["Jalan", 80, "=B2/80"])
    sheet.merge_cells("A5:B8")
    sheet["B3"].comment = Comment(STAFF_NOTE, "Staf")
    fill = PatternFill("solid", bgColor="FFFF00")
    sheet.conditional_formatting.add("B2:B9", CellIsRule("greaterThan", ["1"], fill=fill))
    book.create_sheet("Tabel 3.4")
    book.create_sheet("Rincian & Isu").sheet_state = "hidden"
    book.save(path)
    return path


_STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def _as_strict(parts: Parts) -> Parts:
    changed = dict(parts)
    for name in parts:
        if name.endswith((".xml", ".rels")):
            for transitional, strict in _STRICT:
                changed[name] = changed[name].replace(transitional, strict)
    return changed


def _with_prefixes(parts: Parts) -> Parts:
    """Return the parts with every element of the default namespace under a prefix."""
    changed = dict(parts)
    for name, data in parts.items():
        if re.search(r"(worksheets/|workbook|styles|comments|_rels/|Content_Types)", name) and (
            b"<?xml" in data[:10]
        ):
            head, body = data.split(b"?>", 1)
            body = re.sub(rb"<(/?)(?=[A-Za-z]\w*[\s/>])", rb"<\1n0:", body)
            changed[name] = head + b"?>" + body.replace(b" xmlns=", b" xmlns:n0=", 1)
    return changed


def _as_utf16(parts: Parts) -> Parts:
    changed = dict(parts)
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/comments1.xml"):
        text = parts[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        changed[name] = text.encode("utf-16")
    return changed


def _with_odd_names(parts: Parts) -> Parts:
    """Return the parts under names whose case differs from what refers to them."""
    return {
        name.replace("sheet1.xml", "Sheet1.XML") if name.startswith("xl/work") else name: data
        for name, data in parts.items()
    }


def _with_backslashes(parts: Parts) -> Parts:
    """Return the parts under names as some programs for Windows write them."""
    return {name.replace("/", "\\"): data for name, data in parts.items()}


def _with_boxes_in_alternatives(parts: Parts) -> Parts:
    """Return the parts of a strict book as Excel ties the boxes of notes to its sheets."""
    changed = _as_strict(parts)
    head = b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
    head += b'2006"><mc:Choice xmlns:v="urn:schemas-microsoft-com:vml" Requires="v">'
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            changed[name] = re.sub(
                rb"<legacyDrawing [^>]*>",
                lambda match: head + match[0] + b"</mc:Choice></mc:AlternateContent>",
                changed[name],
            )
    return changed


def _with_relations_by_name(parts: Parts) -> Parts:
    """Return the parts with a type for each part of relationships, and none for further ones."""
    name = "[Content_Types].xml"
    default = re.compile(rb'<Default Extension="rels" ContentType="([^"]*)"/>')
    found = default.search(parts[name])
    assert found is not None
    lines = b"".join(
        b'<Override PartName="/%s" ContentType="%s"/>' % (part.encode(), found[1])
        for part in parts
        if part.endswith(".rels")
    )
    types = default.sub(b"", parts[name]).replace(b"</Types>", lines + b"</Types>")
    return parts | {name: types}


def _without_styles(parts: Parts) -> Parts:
    changed = _with_lost_styles(parts)
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        changed[name] = re.sub(rb"<[^<>]*styles\.xml[^<>]*/>", b"", changed[name])
    return changed


def _with_lost_styles(parts: Parts) -> Parts:
    """Return the parts without the styles that they still speak of."""
    changed = {name: data for name, data in parts.items() if name != "xl/styles.xml"}
    for name in changed:
        if name.startswith("xl/worksheets/sheet"):
            changed[name] = re.sub(rb' s="\d+"', b"", changed[name])
            changed[name] = re.sub(
                rb"<conditionalFormatting.*?</conditionalFormatting>", b"", changed[name]
            )
    return changed


def _with_empty_lists(parts: Parts) -> Parts:
    """Return the parts with an empty ``dxfs``, an empty sheet, and relationships of no bytes."""
    changed = _without_rules(parts)
    styles = re.sub(rb"<dxfs.*</dxfs>", b"<dxfs  count='0' />", changed["xl/styles.xml"])
    assert b"<dxfs  count='0' />" in styles
    changed["xl/styles.xml"] = styles
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    changed["xl/worksheets/sheet3.xml"] = b'<worksheet xmlns="' + main + b'" />'
    changed["xl/worksheets/_rels/sheet3.xml.rels"] = b""
    return changed


def _without_rules(parts: Parts) -> Parts:
    return {
        name: re.sub(rb"<(conditionalFormatting|extLst).*?</\1>", b"", data)
        if name.startswith("xl/worksheets/sheet")
        else data
        for name, data in parts.items()
    }


def _with_comments_in_rows(parts: Parts) -> Parts:
    """Return the parts with look-alikes of tags inside comments and CDATA among the rows."""
    name = "xl/worksheets/sheet1.xml"
    odd = b"<!-- </sheetData><sheetData> --></sheetData><?odd </sheetData>?>"
    return parts | {name: parts[name].replace(b"</sheetData>", odd)}


_THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def _relate(parts: Parts, rels: str, *relations: tuple[str, str]) -> bytes:
    """Return a part of relationships with further ones, given as type and target."""
    lines = "".join(
        f'<Relationship Id="rIdX{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations)
    )
    return parts[rels].replace(b"</Relationships>", f"{lines}</Relationships>".encode())


def _as_template(parts: Parts) -> Parts:
    name = "[Content_Types].xml"
    return parts | {
        name: parts[name].replace(_MAIN_TYPE, _MAIN_TYPE.replace(b"sheet", b"template"))
    }


def _with_macros(parts: Parts) -> Parts:
    name, rels = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    macros = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    relation = (
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "vbaProject.bin",
    )
    types = parts[name].replace(_MAIN_TYPE, kind).replace(b"<Override", macros + b"<Override", 1)
    return parts | {
        name: types,
        rels: _relate(parts, rels, relation),
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(range(256)),
    }


def _with_threads(parts: Parts) -> Parts:
    """Return the parts with a thread on B3, its stand-in among the notes, and who wrote it."""
    sheet, comments = "xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml"
    book = "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships"
    return parts | {
        "xl/persons/person.xml": f'<personList xmlns="{_THREADS}"><person displayName="Staf"'
        ' id="{2}"/></personList>'.encode(),
        "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="{_THREADS}">'
        '<threadedComment ref="B3" personId="{2}" id="{1}"><text>Mohon dicek</text>'
        "</threadedComment></ThreadedComments>".encode(),
        sheet: _relate(
            parts, sheet, (f"{kind}/threadedComment", "../threadedComments/threadedComment1.xml")
        ),
        book: _relate(parts, book, (f"{kind}/person", "persons/person.xml")),
        comments: parts[comments].replace(b"<author>Staf<", b"<author>tc={1}<"),
    }


def _with_filter(parts: Parts) -> Parts:
    """Return the parts with a filter on the first sheet, and the hidden name that goes with it."""
    sheet, book = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    name = b'<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
    name += b"'Tabel 3.1'!$A$2:$C$4</definedName></definedNames>"
    return parts | {
        sheet: parts[sheet].replace(b"<mergeCells", b'<autoFilter ref="A2:C4"/><mergeCells', 1),
        book: parts[book].replace(b"</definedNames>", name),
    }


VARIANTS: dict[str, Callable[[Parts], Parts]] = {
    "as it is": dict,
    "strict": _as_strict,
    "prefixes": _with_prefixes,
    "strict with prefixes": lambda parts: _with_prefixes(_as_strict(parts)),
    "utf-16": _as_utf16,
    "odd names": _with_odd_names,
    "backslashes": _with_backslashes,
    "boxes in alternatives": _with_boxes_in_alternatives,
    "relations by name": _with_relations_by_name,
    "no styles": _without_styles,
    "lost styles": _with_lost_styles,
    "empty lists": _with_empty_lists,
    "comments in rows": _with_comments_in_rows,
    "template": _as_template,
    "macros": _with_macros,
    "threads": _with_threads,
    "filter": _with_filter,
}


@pytest.fixture(params=VARIANTS)
def variant(
    request: pytest.FixtureRequest,
    rich_book: Path,
    tmp_path: Path,
    read_parts: Callable[[Path], Parts],
    write_parts: Callable[[Path, Mapping[str, bytes]], Path],
) -> Path:
    """The rich book, rewritten in one of the ways that other programs write books."""
    return write_parts(tmp_path / "buku.xlsx", VARIANTS[request.param](read_parts(rich_book)))
