"""What a remark claims, as far as its words leave no doubt; anything else claims nothing.

A clause counts only where all words before the claim speak of the indicator itself: ``jumlah peserta
di bawah target`` under an indicator that counts no peserta is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import NamedTuple

from lkjip_xl.domain.indikator import Arah
from lkjip_xl.domain.quantity import Figure, round_to
from lkjip_xl.tables.text import words_of


class Claim(Enum):
    """How a realisasi is said to stand to its target; the text says it again in a message."""

    ABOVE = "di atas"
    NOT_ABOVE = "tidak di atas"
    BELOW = "di bawah"
    NOT_BELOW = "tidak di bawah"
    BETTER = "melampaui"
    NOT_BETTER = "tidak melampaui"
    REACHED = "mencapai"
    MISSED = "tidak mencapai"
    DIFFERENT = "melebihi"  # above or better: both are said so

    @property
    def is_good(self) -> bool:
        return self in (Claim.ABOVE, Claim.NOT_BELOW, Claim.BETTER, Claim.REACHED, Claim.DIFFERENT)


class Said(NamedTuple):
    """A claim with the words that make it."""

    claim: Claim
    words: str


class Number(NamedTuple):
    """A figure in a text: what it may mean, and the digits it shows."""

    written: str
    readings: tuple[Decimal, ...]
    decimals: int

    def equals(self, value: Decimal | None) -> bool:
        """Tell whether the text gives a value, at the digits that it shows."""
        return value is not None and any(
            round_to(value, self.decimals) == reading for reading in self.readings
        )


#: What a remark calls the indicator itself, and what it puts around a claim.
_GENERIC = frozenset(
    [
        "realisasi",
        "realisasinya",
        "capaian",
        "capaiannya",
        "pencapaian",
        "kinerja",
        "kinerjanya",
        "hasil",
        "hasilnya",
        "nilai",
        "nilainya",
        "angka",
        "angkanya",
        "indikator",
        "ini",
        "tersebut",
        "target",
        "targetnya",
        "tahun",
        "tahunan",
        "sudah",
        "telah",
        "masih",
        "berada",
        "tetap",
        "jauh",
        "sedikit",
        "sangat",
        "dapat",
        "berhasil",
        "yang",
        "ditetapkan",
        "direncanakan",
        "pada",
        "secara",
        "keseluruhan",
        "umum",
        "sebesar",
        "sebanyak",
        "dari",
        "sepanjang",
        "selama",
        "persentase",
        "tingkat",
        "program",
        "kegiatan",
        "sub",
        "sasaran",
        "tujuan",
        "dengan",
        "adalah",
        "terealisasi",
        "besar",
        "kecil",
        "juga",
        "bahkan",
        "cenderung",
        "terus",
        "mengalami",
        "rata",
    ]
)
_YEAR = re.compile(r"\b20\d\d\b")
_OTHER_TIME = re.compile(
    r"\btahun (?:lalu|depan|sebelumnya|berikutnya|kemarin)\b|\btriwulan\b|\btw\b|\bsemester\b"
)
_REASON = re.compile(
    r"\b(?:karena|sebab|disebabkan|dikarenakan|akibat|diakibatkan|berkat|meski(?:pun)?|walau(?:pun)?"
    r"|jika|apabila|bila|kalau|agar|supaya|untuk|guna)\b"
)
_PARTED = re.compile(r"[;\n]|[.,:](?=\s|\Z)|\b(?:namun|tetapi|tapi|sedangkan|sehingga|serta)\b")
_SENTENCE = re.compile(r"[;\n]|\.(?=\s|\Z)")
_SPACES = re.compile(r"\s+")

_NOT = (
    r"(?:(?P<n>tidak hanya|bukan hanya|tidak saja|bukan saja|tidak|belum|tak|kurang|gagal|hampir|"
    r"nyaris|bukan) (?:(?:dapat|bisa|mampu|sepenuhnya|seluruhnya|berhasil|sampai|juga|optimal|"
    r"maksimal) ){0,2})?"
)
_ONLY = frozenset({"tidak hanya", "bukan hanya", "tidak saja", "bukan saja"})
_OF = r"(?: dari(?:pada)?| dengan)?(?: nilai| angka)?"
#: After "target" these name another one than the indicator's own of the year.
_OWN_TARGET = (
    r" target(?:nya)?\b(?! (?:triwulan|tw|semester|bulan|bulanan|nasional|provinsi|renstra|rpjmd|"
    r"akhir|jangka|spm|rkpd|peserta|anggaran|keuangan|fisik|serapan|pendapatan|kabupaten|kota)\b)"
)
_HELPERS = r"(?: (?:kinerja|ini|tahunan|yang|ditetapkan|tersebut|sudah|telah|dapat|bisa|berhasil))*"
#: A claim, words of which a clause that makes it has one, and how it is put.
_PATTERNS: tuple[tuple[Claim, tuple[str, ...], str], ...] = (
    (
        Claim.ABOVE,
        ("atas", "lebih"),
        rf"{_NOT}(?:di ?atas|lebih (?:tinggi|besar|banyak|lama){_OF}|lebih dari){_OWN_TARGET}",
    ),
    (
        Claim.BELOW,
        ("bawah", "lebih", "kurang"),
        rf"{_NOT}(?:di ?bawah|lebih (?:rendah|kecil|sedikit|singkat|cepat){_OF}|kurang dari){_OWN_TARGET}",
    ),
    (Claim.BETTER, ("melampaui", "lebih"), rf"{_NOT}(?:melampaui|lebih baik){_OF}{_OWN_TARGET}"),
    (Claim.DIFFERENT, ("melebihi",), rf"{_NOT}melebihi{_OF}{_OWN_TARGET}"),
    (
        Claim.BETTER,
        ("lampaui",),
        rf"\btarget(?:nya)?{_HELPERS} {_NOT}(?:terlampaui|dilampaui)\b",
    ),
    (
        Claim.REACHED,
        ("mencapai", "memenuhi", "sesuai", "sama"),
        rf"{_NOT}(?:mencapai|memenuhi|sesuai|sama){_OF}{_OWN_TARGET}",
    ),
    (
        Claim.REACHED,
        ("capai", "penuhi"),
        rf"\btarget(?:nya)?{_HELPERS} {_NOT}(?:tercapai|terpenuhi|dicapai|dipenuhi)\b",
    ),
    (
        Claim.REACHED,
        ("capai", "penuhi"),
        rf"\A{_NOT}(?:sudah |telah )?(?:tercapai|terpenuhi)(?: sepenuhnya)?\Z",
    ),
)
_OPPOSITE = {
    Claim.ABOVE: Claim.NOT_ABOVE,
    Claim.BELOW: Claim.NOT_BELOW,
    Claim.BETTER: Claim.NOT_BETTER,
    Claim.REACHED: Claim.MISSED,
}


def target_claims(text: str, indikator: str, year: int) -> tuple[Said, ...]:
    """Return what a remark says of the realisasi against the target of the year.

    A remark that says good and bad at once speaks of parts, and claims nothing that could be judged.
    """
    if "target" not in text.lower() and "capai" not in text.lower():
        return ()
    found = [said for clause in _clauses(text) for said in _claims_of(clause, indikator, year)]
    if len({said.claim.is_good for said in found}) > 1:
        return ()
    return tuple(found)


def _clauses(text: str) -> Iterator[str]:
    """Yield the clauses that state something, without those that give a reason or an aim."""
    for sentence in _SENTENCE.split(text.lower()):
        statement = _REASON.split(sentence, maxsplit=1)[0]
        for clause in _PARTED.split(statement):
            yield _SPACES.sub(" ", clause.replace("(", " ").replace(")", " ")).strip()


def _claims_of(clause: str, indikator: str, year: int) -> Iterator[Said]:
    if _OTHER_TIME.search(clause) or any(int(y) != year for y in _YEAR.findall(clause) if year):
        return
    for claim, words, pattern in _PATTERNS:
        if not any(word in clause for word in words):
            continue  # most are never asked for, and take long to compile
        match = _compiled(pattern).search(clause)
        if match is None or not speaks_of(clause[: match.start()], indikator):
            continue
        meant = _meant(claim, match["n"], clause[: match.start()])
        if meant is not None:
            yield Said(meant, match[0].strip())
        return


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _meant(claim: Claim, negation: str | None, subject: str) -> Claim | None:
    """Return the claim with its negation, and with what the subject makes of it."""
    is_negated = negation is not None and negation not in _ONLY
    words = set(words_of(subject))
    of_capaian = words & {"capaian", "kinerja"} and "realisasi" not in words
    if of_capaian and claim in (Claim.ABOVE, Claim.BELOW):
        # "Capaian di atas target" praises, whichever way is better.
        claim = Claim.BETTER if claim is Claim.ABOVE else Claim.MISSED
        return None if is_negated else claim
    if claim is Claim.BETTER and words & {"realisasi", "angka", "jumlah"}:
        claim = Claim.DIFFERENT
    if not is_negated:
        return claim
    return _OPPOSITE.get(claim)


def speaks_of(words: str, indikator: str) -> bool:
    """Tell whether all words name the indicator, or nothing in particular."""
    own = _GENERIC.union(words_of(indikator))
    return all(word in own or word.isdigit() for word in words_of(words))


def fits(claim: Claim, target: Figure, realisasi: Decimal, arah: Arah) -> bool:
    """Tell whether a claim is true; ``target`` has a value, and an upper end where it is a range."""
    assert target.value is not None
    low = target.value
    high = low if target.upper is None else target.upper
    above, below = realisasi > high, realisasi < low
    better, worse = (below, above) if arah is Arah.TURUN else (above, below)
    return {
        Claim.ABOVE: above,
        Claim.NOT_ABOVE: not above,
        Claim.BELOW: below,
        Claim.NOT_BELOW: not below,
        Claim.BETTER: better,
        Claim.NOT_BETTER: not better,
        Claim.REACHED: not worse,
        Claim.MISSED: worse,
        Claim.DIFFERENT: better or above,
    }[claim]


NUMBER = r"\d+(?:[.,]\d+)*"
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")


def read_number(text: str) -> Number:
    """Return the figure that a text writes; a lone full stop may part thousands or decimals."""
    grouped = text.replace(".", "").replace(",", ".")
    readings = []
    decimals = 0
    if text.count(",") <= 1:
        readings.append(Decimal(grouped))
        decimals = len(grouped.partition(".")[2])
    if (
        text.count(".") == 1
        and "," not in text
        and not (_THOUSANDS.match(text) and not text.startswith("0"))
    ):
        readings = [Decimal(text)]
        decimals = len(text.partition(".")[2])
    return Number(text, tuple(readings), decimals)


class Trend(Enum):
    """Which way a value is said to have gone."""

    UP = "naik"
    DOWN = "turun"
    SAME = "tetap"
    BETTER = "membaik"
    WORSE = "memburuk"


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


_ADVERBS = (
    r"(?:(?:cenderung|terus|sedikit|sudah|telah|masih|mulai|kembali|juga|mengalami|ada|menunjukkan|"
    r"terjadi|tren|trend) )*"
)
_VERBS = (
    (Trend.UP, r"meningkat|naik|bertambah|peningkatan|kenaikan"),
    (Trend.DOWN, r"menurun|turun|berkurang|penurunan"),
    (Trend.SAME, r"tetap|stabil|konstan|tidak berubah|tidak mengalami perubahan"),
    (Trend.BETTER, r"membaik|perbaikan"),
    (Trend.WORSE, r"memburuk"),
)
_ANY_VERB = "|".join(verbs for _, verbs in _VERBS)
_VERB = re.compile(rf"\b(?:{_ANY_VERB})\b")
_MOVED = re.compile(rf"(?P<before>.*?)\b{_ADVERBS}(?P<verb>{_ANY_VERB})\b(?P<after>.*)\Z")
_NEGATION = re.compile(r"\b(?:tidak|belum|tak|tanpa|bukan|kurang)\b")
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
_CAPAIAN = frozenset({"capaian", "capaiannya", "kinerja", "kinerjanya", "pencapaian"})


def trend_claims(text: str, indikator: str, year: int) -> Iterator[Moved]:
    """Yield what a remark says of the value against an earlier year's."""
    if _VERB.search(text.lower()) is None:
        return
    for clause in _clauses(text):
        match = _MOVED.match(clause)
        if match is None or len(_VERB.findall(clause)) > 1:
            continue
        after = _AFTER.match(match["after"])
        before = match["before"]
        if after is None or _NEGATION.search(before) or not speaks_of(before, indikator):
            continue
        if any(int(y) != year for y in [*_YEAR.findall(before), after["now"] or str(year)]):
            continue
        yield _moved(match, after)


def _moved(match: re.Match[str], after: re.Match[str]) -> Moved:
    trend = next(trend for trend, verbs in _VERBS if re.fullmatch(verbs, match["verb"]))
    since = after["year"] or ""
    subject = set(words_of(match["before"]))
    return Moved(
        trend=trend,
        words=(match["verb"] + match["after"]).strip(),
        since=int(since) if since.isdigit() else 0,
        of_capaian=bool(subject & _CAPAIAN) and "realisasi" not in subject,
        start=read_number(after["start"])
        if after["start"] and not _is_year(after["start"])
        else None,
        end=read_number(after["end"]) if after["end"] else None,
    )


def _is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None
