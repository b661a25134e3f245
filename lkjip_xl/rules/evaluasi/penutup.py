"""EVA05: the means and predicates that close an evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.predikat import Step
from lkjip_xl.domain.quantity import (
    SERATUS,
    Figure,
    Reading,
    format_number,
    is_plausible,
    round_to,
)
from lkjip_xl.figures.explanation import is_truncated
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.formulir.evaluasi_renja import EVALUASI_RENJA
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.numbers import read_figure
from lkjip_xl.tables.text import as_text, squash

EVA05 = Rule(
    code="EVA05",
    name="penutup-evaluasi-tidak-cocok",
    severity=Severity.ERROR,
    doc="""
        Rata-rata capaian di bawah tabel bukan rata-rata angka di atasnya, atau predikatnya bukan
        predikat rata-rata itu.

        Rata-rata boleh dihitung dari semua baris atau dari satu tingkat saja (program, kegiatan,
        atau sub kegiatan). Predikat mengikuti skala 91, 76, 66, dan 51; skala lain ditulis pada
        lembar Pengaturan.

        Mengapa: rata-rata dan predikat adalah kesimpulan evaluasi, dan dikutip di mana-mana.

        Salah:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | Target Renja | Realisasi Kinerja pada Triwulan | <  | Realisasi Renja | Realisasi Renstra s.d. Tahun 2023 | Tingkat Capaian Renstra s.d. Tahun 2023 (%) |
            | ^                             | ^          | ^      | K                            | K            | I                               | II | K               | K                                 | K                                           |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 20           | 5                               | 6  | 11              | 31                                | 31,00                                       |
            | PROGRAM JEMBATAN              | Jembatan   | unit   | 40                           | 8            | 2                               | 4  | 6               | 20                                | 50,00                                       |
            | Rata-rata capaian kinerja (%) |            |        |                              |              |                                 |    |                 |                                   | 40,50                                       |
            | Predikat kinerja              |            |        |                              |              |                                 |    |                 |                                   | Sedang                                      |

        Benar:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | Target Renja | Realisasi Kinerja pada Triwulan | <  | Realisasi Renja | Realisasi Renstra s.d. Tahun 2023 | Tingkat Capaian Renstra s.d. Tahun 2023 (%) |
            | ^                             | ^          | ^      | K                            | K            | I                               | II | K               | K                                 | K                                           |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 20           | 5                               | 6  | 11              | 31                                | 31,00                                       |
            | PROGRAM JEMBATAN              | Jembatan   | unit   | 40                           | 8            | 2                               | 4  | 6               | 20                                | 50,00                                       |
            | Rata-rata capaian kinerja (%) |            |        |                              |              |                                 |    |                 |                                   | 40,50                                       |
            | Predikat kinerja              |            |        |                              |              |                                 |    |                 |                                   | Sangat Rendah                               |
    """,
)

_MEAN = re.compile(r"rata\s*-?\s*rata\b", re.IGNORECASE)
_PREDICATE = re.compile(r"predikat\b", re.IGNORECASE)
#: What has no capaian of its own.
_NO_ROWS = (Level.TOTAL, Level.URUSAN)
#: Rows below the table in which its closing is looked for.
_REACH = 12


class _Mean(NamedTuple):
    """A mean that is written, and the rows it closes: ``above`` since the mean before it."""

    lampiran: Lampiran
    column: NamedColumn
    row: int
    figure: Figure
    above: Sequence[Baris]

    @property
    def at(self) -> CellRef:
        return CellRef(self.lampiran.file, self.lampiran.sheet, self.row, self.column.index)

    def subject(self, name: str) -> Subject:
        return Subject(self.lampiran, name, self.column.field, self.column.year)


@EVA05.check
def find_wrong_closing(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(EVALUASI_RENJA):
        grid = context.grid(lampiran)
        if grid is None:
            continue
        for column in (one for one in lampiran.columns if one.field.is_percent):
            means = list(_means(grid, lampiran, column))
            for mean in means:
                context.tally["evaluasi"] += 1
                earlier = [one.figure for one in means if one.row < mean.row]
                yield from _wrong_mean(mean, earlier)
                yield from _wrong_predicate(context, grid, mean)


def _means(grid: Grid, lampiran: Lampiran, column: NamedColumn) -> Iterator[_Mean]:
    """Yield the means that are written below the rows, from top to bottom."""
    start = lampiran.area.top
    for row in _closing_rows(grid, lampiran, _MEAN):
        value = grid.own(row, column.index)
        look = grid.look(row, column.index)
        figure = read_figure(value, look.number_format, column.kind, column.scale)
        if figure.reading is Reading.NUMBER and figure.value is not None:
            rows = (one for one in lampiran.rows if one.level not in _NO_ROWS)
            above = [one for one in rows if start <= one.row < row]
            yield _Mean(lampiran, column, row, figure, above)
            start = row


def _closing_rows(grid: Grid, lampiran: Lampiran, words: re.Pattern[str]) -> Iterator[int]:
    area, own = lampiran.area, {one.row for one in lampiran.rows}
    for row in grid.filled_rows():
        if area.top < row <= area.bottom + _REACH and row not in own:
            texts = filter(None, map(as_text, grid.rows[row][area.left - 1 : area.right]))
            if words.match(next(texts, "")):
                yield row


def _wrong_mean(mean: _Mean, earlier: Sequence[Figure]) -> Iterator[Finding]:
    """Yield a finding where no rows have that mean; rows may be taken in several ways."""
    results = list(_possible(mean, earlier))
    figure = mean.figure
    if not results or any(figure.shows(one) or is_truncated(figure, one) for one in results):
        return
    due = format_number(results[0], max(mean.figure.decimals, 2))
    yield EVA05.finding(
        mean.at,
        mean.subject("rata-rata capaian"),
        what=(
            f"rata-rata tertulis {mean.figure.written.rstrip('%')}, rata-rata angka di atasnya {due}; "
            "rata-rata satu tingkat saja pun berbeda"
        ),
        fix=f"isi {due}, atau tulis dari baris mana rata-rata itu dihitung",
        written=mean.figure,
        expected=due,
        severity=Severity.WARNING,
    )


def _possible(mean: _Mean, earlier: Sequence[Figure]) -> Iterator[Decimal]:
    """Yield the means of the rows: of all, of each level, each with 100 for what passes it."""
    year = mean.lampiran.year
    if earlier:
        yield from _averages([one.value for one in earlier])
    every = _all_rows(mean.lampiran)
    groups: list[Sequence[Baris]] = [mean.above, every]
    for own in (mean.above, every):
        levels = dict.fromkeys(row.level for row in own)
        groups += [[row for row in own if row.level is level] for level in levels]
        groups += [[row for row in own if row.item is not None and not row.item.children]]
    for group in groups:
        name = mean.column.field
        yield from _averages([row.figure(name, mean.column.year or year).value for row in group])


def _all_rows(lampiran: Lampiran) -> list[Baris]:
    """Return the rows of a table with those of its other sheets, where it runs over several."""
    heads = dict.fromkeys(row.item.lampiran for row in lampiran.rows if row.item is not None)
    rows = (row for head in heads for item in head.items for row in item.rows)
    return [row for row in rows if row.level not in _NO_ROWS]


def _averages(figures: Sequence[Decimal | None]) -> Iterator[Decimal]:
    values = [one for one in figures if one is not None and is_plausible(one)]
    if values:
        yield sum(values, Decimal(0)) / len(values)
        yield sum((min(one, SERATUS) for one in values), Decimal(0)) / len(values)
        if len(values) < len(figures):  # blanks counted as nothing
            yield sum(values, Decimal(0)) / len(figures)


def _wrong_predicate(context: Context, grid: Grid, mean: _Mean) -> Iterator[Finding]:
    """Yield a finding where the predicate right below a mean is not that of the mean."""
    row = next((r for r in _closing_rows(grid, mean.lampiran, _PREDICATE) if r > mean.row), 0)
    between = any(mean.row < r < row for r in _closing_rows(grid, mean.lampiran, _MEAN))
    value = mean.figure.value
    if not row or between or value is None:
        return
    written = as_text(grid.own(row, mean.column.index))
    steps = context.pengaturan.skala_capaian
    told = [step for step in steps if squash(step.label) == squash(written)]
    # The scale has gaps between its whole numbers: 90,6 may have been rounded before.
    due = [next(s for s in steps if s.admits(one)) for one in (value, round_to(value, 0))]
    if told and told[0] not in due:
        yield _predicate(mean, row, told[0], due[0])


def _predicate(mean: _Mean, row: int, told: Step, due: Step) -> Finding:
    return EVA05.finding(
        mean.at._replace(row=row),
        mean.subject("predikat"),
        what=(
            f"predikat tertulis {told.label}, padahal rata-ratanya {mean.figure.written} "
            f"({due.label}: {due.condition})"
        ),
        fix=f"isi {due.label}, atau periksa rata-ratanya",
        written=told.label,
        expected=due.label,
        related=(mean.at,),
    )
