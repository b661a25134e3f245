"""Follow-up of recommendations, and the evaluation's score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.lhe import NilaiEvaluasi
from lkjip_xl.domain.quantity import Figure, format_number
from lkjip_xl.figures.kemajuan import Kemajuan, judge_kemajuan
from lkjip_xl.figures.pengaturan import make_pengaturan
from lkjip_xl.figures.predikat import predikat_sakip
from lkjip_xl.lampiran.formulir.lhe import LHE
from lkjip_xl.lampiran.formulir.tindak_lanjut import TINDAK_LANJUT
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.table import (
    Cell,
    Table,
    Tone,
    cell,
    merge_down,
    number,
    numbered,
    numbering,
    row,
    words,
)
from lkjip_xl.outputs.narrative.text import Missing, Sayable, Shown
from lkjip_xl.outputs.narrative.wording import ask, sheet_of, show_figure
from lkjip_xl.tables.text import squash


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekomendasi:
    """How many recommendations there are, of which year, and how they stand.

    ``tahun`` is empty where they are of several years.
    """

    jumlah: int
    tahun: str
    kemajuan: tuple[JumlahKemajuan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JumlahKemajuan:
    """How many recommendations stand alike; ``nama`` is the name of a ``Kemajuan``."""

    nama: str
    jumlah: int


def gather_kemajuan(laporan: LaporanKinerja) -> Rekomendasi:
    entries = laporan.tindak_lanjut
    counts = Counter(map(judge_kemajuan, entries))
    years = {entry.tahun for entry in entries if entry.tahun}
    return Rekomendasi(
        jumlah=len(entries),
        tahun=str(years.pop()) if len(years) == 1 else "",
        kemajuan=tuple(
            JumlahKemajuan(nama=one.name, jumlah=counts[one]) for one in Kemajuan if counts[one]
        ),
    )


def tabulate_tindak_lanjut(laporan: LaporanKinerja) -> Table:
    sheet = sheet_of(laporan, TINDAK_LANJUT)
    rows = [
        row(
            str(position),
            entry.rekomendasi,
            _points(entry.tindak_lanjut, position, sheet),
            entry.keterangan,
        )
        for position, entry in enumerate(laporan.tindak_lanjut, start=1)
    ]
    return Table(
        columns=(
            numbering(),
            words("Rekomendasi", 2.6),
            words("Tindak Lanjut", 2.6),
            words("Keterangan", 1.6),
        ),
        rows=tuple(rows),
        missing=ask("rekomendasi hasil evaluasi dan tindak lanjutnya", "Tindak Lanjut"),
    )


def _points(points: tuple[str, ...], position: int, sheet: str) -> Cell:
    if not points:
        return cell(ask(f"tindak lanjut rekomendasi nomor {position}", sheet, "Tindak Lanjut"))
    return numbered(points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluasi:
    """The evaluation's score with its predikat, both ``None`` where no sheet states it.

    ``kurang`` tells whether a sheet has a place for it that is blank.
    """

    kurang: bool
    nilai: Shown | None = None
    predikat: Shown | None = None


def gather_lhe(laporan: LaporanKinerja) -> Evaluasi:
    total = next((score for score in laporan.lhe if score.is_total), None)
    value = _value(total)
    if total is None or value is None:
        is_blank = total is not None or not any(map(_value, laporan.lhe))
        return Evaluasi(kurang=bool(laporan.lhe) and is_blank)
    field = Field.NILAI if total.nilai.value is not None else Field.NILAI_KOMPONEN
    predikat = laporan.predikat_lhe
    skala = make_pengaturan(laporan.pengaturan).skala_sakip
    label = predikat.predikat if predikat else predikat_sakip(value, skala) or ""
    return Evaluasi(
        kurang=False,
        nilai=Shown(format_number(value, 2), (total.origin[field, 0],)),
        predikat=Shown(label, (predikat.cell,) if predikat else ()),
    )


def tabulate_lhe(laporan: LaporanKinerja) -> Table:
    """Return the evaluation's scores by component; columns that the sheet leaves empty are gone."""
    with_parts = any(score.sub_komponen for score in laporan.lhe)
    scored = {squash(score.komponen) for score in laporan.lhe if _value(score) is not None}
    unscored = {
        score.komponen: ask(f"nilai {score.komponen}", sheet_of(laporan, LHE), "Nilai")
        for score in laporan.lhe
        if squash(score.komponen) not in scored and score.bobot.value is not None
    }
    figures = [
        (label, field)
        for label, field in (
            ("Bobot", Field.BOBOT),
            ("Nilai", Field.NILAI),
            ("Jumlah", Field.NILAI_KOMPONEN),
        )
        if any(getattr(score, field.value).value is not None for score in laporan.lhe)
    ]
    rows = [
        row(
            score.komponen,
            *((score.sub_komponen,) if with_parts else ()),
            *(_score(score, field, unscored) for _, field in figures),
            tone=Tone.TOTAL if score.is_total else Tone.PLAIN,
        )
        for score in laporan.lhe
    ]
    return Table(
        columns=(
            words("Komponen", 2.4),
            *((words("Subkomponen", 2.4),) if with_parts else ()),
            *(number(label) for label, _ in figures),
        ),
        rows=merge_down(rows, (0,), lambda at: squash(laporan.lhe[at].komponen) or at),
        missing=ask("nilai hasil evaluasi per komponen", sheet_of(laporan, LHE)),
    )


def _score(score: NilaiEvaluasi, field: Field, unscored: Mapping[str, Missing]) -> Sayable:
    """Return a score; of a component that has a weight but no score, a gap."""
    figure: Figure = getattr(score, field.value)
    if shown := show_figure(figure, "", score.origin.get((field, 0))):
        return shown
    return unscored.get(score.komponen, "") if field is Field.NILAI else ""


def _value(total: NilaiEvaluasi | None) -> Decimal | None:
    if total is None:
        return None
    return total.nilai.value if total.nilai.value is not None else total.nilai_komponen.value
