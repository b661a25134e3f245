"""The report as a Word document, from a template that staff can edit."""

from lkjip_xl.outputs.docx.errors import ReportError
from lkjip_xl.outputs.docx.write import WordReport, make_report, write_report

__all__ = ["ReportError", "WordReport", "make_report", "write_report"]
