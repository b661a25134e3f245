"""HIT: the arithmetic of performance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.quantity import SERATUS, Reading, format_persen
from lkjip_xl.figures.arah import parse_arah
from lkjip_xl.figures.explanation import Explanation, Match, explain_written
from lkjip_xl.figures.perhitungan import Perhitungan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.iku import IKU
from lkjip_xl.rules.equations import Equation, Ratio, state_percentages
from lkjip_xl.rules.kinerja.salah_salin import copied_serapan, tell_copied
from lkjip_xl.rules.mending import mend_percentage, mend_wrong_percentage
from lkjip_xl.rules.rule import Context, Rule, Subject, once

HIT01 = Rule(
    code="HIT01",
    name="capaian-berbeda-dari-hitungan",
    severity=Severity.ERROR,
    mend=mend_wrong_percentage,
    doc="""
        Capaian yang tertulis berbeda dari hasil hitung ulang.

        Capaian dihitung dari target dan realisasi menurut arah indikator: makin tinggi makin baik
        = realisasi / target × 100; makin rendah makin baik = (2 × target − realisasi) / target × 100.
        Arah diambil dari lembar Pengaturan, lembar IKU, atau kolom Arah/Polarisasi di tabelnya sendiri;
        untuk indikator yang stabil, kelebihan dari target dikurangkan seperti pada yang makin rendah.
        Angka dibandingkan pada digit yang tampak: 87,5 cocok dengan 87,46 dan tidak dengan 87,6.
        Bila arahnya tidak dinyatakan dan capaian cocok dengan rumus makin rendah makin baik, catatannya
        berupa peringatan: nyatakan arahnya. Begitu juga bila capaian tertulis tepat 100, padahal hasilnya
        lebih, dan tidak ada capaian lain yang melebihi 100: mungkin kantor membatasinya.

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
    mend=mend_percentage,
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

        Target nol yang tercapai pada indikator makin rendah makin baik, misalnya 0 kasus, boleh 100.

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

_VARIANTS = (Rumus.TURUN_BALIK, Rumus.TURUN_SELISIH)


@HIT01.equations
def state_capaian(context: Context) -> Iterator[Equation]:
    """State every written capaian; truncation and other formulas are findings of their own."""
    return state_percentages(context, HIT01, Field.CAPAIAN, partial(_judge, context))


def _judge(context: Context, ratio: Ratio) -> Finding:
    """Return the finding that fits how the written figure came about."""
    one, written = ratio.perhitungan, ratio.percent.figure
    assert one.arah is not None and one.hasil is not None
    copied = copied_serapan(context, ratio.percent)
    if copied is not None and one.year == one.lampiran.year:
        expected = format_persen(one.hasil, written.decimals)
        return tell_copied(ratio.percent, copied, expected, one.show(written.decimals))
    explanations = explain_written(written, one.dasar, one.realisasi, one.row.satuan)
    for explanation in explanations:
        if explanation.match is Match.TRUNCATED and explanation.result == one.hasil:
            return _finding(HIT02, ratio, "dipotong, bukan dibulatkan")
        if explanation.rumus in _variants(one) and one.arah.arah is Arah.TURUN:
            own = one.arah.rumus_for(one.dasar.upper)
            what = f"cocok dengan rumus {explanation.label}, bukan {own}"
            remedy = "nyatakan rumus yang dipakai pada lembar IKU"
            return _finding(HIT04, ratio, what, remedy=remedy)
    return _wrong(context, ratio, one.arah, explanations)


@once
def _highest_written(context: Context) -> Decimal:
    """Return the highest capaian that is written anywhere."""
    written = (one.tertulis.value for one in context.perhitungan.listed(Field.CAPAIAN))
    return max((value for value in written if value is not None), default=Decimal(0))


def _variants(one: Perhitungan) -> Sequence[Rumus]:
    """Return the formulas that an office may mean for what is better when lower."""
    return _VARIANTS if one.dasar.upper is None else (Rumus.TURUN, *_VARIANTS)


