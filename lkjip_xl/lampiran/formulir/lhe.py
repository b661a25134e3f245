"""The LHE sheet: the Inspektorat's scores, and the predikat below them."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.lhe import NilaiEvaluasi, PredikatEvaluasi
from lkjip_xl.lampiran.blank import NO, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.feeding_rows import carry_down
from lkjip_xl.lampiran.form import FormKind, RecordForm
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.tables.text import squash, tidy

_PREDIKAT = ("predikat", "kategori", "tingkatakuntabilitas")
_TOTAL = ("nilaihasilevaluasi", "nilaiakuntabilitas", "hasilevaluasi", "nilaiakhir", "nilaisakip")
_SCORES = (Field.NILAI, Field.NILAI_KOMPONEN, Field.BOBOT)


def read_lhe(lampiran: Lampiran) -> tuple[NilaiEvaluasi, ...]:
    """Return the scores in order, the total among them; the predikat is read by itself."""
    scores = []
    for row, texts in carry_down(lampiran.rows, Field.KOMPONEN):
        if is_predikat(row):
            continue
        is_total = row.level is Level.TOTAL or squash(_label(row)).startswith(_TOTAL)
        scores.append(
            NilaiEvaluasi(
                komponen=_label(row) if is_total else texts[Field.KOMPONEN],
                sub_komponen="" if is_total else tidy(row.text(Field.SUB_KOMPONEN)),
                bobot=row.figure(Field.BOBOT, lampiran.year),
                nilai=row.figure(Field.NILAI, lampiran.year),
                nilai_komponen=row.figure(Field.NILAI_KOMPONEN, lampiran.year),
                is_total=is_total,
                origin=row.origin,
            )
        )
    return tuple(scores)


def read_predikat(lampiran: Lampiran) -> PredikatEvaluasi | None:
    """Return the predikat of the evaluation, ``None`` where the sheet states none."""
    for row in filter(is_predikat, lampiran.rows):
        for field in _SCORES:
            written = row.figure(field, lampiran.year).written
            if written:
                return PredikatEvaluasi(predikat=written, cell=row.at(field))
    return None


def is_predikat(row: Baris) -> bool:
    """Tell whether a row states the predikat instead of a score."""
    return squash(_label(row)).startswith(_PREDIKAT)


def _label(row: Baris) -> str:
    return tidy(row.text(Field.KOMPONEN) or row.text(Field.NO) or row.nama)


def _fits(columns: Columns) -> int:
    scored = columns.has_any(Field.KOMPONEN, Field.SUB_KOMPONEN) and columns.has(Field.NILAI)
    return 9 if scored else 0


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=170,
        sheet="LHE",
        title=f"Hasil Evaluasi AKIP oleh Inspektorat Tahun {year}",
        columns=(
            NO,
            Column("komponen", ("Komponen",), 46),
            Column("bobot", ("Bobot",), 12),
            Column("nilai", ("Nilai",), 12),
        ),
        rows=4,
        given=(
            "Perencanaan Kinerja",
            "Pengukuran Kinerja",
            "Pelaporan Kinerja",
            "Evaluasi Akuntabilitas Kinerja Internal",
        ),
        total=("bobot", "nilai"),
    )


LHE = RecordForm(
    name="lhe",
    label="LHE",
    kind=FormKind.WORDS,
    order=180,
    fits=_fits,
    read=read_lhe,
    blank=_blank,
)
