from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.quantity import Persen, round_to
from lkjip_xl.figures.capaian import (
    compute_capaian,
    limit_capaian,
    measure_capaian,
    show_calculation,
    show_measured,
)

D = Decimal
figures = st.decimals(min_value=D("0.0001"), max_value=D(10) ** 12, places=4)


@pytest.mark.parametrize(
    ("rumus", "target", "realisasi", "expected"),
    [
        (Rumus.NAIK, "80", "70", "87.50"),
        (Rumus.NAIK, "30", "100", "333.33"),
        (Rumus.TURUN, "0.0046", "0.0044", "104.35"),
        (Rumus.TURUN, "2.34", "1.5", "135.90"),
        (Rumus.TURUN, "10", "25", "-50.00"),
        (Rumus.TURUN_BALIK, "10", "8", "125.00"),
        (Rumus.TURUN_SELISIH, "10", "8", "20.00"),
        (Rumus.NAIK, "80", "0", "0.00"),
        (Rumus.TURUN, "80", "0", "200.00"),
        (Rumus.STABIL, "20", "22", "90.00"),
        (Rumus.STABIL, "20", "18", "90.00"),
        (Rumus.STABIL, "20", "20", "100.00"),
        (Rumus.STABIL, "20", "50", "-50.00"),
    ],
)
def test_each_formula(rumus: Rumus, target: str, realisasi: str, expected: str) -> None:
    result = compute_capaian(D(target), D(realisasi), rumus)

    assert result is not None
    assert round_to(result, 2) == D(expected)


@pytest.mark.parametrize(
    ("realisasi", "expected"),
    [("69.1", "100"), ("69.3", "100"), ("69.5", "100"), ("34.55", "50"), ("139", "200")],
)
def test_a_range_is_measured_against_the_bound_that_was_missed(
    realisasi: str, expected: str
) -> None:
    for rumus in (Rumus.NAIK, Rumus.TURUN_SELISIH, Rumus.RENTANG):
        assert compute_capaian(D("69.1"), D(realisasi), rumus, upper=D("69.5")) == D(expected)
    assert compute_capaian(D("69.5"), D(realisasi), Rumus.RENTANG, upper=D("69.1")) == D(expected)


@pytest.mark.parametrize(
    ("rumus", "below", "inside", "above"),
    [
        (Rumus.TURUN, "150", "100", "80"),
        (Rumus.TURUN_BALIK, "200", "100", "83.33"),
        (Rumus.STABIL, "50", "100", "80"),
    ],
)
def test_the_bound_of_a_range_goes_into_the_formula_of_what_should_not_rise(
    rumus: Rumus, below: str, inside: str, above: str
) -> None:
    found = [
        compute_capaian(D(3), D(realisasi), rumus, upper=D(5)) for realisasi in ("1.5", "4", "6")
    ]

    assert [round_to(one or D(0), 2) for one in found] == [D(below), D(inside), D(above)]


def test_a_range_counts_more_than_a_direction_that_is_inferred() -> None:
    own = ArahIndikator(arah=Arah.TURUN, rumus=Rumus.TURUN, word="inflasi")

    assert measure_capaian(own, D(3), D(6), upper=D(5)) == 120


@pytest.mark.parametrize("rumus", list(Rumus))
def test_there_is_no_capaian_without_target_or_realisasi(rumus: Rumus) -> None:
    assert compute_capaian(None, D(1), rumus) is None
    assert compute_capaian(D(1), None, rumus) is None
    assert compute_capaian(D(0), D(1), rumus) is None
    assert compute_capaian(D(0), D(0), rumus) is None


def test_the_inverse_formula_has_no_answer_for_a_realisasi_of_zero() -> None:
    assert compute_capaian(D(5), D(0), Rumus.TURUN_BALIK) is None


def test_a_range_whose_missed_bound_is_zero_has_no_answer() -> None:
    assert compute_capaian(D(0), D(-1), Rumus.RENTANG, upper=D(5)) is None
    assert compute_capaian(D(0), D(3), Rumus.RENTANG, upper=D(5)) == 100


def test_the_cap_is_the_office_s_own() -> None:
    value = Persen(D(333))

    assert limit_capaian(value) == value
    assert limit_capaian(value, most=Persen(D(120))) == 120
    assert limit_capaian(Persen(D(80)), most=Persen(D(120)), least=Persen(D(0))) == 80
    assert limit_capaian(Persen(D(-5)), least=Persen(D(0))) == 0
    assert limit_capaian(None, most=Persen(D(120))) is None


@pytest.mark.parametrize(
    ("arah", "target", "expected"),
    [
        (Arah.TURUN, "5", "100"),
        (Arah.NAIK, "5", "0"),
        (Arah.TURUN, "0", "90"),
        (Arah.NAIK, "0", "90"),
    ],
)
def test_the_office_lays_down_what_nothing_is_worth(arah: Arah, target: str, expected: str) -> None:
    own = ArahIndikator(arah=arah, nihil=Persen(D(100)), nihil_sama=Persen(D(90)))

    assert measure_capaian(own, D(target), D(0)) == D(expected)


