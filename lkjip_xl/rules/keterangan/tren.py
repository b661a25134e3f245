"""KET02: whether the figures went the way that a remark says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah
from lkjip_xl.domain.kata import INGKAR
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.rules.extent import is_filled
from lkjip_xl.rules.keterangan.kalimat import (
    NUMBER,
    Number,
    clauses,
    is_year,
    read_number,
    speaks_of,
    years_in,
)
from lkjip_xl.rules.keterangan.remarks import REMARKED
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.tables.text import tidy, words_of

KET02 = Rule(
    code="KET02",
    name="kecenderungan-bertentangan-dengan-angka",
    severity=Severity.ERROR,
    doc="""
        Keterangan menyebut angka meningkat, menurun, atau tetap, padahal dibandingkan dengan angka
        tahun sebelumnya tidak demikian.

        Naik dan turun dibaca menurut angkanya; membaik dan memburuk menurut arah indikator.

        Mengapa: perbandingan dengan tahun lalu termasuk isi wajib analisis capaian.

        Salah:
            Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
            | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 | Keterangan          |
            | Jalan membaik | Panjang jalan mantap | km     | 75          | 80          | 78             | 74             | Realisasi meningkat |

        Benar:
            Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
            | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 | Persentase Capaian 2022 | Persentase Capaian 2023 | Keterangan          |
            | Jalan membaik | Panjang jalan mantap | km     | 75          | 80          | 78             | 84             | 104                     | 105                     | Realisasi meningkat |
    """,
)


class Trend(Enum):
    """Which way a value is said to have gone; the text is a pattern of the words that say so."""

    UP = r"meningkat|naik|bertambah|peningkatan|kenaikan"
    DOWN = r"menurun|turun|berkurang|penurunan"
    SAME = r"tetap|stabil|konstan|tidak berubah|tidak mengalami perubahan"
    BETTER = r"membaik|perbaikan"
    WORSE = r"memburuk"


class Moved(NamedTuple):
    """A trend with its words, the year it is told from (0 for the year before) and its figures.

    ``of_capaian`` says that the subject is the capaian, which may mean the percentage.
    """

    trend: Trend
    words: str
    since: int
    of_capaian: bool
    start: Number | None = None
    end: Number | None = None

    @property
    def is_sound(self) -> bool:
        """Tell whether the figures of the sentence, where it has both, move as it says."""
        if not (self.start and self.end and self.start.readings and self.end.readings):
            return True
        step = self.end.readings[0] - self.start.readings[0]
        return {Trend.UP: step > 0, Trend.DOWN: step < 0}.get(self.trend, True)

    def holds(self, before: Decimal, now: Decimal, arah: Arah) -> bool:
        """Tell whether a value moved as said; of a capaian also whether its percentage may have."""
        step = now - before
        gain = -step if arah is Arah.TURUN else step
        if self.of_capaian:
            # Between two years the target moves, too: only standing still is sure of the percentage.
            return self.trend is not Trend.SAME or step == 0 or arah is Arah.TURUN
        if self.trend is Trend.SAME:
            limit = _STEADY if self.words.startswith("stabil") else 0
            return abs(step) * 100 <= abs(before) * limit
        if arah is Arah.STABIL and self.trend in (Trend.BETTER, Trend.WORSE):
            return True
        own = {Trend.UP: step, Trend.DOWN: -step, Trend.BETTER: gain, Trend.WORSE: -gain}
        return own[self.trend] > 0


#: The capaian, which may mean the percentage and not the figure itself.
_CAPAIAN = frozenset({"capaian", "capaiannya", "kinerja", "kinerjanya", "pencapaian"})
#: "Stabil" allows so large a change, per cent of the earlier value.
_STEADY = 5
_ADVERBS = (
    r"(?:(?:cenderung|terus|sedikit|sudah|telah|masih|mulai|kembali|juga|mengalami|ada|menunjukkan|"
    r"terjadi|tren|trend) )*"
)
_ANY_VERB = "|".join(trend.value for trend in Trend)
_VERB = re.compile(rf"\b(?:{_ANY_VERB})\b")
_MOVED = re.compile(rf"(?P<before>.*?)\b{_ADVERBS}(?P<verb>{_ANY_VERB})\b(?P<after>.*)\Z")
_NEGATION = re.compile(rf"\b(?:{'|'.join(INGKAR)}|tanpa|bukan)\b")
#: What may follow the verb: a comparison with a year, figures, or nothing.
_AFTER = re.compile(
    rf"\A(?: sebesar {NUMBER} ?(?:%|persen|poin)?)?"
    rf"(?: (?:jika |bila )?(?:dari|dibanding(?:kan)?|daripada|terhadap|sejak)(?: dengan)?"
    rf"(?: realisasi| capaian| nilai| angka)?"
    rf"(?: (?P<start>{NUMBER}) ?(?P<unit>%|persen|poin|kasus|orang)?)?"
    rf"(?: ?(?:pada |di )?(?:tahun )?(?P<year>20\d\d|sebelumnya|lalu|yang lalu))?)?"
    rf"(?: (?:menjadi|ke) (?P<end>{NUMBER}) ?(?:%|persen|poin|kasus|orang)?"
    rf"(?: (?:pada |di )?(?:tahun )?(?P<now>20\d\d))?)?\Z"
)


def trend_claims(text: str, indikator: str, year: int) -> Iterator[Moved]:
    """Yield what a remark says of the value against an earlier year's."""
    if _VERB.search(text.lower()) is None:
        return
    for clause in clauses(text):
        match = _MOVED.match(clause)
        if match is None or len(_VERB.findall(clause)) > 1:
            continue
        before, after = match["before"], _AFTER.match(match["after"])
        if after is None or _NEGATION.search(before) or not speaks_of(before, indikator):
            continue
        if not (years_in(before) | years_in(after["now"] or "")) - {year}:
            yield _moved(match, after)


