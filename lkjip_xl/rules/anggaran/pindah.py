"""ANG: an item that stands under another parent than the one that counts its money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Key
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
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

_FORMS = (Form.TABEL_3_1, Form.TABEL_3_2, Form.TABEL_3_4)
_MONEY = (Field.PAGU, Field.REALISASI_ANGGARAN, Field.ANGGARAN)
#: Field and year → amount; a column without an amount is absent.
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
    return _find_moved(lampiran) if lampiran.form in _FORMS else ()


def _find_moved(lampiran: Lampiran) -> tuple[Moved, ...]:
    columns = _columns(lampiran)
    amounts = [_amounts(item, columns) for item in lampiran.items]
    excess = {item.position: _excess(lampiran, item, amounts) for item in lampiran.items}
    wrong = [item for item in lampiran.items if any(excess[item.position].values())]
    lacking: dict[tuple[Level, tuple[tuple[Key, Decimal], ...]], Item] = {}
    for item in wrong:
        missing = {key: -value for key, value in excess[item.position].items()}
        lacking[item.level, tuple(sorted(missing.items()))] = item
    return tuple(_pairs(lampiran, wrong, excess, amounts, lacking))


def _pairs(
    lampiran: Lampiran,
    wrong: list[Item],
    excess: Mapping[int, _Amounts],
    amounts: list[_Amounts],
    lacking: Mapping[tuple[Level, tuple[tuple[Key, Decimal], ...]], Item],
) -> Iterator[Moved]:
    for parent in wrong:
        over = excess[parent.position]
        owner = lacking.get((parent.level, tuple(sorted(over.items()))))
        if owner is None or owner is parent or sum(map(bool, over.values())) < 2:
            continue
        for child in lampiran.children_of(parent):
            own = amounts[child.position]
            if all(own.get(key, Decimal(0)) == value for key, value in over.items()):
                yield Moved(child, parent, owner)
                break


def _columns(lampiran: Lampiran) -> list[Key]:
    return [(field, year) for field in _MONEY for year in lampiran.years(field)]


def _amounts(item: Item, columns: Sequence[Key]) -> _Amounts:
    told = ((key, item.total(*key)) for key in columns)
    return {key: value for key, value in told if value is not None}


def _excess(lampiran: Lampiran, item: Item, amounts: list[_Amounts]) -> _Amounts:
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
        for moved in find_moved(context, lampiran):
            yield _finding(lampiran, moved)


def _finding(lampiran: Lampiran, moved: Moved) -> Finding:
    columns = _columns(lampiran)
    field, year = next(iter(_amounts(moved.child, columns)))
    amount = moved.child.amount(field, year)
    assert amount.value is not None
    level = moved.child.level.label
    return ANG12.finding(
        moved.child.rows[0].at(Field.NAMA),
        Subject.of_item(lampiran, moved.child, "nama"),
        what=(
            f"{level} ini berada di bawah “{moved.stands_under.nama}”, tetapi anggarannya "
            f"({format_rupiah(amount.value)}) masuk jumlah “{moved.belongs_to.nama}”"
        ),
        fix=f"pindahkan barisnya ke bawah “{moved.belongs_to.nama}”",
        written=moved.child.nama,
        related=[
            *amount.cells,
            moved.stands_under.rows[0].at(field, year),
            moved.belongs_to.rows[0].at(field, year),
        ],
    )
