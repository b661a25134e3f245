"""ISI: figures on the wrong scale, too precise, out of range, or none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Kind
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import (
    SERATUS,
    Doubt,
    Figure,
    Reading,
    format_number,
    format_persen,
    format_rupiah,
)
from lkjip_xl.figures.capaian import measure_capaian
from lkjip_xl.figures.explanation import is_scale_slip
from lkjip_xl.figures.perhitungan import CAPAIAN_FORMS, SERAPAN_FORMS
from lkjip_xl.figures.serapan import compute_serapan
from lkjip_xl.figures.sifat_satuan import is_month, is_percent, is_share, may_be_negative
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.isian.satuan import performance
from lkjip_xl.rules.rule import Context, Rule, Subject

ISI06 = Rule(
    code="ISI06",
    name="skala-persen-keliru",
    severity=Severity.ERROR,
    doc="""
        Persentase tertulis seratus kali terlalu kecil atau terlalu besar.

        Skala yang benar diketahui dari hasil hitung ulang: 0,95 dan 9500% sama-sama berarti 95%.

        Mengapa: Excel membaca 95 yang diketik ke sel berformat persen sebagai 9500%, dan rumus
        tanpa ×100 pada sel tanpa format persen menampilkan 0,95.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 76        | 0,95        |
            | Jembatan mantap      | unit   | 4      | 3         | 75,00       |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 76        | 95,00       |
            | Jembatan mantap      | unit   | 4      | 3         | 75,00       |
    """,
)

ISI07 = Rule(
    code="ISI07",
    name="desimal-berlebihan",
    severity=Severity.INFO,
    doc="""
        Persentase ditulis dengan empat desimal atau lebih.

        Mengapa: 119,047619 tidak lebih teliti daripada 119,05, dan angka yang sama akan tampak
        berbeda dari yang dikutip di naskah.

        Salah:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Hak anak          | Persen | 84     | 100       | 119,047619  |
            | Jembatan mantap   | unit   | 4      | 3         | 75,00       |

        Benar:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Hak anak          | Persen | 84     | 100       | 119,05      |
            | Jembatan mantap   | unit   | 4      | 3         | 75,00       |
    """,
)

ISI10 = Rule(
    code="ISI10",
    name="angka-di-luar-rentang-wajar",
    severity=Severity.WARNING,
    doc="""
        Angka berada di luar rentang yang mungkin baginya.

        Yang diperiksa: anggaran atau kinerja yang negatif; lebih dari 100 untuk indikator yang
        merupakan bagian dari keseluruhan (“Persentase … yang …”, “Cakupan …”) atau berskala 0-100;
        lebih dari 12 bulan dalam satu tahun.

        Mengapa: angka seperti itu hampir selalu salah ketik, salah satuan, atau salah hitung
        penyebutnya.

        Salah:
            | Indikator Kinerja              | Satuan | Target | Realisasi | Capaian (%) |
            | Persentase jalan yang mantap   | Persen | 80     | 104       | 130,00      |

        Benar:
            | Indikator Kinerja              | Satuan | Target | Realisasi | Capaian (%) |
            | Persentase jalan yang mantap   | Persen | 80     | 84        | 105,00      |
    """,
)

ISI11 = Rule(
    code="ISI11",
    name="tanda-nihil-bercampur",
    severity=Severity.INFO,
    doc="""
        Dalam satu tabel, “tidak ada” ditulis dengan angka 0 di sebagian sel dan dengan tanda (-,
        n/a) di sel lain pada kolom sejenis.

        Mengapa: 0 berarti dilaksanakan tanpa hasil, - berarti tidak direncanakan; bila keduanya
        dipakai bergantian, pembaca tidak dapat membedakannya.

        Salah:
            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Realisasi (Rp) 2022 | Kinerja 2023 | Realisasi (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000         | 70           | 480.000.000         |
            | PROGRAM JEMBATAN | Jembatan  | unit   | 0            | -                   | 6            | 276.000.000         |
            | PROGRAM TROTOAR  | Trotoar   | m      | 0            | -                   | 6            | 276.000.000         |
            | PROGRAM SALURAN  | Saluran   | m      | -            | -                   | 8            | 120.000.000         |
            | PROGRAM TERMINAL | Terminal  | unit   | -            | -                   | 1            | 120.000.000         |

        Benar:
            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Realisasi (Rp) 2022 | Kinerja 2023 | Realisasi (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000         | 70           | 480.000.000         |
            | PROGRAM JEMBATAN | Jembatan  | unit   | -            | -                   | 6            | 276.000.000         |
            | PROGRAM TROTOAR  | Trotoar   | m      | -            | -                   | 6            | 276.000.000         |
            | PROGRAM SALURAN  | Saluran   | m      | -            | -                   | 8            | 120.000.000         |
            | PROGRAM TERMINAL | Terminal  | unit   | -            | -                   | 1            | 120.000.000         |
    """,
)

ISI12 = Rule(
    code="ISI12",
    name="kolom-tahun-kosong",
    severity=Severity.INFO,
    doc="""
        Tabel beberapa tahun memuat kolom satu tahun yang tidak berisi satu angka pun.

        Mengapa: pembaca mengira tahun itu tidak ada kegiatan; bila datanya memang tidak ada,
        kolomnya lebih baik dihapus.

        Salah:
            Tabel 3.3 Target dan Realisasi Jangka Menengah Tahun 2023
            | Sasaran       | Indikator    | Satuan | Target 2021 | Target 2022 | Target 2023 | Realisasi 2021 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Jalan mantap | km     |             | 75          | 80          |                | 72             | 70             |
            | Angkutan baik | Armada laik  | unit   |             | 20          | 25          |                | 20             | 24             |

        Benar:
            Tabel 3.3 Target dan Realisasi Jangka Menengah Tahun 2023
            | Sasaran       | Indikator    | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Jalan mantap | km     | 75          | 80          | 72             | 70             |
            | Angkutan baik | Armada laik  | unit   | 20          | 25          | 20             | 24             |
    """,
)

_MOST_DECIMALS = 3
_OUT_OF_100 = re.compile(r"skala\s*:?\s*0\s*(?:-|–|s\.?/?d\.?)\s*100\b", re.IGNORECASE)
_MONTHS_A_YEAR = 12
_MONEY_LABEL = {
    Field.PAGU: "pagu",
    Field.REALISASI_ANGGARAN: "realisasi anggaran",
    Field.ANGGARAN: "anggaran",
}


class _Slip(NamedTuple):
    """A percentage on the wrong scale, with what belongs in its cell."""

    lampiran: Lampiran
    row: Baris
    field: Field
    year: int
    figure: Figure
    meant: Decimal

    @property
    def cell(self) -> CellRef:
        return self.row.at(self.field, self.year)

    @property
    def correct(self) -> str:
        decimals = min(self.figure.decimals, 2)
        if self.field in ("target", "realisasi") and not self.figure.percent:
            return format_number(self.meant)
        return format_persen(self.meant, decimals)


@ISI06.check
def find_wrong_scale(context: Context) -> Iterator[Finding]:
    """Report the slips of one column once: a formula that was copied down is one cause."""
    columns: defaultdict[tuple[int, str, int, bool], list[_Slip]] = defaultdict(list)
    compared: defaultdict[tuple[int, str, int], int] = defaultdict(int)
    for slip, place in _percentages(context):
        compared[place] += 1
        if slip is not None:
            assert slip.figure.value is not None
            small = abs(slip.figure.value) < abs(slip.meant)
            columns[(id(slip.lampiran), slip.field, slip.year, small)].append(slip)
    for (table, name, year, _), slips in columns.items():
        whole = len(slips) > 1 and len(slips) == compared[(table, name, year)]
        yield _wrong_scale(slips, whole)


def _percentages(context: Context) -> Iterator[tuple[_Slip | None, tuple[int, str, int]]]:
    """Yield each percentage that can be recomputed: its slip, if it is one, and its column."""
    for lampiran in context.laporan.of(*CAPAIAN_FORMS):
        for year in lampiran.years(Field.CAPAIAN):
            for row in lampiran.rows:
                stated, expected = row.figure(Field.CAPAIAN, year), _capaian(context, row, year)
                if stated.value is not None and expected is not None:
                    slip = _capaian_slip(lampiran, row, year, expected)
                    yield slip, (id(lampiran), slip.field if slip else "capaian", year)
    for lampiran in context.laporan.of(*SERAPAN_FORMS):
        for year in lampiran.years(Field.SERAPAN):
            for row in lampiran.rows:
                stated, expected = row.figure(Field.SERAPAN, year), _serapan(row, year)
                if stated.value is not None and expected is not None:
                    yield (
                        _slip(lampiran, row, Field.SERAPAN, year, expected),
                        (id(lampiran), "serapan", year),
                    )


def _capaian(context: Context, row: Baris, year: int) -> Decimal | None:
    target, realisasi = row.figure(Field.TARGET, year), row.figure(Field.REALISASI, year)
    arah = context.directions.of(row.indikator, row.satuan)
    return measure_capaian(arah, target.value, realisasi.value, upper=target.upper)


def _serapan(row: Baris, year: int) -> Decimal | None:
    return compute_serapan(
        row.figure(Field.PAGU, year).value, row.figure(Field.REALISASI_ANGGARAN, year).value
    )


def _slip(
    lampiran: Lampiran, row: Baris, field: Field, year: int, expected: Decimal
) -> _Slip | None:
    figure = row.figure(field, year)
    if not is_scale_slip(figure, expected):
        return None
    return _Slip(lampiran=lampiran, row=row, field=field, year=year, figure=figure, meant=expected)


def _capaian_slip(lampiran: Lampiran, row: Baris, year: int, expected: Decimal) -> _Slip | None:
    """Return the slip, of the target or realisasi where one of them is the fraction."""
    slip = _slip(lampiran, row, Field.CAPAIAN, year, expected)
    target, realisasi = (
        row.figure(Field.TARGET, year).value,
        row.figure(Field.REALISASI, year).value,
    )
    if slip is None or not is_percent(row.satuan) or not target or not realisasi:
        return slip
    field = Field.TARGET if target < realisasi else Field.REALISASI
    figure = row.figure(field, year)
    assert figure.value is not None
    far_apart = max(target / realisasi, realisasi / target) >= SERATUS / 10
    if far_apart and figure.value <= 2:
        return _Slip(
            lampiran=lampiran,
            row=row,
            field=field,
            year=year,
            figure=figure,
            meant=figure.value * SERATUS,
        )
    return slip


def _wrong_scale(slips: Sequence[_Slip], whole: bool) -> Finding:
    first, *others = slips
    assert first.figure.value is not None
    small = abs(first.figure.value) < abs(first.meant)
    how = "belum dikalikan 100" if small else "dikalikan 100 dua kali"
    name = first.field.replace("_", " ")
    what = f"{name} tertulis {first.figure.written}, seharusnya {first.correct}: {how}"
    if others:
        many = f"semua {len(slips)}" if whole else f"{len(slips)}"
        what = (
            f"{many} {name} di kolom ini {how}: {first.figure.written} seharusnya {first.correct}"
        )
    return ISI06.finding(
        first.cell,
        Subject.of_row(first.lampiran, first.row, first.field, first.year),
        what=what,
        fix=f"isi {first.correct}, atau beri sel format persen"
        if small
        else f"isi {first.correct}",
        written=first.figure,
        expected=first.correct,
        also=[slip.cell for slip in others],
        related=[first.row.at(part, first.year) for part in _parts(first.field)],
        # A column that is all fractions is read rightly by who knows it; one cell among others not.
        severity=Severity.WARNING if whole else None,
    )


def _parts(field: str) -> tuple[Field, Field]:
    if field == "serapan":
        return (Field.PAGU, Field.REALISASI_ANGGARAN)
    return (
        (Field.TARGET, Field.REALISASI) if field == Field.CAPAIAN else (Field.TARGET, Field.CAPAIAN)
    )


@ISI07.check
def find_too_many_decimals(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(*CAPAIAN_FORMS, *SERAPAN_FORMS):
        for column in lampiran.columns:
            if column.kind is not Kind.PERSEN:
                continue
            found = [
                (row, figure)
                for row in lampiran.rows
                if (figure := row.figure(column.field, column.year or lampiran.year)).decimals
                > _MOST_DECIMALS
                and figure.value is not None
            ]
            if found:
                yield _too_precise(lampiran, column, found)


def _too_precise(
    lampiran: Lampiran, column: NamedColumn, found: Sequence[tuple[Baris, Figure]]
) -> Finding:
    (row, figure), *others = found
    assert figure.value is not None
    shorter = format_number(figure.value, 2)
    what = f"{figure.written.rstrip('%')}% ditulis dengan {figure.decimals} desimal"
    if others:
        what += f"; begitu juga {len(others)} sel lain di kolom ini"
    return ISI07.finding(
        row.origin[column.key],
        Subject.of_row(lampiran, row, column.field, column.year or lampiran.year),
        what=what,
        fix=f"tulis {shorter}%, atau beri sel format dua desimal",
        written=figure,
        expected=shorter,
        also=[other.origin[column.key] for other, _ in others],
    )


@ISI10.check
def find_out_of_range(context: Context) -> Iterator[Finding]:
    shifted = context.shifted
    for lampiran in context.laporan.lampiran:
        for row in lampiran.rows:
            found = [*_negative_money(lampiran, row), *_out_of_range(lampiran, row)]
            if found and not shifted.has(lampiran, row):
                yield _range_finding(lampiran, row, found)


class _Outlier(NamedTuple):
    """A figure out of its range, and why it is."""

    column: NamedColumn
    figure: Figure
    why: str
    severity: Severity


def _negative_money(lampiran: Lampiran, row: Baris) -> Iterator[_Outlier]:
    for column in lampiran.columns:
        if not column.field.is_money or column.field is Field.SISA:
            continue
        figure = row.figure(column.field, column.year or lampiran.year)
        if figure.value is not None and figure.value < 0:
            why = f"{_label(column)} negatif: {format_rupiah(figure.value)}"
            yield _Outlier(column, figure, why, Severity.ERROR)


def _label(column: NamedColumn) -> str:
    name = _MONEY_LABEL.get(column.field, column.field.replace("_", " "))
    return f"{name} {column.year}" if column.year else name


def _out_of_range(lampiran: Lampiran, row: Baris) -> Iterator[_Outlier]:
    if row.level is Level.TOTAL or not row.indikator:
        return
    for column, figure in performance(lampiran, row):
        why = _why_out_of_range(lampiran, row, column, figure)
        if why:
            yield _Outlier(column, figure, why, Severity.WARNING)


def _why_out_of_range(lampiran: Lampiran, row: Baris, column: NamedColumn, figure: Figure) -> str:
    value = figure.value
    if value is None or Doubt.AMBIGUOUS in figure.doubts:
        return ""
    told = f"{_label(column)} {figure.written}"
    if value < 0 and not may_be_negative(row.indikator):
        return f"{told} negatif"
    if value > SERATUS and is_percent(row.satuan) and is_share(row.indikator):
        return f"{told} lebih dari 100 persen, padahal indikatornya bagian dari keseluruhan"
    if value > SERATUS and _OUT_OF_100.search(f"{row.indikator} {row.satuan}"):
        return f"{told} lebih dari 100, padahal skalanya 0-100"
    if value > _MONTHS_A_YEAR and is_month(row.satuan) and column.field != "target_akhir":
        return f"{told} bulan, padahal setahun hanya 12 bulan"
    return ""


def _range_finding(lampiran: Lampiran, row: Baris, found: Sequence[_Outlier]) -> Finding:
    first = min(found, key=lambda one: one.severity.rank)
    others = [one for one in found if one is not first]
    what = first.why
    if others:
        what += f"; begitu juga {', '.join(row.origin[one.column.key].a1 for one in others)}"
    return ISI10.finding(
        row.origin[first.column.key],
        Subject.of_row(lampiran, row, first.column.field, first.column.year or lampiran.year),
        what=what,
        fix="periksa angka, satuan, dan penyebutnya"
        if first.severity is Severity.WARNING
        else "periksa tanda dan angkanya",
        written=first.figure,
        also=[row.origin[one.column.key] for one in others],
        severity=first.severity,
    )


#: How often each way to say "none" occurs among figures of one kind: the sign, its cells.
_Ways = dict[str, list[CellRef]]


@ISI11.check
def find_mixed_nothings(context: Context) -> Iterator[Finding]:
    """Report a table in which figures of one kind say "none" by 0 and by a sign, each repeatedly."""
    for lampiran in context.laporan.lampiran:
        if not lampiran.form.is_lampiran:
            continue
        mixed: dict[str, _Ways] = {}
        for kind, money in (("kinerja", False), ("anggaran", True)):
            columns = [
                column
                for column in lampiran.columns
                if (column.kind is Kind.RUPIAH) is money and _may_say_none(column)
            ]
            ways = _ways_to_say_none(lampiran, columns)
            zeros = len(ways.get("0", ()))
            if zeros >= 2 and sum(map(len, ways.values())) - zeros >= 2:
                mixed[kind] = ways
        if mixed:
            yield _mixed_nothings(lampiran, mixed)


def _may_say_none(column: NamedColumn) -> bool:
    return column.is_figure and not column.is_month and column.kind is not Kind.PERSEN


def _ways_to_say_none(
    lampiran: Lampiran, columns: Sequence[NamedColumn]
) -> dict[str, list[CellRef]]:
    ways: defaultdict[str, list[CellRef]] = defaultdict(list)
    for row in lampiran.rows:
        if row.level is Level.TOTAL:
            continue
        for column in columns:
            figure = row.figure(column.field, column.year or lampiran.year)
            if figure.reading is not Reading.NONE and figure.value != 0:
                continue
            cell = row.origin[column.key]
            if cell.row == row.row:
                way = figure.written.lower() if figure.reading is Reading.NONE else "0"
                ways[way].append(cell)
    return dict(ways)


def _mixed_nothings(lampiran: Lampiran, mixed: Mapping[str, _Ways]) -> Finding:
    told = [
        f"{kind} "
        + ", ".join(
            f"“{way}” {len(cells)} sel (misalnya {cells[0].a1})"
            for way, cells in sorted(ways.items(), key=lambda pair: -len(pair[1]))
        )
        for kind, ways in mixed.items()
    ]
    examples = [cells[0] for ways in mixed.values() for cells in ways.values()]
    return ISI11.finding(
        next(iter(mixed.values()))["0"][0],
        Subject(lampiran=lampiran, item="tanda nihil", field="nihil"),
        what=f"angka yang tidak ada ditulis dengan beberapa cara: {'; '.join(told)}",
        fix="pakai 0 bila dilaksanakan tanpa hasil, dan - bila tidak direncanakan tahun itu",
        written="0",
        related=examples,
    )


@ISI12.check
def find_empty_years(context: Context) -> Iterator[Finding]:
    """Report the years of a table that hold no figure at all; years to come may be blank."""
    for lampiran in context.laporan.of(Form.TABEL_3_2, Form.TABEL_3_3, Form.TABEL_3_5):
        filled: defaultdict[int, bool] = defaultdict(bool)
        for column in lampiran.columns:
            if column.is_figure and column.year:
                filled[column.year] |= any(
                    row.figure(column.field, column.year).value for row in lampiran.rows
                )
        empty = [year for year, told in filled.items() if not told and year <= lampiran.year]
        if empty and sum(filled.values()) >= 2:
            yield _empty_years(lampiran, empty)


def _empty_years(lampiran: Lampiran, years: Sequence[int]) -> Finding:
    cells = [
        CellRef(lampiran.file, lampiran.sheet, *column.cell)
        for column in lampiran.columns
        if column.is_figure and column.year in years
    ]
    when = " dan ".join(map(str, years))
    return ISI12.finding(
        cells[0],
        Subject(lampiran=lampiran, item=lampiran.form.label, field="tahun", year=years[0]),
        what=f"kolom tahun {when} tidak berisi satu angka pun, sedangkan tahun lain terisi",
        fix=f"isi angka {when}, atau hapus kolomnya dan jelaskan sejak kapan datanya ada",
        also=cells[1:],
    )