def _wrong(
    context: Context, ratio: Ratio, arah: ArahIndikator, explanations: Sequence[Explanation]
) -> Finding:
    """Return the finding of a capaian that is no other formula's.

    A single one that is cut at 100 may follow a cap that no other indicator reaches.
    """
    reasons = []
    if arah.is_inferred:
        reasons.append(f"arah diduga makin rendah makin baik dari kata “{arah.word}”")
    elif arah.arah is Arah.TURUN:
        reasons.append("indikator ini makin rendah makin baik")
    elif explanations and arah.stated_at is None and not arah.word:
        rumus = explanations[0].rumus
        if rumus in (Rumus.TURUN, *_VARIANTS):
            # The office counts the other way, and nothing says that it should not.
            what = f"cocok dengan rumus {rumus}, sedangkan arah indikator tidak dinyatakan"
            return _finding(HIT01, ratio, what, severity=Severity.WARNING, is_open=True)
    if explanations:
        reasons.append(f"angka tertulis {_describe(explanations[0])}")
    is_unrounded = any(e.match is Match.UNROUNDED_INPUT for e in explanations)
    is_capped = bool(explanations) and explanations[0].match is Match.CAPPED
    may_be_capped = is_capped and _highest_written(context) == ratio.percent.number
    severity = Severity.WARNING if is_unrounded or may_be_capped else None
    return _finding(HIT01, ratio, *reasons, severity=severity)


def _describe(explanation: Explanation) -> str:
    if explanation.match is Match.UNROUNDED_INPUT:
        return f"mungkin {explanation.match}"
    if explanation.rumus is None:
        return f"mungkin {explanation.label}"
    return f"adalah hasil {explanation.label}"


def _finding(
    rule: Rule,
    ratio: Ratio,
    *reasons: str,
    remedy: str = "periksa target dan realisasinya",
    severity: Severity | None = None,
    is_open: bool = False,
) -> Finding:
    """Return the finding; it is open where the direction decides and nobody states it.

    Its expected capaian rests on both figures, and on the cell that states the direction.
    """
    one, written = ratio.perhitungan, ratio.percent.figure
    assert one.arah is not None and one.hasil is not None
    correct = format_persen(one.hasil, written.decimals)
    what = f"capaian tertulis {written.written.rstrip('%')}%, hasil hitung {correct}"
    fix = f"isi {correct}, atau {remedy}"
    if is_open:
        fix = (
            "nyatakan arahnya pada lembar IKU atau Pengaturan; bila makin tinggi makin baik, "
            f"isi {correct}"
        )
    stated_at = one.arah.stated_at if one.arah.arah is Arah.TURUN else None
    return rule.about(
        ratio.percent,
        what="; ".join((what, *reasons)),
        fix=fix,
        expected=correct.removesuffix("%"),
        calculation=one.show(written.decimals),
        related=one.rests_on if stated_at is None else (*one.rests_on, stated_at),
        severity=severity,
    )


@HIT03.check
def find_unstated_direction(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(IKU):
        if not lampiran.columns.has_any(Field.ARAH, Field.RUMUS):
            continue
        for row in lampiran.rows:
            guess = context.directions.of(row.indikator, row.satuan)
            if row.indikator and guess.is_inferred and parse_arah(row.text(Field.ARAH)) is None:
                yield HIT03.finding(
                    row.at(Field.ARAH),
                    Subject.of_row(lampiran, row, Field.ARAH),
                    what=f"arah belum dinyatakan; kata “{guess.word}” menunjuk makin rendah makin baik",
                    fix="isi kolom Arah dengan “Makin rendah makin baik” atau “Makin tinggi makin baik”",
                    written=row.text(Field.ARAH),
                    related=(row.at(Field.INDIKATOR),),
                )


@HIT05.check
def find_capaian_without_target(context: Context) -> Iterator[Finding]:
    for one in context.perhitungan.listed(Field.CAPAIAN):
        if one.row.sel(Field.TARGET, one.year) is None and one.lampiran.columns.has(Field.TARGET):
            continue  # the table states the targets of other years
        stated = one.row.told(Field.CAPAIAN, one.year) if one.row.indikator else None
        if not one.lampiran.columns.has(Field.TARGET):
            continue  # a table that only repeats what was reached
        target = one.dasar
        has_target = target.value != 0 and target.reading not in (Reading.BLANK, Reading.NONE)
        if stated is None or has_target or not (stated.value or one.realisasi.value):
            continue
        if one.hasil is not None or _is_free_of(one):
            continue
        yield HIT05.about(
            stated,
            what=f"capaian tertulis {stated.written}, padahal target {target.written or 'kosong'}",
            fix="isi target yang diperjanjikan, atau kosongkan capaian",
            related=one.rests_on[:1],
        )


def _is_free_of(one: Perhitungan) -> bool:
    """Tell whether a target of none of what is better when lower was reached: 100 beyond doubt."""
    is_none = one.dasar.value == 0 and one.realisasi.value == 0
    falls = one.arah is not None and one.arah.arah is Arah.TURUN
    return is_none and falls and one.tertulis.value == SERATUS
