"""Hasil: a target beside its realisasi."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.figures.hasil import Hasil
from lkjip_xl.pipeline import make_context, read_books


def hasil_of(name: str, target: str, realisasi: str) -> Hasil | None:
    book = draw(
        f"""
        Tabel 3.1 Pencapaian Kinerja Tahun 2023
        | Indikator Kinerja | Satuan | Target   | Realisasi   |
        | {name}            | rasio  | {target} | {realisasi} |
        """
    )
    context = make_context(read_books([book]))
    (row,) = context.laporan.lampiran[0].rows
    return context.hasil(row)


@pytest.mark.parametrize(
    ("name", "target", "realisasi", "standing", "is_reached"),
    [
        ("Jalan mantap", "80", "80", "realisasi 80 sama dengan target 80", True),
        ("Jalan mantap", "80", "79", "realisasi 79 di bawah target 80", False),
        ("Jalan mantap", "75-80", "78", "realisasi 78 di dalam rentang target 75-80", True),
        ("Jalan mantap", "75-80", "81", "realisasi 81 di atas target 75-80", True),
        (
            "Angka kematian bayi",
            "12",
            "14",
            "realisasi 14 di atas target 12; indikator ini makin rendah makin baik, diduga dari "
            "namanya, jadi target tidak tercapai",
            False,
        ),
        ("Angka kematian bayi", "12", "12", "realisasi 12 sama dengan target 12", True),
    ],
)
def test_how_a_realisasi_stands_to_its_target(
    name: str, target: str, realisasi: str, standing: str, *, is_reached: bool
) -> None:
    hasil = hasil_of(name, target, realisasi)
    assert hasil is not None
    assert (hasil.standing, hasil.is_reached) == (standing, is_reached)


@pytest.mark.parametrize(("target", "realisasi"), [("80", ""), ("", "80"), ("-", "80")])
def test_a_figure_that_is_missing_makes_no_result(target: str, realisasi: str) -> None:
    assert hasil_of("Jalan mantap", target, realisasi) is None
