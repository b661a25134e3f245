"""Whatever is marked, cleaning gives back the book."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lkjip_xl.adapters.xlsx.patch.marking import write_clean, write_marked
from lkjip_xl.adapters.xlsx.patch.splice import (
    Splice,
    apply_splices,
    invert_splices,
    order_splices,
)
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Mark
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.catatan import make_catatan

texts = st.text(max_size=80)
places = st.tuples(st.integers(1, 12), st.integers(1, 6)) | st.tuples(
    st.integers(1, 1_048_576), st.integers(1, 16_384)
)
marks = st.lists(
    st.builds(
        lambda sheet, place, severity, code, note: Mark(
            sheet=sheet, row=place[0], column=place[1], severity=severity, code=code, note=note
        ),
        st.sampled_from(["Tabel 3.1", "Tabel 3.4", "Rincian & Isu"]),
        places,
        st.sampled_from(Severity),
        st.sampled_from(["HIT01", "SER01", 'A"<B']),
        texts,
    ),
    max_size=8,
)
TODAY = date(2024, 1, 31)
findings = st.lists(
    st.builds(
        lambda text, severity, sheet: Finding(
            code="HIT01", name=text, severity=severity, message=text, fix=text, item=text,
            written=text, at=CellRef("buku.xlsx", sheet, 1, 1),
        ),
        texts,
        st.sampled_from(Severity),
        st.sampled_from(["Tabel 3.1", "Rincian & Isu"]),
    ),
    max_size=3,
)  # fmt: skip


@pytest.mark.parametrize("book", ["rich_book", "plain_book"])
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(marks=marks, listed=findings)
def test_marking_and_cleaning_gives_back_every_part(
    book: str, marks: list[Mark], listed: list[Finding], request: pytest.FixtureRequest,
    read_parts: Callable[[Path], dict[str, bytes]],
) -> None:  # fmt: skip
    source = request.getfixturevalue(book)
    with tempfile.TemporaryDirectory() as folder:
        marked, clean = Path(folder, "marked.xlsx"), Path(folder, "clean.xlsx")
        write_marked(source, marked, marks, [make_catatan(listed, today=TODAY)])
        write_clean(marked, clean)

        assert read_parts(clean) == read_parts(source)
        if book == "plain_book":
            assert openpyxl.load_workbook(marked).sheetnames[-1] == "Catatan"


@st.composite
def patches(draw: st.DrawFn) -> tuple[bytes, list[Splice]]:
    data = draw(st.binary(max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return data, [Splice(start, end, draw(st.binary(max_size=5))) for start, end in pairs]


@given(patches())
def test_an_inverse_undoes_its_splices(patch: tuple[bytes, list[Splice]]) -> None:
    data, splices = patch
    ordered = order_splices(splices)
    changed = apply_splices(data, ordered)

    assert apply_splices(changed, invert_splices(data, ordered)) == data


def test_splices_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        order_splices([Splice(0, 3, b""), Splice(2, 4, b"")])
