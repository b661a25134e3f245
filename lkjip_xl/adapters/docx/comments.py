"""Our comments in a document: put in, and taken out again byte for byte.

A comment is three marks in the text (where it begins, where it ends, the sign that opens it) and
its words in a part of their own.  The marks stand between what a paragraph holds already: no run of
the office's is parted.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkjip_xl.adapters.docx.package import main_part, related, relations_of
from lkjip_xl.adapters.docx.sheets import Anchor
from lkjip_xl.adapters.docx.spans import Span, read_spans
from lkjip_xl.adapters.xlsx.package import Package
from lkjip_xl.adapters.xlsx.patch.dialect import escape_text
from lkjip_xl.adapters.xlsx.patch.notes import AUTHOR
from lkjip_xl.adapters.xlsx.patch.splice import Splice, apply_splices, order_splices
from lkjip_xl.ports import UnmarkableError

INITIALS = "LX"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "rIdLkjip"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RESAVE = "Buka di Word, simpan ulang sebagai Dokumen Word (.docx), lalu ulangi"
_ROOT = re.compile(rb"<(?:([\w.-]+):)?document[\s>]")
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = {
    _NAMESPACE: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    _STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said at one place, in lines."""

    anchor: Anchor
    lines: Sequence[str]


#: The new content of parts by their names; ``None`` takes a part away.
Parts = dict[str, bytes | None]


def without_comments(package: Package) -> Parts:
    """Return the parts of a document that have comments of ours, as they are without them.

    Raises:
        BookError: a part cannot be read.
        UnmarkableError: a part is in an encoding of its own.
    """
    main = main_part(package)
    part = related(package, main, "comments")
    if not part:
        return {}
    data = package.read(part)
    root = _spans(package, part, data)
    ours = [one for one in root.children if one.attributes.get("author") == AUTHOR]
    if not ours:
        return {}
    numbers = {one.attributes.get("id", "") for one in ours}
    parts: Parts = {main: _without_marks(package, main, numbers)}
    relations = relations_of(main)
    own = [one for one in _relations(package, relations) if one.attributes.get("Id") == _RELATION]
    if own and len(ours) == len(root.children):
        parts[part] = None
        parts[relations] = _without(package.read(relations), own)
        types = _spans(package, _TYPES, package.read(_TYPES))
        named = [one for one in types.children if one.attributes.get("PartName") == f"/{part}"]
        parts[_TYPES] = _without(package.read(_TYPES), named)
    else:
        parts[part] = _without(data, ours)
    return parts


def _without_marks(package: Package, main: str, numbers: set[str]) -> bytes:
    data = package.read(main)
    splices: list[Splice] = []
    begun: set[str] = set()
    for span in _spans(package, main, data).walk():
        number = span.attributes.get("id", "")
        if span.name == "commentRangeStart" and number in numbers:
            begun.add(number)
        if span.name in ("commentRangeStart", "commentRangeEnd") and number in numbers:
            splices.append(Splice(span.start, span.end, b""))
        elif span.name in ("p", "hyperlink", "ins", "smartTag", "sdtContent"):
            signs = [one for one in span.children if _signed(one) in numbers]
            splices += [Splice(one.start, one.end, b"") for one in signs]
            only = len(signs) == 1 and len(span.children) == 1 and span.name == "p"
            if only and _signed(signs[0]) not in begun:
                splices[-1] = _closed(data, span)
    return apply_splices(data, order_splices(splices))


def _closed(data: bytes, paragraph: Span) -> Splice:
    """Give a paragraph that we opened for our sign its one tag back."""
    return Splice(data.index(b">", paragraph.start), paragraph.end, b"/>")


def _signed(run: Span) -> str:
    """Return the number of the comment that a run opens, if it does nothing else."""
    said = [one for one in run.children if one.name != "rPr"]
    is_sign = run.name == "r" and len(said) == 1 and said[0].name == "commentReference"
    return said[0].attributes.get("id", "") if is_sign else ""


# -- putting in


def with_comments(package: Package, parts: Parts, comments: Sequence[Comment]) -> Parts:
    """Return the parts that change when comments are put in.

    Args:
        package: the document.
        parts: those of its parts that are to be other than stored, as ``without_comments`` says.
        comments: what to say, no two at one place.

    Raises:
        BookError: a part cannot be read.
        UnmarkableError: a part is in an encoding of its own.
    """
    main = main_part(package)
    changed = dict(parts)

    def read(name: str) -> bytes:
        return changed.get(name) or package.read(name)

    stored = related(package, main, "comments")
    part = stored if stored and changed.get(stored, b"") is not None else ""
    old = _spans(package, part, read(part)).children if part else []
    first = 1 + max((int(one.attributes.get("id", "0") or 0) for one in old), default=-1)
    data = read(main)
    namespace = _STRICT if _STRICT.encode() in data[:4096] else _NAMESPACE
    changed[main] = _mark(package, main, data, comments, first)
    words = "".join(_comment(number, one.lines) for number, one in enumerate(comments, first))
    if part:
        changed[part] = _append(read(part), words, namespace)
        return changed
    part = _free_name(package, main, changed)
    changed[part] = f'{_HEAD}<w:comments xmlns:w="{namespace}">{words}</w:comments>'.encode()
    target = posixpath.basename(part)
    kind = f"{_RELATIONS[namespace]}/comments"
    relation = f'Id="{_RELATION}" Type="{kind}" Target="{target}"'
    relations = relations_of(main)
    if relations in package:
        changed[relations] = _insert(read(relations), "Relationship", relation)
    else:
        home = "http://schemas.openxmlformats.org/package/2006/relationships"
        changed[relations] = (
            f'{_HEAD}<Relationships xmlns="{home}"><Relationship {relation}/></Relationships>'
        ).encode()
    changed[_TYPES] = _insert(read(_TYPES), "Override", f'PartName="/{part}" ContentType="{_TYPE}"')
    return changed


