from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.figures.rollup import Sum, show_sum, sum_values

D = Decimal


def test_blanks_are_counted_not_added() -> None:
    assert sum_values([D(10), None, D("2.5")]) == Sum(D("12.5"), counted=2, missing=1)
    assert not sum_values([D(10), None]).is_complete
    assert sum_values([D(10)]).is_complete


def test_nothing_to_add_is_not_zero() -> None:
    assert sum_values([]) == Sum(None, counted=0, missing=0)
    assert sum_values([None]).total is None
    assert sum_values([D(0)]).total == 0
    assert not sum_values([]).is_complete


def test_the_addition_is_shown() -> None:
    assert show_sum([D(1_000), D(20)]) == "1.000 + 20 = 1.020"
    assert show_sum([D(1)] * 9) == "1 + 1 + 1 + 1 + … + 1 = 9 (9 angka)"
    assert show_sum([]) == ""


rupiah = st.integers(1, 10**13).map(D)


@given(st.lists(rupiah | st.none()), st.randoms(use_true_random=False))
def test_the_order_of_siblings_changes_no_total(values: list[D | None], random: object) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert sum_values(shuffled) == sum_values(values)
