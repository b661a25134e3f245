"""A right table stays right in every layout: the same figures in the same fields, no error."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from header_forms import OF_ANGGARAN, OF_KINERJA, Tampilan, lay_out
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_tables import Tabel, tabel_3_1, tabel_3_4

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.finding import Severity
from lkjip_xl.pipeline import Checked, check

MAKERS = {"tabel_3_1": tabel_3_1, "tabel_3_4": tabel_3_4}
OFFICES = 4


@cache
def make(form: str, seed: int) -> Tabel:
    return MAKERS[form](seed)


tables = st.builds(make, st.sampled_from(sorted(MAKERS)), st.integers(0, OFFICES - 1))
looks = st.builds(
    Tampilan,
    words=st.integers(0, len(OF_KINERJA) * len(OF_ANGGARAN) - 1),
    depth=st.integers(1, 4),
    merged=st.booleans(),
    numbers=st.sampled_from(["", "below", "between", "letters", "again", "formulas"]),
    repeat=st.sampled_from([0, 5, 9]),
    turned=st.booleans(),
    satuan=st.sampled_from(["column", "cell", "merged"]),
    shared=st.booleans(),
    gap=st.integers(0, 2),
    titled=st.booleans(),
    as_text=st.booleans(),
    percent=st.sampled_from(["plain", "fraction", "text"]),
    hidden=st.booleans(),
    parts=st.sampled_from([1, 1, 2]),
    files=st.booleans(),
)


def figures_of(checked: Checked, field: str, year: int) -> list[Decimal]:
    return [
        cell.number
        for lampiran in checked.laporan.lampiran
        for row in lampiran.rows
        if (cell := row.told(Field(field), year)) is not None
    ]


def assert_clean(tabel: Tabel, look: Tampilan) -> None:
    checked = check(*lay_out(tabel, look))
    assert {one.form.name for one in checked.laporan.lampiran} == {tabel.form}
    for field in tabel.figures:
        assert figures_of(checked, field, checked.laporan.lampiran[0].year) == tabel.told(field)
    accused = [str(f) for f in checked.findings if f.severity is Severity.ERROR]
    assert accused == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables, looks)
def test_a_right_table_is_clean_in_every_layout(tabel: Tabel, look: Tampilan) -> None:
    assert_clean(tabel, look)


@pytest.mark.parametrize("words", range(len(OF_KINERJA)))
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_every_pair_of_group_and_labels_is_read(words: int, depth: int) -> None:
    for form in MAKERS:
        assert_clean(make(form, 0), Tampilan(words=words, depth=depth))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(tables, looks, st.data())
def test_one_wrong_percentage_is_one_error_in_every_layout(
    tabel: Tabel, look: Tampilan, data: st.DataObject
) -> None:
    field = tabel.figures[2]
    place = data.draw(st.integers(0, len(tabel.rows) - 1))
    right = tabel.rows[place][field]
    assert isinstance(right, Decimal)
    rows = list(tabel.rows)
    rows[place] = rows[place] | {field: right + data.draw(st.sampled_from([3, 10, -7]))}
    checked = check(*lay_out(replace(tabel, rows=tuple(rows)), look))
    (accused,) = (f for f in checked.findings if f.severity is Severity.ERROR)
    assert accused.expected == format_number(right, 2)
