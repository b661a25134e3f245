"""A correct book gives no finding, however it is laid out."""

from collections.abc import Iterator
from typing import Any

import pytest
from layouts import LAYOUTS

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.pipeline import check

#: Layouts that still raise a false alarm, and why.
OPEN = {
    "semua angka sebagai teks": "18.500 as a text is read as 18,5 where its whole row is alike",
}


def layouts() -> Iterator[Any]:
    for name in LAYOUTS:
        reason = OPEN.get(name)
        marks = [pytest.mark.xfail(reason=reason)] if reason else []
        yield pytest.param(name, id=name, marks=marks)


@pytest.mark.parametrize("name", list(layouts()))
def test_a_correct_book_gives_no_finding(name: str, clean: DrawnBook) -> None:
    change, true_codes = LAYOUTS[name]
    findings = check(*change(clean)).findings

    untrue = [f for f in findings if not {f.code, f.code[:3]} & true_codes]
    assert untrue == [], "\n".join(map(str, untrue))


def test_the_open_ones_are_layouts() -> None:
    assert set(OPEN) <= set(LAYOUTS)
