"""LAM: indicators that have another satuan or wording, or are missing, in another annex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import GOALS, Level
from lkjip_xl.figures.alignment import (
    AlignedIndicator,
    AlignedItem,
    IndicatorMention,
)
from lkjip_xl.figures.matching import nearest
from lkjip_xl.figures.naming import indicator_key, indicator_words
from lkjip_xl.figures.satuan_antar import Apart, compare_satuan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.analisis import ANALISIS
from lkjip_xl.lampiran.formulir.iku import IKU
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_3 import TABEL_3_3
from lkjip_xl.lampiran.formulir.tujuan_sasaran import TUJUAN_SASARAN
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.spelling import Spelling, Vocabulary, find_drift, shorten, tell_drift

LAM03 = Rule(
    code="LAM03",
    name="satuan-berbeda-antar-lampiran",
    severity=Severity.WARNING,
    doc="""
        Satuan indikator yang sama berbeda di dua lampiran.

        Cara menulis yang berbeda (Persen dan %, Dok dan Dokumen, Org dan Orang) tidak dicatat; satuan yang
        hampir searti (orang dan peserta, poin dan nilai) dicatat sebagai informasi.

        Mengapa: 2 persen dan 2 per seribu bukan angka yang sama; tanpa satuan yang pasti, target dan
        realisasi tidak dapat dibandingkan.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik  | Rasio jalan mantap   | Rasio  | 0,80   | 0,80      | 100         |

            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Rasio jalan mantap   | Persen | 0,75        | 0,80        | 0,72           | 0,80           |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik  | Dokumen jalan        | Dok    | 80     | 80        | 100         |

            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran       | Indikator            | Satuan  | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Dokumen jalan        | Dokumen | 75          | 80          | 72             | 80             |
    """,
)

LAM04 = Rule(
    code="LAM04",
    name="indikator-berbeda-antar-lampiran",
    severity=Severity.WARNING,
    doc="""
        Rumusan indikator yang sama berbeda di dua lampiran.

        Salah ketik dicatat sebagai informasi. Huruf besar, tanda baca, dan tahun di belakang nama
        indikator tidak dicatat.

        Mengapa: indikator yang kata-katanya berganti mengukur hal lain, dan angkanya tidak dapat dirunut
        dari Renstra dan IKU sampai ke lampiran.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran        | Indikator Kinerja                | Satuan | Target | Realisasi | Capaian (%) |
            | Desa maju      | Persentase kelompok berprestasi  | persen | 80     | 80        | 100         |

            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran   | Indikator                      | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Desa maju | Persentase lembaga berprestasi | persen | 75          | 80          | 75             | 80             |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran        | Indikator Kinerja                | Satuan | Target | Realisasi | Capaian (%) |
            | Desa maju      | Persentase kelompok berprestasi tahun 2023 | persen | 80 | 80  | 100         |

            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran   | Indikator                       | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Desa maju | PERSENTASE KELOMPOK BERPRESTASI | persen | 75          | 80          | 75             | 80             |
    """,
)

LAM05 = Rule(
    code="LAM05",
    name="indikator-sasaran-tidak-ada",
    severity=Severity.WARNING,
    doc="""
        Indikator tujuan atau sasaran ada di satu daftar, tetapi tidak di daftar lain yang memuatnya.

        Yang dibandingkan: IKU dan Tabel 2.1 dengan Tabel 3.1 dan Tabel 3.3. IKU yang tidak dilaporkan
        adalah peringatan; indikator Tabel 3.1 yang tidak ada di IKU atau Tabel 2.1 hanya informasi.

        Mengapa: setiap IKU yang diperjanjikan wajib dilaporkan capaiannya.

        Salah:
            Indikator Kinerja Utama
            | Sasaran        | Indikator Kinerja Utama | Satuan | Rumus        | Sumber Data |
            | Jalan membaik  | Jalan mantap            | persen | a / b x 100  | Bidang A    |
            | Jalan membaik  | Waktu tempuh            | menit  | rata-rata    | Bidang A    |

            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik  | Jalan mantap         | persen | 80     | 80        | 100         |

        Benar:
            Indikator Kinerja Utama
            | Sasaran        | Indikator Kinerja Utama | Satuan | Rumus        | Sumber Data |
            | Jalan membaik  | Jalan mantap            | persen | a / b x 100  | Bidang A    |

            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik  | Jalan mantap         | persen | 80     | 80        | 100         |
    """,
)

#: What must hold the indicators of what, how grave it is, and why.
_LISTS: tuple[tuple[Form, Form, Severity, str], ...] = (
    *(
        (form, *asked)
        for form in FORMS
        if form.promises
        for asked in (
            (TABEL_3_1, Severity.WARNING, "laporkan target dan realisasinya"),
            (TABEL_3_3, Severity.WARNING, "tambahkan barisnya"),
        )
    ),
    (TABEL_3_1, TUJUAN_SASARAN, Severity.INFO, "tambahkan targetnya menurut Renstra"),
    (TABEL_3_1, IKU, Severity.INFO, "tambahkan bila termasuk indikator utama"),
    (IKU, ANALISIS, Severity.INFO, "tulis penyebab dan solusinya"),
)
#: Names told in a message; the rest is counted.
_MOST_TOLD = 4


@LAM03.check
def find_differing_satuan(context: Context) -> Iterator[Finding]:
    """Report an indicator once: at the annex that differs most from the one believed first."""
    for indicator in context.alignment.indicators:
        told = [row for one in indicator.mentions if (row := one.rows[0]).satuan]
        if len(told) < 2:
            continue
        context.tally["antar_lampiran"] += len(told) - 1
        usual = _usual_satuan(told)
        others = [row for row in told if _apart(row, usual) is not Apart.SAME]
        if others:
            odd = max(others, key=lambda row: _apart(row, usual))
            yield _differing_satuan(odd, usual, [row for row in others if row is not odd])


def _apart(one: Baris, other: Baris) -> Apart:
    return compare_satuan(one.satuan, other.satuan)


def _usual_satuan(told: Sequence[Baris]) -> Baris:
    """Return a row with the satuan that most forms give; of two, that of the form read first."""

    def support(row: Baris) -> tuple[int, int]:
        alike = {other.lampiran.form for other in told if _apart(row, other) is Apart.SAME}
        return len(alike), -row.lampiran.form.naming

    return max(told, key=support)


def _differing_satuan(odd: Baris, usual: Baris, others: Sequence[Baris]) -> Finding:
    place, form = usual.at(Field.SATUAN), usual.lampiran.form.label
    return LAM03.finding(
        odd.at(Field.SATUAN),
        Subject.of_row(odd.lampiran, odd, Field.SATUAN),
        what=(
            f"satuan “{odd.satuan}”, sedangkan di {form} ({place}) “{usual.satuan}” untuk "
            "indikator yang sama"
        ),
        fix=f"samakan: isi {usual.satuan} di sini, atau perbaiki {form}",
        written=odd.satuan,
        expected=usual.satuan,
        also=[row.at(Field.SATUAN) for row in others],
        related=(place,),
        severity={Apart.NEAR: Severity.INFO, Apart.SCALE: Severity.ERROR}.get(_apart(odd, usual)),
    )


@LAM04.check
def find_drifting_indicators(context: Context) -> Iterator[Finding]:
    words = Vocabulary.of(context)
    drifts = [
        ("indikator", drift)
        for indicator in context.alignment.indicators
        if len(indicator.mentions) > 1
        for drift in find_drift([_spelling(one) for one in indicator.mentions], words)
    ]
    yield from tell_drift(LAM04, drifts, Field.INDIKATOR, _how_to_mend)
    owners: dict[tuple[Level, str], set[AlignedItem]] = defaultdict(set)
    for indicator in context.alignment.indicators:
        if indicator.node is not None:
            for told in indicator.mentions:
                owners[indicator.node.level, indicator_key(told.nama)].add(indicator.node)
    for node in context.alignment.items:
        if node.level not in GOALS:
            yield from _other_indicator(node, owners)


def _how_to_mend(what: str) -> str:
    return f"pakai satu rumusan {what} menurut Renstra atau DPA di semua lampiran"


def _spelling(told: IndicatorMention) -> Spelling:
    key, words = indicator_key(told.nama), indicator_words(told.nama)
    return Spelling(told.lampiran, told.cell, told.nama, key, words)


def _other_indicator(
    node: AlignedItem, owners: Mapping[tuple[Level, str], set[AlignedItem]]
) -> Iterator[Finding]:
    """Yield where an item has quite another indicator in place of one that another annex gives.

    One that another item of the level has too has probably slipped into the wrong row, which is
    another finding.
    """
    told: dict[Lampiran, dict[str, IndicatorMention]] = defaultdict(dict)
    for indicator in node.indicators:
        for one in indicator.mentions:
            told[one.lampiran].setdefault(indicator.code, one)
    annexes = sorted(told, key=lambda lampiran: lampiran.form.naming)
    first = told[annexes[0]] if annexes else {}
    for lampiran in annexes[1:]:
        here = [one for code, one in told[lampiran].items() if code not in first]
        there = [one for code, one in first.items() if code not in told[lampiran]]
        if len(here) == len(there) == 1:
            keys = [(node.level, indicator_key(one.nama)) for one in (*here, *there)]
            if all(len(owners[key]) == 1 for key in keys):
                yield _another_indicator(node, here[0], there[0])
            return


def _another_indicator(
    node: AlignedItem, here: IndicatorMention, there: IndicatorMention
) -> Finding:
    return LAM04.finding(
        here.cell,
        Subject.of_row(here.lampiran, here.rows[0], Field.INDIKATOR),
        what=(
            f"indikator {node.level.label} ini “{shorten(here.nama)}”, sedangkan di "
            f"{there.lampiran.form.label} ({there.cell}) “{shorten(there.nama)}”"
        ),
        fix=_how_to_mend("indikator"),
        written=here.nama,
        related=(there.cell,),
        severity=Severity.INFO if here.lampiran.form is RENCANA_AKSI else None,
    )


@LAM05.check
def find_missing_indicators(context: Context) -> Iterator[Finding]:
    """Report a pair of lists once; what the annex of the report lacks is not asked for again."""
    asked: set[tuple[Form, AlignedIndicator]] = set()
    for source, target, severity, fix in _LISTS:
        # The IKU are mostly those of sasaran; a tujuan's indicators may stay outside.
        levels = GOALS[1:] if target is IKU else GOALS
        told = _goal_indicators(context, source, levels)
        known = set(_goal_indicators(context, target, GOALS))
        if not told or not known:
            continue
        new = [one for one in told if one not in known and (target, one) not in asked]
        lacking = list(_unknown_by_name(context, new, target))
        asked.update((target, one) for one in lacking)
        if lacking and len(lacking) < len(told):
            mentions = [
                next(one for one in indicator.mentions if one.lampiran.form is source)
                for indicator in lacking
            ]
            mentions.sort(key=lambda one: one.cell)
            yield _missing_indicators(mentions, target, severity, fix)


def _goal_indicators(
    context: Context, form: Form, levels: Sequence[Level]
) -> list[AlignedIndicator]:
    """Return the indicators of a form; of an annex, those of its tujuan and sasaran."""
    return [
        indicator
        for indicator in context.alignment.indicators
        if any(
            told.lampiran.form is form and (not form.stands_alone or told.rows[0].level in levels)
            for told in indicator.mentions
        )
    ]


def _unknown_by_name(
    context: Context, lacking: Sequence[AlignedIndicator], target: Form
) -> Iterator[AlignedIndicator]:
    """Leave out what the target has for a program or below, or under nearly the same name."""
    known = {
        indicator_key(row.indikator): None
        for lampiran in context.laporan.of(target)
        for row in (lampiran.rows if lacking else ())
    }
    for one in lacking:
        keys = [indicator_key(told.nama) for told in one.mentions]
        if not any(key in known or nearest(key, known) for key in keys):
            yield one


def _missing_indicators(
    mentions: Sequence[IndicatorMention], target: Form, severity: Severity, fix: str
) -> Finding:
    first, *others = mentions
    names = ", ".join(f"“{shorten(told.nama)}”" for told in mentions[:_MOST_TOLD])
    rest = len(mentions) - _MOST_TOLD
    more = f" dan {rest} lainnya" if rest > 0 else ""
    return LAM05.finding(
        first.cell,
        Subject(lampiran=first.lampiran, item=target.label, field=Field.INDIKATOR),
        what=f"{len(mentions)} indikator di sini tidak ada di {target.label}: {names}{more}",
        fix=f"{fix} di {target.label}, atau samakan rumusan indikatornya",
        also=[told.cell for told in others],
        severity=severity,
    )
