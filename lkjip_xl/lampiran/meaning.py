"""What the labels over one column say: what it measures, of what, and when.

The last label decides; the groups above it add what it leaves open.  ``Target`` below ``Realisasi
Kinerja 2024`` is a target of 2024, ``Rp`` below ``Realisasi`` money that was spent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.kata import PERSEN
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan
from lkjip_xl.lampiran.labels import MONTHS, PHRASES, VOCABULARY
from lkjip_xl.tables.header import Column
from lkjip_xl.tables.text import mend_words, squash, words_of

MONEY = frozenset(
    ["rp", "rupiah", "anggaran", "pagu", "dana", "keuangan", "belanja", "apbd", "alokasi"]
)
_RUPIAH = frozenset(["rp", "rupiah"])
_PERFORMANCE = frozenset(["kinerja", "k", "fisik"])
_PERCENT = PERSEN | {"tingkat", "rasio"}
_LEVEL_WORDS = frozenset({"program", "kegiatan", "subkegiatan"})
#: Levels that one column of names may list, by how a label calls them.
_LEVELS = {
    **dict.fromkeys(("program", "prog"), "program"),
    **dict.fromkeys(("kegiatan", "keg"), "kegiatan"),
    **dict.fromkeys(("subkegiatan", "subkeg", "subkegiatan"), "sub kegiatan"),
    **dict.fromkeys(("urusan", "bidangurusan", "unsur"), "urusan"),
    **dict.fromkeys(("organisasi", "opd", "skpd", "pd", "perangkat"), "organisasi"),
    "tujuan": "tujuan",
    "sasaran": "sasaran",
}
_SPENDING = frozenset({"program", "kegiatan", "sub kegiatan"})
_BESIDE_LEVEL = frozenset(
    [
        *("nama", "uraian", "pemerintah", "pemerintahan", "daerah", "strategis"),
        *("hasil", "keluaran", "beserta"),
    ]
)
_PARTED = re.compile(r"[/,;&\n]|\bdan\b", re.I)
_NEUTRAL = re.compile(r"\([^)]*\)|(?<!\d)20\d\d(?!\d)|\btahun\b|\bta\b|\brp\b\.?|\brupiah\b", re.I)
_TRIWULAN = re.compile(
    r"\b(?:tw|triwulan|tri\s*wulan|trw)\b\.?\s*(?:ke\b)?[\s-]*\b(i{1,3}v?|iv|[1-4])\b", re.I
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
#: A label over columns of both kinds says of none of them which it is.
_BOTH = re.compile(
    r"\b(?:target|rencana|pagu|anggaran)\b\s*(?:dan|serta|/|&|,|\+|-|vs\.?)\s*"
    r"\b(?:rea?l\w*|capaian|pencapaian|hasil)\b|"
    r"\b(?:rea?l\w*|capaian|pencapaian|hasil)\b\s*(?:dan|serta|/|&|,|\+|-|vs\.?)\s*"
    r"\b(?:target|rencana|pagu)\b",
    re.I,
)
_RENSTRA = frozenset(["renstra", "rpjmd"])
_RENJA = frozenset(["renja", "rkpd"])
_SPAN = re.compile(r"(?<!\d)20\d\d\s*(?:-|–|—|s\s*[./]?\s*d\.?|sampai(?: dengan)?)\s*20\d\d(?!\d)")
_FINAL = re.compile(r"\bakhir\b(?!\s+tahun\b)|\bkondisi\b", re.I)
_UP_TO = re.compile(r"\bs\s*[./]\s*d\b|\bsampai\b|\bsd\b", re.I)
_PAST = re.compile(r"\blalu\b|\bn\s*[-–]\s*[1-9]\b", re.I)
_BEFORE = re.compile(r"\bsebelum\b|\bsemula\b|\bmurni\b|\bawal\b", re.I)
_AFTER = re.compile(
    r"\bsetelah\b|\bsesudah\b|\bmenjadi\b|\bdppa\b|\bp-?\s?apbd\b|\(perubahan\)|"
    r"\b(?:target|pagu|anggaran|alokasi|pk|perjanjian kinerja|renja|apbd|dpa)\s+perubahan\b",
    re.I,
)
#: "Pagu Perubahan", beside one that is called murni or awal.
_CHANGED = re.compile(r"\bperubahan\b", re.I)
#: "Rencana" of figures; that of an action, of work or of a follow-up is a text.
_PLANNED = re.compile(
    r"\s*rencana\s*(?:\Z|\(|(?:target|kinerja|anggaran|keuangan|fisik|tahun|tw|triwulan|20\d\d|rp)\b)",
    re.I,
)
_TOTALS = frozenset(["total", "jumlah", "jml", "kumulatif"])
_RATIO = re.compile(r"=.*[/:÷]")


class Ukuran(Enum):
    """What a column of figures is in the comparison of a plan with what came of it."""

    TARGET = auto()
    REALISASI = auto()
    CAPAIAN = auto()
    SISA = auto()
    SELISIH = auto()


class Belanja(Enum):
    """The groups of expenditure."""

    OPERASI = auto()
    MODAL = auto()
    TAK_TERDUGA = auto()
    TRANSFER = auto()


_UKURAN: dict[str, Ukuran] = {
    **dict.fromkeys(("target", "tgt", "pagu", "alokasi"), Ukuran.TARGET),
    **dict.fromkeys(
        ("realisasi", "real", "relisasi", "realiasi", "reaisasi", "realisai", "terealisasi"),
        Ukuran.REALISASI,
    ),
    **dict.fromkeys(("capaian", "pencapaian", "cap", "tingkat", "rasio", *PERSEN), Ukuran.CAPAIAN),
    **dict.fromkeys(("serapan", "penyerapan"), Ukuran.CAPAIAN),
    "sisa": Ukuran.SISA,
    **dict.fromkeys(("selisih", "bertambah", "berkurang", "deviasi", "gap"), Ukuran.SELISIH),
    **dict.fromkeys(("kenaikan", "penurunan"), Ukuran.SELISIH),
}
#: A percentage or an amount of such a thing is not what was reached, nor what was promised.
_BESIDE_THE_POINT = frozenset(
    [
        *("selisih", "deviasi", "gap", "kenaikan", "penurunan", "naik", "turun", "pertumbuhan"),
        *("kontribusi", "efisiensi", "bobot", "tertimbang", "proporsi", "porsi"),
    ]
)
_OF_ALL = re.compile(r"\b(?:terhadap|dari)\s+(?:total|jumlah|seluruh|belanja|apbd)\b", re.I)
#: Labels that mean something only where they stand alone.
_ALONE = {"t": Ukuran.TARGET, "r": Ukuran.REALISASI, "hasil": Ukuran.REALISASI}
_BELANJA = {
    "operasi": Belanja.OPERASI,
    "modal": Belanja.MODAL,
    "takterduga": Belanja.TAK_TERDUGA,
    "tidakterduga": Belanja.TAK_TERDUGA,
    "transfer": Belanja.TRANSFER,
}
#: What may stand beside the name of a group: "Realisasi Belanja Modal (Rp)".
_BESIDE_BELANJA = frozenset([*_RUPIAH, "belanja", "anggaran", "pagu", "realisasi", "kelompok"])
#: What a label of figures is made of; such a label is never the name of a text.
FIGURE_WORDS = frozenset([*_UKURAN, *MONEY, *_PERFORMANCE, "p", "rencana"]) - {
    "dana",
    "belanja",
    "tingkat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Makna:
    """What a column's labels say.

    ``field`` is set where they name it outright.  ``is_money`` is ``None`` where they say neither
    or both.  ``is_bare_percent``: the lowest says "%" and no more; ``is_from_group``: only a
    group above the lowest says what is measured; ``is_sum``: of its group's columns it is the sum.
    ``is_renstra`` and ``is_renja`` tell a plan over several years from that of a year;
    ``is_final`` speaks of the former's end, ``is_up_to`` of a sum up to a year, ``is_past`` of the
    years before; ``is_before`` and ``is_after`` of a change of the budget.
    """

    field: Field | None = None
    ukuran: Ukuran | None = None
    is_money: bool | None = None
    in_percent: bool = False
    is_bare_percent: bool = False
    is_from_group: bool = False
    is_sum: bool = False
    triwulan: Triwulan | None = None
    bulan: Bulan | None = None
    belanja: Belanja | None = None
    is_renstra: bool = False
    is_renja: bool = False
    is_final: bool = False
    is_up_to: bool = False
    is_past: bool = False
    is_before: bool = False
    is_after: bool = False


def read_meaning(column: Column) -> Makna | None:
    """Return what a column means by its own labels, ``None`` where they say nothing known."""
    return _read_labels(column.path, column.number)


@lru_cache(maxsize=4_096)
def _read_labels(path: tuple[str, ...], number: str) -> Makna | None:
    text = _text_field(path)
    if text is Field.JUMLAH and any(_read_label(group).ukuran for group in path[:-1]):
        return replace(_read_figures(path, number), is_sum=True)
    if text is not None:
        return Makna(field=text)
    if _adds_up_months(path[-1]):
        return Makna(field=Field.RAK_BERJALAN)
    makna = _read_figures(path, number)
    if makna.ukuran or makna.is_money is not None or makna.bulan or makna.triwulan:
        return makna
    contained = _contained(path[-1])
    return None if contained is None else Makna(field=contained)


def _adds_up_months(label: str) -> bool:
    """Tell whether a label speaks of several months together: ``Total Jan s.d. Jul``."""
    words = words_of(label)
    return not _TOTALS.isdisjoint(words) and any(word in MONTHS for word in words)


def months_added(label: str) -> tuple[Bulan, ...]:
    """Return the months that a label adds up, from its first to its last; up to a single one."""
    order = list(Bulan)
    named = [order.index(MONTHS[word]) for word in words_of(label) if word in MONTHS]
    first = min(named) if len(named) > 1 else 0
    return tuple(order[first : max(named) + 1]) if named else ()


def means_something(label: str) -> bool:
    """Tell whether a label by itself says what a column holds."""
    return _read_labels((label,), "") is not None


def is_kode(column: Column) -> bool:
    """Tell whether a column holds codes; one form has four of them side by side."""
    return _text_field(column.path) is Field.KODE


def words_of_label(label: str) -> tuple[str, ...]:
    return mend_words(label, VOCABULARY.words)


def _text_field(path: tuple[str, ...]) -> Field | None:
    """Return the field that a label names outright, as those of texts do."""
    levels = {squash(text) for text in path}
    if len(levels) > 1 and levels <= _LEVEL_WORDS:
        return Field.ITEM
    for text in reversed(path):
        if (field := _named(text)) is not None:
            return field
        if _names_levels(text):
            return Field.ITEM
        if _speaks_of_figures(text):
            break
    words = set(words_of_label(path[-1]))
    if words & {"indikator", "satuan"} and not words & {"target", "realisasi", "capaian"}:
        return Field.INDIKATOR if "indikator" in " ".join(path).lower() else Field.SATUAN
    return None


def _speaks_of_figures(text: str) -> bool:
    word = squash(text)
    if word in MONTHS or word in _ALONE or _belanja(text) is not None:
        return True
    return not FIGURE_WORDS.isdisjoint(words_of_label(text))


def _names_levels(text: str) -> bool:
    """Tell whether a label lists levels of the tree: ``Urusan/Program/Kegiatan``."""
    parts = [words_of(part) for part in _PARTED.split(_NEUTRAL.sub(" ", text))]
    levels = [_level_of(part) for part in parts if part]
    return len(levels) > 1 and all(levels) and not _SPENDING.isdisjoint(levels)


def _level_of(words: Sequence[str]) -> str:
    """Return the level that a few words name, empty where they say more than that."""
    rest = [word for word in words if word not in _BESIDE_LEVEL]
    name = "".join(rest[:2]) if rest and rest[0] == "sub" else "".join(rest)
    return _LEVELS.get(name, "")


def _named(text: str) -> Field | None:
    return PHRASES.get(squash(text)) or PHRASES.get(squash(_NEUTRAL.sub(" ", text)))


def _contained(own: str) -> Field | None:
    """Name a column by the longest known label that its own label contains."""
    label = squash(own)
    phrase = max((p for p in PHRASES if len(p) > 4 and p in label), key=len, default="")
    return PHRASES[phrase] if phrase and len(phrase) >= 0.5 * len(label) else None


def _read_figures(labels: tuple[str, ...], number: str) -> Makna:
    path = labels[::-1]
    said = [_read_label(text) for text in path]
    deciding = next((one for one in said if one.ukuran is not None), None)
    ukuran = None if deciding is None else deciding.ukuran
    money = next((one.is_money for one in said if one.is_money is not None), None)
    percent = any(one.in_percent for one in said if one is deciding or one is said[0])
    # Below "Target" or "Selisih" a "%" says in what these are told.
    if deciding is said[0] and deciding.is_bare_percent and len(said) > 1:
        above = next((one.ukuran for one in said[1:] if one.ukuran is not None), None)
        ukuran = above if above in (Ukuran.TARGET, Ukuran.SELISIH) else ukuran
    if _RATIO.search(number) and ukuran is not Ukuran.SISA:
        ukuran, percent = Ukuran.CAPAIAN, True
    plan = next(filter(None, map(_plan, path)), "")
    whole = " ".join(labels)
    is_before = _BEFORE.search(whole) is not None
    return Makna(
        ukuran=ukuran,
        is_money=money,
        in_percent=percent,
        is_bare_percent=said[0].is_bare_percent,
        is_from_group=deciding is not None and deciding is not said[0],
        triwulan=_triwulan(whole),
        bulan=next((MONTHS[word] for text in path if (word := squash(text)) in MONTHS), None),
        belanja=next((group for text in path if (group := _belanja(text)) is not None), None),
        is_renstra=plan in _RENSTRA,
        is_renja=plan in _RENJA,
        is_final=ukuran is Ukuran.TARGET and _speaks_of_the_end(whole, plan),
        is_up_to=_UP_TO.search(whole) is not None,
        is_past=_PAST.search(whole) is not None,
        is_before=is_before,
        is_after=_AFTER.search(whole) is not None
        or (not is_before and _CHANGED.search(whole) is not None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """What one label says by itself."""

    ukuran: Ukuran | None
    is_money: bool | None
    in_percent: bool
    is_bare_percent: bool


@lru_cache(maxsize=4_096)
def _read_label(text: str) -> _Label:
    words = words_of_label(text)
    alone = _ALONE.get(squash(text))
    measures = [_UKURAN[word] for word in words if word in _UKURAN]
    if not _BESIDE_THE_POINT.isdisjoint(words) or _OF_ALL.search(text):
        measures = [Ukuran.SELISIH]
    if _PLANNED.match(text):
        measures.insert(0, Ukuran.TARGET)
    is_both = _BOTH.search(text) is not None
    # The head of an Indonesian phrase comes first: "Realisasi Target" is a realisasi.
    ukuran = alone or (measures[0] if measures and not is_both else None)
    in_percent = not is_both and any(word in _PERCENT for word in words)
    return _Label(
        ukuran=ukuran,
        is_money=_money(words),
        in_percent=in_percent,
        is_bare_percent=bool(measures) and all(w in PERSEN for w in words if w in _UKURAN),
    )


def _money(words: Sequence[str]) -> bool | None:
    known = set(words)
    if known & _RUPIAH or known & {"serapan", "penyerapan"}:
        return True
    money, performance = bool(known & MONEY), bool(known & _PERFORMANCE)
    return None if money is performance else money


def _belanja(label: str) -> Belanja | None:
    """Return the group of expenditure that a label names, beside what is told of it."""
    rest = (word for word in words_of(label) if word not in _BESIDE_BELANJA)
    return _BELANJA.get("".join(rest))


def _plan(label: str) -> str:
    """Return the plan that a label speaks of first."""
    return next((word for word in words_of_label(label) if word in _RENSTRA | _RENJA), "")


def _speaks_of_the_end(label: str, plan: str) -> bool:
    is_long = plan in _RENSTRA
    return _FINAL.search(label) is not None or (is_long and _SPAN.search(label) is not None)


def _triwulan(label: str) -> Triwulan | None:
    match = _TRIWULAN.search(label)
    if match is None:
        return None
    text = match[1].lower()
    number = _ROMAN.get(text) or (int(text) if text.isdigit() else 0)
    return Triwulan(number) if number else None
