"""HIT: the tables of employees, which must add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.pegawai import PEGAWAI
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.rules.column_sums import state_column_sums
from lkjip_xl.rules.equations import Equation, Sum, total
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
    for lampiran in context.laporan.of(PEGAWAI):
        yield from state_column_sums(context, HIT08, lampiran, _wrong)
        sums = [row for row in lampiran.rows if row.level is Level.TOTAL]
        others = [row for row in lampiran.rows if row.level is not Level.TOTAL]
        for name in _COUNTS:
            yield from _state(context, sums, name, _told(others, name))


def _told(rows: Sequence[Baris], name: Field) -> list[Sel]:
    return [cell for row in rows if (cell := row.told(name, row.lampiran.year)) is not None]


def _state(
    context: Context, rows: Sequence[Baris], name: Field, parts: Sequence[Sel]
) -> Iterator[Equation]:
    """State that a figure of each total is the sum of the parts."""
    for whole in _told(rows, name) if parts else ():
        context.tally["sums"] += 1
        yield Sum(
            rule=HIT08,
            complain=_wrong,
            wholes=(whole,),
            parts=tuple(parts),
            parts_label=f"{len(parts)} baris",
        )


def _wrong(one: Sum) -> Finding:
    due = format_number(total(one.parts))
    return HIT08.about(
        one.accused,
        what=f"jumlah tertulis {one.accused.written}, jumlah {one.parts_label} {due}",
        fix=f"isi {due}, atau perbaiki rinciannya",
        expected=due,
        calculation=show_sum([part.number for part in one.parts]),
        related=[part.cell for part in one.parts],
    )
