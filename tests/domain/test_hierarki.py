"""Levels, codes, and the path to an item."""

import pytest

from lkjip_xl.domain.hierarki import NO_JALUR, Evidence, Jalur, Level
from lkjip_xl.domain.kode import level_of_kode, normalise_kode
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan


@pytest.mark.parametrize(
    ("text", "kode", "level"),
    [
        ("1.03.10", "1.03.10", Level.PROGRAM),
        ("1.03.10.", "1.03.10", Level.PROGRAM),
        (" 1 . 03 . 10 ", "1.03.10", Level.PROGRAM),
        ("X.XX.01", "X.XX.01", Level.PROGRAM),
        ("1.03.10.2.01", "1.03.10.2.01", Level.KEGIATAN),
        ("1.03.10.2.01.05", "1.03.10.2.01.05", Level.SUB_KEGIATAN),
        ("1.03.10.2.01.0005", "1.03.10.2.01.0005", Level.SUB_KEGIATAN),
        ("2.08.03.2.01", "2.08.03.2.01", Level.KEGIATAN),
        ("1.03.10.2", "1.03.10.2", None),
        ("1.03", "", None),
        ("JUMLAH", "", None),
        ("12.5", "", None),
        ("", "", None),
    ],
)
def test_a_code_names_its_level(text: str, kode: str, level: Level | None) -> None:
    assert normalise_kode(text) == kode
    assert level_of_kode(kode) is level


def test_levels_lie_below_one_another() -> None:
    tree = [Level.TUJUAN, Level.SASARAN, Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN]
    assert [level.depth for level in tree] == [0, 1, 2, 3, 4]
    assert Level.TOTAL.depth < 0 < Level.RINCIAN.depth
    assert Level.SUB_KEGIATAN.label == "sub kegiatan"
    assert [one for one in Evidence if one.is_weak] == [Evidence.URUTAN]


def test_a_step_forgets_what_lay_below() -> None:
    path = Jalur(tujuan="T", sasaran="S", program="P", kegiatan="K", sub_kegiatan="SK")

    assert path.stepped(Level.PROGRAM, "Q") == Jalur(tujuan="T", sasaran="S", program="Q")
    assert NO_JALUR.stepped(Level.SASARAN, "S").name_at(Level.SASARAN) == "S"
    assert path.name_at(Level.TOTAL) == ""


def test_months_have_quarters() -> None:
    assert [month.triwulan for month in Bulan] == [Triwulan(n) for n in (1, 2, 3, 4) for _ in "abc"]
    assert Triwulan.IV.label == "TW IV"
