"""Ways to break a workbook, from the bytes of the file up to single attributes; all are seeded."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from random import Random

from lxml import etree

Parts = list[tuple[str, bytes]]

#: What stands where something sensible is expected: in attributes, texts, and cells.
ODD = (
    "", " ", "0", "-1", "-0", "1", "3", "1e40", "1E+400", "-1e308", "1e-300", "NaN", "Infinity",
    "4294967296", "9" * 400, "1048577", "16385", "A0", "XFD1048576", "A1:XFD1048576", "B4:A1",
    "$A$1", "A1 B2 C3", "../../x.xml", "/xl/workbook.xml", "rId1", "true", "s", "str", "e", "b",
    "d", "inlineStr", "shared", "array", "dataTable", "=1+1", "#REF!", "#DIV/0!", "2023-02-30",
    "_x0000_", "_xD83D_", "😀", "é\u0301", "'", '"&<>', "\t\n", "\u202e", "\ufffe\ufeff"[1:],
    "x" * 40_000, "(" * 2_000, "[Red]0.00;@", "0" * 300, "yyyy", "SUM(A1:XFD1048576)", "A1/0",
    "ROUND(1E+40,2)", "ROUND(1,1E+9)", "Sheet1!A1", "1.234.567", "87,50", "12,5%", "TRUE",
)  # fmt: skip

_ENCODINGS = (b"shift_jis", b"gb2312", b"utf-32", b"utf-16", b"iso-8859-1", b"ebcdic-cp-us", b"?")
_SPLINTERS = (b"<", b">", b'"', b"\0", b"]]>", b"<!--", b"<?x ?>", b"&#0;", b"&a;", b"</row>")


def mutate(content: bytes, chance: Random) -> bytes:
    """Return a workbook with one to three things broken."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        change = chance.choices(_CHANGES, _WEIGHTS)[0]
        content = change(content, chance)
    return content


def _in_package(change: Callable[[Parts, Random], Parts]) -> Callable[[bytes, Random], bytes]:
    """Let a change of the parts work on a file; what is no package any more stays as it is."""

    def on_file(content: bytes, chance: Random) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = [(one.filename, archive.read(one)) for one in archive.infolist()]
        except Exception:  # an earlier change has broken it in one of very many ways
            return content
        return _pack(change(parts, chance)) if parts else content

    return on_file


