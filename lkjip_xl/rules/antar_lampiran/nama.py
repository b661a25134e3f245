"""LAM: indicators that have another satuan or wording, or are missing, in another annex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.alignment import (
    ORDER,
    AlignedIndicator,
    AlignedItem,
    IndicatorMention,
)
from lkjip_xl.figures.matching import nearest
from lkjip_xl.figures.naming import indicator_key, indicator_words
from lkjip_xl.figures.satuan_antar import Apart, compare_satuan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
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
    (Form.IKU, Form.TABEL_3_1, Severity.WARNING, "laporkan target dan realisasinya"),
    (Form.IKU, Form.TABEL_3_3, Severity.WARNING, "tambahkan barisnya"),
    (Form.TUJUAN_SASARAN, Form.TABEL_3_1, Severity.WARNING, "laporkan target dan realisasinya"),
    (Form.TUJUAN_SASARAN, Form.TABEL_3_3, Severity.WARNING, "tambahkan barisnya"),
    (Form.TABEL_3_1, Form.TUJUAN_SASARAN, Severity.INFO, "tambahkan targetnya menurut Renstra"),
    (Form.TABEL_3_1, Form.IKU, Severity.INFO, "tambahkan bila termasuk indikator utama"),
    (Form.IKU, Form.ANALISIS, Severity.INFO, "tulis penyebab dan solusinya"),
)
_GOALS = (Level.TUJUAN, Level.SASARAN)


# -- LAM03


@LAM03.check
def find_differing_satuan(context: Context) -> Iterator[Finding]:
    """Report an indicator once: at the annex that differs most from the one believed first."""
    for indicator in context.alignment.indicators:
        told = [one for one in indicator.mentions if one.rows[0].satuan]
        if len(told) < 2:
            continue
        usual = _usual_satuan(told)
        context.tally["antar_lampiran"] += len(told) - 1
        odd = max(told, key=lambda one: compare_satuan(one.rows[0].satuan, usual.rows[0].satuan))
        if compare_satuan(odd.rows[0].satuan, usual.rows[0].satuan) is not Apart.SAME:
            yield _differing_satuan(indicator, odd, usual)


def _usual_satuan(told: Sequence[IndicatorMention]) -> IndicatorMention:
    """Return a mention with the satuan that most forms give; of two, that of the form read first."""

    def support(one: IndicatorMention) -> tuple[int, int]:
        alike = {
            other.lampiran.form
            for other in told
            if compare_satuan(one.rows[0].satuan, other.rows[0].satuan) is Apart.SAME
        }
        return len(alike), -ORDER.index(one.lampiran.form)

    return max(told, key=support)


def _differing_satuan(
    indicator: AlignedIndicator, odd: IndicatorMention, usual: IndicatorMention
) -> Finding:
    row, other = odd.rows[0], usual.rows[0]
    apart = compare_satuan(row.satuan, other.satuan)
    also = [
        one.rows[0].at(Field.SATUAN)
        for one in indicator.mentions
        if one is not odd and compare_satuan(one.rows[0].satuan, other.satuan) is not Apart.SAME
    ]
    severity = {Apart.NEAR: Severity.INFO, Apart.SCALE: Severity.ERROR}.get(apart)
    return LAM03.finding(
        row.at(Field.SATUAN),
        Subject.of_row(odd.lampiran, row, "satuan"),
        what=(
            f"satuan “{row.satuan}”, sedangkan di {usual.lampiran.form.label} "
            f"({other.at(Field.SATUAN)}) “{other.satuan}” untuk indikator yang sama"
        ),
        fix=f"samakan: isi {other.satuan} di sini, atau perbaiki {usual.lampiran.form.label}",
        written=row.satuan,
        expected=other.satuan,
        also=also,
        related=(other.at(Field.SATUAN),),
        severity=severity,
    )


# -- LAM04


@LAM04.check
def find_drifting_indicators(context: Context) -> Iterator[Finding]:
    words = Vocabulary.of(context)
    drifts = [
        ("indikator", drift)
        for indicator in context.alignment.indicators
        if len(indicator.mentions) > 1
        for drift in find_drift([_spelling(one) for one in indicator.mentions], words)
    ]
    yield from tell_drift(LAM04, drifts, "indikator", _how_to_mend)
    owners: dict[tuple[Level, str], set[str]] = defaultdict(set)
    for indicator in context.alignment.indicators:
        if indicator.node is not None:
            for told in indicator.mentions:
                key = (indicator.node.level, indicator_key(told.nama))
                owners[key].add(indicator.node.code)
    for node in context.alignment.items:
        yield from _other_indicator(node, owners)


def _how_to_mend(what: str) -> str:
    return f"pakai satu rumusan {what} menurut Renstra atau DPA di semua lampiran"


def _spelling(told: IndicatorMention) -> Spelling:
    return Spelling(
        told.lampiran,
        told.cell,
        told.nama,
        indicator_key(told.nama),
        indicator_words(told.nama),
    )


def _other_indicator(
    node: AlignedItem, owners: Mapping[tuple[Level, str], set[str]]
) -> Iterator[Finding]:
    """Yield where an item has quite another indicator in place of one that another annex gives.

    One that another item of the level has too has probably slipped into the wrong row, which is
    another finding.
    """
    if node.level in _GOALS:
        return
    told: dict[int, dict[str, IndicatorMention]] = defaultdict(dict)
    for indicator in node.indicators:
        for one in indicator.mentions:
            told[id(one.lampiran)].setdefault(indicator.code, one)
    annexes = sorted(
        told.values(), key=lambda own: ORDER.index(next(iter(own.values())).lampiran.form)
    )
    for other in annexes[1:]:
        first = annexes[0]
        here = [one for code, one in other.items() if code not in first]
        there = [one for code, one in first.items() if code not in other]
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
        Subject.of_row(here.lampiran, here.rows[0], "indikator"),
        what=(
            f"indikator {node.level.label} ini “{shorten(here.nama)}”, sedangkan di "
            f"{there.lampiran.form.label} ({there.cell}) “{shorten(there.nama)}”"
        ),
        fix=_how_to_mend("indikator"),
        written=here.nama,
        related=(there.cell,),
        severity=Severity.INFO if here.lampiran.form is Form.RENCANA_AKSI else None,
    )


# -- LAM05


@LAM05.check
def find_missing_indicators(context: Context) -> Iterator[Finding]:
    """Report a pair of lists once; what the annex of the report lacks is not asked for again."""
    asked: set[tuple[Form, str]] = set()
    for source, target, severity, fix in _LISTS:
        # The IKU are mostly those of sasaran; a tujuan's indicators may stay outside.
        levels = _GOALS[1:] if target is Form.IKU else _GOALS
        told = _goal_indicators(context, source, levels)
        known = {one.code for one in _goal_indicators(context, target, _GOALS)}
        if not told or not known:
            continue
        lacking = [one for one in told if one.code not in known and (target, one.code) not in asked]
        lacking = _unknown_by_name(context, lacking, target)
        asked.update((target, one.code) for one in lacking)
        if lacking and len(lacking) < len(told):
            yield _missing_indicators(lacking, source, target, severity, fix)


def _goal_indicators(
    context: Context, form: Form, levels: Sequence[Level]
) -> list[AlignedIndicator]:
    """Return the indicators of a form; of an annex, those of its tujuan and sasaran."""
    return [
        indicator
        for indicator in context.alignment.indicators
        if any(
            told.lampiran.form is form and (not form.is_lampiran or told.rows[0].level in levels)
            for told in indicator.mentions
        )
    ]


def _unknown_by_name(
    context: Context, lacking: Sequence[AlignedIndicator], target: Form
) -> list[AlignedIndicator]:
    """Leave out what the target has for a program or below, or under nearly the same name."""
    if not lacking:
        return []
    known = {
        indicator_key(row.indikator): None
        for lampiran in context.laporan.of(target)
        for row in lampiran.rows
    }
    keys = [(one, [indicator_key(told.nama) for told in one.mentions]) for one in lacking]
    return [one for one, own in keys if not any(key in known or nearest(key, known) for key in own)]


def _missing_indicators(
    lacking: Sequence[AlignedIndicator], source: Form, target: Form, severity: Severity, fix: str
) -> Finding:
    mentions = [
        next(told for told in one.mentions if told.lampiran.form is source) for one in lacking
    ]
    mentions.sort(key=lambda told: told.cell)
    first, *others = mentions
    names = ", ".join(f"“{shorten(told.nama)}”" for told in mentions[:4])
    more = f" dan {len(mentions) - 4} lainnya" if len(mentions) > 4 else ""
    return LAM05.finding(
        first.cell,
        Subject(lampiran=first.lampiran, item=target.label, field="indikator"),
        what=f"{len(mentions)} indikator di sini tidak ada di {target.label}: {names}{more}",
        fix=f"{fix} di {target.label}, atau samakan rumusan indikatornya",
        also=[told.cell for told in others],
        severity=severity,
    )
