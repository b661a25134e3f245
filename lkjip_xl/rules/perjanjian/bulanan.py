"""PJK01: the months of a plan against its year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.rencana_aksi import Bulan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.renaksi_bulanan import RENAKSI_BULANAN
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.rules.perencanaan.berkala import Berkala, is_complete, judge_periods, reading_of
from lkjip_xl.rules.rule import Context, Rule

PJK01 = Rule(
    code="PJK01",
    name="bulan-tidak-sampai-setahun",
    severity=Severity.ERROR,
    doc="""
        Target bulanan tidak sampai pada target setahun, atau realisasi bulanan yang sudah lengkap
        tidak sampai pada realisasi setahun di lampiran lain.

        Angka bulanan boleh kumulatif (Desember = setahun), per bulan (jumlahnya = setahun), atau
        berupa tingkat, misalnya persentase, yang akhirnya atau tertingginya sama dengan setahun.
        Cara baca yang dipakai adalah yang diikuti sebagian besar baris. Bulan yang belum berjalan
        boleh kosong.

        Mengapa: target bulanan adalah jalan menuju target tahunan. Bila ujungnya berbeda, salah
        satunya keliru.

        Salah:
            Rencana Aksi Tahun 2023
            | Sasaran     | Indikator Kinerja | Satuan | Target | Jan | Feb | Mar | Apr | Mei | Jun | Jul | Agt | Sep | Okt | Nov | Des | Penanggung Jawab |
            | Jalan mulus | Panjang jalan     | km     | 12     | 0   | 1   | 2   | 3   | 4   | 5   | 6   | 7   | 8   | 9   | 10  | 12  | Bidang Jalan     |
            | Jalan aman  | Jumlah rambu      | unit   | 24     | 2   | 4   | 6   | 8   | 10  | 12  | 14  | 16  | 18  | 20  | 22  | 26  | Bidang Jalan     |

        Benar:
            Rencana Aksi Tahun 2023
            | Sasaran     | Indikator Kinerja | Satuan | Target | Jan | Feb | Mar | Apr | Mei | Jun | Jul | Agt | Sep | Okt | Nov | Des | Penanggung Jawab |
            | Jalan mulus | Panjang jalan     | km     | 12     | 0   | 1   | 2   | 3   | 4   | 5   | 6   | 7   | 8   | 9   | 10  | 12  | Bidang Jalan     |
            | Jalan aman  | Jumlah rambu      | unit   | 24     | 2   | 4   | 6   | 8   | 10  | 12  | 14  | 16  | 18  | 20  | 22  | 24  | Bidang Jalan     |
    """,
)

_MARK = Decimal(1)


@PJK01.check
def find_unreached_year(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(RENCANA_AKSI, RENAKSI_BULANAN):
        if lampiran.columns.months:
            rows = _monthly(lampiran, _marks, lambda row: _annual(context, row, Field.TARGET))
            yield from judge_periods(context, PJK01, rows, reading_of(None, rows))
            continue
        targets = _monthly(lampiran, _targets, lambda row: _annual(context, row, Field.TARGET))
        reading = reading_of(None, targets)
        yield from judge_periods(context, PJK01, targets, reading)
        told = _monthly(lampiran, _realisasi, lambda row: _annual(context, row, Field.REALISASI))
        closed = [one for one in told if one.told[-1].field.bulan is Bulan.DES]
        own = reading_of(None, closed)
        yield from judge_periods(context, PJK01, closed, own if own.is_sure else reading)


def _monthly(
    lampiran: Lampiran,
    months: Callable[[Baris], list[Sel]],
    annual_of: Callable[[Baris], Sel | None],
) -> list[Berkala]:
    """Return the rows whose months hold figures, with the figure of their year."""
    cells = [(months(row), annual_of(row)) for row in lampiran.rows]
    return [
        Berkala(own, annual)
        for own, annual in cells
        if annual is not None and annual.figure.upper is None and _holds_figures(own)
    ]


def _holds_figures(cells: Sequence[Sel]) -> bool:
    """Tell figures from marks, which are read as 1."""
    told = {cell.value for cell in cells if cell.value is not None}
    return is_complete(cells) and not told <= {_MARK}


def _marks(row: Baris) -> list[Sel]:
    return _cells(row, [Field(month.value) for month in Bulan])


def _targets(row: Baris) -> list[Sel]:
    return _cells(row, [Field.TARGET.in_month(month) for month in Bulan])


def _realisasi(row: Baris) -> list[Sel]:
    return _cells(row, [Field.REALISASI.in_month(month) for month in Bulan])


def _cells(row: Baris, fields: Sequence[Field]) -> list[Sel]:
    cells = (row.sel(name, row.lampiran.year) for name in fields)
    return [cell for cell in cells if cell is not None]


def _annual(context: Context, row: Baris, part: Field) -> Sel | None:
    """Return the year's figure of a row: its own, else that of the annex believed first."""
    if not row.indikator:
        return None
    own = row.told(part, row.lampiran.year)
    if own is not None:
        return own
    told = context.alignment.told(row, part, row.lampiran.year)
    others = [cell for cell in told if cell.lampiran is not row.lampiran]
    return min(others, key=lambda cell: cell.lampiran.form.precedence, default=None)
