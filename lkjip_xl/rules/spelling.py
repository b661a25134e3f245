"""Tells the spellings of one name apart: which is the common one, and in which words others differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from lkjip_xl.figures.alignment import ORDER, AlignedItem, Alignment
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
        """Tell whether a word stands in other texts of the book too."""
        return len(self._owners.get(word, ())) > 1

    def has_root(self, word: str) -> bool:
        """Tell whether a word is made of one that the book has: ``perekonomian`` of ``ekonomi``."""
        match = _AFFIXED.match(word)
        return match is not None and match[1] != word and len(self._owners.get(match[1], ())) > 0


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
    return -slips, len(forms), -min(map(ORDER.index, forms), default=0)


def _slips_against(
    group: list[Spelling], groups: Sequence[list[Spelling]], words: Vocabulary
) -> int:
    """Count the words that are slips for sure: unknown here where the other spelling's is known."""
    slips = 0
    for other in groups:
        if other is group:
            continue
        for change in changes(group[0].words, other[0].words):
            if change.is_slip and not change.is_joining:
                here, there = "".join(change.here), "".join(change.there)
                slips += _is_word(there, words) and not _is_word(here, words)
    return slips


def _is_word(word: str, words: Vocabulary) -> bool:
    return words.knows(word) or words.has_root(word)


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
    slips: dict[tuple[int, Change], list[tuple[str, Drift]]] = defaultdict(list)
    others: dict[tuple[int, tuple[Change, ...]], list[tuple[str, Drift]]] = defaultdict(list)
    for what, drift in drifts:
        annex = id(drift.here[0].lampiran)
        for change in drift.slips:
            slips[annex, change].append((what, drift))
        if drift.others:
            others[annex, drift.others].append((what, drift))
    for (_, change), told in slips.items():
        yield _slip(rule, told, field, change)
    for told in others.values():
        yield _difference(rule, told, field, fix)


def _slip(rule: Rule, told: Sequence[tuple[str, Drift]], field: str, change: Change) -> Finding:
    what, drift = told[0]
    here, there = drift.here[0], drift.there[0]
    wrong, right = as_written(here.nama, change.here), as_written(there.nama, change.there)
    if not change.here:
        message = f"{what} ini kurang kata “{right}” yang ada di {tell_places(drift.there)}"
        fix = f"tambahkan “{right}”"
    elif not change.there:
        message = (
            f"{what} ini kelebihan kata “{wrong}”, yang tidak ada di {tell_places(drift.there)}"
        )
        fix = f"hapus “{wrong}”"
    else:
        message = f"“{wrong}” pada {what} ini ditulis “{right}” di {tell_places(drift.there)}"
        fix = f"tulis “{right}”"
    fix += ", atau samakan lampiran lain bila yang di sini benar"
    return _drift_finding(rule, told, field, (change,), message, fix, Severity.INFO)


def _difference(
    rule: Rule, told: Sequence[tuple[str, Drift]], field: str, fix: Callable[[str], str]
) -> Finding:
    what, drift = told[0]
    is_mild = drift.is_short_form or _is_remark(drift)
    severity = Severity.INFO if is_mild else Severity.WARNING
    message = f"{what} berbeda dari {tell_places(drift.there)}: {tell_changes(drift, drift.others)}"
    return _drift_finding(rule, told, field, drift.others, message, fix(what), severity)


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
    told: Sequence[tuple[str, Drift]],
    field: str,
    chosen: Sequence[Change],
    message: str,
    fix: str,
    severity: Severity,
) -> Finding:
    """Return a finding at the first name; one word for another is told as written and expected."""
    drift = told[0][1]
    here, there = drift.here[0], drift.there[0]
    change = chosen[0]
    is_plain = len(chosen) == 1 and change.here and change.there
    words = [" ".join(word) for one in chosen for word in (one.here, one.there)]
    path = (there.nama, *words)
    cells = [one.cell for _, other in told for one in other.here]
    return rule.finding(
        here.cell,
        Subject(lampiran=here.lampiran, item=here.nama, field=field, path=path),
        what=message,
        fix=fix,
        written=as_written(here.nama, change.here) if is_plain else here.nama,
        expected=as_written(there.nama, change.there) if is_plain else "",
        also=[cell for cell in dict.fromkeys(cells) if cell != here.cell],
        related=[other.there[0].cell for _, other in told],
        severity=severity,
    )


def shorten(text: str, most: int = 60) -> str:
    """Return a long name with its end cut off."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
