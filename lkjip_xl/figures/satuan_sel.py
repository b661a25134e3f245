"""The satuan of one figure: of its row, or as it is written behind the figure itself."""

from __future__ import annotations

import re

from lkjip_xl.lampiran.records import Sel

#: A figure and the words behind it: ``0,9 Angka``, ``9.321 eksp``.
_BEHIND = re.compile(r"[-+\d.,\s]*\d\s*(%|[^\W\d_].*)\Z", re.DOTALL)


def satuan_of(cell: Sel) -> str:
    """Return the satuan of a figure, empty where neither its row nor the cell says it."""
    if cell.row.satuan:
        return cell.row.satuan
    behind = _BEHIND.match(cell.written)
    return " ".join(behind[1].split()) if behind else ""
