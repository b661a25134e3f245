"""Tells the spellings of one name apart: which is the common one, and in which words others differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from lkjip_xl.figures.alignment import AlignedItem, Alignment
from lkjip_xl.figures.naming import Change, changes, name_key, name_words
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.tables.text import words_of

#: What is put before and behind a root; a word made of a known root is a word.
_AFFIXED = re.compile(
    r"(?:meng|mem|men|me|peng|pem|pen|per|pel|pe|ber|ter|ke|di|se)?(\w{4,}?)(?:kannya|annya|kan|an|nya|i)?\Z"
)
_LETTER = re.compile(r"[a-z0-9]")
_GAP = re.compile(r"[^a-z0-9%]*")
#: Only these change, so that a place in the text is the same place in lower case.
_LOWER = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}
#: A name that lacks more words than this is a short form of the other.
_MOST_LEFT_OUT = 4


class Spelling(NamedTuple):
    """One annex's writing of a name; ``lampiran`` and ``cell`` say where."""

    lampiran: Lampiran
    cell: CellRef
    nama: str
    key: str
    words: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.lampiran.form.label} ({self.cell})"


class Drift(NamedTuple):
    """A spelling that differs from the common one, with all cells that have it."""

    here: tuple[Spelling, ...]
    there: tuple[Spelling, ...]
    changes: tuple[Change, ...]

    @property
    def slips(self) -> tuple[Change, ...]:
        """Return the slips; a joining word does not count beside words of another meaning."""
        is_plain = not self.others
        return tuple(c for c in self.changes if c.is_slip and (is_plain or not c.is_joining))

    @property
    def others(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.is_slip)

    @property
    def is_short_form(self) -> bool:
        """Tell whether one name is the other with many words left out."""
        if any(change.here and change.there for change in self.others):
            return False
        left_out = sum(len(change.here) + len(change.there) for change in self.others)
        return left_out > _MOST_LEFT_OUT


class Vocabulary:
    """The words of a book, which tell a slip from a word."""

    @staticmethod
    @once
    def of(context: Context) -> Vocabulary:
        return Vocabulary(context.laporan, context.alignment)

    def __init__(self, laporan: LaporanKinerja, alignment: Alignment) -> None:
        self._laporan = laporan
        self._alignment = alignment

    @cached_property
    def _owners(self) -> dict[str, set[int]]:
        """Return for each word the items and texts that have it; three are enough to know."""
        owners: dict[str, set[int]] = defaultdict(set)
        number = 0
        for number, texts in enumerate(self._texts()):
            for word in {word for text in texts for word in words_of(text)}:
                if len(owners[word]) < 3:
                    owners[word].add(number)
        return owners

    def _texts(self) -> Iterator[Sequence[str]]:
        for node in self._alignment.items:
            yield list(dict.fromkeys(mention.nama for mention in node.mentions))
        for indicator in self._alignment.indicators:
            yield list(dict.fromkeys(told.nama for told in indicator.mentions))
        for lampiran in self._laporan.lampiran:
            for row in lampiran.rows:
                texts = [*dict.fromkeys(one.text for one in row.texts), row.keterangan]
                if any(texts):
                    yield texts

    def knows(self, word: str) -> bool:
        """Tell whether a word stands in other texts too, or is made of one that the book has.

        ``perekonomian`` is made of ``ekonomi``.
        """
        match = _AFFIXED.match(word)
        has_root = match is not None and match[1] != word and match[1] in self._owners
        return has_root or len(self._owners.get(word, ())) > 1


def find_drift(spellings: Sequence[Spelling], words: Vocabulary) -> Iterator[Drift]:
    """Yield the spellings that differ in some word from a commoner one, the nearest of these."""
    by_key: dict[str, list[Spelling]] = defaultdict(list)
    for spelling in spellings:
        by_key[spelling.key].append(spelling)
    if len(by_key) < 2:
        return
    told = list(by_key.values())
    groups = sorted(told, key=lambda group: _rank(group, told, words), reverse=True)
    for position, own in enumerate(groups[1:], start=1):
        found = [(changes(own[0].words, other[0].words), other) for other in groups[:position]]
        nearest, other = min(found, key=lambda pair: _weight(pair[0]))
        if nearest:
            yield Drift(tuple(own), tuple(other), nearest)


