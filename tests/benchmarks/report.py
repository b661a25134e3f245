"""Times of writing the report, as parts of one run.

Run by hand: ``python tests/benchmarks/report.py``.  An annex of 3,000 rows must take less than 3
seconds; the office's own template, filled in a process apart, costs little more than the shipped.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lkjip_xl import check, open_book
from lkjip_xl.outputs.docx import write_report
from lkjip_xl.outputs.docx.look import Look, Page
from lkjip_xl.outputs.docx.table_xml import table_xml
from lkjip_xl.outputs.docx.templates.checking import check_template
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.resources import resource_path

BOOK = Path(__file__).parents[2] / "workbooks" / "dp3akb-serang-2021.xlsx"
ROWS = 3_000


def main() -> None:
    laporan = check(open_book(BOOK)).laporan
    template = resource_path("templates", "lkjip.docx")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "laporan.docx"
        shipped = _seconds(lambda: write_report(laporan, target))
        own = _seconds(lambda: write_report(laporan, target, template=template))
        checked = _seconds(lambda: check_template(template))
        print(f"report, shipped template   {shipped * 1000:7.0f} ms")
        print(f"report, own template       {own * 1000:7.0f} ms  {own / shipped:5.2f} x that")
        print(f"check of the template      {checked * 1000:7.0f} ms")
        for form, table in compose(laporan).lampiran.items():
            if not table.rows:
                continue
            times = -(-ROWS // len(table.rows))
            large = replace(table, rows=(table.rows * times)[:ROWS])
            xml = table_xml(large, Look({}, {}, Page(9000, 14000)))
            seconds = _seconds(lambda large=large: _fill(large, template))
            print(f"{form.value:<15} {ROWS} rows {seconds:7.2f} s, {len(xml) / 2**20:5.1f} MB")


def _fill(table: Table, template: Path) -> None:
    """Write one annex of many rows through a template that holds nothing else."""
    import io

    import docx
    from markupsafe import Markup

    from lkjip_xl.outputs.docx.templates.contained import fill_apart

    document = docx.Document()
    document.add_paragraph("{{p tabel }}")
    memory = io.BytesIO()
    document.save(memory)
    block = Markup(table_xml(table, Look({}, {}, Page(9000, 14000))))
    docx.Document(io.BytesIO(fill_apart(memory.getvalue(), {"tabel": block}, template.name)))


def _seconds(work: Callable[[], object]) -> float:
    work()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
