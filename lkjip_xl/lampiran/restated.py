"""Which tables no longer hold: a Perjanjian Kinerja that one for the changed budget replaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkjip_xl.lampiran.records import Lampiran

_CHANGED = re.compile(r"\b(?:perubahan|revisi)\b", re.I)


def holding(lampiran: Sequence[Lampiran]) -> tuple[Lampiran, ...]:
    """Return the tables that hold: of a restated form those of the last budget of a year."""
    changed = {(one.form, one.year) for one in lampiran if one.form.restated and is_changed(one)}
    return tuple(one for one in lampiran if (one.form, one.year) not in changed or is_changed(one))


def is_changed(lampiran: Lampiran) -> bool:
    """Tell whether a table says that it is for the changed budget: in its title, or its sheet's."""
    return _CHANGED.search(f"{lampiran.title} {lampiran.sheet}") is not None
