"""Copies of a document with our comments, and without them again."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from lkjip_xl.adapters.docx.book import read_sheets
from lkjip_xl.adapters.docx.comments import Comment, Parts, with_comments, without_comments
from lkjip_xl.adapters.docx.sheets import Anchor
from lkjip_xl.adapters.xlsx.package import Package, open_package
from lkjip_xl.adapters.xlsx.patch.archive import ArchiveWriter, read_raw
from lkjip_xl.adapters.xlsx.patch.dialect import UnpatchableError
from lkjip_xl.grid import Mark
from lkjip_xl.ports import UnmarkableError
from lkjip_xl.saving import save_whole


def write_marked(source: Path, target: Path, marks: Sequence[Mark]) -> None:
    """Write a copy of a document with a comment at every place that is marked.

    Comments of ours that the document has already give way to the new ones.  Nothing else changes.

    Raises:
        BookError: the source cannot be marked safely, or the target cannot be written.
    """
    anchors = read_sheets(source, source.name).anchors
    said: dict[Anchor, list[str]] = {}
    for mark in marks:
        anchor = anchors.get((mark.sheet, mark.row, mark.column))
        if anchor is not None:
            lines = said.setdefault(anchor, [])
            lines += [*([""] if lines else []), mark.severity.label, *mark.note.splitlines()]
    comments = [Comment(anchor, lines) for anchor, lines in said.items()]
    with open_package(source) as package:
        parts = without_comments(package)
        if comments:
            parts = with_comments(package, parts, comments)
        save_whole(target, partial(_write, package, parts), source)


def write_clean(source: Path, target: Path) -> None:
    """Write a copy of a document without any comment of ours.

    A marked copy that nobody saved in between comes out equal to its original, part by part.

    Raises:
        BookError: the source cannot be read, or the target cannot be written.
    """
    with open_package(source) as package:
        save_whole(target, partial(_write, package, without_comments(package)), source)


def _write(package: Package, parts: Parts, stream: BinaryIO) -> None:
    archive = package.archive
    assert archive.fp is not None
    writer = ArchiveWriter(stream)
    new = dict(parts)
    try:
        for entry in archive.infolist():
            name = _stored_as(entry, new)
            if name is None:
                writer.copy(entry, read_raw(archive.fp, package.allow(entry.filename)))
            elif (content := new.pop(name)) is not None:
                writer.add(entry.filename, [content], len(content))
        for name, content in new.items():
            if content is not None:
                writer.add(name, [content], len(content))
        writer.close()
    except UnpatchableError as error:
        raise UnmarkableError(error.what, package.path.name, error.fix) from error


def _stored_as(entry: zipfile.ZipInfo, parts: Parts) -> str | None:
    """Return the name under which an entry is among some parts, in whatever case it is stored."""
    folded = entry.filename.replace("\\", "/").lstrip("/").lower()
    return next((name for name in parts if name.lower() == folded), None)
