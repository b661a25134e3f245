"""The report as one self-contained web page that can be read, printed and traced to its cells."""

from lkjip_xl.outputs.html.write import write_html

__all__ = ["write_html"]
