"""Sentences whose figures know where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import Formatter

from lkjip_xl.location import CellRef


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as the report shows it, the cells it rests on, and how it was computed."""

    text: str
    cells: tuple[CellRef, ...] = ()
    calculation: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Missing:
    """What no sheet says; the report asks for it in plain sight instead of inventing it."""

    what: str
    where: str

    def __str__(self) -> str:
        return f"[lengkapi: {self.what} di {self.where}]"


Part = str | Shown | Missing


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text made of words, figures and gaps."""

    parts: tuple[Part, ...] = ()

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def figures(self) -> tuple[Shown, ...]:
        return tuple(part for part in self.parts if isinstance(part, Shown))


Sayable = Part | Text
NOTHING = Text()


def text(value: Sayable) -> Text:
    """Return words, a figure or a gap as a text."""
    if isinstance(value, Text):
        return value
    return Text((value,)) if value != "" else NOTHING


def say(pattern: str, /, **values: Sayable) -> Text:
    """Return the pattern with its ``{names}`` filled in; what is filled in is taken as it is."""
    parts: list[Part] = []
    for words, name, _, _ in Formatter().parse(pattern):
        if words:
            parts.append(words)
        if name is not None:
            parts += text(values[name]).parts
    return Text(tuple(parts))


def join(texts: Iterable[Sayable], separator: str = " ") -> Text:
    """Return the texts one after another; empty ones are left out."""
    parts: list[Part] = []
    for one in map(text, texts):
        if not one:
            continue
        if parts:
            parts.append(separator)
        parts += one.parts
    return Text(tuple(parts))


def enumerate_items(items: Sequence[Sayable]) -> Text:
    """Return ``A``, ``A dan B``, or ``A, B, dan C``; numbered where an item holds such joints."""
    if len(items) > 1 and any(_has_joint(str(text(item))) for item in items):
        items = [say("({n}) {item}", n=str(n), item=item) for n, item in enumerate(items, start=1)]
    if len(items) < 3:
        return join(items, " dan ")
    return join([join(items[:-1], ", "), say("dan {last}", last=items[-1])], ", ")


def _has_joint(words: str) -> bool:
    return ", " in words or " dan " in words


def capitalise(value: Sayable) -> Text:
    """Return the text with a capital at its start."""
    parts = text(value).parts
    if not parts or not isinstance(parts[0], str):
        return Text(parts)
    return Text((parts[0][:1].upper() + parts[0][1:], *parts[1:]))
