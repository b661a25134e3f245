"""Recognises a formula of capaian that an office writes in words.

``Target ÷ realisasi x 100%`` and ``[target − (realisasi − target)] / target`` are told by what they
compute, not by how they are spelt: a text is the formula whose results it gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache

from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.figures.plain_formula import calculate_exactly, parse_words

_WORDS = (
    (re.compile(r"\bdi\s*bagi(?:kan)?\b|\bper\b|[÷:]"), "/"),
    (re.compile(r"\bdi\s*kurang(?:i|kan)?\b|\bkurang\b|\bminus\b|[−–—]"), "-"),
    (re.compile(r"\bdi\s*tambah(?:kan)?\b|\btambah\b|\bplus\b"), "+"),
    (re.compile(r"\bdi\s*kali(?:kan)?\b|\bkali\b|[×·*]|(?<=[\s\d)%])x(?=[\s\d(tr])"), "*"),
    (re.compile(r"\bpersen\b"), "%"),
    (re.compile(r"\b(?:nilai|angka|jumlah|kinerja|rencana)\b"), " "),
)
_TOKEN = re.compile(r"\s*(?:(\d+(?:[.,]\d+)?)|(target|realisasi)|([-+*/()%]))")
_NAMES = {"target": "A1", "realisasi": "A2"}
_BRACKETS = str.maketrans("[]{}", "()()")

#: Target and realisasi that no two of the formulas answer alike.
_SAMPLES = (
    (Fraction(80), Fraction(70)),
    (Fraction(50), Fraction(65)),
    (Fraction(7), Fraction(3)),
)

_KNOWN: dict[Rumus, Callable[[Fraction, Fraction], Fraction]] = {
    Rumus.NAIK: lambda target, realisasi: realisasi / target,
    Rumus.TURUN: lambda target, realisasi: (2 * target - realisasi) / target,
    Rumus.TURUN_BALIK: lambda target, realisasi: target / realisasi,
    Rumus.TURUN_SELISIH: lambda target, realisasi: (target - realisasi) / target,
}


@lru_cache(maxsize=1_024)
def parse_rumus(text: str) -> Rumus | None:
    """Return the formula that a text states, ``None`` where it states none of those known."""
    tokens = _tokens(text.lower().rpartition("=")[2])
    if tokens is None or not {"target", "realisasi"} <= set(tokens):
        return None
    tree = parse_words([_NAMES.get(token, token.replace(",", ".")) for token in tokens])
    if tree is None:
        return None
    try:
        results = [
            calculate_exactly(tree, dict(enumerate(sample)), Fraction) for sample in _SAMPLES
        ]
    except (ValueError, ZeroDivisionError):
        return None
    for rumus, compute in _KNOWN.items():
        expected = [compute(*sample) for sample in _SAMPLES]
        if results == expected or results == [100 * value for value in expected]:
            return rumus
    return None


def _tokens(text: str) -> Sequence[str] | None:
    """Return numbers, names and signs, ``None`` where the text holds anything else."""
    text = text.translate(_BRACKETS)
    for pattern, sign in _WORDS:
        text = pattern.sub(f" {sign} ", text)
    text = text.strip().rstrip(".;")
    tokens: list[str] = []
    end = 0
    while text[end:].strip():
        match = _TOKEN.match(text, end)
        if match is None:
            return None
        tokens.append(next(filter(None, match.groups())))
        end = match.end()
    return tokens
