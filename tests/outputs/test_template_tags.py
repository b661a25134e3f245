"""The list of tags is complete, true, and the reference made from it is current."""

from functools import cache
from pathlib import Path

import pytest
from markupsafe import Markup

import lkjip_xl
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.docx.context import TagValue, build_context
from lkjip_xl.outputs.docx.look import Look, Page
from lkjip_xl.outputs.docx.templates.tag_text import list_tags, make_reference
from lkjip_xl.outputs.docx.templates.tags import GROUPS, Kind, Tag, tags_by_name
from lkjip_xl.outputs.narrative.report import compose

REFERENCE = Path(lkjip_xl.__file__).parent / "help" / "templat.md"
WORKBOOKS = Path(__file__).parents[2] / "workbooks"

OPEN = Finding(
    code="HIT01",
    name="capaian-berbeda-dari-hitungan",
    severity=Severity.ERROR,
    at=CellRef("buku.xlsx", "Tabel 3.1", 5, 9),
    message="capaian tertulis 90%, hasil hitung 87,5%",
    fix="isi 87,5%",
)


@cache
def context(book: str) -> dict[str, TagValue]:
    if book:
        laporan = read_office_year(list(FileBook(WORKBOOKS / f"{book}.xlsx").grids()))
    else:
        laporan = LaporanKinerja(year=0, lampiran=())
    return build_context(compose(laporan), Look({}, {}, Page(9000, 14000)), [OPEN])


BOOKS = ("dp3akb-serang-2021", "contoh-bersih", "")


def fits(tag: Tag, value: object) -> bool:
    match tag.kind:
        case Kind.KATA:
            return isinstance(value, str) and not isinstance(value, Markup)
        case Kind.SYARAT:
            return isinstance(value, bool)
        case Kind.BLOK:
            return isinstance(value, Markup) or value == ""
        case Kind.DAFTAR:
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case Kind.RINCIAN:
            return isinstance(value, list) and all(
                set(one) == {field.name for field in tag.fields}
                and all(fits(field, one[field.name]) for field in tag.fields)
                for one in value
            )
        case Kind.BUTIR:
            return False  # only a loop gives one


@pytest.mark.parametrize("book", BOOKS)
def test_every_value_has_its_tag_of_the_same_kind(book: str) -> None:
    values = context(book)

    assert set(values) == set(tags_by_name())
    wrong = [name for name, tag in tags_by_name().items() if not fits(tag, values[name])]
    assert wrong == []


def test_no_tag_is_listed_twice() -> None:
    assert sum(len(tags) for _, tags in GROUPS) == len(tags_by_name())


def test_the_reference_is_current(request: pytest.FixtureRequest) -> None:
    """``pytest tests/outputs/test_template_tags.py --perbarui-golden`` writes it anew."""
    made = make_reference()
    if request.config.getoption("--perbarui-golden"):
        REFERENCE.write_text(made, encoding="utf-8")
    assert made == REFERENCE.read_text(encoding="utf-8")


def test_the_list_and_the_reference_name_every_tag() -> None:
    for name, tag in tags_by_name().items():
        assert f" {name} " in list_tags()
        assert f"| `{name}` | {tag.kind.value} | {tag.meaning} |" in make_reference()
