"""A correct book gives no finding, however it is laid out."""

import pytest
from layouts import LAYOUTS

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.pipeline import check


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_correct_book_gives_no_finding(name: str, clean: DrawnBook) -> None:
    change, true_codes = LAYOUTS[name]
    findings = check(*change(clean)).findings

    untrue = [f for f in findings if not {f.code, f.code[:3]} & true_codes]
    assert untrue == [], "\n".join(map(str, untrue))
