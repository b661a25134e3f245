"""How alike names are, also those that are none."""

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.likeness import deed_likeness


def test_a_name_of_marks_alone_is_like_nothing() -> None:
    assert deed_likeness(("((", Level.SASARAN), ("Jalan membaik", Level.SASARAN), 50) == 0
