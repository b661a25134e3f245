"""Headers are found by their labels, whatever shape they have."""

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.tables.header import Header, find_headers


def headers_of(drawing: str, *, top: int = 1, left: int = 1) -> list[Header]:
    (grid,) = draw(drawing, top=top, left=left).grids()
    return find_headers(grid, VOCABULARY)


def labels_of(header: Header) -> dict[int, str]:
    return {column.index: column.label for column in header.columns}


def test_one_row() -> None:
    (header,) = headers_of(
        """
        | No | Indikator Kinerja | Satuan | Target | Realisasi | % Capaian |
        | 1  | Jalan mantap      | km     | 80     | 70        | 87,50     |
        """,
        top=4,
        left=3,
    )

    assert (header.top, header.bottom) == (4, 4)
    assert (header.left, header.right) == (3, 8)
    assert labels_of(header)[8] == "% Capaian"
    assert (header.title, header.title_row) == ("", 0)


def test_two_rows_with_merged_groups() -> None:
    (header,) = headers_of(
        """
        | No | Indikator | 2019    | <          | 2020    | <          |
        | ^  | ^         | Kinerja | Pagu (Rp)  | Kinerja | Pagu (Rp)  |
        | 1  | Jalan     | 80      | 50.000.000 | 82      | 60.000.000 |
        """
    )

    assert (header.top, header.bottom) == (1, 2)
    assert [column.path for column in header.columns] == [
        ("No",),
        ("Indikator",),
        ("2019", "Kinerja"),
        ("2019", "Pagu (Rp)"),
        ("2020", "Kinerja"),
        ("2020", "Pagu (Rp)"),
    ]
    assert [column.year for column in header.columns] == [None, None, 2019, 2019, 2020, 2020]


def test_two_rows_with_groups_that_nobody_merged() -> None:
    (header,) = headers_of(
        """
        | No | Indikator | Tahun 2019 |            | Tahun 2020 |            |
        |    |           | Kinerja    | Pagu (Rp)  | Kinerja    | Pagu (Rp)  |
        | 1  | Jalan     | 80         | 50.000.000 | 82         | 60.000.000 |
        """
    )

    assert header.bottom == 2
    assert [column.year for column in header.columns] == [None, None, 2019, 2019, 2020, 2020]


def test_three_rows() -> None:
    (header,) = headers_of(
        """
        | Sasaran | Indikator | Triwulan I | <          | Triwulan II | <          |
        | ^       | ^         | Target     | <          | Target      | <          |
        | ^       | ^         | K          | Rp         | K           | Rp         |
        | Jalan   | Panjang   | 20         | 50.000.000 | 40          | 60.000.000 |
        """
    )

    assert header.bottom == 3
    assert labels_of(header)[4] == "Triwulan I Target Rp"


def test_four_rows() -> None:
    (header,) = headers_of(
        """
        | Sasaran | Indikator | Target dan Realisasi Kinerja dan Anggaran Tahun 2023 | < | < | < |
        | ^       | ^         | Triwulan I |   < |  Triwulan II | < |
        | ^       | ^         | Target     | Realisasi | Target | Realisasi |
        | ^       | ^         | K          | K         | K      | K         |
        | Jalan   | Panjang   | 20         | 18        | 40     | 38        |
        """
    )

    assert (header.top, header.bottom) == (1, 4)
    assert header.columns[3].path[1:] == ("Triwulan I", "Realisasi", "K")
    assert {column.year for column in header.columns[2:]} == {2023}


def test_a_row_of_column_numbers_belongs_to_the_header() -> None:
    for numbers in (
        "| 1   | 2   | 3   | 4   | 5   | 6         |",
        "| (1) | (2) | (3) | (4) | (5) | (6)       |",
        "| 1   | 2   | 3   | 4   | 5   | 6=5/4*100 |",
        "| 1   | 2   | 3   | 4   | 5   | (6) = (5) : (4) x 100 |",
        "| 1   |     | 2   | 3   | 4   | 5         |",
    ):
        (header,) = headers_of(
            f"""
            | No | Indikator | Satuan | Target | Realisasi | Capaian |
            {numbers}
            | 1  | Jalan     | km     | 80     | 70        | 87,50   |
            """
        )
        assert header.bottom == 2, numbers
        assert header.columns[0].number.strip("()") == "1"
    assert header.columns[5].number == "5"


def test_the_first_row_of_data_is_no_row_of_column_numbers() -> None:
    (header,) = headers_of(
        """
        | No | Indikator | Target | Realisasi |
        | 1  | Jalan     | 2      | 3         |
        """
    )
    assert header.bottom == 1


