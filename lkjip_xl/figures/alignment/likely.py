"""Which indicator a sheet that feeds the report may mean by a name that none of the annexes has.

Such a name is often cut short, or goes on with the name of the place.  It is taken for what it most
resembles where its figures are looked for, but is not the same indicator: nothing has to agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.alignment.mentions import ORDER
from lkjip_xl.figures.alignment.records import AlignedIndicator
from lkjip_xl.figures.matching import Names
from lkjip_xl.lampiran.form import Form

#: The forms that tell of indicators which others state, each after those that it may mean.
_TELLING = (Form.TUJUAN_SASARAN, Form.IKU, Form.ANALISIS, Form.PEMBANDING)


def find_likely(
    indicators: Sequence[AlignedIndicator],
) -> Mapping[AlignedIndicator, AlignedIndicator]:
    """Return what each indicator that only such sheets state most likely is."""
    likely: dict[AlignedIndicator, AlignedIndicator] = {}
    for form in _TELLING:
        own = [one for one in indicators if _first_form(one) is form]
        if own:
            known = _named_before(indicators, form)
            for one in own:
                found = known.find(one.mentions[0].nama)
                if found is not None:
                    likely[one] = likely.get(found, found)
    return likely


def _named_before(indicators: Sequence[AlignedIndicator], form: Form) -> Names[AlignedIndicator]:
    """Return the indicators of earlier forms by all their names: goals first, then those below."""
    rank = ORDER.index(form)
    before = [one for one in indicators if ORDER.index(_first_form(one)) < rank]
    before.sort(key=lambda one: (one.node.level if one.node is not None else Level.TUJUAN).depth)
    return Names((told.nama, one) for one in before for told in one.mentions)


def _first_form(one: AlignedIndicator) -> Form:
    return one.mentions[0].lampiran.form
