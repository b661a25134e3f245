"""Of one altered figure either that figure is mended, to what it was, or none is."""

import random
from math import isclose

import pytest
from clean import with_sheet, with_values
from hypothesis import given, settings
from hypothesis import strategies as st
from seeding import FIGURE_KINDS, Slot, find_slots, seed_figures, seed_row_slips

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.perbaikan.mend import Mended, mend
from lkjip_xl.pipeline import read_books

DERIVED = ("capaian", "serapan")
INPUTS = ("target", "realisasi", "kinerja", "pagu", "realisasi_anggaran", "anggaran")


@pytest.fixture(scope="session")
def slots(clean: DrawnBook) -> list[Slot]:
    return [slot for slot in find_slots(clean) if slot.lampiran.form.is_lampiran]


def altered(slot: Slot, value: float, clean: DrawnBook) -> Mended:
    sheet = with_values(slot.grid, {slot.at: value})
    return mend(read_books([with_sheet(clean, sheet)]))


def wrong_repairs(outcome: Mended, clean: DrawnBook) -> list[str]:
    """Return the repairs that give a cell another value than the clean book has."""
    grids = {grid.sheet: grid for grid in clean.sheets}
    wrong = []
    for repair in outcome.repairs:
        stored = grids[repair.at.sheet].value(repair.at.row, repair.at.column)
        # Typed percentages are rounded to two digits, computed ones are not.
        same = isinstance(stored, float) and isclose(repair.value, stored, rel_tol=1e-4)
        if not same:
            wrong.append(f"{repair.at}: {stored} → {repair.value} ={repair.formula}")
    return wrong


def test_the_clean_book_needs_nothing(clean: DrawnBook) -> None:
    outcome = mend(read_books([clean]))

    assert (outcome.repairs, outcome.left, outcome.results) == ((), (), ())


@settings(max_examples=8)
@given(data=st.data())
def test_an_altered_percentage_gets_its_value_back(
    clean: DrawnBook, slots: list[Slot], data: st.DataObject
) -> None:
    """The figures of the year stand in several annexes, so that nothing puts them in doubt."""
    own = [
        slot
        for slot in slots
        if slot.field == "serapan" and slot.lampiran.form is TABEL_3_4 and slot.figure.value
    ]
    slot = data.draw(st.sampled_from(own))
    assert slot.figure.value is not None
    percent = data.draw(st.floats(1, 99).map(lambda number: round(number, 2)))
    if slot.figure.shows(slot.figure.value.__class__(str(percent))):
        return

    outcome = altered(slot, percent / 100 if slot.figure.percent else percent, clean)

    places = [(one.at.sheet, one.at.row, one.at.column) for one in outcome.repairs]
    assert places in ([(slot.grid.sheet, *slot.at)], []), outcome.repairs
    assert wrong_repairs(outcome, clean) == []
    if places:
        assert outcome.checked.findings == ()
    else:
        assert [(one.at.row, one.at.column) for one in outcome.left] == [slot.at]


@settings(max_examples=8)
@given(data=st.data())
def test_an_altered_input_is_never_taken_for_true(
    clean: DrawnBook, slots: list[Slot], data: st.DataObject
) -> None:
    """A parent's amount is a sum, and may get its value back; whatever changes is as it was."""
    slot = data.draw(st.sampled_from([slot for slot in slots if slot.field in INPUTS]))
    change = data.draw(st.sampled_from(sorted(FIGURE_KINDS)))
    value = FIGURE_KINDS[change](random.Random(data.draw(st.integers(0, 9))), slot)
    if value is None:
        return

    outcome = altered(slot, float(value / 100 if slot.figure.percent else value), clean)

    assert wrong_repairs(outcome, clean) == []


def test_a_table_that_stands_alone_is_not_made_to_agree_with_a_slip(clean: DrawnBook) -> None:
    """Without the other annexes nothing confirms most figures: then people decide."""
    alone = ("Profil", "IKU", "T-C.1 Kinerja", "Lamp 3.4")
    book = DrawnBook(clean.name, tuple(grid for grid in clean.sheets if grid.sheet in alone))
    faults = [*seed_figures(book, random.Random(3), 4), *seed_row_slips(book, random.Random(3), 6)]

    wrong = [
        f"{fault}\n    {told}"
        for fault in faults
        for told in wrong_repairs(mend(read_books([fault.book])), book)
    ]
    assert wrong == []
