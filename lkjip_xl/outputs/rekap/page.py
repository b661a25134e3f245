"""The recap as one web page: values ready to be shown, and the template filled with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from lkjip_xl.outputs.harmless import escape
from lkjip_xl.outputs.rekap.frames import SEVERITIES, Frames, records
from lkjip_xl.outputs.rekap.wording import (
    LABELS,
    NO_FIGURE,
    name_office,
    say_count,
    say_percent,
    say_ratio,
    say_rupiah,
    say_totals,
)
from lkjip_xl.resources import resource_path
from lkjip_xl.rules.catalogue import FAMILY_NAMES

if TYPE_CHECKING:
    from jinja2 import Template

#: More rows than these make a page too slow to scroll and sort; the workbook holds them all.
MOST_OFFICES, MOST_RULES = 2_000, 25


class Number(NamedTuple):
    """A figure as shown, what it is sorted by, and how long its bar is, in per cent.

    What has no ``value`` stands last, whichever way the column is sorted.
    """

    text: str
    value: float | None = None
    bar: float = 0.0


class Files(NamedTuple):
    """The files of one kind that an office got: what they are, and their addresses."""

    label: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """One office as the page shows it."""

    rank: int
    name: str
    files: tuple[Files, ...]
    year: Number
    counts: tuple[Number, ...]
    capaian: Number
    predikat: str
    serapan: Number
    efisiensi: Number
    anggaran: Number


def render_page(frames: Frames) -> str:
    """Return the whole page; nothing in it is fetched from elsewhere.

    Its script only sorts and filters, and it is complete without.  Texts of the offices are escaped
    as in a CSV file: Excel opens web pages too, and takes what is copied from one for formulas.
    """
    offices = list(_office_lines(frames))
    return _template().render(
        totals=say_totals(frames),
        tiles=_tiles(frames),
        labels=list(LABELS.values()),
        offices=offices,
        left_out=say_count(len(frames.done) - len(offices))
        if len(offices) < len(frames.done)
        else "",
        set_aside=list(_set_aside(frames)),
        rules=list(_rules(frames)),
        families=list(_families(frames)),
        spread=list(_spread(frames)),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = resource_path("templates", "rekap.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source)


def _tiles(frames: Frames) -> list[tuple[str, str]]:
    """Return what the run came to, as a few labels with their figures."""
    done = frames.done
    money = done[["anggaran", "realisasi"]].dropna().sum()
    clean = int((done[SEVERITIES[0]] == 0).sum())
    return [
        ("Kantor diperiksa", say_count(len(done))),
        ("Disisihkan", say_count(len(frames.set_aside))),
        ("Kantor tanpa kesalahan", say_count(clean)),
        ("Kesalahan", say_count(done[SEVERITIES[0]].sum())),
        ("Rata-rata capaian IKU", say_percent(done["capaian"].mean())),
        ("Serapan seluruh kantor", say_percent(_serapan(*money))),
    ]


def _serapan(anggaran: float, realisasi: float) -> float:
    return realisasi / anggaran * 100 if anggaran else nan


def _office_lines(frames: Frames) -> Iterator[OfficeLine]:
    done = frames.done.head(MOST_OFFICES)
    most = max(done[SEVERITIES[0]].max() if len(done) else 0, 1)
    for rank, row in enumerate(records(done), start=1):
        counts = [Number(say_count(row[name]), row[name]) for name in SEVERITIES]
        counts[0] = counts[0]._replace(bar=_share(row[SEVERITIES[0]], most))
        yield OfficeLine(
            rank=rank,
            name=escape(name_office(row["office"], row["source"])),
            files=tuple(_files(row)),
            year=Number(str(row["year"] or NO_FIGURE), row["year"]),
            counts=tuple(counts),
            capaian=_percent(row["capaian"]),
            predikat=row["predikat"] or NO_FIGURE,
            serapan=_percent(row["serapan"]),
            efisiensi=_figure(row["efisiensi"], say_ratio),
            anggaran=_figure(row["anggaran"], say_rupiah),
        )


def _files(row: Mapping[str, Any]) -> Iterator[Files]:
    for label in dict.fromkeys(one["label"] for one in row["outputs"]):
        paths = (one["path"] for one in row["outputs"] if one["label"] == label)
        yield Files(label, tuple(map(quote, paths)))


def _percent(value: float | None) -> Number:
    return _figure(value, say_percent)


def _figure(value: float | None, say: Any) -> Number:
    return Number(NO_FIGURE) if value is None else Number(say(value), value)


def _share(part: float, whole: float) -> float:
    return round(part / whole * 100, 1) if whole else 0.0


def _set_aside(frames: Frames) -> Iterator[tuple[str, str, str]]:
    """Yield the name, empty where none was read, the place, and the reason of each."""
    for row in records(frames.set_aside):
        yield escape(row["office"]), escape(row["source"]), escape(row["reason"])


def _rules(frames: Frames) -> Iterator[tuple[str, str, str, str, Number, Number, str]]:
    """Yield code, name, severity and its label, offices, findings and an example of each rule."""
    offices = len(frames.done)
    for row in records(frames.rules.head(MOST_RULES)):
        share = _share(row["offices"], offices)
        met = Number(
            f"{say_count(row['offices'])} ({say_percent(share, 1)})", row["offices"], share
        )
        found = Number(say_count(row["findings"]), row["findings"])
        severity = row["severity"]
        example = escape(row["example"])
        yield row["code"], row["name"], severity, LABELS[severity], met, found, example


def _families(frames: Frames) -> Iterator[tuple[str, str, list[Number]]]:
    """Yield code and name of each family with its counts, the bars of one scale for all."""
    most = frames.families.sum(axis=1).max()
    for code, *counts in frames.families.itertuples():
        yield code, FAMILY_NAMES[code], [Number(say_count(n), n, _share(n, most)) for n in counts]


def _spread(frames: Frames) -> Iterator[tuple[str, list[Number]]]:
    """Yield each class with its counts of offices by capaian and by serapan."""
    most = frames.spread.to_numpy().max()
    for name, *counts in frames.spread.itertuples():
        yield name, [Number(say_count(n), n, _share(n, most)) for n in counts]
