from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from num2words import num2words

from lkjip_xl.domain.terbilang import LIMIT, parse_terbilang, terbilang

whole_numbers = st.integers(0, LIMIT - 1)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_001_000, "satu juta seribu"),
        (101_000, "seratus satu ribu"),
        (1_472_000_000, "satu miliar empat ratus tujuh puluh dua juta"),
        (-5, "minus lima"),
        (Decimal("13953545705.00"),
         "tiga belas miliar sembilan ratus lima puluh tiga juta lima ratus empat puluh lima ribu "
         "tujuh ratus lima"),
        (Decimal("2.50"), "dua koma lima"),
        (Decimal("0.05"), "nol koma nol lima"),
    ],
)  # fmt: skip
def test_in_words(number: Decimal | int, words: str) -> None:
    assert terbilang(number) == words


def test_as_on_a_receipt() -> None:
    assert terbilang(1_500, rupiah=True, title=True) == "Seribu Lima Ratus Rupiah"


@pytest.mark.parametrize("number", [LIMIT, -LIMIT, Decimal("NaN"), Decimal("Infinity")])
def test_too_large_is_refused(number: Decimal | int) -> None:
    with pytest.raises(ValueError, match="di luar jangkauan"):
        terbilang(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Satu Milyar Empat Ratus Tujuh Puluh Dua Juta Rupiah", 1_472_000_000),
        ("SEMBILAN BELAS JUTA, lima-ratus ribu rupiah", 19_500_000),
        ("( Duapuluh lima ribu rupiah )", 25_000),
        ("Terbilang: se ratus ribu rupiah saja", 100_000),
        ("satu ratus satu ribu", 101_000),
        ("satu ribu", 1_000),
        ("sejuta", 1_000_000),
        ("dua trilyun satu milyard", 2_001_000_000_000),
        ("seratus dan lima", 105),
        ("nol rupiah", 0),
        ("minus dua", -2),
    ],
)
def test_staff_spelling_is_understood(text: str, number: int) -> None:
    assert parse_terbilang(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", "rupiah", "dua tiga", "dua juta tiga miliar", "ribu", "belas", "sepuluh belas",
        "dua puluh sepuluh", "dua puluh tiga belas", "dua belas puluh", "seratus nol",
        "dua koma lima", "dua ratus x", "250 ribu", "satu juta satu juta", "minus",
    ],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_terbilang(text) is None


@given(whole_numbers)
@example(1_000)
@example(1_000_000_001_000)
def test_a_number_survives_writing_and_reading(number: int) -> None:
    for rupiah in (False, True):
        for title in (False, True):
            assert parse_terbilang(terbilang(number, rupiah=rupiah, title=title)) == number
    assert parse_terbilang(terbilang(-number)) == -number


@given(st.integers(0, 10**15 - 1))
def test_another_writer_agrees(number: int) -> None:
    # Inside a larger number the other writer has "satu ribu" where Indonesians say "seribu".
    assume(number < 2_000 or number // 1_000 % 1_000 != 1)
    assert terbilang(number) == num2words(number, lang="id").strip()
