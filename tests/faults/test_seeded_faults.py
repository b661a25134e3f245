"""One thing changed in the clean book is found, and found once."""

from collections.abc import Sequence
from statistics import median

import pytest
from seeding import Fault, seed_faults
from trying import Outcome, counts_of_found, tabulate, try_faults

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.pipeline import check

ANNEXES = ("Tabel 3.1", "Tabel 3.2", "Tabel 3.3", "Tabel 3.4", "Tabel 3.5", "Rencana Aksi")

#: What part of such faults is found at least: raise these with the rules, never lower them.
SHEETS_FLOOR = 0.7
OTHER_FLOOR = 0.7
LONE_FLOOR = 0.35


@pytest.fixture(scope="module")
def outcomes(clean: DrawnBook) -> list[Outcome]:
    return try_faults(seed_faults(clean))


def share_found(outcomes: Sequence[Outcome]) -> float:
    return sum(outcome.found for outcome in outcomes) / len(outcomes)


def explain(outcomes: Sequence[Outcome]) -> str:
    missed = "\n".join(str(outcome.fault) for outcome in outcomes if not outcome.found)
    return f"{tabulate(outcomes, lambda fault: fault.kind)}\n\nmissed:\n{missed}"


def is_tied(fault: Fault) -> bool:
    """Tell whether something else in the book contradicts the changed figure."""
    return fault.numeric and not fault.free


def test_the_clean_book_gives_nothing(clean: DrawnBook) -> None:
    assert check(clean).findings == ()


def test_several_hundred_faults_of_many_kinds(outcomes: list[Outcome]) -> None:
    assert len(outcomes) >= 300
    assert len({outcome.fault.kind for outcome in outcomes}) >= 40


def test_changed_figures_of_the_annexes_are_found(outcomes: list[Outcome]) -> None:
    own = [o for o in outcomes if is_tied(o.fault) and o.fault.form in ANNEXES]
    assert share_found(own) >= 0.98, explain(own)


def test_changed_figures_of_the_other_sheets_are_found(outcomes: list[Outcome]) -> None:
    own = [o for o in outcomes if is_tied(o.fault) and o.fault.form not in ANNEXES]
    assert share_found(own) >= SHEETS_FLOOR, explain(own)


def test_changed_names_units_remarks_and_rows_are_found(outcomes: list[Outcome]) -> None:
    own = [o for o in outcomes if not o.fault.numeric]
    assert share_found(own) >= OTHER_FLOOR, explain(own)


def test_figures_that_stand_alone_are_found_where_they_cannot_be(outcomes: list[Outcome]) -> None:
    own = [o for o in outcomes if o.fault.free]
    assert share_found(own) >= LONE_FLOOR, explain(own)


def test_one_fault_gives_few_findings(outcomes: list[Outcome]) -> None:
    counts = counts_of_found(outcomes)
    assert median(counts) <= 3
    assert sum(count <= 3 for count in counts) >= 0.85 * len(counts)
