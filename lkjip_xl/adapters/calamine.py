"""Workbooks in .xls, .ods and .xlsb files: values and merges, through python-calamine."""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lkjip_xl.adapters.ods_merges import CONTENT, read_ods_merges
from lkjip_xl.adapters.xlsx.package import open_package
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.grid import Grid, Loss
from lkjip_xl.location import CellRange
from lkjip_xl.opening import open_file
from lkjip_xl.ports import BookError, legible
from lkjip_xl.programs import python_command

if TYPE_CHECKING:
    from lkjip_xl.adapters.calamine_worker import Answer

#: Seconds to wait for the worker.
_PATIENCE = 120

_SAVE_AS = "Buka berkas ini di Excel, simpan sebagai Buku Kerja Excel (.xlsx), lalu coba lagi"


class CalamineBook:
    """A workbook whose values can be read but whose looks and formulas cannot."""

    def __init__(self, path: Path | str, name: str = "") -> None:
        self.path = Path(path)
        self._name = legible(name or self.path.name)
        self._remarks: list[str] = []

    @property
    def name(self) -> str:
        return self._name

    @property
    def remarks(self) -> Sequence[str]:
        """What the last reading could not see; complete once all grids have been taken."""
        return tuple(self._remarks)

    def grids(self) -> Iterator[Grid]:
        """Yield every worksheet in tab order.

        Raises:
            BookError: the file is protected, damaged, or far too large.
        """
        self._remarks = [
            f"{self.name} bukan berkas .xlsx: huruf tebal, inden, warna, format angka, rumus dan "
            "sel galat (#DIV/0! dan sejenisnya) tidak terbaca. Simpan sebagai .xlsx agar "
            "pemeriksaannya lengkap"
        ]
        merges = self._check_package()
        problem, detail, sheets = self._read_apart()
        if problem == "password":
            raise BookError(
                "berkas dilindungi kata sandi",
                self.name,
                "Simpan salinan tanpa kata sandi, lalu coba lagi",
            )
        if problem:
            raise BookError(f"berkas rusak atau tidak dikenali ({detail})", self.name, _SAVE_AS)
        if all(rows is None for _, _, rows, _ in sheets):
            raise BookError("tidak ada lembar yang dapat dibaca", self.name, _SAVE_AS)
        for sheet, hidden, rows, ranges in sheets:
            yield Grid(
                file=self.name,
                sheet=sheet,
                rows=rows or {},
                merges=[CellRange(*bounds) for bounds in ranges] or merges.get(sheet, ()),
                hidden=hidden,
                has_looks=False,
                losses=(Loss("isinya rusak atau terlalu besar", _SAVE_AS),) if rows is None else (),
            )

    def tanggapan(self) -> Sequence[Tanggapan] | None:
        """Return ``None``: our listing is not told from other sheets in these files."""
        return None

    def _check_package(self) -> Mapping[str, Sequence[CellRange]]:
        """Refuse a zip package with absurd parts; return the merges where the package is .ods."""
        with open_file(self.path) as stream:
            if stream.read(2) != b"PK":
                return {}
        with open_package(self.path) as package:
            for name in package.names:
                package.allow(name)
            return read_ods_merges(package) if CONTENT in package else {}

    def _read_apart(self) -> Answer:
        """Return what the worker saw; where it came to a bad end, the answer says so."""
        if getattr(sys, "frozen", False) or not sys.executable:
            # A program without an interpreter of its own cannot start the worker.
            from lkjip_xl.adapters import calamine_worker

            with open_file(self.path) as stream:
                return calamine_worker.read(stream)
        worker = Path(__file__).with_name("calamine_worker.py")
        try:
            # The worker gets the file itself: by its name it could be another one by then.
            with open_file(self.path) as stream:
                done = subprocess.run(
                    python_command(worker),
                    stdin=stream,
                    capture_output=True,
                    timeout=_PATIENCE,
                    check=True,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return "damaged", "isinya terlalu besar atau menyesatkan pembacanya", []
        answer: Answer = marshal.loads(done.stdout)
        return answer
