"""KET04: the scores and the predikat of the evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import GOALS
from lkjip_xl.domain.kata import PERSEN
from lkjip_xl.domain.lhe import NilaiEvaluasi
from lkjip_xl.domain.predikat import SKALA_SAKIP
from lkjip_xl.domain.quantity import SERATUS, format_number
from lkjip_xl.figures.predikat import predikat_sakip
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.lhe import LHE, is_predikat, read_lhe, read_predikat
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import squash, words_of

KET04 = Rule(
    code="KET04",
    name="nilai-atau-bagian-tidak-sesuai",
    severity=Severity.ERROR,
    doc="""
        Nilai, predikat, atau bagian yang disebut tidak sesuai dengan angka di buku: jumlah komponen
        LHE, predikat menurut skala SAKIP, “6 dari 7 indikator tercapai”, persentase serapan dalam
        kalimat.

        Mengapa: nilai dan bagian seperti itu dikutip dalam ikhtisar dan kata pengantar.

        Salah:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |

            Laporan Hasil Evaluasi
            | No       | Komponen            | Bobot | Nilai |
            | 1        | Perencanaan Kinerja | 60    | 41,00 |
            | 2        | Pengukuran Kinerja  | 40    | 24,00 |
            | TOTAL    |                     | 100   | 65,00 |
            | PREDIKAT |                     |       | BB    |

        Benar:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |

            Laporan Hasil Evaluasi
            | No       | Komponen            | Bobot | Nilai |
            | 1        | Perencanaan Kinerja | 60    | 41,00 |
            | 2        | Pengukuran Kinerja  | 40    | 24,00 |
            | TOTAL    |                     | 100   | 65,00 |
            | PREDIKAT |                     |       | B     |
    """,
)

#: The words that the SAKIP scale puts beside its letters.
_WORDS = {
    "sangatmemuaskan": "AA",
    "memuaskan": "A",
    "sangatbaik": "BB",
    "baik": "B",
    "cukup": "CC",
    "cukupmemadai": "CC",
    "kurang": "C",
    "sangatkurang": "D",
}
_GRADE = re.compile(r"(?<![A-Za-z])(AA|A|BB|B|CC|C|D)(?![A-Za-z])")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_ACCOUNTABILITY = frozenset({"akip", "sakip", "lkjip", "lakip", "lkip"})


class _Score(NamedTuple):
    """A row of the LHE sheet, and what it was read as."""

    row: Baris
    read: NilaiEvaluasi

    def of(self, name: Field) -> Sel | None:
        return self.row.told(name, self.row.lampiran.year)

    @property
    def nilai(self) -> Sel | None:
        """The row's score, that of a whole component where it has no other."""
        return self.of(Field.NILAI) or self.of(Field.NILAI_KOMPONEN)


def _scores(lampiran: Lampiran) -> list[_Score]:
    rows = [row for row in lampiran.rows if not is_predikat(row)]
    return [_Score(*pair) for pair in zip(rows, read_lhe(lampiran), strict=True)]


def _total(scores: Sequence[_Score]) -> _Score | None:
    return next((one for one in scores if one.read.is_total), None)


def _told(scores: Sequence[_Score], name: Field) -> list[Sel]:
    return [cell for one in scores if (cell := one.of(name)) is not None]


