"""How fast and how lean workbooks are read.

Run by hand: ``python tests/benchmarks/reading.py [BOOK.xlsx]``.  Prints, from one run, how long our
reader takes beside openpyxl, calamine and the floor (unzipping and parsing the XML, doing nothing
with it), and the peak memory on a book forty times as large as the sample, which it makes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "workbooks" / "dp3akb-serang-2021.xlsx"
REPEATS = 7

#: Rows and columns of the large book.
LARGE = (25_000, 15)

_RUN = {
    "python, nothing else": "pass",
    "our reader": (
        "from lkjip_xl.adapters.files import open_book\nlist(open_book(sys.argv[1]).grids())"
    ),
    "openpyxl": "import openpyxl\nopenpyxl.load_workbook(sys.argv[1])",
    "calamine": (
        "import python_calamine\n"
        "book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])\n"
        "[book.get_sheet_by_name(name).to_python() for name in book.sheet_names]"
    ),
}

_REPORT_MEMORY = """
try:
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
except OSError:
    print(0)
"""


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    sys.path.insert(0, str(ROOT))
    print(f"{path.name}, {path.stat().st_size / 1024:.0f} KB")
    _compare("\nreading only, in one process", _measure_reading(path), "unzip + expat")
    _compare("\nwhole process", _measure_processes(path), "openpyxl")
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder, "besar.xlsx")
        _write_large(large)
        print(f"\npeak memory, {LARGE[0]} rows x {LARGE[1]} columns")
        for name in ("python, nothing else", "our reader", "openpyxl"):
            seconds, memory = _run(_RUN[name], large)
            print(f"  {name:22} {memory:7.0f} MB  {seconds:6.2f} s")


def _measure_reading(path: Path) -> dict[str, float]:
    import openpyxl
    import python_calamine

    from lkjip_xl.adapters.files import open_book

    def read_with_calamine() -> None:
        book = python_calamine.CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    return {
        "unzip + expat": _best(lambda: _parse_only(path)),
        "our reader": _best(lambda: list(open_book(path).grids())),
        "calamine": _best(read_with_calamine),
        "openpyxl": _best(lambda: openpyxl.load_workbook(path), repeats=3),
    }


def _measure_processes(path: Path) -> dict[str, float]:
    return {name: min(_run(code, path)[0] for _ in range(REPEATS)) for name, code in _RUN.items()}


def _parse_only(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                expat.ParserCreate().Parse(package.read(name), True)


def _best(read: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the seconds of the fastest of several runs."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        read()
        times.append(time.perf_counter() - begin)
    return min(times)


def _run(code: str, path: Path) -> tuple[float, float]:
    """Return the seconds and the peak memory in MB of a process of its own.

    The memory is zero where the system has no ``/proc``; ``getrusage`` would count that of the
    process which started it.
    """
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\n{_REPORT_MEMORY}", str(path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - begin, int(done.stdout) / 1024


def _compare(title: str, times: dict[str, float], base: str) -> None:
    print(title)
    for name, seconds in times.items():
        print(f"  {name:22} {seconds * 1000:8.1f} ms  {seconds / times[base]:6.2f} x {base}")


def _write_large(path: Path) -> None:
    """Write texts, amounts in several looks, and formulas with their results."""
    import xlsxwriter

    rows, columns = LARGE
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Tabel 3.4")
        plain = book.add_format({"num_format": "#,##0.00"})
        program = book.add_format({"num_format": "#,##0.00", "bold": True, "bg_color": "#FFC000"})
        for row in range(rows):
            look = plain if row % 9 else program
            for column in range(4):
                sheet.write_string(row, column, f"Kegiatan {row * 4 + column}", look)
            for column in range(4, columns - 1):
                sheet.write_number(row, column, row * 1000.25 + column, look)
            sheet.write_formula(row, columns - 1, f"=F{row + 1}/E{row + 1}*100", look, 95.65)


if __name__ == "__main__":
    main()
