"""ANG: an item that stands under another parent than the one that counts its money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Key
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.rules.rule import Context, Rule, Subject, once

ANG12 = Rule(
    code="ANG12",
    name="mata-anggaran-di-bawah-induk-lain",
    severity=Severity.ERROR,
    doc="""
        Sebuah sub kegiatan atau kegiatan berada di bawah induk yang jumlahnya tidak memuatnya,
        sedangkan induk lain kurang tepat sebesar anggarannya.

        Mengapa: satu baris yang salah letak merusak jumlah dua induk di semua tahun sekaligus.

        Salah:
            | Program/Kegiatan/Sub Kegiatan | Pagu (Rp)   | Realisasi (Rp) |
            | PROGRAM JALAN                 | 900.000.000 | 810.000.000    |
            | Kegiatan: Pemeliharaan        | 400.000.000 | 380.000.000    |
            | Sub Kegiatan: Jalan kota      | 400.000.000 | 380.000.000    |
            | Sub Kegiatan: Jembatan        | 180.000.000 | 150.000.000    |
            | Kegiatan: Pembangunan         | 500.000.000 | 430.000.000    |
            | Sub Kegiatan: Terminal        | 320.000.000 | 280.000.000    |

        Benar:
            | Program/Kegiatan/Sub Kegiatan | Pagu (Rp)   | Realisasi (Rp) |
            | PROGRAM JALAN                 | 900.000.000 | 810.000.000    |
            | Kegiatan: Pemeliharaan        | 400.000.000 | 380.000.000    |
            | Sub Kegiatan: Jalan kota      | 400.000.000 | 380.000.000    |
            | Kegiatan: Pembangunan         | 500.000.000 | 430.000.000    |
            | Sub Kegiatan: Terminal        | 320.000.000 | 280.000.000    |
            | Sub Kegiatan: Jembatan        | 180.000.000 | 150.000.000    |
    """,
)

_FORMS = tuple(form for form in FORMS if form.names_work)
#: Column → amount; a column without an amount is absent.
_Amounts = dict[Key, Decimal]


class Moved(NamedTuple):
    """A child, the parent it stands under, and the parent whose amount counts it."""

    child: Item
    stands_under: Item
    belongs_to: Item


@once
def find_moved(context: Context, lampiran: Lampiran) -> tuple[Moved, ...]:
    """Return the items whose place alone upsets two parents, in every column of money.

    At least two columns must tell, or a chance difference would be enough.
    """
    return tuple(_find_moved(lampiran)) if lampiran.form.names_work else ()


def _find_moved(lampiran: Lampiran) -> Iterator[Moved]:
    amounts = [_amounts(lampiran, item) for item in lampiran.items]
    judged = [(item, _excess(item, amounts)) for item in lampiran.items]
    wrong = [(item, over) for item, over in judged if any(over.values())]
    lacking = {
        (item.level, frozenset((key, -value) for key, value in over.items())): item
        for item, over in wrong
    }
    for parent, over in wrong:
        owner = lacking.get((parent.level, frozenset(over.items())))
        if owner is None or sum(map(bool, over.values())) < 2:
            continue
        for child in lampiran.children_of(parent):
            own = amounts[child.position]
            if all(own.get(key, Decimal(0)) == value for key, value in over.items()):
                yield Moved(child, parent, owner)
                break


def _amounts(lampiran: Lampiran, item: Item) -> _Amounts:
    told = ((key, item.total(*key)) for key in lampiran.amounts)
    return {key: value for key, value in told if value is not None}


def _excess(item: Item, amounts: Sequence[_Amounts]) -> _Amounts:
    """Return how much more the children have than the item, for its columns of money."""
    if item.level is Level.TOTAL or not item.children:
        return {}
    totals: dict[Key, Decimal] = defaultdict(Decimal)
    for child in item.children:
        for key, value in amounts[child].items():
            totals[key] += value
    return {key: totals[key] - value for key, value in amounts[item.position].items()}


@ANG12.check
def find_misplaced_items(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(*_FORMS):
        for child, stands_under, belongs_to in find_moved(context, lampiran):
            key = next(iter(_amounts(lampiran, child)))
            amount = child.amount(*key)
            shown = format_rupiah(amount.value or Decimal(0))
            yield ANG12.finding(
                child.rows[0].at(Field.NAMA),
                Subject.of_item(lampiran, child, Field.NAMA),
                what=(
                    f"{child.level.label} ini berada di bawah “{stands_under.nama}”, tetapi "
                    f"anggarannya ({shown}) masuk jumlah “{belongs_to.nama}”"
                ),
                fix=f"pindahkan barisnya ke bawah “{belongs_to.nama}”",
                written=child.nama,
                related=[
                    *amount.cells,
                    stands_under.rows[0].at(*key),
                    belongs_to.rows[0].at(*key),
                ],
            )
