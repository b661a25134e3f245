"""How the parts of a package refer to each other."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from lkjip_xl.adapters.xlsx.markup import list_elements
from lkjip_xl.adapters.xlsx.package import Parts


class Relation(NamedTuple):
    """One relationship; ``kind`` is the last word of its type, ``target`` a part as spelled.

    ``target`` is empty where it is external or the package lacks it; ``lacking`` then names it.
    """

    id: str
    kind: str
    target: str
    lacking: str


class Relations(list[Relation]):
    """The relationships of one part, in the order of the file."""

    def by_id(self) -> dict[str, Relation]:
        return {relation.id: relation for relation in self}

    def targets(self, kind: str) -> list[str]:
        """Return the parts of a kind, without those that the package lacks."""
        return [one.target for one in self if one.kind == kind and one.target]

    def target(self, kind: str) -> str:
        """Return the first part of a kind, empty where there is none."""
        return next(iter(self.targets(kind)), "")


def relations_part(part: str) -> str:
    """Return the name of the part that holds a part's relationships (the package's: ``""``)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relations(parts: Parts, part: str) -> Relations:
    """Return a part's relationships; none where the file for them is missing or has no bytes.

    Raises:
        BookError, UnpatchableError: the file is there but cannot be read.
    """
    name = parts.find(relations_part(part))
    if name is None or not any(chunk.strip() for chunk in parts.chunks(name)):
        return Relations()
    return Relations(
        _read_relation(parts, part, attributes)
        for _, attributes, _ in list_elements(parts, name, ("Relationship",))
    )


def _read_relation(parts: Parts, owner: str, attributes: dict[str, str]) -> Relation:
    path = found = ""
    if attributes.get("TargetMode", "").lower() != "external":
        target = attributes.get("Target", "").replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target))
        path = path.lstrip("/")
        found = parts.find(path) or ""
        if not found and "%" in path:
            from urllib.parse import unquote  # rarely needed, and slow to import

            path = unquote(path)
            found = parts.find(path) or ""
    kind = attributes.get("Type", "").rpartition("/")[2]
    return Relation(attributes.get("Id", ""), kind, found, "" if found else path)
