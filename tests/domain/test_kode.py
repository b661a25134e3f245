"""Codes of the nomenklatur, as offices write them."""

import pytest

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.kode import kode_fits, level_of_kode


@pytest.mark.parametrize(
    ("kode", "level"),
    [
        ("2.16.01", Level.PROGRAM),
        ("X.XX.01", Level.PROGRAM),
        ("2.16.01.2.01", Level.KEGIATAN),
        ("2.16.01.2.01.0001", Level.SUB_KEGIATAN),
        ("01.2.01", Level.KEGIATAN),
        ("01.2.01.0001", Level.SUB_KEGIATAN),
        ("01.2.01.01", Level.SUB_KEGIATAN),
        ("", None),
    ],
)
def test_the_level_of_a_code_with_and_without_its_urusan(kode: str, level: Level | None) -> None:
    assert level_of_kode(kode) is level


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("2.16.01.2.01.0001", "2.16.1.2.1.1", True),
        ("X.XX.01.2.01", "2.16.01.2.01", True),
        ("01.2.01.0001", "2.16.01.2.01.0001", True),
        ("2.16.01.2.01.0001", "01.2.01.0002", False),
        ("2.16.01", "2.16.01.2.01", False),
        ("2.16.01", "2.16.02", False),
    ],
)
def test_one_code_in_two_writings(one: str, other: str, fits: bool) -> None:
    assert kode_fits(one, other) is fits
    assert kode_fits(other, one) is fits
