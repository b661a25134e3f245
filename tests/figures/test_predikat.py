from decimal import Decimal

import pytest

from lkjip_xl.figures.predikat import (
    SKALA_CAPAIAN,
    SKALA_SAKIP,
    Step,
    predikat_capaian,
    predikat_sakip,
)

D = Decimal


@pytest.mark.parametrize(
    ("capaian", "label"),
    [
        ("333", "Sangat Tinggi"), ("91", "Sangat Tinggi"), ("90.99", "Tinggi"), ("76", "Tinggi"),
        ("75.99", "Sedang"), ("66", "Sedang"), ("65.99", "Rendah"), ("51", "Rendah"),
        ("50.99", "Sangat Rendah"), ("-50", "Sangat Rendah"),
    ],
)  # fmt: skip
def test_capaian(capaian: str, label: str) -> None:
    assert predikat_capaian(D(capaian)) == label


@pytest.mark.parametrize(
    ("nilai", "label"),
    [
        ("90.01", "AA"), ("90", "A"), ("80.01", "A"), ("80", "BB"), ("70", "B"), ("64.89", "B"),
        ("60", "CC"), ("50", "C"), ("30.01", "C"), ("30", "D"), ("0", "D"),
    ],
)  # fmt: skip
def test_sakip(nilai: str, label: str) -> None:
    assert predikat_sakip(D(nilai)) == label


def test_no_figure_no_predikat() -> None:
    assert predikat_capaian(None) is None
    assert predikat_sakip(None) is None


def test_an_office_may_bring_its_own_scale() -> None:
    skala = (Step("Baik", D(85)), Step("Kurang"))

    assert predikat_capaian(D(86), skala) == "Baik"
    assert predikat_capaian(D(84), skala) == "Kurang"


def test_a_legend_can_be_written_from_the_scale() -> None:
    assert [step.condition for step in SKALA_CAPAIAN] == [
        "≥ 91", "≥ 76", "≥ 66", "≥ 51", "selebihnya",
    ]  # fmt: skip
    assert SKALA_SAKIP[0].condition == "> 90"
