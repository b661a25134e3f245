"""Texts of several points in one cell: bullets, ``a.`` ``b.`` ``c.``, ``1)`` ``2)``."""

from __future__ import annotations

import re
from itertools import pairwise

_BULLET = re.compile(r"^\s*(?:[-–•▪●*]\s+|[-–•▪●]|\(?(?:[a-z]|\d{1,2})[.)]\s+)", re.I)
_INLINE = re.compile(r"(?:(?<=\s)|^)\(?([a-z]|\d{1,2})[.)]\s+")


def split_points(text: str) -> tuple[str, ...]:
    """Return the points of a cell's text without their bullets, in order.

    A line without a bullet continues the point above it where that one has a bullet; among lines
    without any, each is a point.
    """
    points: list[str] = []
    bulleted = False
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        match = _BULLET.match(line)
        if match is None and bulleted:
            points[-1] = f"{points[-1]} {line}"
            continue
        bulleted = match is not None
        points.append(line[match.end() :].strip() if match else line)
    if len(points) == 1:
        points = _split_inline(text.strip()) or points
    return tuple(point for point in points if point)


def _split_inline(text: str) -> list[str]:
    """Return the points of one line such as ``a. satu b. dua``; none where the marks do not run."""
    marks = list(_INLINE.finditer(text))
    if len(marks) < 2 or marks[0].start() != 0:
        return []
    order = [mark[1].lower() for mark in marks]
    if order != _expected(order[0], len(order)):
        return []
    ends = [*(after.start() for _, after in pairwise(marks)), len(text)]
    return [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]


def _expected(first: str, count: int) -> list[str]:
    if first.isdigit():
        return [str(int(first) + step) for step in range(count)]
    return [chr(ord(first) + step) for step in range(count)]
