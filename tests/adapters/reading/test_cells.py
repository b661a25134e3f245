"""Cells as other programs write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.grid import ErrorValue, Grid, Look, Value
from lkjip_xl.location import CellRange

Parts = dict[str, str | bytes]
WritePackage = Callable[[Parts], Path]
MakeParts = Callable[..., Parts]
ReadSheet = Callable[..., Grid]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<v>95.65</v>", 95.65),
        ("<v> 1.5E+2\n</v>", 150.0),
        ("<v></v>", None),
        ("<v>NaN</v>", ErrorValue.NUM),
        ("<v>1e999</v>", ErrorValue.NUM),
        ("", None),
    ],
)
def test_a_number(read_sheet: ReadSheet, cell: str, value: Value) -> None:
    grid = read_sheet(f'<row r="2"><c r="B2">{cell}</c><c r="C2"><v>1</v></c></row>')

    assert grid.value(2, 2) == value
    assert grid.rows == {2: (None, value, 1.0)}


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("s", "<v>0</v>", "Rasio KDRT"),
        ("s", "<v>1</v>", None),
        ("str", "<v> 95,65 </v>", " 95,65 "),
        ("str", "<v></v>", None),
        ("b", "<v>1</v>", True),
        ("b", "<v>false</v>", False),
        ("e", "<v>#DIV/0!</v>", ErrorValue.DIV0),
        ("e", "<v>#SPILL!</v>", ErrorValue.OTHER),
        ("d", "<v>2021-12-31T12:00:00</v>", 44561.5),
        ("d", "<v>2021-12-31</v>", 44561.0),
        ("inlineStr", "<is><t>1.03.02</t></is>", "1.03.02"),
        ("inlineStr", '<is><t xml:space="preserve"> </t></is>', " "),
        ("inlineStr", "<is><t/></is>", None),
        ("inlineStr", "<is>\n<r><rPr><b/></rPr><t>Jumlah </t></r>\n<r><t>PPA</t></r>\n</is>",
         "Jumlah PPA"),
        ("inlineStr", "<is><t>漢字</t><rPh sb='0' eb='2'><t>カンジ</t></rPh></is>", "漢字"),
        ("inlineStr", "<is><t>satu_x000D_\ndua</t></is>", "satu\r\ndua"),
        ("inlineStr", "<is><t>a_x005F_x0041_</t></is>", "a_x0041_"),
        ("inlineStr", "<is><t>_xD83D__xDE00_</t></is>", "😀"),
        ("inlineStr", "<is><t>a &lt; b<![CDATA[ & c]]></t></is>", "a < b & c"),
    ],
)  # fmt: skip
def test_other_kinds(read_sheet: ReadSheet, kind: str, cell: str, value: Value) -> None:
    grid = read_sheet(
        f'<row r="1"><c r="A1" t="{kind}">{cell}</c></row>',
        strings="<si><t>Rasio KDRT</t></si><si><t></t></si>",
    )

    assert grid.value(1, 1) == value
    assert type(grid.value(1, 1)) is type(value)


def test_shared_strings_of_every_shape(read_sheet: ReadSheet) -> None:
    grid = read_sheet(
        "<row>" + "".join(f'<c t="s"><v>{number}</v></c>' for number in range(4)) + "</row>",
        strings="""
            <si><r><rPr><b/></rPr><t>PROGRAM </t></r><r><t xml:space="preserve">A </t></r></si>
            <si><t>漢字</t><rPh sb="0" eb="2"><t>カンジ</t></rPh><phoneticPr fontId="1"/></si>
            <si/>
            <si><t>baris_x000A_dua</t></si>
        """,
    )

    assert grid.rows == {1: ("PROGRAM A ", "漢字", None, "baris\ndua")}


def test_a_text_that_comes_twice_is_kept_once(read_sheet: ReadSheet) -> None:
    cell = '<c t="inlineStr"><is><t>Dokumen pelaksanaan</t></is></c>'
    grid = read_sheet(f"<row>{cell}{cell}</row>")

    assert grid.value(1, 1) is grid.value(1, 2)


def test_rows_and_cells_without_addresses_follow_one_another(read_sheet: ReadSheet) -> None:
    grid = read_sheet("""
        <row><c><v>1</v></c><c><v>2</v></c></row>
        <row><c r="C2"><v>3</v></c><c><v>4</v></c></row>
        <row r="7"><c><v>5</v></c></row>
        <row><c><v>6</v></c></row>
        <row><c r="B12"><v>7</v></c></row>
        <row><c><v>8</v></c></row>
    """)

    assert grid.rows == {
        1: (1.0, 2.0),
        2: (None, None, 3.0, 4.0),
        7: (5.0,),
        8: (6.0,),
        12: (None, 7.0),
        13: (8.0,),
    }


def test_cells_out_of_order_and_rows_in_pieces(read_sheet: ReadSheet) -> None:
    grid = read_sheet(
        '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>'
        '<row r="1"><c r="E1"><v>5</v></c></row>'
    )

    assert grid.rows == {1: (1.0, None, 3.0, None, 5.0)}


def test_blank_rows_have_no_entry(read_sheet: ReadSheet) -> None:
    grid = read_sheet('<row r="1"/><row r="2"><c r="A2" s="0"/></row><row r="3" hidden="1"/>')

    assert not grid.rows
    assert not grid.hidden_rows
    assert grid.height == grid.width == 0


def test_what_is_hidden_or_outlined(read_sheet: ReadSheet) -> None:
    grid = read_sheet(
        '<row r="1" hidden="1"><c><v>1</v></c></row>'
        '<row r="2" outlineLevel="2"><c><v>1</v></c></row>',
        around=(
            '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="0"/>'
            '<col min="1023" max="16384" hidden="true"/></cols>{}'
        ),
    )

    assert grid.hidden_rows == {1}
    assert grid.outline == {2: 2}
    assert grid.hidden_columns == {2, 3, 1023, 1024}


def test_merges(read_sheet: ReadSheet) -> None:
    grid = read_sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>',
        around='{}<mergeCells count="2"><mergeCell ref="A1:A3"/><mergeCell ref="$C$2:B1"/>'
        "</mergeCells>",
    )

    assert grid.merges == [CellRange(1, 1, 3, 1), CellRange(1, 2, 2, 3)]
    assert grid.shown(3, 1) == 1.0


def test_where_excel_was_told_to_keep_quiet(read_sheet: ReadSheet) -> None:
    grid = read_sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        around='{}<ignoredErrors><ignoredError sqref="A1:B3 D5" formula="1" evalError="true"/>'
        '<ignoredError sqref="nonsense C1" numberStoredAsText="1" formula="0"/></ignoredErrors>',
    )

    assert grid.ignored == {
        "formula": [CellRange.parse("A1:B3"), CellRange.parse("D5")],
        "evalError": [CellRange.parse("A1:B3"), CellRange.parse("D5")],
        "numberStoredAsText": [CellRange.parse("C1")],
    }
    assert grid.ignores("formula", 2, 2) and not grid.ignores("formula", 1, 3)
    assert not grid.ignores("formulaRange", 1, 1)


def test_formulas_and_results_that_are_missing(read_sheet: ReadSheet) -> None:
    grid = read_sheet("""
        <row r="1">
          <c r="A1"><f>B1/C1*100</f><v>95.5</v></c>
          <c r="B1"><f>SUM(C1:C9)</f></c>
          <c r="C1"><f>=A1&amp;" _x"</f><v/></c>
          <c r="D1" t="str"><f>""</f><v></v></c>
          <c r="E1"><f t="array" ref="E1:E2">A1:A2*2</f><v>1</v></c>
          <c r="F1"><f t="dataTable" ref="F1:F2" r1="A1"/><v>2</v></c>
        </row>
    """)

    assert grid.formulas == {
        (1, 1): "B1/C1*100",
        (1, 2): "SUM(C1:C9)",
        (1, 3): 'A1&" _x"',
        (1, 4): '""',
        (1, 5): "A1:A2*2",
    }
    assert grid.stale == {(1, 2), (1, 3)}
    assert grid.rows[1] == (95.5, None, None, None, 1.0, 2.0)


def test_shared_formulas_reach_every_cell(read_sheet: ReadSheet) -> None:
    grid = read_sheet("""
        <row r="1"><c r="C1"><f t="shared" si="1"/><v>1</v></c></row>
        <row r="2"><c r="C2"><f t="shared" ref="C1:C3" si="1">A2/B$1*100</f><v>1</v></c></row>
        <row r="3"><c r="C3"><f t="shared" si="1"/></c></row>
    """)

    assert grid.formulas == {(1, 3): "A1/B$1*100", (2, 3): "A2/B$1*100", (3, 3): "A3/B$1*100"}
    assert grid.stale == {(3, 3)}


def test_looks(read_sheet: ReadSheet) -> None:
    grid = read_sheet(
        '<row r="1">' + "".join(f'<c s="{number}"><v>1</v></c>' for number in range(8)) + "</row>",
        styles="""
            <numFmts><numFmt numFmtId="164" formatCode="#,##0.00&quot; km&quot;"/></numFmts>
            <fonts><font/><font><b/></font><font><b val="0"/><i val="true"/></font></fonts>
            <fills>
              <fill><patternFill patternType="none"/></fill>
              <fill><patternFill patternType="gray125"><fgColor rgb="1"/></patternFill></fill>
              <fill><patternFill patternType="solid"><fgColor rgb="ffff0000"/></patternFill></fill>
              <fill>
                <patternFill patternType="solid"><fgColor theme="4" tint="0.5"/></patternFill>
              </fill>
              <fill><patternFill patternType="solid"><fgColor indexed="22"/></patternFill></fill>
            </fills>
            <cellStyleXfs><xf fontId="1"/></cellStyleXfs>
            <cellXfs>
              <xf numFmtId="0" fontId="0" fillId="0"/>
              <xf numFmtId="10" fontId="1" fillId="2"><alignment indent="2"/></xf>
              <xf numFmtId="164" fontId="2" fillId="3" applyFont="0"/>
              <xf numFmtId="4" fillId="4"/>
              <xf numFmtId="999" fontId="99" fillId="1"/>
              <xf numFmtId="10" fontId="1" fillId="2"><alignment indent="2"/></xf>
            </cellXfs>
            <dxfs><dxf><font><b/></font><numFmt numFmtId="164" formatCode="0"/></dxf></dxfs>
        """,
    )  # fmt: skip
    program = Look("0.00%", bold=True, indent=2, fill="FFFF0000")

    assert [grid.look(1, column) for column in range(1, 9)] == [
        Look(),
        program,
        Look('#,##0.00" km"', italic=True, fill="theme:4:0.5"),
        Look("#,##0.00", fill="indexed:22"),
        Look(),
        program,
        Look(),
        Look(),
    ]
    assert len(grid.palette) == 4


def test_rows_that_look_alike_share_their_looks(read_sheet: ReadSheet) -> None:
    grid = read_sheet(
        '<row r="1"><c s="1"><v>1</v></c></row><row r="2"><c s="1"><v>1</v></c></row>',
        styles="<fonts><font><b/></font></fonts>"
        "<cellXfs><xf numFmtId='1'/><xf fontId='0'/></cellXfs>",
    )

    assert grid.looks[1] is grid.looks[2]


def test_looks_of_a_row_in_pieces(read_sheet: ReadSheet) -> None:
    grid = read_sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>'
        '<row r="1"><c r="C1" s="1"><v>1</v></c><c r="D1" s="1"/></row>'
        '<row r="1"><c r="D1"><v>1</v></c></row>',
        styles="<fonts><font><b/></font></fonts>"
        "<cellXfs><xf fontId='9'/><xf fontId='0'/></cellXfs>",
    )

    assert grid.rows == {1: (1.0, 1.0, 1.0, 1.0)}
    assert [grid.look(1, column).bold for column in range(1, 5)] == [False, False, True, False]


def test_dates_counted_from_1904(make_parts: MakeParts, write_package: WritePackage) -> None:
    codes = ("General", '"d"0', "[$Rp-421]#,##0_d", "dd/mm/yyyy", "[h]:mm:ss", "mmmm yyyy")
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>'.replace('"d"', "&quot;d&quot;")
        for number, code in enumerate(codes, 164)
    )
    entries = "".join(f'<xf numFmtId="{number}"/>' for number in range(164, 164 + len(codes)))
    cells = "".join(f'<c s="{style}"><v>1.5</v></c>' for style in range(len(codes)))
    parts = make_parts(
        f"<sheetData><row>{cells}<c s='3' t='str'><v>a</v></c></row><row><c><v>1</v></c></row>"
        "</sheetData>",
        styles=f"<numFmts>{formats}</numFmts><cellXfs>{entries}</cellXfs>",
    )
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        "<sheets>", '<workbookPr date1904="1"/><sheets>'
    )
    (grid,) = FileBook(write_package(parts)).grids()

    assert grid.rows == {1: (1.5, 1.5, 1.5, 1463.5, 1.5, 1463.5, "a"), 2: (1.0,)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_prefixes_and_encodings(
    make_parts: MakeParts, write_package: WritePackage, prefix: str, encoding: str
) -> None:
    declare = f"xmlns{':x' if prefix else ''}='http://purl.oclc.org/ooxml/spreadsheetml/main'"
    sheet = (
        f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>"
        f"<worksheet {declare} xmlns:z='urn:lain'><sheetData>"
        '<row r="1"><c r="A1" t="str"><f>B1</f><v>Ünïcode</v></c></row></sheetData>'
        "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>"
        "<extLst><z:mergeCell ref='C1:D1'/></extLst></worksheet>"
    )
    sheet = re.sub(r"<(/?)(?=[a-zA-Z])(?!z:)", rf"<\g<1>{prefix}", sheet)
    parts = make_parts("")
    parts["xl/worksheets/sheet1.xml"] = sheet.encode(encoding)
    (grid,) = FileBook(write_package(parts)).grids()

    assert grid.rows == {1: ("Ünïcode",)}
    assert grid.formulas == {(1, 1): "B1"}
    assert grid.merges == [CellRange(1, 1, 1, 2)]


def test_sheets_in_tab_order(make_parts: MakeParts, write_package: WritePackage) -> None:
    parts = make_parts("<sheetData/>", "<sheetData/>", "<sheetData/>")
    workbook = str(parts["xl/workbook.xml"])
    workbook = workbook.replace('name="Lembar 2"', 'name="Bab &amp; III" state="veryHidden"')
    parts["xl/workbook.xml"] = workbook.replace(
        "</sheets>", '<sheet name="Grafik" sheetId="9" r:id="rId9"/></sheets>'
    )
    links = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = links.replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>'
        "</Relationships>",
    ).replace("worksheets/sheet3.xml", "/XL/Worksheets/Sheet3.xml")
    book = FileBook(write_package(parts))
    grids = list(book.grids())

    assert [(grid.file, grid.sheet, grid.hidden) for grid in grids] == [
        ("buku.xlsx", "Lembar 1", False),
        ("buku.xlsx", "Bab & III", True),
        ("buku.xlsx", "Lembar 3", False),
    ]
    assert book.name == "buku.xlsx"
    assert not book.remarks
