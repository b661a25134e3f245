"""The tables of a recap: complete, in order, and agreeing with each other."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_xl.outputs.rekap.frames import CLASSES, FAMILIES, SEVERITIES, clean, make_frames
from lkjip_xl.outputs.rekap.records import FindingRow, OfficeRow, State

finding_rows = st.builds(
    FindingRow,
    code=st.sampled_from(["HIT01", "ANG03", "ISI02", "STR01", "RUM06"]),
    name=st.just("nama"),
    severity=st.sampled_from(SEVERITIES),
    file=st.text(max_size=3),
    sheet=st.text(max_size=3),
    cell=st.just("A1"),
    item=st.text(max_size=5),
    written=st.just(""),
    expected=st.just(""),
    message=st.text(max_size=8),
    fix=st.just(""),
    accepted=st.booleans(),
)
office_rows = st.builds(
    OfficeRow,
    key=st.just(""),
    office=st.text(max_size=5),
    year=st.none() | st.integers(2019, 2024),
    source=st.just("x"),
    files=st.just(("a.xlsx",)),
    state=st.just(State.DONE),
    capaian=st.none() | st.decimals(-50, 250, places=2),
    findings=st.lists(finding_rows, max_size=4).map(tuple),
)


@given(st.lists(office_rows, max_size=4))
@settings(max_examples=12)
def test_the_counts_agree(offices: list[OfficeRow]) -> None:
    offices = [replace(one, key=f"k{at}") for at, one in enumerate(offices)]
    frames = make_frames(offices)

    open_ones = sum(not f.accepted for one in offices for f in one.findings)
    assert frames.offices[list(SEVERITIES)].sum().sum() == open_ones
    assert frames.offices[list(FAMILIES)].sum().sum() == open_ones
    assert frames.families.sum().sum() == open_ones == frames.rules["findings"].sum()
    assert len(frames.findings) == open_ones + frames.offices["accepted"].sum()
    assert sorted(frames.offices["key"]) == sorted(one.key for one in offices)
    assert frames.offices["error"].is_monotonic_decreasing
    assert frames.spread["capaian"].sum() == sum(one.capaian is not None for one in offices)


def test_worst_first_and_set_aside_last(rows: list[OfficeRow]) -> None:
    keys = ["kab-a/dinas-keliru", "kota-b/buku", "kab-a/dinas-bersih", "kota-b/terkunci"]
    assert list(make_frames(rows).offices["key"]) == keys


def test_errors_before_what_is_commoner(rows: list[OfficeRow]) -> None:
    rules = make_frames(rows).rules

    assert list(rules["code"]) == ["HIT01", "ISI02", "STR01"]
    assert list(rules["offices"]) == [2, 1, 2]
    assert list(rules["severity"]) == ["error", "warning", "info"]


def test_a_bound_belongs_to_the_class_that_begins_with_it(rows: list[OfficeRow]) -> None:
    spread = make_frames(rows).spread

    assert dict(spread["capaian"][spread["capaian"] > 0]) == {"di bawah 60": 1, "100 – <105": 1}
    assert dict(spread["serapan"][spread["serapan"] > 0]) == {"85 – <90": 1, "95 – <100": 1}
    assert list(spread.index) == list(CLASSES)


def test_what_no_file_may_hold_is_taken_out() -> None:
    assert clean("a\x07b\ud800c\ufffe") == "ab?c"
    assert clean("baris\nbaru – §") == "baris\nbaru – §"
