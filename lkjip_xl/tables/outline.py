"""Codes that only number the rows: ``1``, ``1.1``, ``1.1.2``, as an office counts its own work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkjip_xl.domain.hierarki import Level

_NUMBER = re.compile(r"[1-9]\d?(?:\.[1-9]\d?){0,2}\.?\Z")
_LEVELS = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)


def outline_levels(codes: Sequence[str]) -> list[Level | None]:
    """Return the level of each row where its codes count from 1 at every depth, else only ``None``.

    Codes of the nomenklatur have parts with a leading zero, leave numbers out, and name no row for
    some of their beginnings; those of a single depth say nothing.

    Args:
        codes: what stands in the column of codes, row by row, empty where nothing does.
    """
    nothing: list[Level | None] = [None] * len(codes)
    told = [code.strip() for code in codes]
    if not any("." in code.rstrip(".") for code in told):
        return nothing
    seen: set[tuple[int, ...]] = set()
    for code in filter(None, told):
        if not _NUMBER.match(code):
            return nothing
        *above, last = map(int, code.rstrip(".").split("."))
        before = (*above, last - 1) if last > 1 else tuple(above)
        if before and before not in seen:
            return nothing
        seen.add((*above, last))
    return [_LEVELS[code.rstrip(".").count(".")] if code else None for code in told]
