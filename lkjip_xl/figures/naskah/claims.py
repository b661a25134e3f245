"""What each figure of a sentence claims, and what the tables say of the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lkjip_xl.domain.field import Field, Kind
from lkjip_xl.domain.quantity import SERATUS, Figure, format_number
from lkjip_xl.figures.naskah.cues import fields_meant
from lkjip_xl.figures.naskah.mentions import Names, Penyebutan
from lkjip_xl.lampiran.naskah import Kalimat, Sebutan
from lkjip_xl.lampiran.pernyataan import TOTAL, DaftarPernyataan, Pernyataan
from lkjip_xl.tables.text import squash

#: Words for the whole of an office's money.
_WHOLE = re.compile(
    r"\b(?:total|keseluruhan|seluruh\w*|alokasi\s+anggaran|plafon|jumlah\s+(?:anggaran|pagu))\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:dinas|badan|kantor|kecamatan|inspektorat|sekretariat|perangkat\s+daerah|opd|skpd)\b",
    re.IGNORECASE,
)
#: Words for a part of it, or for more than one office's.
_PART = re.compile(
    r"\b(?:program|kegiatan|sub\s*kegiatan|bidang|uptd?|belanja|dak|dau|hibah|bantuan|sasaran|"
    r"indikator|pemerintah\s+(?:kota|kabupaten|provinsi)|apbd|apbn)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:pada|untuk|oleh|bagi)\s+(?:indikator\s+|program\s+|kegiatan\s+)?", re.I
)
#: Characters between a name and a plain number in brackets that belongs to it.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Klaim:
    """A figure of a sentence with what it is about: a name, the fields of which one is meant.

    ``years`` are those that the sentence names; the report's own, ``year``, may be meant as well.
    """

    kalimat: Kalimat
    angka: Sebutan
    words: tuple[str, ...]
    fields: Sequence[Field]
    years: tuple[int, ...]
    year: int


def find_claims(kalimat: Kalimat, names: Names, year: int) -> Iterator[Klaim]:
    """Yield what a sentence claims, as far as it is sure what it speaks of."""
    text = kalimat.text
    mentions = list(names.find(text))
    plain = _without(mentions, text)
    start = 0
    subject: tuple[str, ...] | None = None
    for angka in kalimat.angka:
        subject = _subject(kalimat, mentions, angka, start, subject, names)
        # A figure in brackets stands for what the whole list is about.
        before = "" if angka.is_bracketed else plain[start : angka.start]
        start = angka.end
        if subject is None or angka.is_bound or (angka.terbilang and angka.kind is Kind.KINERJA):
            continue
        fields = fields_meant(angka.kind, before, text[angka.end :], text)
        if fields:
            yield Klaim(kalimat, angka, subject, fields, _years(kalimat), year)


def _without(mentions: Sequence[Penyebutan], text: str) -> str:
    """Return a sentence without the names in it, whose words say nothing of what is meant."""
    for one in mentions:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _subject(
    kalimat: Kalimat,
    mentions: Sequence[Penyebutan],
    angka: Sebutan,
    start: int,
    last: tuple[str, ...] | None,
    names: Names,
) -> tuple[str, ...] | None:
    """Return what a figure belongs to, ``None`` where that is not sure.

    That is the name right behind it (``95,71% pada Waktu tunggu``), the one before it, or what the
    figure before it belonged to; words of another thing must not stand between.
    """
    text = kalimat.text
    behind = _BEHIND.match(text, angka.end)
    if behind is not None:
        return next((one.words for one in mentions if one.start == behind.end()), None)
    between = [one for one in mentions if start <= one.start and one.end <= angka.start]
    if between:
        near = between[-1]
        if angka.is_bracketed and angka.start - near.end > _NEAR:
            return None
        return near.words if names.link(text[near.end : angka.start]) else None
    if last is not None and not angka.is_bracketed and names.link(text[start : angka.start]):
        return last
    if mentions or angka.kind is Kind.KINERJA:
        return None
    return TOTAL if _is_whole(text[: angka.start], names) else None


def _is_whole(before: str, names: Names) -> bool:
    """Tell whether the words before a figure speak of all the money of an office, and no more."""
    whole = _WHOLE.search(before)
    if whole is None or _PART.search(before):
        return False
    told_of = before[: whole.start()]
    is_own = names.link(told_of) or _OFFICE.search(told_of) is not None
    return is_own and names.link(before[whole.end() :])


def _years(kalimat: Kalimat) -> tuple[int, ...]:
    return tuple(dict.fromkeys(named.year for named in kalimat.years))


def told_by_tables(klaim: Klaim, daftar: DaftarPernyataan) -> list[Pernyataan] | None:
    """Return what the tables state of the thing that a claim is about.

    ``None`` where the tables leave it open: they say nothing for one of the years, or one of them
    says two things.
    """
    if not _counts_in_unit(klaim, daftar):
        return None
    found: list[Pernyataan] = []
    for year in dict.fromkeys((*klaim.years, klaim.year)):
        own = [
            one
            for field in klaim.fields
            for one in (*daftar.of(klaim.words, field, year), *_derived(klaim, daftar, field, year))
        ]
        if _is_torn(own) or (not own and year in (klaim.years or (klaim.year,))):
            return None
        found += own
    return found


def _counts_in_unit(klaim: Klaim, daftar: DaftarPernyataan) -> bool:
    """Tell whether a plain number is followed by what the tables count of the thing."""
    if klaim.angka.kind is not Kind.KINERJA or klaim.angka.is_bracketed:
        return True
    after = squash(klaim.kalimat.text[klaim.angka.end :])
    return any(after.startswith(squash(unit)) for unit in daftar.units(klaim.words))


def _is_torn(stated: Sequence[Pernyataan]) -> bool:
    """Tell whether one table states two figures of one thing: then two things have its name."""
    seen: dict[tuple[str, str, Field, int], Pernyataan] = {}
    for one in stated:
        first = seen.setdefault((*one.table, one.field, one.year), one)
        if first.figure.value != one.figure.value:
            return True
    return False


def _derived(
    klaim: Klaim, daftar: DaftarPernyataan, field: Field, year: int
) -> Iterator[Pernyataan]:
    """Yield what follows from pagu and realisasi of one table: what is left, and the serapan."""
    if field not in (Field.SISA, Field.SERAPAN):
        return
    told = {one.table for one in daftar.of(klaim.words, field, year)}
    for pagu in daftar.of(klaim.words, Field.PAGU, year):
        for spent in daftar.of(klaim.words, Field.REALISASI_ANGGARAN, year):
            if spent.table != pagu.table or pagu.table in told:
                continue
            limit, amount = pagu.figure.value, spent.figure.value
            if limit is None or amount is None or not limit:
                continue
            value = limit - amount if field is Field.SISA else amount / limit * SERATUS
            decimals = 0 if field is Field.SISA else 2
            written = format_number(value, decimals)
            figure = Figure(written=written, value=value, decimals=decimals)
            yield replace(spent, field=field, figure=figure)
