"""Relationships between parts, and the list of content types."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.adapters.xlsx.patch.dialect import (
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    RESAVE,
    UnpatchableError,
    quote_attribute,
    xml_part,
)
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.outline import Element, read_outline
from lkjip_xl.adapters.xlsx.patch.splice import Splice
from lkjip_xl.adapters.xlsx.relations import read_relations, relations_part

_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"

#: Extensions that say what a part is; parts of others are declared one by one.
_TELLING = ("rels", "vml")


def add_relations(draft: Draft, part: str, wanted: Sequence[tuple[str, str]]) -> list[str]:
    """Relate a part to others, given as ``(type, part)``, and return the new identifiers."""
    taken = {relation.id for relation in read_relations(draft, part)}
    free = (new for number in range(1, 2**20) if (new := f"rIdLkjip{number}") not in taken)
    ids = [next(free) for _ in wanted]
    fragment = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target={quote_attribute("/" + target)}/>'
        for id_, (kind, target) in zip(ids, wanted, strict=True)
    )
    name = draft.find(relations_part(part))
    whole = xml_part(f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{fragment}</Relationships>')
    if name is None:
        draft.add(relations_part(part), whole)
        declare_types(draft, [(relations_part(part), _RELATIONSHIPS_TYPE)])
    elif not (data := draft.read(name)).strip():
        draft.patch(name, [Splice(0, len(data), whole)])
    else:
        draft.patch(name, [read_outline(data, name).root.append(fragment)])
    return ids


def remove_relations(draft: Draft, part: str, ids: Sequence[str]) -> None:
    """Take relationships out again; a file left without any goes too."""
    name = draft.find(relations_part(part))
    if name is None or not ids:
        return
    elements = read_outline(draft.read(name), name).root.named("Relationship")
    gone = [one.cut() for one in elements if one.attributes.get("Id", "") in ids]
    if len(gone) == len(elements):
        draft.remove(name)
        remove_content_types(draft, [name])
    else:
        draft.patch(name, gone)


def _content_types(draft: Draft) -> tuple[str, Element]:
    name = draft.find("[Content_Types].xml")
    if name is None:
        raise UnpatchableError("daftar isi berkas ([Content_Types].xml) tidak ada", RESAVE)
    root = read_outline(draft.read(name), name).root
    if root.namespace != CONTENT_TYPES:
        raise UnpatchableError("daftar isi berkas ([Content_Types].xml) tidak dikenal", RESAVE)
    return name, root


def content_type(draft: Draft, part: str) -> str:
    """Return the content type that the package declares for a part, empty if none."""
    _, root = _content_types(draft)
    lines = [*_overrides(root, [part]), *_defaults(root, part)]
    return next((line.attributes.get("ContentType", "") for line in lines), "")


def declare_types(draft: Draft, wanted: Sequence[tuple[str, str]]) -> None:
    """Declare the types of parts, given as ``(part, type)``.

    A package may still speak of a part that it lost; what it says is mended, not repeated.
    """
    name, root = _content_types(draft)
    lines: dict[str, None] = {}
    stale: list[Element] = []
    for part, kind in wanted:
        overrides, defaults = _overrides(root, [part]), _defaults(root, part)
        declared = [line.attributes.get("ContentType") for line in overrides or defaults]
        if declared and declared[0] == kind:
            continue
        stale += overrides
        extension = _extension(part)
        if extension in _TELLING and not defaults:
            lines[f'<Default Extension="{extension}" ContentType="{kind}"/>'] = None
        else:
            path = quote_attribute(f"/{part}")
            lines[f'<Override PartName={path} ContentType="{kind}"/>'] = None
    if lines:
        draft.patch(name, [*(line.cut() for line in stale), root.append("".join(lines))])


def remove_content_types(draft: Draft, parts: Sequence[str]) -> None:
    name, root = _content_types(draft)
    draft.patch(name, [line.cut() for line in _overrides(root, parts)])


def _extension(part: str) -> str:
    return part.rpartition(".")[2].lower()


def _overrides(root: Element, parts: Sequence[str]) -> list[Element]:
    """Return the lines that declare the types of these very parts."""
    names = {part.lower() for part in parts}
    return [
        line
        for line in root.named("Override")
        if line.attributes.get("PartName", "").lstrip("/").lower() in names
    ]


def _defaults(root: Element, part: str) -> list[Element]:
    """Return the lines that declare the type of every part of this extension."""
    return [
        line
        for line in root.named("Default")
        if line.attributes.get("Extension", "").lower() == _extension(part)
    ]
