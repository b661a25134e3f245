"""Every figure that was read, one row each: for pivots, and for comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.outputs.harmless import escape, may_be_formula
from lkjip_xl.ports import BookError
from lkjip_xl.saving import at_once, save_whole
from lkjip_xl.tables.numbers import plain_text

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    "file",
    "sheet",
    "cell",
    "form",
    "level",
    "tujuan",
    "sasaran",
    "program",
    "kegiatan",
    "sub_kegiatan",
    "indikator",
    "satuan",
    "field",
    "year",
    "value",
    "written",
)
_NUMBERS = {"year": "int64", "value": "float64"}


def figure_rows(laporan: LaporanKinerja) -> Iterator[tuple[object, ...]]:
    """Yield the values of ``COLUMNS`` for each figure that is not blank.

    ``value`` is a float, ``None`` where the cell says "none" or cannot be read; per cent on the
    0-100 scale, money in rupiah.  ``written`` is the text a reader sees.
    """
    for lampiran in laporan.lampiran:
        for row in lampiran.rows:
            yield from _row_figures(lampiran, row)


def _row_figures(lampiran: Lampiran, row: Baris) -> Iterator[tuple[object, ...]]:
    names = [row.jalur.name_at(level) for level in _TREE]
    for column in lampiran.columns:
        if not column.is_figure:
            continue
        year = column.year or lampiran.year
        figure = row.figure(column.field, year)
        if figure.is_blank:
            continue
        yield (
            lampiran.file,
            lampiran.sheet,
            row.origin[column.key].a1,
            lampiran.form.name,
            row.level.value,
            *names,
            row.indikator,
            row.satuan,
            column.field,
            year,
            None if figure.value is None else float(plain_text(figure.value)),
            figure.written,
        )


_TREE = (Level.TUJUAN, Level.SASARAN, Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)


def write_data(laporan: LaporanKinerja, target: Path) -> int:
    """Write the figures in the format that the target's suffix names; return how many.

    Raises:
        BookError: the suffix is not .csv, .xlsx, .parquet or .json, or writing fails.
    """
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        raise BookError(
            f"akhiran {target.suffix or 'nama berkas'} tidak dikenal untuk data",
            target.name,
            f"Pakai salah satu dari {', '.join(_WRITERS)}",
        )
    import pandas

    frame = pandas.DataFrame(list(figure_rows(laporan)), columns=list(COLUMNS))
    frame = frame.astype(_NUMBERS)
    save_whole(target, at_once(lambda stream: writer(frame, stream)))
    return len(frame)


def _write_csv(frame: DataFrame, stream: BinaryIO) -> None:
    """Write what no spreadsheet program takes for a formula; ``unescape`` gives the texts back."""
    texts = [name for name in COLUMNS if name not in _NUMBERS]
    frame = frame.assign(**{name: frame[name].map(escape) for name in texts})
    frame.to_csv(stream, index=False, encoding="utf-8")


def _write_xlsx(frame: DataFrame, stream: BinaryIO) -> None:
    import pandas

    with pandas.ExcelWriter(stream, engine="openpyxl") as writer:
        frame.to_excel(writer, sheet_name="Data", index=False, freeze_panes=(1, 0))
        sheet = writer.sheets["Data"]
        sheet.auto_filter.ref = sheet.dimensions
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # a text that begins with "=" stays a text
                    cell.quotePrefix = may_be_formula(cell.value)  # also when somebody edits it


def _write_parquet(frame: DataFrame, stream: BinaryIO) -> None:
    frame.to_parquet(stream, index=False)


def _write_json(frame: DataFrame, stream: BinaryIO) -> None:
    frame.to_json(stream, orient="records", force_ascii=False, indent=1)


_WRITERS: dict[str, Callable[[DataFrame, BinaryIO], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".parquet": _write_parquet,
    ".json": _write_json,
}