@KET04.check
def find_wrong_evaluation(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(LHE):
        scores = _scores(lampiran)
        yield from _over_weight(scores)
        yield from _wrong_components(context, scores)
        total = _total(scores)
        stated = None if total is None else total.nilai
        if total is not None and stated is not None:
            yield from _wrong_total(context, scores, total, stated)
            yield from _wrong_predikat(context, stated)


def _over_weight(scores: Sequence[_Score]) -> Iterator[Finding]:
    for one in scores:
        bobot, nilai = one.of(Field.BOBOT), one.of(Field.NILAI)
        if bobot is not None and nilai is not None and nilai.number > bobot.number > 0:
            yield KET04.about(
                nilai,
                _subject(nilai, one.read.sub_komponen or one.read.komponen),
                what=f"nilai {nilai.written} melebihi bobotnya {bobot.written}",
                fix="periksa nilai dan bobot di LHE",
                related=(bobot.cell,),
            )


def _subject(cell: Sel, item: str) -> Subject:
    return Subject(cell.lampiran, item, cell.field, cell.lampiran.year)


def _wrong_components(context: Context, scores: Sequence[_Score]) -> Iterator[Finding]:
    """Compare each component with its sub components, where two columns tell them apart."""
    groups: dict[str, list[_Score]] = {}
    for one in scores:
        if not one.read.is_total:
            groups.setdefault(squash(one.read.komponen), []).append(one)
    for group in groups.values():
        stated, parts = _told(group, Field.NILAI_KOMPONEN), _told(group, Field.NILAI)
        if stated and len(group) == len(parts) > 1:
            name = next(one.read.komponen for one in group if one.row is stated[0].row)
            label = f"nilai komponen “{name}”"
            yield from _wrong_sum(context, stated[0], name, parts, label, "sub komponennya")


def _wrong_total(
    context: Context, scores: Sequence[_Score], total: _Score, stated: Sel
) -> Iterator[Finding]:
    """Compare the total where it is certain which rows are the components."""
    parts = _components([one for one in scores if not one.read.is_total])
    if len(parts) > 1:
        name = total.read.komponen
        yield from _wrong_sum(context, stated, name, parts, "nilai total", "komponen")


def _components(rows: Sequence[_Score]) -> list[Sel]:
    """Return the components' scores: their own column, or rows whose weights make 100."""
    own = _told(rows, Field.NILAI_KOMPONEN)
    if own:
        return own if len(own) == len({squash(one.read.komponen) for one in rows}) else []
    weights, scores = _told(rows, Field.BOBOT), _told(rows, Field.NILAI)
    if not len(weights) == len(scores) == len(rows):
        return []
    return scores if sum(weight.number for weight in weights) == SERATUS else []


def _wrong_sum(
    context: Context, stated: Sel, item: str, parts: Sequence[Sel], label: str, of_what: str
) -> Iterator[Finding]:
    """Yield the finding of a sum; a difference that rounding explains is milder."""
    context.tally["keterangan"] += 1
    values = [part.number for part in parts]
    total = sum(values, Decimal(0))
    if total == stated.number:
        return
    by_rounding = abs(total - stated.number) * 200 <= len(parts) + 1
    what = (
        f"{label} tertulis {stated.written}, jumlah {len(parts)} {of_what} {format_number(total)}"
    )
    yield KET04.about(
        stated,
        _subject(stated, item),
        what=what + ("; selisihnya dapat timbul dari pembulatan" if by_rounding else ""),
        fix=f"isi {format_number(total)}, atau periksa {of_what} di LHE",
        expected=format_number(total),
        calculation=show_sum(values),
        related=[part.cell for part in parts],
        severity=Severity.INFO if by_rounding else None,
    )


def _wrong_predikat(context: Context, stated: Sel) -> Iterator[Finding]:
    predikat = read_predikat(stated.lampiran)
    if predikat is None or predikat != context.laporan.predikat_lhe:
        return
    skala, text = context.pengaturan.skala_sakip, predikat.predikat
    earned = predikat_sakip(stated.value, skala)
    match = _GRADE.search(text)
    letter = match[1] if match else ""
    word = _grade_in_words(text, letter) if skala == SKALA_SAKIP else ""
    context.tally["keterangan"] += 1
    wrong = letter or word
    if not earned or not wrong or (earned == wrong and word in ("", wrong)):
        return
    what = f"predikat tertulis {text}, sedangkan nilai {stated.written} berpredikat {earned}"
    if earned == wrong:
        what = f"predikat {letter} tidak disebut seperti yang tertulis di belakangnya: {text}"
    yield KET04.finding(
        predikat.cell,
        _subject(stated, "predikat")._replace(field="predikat"),
        what=what,
        fix=f"tulis {earned}, atau periksa nilainya",
        written=text,
        expected=earned,
        related=(stated.cell,),
    )


def _grade_in_words(text: str, letter: str) -> str:
    """Return the letter of the word in brackets, or of the whole text where it has no letter."""
    bracket = _IN_BRACKETS.search(text)
    word = bracket[1] if bracket else "" if letter else text
    return _WORDS.get(squash(word), "")


@KET04.check
def find_other_evaluation(context: Context) -> Iterator[Finding]:
    """Compare the total with the realisasi of the goal that measures it, in the same year."""
    year = context.laporan.year
    for lampiran in context.laporan.of(LHE):
        total = _total(_scores(lampiran))
        nilai = None if total is None else total.nilai
        if nilai is None or not re.search(rf"(?<!\d){year}(?!\d)", lampiran.title):
            continue
        for realisasi in _evaluated(context):
            if realisasi.figure.shows(nilai.number) or nilai.figure.shows(realisasi.number):
                continue
            yield KET04.about(
                realisasi,
                what=f"realisasi {realisasi.written}, sedangkan nilai LHE tahun {year} {nilai.written}",
                fix=f"isi {nilai.written}, atau jelaskan bahwa nilai tahun lain yang dipakai",
                expected=nilai.written,
                related=(nilai.cell,),
                severity=Severity.WARNING,
            )


def _evaluated(context: Context) -> Iterator[Sel]:
    """Yield the realisasi of Tabel 3.1 that are the score of the evaluation."""
    for lampiran in context.laporan.of(TABEL_3_1):
        for row in lampiran.rows:
            words, cell = set(words_of(row.indikator)), row.told(Field.REALISASI, lampiran.year)
            is_score = bool(words & {"nilai", "skor"}) or {"hasil", "evaluasi"} <= words
            is_share = bool(PERSEN & words.union(words_of(row.satuan)))
            if (
                words & _ACCOUNTABILITY
                and is_score
                and not is_share
                and row.level in GOALS
                and cell
            ):
                yield cell