def _free_name(package: Package, main: str, changed: Parts) -> str:
    folder = posixpath.dirname(main)
    names = (posixpath.join(folder, name) for name in ("comments.xml", "lkjip-comments.xml"))
    return next(name for name in names if name not in package or changed.get(name, b"") is None)


def _mark(
    package: Package, main: str, data: bytes, comments: Sequence[Comment], first: int
) -> bytes:
    root = _ROOT.search(data)
    prefix = (root[1].decode() + ":") if root is not None and root[1] else ""
    paragraphs = [span for span in _spans(package, main, data).walk() if span.name == "p"]
    splices: list[Splice] = []
    for number, comment in enumerate(comments, first):
        paragraph = paragraphs[comment.anchor.paragraph.host]
        splices += _marks(data, paragraph, comment.anchor, prefix, number)
    return apply_splices(data, order_splices(splices))


def _marks(
    data: bytes, paragraph: Span, anchor: Anchor, prefix: str, number: int
) -> Iterator[Splice]:
    name = f'w:id="{number}"' if prefix else f'id="{number}"'
    own = name.replace("w:", prefix)
    sign = f"<{prefix}r><{prefix}commentReference {own}/></{prefix}r>"
    begin, end = f"<{prefix}commentRangeStart {own}/>", f"<{prefix}commentRangeEnd {own}/>"
    if paragraph.is_closed:
        # Nothing to highlight; a sign without a range is how we know our own paragraph again.
        tag = data[paragraph.start : paragraph.end].rstrip(b"/> \t\r\n")
        element = tag[1:].split(maxsplit=1)[0].decode()
        inside = f">{sign}</{element}>".encode()
        yield Splice(paragraph.start + len(tag), paragraph.end, inside)
        return
    pieces = [one for one in paragraph.children if one.name != "pPr"]
    start, stop = _reach(pieces, anchor, paragraph.inner_end)
    yield Splice(start, start, begin.encode())
    yield Splice(stop, stop, (end + sign).encode())


def _reach(pieces: Sequence[Span], anchor: Anchor, otherwise: int) -> tuple[int, int]:
    """Return where the marks of a comment stand: around the pieces that hold its sentence."""
    ends, sentence = anchor.paragraph.ends, anchor.sentence
    if not pieces:
        return otherwise, otherwise
    if sentence is None or len(ends) != len(pieces):
        return pieces[0].start, pieces[-1].end
    first = next((at for at, end in enumerate(ends) if end > sentence.start), 0)
    last = next((at for at, end in enumerate(ends) if end >= sentence.end), len(pieces) - 1)
    return pieces[first].start, pieces[max(first, last)].end


def _comment(number: int, lines: Sequence[str]) -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape_text(line)}</w:t></w:r></w:p>'
        for line in lines
    )
    return (
        f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}">{paragraphs}'
        "</w:comment>"
    )


def _append(data: bytes, words: str, namespace: str) -> bytes:
    """Return a part of comments with more of them, whatever prefix it uses itself."""
    own = words.replace("<w:comment ", f'<w:comment xmlns:w="{namespace}" ')
    at = data.rstrip().rfind(b"</")
    if at < 0:
        raise UnmarkableError("bagian komentar dokumen ini kosong", "comments.xml", _RESAVE)
    return data[:at] + own.encode() + data[at:]


def _insert(data: bytes, element: str, attributes: str) -> bytes:
    """Return a list of relations or of types with one more element at its end."""
    at = data.rstrip().rfind(b"</")
    prefix, colon, _ = data[at + 2 :].partition(b":")
    own = prefix.decode() + ":" if colon and b">" not in prefix else ""
    return data[:at] + f"<{own}{element} {attributes}/>".encode() + data[at:]


def _without(data: bytes, spans: Sequence[Span]) -> bytes:
    return apply_splices(data, order_splices([Splice(one.start, one.end, b"") for one in spans]))


def _relations(package: Package, part: str) -> Sequence[Span]:
    return _spans(package, part, package.read(part)).children if part in package else ()


def _spans(package: Package, part: str, data: bytes) -> Span:
    try:
        return read_spans(data, _NAMESPACES.get(part.rpartition("/")[2], _is_word))
    except ValueError as error:
        what = f"bagian {part} ditulis dengan penyandian yang tidak dapat ditandai"
        raise UnmarkableError(what, package.path.name, _RESAVE) from error


def _is_word(namespace: str) -> bool:
    return "wordprocessingml" in namespace


_NAMESPACES: Mapping[str, Callable[[str], bool]] = {
    _TYPES: lambda namespace: namespace.endswith("content-types"),
}
