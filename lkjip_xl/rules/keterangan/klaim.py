"""KET, claims: scores, shares and amounts in words, wherever they stand in the book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.lhe import NilaiEvaluasi
from lkjip_xl.domain.predikat import SKALA_SAKIP
from lkjip_xl.domain.quantity import SERATUS, format_number, format_persen, format_rupiah
from lkjip_xl.domain.terbilang import parse_terbilang, terbilang
from lkjip_xl.figures.matching import Names
from lkjip_xl.figures.predikat import predikat_sakip
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import ErrorValue, Grid
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.keterangan.claims import NUMBER, Claim, fits, read_number
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.tables.text import squash, tidy, words_of

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

KET05 = Rule(
    code="KET05",
    name="terbilang-berbeda-dari-angka",
    severity=Severity.ERROR,
    doc="""
        Jumlah yang ditulis dengan huruf berbeda dari angka di sebelahnya.

        Mengapa: bila angka dan huruf berbeda, hurufnyalah yang biasanya dianggap berlaku.

        Salah:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |

            Sisa anggaran Rp20.000.000,- (dua puluh satu juta rupiah)

        Benar:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |

            Sisa anggaran Rp20.000.000,- (dua puluh juta rupiah)
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
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


# LHE: components, total and predikat.


@KET04.check
def find_wrong_evaluation(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.LHE):
        scores = [
            one for one in context.laporan.lhe if _is_on(next(iter(one.origin.values())), lampiran)
        ]
        yield from _over_weight(lampiran, scores)
        yield from _wrong_components(context, lampiran, scores)
        yield from _wrong_total(context, lampiran, scores)
        yield from _wrong_predikat(context, lampiran, scores)


def _is_on(cell: CellRef, lampiran: Lampiran) -> bool:
    return (cell.file, cell.sheet) == (lampiran.file, lampiran.sheet) and (
        lampiran.area.top <= cell.row <= lampiran.area.bottom
    )


def _subject(lampiran: Lampiran, item: str, field: str) -> Subject:
    return Subject(lampiran=lampiran, item=item, field=field, year=lampiran.year)


def _over_weight(lampiran: Lampiran, scores: Sequence[NilaiEvaluasi]) -> Iterator[Finding]:
    for one in scores:
        bobot, nilai = one.bobot.value, one.nilai.value
        if bobot is not None and nilai is not None and nilai > bobot > 0:
            yield KET04.finding(
                one.origin[Field.NILAI, 0],
                _subject(lampiran, one.sub_komponen or one.komponen, "nilai"),
                what=f"nilai {one.nilai.written} melebihi bobotnya {one.bobot.written}",
                fix="periksa nilai dan bobot di LHE",
                written=one.nilai,
                related=(one.origin[Field.BOBOT, 0],),
            )


def _wrong_components(
    context: Context, lampiran: Lampiran, scores: Sequence[NilaiEvaluasi]
) -> Iterator[Finding]:
    """Compare each component with its sub components, where two columns tell them apart."""
    groups: dict[str, list[NilaiEvaluasi]] = {}
    for one in scores:
        if not one.is_total:
            groups.setdefault(squash(one.komponen), []).append(one)
    for group in groups.values():
        stated = next((one for one in group if one.nilai_komponen.value is not None), None)
        values = [one.nilai.value for one in group]
        if stated is None or len(group) < 2 or any(value is None for value in values):
            continue
        context.tally["keterangan"] += 1
        known = [value for value in values if value is not None]
        if sum(known, Decimal(0)) != stated.nilai_komponen.value:
            yield _wrong_score(
                lampiran,
                stated,
                Field.NILAI_KOMPONEN,
                known,
                [one.origin[Field.NILAI, 0] for one in group],
                f"nilai komponen “{stated.komponen}”",
                "sub komponennya",
            )