def test_a_header_repeated_on_the_next_page_has_the_same_signature() -> None:
    first, second = headers_of(
        """
        | No | Indikator  | Satuan | Target | Realisasi |
        | 1  | Jalan      | km     | 80     | 70        |
        | No | INDIKATOR  | Satuan | Target | Rea\xa0lisasi |
        | 2  | Jembatan   | unit   | 80     | 70        |
        """
    )

    assert first.signature == second.signature
    assert (first.top, second.top) == (1, 3)


def test_the_lines_above_are_the_title() -> None:
    (header,) = headers_of(
        """
        LAPORAN KINERJA

        Tabel 3.1
        Pencapaian Kinerja Tahun 2023

        | No | Indikator | Satuan | Target | Realisasi |
        | 1  | Jalan     | km     | 80     | 70        |
        """
    )

    assert header.title == "LAPORAN KINERJA Tabel 3.1 Pencapaian Kinerja Tahun 2023"
    assert header.title_row == 1


def test_the_table_above_is_no_title() -> None:
    _, second = headers_of(
        """
        | No | Indikator | Satuan | Target | Realisasi |
        | 1  | Jalan     | km     | 80     | 70        |

        Tabel 3.4 Realisasi Anggaran
        | No | Program | Pagu (Rp)  | Realisasi (Rp) |
        | 1  | Jalan   | 50.000.000 | 40.000.000     |
        """
    )
    assert second.title == "Tabel 3.4 Realisasi Anggaran"


def test_a_row_of_figures_above_is_no_title_also_as_text() -> None:
    _, second = headers_of(
        """
        | No | Indikator | Satuan | Target | Realisasi |
        | 1  | Jalan     | km     | 80     | 70        |
        |    |           |        | "90"   | "1.076"   |
        | No | Indikator | Satuan | Target | Realisasi |
        """
    )
    assert (second.title, second.title_row) == ("", 0)


def test_what_is_jotted_down_beside_the_table_does_not_hide_its_column_numbers() -> None:
    (header,) = headers_of("""
        | Tabel 3.4 Realisasi Anggaran |        |           |       |  |     |      |
        | Program                      | Pagu   | Realisasi | %     |  |     |      |
        | 1                            | 2      | 3         | 4=3/2 |  |     | #N/A |
        | Program Jalan                | 100    | 90        | 90    |  |     |      |
    """)

    assert header.bottom == 3
    assert [column.number for column in header.columns] == ["1", "2", "3", "4=3/2"]


def test_a_title_may_begin_with_a_number() -> None:
    (header,) = headers_of(
        """
        3.1 Pencapaian Kinerja
        | No | Indikator | Satuan | Target | Realisasi |
        """
    )
    assert header.title == "3.1 Pencapaian Kinerja"


def test_a_span_of_years_names_no_year() -> None:
    (header,) = headers_of(
        """
        | Sasaran | Indikator | Target 2021-2026 | Target 2023 |
        | Jalan   | Panjang   | 90               | 80          |
        """
    )
    assert [column.year for column in header.columns][2:] == [None, 2023]


def test_prose_and_data_are_no_header() -> None:
    assert (
        headers_of(
            """
            Capaian sasaran tahun ini lebih baik dari target.
            | Catatan | Program jalan dan jembatan tetap menjadi prioritas pada tahun depan. |
            | 1       | 2 | 3 |
            | km      | unit |
            """
        )
        == []
    )


def test_each_column_knows_the_cells_of_its_label_and_number() -> None:
    (header,) = headers_of(
        """
        | Indikator | Satuan | Kinerja | <    |
        | ^         | ^      | 2022    | 2023 |
        | 1         | 2      | 3       | 4    |
        | Jalan     | km     | 8       | 9    |
        """
    )
    assert [column.cell for column in header.columns] == [(1, 1), (1, 2), (2, 3), (2, 4)]
    assert [column.number_row for column in header.columns] == [3, 3, 3, 3]


def test_a_merge_may_cover_a_row_of_which_the_file_stores_nothing() -> None:
    (grid,) = draw(
        """
        | Indikator | Satuan | Target | Realisasi |
        | ^         | ^      | ^      | ^         |
        | Jalan     | km     | 8       | 9        |
        """
    ).grids()
    assert 2 not in grid.rows
    (header,) = find_headers(grid, VOCABULARY)
    assert (header.top, header.bottom) == (1, 2)
