"""Which rows below a header are the table's."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.tables.body import Body, read_body
from lkjip_xl.tables.header import find_headers

HEAD = "| No | Indikator Kinerja | Satuan | Target | Realisasi |\n"
FIGURES = (4, 5)


def body_of(drawing: str) -> Body:
    (grid,) = draw(HEAD + drawing).grids()
    first, *later = find_headers(grid, VOCABULARY)
    body, _ = read_body(grid, first, later, FIGURES)
    return body


def test_every_row_of_figures() -> None:
    assert body_of("| 1 | a | km | 1 | 1 |\n| | b | km | 2 | 2 |") == Body(
        (2, 3), frozenset(), 3, 0
    )


@pytest.mark.parametrize(
    "label",
    [
        "JUMLAH",
        "Jumlah",
        "TOTAL",
        "JUMLAH TOTAL",
        "Jumlah Total :",
        "GRAND TOTAL",
        "TOTAL ANGGARAN (Rp)",
        "JUMLAH KESELURUHAN",
        "Total Belanja",
        "J U M L A H",
        "BELANJA",
        "Belanja Daerah",
    ],
)
def test_a_total_at_the_bottom(label: str) -> None:
    body = body_of(f"| 1 | a | km | 1 | 1 |\n| {label} | < | < | 1 | 1 |")
    assert (body.rows, body.totals) == ((2, 3), {3})


def test_a_total_at_the_top() -> None:
    body = body_of("| | JUMLAH | | 3 | 3 |\n| 1 | a | km | 1 | 1 |\n| 2 | b | km | 2 | 2 |")
    assert (body.rows, body.totals) == ((2, 3, 4), {2})


@pytest.mark.parametrize(
    "name", ["Jumlah peserta", "Total Fertility Rate", "Jumlah Belanja Pegawai yang dibayarkan"]
)
def test_an_indicator_that_counts_is_no_total(name: str) -> None:
    assert body_of(f"| | {name} | km | 1 | 1 |").totals == frozenset()


def test_blank_rows_inside_do_not_end_the_table() -> None:
    assert body_of("| 1 | a | km | 1 | 1 |\n\n\n| 2 | b | km | 2 | 2 |").rows == (2, 5)


@pytest.mark.parametrize(
    "below",
    [
        "| Sumber: Bidang Perencanaan, 2023 |",
        "| Sumber Data : Bidang 1 |",
        "| Catatan: angka sementara 2023 |",
        "| Ket.: - |\n| *) angka sementara |",
        "| *) angka sementara |",
        "| | | | Sukamaju, 31 Desember 2023 |",
        "| | | | Sukamaju,     Januari 2024 |",
        "| | | | Kepala Dinas Pekerjaan Umum |",
        "| | | | Plt. KEPALA BADAN PERENCANAAN |",
        "| | Mengetahui, |",
        "\n| | | | Kepala Dinas | |\n\n\n| | | | Nama Lengkap | |\n| | | | NIP. 19700101 199001 1 001 |",
        "\n| | Demikian laporan ini dibuat. |",
    ],
)
def test_what_stands_below_is_not_the_table(below: str) -> None:
    assert body_of(f"| 1 | a | km | 1 | 1 |\n| 2 | b | km | 2 | 2 |\n{below}").rows == (2, 3)


def test_a_text_row_below_the_total_is_not_the_table() -> None:
    body = body_of("| 1 | a | km | 1 | 1 |\n| JUMLAH | | | 1 | 1 |\n| Demikian |")
    assert body.rows == (2, 3)


def test_a_total_at_the_top_may_be_followed_by_a_row_without_figures() -> None:
    body = body_of("| JUMLAH | | | 3 | 3 |\n| 1 | Jalan | | | |\n| 2 | b | km | 2 | 2 |")
    assert (body.rows, body.totals) == ((2, 3, 4), {2})


def test_a_head_office_among_the_items_does_not_end_the_table() -> None:
    """A name that begins like a signature is an item where figures stand beside it."""
    body = body_of("| 1 | Kepala Dinas yang dilatih | orang | 1 | 1 |\n| 2 | b | km | 2 | 2 |")
    assert body.rows == (2, 3)


def test_figures_written_as_text_are_figures() -> None:
    body = body_of(
        '| 1 | a | km | 1 | 1 |\n| JUMLAH | | | "1" | "1" |\n| Kepala Dinas | | | "2" | "2" |'
    )
    assert body.rows == (2, 3, 4)


def test_repeated_headers_are_skipped() -> None:
    body = body_of(f"| 1 | a | km | 1 | 1 |\n{HEAD}| 1 | 2 | 3 | 4 | 5 |\n| 2 | b | km | 2 | 2 |")
    assert (body.rows, body.repeats) == ((2, 5), 1)


@pytest.mark.parametrize("title", ["\nHalaman dua", "Lanjutan", "Tabel 3.2 (lanjutan)"])
def test_a_repeat_with_its_title_is_skipped(title: str) -> None:
    body = body_of(f"| 1 | a | km | 1 | 1 |\n{title}\n{HEAD}| 2 | b | km | 2 | 2 |")
    assert (len(body.rows), body.rows[0], body.repeats) == (2, 2, 1)


@pytest.mark.parametrize(
    "last", ["| | PROGRAM JALAN |", "| II | PROGRAM JALAN |", "| PROGRAM JALAN |"]
)
def test_a_name_without_figures_above_a_repeat_is_data(last: str) -> None:
    body = body_of(f"| 1 | a | km | 1 | 1 |\n{last}\n{HEAD}| 2 | b | km | 2 | 2 |")
    assert (body.rows, body.repeats) == ((2, 3, 5), 1)


def test_a_blank_row_may_part_a_repeat_from_its_title() -> None:
    body = body_of(f"| 1 | a | km | 1 | 1 |\nlanjutan\n\n{HEAD}| 2 | b | km | 2 | 2 |")
    assert body.rows == (2, 6)


def test_another_table_of_the_same_shape_is_not_a_repeat() -> None:
    body = body_of(f"| 1 | a | km | 1 | 1 |\n\nTabel 3.9 Lain\n{HEAD}| 2 | b | km | 2 | 2 |")
    assert (body.rows, body.repeats) == ((2,), 0)


def test_another_header_ends_the_table() -> None:
    body = body_of(
        "| 1 | a | km | 1 | 1 |\n| Program | Pagu (Rp) | Realisasi (Rp) |\n| Jalan | 1 | 1 |"
    )
    assert body.rows == (2,)


def test_a_merge_over_blank_rows_holds_the_table_together() -> None:
    body = body_of(
        """| 1 | a | km | 1 | 1 |
| ^ |   |    |   |   |
| ^ |   |    |   |   |
| 2 | b | km |   |   |"""
    )
    assert body.rows == (2, 5)


def test_cells_beside_the_table_are_no_rows() -> None:
    assert body_of("| 1 | a | km | 1 | 1 | |\n| | | | | | | catatan 5 |").rows == (2,)


def test_a_table_may_be_empty() -> None:
    assert body_of("") == Body((), frozenset(), 1, 0)


def test_a_blank_row_may_part_a_repeated_title_from_its_header() -> None:
    page = """
        Tabel 3.1 Pencapaian Realisasi Kinerja

        | Indikator | Target |
        | {name}    | 1      |
    """
    (grid,) = draw(page.format(name="Jalan") + page.format(name="Jembatan")).sheets
    first, second = find_headers(grid, VOCABULARY)
    body, repeats = read_body(grid, first, [second], [2])

    assert repeats == 1
    assert [grid.value(row, 1) for row in body.rows] == ["Jalan", "Jembatan"]
