"""ANG: money without performance, and performance without money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import BELOW_GOALS
from lkjip_xl.domain.quantity import format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.tabel_3_2 import TABEL_3_2
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.rules.rule import Context, Rule, Subject

ANG07 = Rule(
    code="ANG07",
    name="anggaran-tanpa-kinerja",
    severity=Severity.WARNING,
    doc="""
        Sebuah program, kegiatan, atau sub kegiatan mempunyai anggaran pada suatu tahun, tetapi tidak
        satu pun indikatornya mempunyai kinerja pada tahun itu.

        Mengapa: belanja tanpa hasil yang dilaporkan pasti ditanyakan pereviu.

        Salah:
            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     |              | 450.000.000    | 70           | 500.000.000    |
            | PROGRAM TERMINAL | Terminal  | unit   | 1            | 90.000.000     | 2            | 100.000.000    |

        Benar:
            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000    | 70           | 500.000.000    |
            | PROGRAM TERMINAL | Terminal  | unit   | 1            | 90.000.000     | 2            | 100.000.000    |
    """,
)

ANG08 = Rule(
    code="ANG08",
    name="kinerja-tanpa-anggaran",
    severity=Severity.WARNING,
    doc="""
        Sebuah program, kegiatan, atau sub kegiatan mempunyai kinerja pada suatu tahun, tetapi
        anggarannya kosong.

        Mengapa: hasil tanpa biaya mungkin benar, tetapi biasanya anggarannya belum diisi.

        Salah:
            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     | 60           | -              | 70           | 500.000.000    |
            | PROGRAM TERMINAL | Terminal  | unit   | 1            | 90.000.000     | 2            | 100.000.000    |

        Benar:
            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000    | 70           | 500.000.000    |
            | PROGRAM TERMINAL | Terminal  | unit   | 1            | 90.000.000     | 2            | 100.000.000    |
    """,
)


@ANG07.check
def find_one_sided_items(context: Context) -> Iterator[Finding]:
    """Report each item once for all its years, with what lies below it and has the same gap.

    Years that a column leaves blank say nothing.
    """
    for lampiran in context.laporan.of(TABEL_3_2):
        work = [item for item in lampiran.items if item.level in BELOW_GOALS]
        told = _read(lampiran, work)
        judged = [item for item in work if any(row.indikator for row in item.rows)]
        unproved: dict[int | None, list[int]] = {
            item.position: told.years_in(item, told.unproved) for item in judged
        }
        for item in judged:
            spent = unproved[item.position]
            if spent and not set(spent) <= set(unproved.get(item.parent, ())):
                gaps = [(other, unproved.get(other.position, ())) for other in lampiran.below(item)]
                below = [other for other, gap in gaps if set(spent) & set(gap)]
                yield _without_performance(lampiran, [item, *below], spent)
            free = told.years_in(item, told.free)
            if free and told.years_in(item, told.costs):
                yield _without_money(lampiran, item, free)


class _Told(NamedTuple):
    """The years that were reported at all, and which items have what in which.

    ``costs`` are those with money, ``unproved`` those without performance for it, ``free`` those with
    performance and no money.
    """

    years: list[int]
    costs: Set[tuple[Item, int]]
    unproved: Set[tuple[Item, int]]
    free: Set[tuple[Item, int]]

    def years_in(self, item: Item, told: Set[tuple[Item, int]]) -> list[int]:
        return [year for year in self.years if (item, year) in told]


def _read(lampiran: Lampiran, work: Sequence[Item]) -> _Told:
    """Return what items have; a year counts as reported where half of them have both."""
    years = lampiran.years(Field.ANGGARAN)
    places = [(item, year) for year in years for item in work]
    costs = {(item, year) for item, year in places if item.total(Field.ANGGARAN, year)}
    performs = {(item, year) for item, year in places if _performs(item, year)}
    both = Counter(year for _, year in costs & performs)
    reported = [year for year in years if 2 * both[year] >= len(work)]
    return _Told(reported, costs, unproved=costs - performs, free=performs - costs)


def _performs(item: Item, year: int) -> bool:
    return any(row.figure(Field.KINERJA, year).value for row in item.rows)


def _without_performance(
    lampiran: Lampiran, items: Sequence[Item], years: Sequence[int]
) -> Finding:
    item, *below = items
    amount = item.total(Field.ANGGARAN, years[0]) or Decimal(0)
    what = f"anggaran {years[0]} {format_rupiah(amount)} tanpa kinerja{_and_so(years)}"
    if below:
        what += f"; {len(below)} mata anggaran di bawahnya sama"
    at, *also = (one.rows[0].at(Field.KINERJA, year) for one in items for year in years)
    return ANG07.finding(
        at,
        Subject.of_item(lampiran, item, Field.KINERJA, years[0]),
        what=what,
        fix="isi kinerja yang dihasilkan, atau jelaskan di kolom Keterangan",
        also=also,
        related=[cell for year in years for cell in item.amount(Field.ANGGARAN, year).cells],
    )


def _without_money(lampiran: Lampiran, item: Item, years: Sequence[int]) -> Finding:
    year, first = years[0], item.rows[0]
    row = next(row for row in item.rows if row.figure(Field.KINERJA, year).value)
    written = row.figure(Field.KINERJA, year).written
    at, *also = (first.at(Field.ANGGARAN, year) for year in years)
    return ANG08.finding(
        at,
        Subject.of_item(lampiran, item, Field.ANGGARAN, year),
        what=f"kinerja {year} tertulis {written} tanpa anggaran{_and_so(years)}",
        fix="isi anggarannya, atau jelaskan di kolom Keterangan mengapa tanpa biaya",
        written=first.figure(Field.ANGGARAN, year),
        also=also,
        related=[row.at(Field.KINERJA, year)],
    )


def _and_so(years: Sequence[int]) -> str:
    return f"; begitu juga {', '.join(map(str, years[1:]))}" if len(years) > 1 else ""
