"""The report as a Word document, from a template that staff can edit."""

from lkjip_xl.outputs.docx.errors import ReportError
from lkjip_xl.outputs.docx.write import write_report

__all__ = ["ReportError", "write_report"]
