"""Pengaturan before IKU sheet before the indicator's words."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.indikator import Arah, Rumus
from lkjip_xl.figures.directions import Directions
from lkjip_xl.lampiran.office_year import read_office_year

IKU = """
## IKU
| Indikator Kinerja Utama | Satuan | Arah | Rumus | Target |
| Angka kematian bayi | rasio | {arah} | {rumus} | 12 |
"""
PENGATURAN = """
## Pengaturan
Pengaturan
| Indikator | Arah | Rumus |
| Angka kematian bayi | {arah} | {rumus} |
"""
RENDAH, TINGGI = "Makin rendah makin baik", "Makin tinggi makin baik"
BALIK, SELISIH = Rumus.TURUN_BALIK.value, Rumus.TURUN_SELISIH.value


def directions(drawing: str) -> Directions:
    return Directions(read_office_year(list(draw(drawing).grids())))


@pytest.mark.parametrize(
    ("drawing", "arah", "rumus", "inferred"),
    [
        ("", Arah.TURUN, Rumus.TURUN, True),
        (IKU.format(arah=TINGGI, rumus=""), Arah.NAIK, Rumus.NAIK, False),
        (IKU.format(arah=RENDAH, rumus=BALIK), Arah.TURUN, Rumus.TURUN_BALIK, False),
        (IKU.format(arah="", rumus=BALIK), Arah.TURUN, Rumus.TURUN_BALIK, False),
        # The IKU sheet's own formula measures the indicator; it does not decide against the words.
        (IKU.format(arah="", rumus="realisasi / target"), Arah.TURUN, Rumus.TURUN, True),
        (PENGATURAN.format(arah=TINGGI, rumus=""), Arah.NAIK, Rumus.NAIK, False),
        (PENGATURAN.format(arah="", rumus=SELISIH), Arah.TURUN, Rumus.TURUN_SELISIH, False),
        (PENGATURAN.format(arah=RENDAH, rumus="realisasi / target"), Arah.TURUN, Rumus.NAIK, False),
        (
            IKU.format(arah=TINGGI, rumus="") + PENGATURAN.format(arah=RENDAH, rumus=""),
            Arah.TURUN,
            Rumus.TURUN,
            False,
        ),
        (
            IKU.format(arah=RENDAH, rumus=BALIK) + PENGATURAN.format(arah=RENDAH, rumus=""),
            Arah.TURUN,
            Rumus.TURUN_BALIK,
            False,
        ),
        (
            IKU.format(arah=RENDAH, rumus=BALIK) + PENGATURAN.format(arah="", rumus=SELISIH),
            Arah.TURUN,
            Rumus.TURUN_SELISIH,
            False,
        ),
    ],
)
def test_the_nearest_statement_decides(
    drawing: str, arah: Arah, rumus: Rumus, inferred: bool
) -> None:
    found = directions(drawing).of("Angka Kematian Bayi", "rasio")

    assert (found.arah, found.rumus, found.is_inferred) == (arah, rumus, inferred)


def test_the_office_s_formula_holds_for_all_that_is_better_when_lower() -> None:
    own = directions(
        "| Pengaturan | Nilai |\n| Rumus makin rendah makin baik | target/realisasi |\n"
    )

    assert own.of("Angka kematian bayi", "rasio").rumus is Rumus.TURUN_BALIK
    assert own.of("Panjang jalan mantap", "km").rumus is Rumus.NAIK


def test_the_cap_goes_with_every_indicator() -> None:
    own = directions("| Pengaturan | Nilai |\n| Batas capaian tertinggi | 120 |\n")

    assert own.of("Panjang jalan mantap", "km").batas == 120
    assert directions("").of("Panjang jalan mantap", "km").batas is None


ANNEX = """
| Sasaran | Indikator Kinerja | Satuan | Polarisasi | Target | Realisasi | Capaian (%) |
| A | Angka kematian bayi | rasio | {arah} | 12 | 10 | 100 |
"""


@pytest.mark.parametrize(
    ("arah", "sheets", "expected"),
    [
        ("Minimize", "", (Arah.TURUN, Rumus.TURUN, False)),
        ("Maximize", "", (Arah.NAIK, Rumus.NAIK, False)),
        ("Stabilize", "", (Arah.STABIL, Rumus.STABIL, False)),
        ("", "", (Arah.TURUN, Rumus.TURUN, True)),
        ("Positif", IKU.format(arah=RENDAH, rumus=BALIK), (Arah.TURUN, Rumus.TURUN_BALIK, False)),
        ("Naik", PENGATURAN.format(arah="Stabil", rumus=""), (Arah.STABIL, Rumus.STABIL, False)),
    ],
)
def test_an_annex_states_directions_in_a_column_of_its_own(
    arah: str, sheets: str, expected: tuple[Arah, Rumus, bool]
) -> None:
    found = directions(ANNEX.format(arah=arah) + sheets).of("Angka kematian bayi", "rasio")

    assert (found.arah, found.rumus, found.is_inferred) == expected
