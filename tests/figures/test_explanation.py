from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.quantity import BLANK, Figure, Reading, round_to, truncate_to
from lkjip_xl.figures.capaian import compute_capaian
from lkjip_xl.figures.explanation import Match, explain_written, is_truncated


def figure(text: str, upper: str | None = None) -> Figure:
    decimals = len(text.partition(",")[2])
    return Figure(
        written=text,
        value=Decimal(text.replace(",", ".")),
        reading=Reading.NUMBER,
        decimals=decimals,
        upper=None if upper is None else Decimal(upper.replace(",", ".")),
    )


@pytest.mark.parametrize(
    ("target", "realisasi", "written", "satuan", "match", "label"),
    [
        ("0,0046", "0,0044", "95,65", "Rasio", Match.ROUNDED, "realisasi / target × 100"),
        (
            "0,0046",
            "0,0044",
            "104,35",
            "Rasio",
            Match.ROUNDED,
            "(2 × target − realisasi) / target × 100",
        ),
        ("10", "8", "125", "kasus", Match.ROUNDED, "target / realisasi × 100"),
        ("10", "8", "20,0", "kasus", Match.ROUNDED, "(target − realisasi) / target × 100"),
        ("104", "4", "3,84", "unit", Match.TRUNCATED, "realisasi / target × 100"),
        (
            "100",
            "84",
            "83,7",
            "persen",
            Match.UNROUNDED_INPUT,
            "realisasi / target × 100, dengan realisasi sebelum dibulatkan",
        ),
        (
            "30",
            "100",
            "120",
            "orang",
            Match.CAPPED,
            "realisasi / target × 100, dibatasi paling tinggi 120",
        ),
        ("97", "64,8", "64,8", "kasus", Match.SLIP, "angka realisasi disalin sebagai capaian"),
        ("97", "64", "97", "kasus", Match.SLIP, "angka target disalin sebagai capaian"),
        (
            "83",
            "90",
            "1,0843",
            "orang",
            Match.SLIP,
            "realisasi / target × 100, masih berupa pecahan, belum dikalikan 100",
        ),
        (
            "83",
            "90",
            "10843,37",
            "orang",
            Match.SLIP,
            "realisasi / target × 100, dikalikan 100 dua kali",
        ),
        (
            "83",
            "90",
            "1084,3",
            "orang",
            Match.SLIP,
            "realisasi / target × 100, tanda koma bergeser satu angka ke kanan",
        ),
        (
            "10",
            "8",
            "75",
            "kasus",
            Match.SLIP,
            "target dan realisasi tertukar: (2 × realisasi − target) / realisasi × 100",
        ),
        (
            "75",
            "82",
            "7",
            "orang",
            Match.SLIP,
            "selisih realisasi dan target, bukan perbandingannya",
        ),
        ("80", "88", "10", "orang", Match.SLIP, "selisih dari 100, bukan capaiannya"),
    ],
)
def test_known_ways_to_a_written_capaian(
    target: str, realisasi: str, written: str, satuan: str, match: Match, label: str
) -> None:
    found = explain_written(figure(written), figure(target), figure(realisasi), satuan)

    assert (match, label) in [(one.match, one.label) for one in found]


def test_the_formula_comes_first_and_keeps_slips_away() -> None:
    found = explain_written(figure("80"), figure("100"), figure("80"), "persen")

    assert found[0].rumus is Rumus.NAIK
    assert all(one.match is not Match.SLIP for one in found)


def test_counted_things_are_never_explained_by_rounding() -> None:
    assert explain_written(figure("71,3"), figure("4"), figure("3"), "Dokumen") == ()


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("100", "terhadap batas rentang target"),
        ("100,3", "realisasi / batas bawah target × 100"),
        ("99,7", "realisasi / batas atas target × 100"),
    ],
)
def test_a_range_may_have_been_measured_against_one_bound(written: str, label: str) -> None:
    found = explain_written(figure(written), figure("69,1", upper="69,5"), figure("69,3"))

    assert label in [one.label for one in found]


@pytest.mark.parametrize("blank", [0, 1, 2])
def test_nothing_explains_what_is_not_there(blank: int) -> None:
    figures = [figure("90"), figure("100"), figure("90")]
    figures[blank] = BLANK

    assert explain_written(*figures) == ()


def test_a_figure_from_nowhere_stays_unexplained() -> None:
    assert explain_written(figure("47,11"), figure("80"), figure("70"), "km") == ()
    assert explain_written(figure("0"), figure("80"), figure("0,1"), "km")[0].rumus is Rumus.NAIK


positive = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(1000), places=2)


@given(positive, positive, st.integers(0, 4))
def test_truncated_and_rounded_exclude_each_other(
    target: Decimal, realisasi: Decimal, decimals: int
) -> None:
    result = compute_capaian(target, realisasi, Rumus.NAIK)
    assert result is not None
    rounded = Figure(value=round_to(result, decimals), decimals=decimals)
    cut = Figure(value=truncate_to(result, decimals), decimals=decimals)

    assert rounded.shows(result)
    assert not is_truncated(rounded, result)
    assert cut.shows(result) != is_truncated(cut, result)


@given(
    positive,
    positive,
    st.sampled_from([r for r in Rumus if r not in (Rumus.RENTANG, Rumus.STABIL)]),
)
def test_every_formula_explains_its_own_result(
    target: Decimal, realisasi: Decimal, rumus: Rumus
) -> None:
    result = compute_capaian(target, realisasi, rumus)
    assert result is not None
    written = Figure(value=round_to(result, 2), decimals=2)
    of_target = Figure(value=target, decimals=2)
    of_realisasi = Figure(value=realisasi, decimals=2)

    assert rumus in [one.rumus for one in explain_written(written, of_target, of_realisasi)]