def _wrong_score(
    lampiran: Lampiran,
    stated: NilaiEvaluasi,
    field: Field,
    parts: Sequence[Decimal],
    cells: Sequence[CellRef],
    label: str,
    of_what: str,
) -> Finding:
    """Return the finding of a sum; a difference that rounding explains is milder."""
    figure = stated.nilai_komponen if field is Field.NILAI_KOMPONEN else stated.nilai
    assert figure.value is not None
    total = sum(parts, Decimal(0))
    by_rounding = abs(total - figure.value) <= Decimal(len(parts) + 1) / 2 * Decimal(1).scaleb(-2)
    what = (
        f"{label} tertulis {figure.written}, jumlah {len(parts)} {of_what} {format_number(total)}"
    )
    if by_rounding:
        what += "; selisihnya dapat timbul dari pembulatan"
    return KET04.finding(
        stated.origin[field, 0],
        _subject(lampiran, stated.komponen, field),
        what=what,
        fix=f"isi {format_number(total)}, atau periksa {of_what} di LHE",
        written=figure,
        expected=format_number(total),
        calculation=show_sum(parts),
        related=cells,
        severity=Severity.INFO if by_rounding else None,
    )


def _wrong_total(
    context: Context, lampiran: Lampiran, scores: Sequence[NilaiEvaluasi]
) -> Iterator[Finding]:
    """Compare the total where it is certain which rows are the components."""
    total = next((one for one in scores if one.is_total), None)
    if total is None:
        return
    field = Field.NILAI if total.nilai.value is not None else Field.NILAI_KOMPONEN
    stated = total.nilai if field is Field.NILAI else total.nilai_komponen
    parts = _components(scores)
    if stated.value is None or len(parts) < 2:
        return
    context.tally["keterangan"] += 1
    values = [value for value, _ in parts]
    if sum(values, Decimal(0)) != stated.value:
        cells = [cell for _, cell in parts]
        yield _wrong_score(lampiran, total, field, values, cells, "nilai total", "komponen")


def _components(scores: Sequence[NilaiEvaluasi]) -> list[tuple[Decimal, CellRef]]:
    """Return the components' scores: their own column, or rows whose weights make 100."""
    rows = [one for one in scores if not one.is_total]
    own = [
        (one.nilai_komponen.value, one.origin[Field.NILAI_KOMPONEN, 0])
        for one in rows
        if one.nilai_komponen.value is not None
    ]
    if own:
        names = {squash(one.komponen) for one in rows}
        return own if len(own) == len(names) else []
    weights = [one.bobot.value for one in rows]
    known = [weight for weight in weights if weight is not None]
    if len(known) != len(rows) or sum(known, Decimal(0)) != SERATUS:
        return []
    values = [(one.nilai.value, one.origin[Field.NILAI, 0]) for one in rows]
    told = [(value, cell) for value, cell in values if value is not None]
    return told if len(told) == len(values) else []


def _wrong_predikat(
    context: Context, lampiran: Lampiran, scores: Sequence[NilaiEvaluasi]
) -> Iterator[Finding]:
    predikat = context.laporan.predikat_lhe
    total = next((one for one in scores if one.is_total), None)
    if predikat is None or total is None or not _is_on(predikat.cell, lampiran):
        return
    figure = total.nilai if total.nilai.value is not None else total.nilai_komponen
    earned = predikat_sakip(figure.value, context.pengaturan.skala_sakip)
    letter, word = _grades(predikat.predikat, context)
    context.tally["keterangan"] += 1
    wrong = letter or word
    if not earned or not wrong or (earned == wrong and word in ("", wrong)):
        return
    what = f"predikat tertulis {predikat.predikat}, sedangkan nilai {figure.written} berpredikat {earned}"
    if earned == wrong:
        what = f"predikat {letter} tidak disebut seperti yang tertulis di belakangnya: {predikat.predikat}"
    yield KET04.finding(
        predikat.cell,
        _subject(lampiran, "predikat", "predikat"),
        what=what,
        fix=f"tulis {earned}, atau periksa nilainya",
        written=predikat.predikat,
        expected=earned,
        related=(total.origin[Field.NILAI if figure is total.nilai else Field.NILAI_KOMPONEN, 0],),
    )


def _grades(text: str, context: Context) -> tuple[str, str]:
    """Return the letter that a predikat names, and the letter that its word stands for."""
    match = _GRADE.search(text)
    if context.pengaturan.skala_sakip != SKALA_SAKIP:
        return (match[1] if match else ""), ""
    bracket = _IN_BRACKETS.search(text)
    word = squash(bracket[1]) if bracket else ("" if match else squash(text))
    return (match[1] if match else ""), _WORDS.get(word, "")


