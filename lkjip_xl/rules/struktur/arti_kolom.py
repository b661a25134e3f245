"""STR10: a column whose contents are not what its label was taken for."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.quantity import Reading
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Lampiran, Sel
from lkjip_xl.rules.predikat import STRICT_FORMS, predicates
from lkjip_xl.rules.rule import Context, Rule, Subject, once

STR10 = Rule(
    code="STR10",
    name="arti-kolom-tidak-pasti",
    severity=Severity.WARNING,
    doc="""
        Sebuah kolom dibaca sebagai kolom angka menurut judulnya, tetapi sebagian besar isinya kata-kata.

        Mengapa: arti kolom itu rupanya lain. Isinya tidak dinilai satu per satu; sebutkan artinya,
        atau ganti judulnya.

        Salah:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) | Target Akhir Renstra |
            | Jumlah dokumen    | dokumen | 4      | 4         | 100         | tersusun semuanya    |
            | Jumlah laporan    | laporan | 2      | 2         | 100         | lengkap dan tepat    |
            | Jumlah rapat      | kali    | 5      | 4         | 80          | sesuai jadwal        |

        Benar:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) | Target Akhir Renstra |
            | Jumlah dokumen    | dokumen | 4      | 4         | 100         | 20                   |
            | Jumlah laporan    | laporan | 2      | 2         | 100         | 10                   |
            | Jumlah rapat      | kali    | 5      | 4         | 80          | 25                   |
    """,
)
#: Fewer cells of words are slips, not another meaning.
_LEAST = 3


@STR10.check
def find_columns_of_words(context: Context) -> Iterator[Finding]:
    for lampiran, column in columns_of_words(context):
        cells = _filled(lampiran, column)
        words = [cell for cell in cells if cell.figure.reading is Reading.UNREADABLE]
        yield STR10.finding(
            lampiran.head(column),
            Subject(lampiran, f"kolom {column.label}", column.field, column.year),
            what=(
                f"kolom “{column.label}” dibaca sebagai {column.said}, tetapi {len(words)} dari "
                f"{len(cells)} isinya bukan angka, misalnya “{words[0].written}”; isinya tidak "
                "dinilai"
            ),
            fix=(
                "ganti judul kolom menurut isinya, atau tetapkan artinya pada daftar Lembar, Kolom, "
                "Berisi di lembar Pengaturan"
            ),
            written=column.label,
            related=[cell.cell for cell in words],
        )


@once
def columns_of_words(context: Context) -> frozenset[tuple[Lampiran, NamedColumn]]:
    """Return the columns of figures in which most cells hold words."""
    meant = predicates(context)
    return frozenset(
        (lampiran, column)
        for lampiran in context.laporan.of(*STRICT_FORMS)
        for column in lampiran.columns
        if column.is_figure
        and not column.is_month
        and _is_of_words([cell for cell in _filled(lampiran, column) if cell not in meant])
    )


def _filled(lampiran: Lampiran, column: NamedColumn) -> list[Sel]:
    return [cell for cell in lampiran.under(column) if cell.is_own and not cell.figure.is_blank]


def _is_of_words(cells: list[Sel]) -> bool:
    words = [
        cell
        for cell in cells
        if cell.figure.reading is Reading.UNREADABLE and not cell.figure.doubts
    ]
    return len(words) >= _LEAST and 2 * len(words) > len(cells)
