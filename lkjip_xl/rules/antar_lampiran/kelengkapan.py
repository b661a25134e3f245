"""LAM: what stands in one annex of the year but not in another where it belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from lkjip_xl.domain.field import AMOUNTS, Field
from lkjip_xl.domain.hierarki import BELOW_GOALS, GOALS, Level
from lkjip_xl.figures.alignment import Mention
from lkjip_xl.figures.matching import nearest
from lkjip_xl.figures.naming import name_key
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import BY_PRECEDENCE, FORMS
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.penyebab_serapan import PENYEBAB_SERAPAN
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.spelling import shorten

LAM06 = Rule(
    code="LAM06",
    name="item-tidak-ada-di-lampiran-lain",
    severity=Severity.WARNING,
    doc="""
        Program, kegiatan, atau sub kegiatan tahun laporan ada di satu lampiran, tetapi tidak di lampiran
        lain.

        Yang dibandingkan: Tabel 3.1, Tabel 3.4, dan kolom tahun laporan Tabel 3.2. Bila programnya yang
        tidak ada, kegiatannya tidak disebut lagi. Lampiran yang memang hanya memuat sebagian kecil
        dilewati.

        Mengapa: kinerja tanpa anggaran, atau anggaran tanpa kinerja, biasanya baris yang terlewat.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN    | Panjang jalan     | km     | 10     | 10        | 100         |
            | PROGRAM JEMBATAN | Jumlah jembatan   | unit   | 4      | 4         | 100         |
            | PROGRAM TERMINAL | Jumlah terminal   | unit   | 1      | 1         | 100         |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 500.000.000    | 100,00    |
            | PROGRAM TERMINAL | 100.000.000        | 100.000.000    | 100,00    |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN    | Panjang jalan     | km     | 10     | 10        | 100         |
            | PROGRAM TERMINAL | Jumlah terminal   | unit   | 1      | 1         | 100         |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 500.000.000    | 100,00    |
            | PROGRAM TERMINAL | 100.000.000        | 100.000.000    | 100,00    |
    """,
)

LAM07 = Rule(
    code="LAM07",
    name="kegiatan-penyebab-tidak-dikenal",
    severity=Severity.WARNING,
    doc="""
        Lembar Penyebab Serapan menyebut kegiatan yang tidak ada di lampiran anggaran.

        Mengapa: penyebab yang tidak dapat dipasangkan dengan kegiatannya tidak menjelaskan serapan mana
        pun, dan tidak tampil di laporan.

        Salah:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    | 80,00     |
            | Kegiatan: Pemeliharaan Jalan | 500.000.000 | 400.000.000 | 80,00     |

            Kegiatan dengan Serapan di Bawah 90%
            | No | Kegiatan             | Penyebab            |
            | 1  | Pemeliharaan Jalan   | Lelang diulang      |
            | 2  | Pembangunan Dermaga  | Lahan belum bebas   |

        Benar:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    | 80,00     |
            | Kegiatan: Pemeliharaan Jalan | 500.000.000 | 400.000.000 | 80,00     |

            Kegiatan dengan Serapan di Bawah 90%
            | No | Kegiatan             | Penyebab            |
            | 1  | Pemeliharaan Jalan   | Lelang diulang      |
    """,
)

LAM08 = Rule(
    code="LAM08",
    name="tujuan-sasaran-tidak-cocok",
    severity=Severity.WARNING,
    doc="""
        Tujuan atau sasaran lampiran tidak ada di Tabel 2.1 Tujuan dan Sasaran atau di IKU, atau
        sebaliknya.

        Mengapa: laporan menjawab tujuan dan sasaran Renstra; yang tidak ada di sana tidak dapat dinilai,
        dan yang ada di sana wajib dilaporkan.

        Salah:
            Tabel 2.1 Tujuan dan Sasaran
            | Tujuan        | Sasaran         | Indikator        | Satuan | Target 2022 | Target 2023 |
            | Daerah maju   | Jalan membaik   | Jalan mantap     | persen | 75          | 80          |
            | Daerah maju   | Sungai terawat  | Sungai bersih    | persen | 50          | 60          |

            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Tujuan      | Sasaran         | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Daerah maju | Jalan membaik   | Jalan mantap      | persen | 80     | 80        | 100         |
            | ^           | Udara segar kembali | Mutu udara    | persen | 60     | 60        | 100         |

        Benar:
            Tabel 2.1 Tujuan dan Sasaran
            | Tujuan        | Sasaran         | Indikator        | Satuan | Target 2022 | Target 2023 |
            | Daerah maju   | Jalan membaik   | Jalan mantap     | persen | 75          | 80          |

            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Tujuan      | Sasaran         | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Daerah maju | Jalan membaik   | Jalan mantap      | persen | 80     | 80        | 100         |
    """,
)

#: The annexes that must hold the same items, and in which order they are asked.
_ANNEXES = tuple(form for form in BY_PRECEDENCE if form.is_complete)
#: An annex that lacks more than this part of another one's items lists something else.
_MOST_LACKING = 0.5
#: Names told in a message; the rest is counted.
_MOST_TOLD = 3
#: What promises the goals of the report: the one that names them most carefully first.
_PLANS = sorted((form for form in FORMS if form.promises), key=lambda form: form.naming)
_REPORTS = tuple(form for form in BY_PRECEDENCE if form.is_lampiran and form.realisasi)
#: The annexes whose goals have to be those of the report.
_WITH_GOALS = (
    *_REPORTS,
    *(form for form in BY_PRECEDENCE if form.is_lampiran and not form.realisasi),
)
_FILLED = (Field.TARGET, Field.REALISASI, Field.KINERJA, *AMOUNTS)
#: A name cut short by so many letters or more is still one that is known.
_LEAST_BEGINNING = 20

#: What stands for the same item in all annexes → a mention of it.
_Mentions = Mapping[str, Mention]


@LAM06.check
def find_missing_items(context: Context) -> Iterator[Finding]:
    """Report once what the same annexes lack, in the first annex that has it."""
    year = context.laporan.year
    told = {form: list(_items_of(context, form)) for form in _ANNEXES}
    known = {form: dict(reversed(items)) for form, items in told.items()}
    filled = {
        form: {code: one for code, one in reversed(items) if _has_figure(one, year)}
        for form, items in told.items()
    }
    lacking: dict[str, list[Form]] = defaultdict(list)
    for target in _ANNEXES:
        for code in _lacking(filled.values(), known[target]):
            lacking[code].append(target)
    groups: dict[tuple[Form, tuple[Form, ...]], list[Mention]] = defaultdict(list)
    for code, forms in lacking.items():
        source = next(form for form in _ANNEXES if code in filled[form])
        if not _is_below_lacking(filled[source][code], lacking):
            groups[source, tuple(forms)].append(filled[source][code])
    for (source, targets), mentions in groups.items():
        yield _missing_items(mentions, source, targets)


def _items_of(context: Context, form: Form) -> Iterator[tuple[str, Mention]]:
    """Yield the mentions of a form below the goals, in tables that are for the report's year too."""
    for node in context.alignment.items:
        for mention in node.mentions if node.level in BELOW_GOALS else ():
            lampiran = mention.lampiran
            is_now = bool(form.yearly) or lampiran.year == context.laporan.year
            if lampiran.form is form and is_now and not mention.is_goal:
                yield node.code, mention