def _pack(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            # Two parts of one name are what a mutation may be about, and zipfile warns of them.
            archive.NameToInfo.pop(name, None)
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _change_element(parts: Parts, chance: Random) -> Parts:
    """Drop, double, swap, rename or refill an element or an attribute of one part."""
    xml = [index for index, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
    if not xml:
        return parts
    index = chance.choice(xml)
    name, data = parts[index]
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return parts
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    try:
        chance.choice(_ELEMENT_CHANGES)(chance.choice(elements), elements, chance)
    except (ValueError, etree.XMLSyntaxError):  # lxml refuses a character, or so deep a tree
        return parts
    parts[index] = name, etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return parts


Elements = list[etree._Element]


def _drop(one: etree._Element, _all: Elements, _chance: Random) -> None:
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _double(one: etree._Element, _all: Elements, chance: Random) -> None:
    if (parent := one.getparent()) is None:
        return
    text = etree.tostring(one)
    for _ in range(chance.choice((1, 1, 1, 2, 50))):
        parent.insert(parent.index(one), etree.fromstring(text))


def _swap(one: etree._Element, every: Elements, chance: Random) -> None:
    other = chance.choice(every)
    home, away = one.getparent(), other.getparent()
    if home is None or away is None or other in one.iterancestors() or one in other.iterancestors():
        return
    place = etree.Element("tempat")
    home.replace(one, place)
    away.replace(other, one)
    place.getparent().replace(place, other)


def _rename(one: etree._Element, every: Elements, chance: Random) -> None:
    one.tag = chance.choice((chance.choice(every).tag, "x", "{lain}row", "{lain}sheetData"))


def _nest(one: etree._Element, _all: Elements, chance: Random) -> None:
    for _ in range(chance.choice((1, 5, 300))):
        one = etree.SubElement(one, one.tag)


def _set_attribute(one: etree._Element, every: Elements, chance: Random) -> None:
    names = list(one.attrib) or [chance.choice(every).tag.rpartition("}")[2]]
    name = chance.choice(names)
    taken = [value for other in every[:200] for value in other.attrib.values()]
    one.set(name, chance.choice((chance.choice(ODD), chance.choice(taken or [""]))))


def _drop_attribute(one: etree._Element, _all: Elements, chance: Random) -> None:
    if one.attrib:
        one.attrib.pop(chance.choice(list(one.attrib)))


def _rename_attribute(one: etree._Element, _all: Elements, chance: Random) -> None:
    if one.attrib:
        value = one.attrib.pop(chance.choice(list(one.attrib)))
        one.set(chance.choice(("r", "t", "s", "ref", "id", "val", "{lain}r", "x")), value)


def _set_text(one: etree._Element, _all: Elements, chance: Random) -> None:
    one.text = chance.choice(ODD)


def _set_leaf(_one: etree._Element, every: Elements, chance: Random) -> None:
    """Refill what holds a text, as cells do."""
    filled = [one for one in every if one.text and one.text.strip()]
    if filled:
        chance.choice(filled).text = chance.choice(ODD)


def _set_cell(_one: etree._Element, every: Elements, chance: Random) -> None:
    """Turn a cell into another kind with an odd value."""
    cells = [one for one in every if one.tag.endswith("}c")]
    if not cells:
        return
    cell = chance.choice(cells)
    cell.set("t", chance.choice(("n", "str", "s", "b", "e", "d", "inlineStr")))
    space = cell.tag.removesuffix("c")
    for child in list(cell):
        if child.tag == f"{space}v" or chance.random() < 0.5:
            cell.remove(child)
    etree.SubElement(cell, f"{space}v").text = chance.choice(ODD)


_ELEMENT_CHANGES = (
    _drop, _double, _swap, _rename, _nest, _set_attribute, _set_attribute, _set_attribute,
    _drop_attribute, _rename_attribute, _set_text, _set_leaf, _set_leaf, _set_cell, _set_cell,
)  # fmt: skip


def _change_parts(parts: Parts, chance: Random) -> Parts:
    """Drop, double, rename, empty, swap or recode whole parts."""
    index, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    (name, data), (other_name, other_data) = parts[index], parts[other]
    kind = chance.randrange(9)
    if kind == 0:
        del parts[index]
    elif kind == 1:
        parts.append((name, chance.choice((data, other_data, b""))))
    elif kind == 2:
        new = chance.choice((name.upper(), "/" + name, name.replace("/", "\\"), "../" + name, "é"))
        parts[index] = new, data
    elif kind == 3:
        parts[index] = name, chance.choice((b"", b" ", b"<a/>", b"\xef\xbb\xbf" + data, data[:-9]))
    elif kind == 4:
        parts[index], parts[other] = (name, other_data), (other_name, data)
    elif kind == 5:
        head = b'<?xml version="1.0" encoding="%s"?>' % chance.choice(_ENCODINGS)
        parts[index] = name, head + data.partition(b"?>")[2]
    elif kind == 6:
        text = data.decode("utf-8", "replace")
        parts[index] = name, text.encode(chance.choice(("utf-16", "utf-16-be", "utf-32")))
    elif kind == 7:
        doctype = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        parts[index] = name, data.replace(b"?>", b"?>" + doctype, 1)
    else:
        parts.sort(key=lambda _: chance.random())
    return parts


def _splinter_part(parts: Parts, chance: Random) -> Parts:
    """Put a piece of markup, or a few bytes, somewhere into a part."""
    index = chance.randrange(len(parts))
    name, data = parts[index]
    content = bytearray(data)
    at = chance.randrange(len(content) + 1)
    content[at : at + chance.choice((0, 1, 20))] = chance.choice(_SPLINTERS)
    parts[index] = name, bytes(content)
    return parts


def _change_bytes(content: bytes, chance: Random) -> bytes:
    """Cut the file, or turn bits over."""
    data = bytearray(content)
    kind = chance.randrange(4)
    if kind == 0:
        return content[: chance.randrange(len(content) + 1)]
    if kind == 1:
        return content + content[: chance.randrange(200)]
    for _ in range(chance.choice((1, 1, 4, 64)) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _change_headers(content: bytes, chance: Random) -> bytes:
    """Let a header of the zip archive tell a lie."""
    data = bytearray(content)
    mark, size = chance.choice(((b"PK\x03\x04", 30), (b"PK\x01\x02", 46), (b"PK\x05\x06", 22)))
    places = [at for at in range(len(data) - size) if data.startswith(mark, at)]
    if not places:
        return content
    at = chance.choice(places) + chance.randrange(4, size - 4)
    value = chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 8, 99, 2**20))
    if chance.random() < 0.5:
        struct.pack_into("<H", data, at, value & 0xFFFF)
    else:
        struct.pack_into("<I", data, at, value)
    return bytes(data)


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _in_package(_change_element),
    _in_package(_change_parts),
    _in_package(_splinter_part),
    _change_bytes,
    _change_headers,
)
_WEIGHTS = (70, 12, 6, 6, 6)
