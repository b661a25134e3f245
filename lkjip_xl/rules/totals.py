"""What a row of totals adds up: the whole table, or what stands since the total above it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import TREE, Evidence, Level
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.tables.body import is_mean

_NOTHING = Decimal(0)


def parts_of_total(lampiran: Lampiran, item: Item, name: Field, year: int) -> tuple[Item, ...]:
    """Return the items that a total adds up, none where that is not certain.

    A total that others follow closes a part of the table.  The mean of the others is no sum; rows
    of expenditure beside the programs may be counted in it, and those below one another by their
    akun count an amount several times.
    """
    if is_mean(item.nama):
        return ()
    tops = _topmost(lampiran, name, year)
    if any(top.level is Level.RINCIAN and _is_expenditure(top) for top in tops):
        return ()
    whole = item.total(name, year)
    own = _since_last_total(lampiran, item, tops)
    if own and own != tops and (whole == _sum(own, name, year) or _closes_a_part(lampiran, item)):
        return own
    return () if _counts_expenditure(lampiran, tops, whole, name, year) else tops


def _topmost(lampiran: Lampiran, name: Field, year: int) -> tuple[Item, ...]:
    """Return the items of the highest level that has amounts."""
    filled = (item.level.depth for item in lampiran.items if item.told(name, year))
    top = min((depth for depth in filled if depth >= 0), default=-1)
    return tuple(item for item in lampiran.items if item.level.depth == top)


def _is_expenditure(item: Item) -> bool:
    return item.rows[0].evidence in (Evidence.KODE, Evidence.KATA)


def _since_last_total(lampiran: Lampiran, item: Item, tops: Sequence[Item]) -> tuple[Item, ...]:
    before = [one.position for one in lampiran.totals if one.position < item.position]
    first = before[-1] if before else -1
    return tuple(top for top in tops if first < top.position < item.position)


def _closes_a_part(lampiran: Lampiran, item: Item) -> bool:
    """Tell whether more of the tree and another total follow."""
    after = lampiran.items[item.position + 1 :]
    has_more = any(one.level in TREE for one in after)
    return has_more and any(one.level is Level.TOTAL for one in after)


def _counts_expenditure(
    lampiran: Lampiran, tops: Sequence[Item], whole: Decimal | None, name: Field, year: int
) -> bool:
    """Tell whether rows of expenditure beside the programs make up what the programs lack."""
    if whole is None:
        return False
    beside = [
        amount
        for one in lampiran.items
        if one.level is Level.RINCIAN and (amount := one.total(name, year))
    ]
    lacking = whole - _sum(tops, name, year)
    return bool(beside) and lacking != 0 and lacking in (*beside, sum(beside))


def _sum(items: Sequence[Item], name: Field, year: int) -> Decimal:
    return sum((one.total(name, year) or _NOTHING for one in items), _NOTHING)