def _weight(found: Sequence[Change]) -> int:
    return sum(1 if change.is_slip else 1 + len(change.here + change.there) for change in found)


def _rank(
    group: list[Spelling], groups: Sequence[list[Spelling]], words: Vocabulary
) -> tuple[int, int, int]:
    """Return how common a spelling is; a slip is never taken for the common one."""
    forms = {one.lampiran.form for one in group}
    slips = _slips_against(group, groups, words)
    return -slips, len(forms), -min((form.naming for form in forms), default=0)


def _slips_against(
    group: list[Spelling], groups: Sequence[list[Spelling]], words: Vocabulary
) -> int:
    """Count the words that are slips for sure: unknown here where the other spelling's is known."""
    others = (other for other in groups if other is not group)
    return sum(
        words.knows("".join(change.there)) and not words.knows("".join(change.here))
        for other in others
        for change in changes(group[0].words, other[0].words)
        if change.is_slip and not change.is_joining
    )


@lru_cache(maxsize=4096)
def as_written(text: str, words: tuple[str, ...]) -> str:
    """Return consecutive words as they are written in a text."""
    # No pattern of the words: making one takes far longer than the search.
    low = text.translate(_LOWER)
    start = low.find(words[0]) if words else -1
    while start >= 0:
        end = _end_of(words, low, start)
        if end and not _LETTER.match(low, end) and not (start and _LETTER.match(low, start - 1)):
            return text[start:end]
        start = low.find(words[0], start + 1)
    return " ".join(words)


def _end_of(words: Sequence[str], text: str, start: int) -> int:
    """Return where consecutive words that begin at ``start`` end, 0 where others stand there."""
    for position, word in enumerate(words):
        gap = _GAP.match(text, start) if position else None
        start = gap.end() if gap is not None else start
        if not text.startswith(word, start):
            return 0
        start += len(word)
    return start


def tell_changes(drift: Drift, chosen: Iterable[Change]) -> str:
    """Return the words in which two spellings differ: ``di sini “…”, di sana “…”``."""
    parts, lacking, added = [], [], []
    for change in chosen:
        here = f"“{as_written(drift.here[0].nama, change.here)}”"
        there = f"“{as_written(drift.there[0].nama, change.there)}”"
        if change.here and change.there:
            parts.append(f"di sini {here}, di sana {there}")
        elif change.here:
            added.append(here)
        else:
            lacking.append(there)
    parts += [f"di sini tanpa {' dan '.join(dict.fromkeys(lacking))}"] if lacking else []
    parts += [f"di sini ada {' dan '.join(dict.fromkeys(added))}, di sana tidak"] if added else []
    return "; ".join(parts)


def tell_places(spellings: Sequence[Spelling]) -> str:
    """Return where a spelling stands: the first cell, and the other annexes by name."""
    first, *rest = spellings
    labels = [
        label for one in rest if (label := one.lampiran.form.label) != first.lampiran.form.label
    ]
    others = list(dict.fromkeys(labels))
    return ", ".join((first.place, *others))


def item_spellings(node: AlignedItem) -> list[Spelling]:
    """Return how the annexes write an item's name; a goal in its place is no name of it."""
    return [
        Spelling(
            mention.lampiran,
            mention.cell,
            mention.nama,
            name_key(mention.nama, node.level),
            name_words(mention.nama, node.level),
        )
        for mention in node.mentions
        if not mention.is_goal
    ]


