"""The commands of a template: conditions and loops, each opened and closed in the same place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lkjip_xl.outputs.docx.templates.expressions import (
    Fault,
    Scope,
    check_condition,
    check_loop,
    check_output,
    inside_loop,
)
from lkjip_xl.outputs.docx.templates.paragraphs import Part, W, Written
from lkjip_xl.outputs.docx.templates.placement import short
from lkjip_xl.outputs.docx.templates.problem import Problem

_CLOSES = {"endif": "if", "endfor": "for"}
#: What merges cells, and the loop that it needs.
_MERGES = {"vm": "tr", "hm": "tc"}
#: Loops that may lie in each other: rows and columns of a table.
_DEEPEST = 2
_KNOWN = "if, elif, else, endif, for, endfor"


@dataclass(frozen=True, slots=True)
class _Open:
    """A command that waits for its end, with the names known inside it."""

    word: str
    tag: Written
    scope: Scope


def find_faults(part: Part) -> Iterator[Problem]:
    """Yield what is wrong with what the tags of a part say, and with their pairs."""
    opened: list[_Open] = []
    for tag in part.tags:
        scope = opened[-1].scope if opened else {}
        if tag.is_torn:
            continue  # told with its braces
        if tag.opens == "{{":
            yield from _tell(tag, check_output(tag.inner, tag.prefix, scope))
        elif tag.opens == "{%":
            yield from _command(tag, opened, scope)
    for one in opened:
        fix = f"Tambahkan {_like(one.tag, 'end' + one.word)} sesudah isinya, atau hapus tag ini"
        yield Problem(one.tag.where, f"{short(one.tag)} tidak ditutup", fix)


def _command(tag: Written, opened: list[_Open], scope: Scope) -> Iterator[Problem]:
    word, _, rest = tag.inner.strip(" -\t\n\xa0").partition(" ")
    if word == "if":
        yield from _tell(tag, check_condition(rest, scope))
        opened.append(_Open("if", tag, scope))
    elif word == "for":
        item, faults = check_loop(rest, scope)
        yield from _tell(tag, faults)
        yield from _nested(tag, opened)
        opened.append(_Open("for", tag, inside_loop(scope, item) if item else scope))
    elif word in ("elif", "else"):
        yield from _tell(tag, check_condition(rest, scope) if word == "elif" else ())
        yield from _between(tag, word, opened)
    elif word in _CLOSES:
        yield from _close(tag, word, opened)
    elif word in _MERGES:
        yield from _merge(tag, word, opened)
    else:
        yield from _tell(tag, [_unknown_word(tag, word)])


def _nested(tag: Written, opened: list[_Open]) -> Iterator[Problem]:
    """Yield where a loop lies in two others: no list has lists in it that could ask for that."""
    around = [short(one.tag) for one in opened if one.word == "for"]
    if len(around) == _DEEPEST:
        what = f"{short(tag)} berada di dalam {' dan '.join(around)}, sehingga isinya dicetak "
        yield Problem(
            tag.where,
            f"{what}sebanyak hasil kali panjang semua daftar itu",
            "Tutup perulangan yang satu dengan endfor sebelum membuka yang berikut",
        )


def _between(tag: Written, word: str, opened: list[_Open]) -> Iterator[Problem]:
    if not opened or (word == "elif" and opened[-1].word != "if"):
        fix = "Tambahkan pembukanya, atau hapus tag ini"
        yield Problem(tag.where, f"{short(tag)} tanpa pembuka {_like(tag, 'if …')}", fix)
    else:
        yield from _same_place(opened[-1].tag, tag)


def _close(tag: Written, word: str, opened: list[_Open]) -> Iterator[Problem]:
    wanted = _CLOSES[word]
    if not any(one.word == wanted for one in opened):
        fix = "Tambahkan pembukanya, atau hapus tag ini"
        yield Problem(tag.where, f"{short(tag)} tanpa pembuka {_like(tag, wanted + ' …')}", fix)
        return
    while opened[-1].word != wanted:
        inner = opened.pop()
        fix = f"Tambahkan {_like(inner.tag, 'end' + inner.word)} sebelum {short(tag)}"
        yield Problem(inner.tag.where, f"{short(inner.tag)} tidak ditutup", fix)
    yield from _same_place(opened.pop().tag, tag)


def _merge(tag: Written, word: str, opened: list[_Open]) -> Iterator[Problem]:
    """Yield where docxtpl could not put its own condition around a merged cell."""
    loops = [one.tag.prefix for one in opened if one.word == "for"]
    cell = next(tag.paragraph.element.iterancestors(f"{W}tc"), None)
    alone = sum(one.opens == "{%" for one in tag.paragraph.tags) == 1
    if loops != [_MERGES[word]] or cell is None or not alone:
        yield Problem(
            tag.where,
            f"{{% {word} %}} hanya dapat dipakai di sel tabel, di dalam satu perulangan "
            f"{{%{_MERGES[word]} for … %}} yang tidak bersarang, tanpa perintah lain di selnya",
            "Hapus tag itu; sel tabel bawaan sudah digabung sendiri",
        )


def _same_place(first: Written, last: Written) -> Iterator[Problem]:
    """Yield where a pair is not of one kind, or begins and ends in different frames."""
    if first.prefix != last.prefix:
        yield Problem(
            last.where,
            f"{short(last)} tidak sejenis dengan pembukanya, {short(first)}",
            f"Awali keduanya dengan huruf yang sama, misalnya {{%{first.prefix}",
        )
    elif _frame(first) != _frame(last):
        yield Problem(
            last.where,
            f"{short(first)} dan {short(last)} tidak berada di tempat yang sama",
            "Letakkan keduanya dalam sel, kotak teks, atau bagian teks yang sama; untuk "
            "baris tabel pakai {%tr … %} dalam baris tersendiri",
        )


def _frame(tag: Written) -> tuple[Any, ...]:
    """Return what two tags must share so that what is between them is whole."""
    paragraph = tag.paragraph.element
    if tag.prefix == "tr":
        return (next(paragraph.iterancestors(f"{W}tbl"), None),)
    if tag.prefix == "tc":
        return (next(paragraph.iterancestors(f"{W}tr"), None),)
    if tag.prefix == "p":
        return (paragraph.getparent(),)
    holder = tag.first.getparent().getparent()
    return (paragraph.getparent(), holder if holder is not paragraph else None)


def _unknown_word(tag: Written, word: str) -> Fault:
    if word in ("p", "tr", "tc", "r"):
        return (
            f"{short(tag)} salah tulis",
            f"Tulis {{%{word} …: huruf {word} rapat pada {{%, lalu satu spasi biasa",
        )
    for prefix in ("tr", "tc", "p", "r"):
        if word.removeprefix(prefix) in ("if", "for", *_CLOSES) and word.startswith(prefix):
            return f"{short(tag)} salah tulis", f"Beri spasi sesudah {{%{prefix}"
    if not word:
        return f"{short(tag)} kosong", "Hapus tag itu"
    return f"perintah {word} tidak tersedia", f"Yang tersedia: {_KNOWN}"


def _like(tag: Written, words: str) -> str:
    return f"{{%{tag.prefix} {words} %}}"


def _tell(tag: Written, faults: Any) -> Iterator[Problem]:
    for what, fix in faults:
        shown = "" if short(tag) in what else f"{short(tag)}: "
        yield Problem(tag.where, shown + what, fix)
