"""A value of the report: its name, what it stands for, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from lkjip_xl.outputs.narrative.capaian import UraianIndikator
from lkjip_xl.outputs.narrative.chart import Chart
from lkjip_xl.outputs.narrative.gathered import Gathered
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.outputs.narrative.text import Text

Value = (
    Text
    | tuple[Text, ...]
    | tuple[UraianIndikator, ...]
    | tuple[Chart, ...]
    | Table
    | bool
    | None  # an annex that the book does not have
)


class Kind(Enum):
    """What a value is made of; one ``CHART`` may be missing, of ``CHARTS`` there may be any."""

    WORDS = auto()
    PARAGRAPHS = auto()
    INDICATORS = auto()
    TABLE = auto()
    CHART = auto()
    CHARTS = auto()


@dataclass(frozen=True, slots=True)
class Declared:
    """A value of the report, known to the outline and to templates by its ``name``.

    ``meaning`` tells those who edit a template what it holds.  A value that may be left out, with
    what is around it, has a ``condition``: what it means that the value is there.
    """

    name: str
    kind: Kind
    meaning: str
    make: Callable[[Gathered], Value]
    condition: str = ""

    @property
    def condition_name(self) -> str:
        return f"ada_{self.name.removeprefix('tabel_')}"

    def values(self, of: Gathered) -> Iterator[tuple[str, Value]]:
        """Yield the value by its name, and whether it is there where that is a value as well."""
        value = self.make(of)
        yield self.name, value
        if self.condition:
            yield self.condition_name, bool(value.rows if isinstance(value, Table) else value)


@dataclass(frozen=True, slots=True)
class Group:
    """Values of one subject."""

    judul: str
    values: tuple[Declared, ...]


def words(name: str, meaning: str, make: Callable[[Gathered], Text]) -> Declared:
    return Declared(name, Kind.WORDS, meaning, make)


def said(name: str, meaning: str, sentence: str) -> Declared:
    """Declare the words of a sentence."""
    return Declared(name, Kind.WORDS, meaning, lambda of: of.say(sentence))


def told(name: str, meaning: str, sentence: str) -> Declared:
    """Declare the paragraphs of a sentence."""
    return Declared(name, Kind.PARAGRAPHS, meaning, lambda of: of.tell(sentence))


def listed(
    name: str, meaning: str, make: Callable[[Gathered], tuple[Text, ...]], condition: str = ""
) -> Declared:
    return Declared(name, Kind.PARAGRAPHS, meaning, make, condition)


def table(
    name: str, meaning: str, make: Callable[[Gathered], Table | None], condition: str = ""
) -> Declared:
    return Declared(name, Kind.TABLE, meaning, make, condition)
