"""In a book with its formulas a wrong input is blamed, not what follows from it."""

from collections.abc import Callable, Mapping
from statistics import median

import pytest
from live import LiveBook, Slip

from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRef

Outcome = tuple[Slip, tuple[Finding, ...]]


@pytest.fixture(scope="module")
def book() -> LiveBook:
    return LiveBook()


@pytest.fixture(scope="module")
def outcomes(book: LiveBook) -> list[Outcome]:
    return [(slip, book.findings(slip)) for slip in book.slips(each=2)]


def names(finding: Finding, cell: CellRef) -> bool:
    rows = {(one.sheet, one.row) for one in (finding.at, *finding.also, *finding.related)}
    return (cell.sheet, cell.row) in rows


def told(outcomes: list[Outcome]) -> str:
    return "\n".join(
        f"{slip}\n" + "\n".join(f"    {f.code} {f.at} {f.message[:120]}" for f in findings)
        for slip, findings in outcomes
    )


def test_a_slip_that_something_contradicts_is_found_and_named(outcomes: list[Outcome]) -> None:
    tied = [one for one in outcomes if one[0].against]
    missed = [(slip, found) for slip, found in tied if not any(names(f, slip.cell) for f in found)]
    assert len(tied) >= 40
    assert len(missed) <= 0.03 * len(tied), told(missed)


def test_the_cell_that_two_others_contradict_is_blamed_itself(
    book: LiveBook, outcomes: list[Outcome]
) -> None:
    """Or the formula that reads it, where its other inputs would explain the same."""
    decidable = [one for one in outcomes if one[0].against > 1]
    wrong = [
        (slip, found)
        for slip, found in decidable
        if not any(
            f.at == slip.cell or (book.is_formula(f.at) and slip.cell in f.related) for f in found
        )
    ]
    assert len(decidable) >= 15
    assert len(wrong) <= 0.1 * len(decidable), told(wrong)


def test_what_no_figure_contradicts_is_blamed_on_nothing_else(outcomes: list[Outcome]) -> None:
    free = [one for one in outcomes if not one[0].against]
    false = [
        (slip, found)
        for slip, found in free
        if any(f.severity is Severity.ERROR and not names(f, slip.cell) for f in found)
    ]
    assert len(free) >= 10
    assert not false, told(false)


def test_one_cause_gives_one_finding(outcomes: list[Outcome]) -> None:
    counts = [len(found) for slip, found in outcomes if slip.against and found]
    assert median(counts) == 1
    assert max(counts) <= 3


Sheets = Mapping[str, Grid]
ANGGARAN, KINERJA = "Lamp 3.4", "T-C.1 Kinerja"
PAGU, REALISASI = 8, 9


def type_a_dash(sheets: Sheets) -> None:
    sheets[ANGGARAN].put(12, REALISASI, "-")


def shorten_a_sum(sheets: Sheets) -> None:
    sheets[ANGGARAN].formulas[10, REALISASI] = "SUM(I11:I12)"


def lose_a_reference(sheets: Sheets) -> None:
    sheets[ANGGARAN].formulas[10, REALISASI] = "SUM(#REF!)"


def type_over_a_total(sheets: Sheets) -> None:
    del sheets[ANGGARAN].formulas[40, REALISASI]
    sheets[ANGGARAN].put(40, REALISASI, 10_834_636_273.0)


def swap_two_columns(sheets: Sheets) -> None:
    grid = sheets[ANGGARAN]
    for row in range(9, 41):
        for column in (PAGU, REALISASI):
            grid.formulas.pop((row, column), None)
        one, other = grid.value(row, PAGU), grid.value(row, REALISASI)
        grid.put(row, PAGU, other)
        grid.put(row, REALISASI, one)


def paste_the_targets(sheets: Sheets) -> None:
    grid = sheets[KINERJA]
    for row in list(grid.rows):
        target = grid.value(row, 9)
        if row > 8 and isinstance(target, float) and isinstance(grid.value(row, 11), float):
            grid.put(row, 11, target)


def write_millions(sheets: Sheets) -> None:
    grid = sheets[ANGGARAN]
    for row in range(9, 41):
        pagu = grid.value(row, PAGU)
        if isinstance(pagu, float) and (row, PAGU) not in grid.formulas:
            grid.put(row, PAGU, pagu / 1e6)


def turn_a_direction(sheets: Sheets) -> None:
    sheets["IKU"].put(6, 8, "Makin tinggi makin baik")


@pytest.mark.parametrize(
    ("change", "code", "sheet", "cell"),
    [
        (type_a_dash, "ISI05", ANGGARAN, "I12"),
        (shorten_a_sum, "RUM01", ANGGARAN, "I10"),
        (lose_a_reference, "ISI05", ANGGARAN, "I10"),
        (type_over_a_total, "ANG04", ANGGARAN, "I40"),
        (swap_two_columns, "LAM09", ANGGARAN, "H7"),
        (paste_the_targets, "LAM09", KINERJA, "K7"),
        (write_millions, "LAM09", ANGGARAN, "H7"),
        (turn_a_direction, "HIT11", "IKU", "H6"),
    ],
)
def test_what_staff_do_to_a_whole_is_one_finding_at_its_cause(
    book: LiveBook, change: Callable[[Sheets], None], code: str, sheet: str, cell: str
) -> None:
    (found,) = book.findings_after(change)
    assert (found.code, found.at.sheet, found.at.a1) == (code, sheet, cell)


def test_a_row_without_its_amounts_is_told_with_what_they_were(book: LiveBook) -> None:
    def empty_a_row(sheets: Sheets) -> None:
        for column in (PAGU, REALISASI):
            sheets[ANGGARAN].put(12, column, None)

    found = book.findings_after(empty_a_row)

    assert {one.at.a1 for one in found} == {"H12", "I12"}
    assert {one.expected for one in found} == {"1.528.964.500", "1.487.325.850", ""}


def test_two_figures_in_each_other_s_place_are_one_finding(book: LiveBook) -> None:
    def swap_two(sheets: Sheets) -> None:
        grid = sheets[ANGGARAN]
        one, other = grid.value(11, PAGU), grid.value(12, PAGU)
        grid.put(11, PAGU, other)
        grid.put(12, PAGU, one)

    (found,) = book.findings_after(swap_two)
    assert (found.code, found.at.sheet, found.at.a1) == ("LAM02", ANGGARAN, "H11")
    assert found.fix == "tukar isi H11 dan H12"


def test_a_row_that_is_copied_onto_the_next_one_is_told_itself(book: LiveBook) -> None:
    def copy_a_row(sheets: Sheets) -> None:
        grid = sheets[ANGGARAN]
        grid.rows[13] = list(grid.rows[12])

    found = book.findings_after(copy_a_row)

    assert [(one.code, one.at.a1) for one in found if one.severity is Severity.ERROR] == [
        ("HIR03", "G13")
    ]
