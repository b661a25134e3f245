"""PJK02: the budget that a Perjanjian Kinerja promises against the pagu of the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number, format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.monev import MONEV
from lkjip_xl.lampiran.formulir.perjanjian_anggaran import PERJANJIAN_ANGGARAN
from lkjip_xl.lampiran.formulir.perjanjian_kinerja import PERJANJIAN_KINERJA
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.periode import budget_stages_of
from lkjip_xl.lampiran.records import Lampiran, Sel
from lkjip_xl.lampiran.restated import holding, is_changed
from lkjip_xl.rules.antar_lampiran.angka import agree
from lkjip_xl.rules.equations import Equation, Same
from lkjip_xl.rules.rule import Context, Rule, once

PJK02 = Rule(
    code="PJK02",
    name="anggaran-perjanjian-berbeda-dari-pagu",
    severity=Severity.WARNING,
    doc="""
        Anggaran program dalam Perjanjian Kinerja berbeda dari pagunya di Tabel 3.4.

        Bila buku memuat juga Perjanjian Kinerja Perubahan, hanya yang terakhir itu dibandingkan.
        Bila hampir semua program berbeda, catatannya satu: yang dilampirkan mungkin perjanjian
        sebelum perubahan anggaran.

        Mengapa: laporan kinerja menjawab perjanjian yang berlaku; pagunya harus pagu yang sama.

        Salah:
            Perjanjian Kinerja Tahun 2023
            | No | Program          | Anggaran (Rp) | Keterangan |
            | 1  | PROGRAM JALAN    | 550.000.000   | APBD       |
            | 2  | PROGRAM JEMBATAN | 300.000.000   | APBD       |
            | 3  | PROGRAM TERMINAL | 100.000.000   | APBD       |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
            | PROGRAM JEMBATAN | 300.000.000        | 276.000.000    | 92,00     |
            | PROGRAM TERMINAL | 100.000.000        | 90.000.000     | 90,00     |

        Benar:
            Perjanjian Kinerja Tahun 2023
            | No | Program          | Anggaran (Rp) | Keterangan |
            | 1  | PROGRAM JALAN    | 500.000.000   | APBD       |
            | 2  | PROGRAM JEMBATAN | 300.000.000   | APBD       |
            | 3  | PROGRAM TERMINAL | 100.000.000   | APBD       |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
            | PROGRAM JEMBATAN | 300.000.000        | 276.000.000    | 92,00     |
            | PROGRAM TERMINAL | 100.000.000        | 90.000.000     | 90,00     |
    """,
)

#: The forms that state the pagu of the year, the one that is believed first at the front.
_STATING = (TABEL_3_4, MONEV)
#: The promised amounts stand in a table of their own, or beside the indicators.
_PROMISING = (PERJANJIAN_ANGGARAN, PERJANJIAN_KINERJA)


@PJK02.equations
def state_promised_budget(context: Context) -> Iterator[Equation]:
    """State each promised amount, unless the whole table is of another budget."""
    for pairs in _compared(context).values():
        if not _is_of_another_budget(pairs):
            for pagu, promised in pairs:
                context.tally["antar_lampiran"] += 1
                yield Same(rule=PJK02, complain=_differs, first=pagu, other=promised, agree=agree)


@PJK02.check
def find_other_budget(context: Context) -> Iterator[Finding]:
    for lampiran, pairs in _compared(context).items():
        if _is_of_another_budget(pairs):
            differing = [pair for pair in pairs if not _agrees(pair)]
            (pagu, first), *_ = differing
            hint = "" if is_changed(lampiran) else "; perjanjian ini mungkin sebelum perubahan APBD"
            yield PJK02.about(
                [promised for _, promised in differing],
                what=(
                    f"anggaran {len(differing)} dari {len(pairs)} program berbeda dari "
                    f"{pagu.lampiran.form.label}; yang pertama {format_rupiah(first.number)}, "
                    f"sedangkan di sana {format_rupiah(pagu.number)}{hint}"
                ),
                fix="lampirkan Perjanjian Kinerja Perubahan, atau samakan anggarannya",
                related=[cell.cell for cell, _ in differing],
            )


#: A title that says so promises another budget than that of the report.
_BEFORE_A_CHANGE = frozenset({"murni", "induk"})


@once
def _compared(context: Context) -> Mapping[Lampiran, Sequence[tuple[Sel, Sel]]]:
    """Return the pagu of the year and the promised amount of each program, table by table."""
    stated: dict[tuple[str, int], Sel] = {}
    for form in _STATING:
        for lampiran in context.laporan.of(form):
            for key, cell in _amounts(context, lampiran):
                stated.setdefault((key, lampiran.year), cell)
    found: dict[Lampiran, list[tuple[Sel, Sel]]] = defaultdict(list)
    for lampiran in holding(context.laporan.of(*_PROMISING)):
        if budget_stages_of(lampiran.title) & _BEFORE_A_CHANGE:
            continue
        for key, cell in _amounts(context, lampiran):
            pagu = stated.get((key, lampiran.year))
            if pagu is not None:
                found[lampiran].append((pagu, cell))
    return found


def _amounts(context: Context, lampiran: Lampiran) -> Iterator[tuple[str, Sel]]:
    """Yield the amounts that one cell holds; totals are for the sums to judge."""
    for item in lampiran.items:
        cells = item.told(Field.PAGU, lampiran.year)
        if len(cells) == 1 and item.level is not Level.TOTAL:
            yield context.alignment.item_key(item), cells[0]


def _agrees(pair: tuple[Sel, Sel]) -> bool:
    pagu, promised = pair
    return agree(pagu.figure, promised.figure)


def _is_of_another_budget(pairs: Sequence[tuple[Sel, Sel]]) -> bool:
    differing = sum(not _agrees(pair) for pair in pairs)
    return differing >= 2 and 2 * differing > len(pairs)


def _differs(one: Same) -> Finding:
    pagu, promised = one.first, one.other
    form = pagu.lampiran.form.label
    return PJK02.about(
        promised,
        what=(
            f"anggaran perjanjian {format_rupiah(promised.number)}, sedangkan pagu di {form} "
            f"({pagu.cell}) {format_rupiah(pagu.number)}"
        ),
        fix=f"samakan dengan {form}, atau lampirkan Perjanjian Kinerja Perubahan",
        expected=format_number(pagu.number),
        related=(pagu.cell,),
    )