def _moved(match: re.Match[str], after: re.Match[str]) -> Moved:
    since, start, end = after["year"] or "", after["start"] or "", after["end"] or ""
    subject = set(words_of(match["before"]))
    return Moved(
        trend=next(trend for trend in Trend if re.fullmatch(trend.value, match["verb"])),
        words=(match["verb"] + match["after"]).strip(),
        since=int(since) if since.isdigit() else 0,
        of_capaian=bool(subject & _CAPAIAN) and "realisasi" not in subject,
        start=read_number(start) if start and not is_year(start) else None,
        end=read_number(end) if end else None,
    )


#: The forms that may say of an indicator how its realisasi has moved.
_SPEAKING = tuple(form for form in FORMS if form.realisasi)


def _realisasi(context: Context, row: Baris, year: int) -> Sequence[Sel]:
    """Return what the annexes say; the sheets that feed the report copy it from them."""
    told = context.alignment.told(row, Field.REALISASI, year)
    return [cell for cell in told if cell.lampiran.form in REMARKED]


@KET02.check
def find_contradicted_trends(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(*_SPEAKING):
        year = context.laporan.year or lampiran.year
        for row in lampiran.rows:
            for cell in _sentences(row):
                text = row.keterangan if cell.field is Field.KETERANGAN else cell.text
                for moved in trend_claims(text, row.indikator, year):
                    found = _contradicted(context, row, moved, year)
                    if found is not None:
                        yield _finding(cell, text, moved, found)


def _finding(cell: Sel, text: str, moved: Moved, found: _Contradiction) -> Finding:
    label = "keterangan" if cell.field is Field.KETERANGAN else "analisis"
    return KET02.about(
        cell,
        what=f"{label} menyebut “{moved.words}”, padahal {found.told}",
        fix="perbaiki kalimatnya, atau periksa angka kedua tahun itu",
        written=tidy(text),
        related=[one.cell for one in found.cells],
        severity=Severity.WARNING if found.is_open else None,
    )


def _sentences(row: Baris) -> Iterator[Sel]:
    """Yield the cells of a row that hold sentences of its own about its indicator."""
    for name in (Field.KETERANGAN, Field.PENYEBAB_KEBERHASILAN, Field.PENYEBAB_KEGAGALAN):
        cell = row.sel(name)
        if row.indikator and is_filled(cell) and cell.is_own:
            yield cell


class _Contradiction(NamedTuple):
    """What the figures say instead, and whether the remark left the year open."""

    told: str
    cells: Sequence[Sel] = ()
    is_open: bool = False


def _contradicted(context: Context, row: Baris, moved: Moved, year: int) -> _Contradiction | None:
    if not moved.is_sound:
        return _Contradiction("kedua angka itu bergerak sebaliknya")
    since = moved.since or year - 1
    before, now = (_realisasi(context, row, one) for one in (since, year))
    if not before or not now or since >= year:
        return None
    context.tally["keterangan"] += 1
    if not _is_wrong(moved, before, now, context.arah(row).arah):
        return None
    first = (before[0], now[0])
    shown = [f"{one.year} {one.written} ({one.lampiran.form.label})" for one in first]
    is_open = not (moved.start or moved.end or moved.since)
    return _Contradiction(", ".join(shown), first, is_open)


def _is_wrong(moved: Moved, before: Sequence[Sel], now: Sequence[Sel], arah: Arah) -> bool:
    """Tell whether no figures of the two years move as said, or not those that are quoted."""
    pairs = ((moved.start, before), (moved.end, now))
    right = [any(n.equals(one.value) for one in told) for n, told in pairs if n is not None]
    if right:
        # Where no figure fits, the remark counts something else.
        return any(right) and not all(right)
    return not any(moved.holds(old.number, new.number, arah) for old in before for new in now)
