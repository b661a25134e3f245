"""Cells that hold several points."""

import pytest

from lkjip_xl.tables.points import split_points


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("", ()),
        ("Satu kalimat saja.", ("Satu kalimat saja.",)),
        ("a. satu\nb. dua", ("satu", "dua")),
        ("1) satu\n2) dua\nlanjutannya", ("satu", "dua lanjutannya")),
        ("- satu\n- dua", ("satu", "dua")),
        ("satu\ndua", ("satu", "dua")),
        ("a. satu b. dua c. tiga", ("satu", "dua", "tiga")),
        ("a. satu, lihat c. tiga", ("satu, lihat c. tiga",)),
        ("Nilai 3. Semua baik", ("Nilai 3. Semua baik",)),
    ],
)
def test_points_are_told_apart(cell: str, points: tuple[str, ...]) -> None:
    assert split_points(cell) == points
