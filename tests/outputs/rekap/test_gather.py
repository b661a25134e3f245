"""A recap's row says what the report of the same office says."""

from decimal import Decimal
from pathlib import Path

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.domain.quantity import format_persen, format_rupiah
from lkjip_xl.finding import Severity
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.rekap.gather import make_row
from lkjip_xl.outputs.rekap.records import OfficeRow, State
from lkjip_xl.pipeline import Checked, check

WORKBOOKS = Path(__file__).parents[3] / "workbooks"


def row_of(checked: Checked) -> OfficeRow:
    return make_row(checked, key="k", source="s", files=["f.xlsx"], outputs=[], seconds=0.5)


@pytest.mark.parametrize("name", ["dp3akb-serang-2021", "contoh-bersih"])
def test_the_figures_are_those_of_the_report(name: str) -> None:
    checked = check(FileBook(WORKBOOKS / f"{name}.xlsx"))
    report = compose(checked.laporan)
    row = row_of(checked)

    money = " ".join(map(str, report.texts("uraian_anggaran")))
    assert row.serapan is not None and format_persen(row.serapan) in money
    assert row.anggaran is not None and format_rupiah(row.anggaran) in money
    assert row.realisasi is not None and format_rupiah(row.realisasi) in money
    shown = [
        str(line.cells[6].lines[0]) for line in report.table("tabel_capaian").rows if line.cells[6]
    ]
    values = [Decimal(text[:-1].replace(",", ".")) for text in shown if text.endswith("%")]
    mean = sum(values, Decimal(0)) / len(values)
    assert row.capaian is not None and abs(row.capaian - mean) < Decimal("0.01")
    assert row.efisiensi == row.capaian / row.serapan
    assert row.predikat == "Sangat Tinggi"
    assert row.office == str(report.text("nama_lengkap"))
    assert str(row.year) == str(report.text("tahun"))


def test_findings_are_plain_rows_that_count_alike() -> None:
    checked = check(FileBook(WORKBOOKS / "dp3akb-serang-2021.xlsx"))
    row = row_of(checked)

    assert len(row.findings) == len(checked.findings)
    for severity in Severity:
        open_ones = [f for f in row.findings if f.severity == severity and not f.accepted]
        assert len(open_ones) == checked.count(severity)
    wrong = next(one for one in row.findings if one.code == "HIT01" and one.cell == "I45")
    assert (wrong.sheet, wrong.item, wrong.written) == ("Tabel 3.1", "Rasio KDRT", "95,65")
    assert row.checked == checked.compared


def test_what_the_books_do_not_say_stays_open() -> None:
    row = row_of(
        check(
            draw("""
                | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
                | Panjang jalan mantap | km     | 80     |           |             |
            """)
        )
    )

    assert (row.office, row.year, row.state) == ("", None, State.DONE)
    assert (row.capaian, row.serapan, row.efisiensi, row.predikat) == (None, None, None, "")
    assert (row.anggaran, row.realisasi) == (None, None)
