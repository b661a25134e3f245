"""Writes the report of an office-year as a Word document."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.docx.contents import drop_empty_lists, fill_contents
from lkjip_xl.outputs.docx.entries import Entry, mark_entries
from lkjip_xl.outputs.docx.errors import ReportError
from lkjip_xl.outputs.docx.pages import Layout, number_pages, print_pages
from lkjip_xl.outputs.docx.seal import seal
from lkjip_xl.outputs.narrative.report import Report, compose
from lkjip_xl.outputs.narrative.sentences import Kalimat
from lkjip_xl.resources import resource_path
from lkjip_xl.saving import at_once, require_target, save_whole


def write_report(
    laporan: LaporanKinerja,
    target: Path,
    *,
    findings: Sequence[Finding] = (),
    template: Path | None = None,
) -> None:
    """Write the report to ``target``, all of it or nothing; its contents have no page numbers.

    The arguments are those of ``make_report``.

    Raises:
        BookError: the template cannot be used or is the target, or the file cannot be written.
    """
    require_target(target, filter(None, [template]))
    make_report(laporan, findings=findings, template=template).save(target)


@dataclass(frozen=True, slots=True)
class WordReport:
    """A finished report in memory: the document of python-docx, what its contents name."""

    document: Any
    entries: tuple[Entry, ...]

    def number_pages(self, program: Path) -> Layout:
        """Fill in the contents' page numbers with LibreOffice's help.

        Raises:
            OfficeError: LibreOffice did not lay the report out.
        """
        return number_pages(self.document, self.entries, program)

    def print(self, program: Path, labels: Mapping[str, str]) -> Layout:
        """Return the report laid out; ``labels`` are the page numbers that its contents show.

        Raises:
            OfficeError: LibreOffice did not lay the report out.
        """
        return print_pages(self.document, self.entries, program, labels)

    def save(self, target: Path) -> None:
        """Write the Word document, all of it or nothing.

        Raises:
            BookError: the file cannot be written.
        """
        seal(self.document)
        save_whole(target, at_once(self.document.save))


def make_report(
    laporan: LaporanKinerja,
    *,
    findings: Sequence[Finding] = (),
    template: Path | None = None,
    kalimat: Kalimat | None = None,
) -> WordReport:
    """Return the report of an office-year, its contents filled but for the page numbers.

    Args:
        laporan: the records of one office-year.
        findings: the open findings of severity ``error``; any put a visible "KONSEP" on the cover,
            and a list at the end, as do gaps of the report.
        template: the office's own template; without one the shipped template is used.
        kalimat: the office's own sentences; without them the shipped ones are used.

    Raises:
        ReportError: the template cannot be used.
    """
    source = template or resource_path("templates", "lkjip.docx")
    if template is not None:
        from lkjip_xl.outputs.docx.templates.checking import require_sound

        require_sound(template)
    template_document = _open_template(source)
    report = compose(laporan, kalimat)
    _render(template_document, source, report, findings, foreign=template is not None)
    document = template_document.docx
    drop_empty_lists(document)
    entries = mark_entries(document)
    fill_contents(document, entries, {})
    return WordReport(document, entries)


def _open_template(path: Path) -> Any:
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    try:
        template = DocxTemplate(path)
        template.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ReportError(
            "templat laporan tidak dapat dibuka",
            path.name,
            "Periksa apakah berkas itu ada dan berupa dokumen Word (.docx) yang tidak rusak.",
        ) from error
    return template


def _render(
    document: Any,
    source: Path,
    report: Report,
    findings: Sequence[Finding],
    *,
    foreign: bool,
) -> None:
    from lkjip_xl.outputs.docx.blocks import Blocks
    from lkjip_xl.outputs.docx.charts import attach_charts, name_charts
    from lkjip_xl.outputs.docx.context import build_context
    from lkjip_xl.outputs.docx.finishing import number_captions, show_gaps
    from lkjip_xl.outputs.docx.look import read_look
    from lkjip_xl.outputs.docx.templates.contained import fill_foreign, fill_shipped

    look = read_look(document.docx)
    context = build_context(report, look, findings)
    fill = fill_foreign if foreign else fill_shipped
    blocks = Blocks()
    fill(document, blocks.take(context), source.name)
    body = document.docx.element.body
    show_gaps(body, look)
    number_captions(body)
    document.docx = blocks.set_in(document.docx)
    attach_charts(document.docx, name_charts(report))
    _set_properties(document.docx.core_properties, context)


def _set_properties(properties: Any, context: dict[str, Any]) -> None:
    """Fill in the document's properties; Word allows them 255 characters."""
    title = f"Laporan Kinerja {context['nama_lengkap']} Tahun {context['tahun']}"
    properties.title = title[:255]
    properties.author = str(context["nama_lengkap"])[:255]
    properties.language = "id-ID"
