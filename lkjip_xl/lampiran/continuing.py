"""Joins an annex that runs over several sheets, so that its tree and its sums are seen whole."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.domain.kode import is_akun
from lkjip_xl.lampiran.locating import Located
from lkjip_xl.tables.row_facts import RowFacts
from lkjip_xl.tables.text import squash

#: A later sheet that repeats more of the earlier items than this is a copy, not the next part.
_MOST_REPEATED = 0.5


def group_parts(
    located: Sequence[Located], facts: Sequence[Sequence[RowFacts]]
) -> list[tuple[int, ...]]:
    """Return the positions of the parts of each form, in order; most forms have one part."""
    groups: list[list[int]] = []
    open_group: list[int] | None = None
    for position, one in enumerate(located):
        if not one.form.stands_alone:
            groups.append([position])
            continue
        last = open_group[-1] if open_group else None
        if open_group is not None and last is not None:
            told = [row for part in open_group for row in facts[part]]
            if _continues(located[last], one) and _is_new(told, facts[position]):
                open_group.append(position)
                continue
        open_group = [position]
        groups.append(open_group)
    return [tuple(group) for group in groups]


def _continues(first: Located, second: Located) -> bool:
    """Tell whether a table has the columns of the one before, which nothing has yet closed."""
    return (
        first.form is second.form
        and first.grid is not second.grid
        and not first.body.totals
        and [column.key for column in first.columns] == [column.key for column in second.columns]
    )


def _is_new(told: Sequence[RowFacts], rows: Sequence[RowFacts]) -> bool:
    known = {_key(row) for row in told}
    # Kinds of expenditure have the same names below every sub kegiatan.
    own = {_key(row) for row in rows if not is_akun(row.stated_kode)} - {""}
    return len(own & known) <= _MOST_REPEATED * len(own)


def _key(row: RowFacts) -> str:
    """Return what tells a row from others: its item and its indicator."""
    names = (row.name, *row.names.values())
    return squash(" ".join((row.kode, *names, row.indikator)))
