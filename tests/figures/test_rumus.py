"""Formulas of capaian in words."""

import pytest

from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.figures.rumus import parse_rumus


@pytest.mark.parametrize("rumus", [r for r in Rumus if r not in (Rumus.RENTANG, Rumus.STABIL)])
def test_every_formula_is_read_as_findings_write_it(rumus: Rumus) -> None:
    assert parse_rumus(rumus.value) is rumus


@pytest.mark.parametrize(
    ("text", "rumus"),
    [
        ("realisasi/target", Rumus.NAIK),
        ("Capaian = Realisasi : Target x 100%", Rumus.NAIK),
        ("realisasi dibagi target dikali 100 persen", Rumus.NAIK),
        ("Target/Realisasi*100", Rumus.TURUN_BALIK),
        ("[Target - (Realisasi - Target)] / Target x 100%", Rumus.TURUN),
        ("100% + ((target − realisasi) / target × 100%)", Rumus.TURUN),
        ("(2xTarget – Realisasi)/Target*100", Rumus.TURUN),
        ("1 - realisasi / target", Rumus.TURUN_SELISIH),
    ],
)
def test_spelling_does_not_matter(text: str, rumus: Rumus) -> None:
    assert parse_rumus(text) is rumus


@pytest.mark.parametrize(
    "text",
    [
        "",
        "realisasi",
        "jumlah kasus / jumlah penduduk × 100",
        "(target − realisasi",
        "target / (realisasi − realisasi)",
        "target / realisasi / 3",
        "target * * realisasi",
        "target , realisasi",
        "%target realisasi",
    ],
)
def test_other_texts_are_no_formula_that_is_known(text: str) -> None:
    assert parse_rumus(text) is None
