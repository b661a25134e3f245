"""EVA06: the goal at the end of the Renstra, against the sheet that sets it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_xl.domain.field import Field
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.evaluasi_renja import EVALUASI_RENJA
from lkjip_xl.lampiran.formulir.tujuan_sasaran import TUJUAN_SASARAN
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.rules.antar_lampiran.angka import agree
from lkjip_xl.rules.equations import Equation, Same
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.tables.text import squash

EVA06 = Rule(
    code="EVA06",
    name="target-akhir-evaluasi-berbeda-dari-renstra",
    severity=Severity.ERROR,
    doc="""
        Target akhir Renstra di Evaluasi Hasil Renja berbeda dari target tahun terakhir di Tujuan
        dan Sasaran, untuk indikator dan satuan yang sama.

        Mengapa: tingkat capaian Renstra dihitung terhadap target ini; bila keliru, seluruh
        persentasenya ikut keliru.

        Salah:
            ## Tujuan Sasaran
            | Tujuan        | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 |
            | Jalan membaik | Jalan terawat | Panjang jalan mantap | km     | 75          | 80          |

            ## Evaluasi
            Evaluasi Hasil Renja Tahun 2023
            | Sasaran       | Program/Kegiatan | Indikator            | Satuan | Target Renstra Akhir Periode | Realisasi Renstra s.d. Tahun Lalu | Target Renja | Realisasi Kinerja pada Triwulan | <  |
            | ^             | ^                | ^                    | ^      | K                            | K                                 | K            | I                               | II |
            | Jalan terawat |                  | Panjang jalan mantap | km     | 90                           | 60                                | 80           | 61                              | 63 |

        Benar:
            ## Tujuan Sasaran
            | Tujuan        | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 |
            | Jalan membaik | Jalan terawat | Panjang jalan mantap | km     | 75          | 80          |

            ## Evaluasi
            Evaluasi Hasil Renja Tahun 2023
            | Sasaran       | Program/Kegiatan | Indikator            | Satuan | Target Renstra Akhir Periode | Realisasi Renstra s.d. Tahun Lalu | Target Renja | Realisasi Kinerja pada Triwulan | <  |
            | ^             | ^                | ^                    | ^      | K                            | K                                 | K            | I                               | II |
            | Jalan terawat |                  | Panjang jalan mantap | km     | 80                           | 60                                | 80           | 61                              | 63 |
    """,
)

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@EVA06.equations
def state_final_targets(context: Context) -> Iterator[Equation]:
    if not context.laporan.of(TUJUAN_SASARAN):
        return
    for lampiran in context.laporan.of(EVALUASI_RENJA):
        column = lampiran.columns.first(Field.TARGET_AKHIR)
        end = max(map(int, _YEAR.findall(column.label)), default=0) if column else 0
        for row in lampiran.rows:
            cell = row.told(Field.TARGET_AKHIR, lampiran.year)
            first = None if cell is None or not row.indikator else _planned(context, row, end)
            if cell is not None and first is not None:
                context.tally["antar_lampiran"] += 1
                yield Same(rule=EVA06, complain=_differs, first=first, other=cell, agree=agree)


def _planned(context: Context, row: Baris, end: int) -> Sel | None:
    """Return the only target that the plan sets for the indicator at its end, in its satuan."""
    found: list[Sel] = []
    for own in context.alignment.rows(row, TUJUAN_SASARAN):
        years = own.lampiran.years(Field.TARGET)
        year = end or max(years, default=0)
        final = own.told(Field.TARGET_AKHIR, own.lampiran.year)
        # A sheet that ends before the Renstra does not tell where it ends.
        cell = final or (own.told(Field.TARGET, year) if year == max(years, default=0) else None)
        if cell is not None and squash(own.satuan) == squash(row.satuan):
            found.append(cell)
    return found[0] if len({cell.number for cell in found}) == 1 else None


def _differs(one: Same) -> Finding:
    there = one.first.figure.written
    return EVA06.about(
        one.other,
        what=(
            f"target akhir Renstra tertulis {one.other.written}, sedangkan di "
            f"{one.first.lampiran.form.label} ({one.first.cell}) {there}"
        ),
        fix=f"samakan: isi {there} di sini, atau perbaiki {one.first.lampiran.form.label}",
        expected=there,
        related=(one.first.cell,),
    )
