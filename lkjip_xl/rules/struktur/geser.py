"""STR: rows that stand beside their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lkjip_xl.figures.shifting import Shift
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Baris, Lampiran
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
    shifted = context.shifted
    for lampiran in context.laporan.lampiran:
        shifts = shifted.of(lampiran)
        for run in _runs(lampiran.rows, shifts):
            yield _shifted(context, lampiran, run, shifts[run[0].row])


def _runs(rows: Sequence[Baris], shifts: Mapping[int, Shift]) -> Iterator[list[Baris]]:
    """Yield the shifted rows that follow one another and are shifted alike."""
    run: list[Baris] = []
    for row in rows:
        same = row.row in shifts and (not run or shifts[run[-1].row] == shifts[row.row])
        if run and not same:
            yield run
            run = []
        if row.row in shifts:
            run.append(row)
    if run:
        yield run


def _shifted(context: Context, lampiran: Lampiran, run: Sequence[Baris], shift: Shift) -> Finding:
    first = run[0]
    cells = [CellRef(lampiran.file, lampiran.sheet, r.row, shift.misplaced.index) for r in run]
    grid = context.grids[lampiran.file, lampiran.sheet]
    written = as_text(grid.shown(first.row, shift.misplaced.index))
    what = (
        f"isi baris bergeser satu kolom ke {'kanan' if shift.by > 0 else 'kiri'}: “{written}” ada "
        f"di kolom “{shift.misplaced.label}”, seharusnya di kolom “{shift.belongs.label}”"
    )
    if len(run) > 1:
        what = f"{len(run)} baris berturut-turut (sampai baris {run[-1].row}): {what}"
    return STR04.finding(
        cells[0],
        Subject.of_row(lampiran, first, shift.misplaced.field),
        what=what,
        fix=f"geser isi baris satu kolom ke {'kiri' if shift.by > 0 else 'kanan'}",
        written=written,
        also=cells[1:],
        related=(CellRef(lampiran.file, lampiran.sheet, first.row, shift.belongs.index),),
    )
