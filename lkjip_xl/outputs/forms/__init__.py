"""Blank forms: a workbook whose tables our own reader knows."""

from lkjip_xl.outputs.forms.write import write_forms

__all__ = ["write_forms"]
