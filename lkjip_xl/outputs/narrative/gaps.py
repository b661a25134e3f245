"""What the report still lacks: every gap that it asks for in plain sight, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lkjip_xl.outputs.narrative.asal_angka import texts_of
from lkjip_xl.outputs.narrative.chapters import Block, Chapter, Signature, TableBlock
from lkjip_xl.outputs.narrative.text import Missing, Text


def list_gaps(chapters: Iterable[Chapter]) -> tuple[Missing, ...]:
    """Return the gaps in the order in which they are read; a report with any is a draft."""
    found = (
        gap
        for chapter in chapters
        for section in chapter.sections
        for gap in (*_gaps_of([section.judul]), *_gaps_in(section.blocks))
    )
    return tuple(dict.fromkeys(found))


def name_draft(errors: int, gaps: int) -> str:
    """Return the notice of a draft, empty where nothing is open."""
    open_parts = [f"{errors} catatan"] if errors else []
    open_parts += [f"{gaps} isian kosong"] if gaps else []
    return f"KONSEP — {' dan '.join(open_parts)} belum selesai" if open_parts else ""


def _gaps_in(blocks: Iterable[Block]) -> Iterator[Missing]:
    for block in blocks:
        match block:
            case TableBlock(judul, table):
                yield from _gaps_of([judul, *table.texts()])
                if not table.rows:
                    yield table.missing
            case Signature(lines):
                yield from _gaps_of(lines)
            case _:
                yield from _gaps_of(texts_of(block))


def _gaps_of(texts: Iterable[Text]) -> Iterator[Missing]:
    return (part for text in texts for part in text.parts if isinstance(part, Missing))