def _has_figure(mention: Mention, year: int) -> bool:
    return any(row.figure(name, year).value for row in mention.rows for name in _FILLED)


def _lacking(sources: Collection[_Mentions], known: _Mentions) -> set[str]:
    """Return what an annex lacks of the items of the others; one that has few lists others."""
    levels = {mention.level for mention in known.values()}
    found: set[str] = set()
    for source in sources:
        here = {code for code, mention in source.items() if mention.level in levels}
        missing = here - known.keys()
        if len(missing) <= _MOST_LACKING * len(here):
            found |= missing
    return found


def _is_below_lacking(mention: Mention, lacking: Collection[str]) -> bool:
    """Tell whether an ancestor of a mention is lacking as well."""
    parent = mention.parent
    while parent is not None:
        if parent.node is not None and parent.node.code in lacking:
            return True
        parent = parent.parent
    return False


def _missing_items(mentions: Sequence[Mention], source: Form, targets: Sequence[Form]) -> Finding:
    mentions = sorted(mentions, key=lambda mention: mention.cell)
    first, *others = mentions
    label = " dan ".join(form.label for form in targets)
    what = f"{first.level.label} ini tidak ada di {label}: “{first.nama}”"
    if others:
        what = f"{len(mentions)} baris di sini tidak ada di {label}: {_tell(mentions)}"
    return LAM06.finding(
        first.cell,
        Subject(
            lampiran=first.lampiran,
            item=first.nama,
            field=Field.NAMA,
            path=tuple(form.name for form in targets),
        ),
        what=what,
        fix=(
            f"tambahkan ke {label} bila dilaksanakan pada tahun laporan, atau kosongkan angkanya di "
            f"{source.label}"
        ),
        also=[mention.cell for mention in others],
    )


