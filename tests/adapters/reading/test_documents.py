"""Documents are read as Word shows them: merges, captions, tracked changes, boxes, pages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word import W, paragraph, write_body, write_document

from lkjip_xl.adapters.docx.book import DocumentBook
from lkjip_xl.adapters.drawn import draw
from lkjip_xl.adapters.files import open_book
from lkjip_xl.grid import Grid, SheetKind
from lkjip_xl.lampiran.office_year import read_office_year
from lkjip_xl.location import CellRange
from lkjip_xl.ports import BookError


def read(path: Path) -> list[Grid]:
    return list(open_book(path).grids())


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(map(cell, cells))}</w:tr>"


def cell(text: str) -> str:
    return text if text.startswith("<w:tc>") else f"<w:tc>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


class TestTables:
    def test_each_table_is_a_sheet_with_its_caption(self, tmp_path: Path) -> None:
        drawing = draw("""
            Tabel 3.2 Perbandingan Realisasi

            | Sasaran       | Indikator | Realisasi | <    |
            | ^             | ^         | 2022      | 2023 |
            | Jalan membaik | Jalan     | 65        | 70,5 |
            | ^             | Jembatan  | 1         | 2    |
        """)
        text, grid = read(write_document(tmp_path / "a.docx", ["Uraian.", *drawing.sheets]))

        assert (text.kind, text.rows) == (SheetKind.NASKAH, {1: ["Uraian."]})
        assert (grid.sheet, grid.kind) == ("Tabel 3.2 (tabel ke-1)", SheetKind.TABEL)
        assert list(grid.caption) == ["Tabel 3.2 Perbandingan Realisasi"]
        assert grid.rows[3] == ["Jalan membaik", "Jalan", 65.0, 70.5]
        assert set(grid.merges) == {
            CellRange.parse("A1:A2"), CellRange.parse("B1:B2"), CellRange.parse("C1:D1"), CellRange.parse("A3:A4"),
        }  # fmt: skip

    def test_columns_left_free_and_a_merge_that_ends(self, tmp_path: Path) -> None:
        down, on = ("<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format(*one) for one in (
            ('<w:vMerge w:val="restart"/>', paragraph("a")), ("<w:vMerge/>", paragraph("")),
        ))  # fmt: skip
        before = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{}</w:tr>'
        body = table(row(down, "1"), row(on, "2"), row("b", "3"), before.format(cell("4")))
        (grid,) = read(write_body(tmp_path / "a.docx", body))

        assert grid.merges == [CellRange.parse("A1:A2")]
        assert grid.rows == {1: ["a", 1.0], 2: [None, 2.0], 3: ["b", 3.0], 4: [None, 4.0]}

    def test_a_column_that_word_numbers(self, tmp_path: Path) -> None:
        """The numbers stand in no text, and an empty cell of a list reads as its number."""

        def numbered(level: int, text: str = "") -> str:
            own = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
            return f"<w:tc><w:p>{own}<w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for n, (kind, text) in enumerate(
                (("upperRoman", "%1."), ("decimal", "%2"), ("lowerLetter", "%2.%3)"))
            )
        )
        lists = f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>'
        )
        order = (0, 1, 1, 2, 0, 1)
        body = table(*(row(numbered(level), "x") for level in order), row(numbered(1, "teks"), "x"))
        parts = {"word/numbering.xml": lists, "word/_rels/document.xml.rels": relations}
        (grid,) = read(write_body(tmp_path / "a.docx", body, **parts))

        assert [grid.value(at, 1) for at in range(1, 8)] == [
            "I.",
            1.0,
            2.0,
            "2.a)",
            "II.",
            1.0,
            "teks",
        ]

    def test_borders_a_hair_apart_are_one(self, tmp_path: Path) -> None:
        """Word makes a column of its own of a border that somebody dragged a little."""

        def spanning(text: str, span: int) -> str:
            return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph(text)}</w:tc>'

        widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (1000, 60, 940, 200, 900))
        rows = row(spanning("a", 1), spanning("b", 2), "c", "d") + row(
            spanning("1", 2), "2", "3", "4"
        )
        body = f"<w:tbl><w:tblGrid>{widths}</w:tblGrid>{rows}</w:tbl>"
        (grid,) = read(write_body(tmp_path / "a.docx", body))

        assert grid.rows == {1: ["a", "b", "c", "d"], 2: [1.0, 2.0, 3.0, 4.0]}
        assert grid.merges == []

    def test_a_width_that_no_table_has_is_not_believed(self, tmp_path: Path) -> None:
        wide = f'<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr>{paragraph("a")}</w:tc>'
        (grid,) = read(write_body(tmp_path / "a.docx", table(row(*[wide] * 300, "b"))))

        assert grid.width < 1000

    def test_a_table_in_a_cell_is_one_of_its_own(self, tmp_path: Path) -> None:
        inner = table(row("x", "y"))
        body = table(row("a", f"<w:tc>{paragraph('b')}{inner}<w:p/></w:tc>"))
        outer, nested = read(write_body(tmp_path / "a.docx", body))

        assert (outer.rows, nested.rows) == ({1: ["a", "b"]}, {1: ["x", "y"]})

    @pytest.mark.parametrize("between", ["", "<w:p/>", paragraph("Lanjutan Tabel 3.1"), paragraph("Tabel 3.1 (lanjutan)")])  # fmt: skip
    def test_a_table_goes_on_over_pages(self, tmp_path: Path, between: str) -> None:
        first = paragraph("Tabel 3.1 Capaian") + table(row("Indikator", "Target"), row("a", "1"))
        body = first + between + table(row("b", "2"))
        (grid,) = read(write_body(tmp_path / "a.docx", body))

        assert grid.rows == {1: ["Indikator", "Target"], 2: ["a", 1.0], 3: ["b", 2.0]}

    def test_another_caption_begins_another_table(self, tmp_path: Path) -> None:
        drawings = [draw(f"Tabel 3.{n} Capaian\n\n| a | b |\n| c | d |") for n in (1, 2)]
        grids = read(write_document(tmp_path / "a.docx", [d.sheets[0] for d in drawings]))

        assert [grid.sheet for grid in grids] == [
            "Tabel 3.1 (tabel ke-1)",
            "Tabel 3.2 (tabel ke-2)",
        ]

    def test_a_caption_made_of_fields(self, tmp_path: Path) -> None:
        field = '<w:fldSimple w:instr=" SEQ Tabel "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
        code = "<w:r><w:instrText> REF x </w:instrText></w:r>"
        caption = f'<w:p><w:r><w:t xml:space="preserve">Tabel </w:t></w:r>{code}{field}<w:r><w:t xml:space="preserve"> Belanja</w:t></w:r></w:p>'
        (grid,) = read(write_body(tmp_path / "a.docx", caption + table(row("a", "b"))))

        assert (grid.sheet, list(grid.caption)) == ("Tabel 7 (tabel ke-1)", ["Tabel 7 Belanja"])

    def test_a_sentence_above_is_no_caption(self, tmp_path: Path) -> None:
        blocks = ["Rinciannya disajikan di bawah ini:", draw("| a | b |\n| c | d |").sheets[0]]
        text, grid = read(write_document(tmp_path / "a.docx", blocks))

        assert (len(text.rows), list(grid.caption)) == (1, [])


class TestText:
    def test_changes_count_as_accepted(self, tmp_path: Path) -> None:
        body = (
            '<w:p><w:r><w:t xml:space="preserve">Pagu </w:t></w:r><w:del w:id="1"><w:r><w:delText>Rp1</w:delText></w:r></w:del>'
            '<w:ins w:id="2"><w:r><w:t>Rp2</w:t></w:r></w:ins><w:moveFrom w:id="3"><w:r><w:t>lama</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r></w:p>'
            + table(row("a", "b"), '<w:tr><w:trPr><w:del w:id="4"/></w:trPr><w:tc><w:p/></w:tc></w:tr>', row("c", "d"))
        )  # fmt: skip
        text, grid = read(write_body(tmp_path / "a.docx", body))

        assert text.rows == {1: ["Pagu Rp2."]}
        assert grid.rows == {1: ["a", "b"], 2: ["c", "d"]}

    def test_hidden_text_is_not_there(self, tmp_path: Path) -> None:
        body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>y</w:t></w:r></w:p>"
        (text,) = read(write_body(tmp_path / "a.docx", body))

        assert text.rows == {1: ["y"]}

    def test_a_text_box_is_read_once(self, tmp_path: Path) -> None:
        box = f"<w:txbxContent>{paragraph('Di kotak.')}</w:txbxContent>"
        body = f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>Di luar.</w:t></w:r></w:p>"
        (text,) = read(write_body(tmp_path / "a.docx", body))

        assert text.rows == {1: ["Di luar."], 2: ["Di kotak."]}

    def test_sentences_and_headings(self, tmp_path: Path) -> None:
        words = "Pagu Rp. 5.000,- sesuai No. 9 Tahun 2020. Realisasinya 90%. Adapun a. Gaji"
        (text,) = read(write_document(tmp_path / "a.docx", ["# BAB I", words, "Baris\nlain"]))

        assert text.outline == {1: 1}
        assert text.rows[2] == [
            "Pagu Rp. 5.000,- sesuai No. 9 Tahun 2020.",
            "Realisasinya 90%.",
            "Adapun a. Gaji",
        ]
        assert text.rows[3] == ["Baris", "lain"]


NUMBERS = st.one_of(
    st.integers(0, 10**12).map(lambda n: f"{n:,}".replace(",", ".")),
    st.decimals(0, 1000, places=2).map(lambda d: str(d).replace(".", ",")),
    st.integers(0, 100).map(lambda n: f"{n}%"),
)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=6))
def test_a_table_reads_as_in_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    """A drawn table put into a document gives the figures that it has as a sheet."""
    body = "\n".join(f"| Indikator {n} | km | {' | '.join(one)} |" for n, one in enumerate(rows))
    head = "| Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |"
    drawing = draw(f"Tabel 3.1 Pengukuran Kinerja Tahun 2023\n\n{head}\n{body}")
    path = write_document(tmp_path_factory.mktemp("d") / "a.docx", drawing.sheets)

    (sheet,), (table_,) = (
        read_office_year(grids).lampiran for grids in (drawing.sheets, read(path))
    )
    assert (sheet.title, sheet.year) == (table_.title, table_.year)
    for one, other in zip(sheet.rows, table_.rows, strict=True):
        assert [(c.column.key, c.figure) for c in one.angka] == [
            (c.column.key, c.figure) for c in other.angka
        ]
        assert (one.indikator, one.satuan) == (other.indikator, other.satuan)


class TestRefusals:
    def test_a_document_is_one_whatever_its_name(self, tmp_path: Path) -> None:
        book = open_book(write_body(tmp_path / "laporan.xlsx", paragraph("a")))

        assert isinstance(book, DocumentBook)

    def test_where_only_workbooks_do(self, tmp_path: Path) -> None:
        with pytest.raises(BookError, match="dokumen Word") as caught:
            open_book(write_body(tmp_path / "a.docx", paragraph("a")), documents=False)
        assert "lkjip periksa" in caught.value.fix

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"PK\x03\x04 terpotong", "dokumen Word yang utuh"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word lama"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), "kata sandi"),
            (b"%PDF-1.7", "PDF"),
        ],
    )  # fmt: skip
    def test_what_is_no_document(self, tmp_path: Path, content: bytes, what: str) -> None:
        path = tmp_path / "laporan.doc"
        path.write_bytes(content)

        with pytest.raises(BookError, match=what) as caught:
            open_book(path)
        assert caught.value.fix

    @pytest.mark.parametrize(
        "document",
        [
            '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="wordprocessingml">&a;</w:document>',
            "<w:document",
            "",
        ],
    )
    def test_markup_that_does_harm_or_is_none(self, tmp_path: Path, document: str) -> None:
        path = write_body(tmp_path / "a.docx", "", **{"word/document.xml": document})

        with pytest.raises(BookError, match=r"word/document\.xml"):
            list(open_book(path).grids())
