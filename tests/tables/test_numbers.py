"""Figures from cells, in every way that staff write them."""

from decimal import Decimal
from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.quantity import BLANK, Doubt, Reading, format_number, round_to
from lkjip_xl.grid import ErrorValue, Value
from lkjip_xl.tables.numbers import (
    Kind,
    exact,
    plain_text,
    read_figure,
    read_text,
    settle,
    take_alternative,
)

KINERJA, RUPIAH, PERSEN = Kind.KINERJA, Kind.RUPIAH, Kind.PERSEN
POINT, COMMA = Doubt.DECIMAL_POINT, Doubt.THOUSANDS_COMMA


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("text", "value", "decimals", "doubts"),
    [
        # Written regularly.
        ("0", "0", 0, ()),
        ("348792600", "348792600", 0, ()),
        ("298.739.500", "298739500", 0, ()),
        ("6.371.088.274", "6371088274", 0, ()),
        ("13.953.545.705,00", "13953545705", 2, ()),
        ("1.076,5", "1076.5", 1, ()),
        ("0,0044", "0.0044", 4, ()),
        ("2,34", "2.34", 2, ()),
        ("94,20%", "94.2", 2, ()),
        ("94,20 %", "94.2", 2, ()),
        ("100%", "100", 0, ()),
        ("-5", "-5", 0, ()),
        ("−5,5", "-5.5", 1, ()),
        ("+7", "7", 0, ()),
        (",5", "0.5", 1, ()),
        ("Rp5.294.655.000,00", "5294655000", 2, ()),
        ("Rp. 5.294.655.000", "5294655000", 0, ()),
        ("Rp 5.294.655.000,00", "5294655000", 2, ()),
        ("rp.5.294.655.000", "5294655000", 0, ()),
        ("IDR 5.294.655.000", "5294655000", 0, ()),
        ("(1.500.000)", "-1500000", 0, ()),
        ("(Rp1.500.000)", "-1500000", 0, ()),
        ("Rp (1.500.000)", "-1500000", 0, ()),
        ("1 500 000", "1500000", 0, ()),
        ("1\xa0500\xa0000", "1500000", 0, ()),
        ("  12  ", "12", 0, ()),
        # With something after it.
        ("4.953.752.936,-", "4953752936", 0, (Doubt.SUFFIX,)),
        ("4.953.752.936.-", "4953752936", 0, (Doubt.SUFFIX,)),
        ("4.953.752.936,--", "4953752936", 0, (Doubt.SUFFIX,)),
        ("4.953.752.936,=", "4953752936", 0, (Doubt.SUFFIX,)),
        ("Rp. 4.953.752.936,-", "4953752936", 0, (Doubt.SUFFIX,)),
        ("54.590.000,", "54590000", 0, (Doubt.SUFFIX,)),
        ("54.590.000.", "54590000", 0, (Doubt.SUFFIX,)),
        # In another country's notation.
        ("0.0046", "0.0046", 4, (POINT,)),
        ("64.10%", "64.1", 2, (POINT,)),
        ("2.34", "2.34", 2, (POINT,)),
        ("0.5", "0.5", 1, (POINT,)),
        ("1234.5", "1234.5", 1, (POINT,)),
        ("0.075", "0.075", 3, (POINT,)),
        ("6,318,563,994", "6318563994", 0, (COMMA,)),
        ("6,318,563,994.00", "6318563994", 2, (COMMA, POINT)),
        # With the satuan in it.
        ("0,9 Angka", "0.9", 1, (Doubt.UNIT_IN_CELL,)),
        ("12 dokumen", "12", 0, (Doubt.UNIT_IN_CELL,)),
        ("100 persen", "100", 0, (Doubt.UNIT_IN_CELL,)),
        ("3 (tiga) laporan", "3", 0, (Doubt.UNIT_IN_CELL,)),
        ("≥ 80", "80", 0, (Doubt.UNIT_IN_CELL,)),
        ("> 62,5 %", "62.5", 1, (Doubt.UNIT_IN_CELL,)),
        ("2.5 km", "2.5", 1, (POINT, Doubt.UNIT_IN_CELL)),
        # With letters for digits.
        ("1O0", "100", 0, (Doubt.LOOKALIKE,)),
        ("l2", "12", 0, (Doubt.LOOKALIKE,)),
        ("1O", "10", 0, (Doubt.LOOKALIKE,)),
        ("5l", "5", 0, (Doubt.UNIT_IN_CELL,)),
        ("5 l", "5", 0, (Doubt.UNIT_IN_CELL,)),
    ],
)
def test_a_text_is_read_as_it_is_meant(
    text: str, value: str, decimals: int, doubts: tuple[Doubt, ...], kind: Kind
) -> None:
    figure = read_text(text, kind)

    assert figure.reading is Reading.NUMBER
    assert figure.value == Decimal(value)
    assert figure.decimals == decimals
    assert figure.doubts == doubts
    assert figure.as_text
    assert figure.percent == ("%" in text)
    assert figure.written == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "kind", "value", "alternative"),
    [
        ("1.076", KINERJA, "1076", "1.076"),
        ("12.500", KINERJA, "12500", "12.5"),
        ("2.500 km", KINERJA, "2500", "2.5"),
        ("2.500 orang", KINERJA, "2500", None),
        ("-1.076", KINERJA, "-1076", "-1.076"),
        ("(1.076)", KINERJA, "-1076", "-1.076"),
        ("2,345", KINERJA, "2.345", "2345"),
        ("98.325", PERSEN, "98.325", "98325"),
        ("98,325", PERSEN, "98.325", None),
        ("1.076", RUPIAH, "1076", None),
        ("1,076", RUPIAH, "1076", None),
        ("100.000", RUPIAH, "100000", None),
    ],
)
def test_one_mark_before_three_digits_may_be_ambiguous(
    text: str, kind: Kind, value: str, alternative: str | None
) -> None:
    figure = read_text(text, kind)

    assert figure.value == Decimal(value)
    assert figure.alternative == (alternative and Decimal(alternative))
    assert (Doubt.AMBIGUOUS in figure.doubts) == (alternative is not None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("69,1-69,5", "69.1", "69.5"),
        ("69,1 - 69,5", "69.1", "69.5"),
        ("69,1% – 69,5%", "69.1", "69.5"),
        ("60 s/d 70", "60", "70"),
        ("60 sd 70", "60", "70"),
        ("60 sampai dengan 70", "60", "70"),
        ("60 hingga 70", "60", "70"),
        ("1-3", "1", "3"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str) -> None:
    figure = read_text(text, KINERJA)

    assert figure.reading is Reading.RANGE
    assert (figure.value, figure.upper) == (Decimal(low), Decimal(high))
    assert figure.doubts == ()


@pytest.mark.parametrize(
    "text",
    ["-", " - ", "--", "–", "—", "n/a", "N/A", "NA", "na", "N0", "n.a.", "Nihil", "tidak ada"],
)
def test_words_for_none(text: str) -> None:
    figure = read_text(text, KINERJA)
    assert (figure.reading, figure.value) == (Reading.NONE, None)


@pytest.mark.parametrize(
    "text",
    [
        "dua berkas",
        "1.23.4",
        "1.2345.678",
        "12.34,56.78",
        "1,23,4",
        "1234.567,8",
        "1.2.3",
        "70-60",
        "%",
        "Rp",
        "A",
        "Baik",
        "3 dari 4",
    ],
)
def test_texts_that_are_no_number(text: str) -> None:
    figure = read_text(text, KINERJA)
    assert (figure.reading, figure.value) == (Reading.UNREADABLE, None)


@pytest.mark.parametrize(
    ("value", "reading"),
    [
        (None, Reading.BLANK),
        ("", Reading.BLANK),
        ("   ", Reading.BLANK),
        (True, Reading.UNREADABLE),
        (ErrorValue.DIV0, Reading.ERROR),
        ("#DIV/0!", Reading.ERROR),
        ("#n/a", Reading.ERROR),
        (inf, Reading.ERROR),
    ],
)
def test_cells_without_a_figure(value: Value, reading: Reading) -> None:
    figure = read_figure(value, "General", KINERJA)
    assert (figure.reading, figure.value) == (reading, None)


@pytest.mark.parametrize(
    ("value", "number_format", "meant", "written", "decimals"),
    [
        (0.942, "0.00%", "94.2", "94,20%", 2),
        (0.942, "0%", "94.2", "94%", 0),
        (94.2, "General", "94.2", "94,2", 1),
        (94.2, "0.00", "94.2", "94,20", 2),
        (6371088274.0, "#,##0", "6371088274", "6.371.088.274", 0),
        (6371088274.0, "General", "6371088274", "6371088274", 0),
        (1076.0, "General", "1076", "1076", 0),
        (0.1 + 0.2, "General", "0.3", "0,3", 1),
        (1 / 3, "General", "0.333333333333333", "0,333333333", 9),
        (5e6, '_-"Rp"* #,##0_-;-"Rp"* #,##0_-', "5000000", "5.000.000", 0),
        (0.0, "0.00%", "0", "0,00%", 2),
        (-12.5, "0.0", "-12.5", "-12,5", 1),
    ],
)
def test_a_number_cell_is_read_as_shown(
    value: float, number_format: str, meant: str, written: str, decimals: int
) -> None:
    figure = read_figure(value, number_format, KINERJA)

    assert figure.value == Decimal(meant)
    assert figure.written == written
    assert figure.decimals == decimals
    assert not figure.as_text
    assert figure.doubts == ()


def test_a_date_in_a_column_of_figures_is_unreadable() -> None:
    assert read_figure(44562.0, "dd/mm/yyyy", KINERJA).reading is Reading.UNREADABLE


@pytest.mark.parametrize(
    ("value", "meant", "decimals"),
    [(12.5, "12500000", -5), ("12,5", "12500000", -5), ("1.250", "1250000000", -6)],
)
def test_a_header_in_millions_scales_the_amounts(value: Value, meant: str, decimals: int) -> None:
    figure = read_figure(value, "General", RUPIAH, scale=6)

    assert figure.value == Decimal(meant)
    assert figure.decimals == decimals


def test_the_amounts_under_a_header_in_millions_agree_at_the_digits_shown() -> None:
    """12,5 juta stands for anything that rounds to it."""
    figure = read_figure(12.5, "0.0", RUPIAH, scale=6)
    assert figure.written == "12,5"


def test_neighbours_settle_what_the_text_leaves_open() -> None:
    figure = read_text("1.076", KINERJA)

    assert settle(figure, [Decimal(950)]).value == 1076
    assert settle(figure, [Decimal("1.2"), None]).value == Decimal("1.076")
    assert settle(figure, []).value == 1076
    assert settle(figure, [None, Decimal(0)]).value == 1076
    assert settle(figure, [Decimal("1.2")]).doubts == (Doubt.AMBIGUOUS,)


def test_taking_the_other_reading_twice_gives_the_first_back() -> None:
    figure = read_text("1.076", KINERJA)
    other = take_alternative(figure)

    assert (other.value, other.alternative, other.decimals) == (Decimal("1.076"), 1076, 3)
    assert take_alternative(other) == figure
    assert take_alternative(BLANK) == BLANK


def test_plain_text_is_for_machines() -> None:
    assert plain_text(Decimal("6371088274.00")) == "6371088274"
    assert plain_text(Decimal("94.20")) == "94.2"
    assert plain_text(Decimal("100")) == "100"


numbers = st.decimals(
    min_value=Decimal("-1e10"), max_value=Decimal("1e10"), places=4, allow_nan=False
)


@given(numbers, st.integers(0, 4), st.sampled_from(list(Kind)))
def test_a_number_survives_writing_and_reading_back(
    number: Decimal, places: int, kind: Kind
) -> None:
    written = format_number(number, places)
    figure = read_text(written, kind)
    shown = round_to(number, places)

    assume(kind is not RUPIAH or places != 3)  # 1,234 rupiah can only be a foreigner's 1.234
    if figure.alternative is None:
        assert figure.value == shown
    else:
        assert shown in (figure.value, figure.alternative)


@given(numbers, st.integers(0, 4))
def test_a_number_survives_being_drawn(number: Decimal, places: int) -> None:
    written = format_number(number, places)
    (grid,) = draw(f"| {written} |").grids()
    figure = read_figure(grid.value(1, 1), grid.look(1, 1).number_format, KINERJA)

    assert figure.written == written
    assert figure.decimals == places or figure.as_text


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_stored_number_keeps_fifteen_digits(number: float) -> None:
    assert float(exact(number)) == pytest.approx(number, rel=1e-14, abs=0)
