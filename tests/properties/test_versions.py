"""What may change about a book without being a change of what it says."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.comparison import Comparison, compare
from lkjip_xl.figures.versions.changes import FigureChange, ItemChange, TextChange
from lkjip_xl.pipeline import check
from lkjip_xl.rules.catalogue import RULES

EXAMPLES = {rule.code: [drawing for _, drawing in rule.examples] for rule in RULES if rule.examples}
drawings = st.sampled_from([drawing for own in EXAMPLES.values() for drawing in own])
#: Two drawings of one rule: mostly the same table with and without a mistake.
pairs = st.sampled_from(sorted(EXAMPLES)).flatmap(
    lambda code: st.tuples(st.sampled_from(EXAMPLES[code]), st.sampled_from(EXAMPLES[code]))
)


def compare_books(old: DrawnBook, new: DrawnBook) -> Comparison:
    return compare(check(old), check(new))


def is_empty(comparison: Comparison) -> bool:
    changes = comparison.changes
    told = (*changes.forms, *changes.profil, *comparison.gone, *comparison.come)
    return not (told or changes.pengaturan or comparison.changed)


def summary(comparison: Comparison, *, mirrored: bool = False) -> Counter[tuple[object, ...]]:
    """Return what changed, of a mirrored comparison with both sides exchanged."""
    found: Counter[tuple[object, ...]] = Counter()
    swapped = {"added": "gone", "gone": "added"} if mirrored else {}

    def tell(*parts: object, old: object, new: object) -> None:
        found[(*parts, *((new, old) if mirrored else (old, new)))] += 1

    for form in comparison.changes.forms:
        if form.fate:
            tell(form.form, swapped.get(form.fate, form.fate), old="", new="")
        for column in form.columns:
            tell(swapped.get(column.fate, column.fate), column.field, old="", new="")
        for change in (*form.changes, *form.rewritten):
            sides = {"old": (change.old, change.old_at), "new": (change.new, change.new_at)}
            match change:
                case FigureChange() | TextChange():
                    tell(form.form, change.field, **sides)
                case ItemChange():
                    tell(form.form, swapped.get(change.fate, change.fate), **sides)
    gone, come = comparison.gone, comparison.come
    found["gone", *sorted(f.fingerprint for f in (come if mirrored else gone))] += 1
    found["come", *sorted(f.fingerprint for f in (gone if mirrored else come))] += 1
    return found


@given(drawings, st.integers(0, 20), st.integers(0, 6))
def test_a_book_that_moved_has_not_changed(drawing: str, down: int, right: int) -> None:
    moved = draw(drawing, sheet="Lembar lain", file="lain.xlsx", top=1 + down, left=1 + right)
    assert is_empty(compare_books(draw(drawing), moved))


@given(pairs)
def test_the_other_way_round_it_is_the_mirror_image(pair: tuple[str, str]) -> None:
    old, new = map(draw, pair)
    there, back = compare_books(old, new), compare_books(new, old)
    assert summary(there) == summary(back, mirrored=True)
    assert len(there.kept) == len(back.kept)


@given(pairs)
def test_every_finding_is_told_once(pair: tuple[str, str]) -> None:
    old, new = (check(draw(drawing)) for drawing in pair)
    comparison = compare(old, new)
    kept = comparison.kept
    assert Counter(map(id, (*comparison.gone, *(one.old for one in kept)))) == Counter(
        map(id, old.findings)
    )
    assert Counter(map(id, (*comparison.come, *(one.new for one in kept)))) == Counter(
        map(id, new.findings)
    )
