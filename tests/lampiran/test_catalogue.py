"""The forms as a whole: each is found, known by its name, and one object wherever it goes."""

import pickle
from copy import deepcopy
from pathlib import Path

import pytest

from lkjip_xl.lampiran import formulir
from lkjip_xl.lampiran.catalogue import FORMS, find_form
from lkjip_xl.lampiran.form import Form


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


def test_an_unknown_name_is_no_form() -> None:
    assert find_form("tabel_9_9") is None
