"""The report's values, ready to be laid out in any document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.capaian import UraianIndikator
from lkjip_xl.outputs.narrative.chart import Chart
from lkjip_xl.outputs.narrative.gathered import Gathered
from lkjip_xl.outputs.narrative.sentences import Kalimat, shipped
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.outputs.narrative.text import Text, say, text
from lkjip_xl.outputs.narrative.value import Value
from lkjip_xl.outputs.narrative.values import GROUPS

Item = TypeVar("Item")


class Report:
    """Everything the report says, each value under the name that ``values.py`` declares."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values
        self._words = {name: one for name, one in values.items() if isinstance(one, Text)}

    def text(self, name: str) -> Text:
        return self._words[name]

    def texts(self, name: str) -> tuple[Text, ...]:
        """Return the paragraphs of a value; words are one."""
        value = self.values[name]
        return (value,) if isinstance(value, Text) else tuple(_only(Text, value))

    def table(self, name: str) -> Table:
        value = self.values[name]
        if not isinstance(value, Table):
            raise TypeError(f"{name} is no table")
        return value

    def charts(self, name: str) -> tuple[Chart, ...]:
        return tuple(_only(Chart, self.values[name]))

    def holds(self, name: str) -> bool:
        """Tell whether a condition is true, or a value not empty."""
        return bool(self.values[name])

    def say(self, pattern: str) -> Text:
        """Return a pattern with the report's words at its ``{names}``."""
        return say(pattern, **self._words)

    def each(self, name: str) -> Iterator[Report]:
        """Yield the report with the values of each item of a list beside its own."""
        for item in _only(UraianIndikator, self.values[name]):
            yield Report({**self.values, "nama": text(item.nama), "uraian": item.uraian})


def _only(kind: type[Item], value: Value) -> Iterator[Item]:
    if isinstance(value, tuple):
        yield from (one for one in value if isinstance(one, kind))


def compose(laporan: LaporanKinerja, kalimat: Kalimat | None = None) -> Report:
    """Return the report of an office-year, in the shipped sentences or in the office's own.

    Raises:
        BookError: a sentence cannot be read.
    """
    gathered = Gathered(laporan, kalimat or shipped())
    declared = (one for group in GROUPS for one in group.values)
    return Report({name: value for one in declared for name, value in one.values(gathered)})
