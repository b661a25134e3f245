"""A way that an office keeps to is followed; one figure alone, or a way that is contradicted, is not."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lkjip_xl import check
from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.quantity import Persen, format_number
from lkjip_xl.figures.capaian import compute_capaian, limit_capaian
from lkjip_xl.figures.kebiasaan import settle
from lkjip_xl.finding import Severity
from lkjip_xl.lampiran.office_year import read_office_year

D = Decimal
HEAD = "| Indikator Kinerja | Satuan | Polarisasi | Target | Realisasi | Capaian (%) |\n"
NAMES = ("pasar", "jembatan", "sekolah", "irigasi", "pelabuhan", "terminal", "embung", "waduk")
SETTINGS = "\n## Pengaturan\n| Pengaturan | Nilai |\n| {} | {} |\n"


def drawn(rows: Sequence[tuple[str, str, str, str]], settings: str = "") -> str:
    lines = (
        f"| Jumlah {name} | unit | {' | '.join(row)} |\n"
        for name, row in zip(NAMES, rows, strict=False)
    )
    return "## Kinerja\n" + HEAD + "".join(lines) + settings


def habits(rows: Sequence[tuple[str, str, str, str]], settings: str = "") -> dict[str, object]:
    laporan = read_office_year(list(draw(drawn(rows, settings)).grids()))
    return {one.setelan: one.nilai for one in settle(laporan).kebiasaan}


PLAIN = ("Naik", "80", "70", "87,50")
CAPPED = [("Naik", "8", "9", "100"), ("Naik", "8", "12", "100")]
INVERSE = [("Turun", "12", "10", "120,00"), ("Turun", "20", "25", "80,00")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([PLAIN, *CAPPED], {"batas_capaian": 100}),
        ([PLAIN, CAPPED[0]], {}),
        ([*CAPPED, ("Naik", "8", "10", "125")], {}),
        ([*CAPPED, ("Naik", "8", "10", "999")], {"batas_capaian": 100}),
        ([("Naik", "8", "12", "110"), ("Naik", "8", "14", "110")], {}),
        (
            [("Naik", "8", "12", "110"), ("Naik", "8", "14", "110"), ("Naik", "8", "13", "110,0")],
            {"batas_capaian": 110},
        ),
        ([PLAIN, *INVERSE], {"rumus_turun": Rumus.TURUN_BALIK}),
        ([PLAIN, INVERSE[0]], {}),
        ([*INVERSE, ("Turun", "20", "16", "120,00")], {}),
        ([*INVERSE, ("Turun", "20", "16", "99,00")], {"rumus_turun": Rumus.TURUN_BALIK}),
        (
            [("Turun", "12", "9", "25,00"), ("Turun", "20", "16", "20,00")],
            {"rumus_turun": Rumus.TURUN_SELISIH},
        ),
        (
            [("Turun", "12", "9", "120"), ("Turun", "20", "10", "120"), *INVERSE[1:], PLAIN],
            {"batas_capaian": 120},
        ),
        (
            [("Turun", "12", "9", "120"), ("Turun", "20", "10", "120"), *INVERSE],
            {"batas_capaian": 120, "rumus_turun": Rumus.TURUN_BALIK},
        ),
        ([("Turun", "12", "30", "0"), ("Turun", "10", "25", "0,00")], {"batas_bawah": 0}),
        ([("Turun", "12", "30", "0"), ("Turun", "10", "25", "-50")], {}),
        ([("Turun", "12", "0", "100"), ("Turun", "10", "0", "100"), *INVERSE[1:]], {"nihil": 100}),
        ([("Turun", "12", "0", "100"), ("Turun", "10", "0", "200")], {}),
        ([("Naik", "0", "0", "100"), ("Naik", "0", "0", "100")], {"nihil_sama": 100}),
        ([("Naik", "0", "0", "100"), ("Naik", "0", "0", "0"), PLAIN], {}),
    ],
)
def test_a_way_is_seen_where_enough_show_it_and_none_contradicts(
    rows: Sequence[tuple[str, str, str, str]], expected: dict[str, object]
) -> None:
    assert habits(rows) == expected


@pytest.mark.parametrize(
    ("rows", "setting", "value"),
    [
        (CAPPED, "Batas capaian tertinggi (%)", "tidak ada"),
        (CAPPED, "Batas capaian tertinggi (%)", "120"),
        (INVERSE, "Rumus makin rendah makin baik", Rumus.TURUN.value),
    ],
)
def test_what_the_sheet_pengaturan_states_holds(
    rows: Sequence[tuple[str, str, str, str]], setting: str, value: str
) -> None:
    assert not habits(rows, SETTINGS.format(setting, value))
    wrong = check(draw(drawn(rows, SETTINGS.format(setting, value)))).findings
    assert {finding.code for finding in wrong} & {"HIT01", "HIT04"}


def test_a_slip_that_two_annexes_repeat_is_no_habit() -> None:
    twice = drawn([CAPPED[0]]) + "\n## Analisis\nTabel 3.3\n" + HEAD
    twice += f"| Jumlah pasar | unit | {' | '.join(CAPPED[0])} |\n"

    assert not settle(read_office_year(list(draw(twice).grids()))).kebiasaan


# --- every way, any table ------------------------------------------------------------------------

#: How each way computes from target and realisasi, of what is better when lower.
WAYS = {
    "balik": lambda t, r: compute_capaian(t, r, Rumus.TURUN_BALIK),
    "selisih": lambda t, r: compute_capaian(t, r, Rumus.TURUN_SELISIH),
    "paling tinggi 100": lambda t, r: _limited(t, r, most=100),
    "paling tinggi 120": lambda t, r: _limited(t, r, most=120),
    "paling tinggi 150": lambda t, r: _limited(t, r, most=150),
    "paling rendah 0": lambda t, r: _limited(t, r, least=0),
}


def _limited(t: Decimal, r: Decimal, **limits: int) -> Persen | None:
    value = compute_capaian(t, r, Rumus.TURUN)
    return limit_capaian(value, **{side: Persen(D(limit)) for side, limit in limits.items()})


@st.composite
def tables(draw_from: st.DrawFn) -> list[tuple[str, str, str, str]]:
    """Return a table of three rows or more whose capaian tell its way from the usual formula."""
    way = WAYS[draw_from(st.sampled_from(sorted(WAYS)))]
    figures = st.tuples(st.integers(10, 500), st.integers(1, 2000)).map(
        lambda pair: (D(pair[0]), D(pair[1]))
    )

    def tells(pair: tuple[Decimal, Decimal]) -> bool:
        own, usual = way(*pair), compute_capaian(*pair, Rumus.TURUN)
        return own is not None and usual is not None and abs(own - usual) > 1

    rows = draw_from(st.lists(figures.filter(tells), min_size=3, max_size=6, unique=True))
    return [
        ("Minimize", str(t), str(r), format_number(way(t, r) or D(0), 2, grouped=False))
        for t, r in rows
    ]


@given(tables())
def test_no_way_that_a_whole_table_follows_is_an_error(
    rows: list[tuple[str, str, str, str]],
) -> None:
    findings = check(draw(drawn(rows))).findings

    told = [f for f in findings if f.code.startswith("HIT")]
    assert [(f.code, f.severity) for f in told] == [("HIT09", Severity.INFO)]


@given(tables(), st.data())
def test_one_wrong_figure_among_them_is_found(
    rows: list[tuple[str, str, str, str]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    arah, target, realisasi, capaian = rows[at]
    wrong = int(D(capaian.replace(",", "."))) + 7 + D("0.31")
    # By chance it may be what some formula gives, and then it is not wrong.
    results = (compute_capaian(D(target) + 1, D(realisasi), rumus) for rumus in Rumus)
    assume(all(result is None or abs(result - wrong) > 1 for result in results))
    shown = format_number(wrong, 2, grouped=False)
    rows.append((arah, str(int(target) + 1), realisasi, shown))

    findings = check(draw(drawn(rows))).findings

    cells = {f.at.a1 for f in findings if f.code in ("HIT01", "HIT04")}
    assert cells == {f"F{len(rows) + 1}"}
