"""HIT: the arithmetic of performance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.quantity import Figure, Persen, Reading, format_number, format_persen
from lkjip_xl.figures.arah import parse_arah
from lkjip_xl.figures.capaian import measure_capaian, show_calculation
from lkjip_xl.figures.explanation import Explanation, Match, explain_written, is_scale_slip
from lkjip_xl.figures.perhitungan import CAPAIAN_FORMS
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.antar_lampiran.angka import item_key
from lkjip_xl.rules.equations import Equation, Ratio
from lkjip_xl.rules.kinerja.salah_salin import (
    Absorption,
    absorption_finding,
    copied_absorption,
    read_absorption,
)
from lkjip_xl.rules.rule import Context, Rule, Subject, once

HIT01 = Rule(
    code="HIT01",
    name="capaian-berbeda-dari-hitungan",
    severity=Severity.ERROR,
    doc="""
        Capaian yang tertulis berbeda dari hasil hitung ulang.

        Capaian dihitung dari target dan realisasi menurut arah indikator: makin tinggi makin baik
        = realisasi / target × 100; makin rendah makin baik = (2 × target − realisasi) / target × 100.
        Angka dibandingkan pada digit yang tampak: 87,5 cocok dengan 87,46 dan tidak dengan 87,6.
        Bila arahnya tidak dinyatakan dan capaian cocok dengan rumus makin rendah makin baik, catatannya
        berupa peringatan: nyatakan arahnya.

        Mengapa: satu capaian yang keliru menggeser rata-rata sasaran dan predikatnya.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 90,00       |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
    """,
)

HIT02 = Rule(
    code="HIT02",
    name="capaian-dipotong-bukan-dibulatkan",
    severity=Severity.INFO,
    doc="""
        Digit terakhir capaian dipotong, padahal seharusnya dibulatkan.

        Mengapa: selisihnya kecil, tetapi angka yang sama akan tampil berbeda di tabel lain.

        Salah:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jumlah peserta    | orang  | 150    | 100       | 66,66       |

        Benar:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jumlah peserta    | orang  | 150    | 100       | 66,67       |
    """,
)

HIT03 = Rule(
    code="HIT03",
    name="arah-indikator-tidak-dinyatakan",
    severity=Severity.WARNING,
    doc="""
        Lembar IKU tidak menyatakan arah sebuah indikator yang tampaknya makin rendah makin baik.

        Mengapa: arah menentukan rumus capaian. Tanpa arah, capaian yang benar hanya dapat diduga
        dari kata-kata dalam nama indikator.

        Salah:
            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Arah | Rumus                  | Target |
            | Angka kematian bayi     | rasio  |      | kematian per kelahiran | 12     |

            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
            | Angka kematian bayi | rasio  | 12     | 10        | 116,67      |

        Benar:
            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Arah                    | Rumus                  | Target |
            | Angka kematian bayi     | rasio  | Makin rendah makin baik | kematian per kelahiran | 12     |

            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
            | Angka kematian bayi | rasio  | 12     | 10        | 116,67      |
    """,
)

HIT04 = Rule(
    code="HIT04",
    name="capaian-memakai-rumus-lain",
    severity=Severity.WARNING,
    doc="""
        Capaian cocok dengan rumus lain yang juga dipakai untuk indikator makin rendah makin baik.

        Mengapa: target / realisasi × 100 dan (target − realisasi) / target × 100 memberi angka yang
        berbeda dari rumus yang berlaku: (2 × target − realisasi) / target × 100, kecuali lembar IKU
        atau Pengaturan memilih yang lain. Satu laporan sebaiknya memakai satu rumus yang dinyatakan.

        Salah:
            | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
            | Angka kematian bayi | rasio  | 12     | 10        | 120,00      |

        Benar:
            | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
            | Angka kematian bayi | rasio  | 12     | 10        | 116,67      |
    """,
)

HIT05 = Rule(
    code="HIT05",
    name="capaian-tanpa-target",
    severity=Severity.WARNING,
    doc="""
        Capaian ditulis, padahal target nol atau tidak ada.

        Mengapa: capaian adalah perbandingan terhadap target; tanpa target tidak ada hasilnya.

        Salah:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      | 4         | 100         |
            | Jumlah laporan    | laporan | 0      | 2         | 100         |

        Benar:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      | 4         | 100         |
            | Jumlah laporan    | laporan | 2      | 2         | 100         |
    """,
)

_LOWER_IS_BETTER = (Rumus.TURUN, Rumus.TURUN_BALIK, Rumus.TURUN_SELISIH)


class _Measured(NamedTuple):
    """One indicator in one year with what belongs to its capaian."""

    lampiran: Lampiran
    row: Baris
    year: int
    target: Figure
    realisasi: Figure
    stated: Figure
    arah: ArahIndikator
    key: str

    def compute(self, target: Decimal, realisasi: Decimal) -> Persen | None:
        return measure_capaian(self.arah, target, realisasi, upper=self.target.upper)

    @property
    def subject(self) -> Subject:
        return Subject.of_row(self.lampiran, self.row, "capaian", self.year)


@once
def _measured(context: Context) -> Sequence[_Measured]:
    return tuple(_measure(context))


def _measure(context: Context) -> Iterator[_Measured]:
    for lampiran in context.laporan.of(*CAPAIAN_FORMS):
        for year in lampiran.years(Field.CAPAIAN):
            for item, row in _rows_of_items(lampiran):
                yield _Measured(
                    lampiran=lampiran,
                    row=row,
                    year=year,
                    target=row.figure(Field.TARGET, year),
                    realisasi=row.figure(Field.REALISASI, year),
                    stated=row.figure(Field.CAPAIAN, year),
                    arah=context.directions.of(row.indikator, row.satuan),
                    key=item_key(context, lampiran, item),
                )


def _rows_of_items(lampiran: Lampiran) -> Iterator[tuple[Item, Baris]]:
    for item in lampiran.items:
        for row in item.rows:
            yield item, row


@HIT01.equations
def state_capaian(context: Context) -> Iterator[Equation]:
    """State every written capaian; truncation and other formulas are findings of their own."""
    absorption = read_absorption(context)
    for one in _measured(context):
        percent = one.row.told(Field.CAPAIAN, one.year)
        target = one.row.told(Field.TARGET, one.year)
        realisasi = one.row.told(Field.REALISASI, one.year)
        if percent is None or target is None or realisasi is None:
            continue
        expected = one.compute(target.number, realisasi.number)
        if expected is None or is_scale_slip(percent.figure, expected):
            continue
        context.tally["capaian"] += 1
        yield Ratio(
            rule=HIT01,
            percent=percent,
            whole=target,
            part=realisasi,
            compute=one.compute,
            finding=partial(_judge, one, absorption),
        )


def _judge(one: _Measured, absorption: Absorption, expected: Decimal) -> Finding:
    """Return the finding that fits how the written figure came about."""
    copied = copied_absorption(absorption, one.key, one.stated)
    if copied is not None and one.year == one.lampiran.year:
        return absorption_finding(
            one.lampiran,
            one.row,
            Field.CAPAIAN,
            one.year,
            copied,
            expected=format_number(expected, one.stated.decimals),
            calculation=_calculation(one, expected),
        )
    explanations = explain_written(one.stated, one.target, one.realisasi, one.row.satuan)
    for explanation in explanations:
        own_formula = explanation.rumus is one.arah.rumus
        if explanation.match is Match.TRUNCATED and own_formula:
            return _finding(HIT02, one, expected, "dipotong, bukan dibulatkan")
        variant = explanation.rumus in (Rumus.TURUN_BALIK, Rumus.TURUN_SELISIH)
        if variant and one.arah.arah is Arah.TURUN:
            what = f"cocok dengan rumus {explanation.label}, bukan {one.arah.rumus}"
            return _finding(HIT04, one, expected, what)
    if _may_be_lower_is_better(one, explanations):
        what = (
            f"cocok dengan rumus {explanations[0].rumus}, sedangkan arah indikator tidak dinyatakan"
        )
        return _finding(HIT01, one, expected, what, severity=Severity.WARNING, is_open=True)
    unrounded = any(e.match is Match.UNROUNDED_INPUT for e in explanations)
    severity = Severity.WARNING if unrounded else None
    return _finding(HIT01, one, expected, *_reasons(one, explanations), severity=severity)


def _may_be_lower_is_better(one: _Measured, explanations: Sequence[Explanation]) -> bool:
    """Tell whether the office counts the other way, and nothing says that it should not."""
    if one.arah.stated_at is not None or one.arah.word or one.arah.arah is not Arah.NAIK:
        return False
    return bool(explanations) and explanations[0].rumus in _LOWER_IS_BETTER


def _reasons(one: _Measured, explanations: tuple[Explanation, ...]) -> Iterator[str]:
    if one.arah.is_inferred:
        yield f"arah diduga makin rendah makin baik dari kata “{one.arah.word}”"
    elif one.arah.arah is Arah.TURUN:
        yield "indikator ini makin rendah makin baik"
    if explanations:
        first = explanations[0]
        yield f"angka tertulis {_describe(first)}"


def _describe(explanation: Explanation) -> str:
    if explanation.match is Match.UNROUNDED_INPUT:
        return f"mungkin {explanation.match}"
    if explanation.rumus is None:
        return f"mungkin {explanation.label}"
    return f"adalah hasil {explanation.label}"


def _finding(
    rule: Rule,
    one: _Measured,
    expected: Decimal,
    *reasons: str,
    severity: Severity | None = None,
    is_open: bool = False,
) -> Finding:
    """Return the finding; it is open where the direction decides and nobody states it."""
    decimals = one.stated.decimals
    correct = format_persen(expected, decimals)
    written = one.stated.written.rstrip("%") + "%"
    what = f"capaian tertulis {written}, hasil hitung {correct}"
    if reasons:
        what += "; " + "; ".join(reasons)
    return rule.finding(
        one.row.at(Field.CAPAIAN, one.year),
        one.subject,
        what=what,
        fix=_fix_direction(correct) if is_open else _fix(rule, correct),
        written=one.stated,
        expected=format_number(expected, decimals),
        calculation=_calculation(one, expected),
        related=_cells(one),
        severity=severity,
    )


def _cells(one: _Measured) -> list[CellRef]:
    """Return what the expected capaian rests on: both figures, and the direction's own cell."""
    cells = [one.row.at(Field.TARGET, one.year), one.row.at(Field.REALISASI, one.year)]
    if one.arah.arah is Arah.TURUN and one.arah.stated_at is not None:
        cells.append(one.arah.stated_at)
    return cells


