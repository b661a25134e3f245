"""What only the finished document shows: gaps made visible, captions numbered on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lkjip_xl.outputs.docx.look import GAP, Look

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GAP = re.compile(r"(\[lengkapi: [^\]]*\])")
_SEQ = re.compile(r"^\s*SEQ\s+(\w+)(.*)$", re.S)
_RESET = re.compile(r"\\r\s*(\d+)")


def show_gaps(body: Any, look: Look) -> None:
    """Set every gap apart with its own character style."""
    style = look.style_id(GAP)
    if not style:
        return
    for run in list(body.iter(f"{_W}r")):
        texts = run.findall(f"{_W}t")
        if len(texts) == 1 and _GAP.search(texts[0].text or ""):
            _split_run(run, texts[0].text, style)


def _split_run(run: Any, words: str, style: str) -> None:
    for piece in filter(None, _GAP.split(words)):
        part = deepcopy(run)
        text = part.find(f"{_W}t")
        text.text = piece
        text.set(_SPACE, "preserve")
        if _GAP.match(piece):
            _style_run(part, style)
        run.addprevious(part)
    run.getparent().remove(run)


def _style_run(run: Any, style: str) -> None:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        properties = run.makeelement(f"{_W}rPr")
        run.insert(0, properties)
    mark = properties.find(f"{_W}rStyle")
    if mark is None:
        mark = properties.makeelement(f"{_W}rStyle")
        properties.insert(0, mark)
    mark.set(f"{_W}val", style)


def number_captions(body: Any) -> None:
    """Write the number of each caption's SEQ field, since parts of a template may be left out."""
    counts: dict[str, int] = {}
    for instruction, shown in _fields(body):
        match = _SEQ.match(instruction)
        if match is None or shown is None:
            continue
        reset = _RESET.search(match[2])
        counts[match[1]] = int(reset[1]) if reset else counts.get(match[1], 0) + 1
        shown.text = str(counts[match[1]])


def _fields(body: Any) -> Iterator[tuple[str, Any]]:
    """Yield each field's instruction with the text element of its result."""
    instruction, in_result = "", False
    for element in body.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}t"):
        if element.tag == f"{_W}fldChar":
            kind = element.get(f"{_W}fldCharType")
            if kind == "begin":
                instruction, in_result = "", False
            in_result = kind == "separate"
        elif element.tag == f"{_W}instrText":
            instruction += element.text or ""
        elif in_result:
            yield instruction, element
            in_result = False
