"""ANG: money without performance, and performance without money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
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

_BELOW_GOALS = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)


@ANG07.check
def find_one_sided_items(context: Context) -> Iterator[Finding]:
    """Report each item once for all its years, with what lies below it and has the same gap.

    Years that a column leaves blank say nothing.
    """
    for lampiran in context.laporan.of(Form.TABEL_3_2):
        years = [year for year in lampiran.years(Field.ANGGARAN) if _is_filled(lampiran, year)]
        unproved = {
            item.position: [y for y in years if _money(item, y) and not _performed(item, y)]
            for item in _judged(lampiran)
        }
        for item in _judged(lampiran):
            spent = unproved[item.position]
            if spent and not _is_within(item, spent, unproved):
                below = [
                    other
                    for other in _descendants(lampiran, item)
                    if set(unproved.get(other.position, ())) & set(spent)
                ]
                yield _without_performance(lampiran, item, spent, below)
            free = [year for year in years if _performed(item, year) and not _money(item, year)]
            if free and any(_money(item, year) for year in years):
                yield _without_money(lampiran, item, free)


def _judged(lampiran: Lampiran) -> Iterator[Item]:
    for item in lampiran.items:
        if item.level in _BELOW_GOALS and any(row.indikator for row in item.rows):
            yield item


def _is_within(item: Item, years: Sequence[int], unproved: Mapping[int, Sequence[int]]) -> bool:
    """Tell whether the item's parent has the same gap and reports it for both."""
    return item.parent is not None and set(years) <= set(unproved.get(item.parent, ()))


def _descendants(lampiran: Lampiran, item: Item) -> Iterator[Item]:
    for child in lampiran.children_of(item):
        yield child
        yield from _descendants(lampiran, child)


def _is_filled(lampiran: Lampiran, year: int) -> bool:
    """Tell whether a year was reported at all: performance and money for half of the items."""
    items = [item for item in lampiran.items if item.level in _BELOW_GOALS]
    told = sum(bool(_money(item, year)) and _performed(item, year) for item in items)
    return bool(items) and told >= len(items) / 2


def _money(item: Item, year: int) -> bool:
    return bool(item.total(Field.ANGGARAN, year))


def _performed(item: Item, year: int) -> bool:
    return any(row.figure(Field.KINERJA, year).value for row in item.rows)


def _without_performance(
    lampiran: Lampiran, item: Item, years: Sequence[int], below: Sequence[Item]
) -> Finding:
    first = item.rows[0]
    amount = item.total(Field.ANGGARAN, years[0])
    assert amount is not None
    what = f"anggaran {years[0]} {format_rupiah(amount)} tanpa kinerja"
    if len(years) > 1:
        what += f"; begitu juga {', '.join(map(str, years[1:]))}"
    if below:
        what += f"; {len(below)} mata anggaran di bawahnya sama"
    cells = [one.rows[0].at(Field.KINERJA, year) for one in (item, *below) for year in years]
    return ANG07.finding(
        first.at(Field.KINERJA, years[0]),
        Subject.of_item(lampiran, item, "kinerja", years[0]),
        what=what,
        fix="isi kinerja yang dihasilkan, atau jelaskan di kolom Keterangan",
        also=cells[1:],
        related=[cell for year in years for cell in item.amount(Field.ANGGARAN, year).cells],
    )


def _without_money(lampiran: Lampiran, item: Item, years: Sequence[int]) -> Finding:
    row = next(row for row in item.rows if row.figure(Field.KINERJA, years[0]).value)
    what = (
        f"kinerja {years[0]} tertulis {row.figure(Field.KINERJA, years[0]).written} tanpa anggaran"
    )
    if len(years) > 1:
        what += f"; begitu juga {', '.join(map(str, years[1:]))}"
    first = item.rows[0]
    return ANG08.finding(
        first.at(Field.ANGGARAN, years[0]),
        Subject.of_item(lampiran, item, "anggaran", years[0]),
        what=what,
        fix="isi anggarannya, atau jelaskan di kolom Keterangan mengapa tanpa biaya",
        written=first.figure(Field.ANGGARAN, years[0]),
        also=[first.at(Field.ANGGARAN, year) for year in years[1:]],
        related=[row.at(Field.KINERJA, years[0])],
    )
