"""All forms, in their order; a module is found by lying in ``formulir/``."""

from __future__ import annotations

import copyreg
from importlib import import_module
from pkgutil import iter_modules

from lkjip_xl.lampiran import formulir
from lkjip_xl.lampiran.form import Form, RecordForm


def _find_forms() -> dict[str, Form]:
    """Return every form that a module declares, by its name.

    Raises:
        ValueError: two forms have one name.
    """
    found: dict[str, Form] = {}
    for entry in iter_modules(formulir.__path__, f"{formulir.__name__}."):
        for value in vars(import_module(entry.name)).values():
            if isinstance(value, Form) and found.setdefault(value.name, value) is not value:
                raise ValueError(f"two forms are named {value.name}")
    return found


_BY_NAME = _find_forms()
FORMS: tuple[Form, ...] = tuple(sorted(_BY_NAME.values(), key=lambda one: (one.order, one.name)))
LAMPIRAN: tuple[Form, ...] = tuple(form for form in FORMS if form.is_lampiran)
#: All forms, the one that is believed first at the front.
BY_PRECEDENCE: tuple[Form, ...] = tuple(sorted(FORMS, key=lambda one: one.precedence))


def find_form(name: str) -> Form | None:
    """Return the form of a name."""
    return _BY_NAME.get(name)


def _reduce(form: Form) -> tuple[object, ...]:
    """Tell pickle to look a form up, so that a worker's answer speaks of the same object."""
    return find_form, (form.name,)


copyreg.pickle(Form, _reduce)  # type: ignore[arg-type]
copyreg.pickle(RecordForm, _reduce)  # type: ignore[arg-type]
