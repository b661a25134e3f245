"""Cells as other offices fill them: never a false error, and one finding for one habit."""

import pytest

from lkjip_xl import check
from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.field import Field
from lkjip_xl.finding import Finding


def found(drawing: str, *codes: str) -> list[Finding]:
    return [one for one in check(draw(drawing)).findings if not codes or one.code in codes]


def test_an_amount_with_its_share_in_one_cell() -> None:
    drawing = """
    | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp)          | Serapan (%) |
    | PROGRAM A        | 217.000.000 | 198.871.147,00 (91,65%) | 91,65       |
    | PROGRAM B        | 100.000.000 | 90.000.000,00 (90%)     | 90          |
    """
    first, second = check(draw(drawing)).laporan.lampiran[0].rows
    assert [row.told(Field.REALISASI_ANGGARAN, 0).number for row in (first, second)] == [
        198_871_147,
        90_000_000,
    ]
    assert {one.severity.value for one in found(drawing)} == {"info"}


def test_a_share_in_a_column_of_percentages() -> None:
    (row,) = (
        check(
            draw("""
        | Program   | Pagu (Rp)   | Realisasi (Rp) | Serapan (%)         |
        | PROGRAM A | 100.000.000 | 90.000.000     | 90.000.000 (90,00%) |
        """)
        )
        .laporan.lampiran[0]
        .rows
    )
    assert row.told(Field.SERAPAN, 0).number == 90


def test_numbers_of_several_things_are_a_warning_once_a_row() -> None:
    (told,) = found(
        """
        | Program   | Indikator Kinerja | Target                | Realisasi            | Capaian |
        | Program B | Jumlah judul      | 500 judul, 10.000 eks | 2029 judul, 8058 eks | 80,5%   |
        | Program C | Jumlah buku       | 40                    | 40                   | 100%    |
        """,
        "ISI01",
    )
    assert (told.severity.value, told.at.a1, [cell.a1 for cell in told.also]) == (
        "warning",
        "C2",
        ["D2"],
    )


def test_a_table_with_the_satuan_in_its_cells_is_told_once() -> None:
    rows = "\n".join(
        f"| Program {n} | Jumlah buku {n} | {n}0 eksemplar | {n}0 eksemplar | 100 |"
        for n in range(1, 9)
    )
    (told,) = found(
        f"| Program | Indikator Kinerja | Target | Realisasi | Capaian (%) |\n{rows}", "ISI02"
    )
    assert len(told.also) == 15


@pytest.mark.parametrize("words", ["WTP", "lengkap", "sesuai jadwal"])
def test_a_column_of_words_is_told_once_and_not_judged(words: str) -> None:
    rows = "\n".join(f"| Jumlah buku {n} | buku | {words} {n or ''} | 4 | 100 |" for n in "abcd")
    findings = found(f"| Indikator Kinerja | Satuan | Target | Realisasi | Capaian |\n{rows}")
    assert [one.code for one in findings if one.field == "target"] == ["STR10"]
    assert "error" not in {one.severity.value for one in findings}


@pytest.mark.parametrize("order", ["unit first", "number first"])
def test_one_label_over_figure_and_satuan(order: str) -> None:
    pair = ("km", "80") if order == "unit first" else ("80", "km")
    (row,) = (
        check(
            draw(f"""
        | Sasaran    | Indikator Kinerja | Target | <       | Realisasi | Capaian (%) |
        | Jalan baik | Jalan mantap      | {pair[0]} | {pair[1]} | 70     | 87,50       |
        """)
        )
        .laporan.lampiran[0]
        .rows
    )
    assert (row.satuan, row.told(Field.TARGET, 0).number) == ("km", 80)


UNDER_A_MERGE = """
| Program   | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) | Pagu (Rp)   |
| PROGRAM A | Jumlah buku       | buku   | 4      | 4         | 100         | 100.000.000 |
| ^         | Jumlah judul      | judul  | 4      | 4         | 100         | ^ {}        |
"""


def test_a_number_under_a_merge_is_told_and_not_counted() -> None:
    drawing = UNDER_A_MERGE.format("25.000.000")
    (told,) = found(drawing, "ISI13")
    assert told.at.a1 == "G2"
    assert "G3 25.000.000" in told.message
    (lampiran,) = check(draw(drawing)).laporan.lampiran
    assert lampiran.items[0].total(Field.PAGU, lampiran.year) == 100_000_000


def test_a_zero_under_a_merge_changes_nothing() -> None:
    assert found(UNDER_A_MERGE.format("0"), "ISI13") == []
