"""ANG: one amount divided evenly over several items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.domain.field import AMOUNTS, Key
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.records import Item
from lkjip_xl.rules.rule import Context, Rule, Subject

ANG09 = Rule(
    code="ANG09",
    name="anggaran-dibagi-rata",
    severity=Severity.WARNING,
    doc="""
        Beberapa mata anggaran di bawah satu induk mempunyai jumlah yang sama persis sampai ribuan.

        Mengapa: biaya yang sama sampai ribuan rupiah jarang kebetulan; biasanya satu jumlah dibagi
        rata atau tersalin, sehingga biaya tiap hasil tidak diketahui.

        Salah:
            | Program/Kegiatan/Sub Kegiatan | Pagu (Rp)  | Realisasi (Rp) |
            | PROGRAM JALAN                 | 31.723.200 | 30.000.000     |
            | Kegiatan: Pemeliharaan        | 31.723.200 | 30.000.000     |
            | Sub Kegiatan: Jalan kota      | 10.574.400 | 10.300.000     |
            | Sub Kegiatan: Jalan desa      | 10.574.400 | 9.900.000      |
            | Sub Kegiatan: Jembatan        | 10.574.400 | 9.800.000      |

        Benar:
            | Program/Kegiatan/Sub Kegiatan | Pagu (Rp)  | Realisasi (Rp) |
            | PROGRAM JALAN                 | 31.723.200 | 30.000.000     |
            | Kegiatan: Pemeliharaan        | 31.723.200 | 30.000.000     |
            | Sub Kegiatan: Jalan kota      | 11.574.400 | 10.300.000     |
            | Sub Kegiatan: Jalan desa      | 10.174.400 | 9.900.000      |
            | Sub Kegiatan: Jembatan        | 9.974.400  | 9.800.000      |
    """,
)

#: Amounts that are whole half millions meet by chance: budgets are planned so.
_ROUND = Decimal(500_000)
_FORMS = tuple(form for form in FORMS if form.names_work)


@ANG09.check
def find_even_splits(context: Context) -> Iterator[Finding]:
    """Report equal amounts of siblings; two of them are worth knowing, three ask for a reason."""
    for lampiran in context.laporan.of(*_FORMS):
        for parent in lampiran.items:
            children = [
                child
                for child in lampiran.children_of(parent)
                if child.level in (Level.KEGIATAN, Level.SUB_KEGIATAN)
            ]
            for key in lampiran.amounts if len(children) > 1 else ():
                for items in _alike(children, key):
                    cells = [item.told(*key)[0] for item in items]
                    name, year = key
                    amount = format_rupiah(items[0].total(*key) or Decimal(0))
                    yield ANG09.about(
                        cells,
                        Subject.of_item(lampiran, items[0], name, year),
                        what=(
                            f"{AMOUNTS[name]} {year} {amount} sama persis pada {len(items)} "
                            f"{items[0].level.label}"
                        ),
                        fix=(
                            "isi jumlah tiap mata anggaran menurut dokumen anggarannya, atau "
                            "jelaskan kesamaannya"
                        ),
                        severity=Severity.WARNING if len(items) > 2 else Severity.INFO,
                    )


def _alike(items: Sequence[Item], key: Key) -> Iterator[list[Item]]:
    """Yield the items that have the same amount, where it is no round one."""
    alike: dict[Decimal, list[Item]] = defaultdict(list)
    for item in items:
        amount = item.total(*key)
        if amount and amount % _ROUND:
            alike[amount].append(item)
    return (same for same in alike.values() if len(same) > 1)