@KET04.check
def find_other_evaluation(context: Context) -> Iterator[Finding]:
    """Compare the total with the realisasi of the goal that measures it, in the same year."""
    year = context.laporan.year
    for lampiran in context.laporan.of(Form.LHE):
        scores = [
            one for one in context.laporan.lhe if _is_on(next(iter(one.origin.values())), lampiran)
        ]
        total = next((one for one in scores if one.is_total), None)
        if total is None or str(year) not in _YEAR.findall(lampiran.title):
            continue
        field = Field.NILAI if total.nilai.value is not None else Field.NILAI_KOMPONEN
        figure = total.nilai if field is Field.NILAI else total.nilai_komponen
        for annex, row in _evaluated(context):
            realisasi = row.figure(Field.REALISASI, annex.year)
            if figure.value is None or realisasi.value is None:
                continue
            if realisasi.shows(figure.value) or figure.shows(realisasi.value):
                continue
            yield KET04.finding(
                row.at(Field.REALISASI, annex.year),
                Subject.of_row(annex, row, "realisasi", annex.year),
                what=(
                    f"realisasi {realisasi.written}, sedangkan nilai LHE tahun {year} {figure.written}"
                ),
                fix=f"isi {figure.written}, atau jelaskan bahwa nilai tahun lain yang dipakai",
                written=realisasi,
                expected=figure.written,
                related=(total.origin[field, 0],),
                severity=Severity.WARNING,
            )


_ACCOUNTABILITY = frozenset({"akip", "sakip", "lkjip", "lakip", "lkip"})


def _evaluated(context: Context) -> Iterator[tuple[Lampiran, Baris]]:
    """Yield the goals of Tabel 3.1 whose realisasi is the score of the evaluation."""
    for lampiran in context.laporan.of(Form.TABEL_3_1):
        for row in lampiran.rows:
            words = set(words_of(row.indikator))
            is_score = bool(words & {"nilai", "skor"}) or {"hasil", "evaluasi"} <= words
            percent = bool({"persen", "%", "persentase"} & (words | set(words_of(row.satuan))))
            is_goal = row.level in (Level.TUJUAN, Level.SASARAN)
            if is_goal and words & _ACCOUNTABILITY and is_score and not percent:
                yield lampiran, row


# Texts anywhere in the book.


class _Text(NamedTuple):
    """A text cell."""

    grid: Grid
    row: int
    column: int
    text: str

    @property
    def cell(self) -> CellRef:
        return CellRef(self.grid.file, self.grid.sheet, self.row, self.column)


@once
def _texts(context: Context) -> Sequence[_Text]:
    return tuple(_find_texts(context))


def _find_texts(context: Context) -> Iterator[_Text]:
    for grid in context.grids.values():
        for row, values in grid.rows.items():
            for column, value in enumerate(values, start=1):
                if isinstance(value, str) and not isinstance(value, ErrorValue) and len(value) > 8:
                    yield _Text(grid, row, column, value)


def _subject_of(context: Context, text: _Text, field: str) -> Subject:
    """Name a text by its beginning, in the form that it stands on, else in the first."""
    everything = context.laporan.lampiran
    here = [one for one in everything if (one.file, one.sheet) == (text.grid.file, text.grid.sheet)]
    return Subject(lampiran=(here or list(everything))[0], item=tidy(text.text)[:60], field=field)


_SCORE = re.compile(
    rf"\b(?:nilai|skor)\b[^.;\d]{{0,40}}(?P<score>{NUMBER})[^;\d]{{0,40}}?"
    r"\b(?:ber)?(?:predikat|kategori)\b[\W]{0,3}(?P<grade>AA|A|BB|B|CC|C|D)(?![A-Za-z])",
)


@KET04.check
def find_wrong_claims_in_words(context: Context) -> Iterator[Finding]:
    shares = _Shares(context)
    for text in _texts(context):
        if "predikat" in text.text or "kategori" in text.text:
            yield from _wrong_grades(context, text)
        if " dari " in text.text and any(character.isdigit() for character in text.text):
            yield from shares.judge(text)
        if "%" in text.text and "Rp" in text.text:
            yield from _wrong_serapan(context, text)


