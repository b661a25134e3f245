"""Which indicator a sheet that feeds the report may mean by a name that none of the annexes has.

Such a name is often cut short, or goes on with the name of the place.  It is taken for what it most
resembles where its figures are looked for, but is not the same indicator: nothing has to agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial

from lkjip_xl.figures.alignment.mentions import ORDER
from lkjip_xl.figures.alignment.records import AlignedIndicator
from lkjip_xl.figures.matching import Names
from lkjip_xl.lampiran.form import Form

#: The forms that tell of indicators which others state, each after those that it may mean.
_TELLING = tuple(
    form
    for form in ORDER
    if not form.is_lampiran and any(not field.is_money for field in form.states)
)


def find_likely(
    indicators: Sequence[AlignedIndicator],
) -> Mapping[AlignedIndicator, AlignedIndicator]:
    """Return what each indicator that only such sheets state most likely is."""
    likely: dict[AlignedIndicator, AlignedIndicator] = {}
    named = cache(partial(_named_in, indicators))
    for form in _TELLING:
        before = ORDER[: ORDER.index(form)]
        for one in indicators:
            if one.mentions[0].lampiran.form is form:
                name = one.mentions[0].nama
                # Form by form: two spellings of one indicator would both go on where a name ends.
                found = next(filter(None, (named(other).find(name) for other in before)), None)
                if found is not None:
                    likely[one] = likely.get(found, found)
    return likely


def _named_in(indicators: Sequence[AlignedIndicator], form: Form) -> Names[AlignedIndicator]:
    """Return the indicators of a form by its names: goals first, then those below."""
    told = [
        (mention.rows[0].level.depth, mention.nama, one)
        for one in indicators
        for mention in one.mentions
        if mention.lampiran.form is form
    ]
    told.sort(key=lambda one: one[0])
    return Names((name, one) for _, name, one in told)
