"""A percentage that is the sum or the mean of others is recognised, a coincidence is not."""

from decimal import Decimal

import pytest

from lkjip_xl.domain.quantity import BLANK, Figure, Reading
from lkjip_xl.figures.added_percentages import explain_as_sum_or_mean


def figure(text: str) -> Figure:
    value = Decimal(text)
    places = len(text.partition(".")[2])
    return Figure(
        written=text.replace(".", ","), value=value, reading=Reading.NUMBER, decimals=places
    )


@pytest.mark.parametrize(
    ("stated", "children", "told"),
    [
        ("197.84", ["98.58", "99.26"], "jumlah 2 persentase di bawahnya: 98,58 + 99,26 = 197,84"),
        ("198", ["98.58", "99.26"], "jumlah 2 persentase di bawahnya: 98,58 + 99,26 = 197,84"),
        ("80.00", ["90", "70"], "rata-rata 2 persentase di bawahnya: (90 + 70) / 2 = 80,00"),
        ("83.33", ["100", "100", "50"], "rata-rata 3 persentase di bawahnya: (100 + 100 + 50) / 3 = 83,33"),
    ],
)  # fmt: skip
def test_sum_and_mean(stated: str, children: list[str], told: str) -> None:
    assert explain_as_sum_or_mean(figure(stated), [figure(one) for one in children]) == told


@pytest.mark.parametrize(
    ("stated", "children"),
    [
        ("98.58", ["98.58"]),
        ("100", ["100", "100"]),
        ("0", ["0", "0"]),
        ("81", ["90", "70"]),
        ("80", []),
    ],
)
def test_no_explanation(stated: str, children: list[str]) -> None:
    assert explain_as_sum_or_mean(figure(stated), [figure(one) for one in children]) is None


def test_blank_children_do_not_count() -> None:
    children = [figure("90"), BLANK, figure("70")]

    assert explain_as_sum_or_mean(figure("80"), children) is not None
    assert explain_as_sum_or_mean(BLANK, children) is None
