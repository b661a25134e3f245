"""Times of writing the report, as parts of one run.

Run by hand: ``python tests/benchmarks/report.py``.  From records to a Word file, without the page
numbers that LibreOffice finds, must take at most four times what docxtpl alone needs to render the
same template with constant values; the web page no longer than the Word file; an annex of 3,000 rows
less than 3 seconds.  The office's own template is filled in a process apart.
"""

from __future__ import annotations

import gc
import resource
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from lkjip_xl import check, open_book
from lkjip_xl.lampiran.catalogue import LAMPIRAN
from lkjip_xl.outputs.docx import write_report
from lkjip_xl.outputs.docx.context import build_context
from lkjip_xl.outputs.docx.look import Look, Page
from lkjip_xl.outputs.docx.table_xml import table_xml
from lkjip_xl.outputs.docx.templates.checking import check_template
from lkjip_xl.outputs.html import write_html
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.resources import resource_path

BOOK = Path(__file__).parents[2] / "workbooks" / "dp3akb-serang-2021.xlsx"
ROWS = 3_000


def main() -> None:
    gc.disable()
    laporan = check(open_book(BOOK)).laporan
    template = resource_path("templates", "lkjip.docx")
    constants = _constant(build_context(compose(laporan), Look({}, {}, Page(9000, 14000))))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "laporan.docx"
        shipped = _seconds(lambda: write_report(laporan, target))
        own = _seconds(lambda: write_report(laporan, target, template=template))
        checked = _seconds(lambda: check_template(template))
        alone = _seconds(lambda: _render_alone(template, constants, target))
        page = _seconds(lambda: write_html(laporan, Path(folder) / "laporan.html"))
        print(f"docxtpl alone, constants   {alone * 1000:7.0f} ms")
        print(f"report, shipped template   {shipped * 1000:7.0f} ms  {shipped / alone:5.2f} x that")
        print(
            f"web page                   {page * 1000:7.0f} ms  {page / shipped:5.2f} x the report"
        )
        print(f"report, own template       {own * 1000:7.0f} ms  {own / shipped:5.2f} x that")
        print(f"check of the template      {checked * 1000:7.0f} ms")
        report = compose(laporan)
        for form in LAMPIRAN:
            table = report.table(f"lampiran_{form.name}")
            if not table.rows:
                continue
            times = -(-ROWS // len(table.rows))
            large = replace(table, rows=(table.rows * times)[:ROWS])
            xml = table_xml(large, Look({}, {}, Page(9000, 14000)))
            seconds = _seconds(lambda large=large: _fill(large, template), repeats=1)
            print(f"{form.name:<15} {ROWS} rows {seconds:7.2f} s, {len(xml) / 2**20:5.1f} MB")


def _constant(value: object) -> Any:
    """Return a tag's value with a constant for every text, and lists as long as they are."""
    if isinstance(value, dict):
        return {name: _constant(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_constant(one) for one in value]
    return "nilai" if isinstance(value, str) and value else value


def _render_alone(template: Path, constants: dict[str, Any], target: Path) -> None:
    document = DocxTemplate(template)
    document.render(constants, autoescape=True)
    document.save(target)


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


def _seconds(work: Callable[[], object], repeats: int = 5) -> float:
    """Return the least processor time of several, without the garbage collector, as the command runs.

    Processor time, of child processes too: what else the machine does must not show.
    """
    times = []
    work()
    for _ in range(repeats):
        gc.collect()
        started = _used()
        work()
        times.append(_used() - started)
    return min(times)


def _used() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main()
