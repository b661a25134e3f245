"""HIT: the tables of employees, which must add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Lampiran, Sel
from lkjip_xl.rules.equations import Equation, Sum
from lkjip_xl.rules.rule import Context, Rule

HIT08 = Rule(
    code="HIT08",
    name="jumlah-pegawai-berbeda",
    severity=Severity.ERROR,
    doc="""
        Jumlah pegawai tidak sama dengan rinciannya menurut jenis kelamin atau menurut baris.

        Mengapa: jumlah pegawai dikutip dalam gambaran umum dan analisis sumber daya.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      | 4         | 100         |

            Tabel 1.1 Data Pegawai
            | Status Kepegawaian | Laki-laki | Perempuan | Jumlah |
            | PNS                | 6         | 20        | 27     |
            | Non PNS            | 19        | 16        | 35     |
            | JUMLAH             | 25        | 36        | 61     |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      | 4         | 100         |

            Tabel 1.1 Data Pegawai
            | Status Kepegawaian | Laki-laki | Perempuan | Jumlah |
            | PNS                | 6         | 20        | 26     |
            | Non PNS            | 19        | 16        | 35     |
            | JUMLAH             | 25        | 36        | 61     |
    """,
)

_COUNTS = (Field.LAKI_LAKI, Field.PEREMPUAN, Field.JUMLAH)


@HIT08.equations
def state_counts(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(Form.PEGAWAI):
        year = lampiran.year
        for row in lampiran.rows:
            total = row.told(Field.JUMLAH, year)
            parts = [row.told(name, year) for name in _COUNTS[:2]]
            known = [part for part in parts if part is not None]
            if total is not None and len(known) == 2:
                yield _sum(context, total, known, "jenis kelamin")
        for name in _COUNTS:
            yield from _column(context, lampiran, name, year)


def _column(context: Context, lampiran: Lampiran, name: Field, year: int) -> Iterator[Equation]:
    terms = [(row, row.told(name, year)) for row in lampiran.rows]
    parts = [t for row, t in terms if t is not None and row.level is not Level.TOTAL]
    for row, total in terms:
        if row.level is Level.TOTAL and total is not None and parts:
            yield _sum(context, total, parts, "baris")


def _sum(context: Context, total: Sel, parts: Sequence[Sel], label: str) -> Equation:
    context.tally["sums"] += 1
    return Sum(
        rule=HIT08,
        wholes=(total,),
        parts=tuple(parts),
        parts_label=f"{len(parts)} {label}",
        blank=0,
        finding=partial(_wrong, total, parts, label),
    )


def _wrong(total: Sel, parts: Sequence[Sel], label: str, expected: Decimal) -> Finding:
    shown = format_number(expected)
    return HIT08.about(
        total,
        what=f"jumlah tertulis {total.figure.written}, jumlah {len(parts)} {label} {shown}",
        fix=f"isi {shown}, atau perbaiki rinciannya",
        expected=shown,
        calculation=show_sum([part.number for part in parts]),
        related=[part.cell for part in parts],
    )
