"""Predicates as target and realisasi: an ordered scale, told from words that do not belong there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl import check
from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.indikator import Arah, ArahIndikator
from lkjip_xl.domain.pengaturan import BAWAAN
from lkjip_xl.figures.peringkat import Standing, compare_steps, find_steps, scales_of
from lkjip_xl.location import CellRef

HEAD = "| Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) | Keterangan |\n"
OWN = (
    "\n## Pengaturan\n| Skala Predikat | Urutan |\n| Kematangan | Optimum > Terpadu > Rintisan |\n"
)
SCALES = scales_of(BAWAAN)
STATED = CellRef("", "IKU", 2, 1)


def codes_of(row: str, settings: str = "") -> list[str]:
    """Return what is said of one row among others that hold numbers."""
    table = f"{HEAD}| Jalan mantap | km | 80 | 70 | 87,50 | Baik |\n{row}\n{settings}"
    return [
        f"{f.code} {f.at.a1}" for f in check(draw(table)).findings if f.code[:3] in ("ISI", "HIT")
    ]


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("| Opini BPK | opini | WTP | WTP | 100 | |", []),
        ("| Opini BPK | opini | WTP | WDP | 100 | |", ["HIT10 E3"]),
        ("| Opini BPK | opini | WTP | WDP | 75 | |", []),
        ("| Opini BPK | opini | WDP | WTP | 120 | |", []),
        ("| Opini BPK | opini | WDP | WTP | 100 | |", []),
        ("| Opini BPK | opini | WDP | WTP | 90 | |", ["HIT10 E3"]),
        ("| Opini BPK | opini | WTP | WTP | 95 | |", ["HIT10 E3"]),
        ("| Hasil audit | dokumen | Opini WTP | WTP-DPP | 100 | |", ["HIT10 E3"]),
        ("| Nilai SAKIP | nilai | BB | A (Memuaskan) | 110 | |", []),
        ("| Nilai SAKIP | nilai | BB | B | 100 | |", ["HIT10 E3"]),
        ("| Nilai SAKIP | predikat | BB (70,01) | BB (75,02) | 107,16 | |", []),
        ("| Maturitas SPIP | level | Level 3 | Level 2 | 100 | |", ["HIT10 E3"]),
        ("| Mutu layanan | kategori | Sangat Baik | Baik | 100 | |", ["HIT10 E3"]),
        # Words that are no predicate, or stand where numbers are counted.
        ("| Jumlah pasar | unit | 4 | B | 100 | |", ["ISI01 D3"]),
        ("| Jumlah pasar | unit | Baik | 4 | 100 | |", ["ISI01 C3"]),
        ("| Opini BPK | opini | WTP | belum terbit | 100 | |", ["ISI01 D3"]),
        ("| Jumlah pasar | unit | WTP | BB | 100 | |", ["ISI01 C3", "ISI01 D3"]),
        # Of a risk less is better, but only the name suggests it.
        ("| Indeks risiko bencana | kategori | Sedang | Tinggi | 100 | |", []),
        ("| Kematangan data | kategori | Optimum | Rintisan | 100 | |", ["ISI01 C3", "ISI01 D3"]),
    ],
)
def test_a_predicate_is_compared_by_its_rank(row: str, codes: list[str]) -> None:
    assert codes_of(row) == codes


@pytest.mark.parametrize(
    ("realisasi", "capaian", "codes"),
    [("Optimum", "100", []), ("Rintisan", "60", []), ("Rintisan", "100", ["HIT10 E3"])],
)
def test_an_office_sets_a_scale_of_its_own(realisasi: str, capaian: str, codes: list[str]) -> None:
    assert codes_of(f"| Data | kategori | Optimum | {realisasi} | {capaian} | |", OWN) == codes


def test_a_scale_of_one_step_is_reported() -> None:
    (wrong,) = check(draw(HEAD + "| A | km | 8 | 8 | 100 | |\n" + OWN.replace(">", "dan"))).findings

    assert wrong.code == "PGT02"
    assert "tidak menyebut dua predikat" in wrong.message


ladders = st.sampled_from(SCALES).flatmap(
    lambda scale: st.tuples(
        st.sampled_from(range(len(scale.langkah))), st.sampled_from(range(len(scale.langkah)))
    ).map(lambda pair: tuple((at, scale.langkah[at][0]) for at in pair))
)


@given(ladders)
def test_the_place_on_the_scale_decides(pair: tuple[tuple[int, str], tuple[int, str]]) -> None:
    (promised, target), (reached, realisasi) = pair
    steps = find_steps(target, SCALES), find_steps(realisasi, SCALES)

    assert compare_steps(*steps, ArahIndikator(arah=Arah.NAIK)) == (
        (promised > reached) - (promised < reached)
    )


def test_of_what_is_better_when_lower_a_scale_of_size_is_turned_round() -> None:
    steps = find_steps("Sedang", SCALES), find_steps("Tinggi", SCALES)

    stated = ArahIndikator(arah=Arah.TURUN, stated_at=STATED)
    assert compare_steps(*steps, stated) is Standing.WORSE
    assert compare_steps(*steps, ArahIndikator(arah=Arah.TURUN, word="risiko")) is None
    assert compare_steps(steps[0], steps[0], stated) is Standing.SAME


def test_what_names_two_steps_is_none() -> None:
    assert not find_steps("A/BB", SCALES)
    assert not find_steps("b", SCALES)
