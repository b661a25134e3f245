"""The recap as a workbook: offices, findings, the commonest faults, and charts."""

from __future__ import annotations

from typing import BinaryIO

from lkjip_xl.outputs.rekap.cells import Formats
from lkjip_xl.outputs.rekap.chart_sheet import write_charts
from lkjip_xl.outputs.rekap.finding_sheet import write_findings
from lkjip_xl.outputs.rekap.frames import Frames
from lkjip_xl.outputs.rekap.office_sheet import write_offices
from lkjip_xl.outputs.rekap.rule_sheet import write_rules


def write_workbook(frames: Frames, stream: BinaryIO) -> None:
    """Write the workbook to a stream, row by row."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    try:
        with xlsxwriter.Workbook(stream, options) as workbook:
            formats = Formats(workbook)
            offices = write_offices(workbook, formats, frames)
            write_findings(workbook, formats, frames.findings)
            write_rules(workbook, formats, frames)
            write_charts(workbook, formats, frames, offices)
    except FileCreateError as error:  # its rows lie in temporary files until the end
        raise OSError(*error.args[0].args) from error
