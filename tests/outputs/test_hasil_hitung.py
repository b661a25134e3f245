"""Every percentage beside the one computed, and where the difference is told."""

from __future__ import annotations

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.outputs.hasil_hitung import make_hasil_hitung
from lkjip_xl.outputs.own_sheet import Link
from lkjip_xl.pipeline import check

BOOK = """
    Tabel 3.1 Pencapaian Kinerja Tahun 2023

    | Sasaran         | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan membaik   | Jalan mantap        | km     | 80     | 70        | 90,00       |
    | Jalan membaik   | Jembatan mantap     | unit   | 8      | 6         | 75          |
    | Jalan membaik   | Trotoar             | km     | 0      | 6         |             |
    | Jalan membaik   | Lampu jalan         | unit   | 7      | 5         |             |
"""


def test_each_is_judged_and_leads_to_its_finding() -> None:
    checked = check(draw(BOOK))
    daftar = list(checked.perhitungan)
    wrong = next(i for i, one in enumerate(checked.findings) if one.code == "HIT01")
    sheet = make_hasil_hitung(daftar, checked.findings, first_row=8)

    titles = [column.title for column in sheet.columns]
    rows = [dict(zip(titles, row, strict=True)) for row in sheet.rows]
    told = [
        (r["Sel"].value, str(r["Hasil hitung (%)"].value), str(r["Selisih"].value),
         r["Penilaian"].value)
        for r in rows
    ]  # fmt: skip
    assert told == [
        ("F4", "87.500000000", "2.500000000", "Berbeda"),
        ("F5", "75.000000000", "0", "Sama"),
        ("F7", "71.428571429", "None", "Belum diisi"),
    ]
    assert rows[0]["Catatan no"].value == wrong + 1
    assert rows[0]["Catatan no"].link == Link("CATATAN", f"A{8 + wrong}")
    assert rows[1]["Catatan no"].value is None
    assert sheet.summary[0].label.value == "Capaian: 3"
    assert sheet.summary[0].text.value == "sama: 1    berbeda: 1    belum diisi: 1"
