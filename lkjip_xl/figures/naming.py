"""Compares two names as a reader does: spelling, slips of the pen, and words of another meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.tables.text import MOST_TEXTS, words_of

#: Words that offices write in several ways, none of them wrong.
_SAME_WORD = {
    "kab": "kabupaten",
    "kot": "kota",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "kec": "kecamatan",
    "prosentase": "persentase",
    "presentase": "persentase",
    "%": "persentase",
    "subkegiatan": "sub kegiatan",
    "utk": "untuk",
    "dgn": "dengan",
    "thd": "terhadap",
    "dlm": "dalam",
    "yg": "yang",
    "tsb": "tersebut",
    "thn": "tahun",
    "perundangundangan": "perundang undangan",
}
#: Words that change no meaning where one is left out: they join others, or name the office.
_JOINING = frozenset(
    words_of("dan atau serta yang di ke dari pada dalam dengan untuk oleh bagi para opd skpd pd")
)
#: Real words that a letter or two part; one taken for a slip of the other hides a difference.
_CONTRASTS = frozenset(
    frozenset(pair.split())
    for pair in (
        "pengadaan pengaduan",
        "pelayanan pelayaran",
        "penataan pendataan",
        "perairan pengairan",
        "pertanian pertanahan",
        "pengelolaan pengolahan",
        "peningkatan peringkatan",
        "perdagangan perladangan",
        "pemulihan pemilihan",
        "pembinaan pembiayaan",
        "pedesaan perdesaan",
        "peternakan pertenakan",
        "kelahiran kehadiran",
        "internal eksternal",
        "formal nonformal",
        "langsung tidaklangsung",
    )
)
_LEVEL_WORDS: dict[Level, re.Pattern[str]] = {
    Level.PROGRAM: re.compile(r"\s*p(?:ro|o|r)gram\b\s*[:.]?\s*", re.IGNORECASE),
    Level.KEGIATAN: re.compile(r"\s*kegiatan(?:\s*:\s*|\s+(?=\w))", re.IGNORECASE),
    Level.SUB_KEGIATAN: re.compile(
        r"\s*sub\s*keg(?:iatan\s*[.:]*|\s*[.:]+)\s*(?=\w)", re.IGNORECASE
    ),
}
_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]+)+\s+", re.IGNORECASE)
_KODE = re.compile(r"\s*[0-9x]{1,2}(?:\.[0-9x]{1,4}){1,6}\.?\s+", re.IGNORECASE)
_YEAR = re.compile(
    r"\(?\b(?:pada\s+)?(?:tahun|thn|ta)\.?\s*(?:anggaran\s*)?20\d\d\b\)?", re.IGNORECASE
)
#: "Tersusunnya dokumen" states as reached what "Penyusunan dokumen" does.
_OUTCOME = re.compile(r"(?:ter|me|ber)\w+nya\Z")


@lru_cache(maxsize=MOST_TEXTS)
def name_words(text: str, level: Level | None = None) -> tuple[str, ...]:
    """Return a name's words in their common spelling, without its number and its level's word.

    Of an item, whose level is given, a code before the name is left out as well.
    """
    text = _KODE.sub("", text, count=1) if level is not None and _KODE.match(text) else text
    text = without_number(text)
    pattern = _LEVEL_WORDS.get(level) if level is not None else None
    if pattern is not None:
        text = pattern.sub("", text, count=1) if pattern.match(text) else text
    words = words_of(text.replace("&", " dan "))
    return tuple(part for word in words for part in _SAME_WORD.get(word, word).split())


def without_number(text: str) -> str:
    """Return a name without the number or letter that lists it: ``2.``, ``a)``."""
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text


@lru_cache(maxsize=MOST_TEXTS)
def name_key(text: str, level: Level | None = None) -> str:
    """Return what is equal for two spellings of a name that only differ in writing.

    Capitals, spaces, punctuation, ``&`` for ``dan`` and the usual short forms do not count.
    """
    return "".join(name_words(text, level))


@lru_cache(maxsize=MOST_TEXTS)
def indicator_words(text: str) -> tuple[str, ...]:
    """Return an indicator's words; the year it is stated for is no part of it."""
    return name_words(_YEAR.sub(" ", text))


@lru_cache(maxsize=MOST_TEXTS)
def indicator_key(text: str) -> str:
    """Return what is equal for two spellings of an indicator."""
    return "".join(indicator_words(text))


@lru_cache(maxsize=MOST_TEXTS)
def deed_keys(text: str, level: Level | None = None) -> tuple[str, ...]:
    """Return the keys by which a goal that states a deed as done is found: ``Tersusunnya …``."""
    words = name_words(text, level)
    if words and _OUTCOME.match(words[0]):
        return ("".join(words[1:]),)
    return tuple(key for key in ("".join(words), "".join(words[1:])) if key)


class Change(NamedTuple):
    """Words of one name that stand for other words of another; either may be none."""

    here: tuple[str, ...]
    there: tuple[str, ...]
    is_slip: bool

    @property
    def is_joining(self) -> bool:
        """Tell whether only words that join others are there or not."""
        return _JOINING.issuperset(self.here) and _JOINING.issuperset(self.there)


@lru_cache(maxsize=MOST_TEXTS)
def changes(here: tuple[str, ...], there: tuple[str, ...]) -> tuple[Change, ...]:
    """Return the words in which two names differ.

    A word parted in two is no difference, nor are the first letters of words in their place.
    """
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, here, there, autojunk=False)
    found: list[Change] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            found.extend(_parted(tuple(here[i1:i2]), tuple(there[j1:j2])))
    return tuple(found)


def _parted(here: tuple[str, ...], there: tuple[str, ...]) -> Iterator[Change]:
    if "".join(here) == "".join(there) or _abbreviates(here, there) or _abbreviates(there, here):
        return
    if len(here) == len(there) and len(here) > 1:
        for one, other in zip(here, there, strict=True):
            if one != other:
                yield Change((one,), (other,), _is_slip((one,), (other,)))
        return
    yield Change(here, there, _is_slip(here, there))


def _abbreviates(short: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether one word is made of the first letters of others: ``bmd``."""
    letters = "".join(word[0] for word in words if word not in _JOINING)
    return len(short) == 1 and len(letters) > 1 and short[0] == letters


def _is_slip(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Tell whether a few letters part the words, or only words that join others."""
    if _JOINING.issuperset(here) and _JOINING.issuperset(there):
        return True
    if not here or not there:
        return len("".join(here + there)) == 1
    one, other = "".join(here), "".join(there)
    if _digits(one) != _digits(other) or frozenset((one, other)) in _CONTRASTS:
        return False
    shorter = min(len(one), len(other))
    if shorter < 4:
        return False
    from rapidfuzz.distance import OSA

    return int(OSA.distance(one, other)) <= max(1, shorter // 5)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
