"""ISI: figures on the wrong scale, too precise, out of range, or none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.field import DASAR, OF_SEVERAL_YEARS, Field, Kind
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import (
    SERATUS,
    Doubt,
    Reading,
    format_number,
    format_persen,
    format_rupiah,
)
from lkjip_xl.figures.explanation import is_scale_slip
from lkjip_xl.figures.perhitungan import Perhitungan
from lkjip_xl.figures.sifat_satuan import is_month, is_percent, is_share, may_be_negative
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS, LAMPIRAN
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Lampiran, Sel
from lkjip_xl.rules.isian.satuan import is_kinerja
from lkjip_xl.rules.mending import mend_misread_percentage
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.wording import and_at, grouped

ISI06 = Rule(
    code="ISI06",
    name="skala-persen-keliru",
    severity=Severity.ERROR,
    mend=mend_misread_percentage,
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
#: The forms that compute a percentage from two other columns, and the annexes of several years.
_COMPUTING = tuple(form for form in FORMS if form.computes)
_YEARLY = tuple(form for form in LAMPIRAN if form.yearly)
_OUT_OF_100 = re.compile(r"skala\s*:?\s*0\s*(?:-|–|s\.?/?d\.?)\s*100\b", re.IGNORECASE)
_MONTHS_A_YEAR = 12
#: Differences: of either sign, and where they are zero nobody means that there is nothing.
_SIGNED = (Field.SISA, Field.SELISIH)


@dataclass(frozen=True, slots=True)
class _Slip:
    """A percentage on the wrong scale, and what is meant."""

    sel: Sel
    meant: Decimal

    @property
    def is_small(self) -> bool:
        return abs(self.sel.number) < abs(self.meant)

    @property
    def correct(self) -> str:
        if not self.sel.field.is_percent and not self.sel.figure.percent:
            return format_number(self.meant)
        return format_persen(self.meant, min(self.sel.figure.decimals, 2))


@ISI06.check
def find_wrong_scale(context: Context) -> Iterator[Finding]:
    """Report the slips of one column once: a formula that was copied down is one cause."""
    slips: list[_Slip] = []
    compared: Counter[tuple[Lampiran, Field, int]] = Counter()
    for one in context.perhitungan:
        slip = _slip(one)
        if slip is not None:
            slips.append(slip)
        if one.hasil is not None and one.tertulis.value is not None:
            compared[one.lampiran, slip.sel.field if slip else one.jenis, one.year] += 1
    for same in grouped(slips, lambda slip: (_column(slip), slip.is_small)):
        yield _wrong_scale(same, whole=1 < len(same) == compared[_column(same[0])])


def _column(slip: _Slip) -> tuple[Lampiran, Field, int]:
    return slip.sel.lampiran, slip.sel.field, slip.sel.year


def _slip(one: Perhitungan) -> _Slip | None:
    """Return the slip of a percentage, or of its target or realisasi where that is the fraction."""
    stated = one.row.told(one.jenis, one.year)
    if stated is None or one.hasil is None or not is_scale_slip(stated.figure, one.hasil):
        return None
    target, realisasi = (one.row.told(name, one.year) for name in DASAR[Field.CAPAIAN])
    if one.jenis is Field.CAPAIAN and is_percent(one.row.satuan) and target and realisasi:
        small, large = sorted((realisasi, target), key=lambda cell: cell.number)
        if small.number <= 2 and _is_far(small.number, large.number):
            return _Slip(small, small.number * SERATUS)
    return _Slip(stated, one.hasil)


def _is_far(one: Decimal, other: Decimal) -> bool:
    return bool(one and other) and max(one / other, other / one) >= SERATUS / 10


def _wrong_scale(slips: Sequence[_Slip], *, whole: bool) -> Finding:
    first = slips[0]
    name, correct, written = first.sel.field.label, first.correct, first.sel.written
    how = "belum dikalikan 100" if first.is_small else "dikalikan 100 dua kali"
    what = f"{name} tertulis {written}, seharusnya {correct}: {how}"
    if len(slips) > 1:
        many = f"{'semua ' if whole else ''}{len(slips)}"
        what = f"{many} {name} di kolom ini {how}: {written} seharusnya {correct}"
    fix = f"isi {correct}, atau beri sel format persen" if first.is_small else f"isi {correct}"
    parts = DASAR.get(first.sel.field, (Field.TARGET, Field.CAPAIAN))
    return ISI06.about(
        [slip.sel for slip in slips],
        what=what,
        fix=fix,
        expected=correct,
        related=[first.sel.row.at(part, first.sel.year) for part in parts],
        # A column that is all fractions is read rightly by who knows it; one cell among others not.
        severity=Severity.WARNING if whole else None,
    )


@ISI07.check
def find_too_many_decimals(context: Context) -> Iterator[Finding]:
    shares = context.angka(*_COMPUTING, kind=Kind.PERSEN)
    precise = (cell for cell in shares if cell.figure.decimals > _MOST_DECIMALS)
    told = (cell for cell in precise if cell.value is not None)
    for cells in grouped(told, lambda cell: (cell.lampiran, cell.column)):
        first, *others = cells
        shorter = format_number(first.number, 2)
        more = f"; begitu juga {len(others)} sel lain di kolom ini" if others else ""
        yield ISI07.about(
            cells,
            what=f"{first.written.rstrip('%')}% ditulis dengan {first.figure.decimals} desimal{more}",
            fix=f"tulis {shorter}%, atau beri sel format dua desimal",
            expected=shorter,
        )


@ISI10.check
def find_out_of_range(context: Context) -> Iterator[Finding]:
    odd = {
        cell: why
        for cell in context.angka()
        if (why := _why_out_of_range(cell)) and cell.row not in context.shifted
    }
    for cells in grouped(odd, lambda cell: cell.row):
        first, *others = sorted(cells, key=lambda cell: not cell.field.is_money)
        is_money = first.field.is_money
        yield ISI10.about(
            [first, *others],
            what=odd[first] + and_at(others),
            fix="periksa tanda dan angkanya"
            if is_money
            else "periksa angka, satuan, dan penyebutnya",
            severity=Severity.ERROR if is_money else Severity.WARNING,
        )


#: What remains of a pagu, and what realisasi or a change differ by.


def _why_out_of_range(cell: Sel) -> str:
    value, row = cell.value, cell.row
    if value is None:
        return ""
    if cell.field.is_money:
        is_negative = value < 0 and cell.field not in _SIGNED
        return f"{cell.column.said} negatif: {format_rupiah(value)}" if is_negative else ""
    if row.level is Level.TOTAL or not row.indikator or not is_kinerja(cell):
        return ""
    why = "" if Doubt.AMBIGUOUS in cell.figure.doubts else _why_unfit(cell, value)
    return f"{cell.column.said} {cell.written} {why}" if why else ""


def _why_unfit(cell: Sel, value: Decimal) -> str:
    """Return how a figure exceeds what its indicator and its satuan allow."""
    row = cell.row
    if value < 0 and not may_be_negative(row.indikator):
        return "negatif"
    if value > SERATUS and is_percent(row.satuan) and is_share(row.indikator):
        return "lebih dari 100 persen, padahal indikatornya bagian dari keseluruhan"
    if value > SERATUS and _OUT_OF_100.search(f"{row.indikator} {row.satuan}"):
        return "lebih dari 100, padahal skalanya 0-100"
    is_of_a_year = cell.field not in OF_SEVERAL_YEARS
    if value > _MONTHS_A_YEAR and is_month(row.satuan) and is_of_a_year:
        return "bulan, padahal setahun hanya 12 bulan"
    return ""


#: The ways in which figures of one kind say "none": the sign, its cells.
_Ways = Mapping[str, Sequence[Sel]]


@ISI11.check
def find_mixed_nothings(context: Context) -> Iterator[Finding]:
    """Report a table in which figures of one kind say "none" by 0 and by a sign, each repeatedly."""
    for lampiran in context.laporan.lampiran:
        if not lampiran.form.stands_alone:
            continue
        mixed: dict[str, _Ways] = {}
        for kind, is_money in (("kinerja", False), ("anggaran", True)):
            ways = _ways_to_say_none(lampiran, is_money=is_money)
            zeros = len(ways.get("0", ()))
            if zeros >= 2 and sum(map(len, ways.values())) - zeros >= 2:
                mixed[kind] = ways
        if mixed:
            yield _mixed_nothings(lampiran, mixed)


def _ways_to_say_none(lampiran: Lampiran, *, is_money: bool) -> _Ways:
    ways: defaultdict[str, list[Sel]] = defaultdict(list)
    for row in lampiran.rows:
        for cell in row.angka if row.level is not Level.TOTAL else ():
            is_none = cell.figure.reading is Reading.NONE
            if (
                (is_none or cell.value == 0)
                and cell.field.is_money is is_money
                and _is_amount(cell)
            ):
                ways[cell.written.lower() if is_none else "0"].append(cell)
    return ways


def _is_amount(cell: Sel) -> bool:
    is_stated = not cell.field.is_percent and cell.field is not Field.SELISIH
    return cell.is_own and not cell.column.is_month and is_stated


def _mixed_nothings(lampiran: Lampiran, mixed: Mapping[str, _Ways]) -> Finding:
    told = [
        f"{kind} "
        + ", ".join(
            f"“{way}” {len(cells)} sel (misalnya {cells[0].cell.a1})"
            for way, cells in sorted(ways.items(), key=lambda pair: -len(pair[1]))
        )
        for kind, ways in mixed.items()
    ]
    examples = [cells[0].cell for ways in mixed.values() for cells in ways.values()]
    return ISI11.about(
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
    for lampiran in context.laporan.of(*_YEARLY):
        empty = _empty_columns(lampiran)
        if empty:
            years = list(dict.fromkeys(column.year for column in empty))
            when = " dan ".join(map(str, years))
            head, *others = map(lampiran.head, empty)
            yield ISI12.finding(
                head,
                Subject(lampiran, lampiran.form.label, "tahun", years[0]),
                what=f"kolom tahun {when} tidak berisi satu angka pun, sedangkan tahun lain terisi",
                fix=f"isi angka {when}, atau hapus kolomnya dan jelaskan sejak kapan datanya ada",
                also=others,
            )


def _empty_columns(lampiran: Lampiran) -> list[NamedColumn]:
    columns = [column for column in lampiran.columns if column.is_figure and column.year]
    filled = {c.year for c in columns if any(cell.value for cell in lampiran.under(c))}
    empty = [c for c in columns if c.year not in filled and c.year <= lampiran.year]
    return empty if len(filled) > 1 else []
