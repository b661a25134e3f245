"""EVA01, EVA02: what a year reached from its quarters, and the Renstra from its years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Cara
from lkjip_xl.domain.quantity import Reading, format_number
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.evaluasi_renja import (
    EVALUASI_RENJA,
    QUARTERS,
    QUARTERS_ANGGARAN,
)
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.rules.equations import Equation
from lkjip_xl.rules.evaluasi.gabungan import Bagian, Gabungan, show_parts, state
from lkjip_xl.rules.rule import Context, Rule

EVA01 = Rule(
    code="EVA01",
    name="realisasi-renja-tidak-cocok-dengan-triwulan",
    severity=Severity.ERROR,
    doc="""
        Realisasi Renja tidak sama dengan yang dihasilkan angka triwulannya.

        Anggaran dijumlahkan, kecuali bila seluruh tabel menulisnya sampai dengan tiap triwulan.
        Kinerja boleh dijumlahkan, diambil angka terakhirnya,
        rata-ratanya, atau yang tertinggi: persentase dan indeks tidak dijumlahkan. Cara yang
        menjelaskan angka tertulis diterima; bila tidak ada, dipakai cara yang diikuti indikator
        lain yang sejenis, dan cara itu disebutkan. Cara sebuah indikator dapat ditetapkan pada
        lembar Pengaturan (kolom Penggabungan Triwulan). Triwulan yang belum diisi tidak ikut.

        Mengapa: realisasi setahun menentukan tingkat capaian; pembaca menghitungnya ulang dari
        triwulan.

        Salah:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | <             | Realisasi Renstra s.d. Tahun Lalu | <          | Target Renja | <          | Realisasi Kinerja pada Triwulan | <          | <  | <          | Realisasi Renja | <          | Realisasi Renstra s.d. Tahun 2023 | <           |
            | ^                             | ^          | ^      | ^                            | ^             | ^                                 | ^          | ^            | ^          | I                               | <          | II | <          | ^               | ^          | ^                                 | ^           |
            | ^                             | ^          | ^      | K                            | Rp            | K                                 | Rp         | K            | Rp         | K                               | Rp         | K  | Rp         | K               | Rp         | K                                 | Rp          |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 1.000.000.000 | 20                                | 90.000.000 | 20           | 80.000.000 | 5                               | 20.000.000 | 6  | 30.000.000 | 12              | 50.000.000 | 32                                | 140.000.000 |

        Benar:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | <             | Realisasi Renstra s.d. Tahun Lalu | <          | Target Renja | <          | Realisasi Kinerja pada Triwulan | <          | <  | <          | Realisasi Renja | <          | Realisasi Renstra s.d. Tahun 2023 | <           |
            | ^                             | ^          | ^      | ^                            | ^             | ^                                 | ^          | ^            | ^          | I                               | <          | II | <          | ^               | ^          | ^                                 | ^           |
            | ^                             | ^          | ^      | K                            | Rp            | K                                 | Rp         | K            | Rp         | K                               | Rp         | K  | Rp         | K               | Rp         | K                                 | Rp          |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 1.000.000.000 | 20                                | 90.000.000 | 20           | 80.000.000 | 5                               | 20.000.000 | 6  | 30.000.000 | 11              | 50.000.000 | 31                                | 140.000.000 |
    """,
)

EVA02 = Rule(
    code="EVA02",
    name="realisasi-renstra-tidak-cocok",
    severity=Severity.ERROR,
    doc="""
        Realisasi Renstra sampai tahun ini tidak sama dengan realisasi sampai tahun lalu digabung
        dengan realisasi Renja tahun ini.

        Anggaran selalu dijumlahkan. Kinerja yang berupa persentase atau indeks boleh diambil angka
        terakhirnya, rata-ratanya, atau yang tertinggi; cara yang dipakai disebutkan.

        Mengapa: dari angka ini pembaca menilai apakah target akhir Renstra masih dapat dicapai.

        Salah:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | <             | Realisasi Renstra s.d. Tahun Lalu | <          | Target Renja | <          | Realisasi Kinerja pada Triwulan | <          | <  | <          | Realisasi Renja | <          | Realisasi Renstra s.d. Tahun 2023 | <           |
            | ^                             | ^          | ^      | ^                            | ^             | ^                                 | ^          | ^            | ^          | I                               | <          | II | <          | ^               | ^          | ^                                 | ^           |
            | ^                             | ^          | ^      | K                            | Rp            | K                                 | Rp         | K            | Rp         | K                               | Rp         | K  | Rp         | K               | Rp         | K                                 | Rp          |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 1.000.000.000 | 20                                | 90.000.000 | 20           | 80.000.000 | 5                               | 20.000.000 | 6  | 30.000.000 | 11              | 50.000.000 | 31                                | 150.000.000 |

        Benar:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | <             | Realisasi Renstra s.d. Tahun Lalu | <          | Target Renja | <          | Realisasi Kinerja pada Triwulan | <          | <  | <          | Realisasi Renja | <          | Realisasi Renstra s.d. Tahun 2023 | <           |
            | ^                             | ^          | ^      | ^                            | ^             | ^                                 | ^          | ^            | ^          | I                               | <          | II | <          | ^               | ^          | ^                                 | ^           |
            | ^                             | ^          | ^      | K                            | Rp            | K                                 | Rp         | K            | Rp         | K                               | Rp         | K  | Rp         | K               | Rp         | K                                 | Rp          |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 1.000.000.000 | 20                                | 90.000.000 | 20           | 80.000.000 | 5                               | 20.000.000 | 6  | 30.000.000 | 11              | 50.000.000 | 31                                | 140.000.000 |
    """,
)

_OF_YEAR = (
    (Field.REALISASI, QUARTERS),
    (Field.REALISASI_ANGGARAN, QUARTERS_ANGGARAN),
)
_OF_RENSTRA = (
    (Field.REALISASI_RENSTRA, Field.REALISASI_LALU, Field.REALISASI),
    (
        Field.REALISASI_ANGGARAN_RENSTRA,
        Field.REALISASI_ANGGARAN_LALU,
        Field.REALISASI_ANGGARAN,
    ),
)


@EVA01.equations
def state_years(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(EVALUASI_RENJA):
        for whole, quarters in _OF_YEAR:
            told = _bagian(lampiran, whole, quarters)
            yield from _count(context, state(context, EVA01, _wrong_year, told, of_quarters=True))


@EVA02.equations
def state_renstra(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(EVALUASI_RENJA):
        for whole, before, now in _OF_RENSTRA:
            if not lampiran.columns.has(before):
                continue
            told = [
                one
                for one in _bagian(lampiran, whole, (before, now))
                if one.parts[-1].field is now  # what the year brought is known
            ]
            yield from _count(
                context, state(context, EVA02, _wrong_renstra, told, of_quarters=False)
            )


def _count(context: Context, equations: Iterator[Gabungan]) -> Iterator[Equation]:
    for equation in equations:
        context.tally["triwulan"] += 1
        yield equation


def _bagian(lampiran: Lampiran, name: Field, parts: Sequence[Field]) -> list[Bagian]:
    """Return the figures of a column with what makes them, where all that is filled in is read."""
    wholes = ((row, row.told(name, lampiran.year)) for row in lampiran.rows)
    return [
        Bagian(whole, told)
        for row, whole in wholes
        if whole is not None and whole.figure.upper is None and (told := _told(row, parts))
    ]


def _told(row: Baris, names: Sequence[Field]) -> tuple[Sel, ...]:
    year = row.lampiran.year
    filled = [c for name in names if (c := row.sel(name, year)) and not c.figure.is_blank]
    told = tuple(c for c in filled if c.value is not None and c.figure.upper is None)
    # A dash says that there is nothing; any other text hides a figure.
    is_read = all(c.value is not None or c.figure.reading is Reading.NONE for c in filled)
    return told if is_read else ()


def _wrong_year(one: Gabungan) -> Finding:
    return _wrong(one, f"{one.cara} {len(one.bagian.parts)} triwulan", _support(one.accused))


def _support(cell: Sel) -> str:
    """Say that the Renstra agrees with what is written, so that a quarter may be wrong instead."""
    whole, before, _ = next(own for own in _OF_RENSTRA if own[-1] is cell.field)
    renstra, lalu = cell.beside(whole), cell.row.told(before, cell.year)
    if renstra is None or renstra.value is None or lalu is None:
        return ""
    is_fitting = Cara.JUMLAH in Bagian(renstra, (lalu, cell)).cara
    shown = cell.show(cell.number)
    return f"; {renstra.label} ({renstra.cell.a1}) cocok dengan {shown}" if is_fitting else ""


def _wrong_renstra(one: Gabungan) -> Finding:
    what = "realisasi s.d. tahun lalu dan realisasi Renja"
    return _wrong(one, what if len(one.bagian.parts) == 1 else f"{one.cara} {what}")


def _wrong(one: Gabungan, made: str, support: str = "") -> Finding:
    cell = one.accused
    due = cell.show(one.due)
    return one.rule.about(
        cell,
        what=f"{cell.label} tertulis {cell.show(cell.number)}, {made} {due}{_way(one)}{support}",
        fix=(
            f"periksa angka triwulannya, atau isi {due}"
            if support
            else f"isi {due}, atau perbaiki angka yang membentuknya"
        ),
        expected=format_number(one.due, cell.figure.decimals),
        calculation=show_parts(one),
        related=[part.cell for part in one.bagian.parts],
        severity=None if one.is_sure else Severity.WARNING,
    )


def _way(one: Gabungan) -> str:
    """Say which way was used, and why; amounts and single figures have no other."""
    if one.accused.field.is_money or len(one.bagian.parts) == 1:
        return ""
    if one.is_set:
        return f"; cara {one.cara} menurut lembar Pengaturan"
    reason = "seperti indikator sejenis" if one.is_sure else "menurut satuannya"
    return f"; dibaca dengan cara {one.cara}, {reason}; cara lain pun tidak cocok"