def _tell(mentions: Sequence[Mention]) -> str:
    told = [f"{one.level.label} “{shorten(one.nama)}”" for one in mentions[:_MOST_TOLD]]
    rest = len(mentions) - _MOST_TOLD
    return ", ".join(told) + (f" dan {rest} lainnya" if rest > 0 else "")


@LAM07.check
def find_unknown_kegiatan(context: Context) -> Iterator[Finding]:
    nodes = context.alignment.items
    if not any(m.lampiran.form is TABEL_3_4 for node in nodes for m in node.mentions):
        return
    names: dict[str, Mention] = {}
    for node in nodes:
        for mention in node.mentions:
            if mention.lampiran.form.stands_alone and mention.level in BELOW_GOALS:
                names.setdefault(name_key(mention.nama, mention.level), mention)
    for node in nodes:
        first = node.mentions[0]
        is_cause = all(one.lampiran.form is PENYEBAB_SERAPAN for one in node.mentions)
        if is_cause and first.key not in names and not _is_cut_short(first.key, names):
            yield _unknown_kegiatan(first, names.get(nearest(first.key, names)))


def _is_cut_short(key: str, names: Collection[str]) -> bool:
    is_long = len(key) >= _LEAST_BEGINNING
    return is_long and any(name.startswith(key) or key.startswith(name) for name in names)


def _unknown_kegiatan(mention: Mention, near: Mention | None) -> Finding:
    hint = "" if near is None else f"; yang mirip: “{shorten(near.nama)}” ({near.cell})"
    return LAM07.finding(
        mention.cell,
        Subject(lampiran=mention.lampiran, item=mention.nama, field=Field.KEGIATAN),
        what=f"“{shorten(mention.nama)}” tidak ada di lampiran mana pun{hint}",
        fix="tulis nama kegiatan seperti di Tabel 3.4, atau hapus dari daftar ini",
        written=mention.nama,
        related=() if near is None else (near.cell,),
        severity=None if near is None else Severity.INFO,
    )


@LAM08.check
def find_unmatched_goals(context: Context) -> Iterator[Finding]:
    """Compare Tabel 2.1, else the IKU, with Tabel 3.1, either way; then the further annexes."""
    plan = next((form for form in _PLANS if _goals(context, form)), None)
    report = next((form for form in _REPORTS if _goals(context, form)), None)
    if report is None:
        return
    for level in GOALS:
        reported = _goals(context, report, level)
        planned = _goals(context, plan, level) if plan else []
        if plan and {m.node for m in planned} & {m.node for m in reported}:
            yield from _unmatched(planned, reported, report, "laporkan")
            yield from _unmatched(reported, planned, plan, "tambahkan")
        for form in _WITH_GOALS:
            if form is not report and reported:
                own = _goals(context, form, level)
                yield from _unmatched(own, [*reported, *planned], report, "tambahkan")


def _goals(context: Context, form: Form, *levels: Level) -> list[Mention]:
    """Return the goals of a form, of some levels only where these are given."""
    return [
        mention
        for node in context.alignment.items
        if node.level in (levels or GOALS)
        for mention in node.mentions
        if mention.lampiran.form is form and not mention.is_goal and _says_something(mention)
    ]


def _says_something(mention: Mention) -> bool:
    """Tell a goal from a remark below the table: it has an indicator, a figure or an item below."""
    item = mention.item
    return (
        item is None
        or bool(item.children)
        or any(row.indikator or any(one.value for one in row.angka) for row in item.rows)
    )


def _unmatched(
    here: Sequence[Mention], there: Sequence[Mention], form: Form, verb: str
) -> Iterator[Finding]:
    known = {mention.node for mention in there}
    lacking = sorted((m for m in here if m.node not in known), key=lambda m: m.cell)
    if lacking:
        first, *others = lacking
        yield LAM08.finding(
            first.cell,
            Subject(lampiran=first.lampiran, item=form.label, field=first.level.value),
            what=f"{first.level.label} di sini tidak ada di {form.label}: {_tell(lacking)}",
            fix=f"{verb} di {form.label}, atau samakan rumusannya dengan Renstra",
            written=first.nama,
            also=[mention.cell for mention in others],
        )
