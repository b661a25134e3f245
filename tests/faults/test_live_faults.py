"""In a book with its formulas a wrong input is blamed, not what follows from it."""

from statistics import median

import pytest
from live import LiveBook, Slip

from lkjip_xl.finding import Finding, Severity
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
