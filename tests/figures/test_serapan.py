from decimal import Decimal

from lkjip_xl.domain.quantity import Persen
from lkjip_xl.figures.serapan import (
    BATAS_SERAPAN,
    compute_serapan,
    compute_sisa,
    needs_cause,
    show_serapan,
)

D = Decimal


def test_serapan_is_what_was_spent_of_the_pagu() -> None:
    assert compute_serapan(D(1_000_000), D(942_000)) == D("94.2")
    assert compute_serapan(D(1_000_000), D(0)) == 0
    assert compute_serapan(D(1_000_000), D(1_100_000)) == 110


def test_there_is_no_serapan_without_pagu_or_realisasi() -> None:
    assert compute_serapan(None, D(1)) is None
    assert compute_serapan(D(1), None) is None
    assert compute_serapan(D(0), D(0)) is None


def test_sisa_is_negative_where_too_much_was_spent() -> None:
    assert compute_sisa(D(100), D(90)) == 10
    assert compute_sisa(D(100), D(110)) == -10
    assert compute_sisa(None, D(1)) is None
    assert compute_sisa(D(1), None) is None


def test_only_below_the_limit_a_cause_is_needed() -> None:
    assert not needs_cause(BATAS_SERAPAN)
    assert needs_cause(Persen(D("89.99")))
    assert not needs_cause(None)
    assert needs_cause(Persen(D("94")), batas=Persen(D(95)))


def test_the_calculation_is_shown() -> None:
    assert show_serapan(D(1_000_000), D(900_000)) == "900.000 / 1.000.000 × 100 = 90,00"
    assert show_serapan(D(0), D(5)) == "5 / 0 × 100 tidak dapat dihitung (pagu nol)"
