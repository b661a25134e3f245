"""STR: rows that stand beside their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lkjip_xl.figures.shifting import Shift
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Baris
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import as_text

STR04 = Rule(
    code="STR04",
    name="baris-bergeser-kolom",
    severity=Severity.ERROR,
    doc="""
        Isi sebuah baris, atau beberapa baris berturut-turut, bergeser satu kolom.

        Mengapa: satuan terbaca sebagai target dan target sebagai realisasi; capaian dan jumlahnya
        menjadi keliru tanpa ada angka yang salah ketik.

        Salah:
            | Indikator Kinerja    | Satuan | Target  | Realisasi | Capaian (%) | Keterangan |
            | Panjang jalan mantap | km     | 80      | 70        | 87,50       |            |
            | Jumlah dokumen       |        | dokumen | 4         | 4           | 100        |

        Benar:
            | Indikator Kinerja    | Satuan  | Target | Realisasi | Capaian (%) | Keterangan |
            | Panjang jalan mantap | km      | 80     | 70        | 87,50       |            |
            | Jumlah dokumen       | dokumen | 4      | 4         | 100         |            |
    """,
)


@STR04.check
def find_shifted_rows(context: Context) -> Iterator[Finding]:
    """Report the rows that follow one another and are shifted alike once."""
    for lampiran in context.laporan.annexes:
        for shift, run in groupby(lampiran.rows, context.shifted.of(lampiran).get):
            if shift is not None:
                yield _shifted(context, list(run), shift)


def _shifted(context: Context, run: Sequence[Baris], shift: Shift) -> Finding:
    first, lampiran = run[0], run[0].lampiran
    cells = [CellRef(lampiran.file, lampiran.sheet, r.row, shift.misplaced.index) for r in run]
    written = as_text(context.grids[lampiran.file, lampiran.sheet].shown(*cells[0][2:]))
    here, back = ("kanan", "kiri") if shift.by > 0 else ("kiri", "kanan")
    what = (
        f"isi baris bergeser satu kolom ke {here}: “{written}” ada di kolom "
        f"“{shift.misplaced.label}”, seharusnya di kolom “{shift.belongs.label}”"
    )
    if len(run) > 1:
        what = f"{len(run)} baris berturut-turut (sampai baris {run[-1].row}): {what}"
    return STR04.finding(
        cells[0],
        Subject.of_row(lampiran, first, shift.misplaced.field),
        what=what,
        fix=f"geser isi baris satu kolom ke {back}",
        written=written,
        also=cells[1:],
        related=(cells[0].moved(0, shift.belongs.index - shift.misplaced.index),),
    )
