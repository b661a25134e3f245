"""Books as offices make them, right in every figure: read as they are meant, and nothing accused.

``books.txt`` holds them, each with its form and the columns that are understood, or ``ditolak``.
"""

from pathlib import Path

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.finding import Severity
from lkjip_xl.pipeline import UnknownFormError, check

SECTIONS = (Path(__file__).parent / "books.txt").read_text(encoding="utf-8").split("### ")[1:]
REFUSED = "ditolak"


def parted(section: str) -> tuple[str, str, str]:
    """Return a book's name, how it is understood, and its drawing."""
    name, _, rest = section.partition("\n")
    understood, _, drawing = rest.partition("\n\n")
    return name, understood, drawing


BOOKS = [parted(section) for section in SECTIONS]


@pytest.mark.parametrize(
    ("understood", "drawing"), [pytest.param(how, text, id=name) for name, how, text in BOOKS]
)
def test_a_right_book_is_read_as_meant_and_nothing_is_accused(
    understood: str, drawing: str
) -> None:
    if understood == REFUSED:
        with pytest.raises(UnknownFormError):
            check(draw(drawing))
        return
    checked = check(draw(drawing))
    read = [
        f"{one.form.name}: " + " ".join(column.name.replace(" ", "_") for column in one.columns)
        for one in checked.laporan.lampiran
    ]
    assert " + ".join(read) == understood
    assert [str(f) for f in checked.findings if f.severity is not Severity.INFO] == []
