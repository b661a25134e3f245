"""Writes a recap: a workbook, a web page, and two parquet files for further analysis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lkjip_xl.keeping import replacing
from lkjip_xl.outputs.rekap.frames import make_frames
from lkjip_xl.outputs.rekap.page import render_page
from lkjip_xl.outputs.rekap.records import OfficeRow
from lkjip_xl.outputs.rekap.workbook import write_workbook
from lkjip_xl.saving import at_once, save_whole

if TYPE_CHECKING:
    from pandas import DataFrame


def write_recap(
    rows: Sequence[OfficeRow], folder: Path, tell: Callable[[str], object] = lambda _: None
) -> list[Path]:
    """Write ``rekap.xlsx``, ``rekap.html``, ``rekap.parquet`` and ``rekap-catatan.parquet``.

    ``rekap.parquet`` has one row per office-year, so that nothing is counted twice when it is
    summed or joined; ``rekap-catatan.parquet`` has one row per finding, all of them, and ``key``
    leads from one to the other.  Each file is written whole or not at all.

    Args:
        rows: the office-years in any order, each with a ``key`` of its own.
        folder: an existing folder; the paths in ``outputs`` start from it.
        tell: told of each earlier file that is kept, since people changed it.

    Raises:
        BookError: a file cannot be written, as where it is open in Excel.
    """
    frames = make_frames(rows)
    page = render_page(frames).encode()
    writers: dict[str, Callable[[BinaryIO], object]] = {
        "rekap.xlsx": lambda stream: write_workbook(frames, stream),
        "rekap.html": lambda stream: stream.write(page),
        "rekap.parquet": lambda stream: _write_parquet(frames.offices, stream),
        "rekap-catatan.parquet": lambda stream: _write_parquet(frames.findings, stream),
    }
    written = []
    for name, write in writers.items():
        with replacing(folder / name) as kept:
            save_whole(folder / name, at_once(write))
        if kept.path is not None:
            tell(str(kept))
        written.append(folder / name)
    return written


def _write_parquet(frame: DataFrame, stream: BinaryIO) -> None:
    frame.to_parquet(stream, index=False)
