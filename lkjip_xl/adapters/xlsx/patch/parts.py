"""Relationships between parts, and the list of content types."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from lkjip_xl.adapters.xlsx.patch.dialect import (
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    RESAVE,
    UnpatchableError,
    quote_attribute,
)
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.outline import Element, read_outline
from lkjip_xl.adapters.xlsx.patch.splice import Splice

_XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship; ``kind`` is the last word of its type, ``target`` a part as spelled.

    ``target`` is empty where it is external or the package lacks it.
    """

    id: str
    kind: str
    target: str
    element: Element


def relations_part(part: str) -> str:
    """Return the name of the part that holds a part's relationships (the package's: ``""``)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relations(draft: Draft, part: str) -> list[Relation]:
    """Return a part's relationships; none where the file for them is missing or has no bytes."""
    name = draft.find(relations_part(part))
    data = draft.read(name) if name is not None else b""
    if not data.strip():
        return []
    relations = []
    for element in read_outline(data, relations_part(part)).root.named("Relationship"):
        found = None
        if element.attributes.get("TargetMode") != "External":
            target = _unquote(element.attributes.get("Target", "")).replace("\\", "/")
            found = draft.find(posixpath.normpath(posixpath.join(posixpath.dirname(part), target)))
        kind = element.attributes.get("Type", "").rsplit("/", 1)[-1]
        relations.append(Relation(element.attributes.get("Id", ""), kind, found or "", element))
    return relations


def _unquote(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote  # rarely needed, and slow to import

    return unquote(target)


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
    whole = f'{_XML_HEAD}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{fragment}</Relationships>'
    if name is None:
        draft.add(relations_part(part), whole.encode())
    elif not (data := draft.read(name)).strip():
        draft.patch(name, [Splice(0, len(data), whole.encode())])
    else:
        draft.patch(name, [read_outline(data, name).root.append(fragment)])
    return ids


def remove_relations(draft: Draft, part: str, ids: Sequence[str]) -> None:
    """Take relationships out again; a file left without any goes too."""
    relations = read_relations(draft, part)
    gone = [relation.element.cut() for relation in relations if relation.id in ids]
    name = draft.find(relations_part(part))
    if name is None or not gone:
        return
    if len(gone) == len(relations):
        draft.remove(name)
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
    extension = part.rpartition(".")[2].lower()
    default = ""
    for element in root.children:
        attributes = element.attributes
        if attributes.get("PartName", "").lstrip("/").lower() == part.lower():
            return attributes.get("ContentType", "")
        if attributes.get("Extension", "").lower() == extension:
            default = attributes.get("ContentType", "")
    return default


def add_content_types(
    draft: Draft, overrides: Sequence[tuple[str, str]], defaults: Sequence[tuple[str, str]] = ()
) -> None:
    """Declare the types of parts (``overrides``) and, where still missing, of extensions."""
    name, root = _content_types(draft)
    known = {child.attributes.get("Extension", "").lower() for child in root.children}
    lines = [
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in defaults
        if extension not in known
    ] + [
        f'<Override PartName={quote_attribute("/" + part)} ContentType="{kind}"/>'
        for part, kind in overrides
    ]
    if lines:
        draft.patch(name, [root.append("".join(lines))])


def remove_content_types(draft: Draft, parts: Sequence[str]) -> None:
    name, root = _content_types(draft)
    gone = {"/" + part.lower() for part in parts}
    draft.patch(
        name,
        [
            child.cut()
            for child in root.children
            if child.attributes.get("PartName", "").lower() in gone
        ],
    )