def _wrong_grades(context: Context, text: _Text) -> Iterator[Finding]:
    for match in _SCORE.finditer(tidy(text.text).replace("Nilai", "nilai")):
        readings = read_number(match["score"]).readings
        if not readings or not 0 <= readings[0] <= SERATUS:
            continue
        earned = predikat_sakip(readings[0], context.pengaturan.skala_sakip)
        if earned != match["grade"]:
            yield KET04.finding(
                text.cell,
                _subject_of(context, text, "predikat"),
                what=f"nilai {match['score']} disebut berpredikat {match['grade']}, menurut skala {earned}",
                fix=f"tulis predikat {earned}, atau perbaiki nilainya",
                written=match["grade"],
                expected=earned or "",
            )


_SHARE = re.compile(
    r"\b(?P<part>\d{1,3})(?: \([a-z ]+\))?(?: indikator(?: kinerja(?: utama)?)?)? dari(?: total| seluruh| sejumlah)?"
    r" (?P<whole>\d{1,3})(?: \([a-z ]+\))? (?:indikator|iku)\b(?P<after>[^.;]{0,80})"
)
_OUTCOME = re.compile(
    r"\b(?:(?P<n>tidak|belum|kurang|gagal) )?(?:dapat |berhasil |telah |sudah )*"
    r"(?:tercapai|mencapai target|memenuhi target|melampaui target|mencapai atau melampaui target)\b"
)


