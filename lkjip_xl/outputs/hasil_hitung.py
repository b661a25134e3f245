"""The sheet Hasil Hitung: every capaian and serapan as written beside the one computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import Figure, format_number, round_to
from lkjip_xl.figures.perhitungan import Perhitungan
from lkjip_xl.finding import Finding
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.catatan import KEY as CATATAN
from lkjip_xl.outputs.own_sheet import Cell, Column, Link, Look, OwnSheet, SummaryLine

KEY = "HASIL"

#: Digits of a percentage beyond which a difference is rounding.
_DECIMALS = 2

_COLUMNS = (
    Column("No", 5),
    Column("Lembar", 13),
    Column("Sel", 7),
    Column("Uraian", 40),
    Column("Tahun", 7),
    Column("Jenis", 9),
    Column("Target atau pagu", 18),
    Column("Realisasi", 18),
    Column("Rumus", 27),
    Column("Tertulis (%)", 12),
    Column("Hasil hitung (%)", 12),
    Column("Selisih", 10),
    Column("Penilaian", 17),
    Column("Catatan no", 11),
)


class _Verdict(StrEnum):
    SAMA = "Sama"
    BERBEDA = "Berbeda"
    BELUM_DIISI = "Belum diisi"
    TANPA_HASIL = "Tidak dapat dihitung"


def make_hasil_hitung(
    daftar: Sequence[Perhitungan], findings: Sequence[Finding], first_row: int
) -> OwnSheet:
    """Return the list of the percentages of one book.

    Args:
        daftar: the percentages, in the order of the sheets.
        findings: those of the same book, in the order of the sheet Catatan.
        first_row: the row of the first finding on that sheet.
    """
    told = _numbers_by_cell(findings)
    verdicts = [_judge(one) for one in daftar]
    return OwnSheet(
        key=KEY,
        tab="Hasil Hitung",
        title="Capaian dan Serapan: Tertulis dan Hasil Hitung",
        remark=(
            "Setiap capaian dan serapan dihitung ulang dari target atau pagu dan realisasi pada "
            "barisnya sendiri; selisih adalah tertulis dikurangi hasil hitung."
        ),
        hint="Klik isi kolom Sel untuk membuka selnya, kolom Catatan no untuk membuka catatannya.",
        summary=tuple(_summary(daftar, verdicts)),
        columns=_COLUMNS,
        rows=tuple(
            tuple(_row(number, one, verdict, told.get(one.at), first_row))
            for number, (one, verdict) in enumerate(zip(daftar, verdicts, strict=True), 1)
        ),
    )


def _numbers_by_cell(findings: Sequence[Finding]) -> Mapping[CellRef, int]:
    """Return the number of the first finding that names a cell, before those that rest on it."""
    told: dict[CellRef, int] = {}
    for number, finding in enumerate(findings, 1):
        for cell in (finding.at, *finding.also):
            told.setdefault(cell, number)
    for number, finding in enumerate(findings, 1):
        for cell in finding.related:
            told.setdefault(cell, number)
    return told


def _judge(one: Perhitungan) -> _Verdict:
    if one.hasil is None:
        return _Verdict.TANPA_HASIL
    if one.tertulis.value is None:
        return _Verdict.BELUM_DIISI
    return _Verdict.SAMA if one.agrees else _Verdict.BERBEDA


_LOOKS = {
    _Verdict.SAMA: Look.CENTRED,
    _Verdict.BERBEDA: Look.ERROR,
    _Verdict.BELUM_DIISI: Look.WARNING,
    _Verdict.TANPA_HASIL: Look.INFO,
}


def _row(
    number: int, one: Perhitungan, verdict: _Verdict, told: int | None, first_row: int
) -> Iterator[Cell]:
    at = one.at
    stated = one.tertulis.value
    yield Cell(number, Look.CENTRED)
    yield Cell(at.sheet)
    yield Cell(at.a1, Look.CENTRED, Link(at.sheet, at.a1))
    yield Cell(one.row.subject)
    yield Cell(one.year or None, Look.CENTRED)
    yield Cell(one.jenis.capitalize(), Look.CENTRED)
    yield _figure(one.dasar, one.jenis)
    yield _figure(one.realisasi, one.jenis)
    yield Cell(_formula(one))
    yield Cell(one.tertulis.written if stated is None else stated, Look.PERSEN)
    yield Cell(one.hasil if one.hasil is None else round_to(one.hasil, 9), Look.PERSEN)
    if stated is None or one.hasil is None:
        yield Cell(None, Look.PERSEN)
    else:
        # At the digits shown a figure that agrees has no difference.
        difference = stated - one.hasil
        yield Cell(difference * 0 if one.agrees else round_to(difference, 9), Look.PERSEN)
    yield Cell(verdict, _LOOKS[verdict])
    if told is None or verdict is _Verdict.SAMA:
        yield Cell(None, Look.CENTRED)
    else:
        yield Cell(told, Look.CENTRED, Link(CATATAN, f"A{first_row + told - 1}"))


def _figure(figure: Figure, jenis: Field) -> Cell:
    money = jenis is Field.SERAPAN
    if figure.value is None or figure.upper is not None:
        return Cell(figure.written, Look.NUMBER)
    return Cell(figure.value, Look.RUPIAH if money else Look.NUMBER)


def _formula(one: Perhitungan) -> str:
    if one.arah is None:
        return "realisasi / pagu × 100"
    text = "terhadap rentang target" if one.dasar.upper is not None else str(one.arah.rumus)
    for side, batas in (("tinggi", one.arah.batas), ("rendah", one.arah.batas_bawah)):
        if batas is not None:
            text += f", paling {side} {format_number(batas)}"
    return text


def _summary(daftar: Sequence[Perhitungan], verdicts: Sequence[_Verdict]) -> Iterator[SummaryLine]:
    for jenis in (Field.CAPAIAN, Field.SERAPAN):
        own = Counter(
            verdict for one, verdict in zip(daftar, verdicts, strict=True) if one.jenis is jenis
        )
        if not own:
            continue
        label = Cell(f"{jenis.capitalize()}: {own.total()}", Look.CENTRED)
        parts = [f"{verdict.lower()}: {own[verdict]}" for verdict in _Verdict if own[verdict]]
        yield SummaryLine(label, Cell("    ".join(parts)))