def _calculation(one: _Measured, expected: Decimal) -> str:
    assert one.target.value is not None and one.realisasi.value is not None
    return show_calculation(
        one.arah.rumus,
        one.target.value,
        one.realisasi.value,
        Persen(expected),
        upper=one.target.upper,
        decimals=one.stated.decimals,
        batas=one.arah.batas,
    )


def _fix(rule: Rule, correct: str) -> str:
    if rule is HIT04:
        return f"isi {correct}, atau nyatakan rumus yang dipakai pada lembar IKU"
    return f"isi {correct}, atau periksa target dan realisasinya"


def _fix_direction(correct: str) -> str:
    return f"nyatakan arahnya pada lembar IKU atau Pengaturan; bila makin tinggi makin baik, isi {correct}"


@HIT03.check
def find_unstated_direction(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.IKU):
        if not lampiran.columns.has_any(Field.ARAH, Field.RUMUS):
            continue
        for row in lampiran.rows:
            if not row.indikator or parse_arah(row.text(Field.ARAH)) is not None:
                continue
            guess = context.directions.of(row.indikator, row.satuan)
            if guess.is_inferred:
                yield HIT03.finding(
                    row.at(Field.ARAH),
                    Subject.of_row(lampiran, row, "arah"),
                    what=f"arah belum dinyatakan; kata “{guess.word}” menunjuk makin rendah makin baik",
                    fix="isi kolom Arah dengan “Makin rendah makin baik” atau “Makin tinggi makin baik”",
                    written=row.text(Field.ARAH),
                    related=(row.at(Field.INDIKATOR),),
                )


@HIT05.check
def find_capaian_without_target(context: Context) -> Iterator[Finding]:
    for one in _measured(context):
        if one.stated.value is None or not one.row.indikator:
            continue
        no_target = one.target.value == 0 or one.target.reading in (Reading.BLANK, Reading.NONE)
        if not no_target or (one.stated.value == 0 and not one.realisasi.value):
            continue
        shown = one.target.written or "kosong"
        yield HIT05.finding(
            one.row.at(Field.CAPAIAN, one.year),
            one.subject,
            what=f"capaian tertulis {one.stated.written}, padahal target {shown}",
            fix="isi target yang diperjanjikan, atau kosongkan capaian",
            written=one.stated,
            related=(one.row.at(Field.TARGET, one.year),),
        )