class _Shares:
    """Judges "6 dari 7 indikator tercapai"; the indicators are counted when a text asks for it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _lists(self) -> list[list[bool]]:
        return _populations(self._context)

    def judge(self, text: _Text) -> Iterator[Finding]:
        for match in _SHARE.finditer(tidy(text.text).lower()):
            outcome = _OUTCOME.search(match["after"])
            if outcome is None:
                continue
            part, whole = int(match["part"]), int(match["whole"])
            counts = {
                sum(reached) if outcome["n"] is None else len(reached) - sum(reached)
                for reached in self._lists
                if len(reached) == whole
            }
            if counts and part not in counts:
                shown = " atau ".join(map(str, sorted(counts)))
                yield KET04.finding(
                    text.cell,
                    _subject_of(self._context, text, "jumlah indikator"),
                    what=f"disebut {part} dari {whole} indikator {outcome[0]}, menurut tabel {shown}",
                    fix=f"tulis {shown} dari {whole}, atau periksa target dan realisasinya",
                    written=str(part),
                    expected=shown,
                )


def _populations(context: Context) -> list[list[bool]]:
    """Return, for each list of indicators that a text may mean, which of them were reached."""
    outcomes: list[tuple[Level, str, bool]] = []
    for lampiran in context.laporan.of(Form.TABEL_3_1):
        for row in lampiran.rows:
            arah = context.directions.of(row.indikator, row.satuan)
            target = row.figure(Field.TARGET, lampiran.year)
            realisasi = row.figure(Field.REALISASI, lampiran.year)
            if row.indikator and target.value is not None and realisasi.value is not None:
                reached = fits(Claim.REACHED, target, realisasi.value, arah.arah)
                outcomes.append((row.level, row.indikator, reached))
    by_name = Names((name, reached) for _, name, reached in outcomes)
    lists = [
        [by_name.find(one.nama) for one in context.laporan.iku],
        [by_name.find(one.indikator) for one in context.laporan.analisis],
    ]
    goals = (Level.TUJUAN, Level.SASARAN)
    found = [[one for one in each if one is not None] for each in lists if None not in each]
    found.append([reached for level, _, reached in outcomes if level in goals])
    found.append([reached for level, _, reached in outcomes if level is Level.SASARAN])
    found.append([reached for *_, reached in outcomes])
    return [each for each in found if each]


_SPENT = re.compile(
    rf"\b(?:anggaran|pagu|plafon|alokasi)\b[^%]{{0,120}}?Rp\.? ?(?P<pagu>{NUMBER})[^%]{{0,80}}?"
    rf"\brealisasi\b[^%]{{0,60}}?Rp\.? ?(?P<spent>{NUMBER})(?P<between>[^%]{{0,80}}?)(?P<share>{NUMBER}) ?%",
    re.IGNORECASE,
)


def _wrong_serapan(context: Context, text: _Text) -> Iterator[Finding]:
    """Compute the percentage of a sentence from the two amounts that the sentence names."""
    for match in _SPENT.finditer(tidy(text.text)):
        pagu, spent = read_number(match["pagu"]), read_number(match["spent"])
        if not pagu.readings or not spent.readings or not pagu.readings[0]:
            continue
        share = read_number(match["share"])
        serapan = spent.readings[0] * SERATUS / pagu.readings[0]
        left = SERATUS - serapan
        if "Rp" in match["between"] or share.equals(serapan) or share.equals(left):
            continue
        correct = format_persen(serapan, share.decimals)
        yield KET04.finding(
            text.cell,
            _subject_of(context, text, "serapan"),
            what=(
                f"disebut {match['share']}%, sedangkan {format_rupiah(spent.readings[0])} dari "
                f"{format_rupiah(pagu.readings[0])} adalah {correct}"
            ),
            fix=f"tulis {correct}, atau perbaiki kedua jumlahnya",
            written=f"{match['share']}%",
            expected=correct,
        )


# Terbilang.

_SPELLED = re.compile(
    rf"(?P<number>{NUMBER})(?:,[-–—]+)?(?: ?(?:rupiah|persen|%))? ?\((?P<words>[A-Za-z][A-Za-z ,/-]{{2,}})\)"
)


@KET05.check
def find_wrong_terbilang(context: Context) -> Iterator[Finding]:
    for text in _texts(context):
        if "(" in text.text:
            yield from _in_one_cell(context, text)
        elif "upiah" in text.text or "UPIAH" in text.text:
            yield from _beside(context, text)


def _in_one_cell(context: Context, text: _Text) -> Iterator[Finding]:
    for match in _SPELLED.finditer(tidy(text.text)):
        number = read_number(match["number"])
        said = parse_terbilang(match["words"])
        whole = [reading for reading in number.readings if reading == reading.to_integral_value()]
        if said is None or not whole or said in whole or squash(match["words"]) == "kosong":
            continue
        yield _wrong_words(context, text, match["words"], said, whole[0], ())


def _beside(context: Context, text: _Text) -> Iterator[Finding]:
    """Compare a cell of words with the only amount in its row, else with the one above it."""
    said = parse_terbilang(text.text)
    if said is None or said < 1000:
        return
    row = {c: v for c in range(1, text.grid.width + 1) if (v := _amount(text.grid, text.row, c))}
    above = _amount(text.grid, text.row - 1, text.column)
    amounts: Mapping[tuple[int, int], Decimal] = (
        {(text.row, column): value for column, value in row.items()}
        if row
        else ({(text.row - 1, text.column): above} if above else {})
    )
    if len(amounts) == 1 and said not in amounts.values():
        (place, value), *_ = amounts.items()
        cell = CellRef(text.grid.file, text.grid.sheet, *place)
        yield _wrong_words(context, text, tidy(text.text), said, value, (cell,))


_ONLY_AMOUNT = re.compile(rf"(?:Rp\.? ?)?({NUMBER})(?:,[-–—]+)?\Z")


def _amount(grid: Grid, row: int, column: int) -> Decimal | None:
    """Return the whole amount of at least a thousand that a cell holds, if it holds one."""
    value = grid.value(row, column)
    found: Decimal | None = None
    if isinstance(value, float | int) and not isinstance(value, bool):
        found = Decimal(repr(value))
    elif isinstance(value, str) and (match := _ONLY_AMOUNT.match(tidy(value))):
        readings = read_number(match[1]).readings
        found = readings[0] if readings else None
    if found is None or found < 1000 or found != found.to_integral_value():
        return None
    return found


def _wrong_words(
    context: Context,
    text: _Text,
    words: str,
    said: int,
    value: Decimal,
    related: Sequence[CellRef],
) -> Finding:
    right = terbilang(value)
    return KET05.finding(
        text.cell,
        _subject_of(context, text, "terbilang"),
        what=(
            f"angka {format_number(value)}, sedangkan hurufnya “{tidy(words)}” berarti "
            f"{format_number(Decimal(said))}"
        ),
        fix=f"tulis “{right}”, atau perbaiki angkanya",
        written=tidy(words),
        related=related,
    )
