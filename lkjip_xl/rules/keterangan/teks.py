"""KET04, KET05: scores, shares and amounts in sentences anywhere in the book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.hierarki import GOALS, Level
from lkjip_xl.domain.kata import INGKAR
from lkjip_xl.domain.quantity import SERATUS, format_number, format_persen, format_rupiah
from lkjip_xl.domain.terbilang import parse_terbilang, terbilang
from lkjip_xl.figures.matching import Names
from lkjip_xl.figures.predikat import predikat_sakip
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import ErrorValue, Grid, SheetKind
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.location import CellRef
from lkjip_xl.rules.keterangan.kalimat import NUMBER, read_number
from lkjip_xl.rules.keterangan.lhe import KET04
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.tables.text import squash, tidy

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


class _Text(NamedTuple):
    """A text cell."""

    grid: Grid
    row: int
    column: int
    text: str

    @property
    def cell(self) -> CellRef:
        return self.at(self.row, self.column)

    def at(self, row: int, column: int) -> CellRef:
        return CellRef(self.grid.file, self.grid.sheet, row, column)

    @property
    def is_prose(self) -> bool:
        """Tell a sentence of a document, whose sums NAR03 checks, from a cell."""
        return self.grid.kind is SheetKind.NASKAH

    def subject(self, context: Context, field: str) -> Subject:
        """Name a text by its beginning, in the form that it stands on, else in the first."""
        forms = context.laporan.lampiran
        place = (self.grid.file, self.grid.sheet)
        here = next((one for one in forms if (one.file, one.sheet) == place), None)
        here = here or next(iter(forms), None)
        return Subject(lampiran=here, item=tidy(self.text)[:60], field=field)


@once
def _texts(context: Context) -> Sequence[_Text]:
    return [
        _Text(grid, row, column, value)
        for grid in context.grids.values()
        for row, values in grid.rows.items()
        for column, value in enumerate(values, start=1)
        if isinstance(value, str) and not isinstance(value, ErrorValue) and len(value) > 8
    ]


@KET04.check
def find_wrong_claims_in_words(context: Context) -> Iterator[Finding]:
    for text in _texts(context):
        if "predikat" in text.text or "kategori" in text.text:
            yield from _wrong_grades(context, text)
        if " dari " in text.text and any(character.isdigit() for character in text.text):
            yield from _wrong_shares(context, text)
        if "%" in text.text and "Rp" in text.text and not text.is_prose:
            yield from _wrong_serapan(context, text)


_SCORE = re.compile(
    rf"\b(?:nilai|skor)\b[^.;\d]{{0,40}}(?P<score>{NUMBER})[^;\d]{{0,40}}?"
    r"\b(?:ber)?(?:predikat|kategori)\b[\W]{0,3}(?P<grade>AA|A|BB|B|CC|C|D)(?![A-Za-z])",
)


def _wrong_grades(context: Context, text: _Text) -> Iterator[Finding]:
    for match in _SCORE.finditer(tidy(text.text).replace("Nilai", "nilai")):
        readings = read_number(match["score"]).readings
        if not readings or not 0 <= readings[0] <= SERATUS:
            continue
        earned = predikat_sakip(readings[0], context.pengaturan.skala_sakip)
        if earned != match["grade"]:
            yield KET04.finding(
                text.cell,
                text.subject(context, "predikat"),
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
    rf"\b(?:(?P<n>{'|'.join(INGKAR)}|gagal) )?(?:dapat |berhasil |telah |sudah )*"
    r"(?:tercapai|mencapai target|memenuhi target|melampaui target|mencapai atau melampaui target)\b"
)


def _wrong_shares(context: Context, text: _Text) -> Iterator[Finding]:
    """Judge "6 dari 7 indikator tercapai"."""
    for match in _SHARE.finditer(tidy(text.text).lower()):
        outcome = _OUTCOME.search(match["after"])
        if outcome is None:
            continue
        part, whole = int(match["part"]), int(match["whole"])
        counts = {
            each.count(outcome["n"] is None)
            for each in _populations(context)
            if len(each) == whole > 0
        }
        if counts and part not in counts:
            shown = " atau ".join(map(str, sorted(counts)))
            yield KET04.finding(
                text.cell,
                text.subject(context, "jumlah indikator"),
                what=f"disebut {part} dari {whole} indikator {outcome[0]}, menurut tabel {shown}",
                fix=f"tulis {shown} dari {whole}, atau periksa target dan realisasinya",
                written=str(part),
                expected=shown,
            )


@once
def _populations(context: Context) -> Sequence[Sequence[bool]]:
    """Return, for each list of indicators that a text may mean, which of them were reached."""
    told = list(context.measured(TABEL_3_1))
    by_name = Names((one.row.indikator, one.is_reached) for one in told)
    named = (
        [by_name.find(one.nama) for one in context.laporan.iku],
        [by_name.find(one.indikator) for one in context.laporan.analisis],
    )
    known = [[one for one in each if one is not None] for each in named if None not in each]
    levels = (GOALS, (Level.SASARAN,), tuple(Level))
    return known + [[one.is_reached for one in told if one.row.level in each] for each in levels]


_SPENT = re.compile(
    rf"\b(?:anggaran|pagu|plafon|alokasi)\b[^%]{{0,120}}?Rp\.? ?(?P<pagu>{NUMBER})[^%]{{0,80}}?"
    rf"\brealisasi\b[^%]{{0,60}}?Rp\.? ?(?P<spent>{NUMBER})(?P<between>[^%]{{0,80}}?)(?P<share>{NUMBER}) ?%",
    re.IGNORECASE,
)


def _wrong_serapan(context: Context, text: _Text) -> Iterator[Finding]:
    """Compute the percentage of a sentence from the two amounts that the sentence names."""
    for match in _SPENT.finditer(tidy(text.text)):
        pagu, spent = read_number(match["pagu"]).readings, read_number(match["spent"]).readings
        if not pagu or not spent or not pagu[0]:
            continue
        share, serapan = read_number(match["share"]), spent[0] * SERATUS / pagu[0]
        if "Rp" in match["between"] or share.equals(serapan) or share.equals(SERATUS - serapan):
            continue
        correct = format_persen(serapan, share.decimals)
        yield KET04.finding(
            text.cell,
            text.subject(context, "serapan"),
            what=(
                f"disebut {match['share']}%, sedangkan {format_rupiah(spent[0])} dari "
                f"{format_rupiah(pagu[0])} adalah {correct}"
            ),
            fix=f"tulis {correct}, atau perbaiki kedua jumlahnya",
            written=f"{match['share']}%",
            expected=correct,
        )


_SPELLED = re.compile(
    rf"(?P<number>{NUMBER})(?:,[-–—]+)?(?: ?(?:rupiah|persen|%))? ?\((?P<words>[A-Za-z][A-Za-z ,/-]{{2,}})\)"
)


@KET05.check
def find_wrong_terbilang(context: Context) -> Iterator[Finding]:
    for text in _texts(context):
        if text.is_prose:
            continue  # NAR02 reads the figures of sentences
        if "(" in text.text:
            yield from _in_one_cell(context, text)
        elif "upiah" in text.text or "UPIAH" in text.text:
            yield from _beside(context, text)


def _in_one_cell(context: Context, text: _Text) -> Iterator[Finding]:
    for match in _SPELLED.finditer(tidy(text.text)):
        said, readings = parse_terbilang(match["words"]), read_number(match["number"]).readings
        whole = [reading for reading in readings if reading == reading.to_integral_value()]
        if said is None or not whole or said in whole or squash(match["words"]) == "kosong":
            continue
        yield _wrong_words(context, text, match["words"], said, whole[0], ())


def _beside(context: Context, text: _Text) -> Iterator[Finding]:
    """Compare a cell of words with the only amount in its row, else with the one above it."""
    said = parse_terbilang(_ANNOUNCED.sub("", text.text))
    if said is None or said < _LEAST_AMOUNT:
        return
    row = [(text.row, column) for column in range(1, text.grid.width + 1)]
    above = [(text.row - 1, text.column)]
    amounts = _amounts(text.grid, row) or _amounts(text.grid, above)
    if not amounts and "erbilang" in " ".join(map(str, text.grid.rows[text.row])):
        amounts = _amounts(text.grid, [(text.row - 1, column) for _, column in row])
    if len(amounts) == 1 and said not in amounts.values():
        ((place, value),) = amounts.items()
        yield _wrong_words(context, text, text.text, said, value, (text.at(*place),))


_ONLY_AMOUNT = re.compile(rf"(?:Rp\.? ?)?({NUMBER})(?:,[-–—]+)?\Z")
_LEAST_AMOUNT = 1000
#: Before the words of the total above: ``Terbilang: …``.
_ANNOUNCED = re.compile(r"\s*\(?terbilang\)?\s*:?\s*", re.I)


def _amounts(grid: Grid, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Decimal]:
    """Return the whole amounts of at least a thousand that some cells hold."""
    found = {place: _number(grid, *place) for place in places}
    return {
        place: value
        for place, value in found.items()
        if value is not None and value >= _LEAST_AMOUNT and value == value.to_integral_value()
    }


def _number(grid: Grid, row: int, column: int) -> Decimal | None:
    value = grid.value(row, column)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return Decimal(repr(value))
    match = _ONLY_AMOUNT.match(tidy(value)) if isinstance(value, str) else None
    readings = read_number(match[1]).readings if match else ()
    return readings[0] if readings else None


def _wrong_words(
    context: Context, text: _Text, words: str, said: int, value: Decimal, related: Sequence[CellRef]
) -> Finding:
    return KET05.finding(
        text.cell,
        text.subject(context, "terbilang"),
        what=(
            f"angka {format_number(value)}, sedangkan hurufnya “{tidy(words)}” berarti "
            f"{format_number(Decimal(said))}"
        ),
        fix=f"tulis “{terbilang(value)}”, atau perbaiki angkanya",
        written=tidy(words),
        related=related,
    )
