"""The rows of a recap as pandas frames: offices, findings, rules, families, and the spread.

Names of columns are English and stable, as in the parquet files; texts are Indonesian.  Money is in
rupiah, percentages are on the 0-100 scale; what the books do not give is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import inf, nan
from typing import TYPE_CHECKING, Any

from lkjip_xl.finding import Severity
from lkjip_xl.outputs.rekap.records import OfficeRow, State
from lkjip_xl.rules.catalogue import FAMILY_NAMES, OF_DOCUMENTS

if TYPE_CHECKING:
    from pandas import DataFrame

SEVERITIES = tuple(severity.value for severity in Severity)
#: Those of a recap, which reads workbooks alone.
FAMILIES = tuple(code for code in FAMILY_NAMES if code not in OF_DOCUMENTS)
FINDING_COLUMNS = (
    "key",
    "office",
    "year",
    "code",
    "family",
    "name",
    "severity",
    "file",
    "sheet",
    "cell",
    "item",
    "written",
    "expected",
    "message",
    "fix",
    "accepted",
)
#: Where the classes that capaian and serapan are counted in begin, per cent; most lie near 100.
_BOUNDS = (60, 70, 80, 85, 90, 95, 100, 105, 110)
CLASSES = (
    f"di bawah {_BOUNDS[0]}",
    *(f"{low} – <{high}" for low, high in pairwise(_BOUNDS)),
    f"{_BOUNDS[-1]} ke atas",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """A recap's tables.

    ``offices`` has one row per office-year, the most errors first and those set aside last, with
    the open findings counted by severity and by family.  ``findings`` keeps the order of the
    offices.  ``rules`` counts open findings and the offices that have them, the commonest first;
    ``families`` counts them by severity; ``spread`` counts offices by class of capaian and serapan.
    """

    offices: DataFrame
    findings: DataFrame
    rules: DataFrame
    families: DataFrame
    spread: DataFrame

    @property
    def done(self) -> DataFrame:
        return self.offices[self.offices["state"] == State.DONE.value]

    @property
    def set_aside(self) -> DataFrame:
        return self.offices[self.offices["state"] == State.SET_ASIDE.value]


def make_frames(rows: Sequence[OfficeRow]) -> Frames:
    """Return the tables of a recap."""
    ordered = sorted(rows, key=_worst_first)
    findings = _tabulate_findings(ordered)
    offices = _tabulate_offices(ordered, findings)
    counted = findings[~findings["accepted"]]
    return Frames(
        offices=offices,
        findings=findings,
        rules=_tabulate_rules(counted),
        families=_count(counted, "family", "severity", FAMILIES, SEVERITIES),
        spread=_tabulate_spread(offices),
    )


def _worst_first(row: OfficeRow) -> tuple[object, ...]:
    open_ones = [finding.severity for finding in row.findings if not finding.accepted]
    counts = [-open_ones.count(severity) for severity in SEVERITIES]
    return (row.state is State.SET_ASIDE, *counts, row.office.casefold(), row.year or 0, row.key)


def _tabulate_findings(rows: Sequence[OfficeRow]) -> DataFrame:
    import pandas

    plain = [
        (
            row.key,
            clean(row.office),
            row.year,
            finding.code,
            finding.code[:3],
            finding.name,
            finding.severity,
            clean(finding.file),
            clean(finding.sheet),
            finding.cell,
            clean(finding.item),
            clean(finding.written),
            clean(finding.expected),
            clean(finding.message),
            clean(finding.fix),
            finding.accepted,
        )
        for row in rows
        for finding in row.findings
    ]
    frame = pandas.DataFrame(plain, columns=list(FINDING_COLUMNS))
    texts = [name for name in FINDING_COLUMNS if name not in ("year", "accepted")]
    return frame.astype({"year": "Int64", "accepted": "bool"} | dict.fromkeys(texts, "str"))


def _tabulate_offices(rows: Sequence[OfficeRow], findings: DataFrame) -> DataFrame:
    import pandas

    keys = [row.key for row in rows]
    facts = pandas.DataFrame(
        {
            "key": keys,
            "office": [clean(row.office) for row in rows],
            "year": pandas.array([row.year for row in rows], dtype="Int64"),
            "source": [clean(row.source) for row in rows],
            "state": [row.state.value for row in rows],
            "reason": [clean(row.reason) for row in rows],
        }
    )
    counted = findings[~findings["accepted"]]
    severities = _count(counted, "key", "severity", keys, SEVERITIES)
    families = _count(counted, "key", "family", keys, FAMILIES)
    accepted = findings[findings["accepted"]].groupby("key").size().reindex(keys, fill_value=0)
    measures = pandas.DataFrame(
        {
            "capaian": _numbers(row.capaian for row in rows),
            "predikat": [row.predikat for row in rows],
            "serapan": _numbers(row.serapan for row in rows),
            "efisiensi": _numbers(row.efisiensi for row in rows),
            "anggaran": _numbers(row.anggaran for row in rows),
            "realisasi": _numbers(row.realisasi for row in rows),
            "compared": [sum(row.checked.values()) for row in rows],
            "seconds": [float(row.seconds) for row in rows],
            "files": [[clean(file) for file in row.files] for row in rows],
            "outputs": [
                [{"label": clean(label), "path": clean(path)} for label, path in row.outputs]
                for row in rows
            ],
        }
    )
    texts = ("key", "office", "source", "state", "reason")
    facts = facts.astype(dict.fromkeys(texts, "str"))
    measures = measures.astype({"predikat": "str", "compared": "int64"})
    parts = (severities, accepted.rename("accepted").to_frame(), families)
    counts = [part.reset_index(drop=True) for part in parts]
    return pandas.concat([facts, *counts, measures], axis=1)


def _numbers(values: Iterable[Decimal | None]) -> list[float]:
    return [nan if value is None else float(value) for value in values]


def _count(
    findings: DataFrame,
    rows: str,
    columns: str,
    all_rows: Sequence[str],
    all_columns: Sequence[str],
) -> DataFrame:
    """Return a table of counts with a row and a column for each name, also where none is found."""
    import pandas

    table = pandas.crosstab(findings[rows], findings[columns])
    return table.reindex(index=list(all_rows), columns=list(all_columns), fill_value=0).astype(int)


def _tabulate_rules(findings: DataFrame) -> DataFrame:
    rules = findings.groupby("code", sort=True).agg(
        name=("name", "first"),
        family=("family", "first"),
        findings=("code", "size"),
        offices=("key", "nunique"),
        example=("message", "first"),
    )
    counts = _count(findings, "code", "severity", list(rules.index), SEVERITIES)
    rules = rules.join(counts).reset_index()
    rules["severity"] = [_gravest(*row) for row in rules[list(SEVERITIES)].itertuples(index=False)]
    rank = rules["severity"].map(SEVERITIES.index)
    order = rules.assign(rank=rank).sort_values(
        ["rank", "offices", "findings", "code"], ascending=[True, False, False, True]
    )
    return order.drop(columns="rank").reset_index(drop=True)


def _gravest(*counts: int) -> str:
    return next(name for name, count in zip(SEVERITIES, counts, strict=True) if count)


def _tabulate_spread(offices: DataFrame) -> DataFrame:
    import pandas

    ends = [-inf, *_BOUNDS, inf]
    classes = {
        name: pandas.cut(offices[name], ends, labels=list(CLASSES), right=False).value_counts()
        for name in ("capaian", "serapan")
    }
    return pandas.DataFrame(classes).reindex(list(CLASSES)).astype(int)


def clean(text: str) -> str:
    """Return a text without what no file may hold: halves of letter pairs, control signs."""
    if text.isprintable() and text.isascii():
        return text
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.translate(_CONTROL)


_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def records(frame: DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of a frame by name; what is missing is ``None`` or not a number."""
    names = list(frame.columns)
    columns = [frame[name].astype(object).where(frame[name].notna(), None) for name in names]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))