def test_an_indicator_is_measured_by_its_own_formula_and_cap() -> None:
    own = ArahIndikator(arah=Arah.TURUN, rumus=Rumus.TURUN_BALIK, batas=Persen(D(120)))

    assert measure_capaian(own, D(12), D(11)) == compute_capaian(D(12), D(11), Rumus.TURUN_BALIK)
    assert measure_capaian(own, D(12), D(8)) == 120
    assert measure_capaian(own, D(12), None) is None


def test_the_calculation_shows_the_cap_only_where_it_counts() -> None:
    own = ArahIndikator(
        arah=Arah.NAIK, batas=Persen(D(120)), batas_bawah=Persen(D(0)), nihil_sama=Persen(D(100))
    )

    assert show_measured(own, D(100), D(110)) == "110 / 100 × 100 = 110,00"
    assert show_measured(own, D(100), D(130), decimals=1) == (
        "130 / 100 × 100 = 130,0, dibatasi paling tinggi 120,0"
    )
    assert show_measured(own, D(100), D(-1)) == (
        "(-1) / 100 × 100 = -1,00, dibatasi paling rendah 0,00"
    )
    assert show_measured(own, D(0), D(0)) == (
        "target dan realisasi nol, capaian 100,00 menurut ketentuan kantor"
    )


@pytest.mark.parametrize(
    ("rumus", "target", "realisasi", "upper", "text"),
    [
        (Rumus.NAIK, "80", "70", None, "70 / 80 × 100 = 87,50"),
        (Rumus.TURUN, "0.0046", "0.0044", None, "(2 × 0,0046 − 0,0044) / 0,0046 × 100 = 104,35"),
        (Rumus.TURUN_BALIK, "10", "8", None, "10 / 8 × 100 = 125,00"),
        (Rumus.TURUN_SELISIH, "10", "8", None, "(10 − 8) / 10 × 100 = 20,00"),
        (Rumus.STABIL, "20", "22", None, "(2 × 20 − 22) / 20 × 100 = 90,00"),
        (Rumus.STABIL, "20", "18", None, "18 / 20 × 100 = 90,00"),
        (Rumus.TURUN, "3", "6", "5", "(2 × 5 − 6) / 5 × 100 = 80,00"),
        (Rumus.NAIK, "1076", "-9", None, "(-9) / 1.076 × 100 = -0,84"),
        (Rumus.NAIK, "0", "5", None, "5 / 0 × 100 tidak dapat dihitung (pembagi nol)"),
        (
            Rumus.RENTANG,
            "69.1",
            "69.3",
            "69.5",
            "69,3 berada dalam rentang 69,1 sampai 69,5, capaian = 100,00",
        ),
        (Rumus.RENTANG, "69.1", "70", "69.5", "70 / 69,5 × 100 = 100,72"),
        (Rumus.RENTANG, "69.1", "60", "69.5", "60 / 69,1 × 100 = 86,83"),
    ],
)
def test_the_calculation_is_shown_with_its_numbers(
    rumus: Rumus, target: str, realisasi: str, upper: str | None, text: str
) -> None:
    bound = None if upper is None else D(upper)
    result = compute_capaian(D(target), D(realisasi), rumus, upper=bound)

    assert show_calculation(rumus, D(target), D(realisasi), result, upper=bound) == text


@given(figures, figures, st.sampled_from(list(Rumus)), st.sampled_from(("0.001", "100", "1000")))
def test_capaian_does_not_depend_on_the_scale_of_the_satuan(
    target: Decimal, realisasi: Decimal, rumus: Rumus, scale: str
) -> None:
    here = compute_capaian(target, realisasi, rumus)
    there = compute_capaian(target * D(scale), realisasi * D(scale), rumus)

    assert here is not None
    assert there is not None
    assert abs(here - there) <= abs(here) * D("1e-20")


@given(figures, figures, figures)
def test_more_is_better_or_worse_as_the_direction_says(
    target: Decimal, one: Decimal, other: Decimal
) -> None:
    assume(one < other)
    for rumus, sign in ((Rumus.NAIK, 1), (Rumus.TURUN, -1), (Rumus.TURUN_BALIK, -1)):
        less, more = compute_capaian(target, one, rumus), compute_capaian(target, other, rumus)
        assert less is not None
        assert more is not None
        assert sign * (more - less) >= 0


@given(figures)
def test_a_target_just_reached_is_100(target: Decimal) -> None:
    for rumus in (Rumus.NAIK, Rumus.TURUN, Rumus.TURUN_BALIK, Rumus.RENTANG):
        assert compute_capaian(target, target, rumus) == 100