def tell_drift(
    rule: Rule, drifts: Sequence[tuple[str, Drift]], field: str, fix: Callable[[str], str]
) -> Iterator[Finding]:
    """Yield the findings of differing names.

    A slip that an annex repeats in several names is one finding, and so are the same words of
    another meaning; one name that differs in both gives a finding of each kind.

    Args:
        rule: whose findings they are.
        drifts: each with what it is the name of: ``program``, ``indikator``.
        field: the field that the names stand in.
        fix: how to mend such a name that differs in meaning.
    """
    slips: dict[tuple[Lampiran, Change], list[Drift]] = defaultdict(list)
    others: dict[tuple[Lampiran, tuple[Change, ...]], list[Drift]] = defaultdict(list)
    named: dict[Drift, str] = {}
    for what, drift in drifts:
        annex = drift.here[0].lampiran
        named.setdefault(drift, what)
        for change in drift.slips:
            slips[annex, change].append(drift)
        if drift.others:
            others[annex, drift.others].append(drift)
    for (_, change), told in slips.items():
        yield _slip(rule, told, field, change, named[told[0]])
    for (_, chosen), told in others.items():
        first, what = told[0], named[told[0]]
        places, words = tell_places(first.there), tell_changes(first, chosen)
        yield _drift_finding(
            rule,
            told,
            field,
            chosen,
            message=f"{what} berbeda dari {places}: {words}",
            fix=fix(what),
            is_mild=first.is_short_form or _is_remark(first),
        )


def _slip(rule: Rule, told: Sequence[Drift], field: str, change: Change, what: str) -> Finding:
    here, there, places = told[0].here[0], told[0].there[0], tell_places(told[0].there)
    wrong, right = as_written(here.nama, change.here), as_written(there.nama, change.there)
    message, fix = f"“{wrong}” pada {what} ini ditulis “{right}” di {places}", f"tulis “{right}”"
    if not change.here:
        message = f"{what} ini kurang kata “{right}” yang ada di {places}"
        fix = f"tambahkan “{right}”"
    elif not change.there:
        message = f"{what} ini kelebihan kata “{wrong}”, yang tidak ada di {places}"
        fix = f"hapus “{wrong}”"
    fix += ", atau samakan lampiran lain bila yang di sini benar"
    return _drift_finding(rule, told, field, (change,), message=message, fix=fix, is_mild=True)


def _is_remark(drift: Drift) -> bool:
    """Tell whether all that one name has more stands in brackets: ``(skala 0-100)``."""
    for change in drift.others:
        if change.here and change.there:
            return False
        text = (drift.here if change.here else drift.there)[0].nama
        if "(" not in text:
            return False
        words = re.escape(as_written(text, change.here or change.there))
        if not re.search(rf"\([^()]*{words}[^()]*\)", text):
            return False
    return True


def _drift_finding(
    rule: Rule,
    told: Sequence[Drift],
    field: str,
    chosen: Sequence[Change],
    *,
    message: str,
    fix: str,
    is_mild: bool,
) -> Finding:
    """Return a finding at the first name; one word for another is told as written and expected."""
    here, there = told[0].here[0], told[0].there[0]
    change = chosen[0]
    is_plain = len(chosen) == 1 and change.here and change.there
    words = [" ".join(word) for one in chosen for word in (one.here, one.there)]
    cells = dict.fromkeys(one.cell for drift in told for one in drift.here)
    return rule.finding(
        here.cell,
        Subject(here.lampiran, here.nama, field, path=(there.nama, *words)),
        what=message,
        fix=fix,
        written=as_written(here.nama, change.here) if is_plain else here.nama,
        expected=as_written(there.nama, change.there) if is_plain else "",
        also=[cell for cell in cells if cell != here.cell],
        related=[drift.there[0].cell for drift in told],
        severity=Severity.INFO if is_mild else Severity.WARNING,
    )


def shorten(text: str, most: int = 60) -> str:
    """Return a long name with its end cut off."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def quote(names: Sequence[str], most: int = 3, joint: str = " dan ") -> str:
    """Return the first names between quotes, and how many more there are."""
    more = f"{joint}{len(names) - most} lainnya" if len(names) > most else ""
    return ", ".join(f"“{name}”" for name in names[:most]) + more
