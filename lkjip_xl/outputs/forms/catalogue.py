"""The blank forms, in the order of their sheets."""

from __future__ import annotations

from lkjip_xl.lampiran.blank import BlankForm
from lkjip_xl.lampiran.catalogue import FORMS


def blank_forms(year: int) -> tuple[BlankForm, ...]:
    """Return the forms of a reporting year, in the order of their sheets."""
    forms = (form.blank(year) for form in FORMS if form.blank is not None)
    return tuple(sorted(forms, key=lambda form: form.place))
