"""The forms as a whole: each is found, known by its name, and one object wherever it goes."""

import pickle
from copy import deepcopy
from pathlib import Path

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.lampiran import formulir
from lkjip_xl.lampiran.catalogue import FORMS, find_form
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import read_office_year


def test_every_module_has_a_form() -> None:
    modules = {path.stem for path in Path(formulir.__path__[0]).glob("[!_]*.py")}
    assert {form.name for form in FORMS} == modules


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_form_stays_one_object(form: Form) -> None:
    assert find_form(form.name) is form
    assert pickle.loads(pickle.dumps(form)) is form
    assert deepcopy(form) is form


def test_no_form_hides_another() -> None:
    assert len({form.label for form in FORMS}) == len(FORMS)
    assert len({form.order for form in FORMS}) == len(FORMS)


@pytest.mark.parametrize("form", [one for one in FORMS if one.blank], ids=str)
def test_a_blank_form_has_what_the_form_has_to_hold(form: Form) -> None:
    assert form.blank is not None
    fields = {column.key.split()[0] for column in form.blank(2023).columns}
    printed = form.printed.columns if form.printed else ()
    shown = {one.field for one in printed if not one.optional} - {Field.NAMA}

    assert {*form.required, *form.filled, *shown} <= fields
    assert all(fields.issuperset(DASAR[name]) for name in form.computes if name in fields)


@pytest.mark.parametrize("form", [one for one in FORMS if one.blank and one.title], ids=str)
def test_the_title_of_a_blank_form_announces_the_form(form: Form) -> None:
    assert form.blank is not None
    drawing = (
        f"{form.blank(2023).title}\n| Hal | Sat. | Rencana | Hasil |\n| Jalan | km | 80 | 70 |"
    )
    (unread,) = read_office_year(draw(drawing).sheets).unread

    assert unread.form is form


def test_an_unknown_name_is_no_form() -> None:
    assert find_form("tabel_9_9") is None
