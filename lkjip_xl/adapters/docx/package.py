"""Which parts of a document's package hold its text and its styles."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from lkjip_xl.adapters.docx.body import LEVELS, attribute, child, name_of
from lkjip_xl.adapters.xlsx.package import Package

MAIN = "word/document.xml"
_HEADING = re.compile(r"(?:heading|judul)\s*([1-9])\b", re.IGNORECASE)
_REPAIR = "memuat deklarasi DOCTYPE, yang tidak boleh ada di dokumen Word"


def parse(package: Package, name: str) -> etree._Element:
    """Return the root of a part.

    Raises:
        BookError: the part cannot be read, is not well formed, or declares a document type.
    """
    return parse_bytes(package, name, package.read(name))


def parse_bytes(package: Package, name: str, data: bytes) -> etree._Element:
    """Return the root of a part that was read already; raises as ``parse`` does."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise package.damaged(name, "tulisan XML-nya cacat") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise package.damaged(name, _REPAIR)
    return root


def main_part(package: Package) -> str:
    """Return the name of the part that holds the text: that which the package's relations name."""
    return _target(package, "_rels/.rels", "", "officeDocument") or MAIN


def relations_of(part: str) -> str:
    """Return the name of the part that tells what a part relates to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def related(package: Package, part: str, kind: str) -> str:
    """Return the part of a kind that another part relates to, empty where there is none."""
    return _target(package, relations_of(part), posixpath.dirname(part), kind)


def _target(package: Package, relations: str, folder: str, kind: str) -> str:
    if relations not in package:
        return ""
    for relation in parse(package, relations):
        if isinstance(relation.tag, str) and attribute(relation, "Type").endswith(f"/{kind}"):
            target = attribute(relation, "Target")
            whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            name = posixpath.normpath(whole).lstrip("/")
            return name if name in package else ""
    return ""


def heading_levels(package: Package, part: str) -> dict[str, int]:
    """Return the levels of the styles that are headings, by their ids."""
    styles = related(package, part, "styles")
    levels: dict[str, int] = {}
    if not styles:
        return levels
    for style in parse(package, styles):
        if name_of(style) != "style":
            continue
        named = _HEADING.match(attribute(child(style, "name")))
        own = attribute(child(style, "pPr", "outlineLvl"))
        if named:
            levels[attribute(style, "styleId")] = int(named[1])
        elif own in LEVELS:
            levels[attribute(style, "styleId")] = int(own) + 1
    return levels
