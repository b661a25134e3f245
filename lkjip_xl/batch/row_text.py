"""A recap's rows as text, so that they leave the process that made them and outlast the run."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from lkjip_xl.batch.shape import require_own, require_shape
from lkjip_xl.outputs.rekap.records import FindingRow, OfficeRow, State

_DECIMALS = ("capaian", "serapan", "efisiensi", "anggaran", "realisasi")


def dump_row(row: OfficeRow) -> str:
    """Return a row as one line of JSON."""
    return json.dumps(asdict(row), default=str, separators=(",", ":"))


def load_row(text: str) -> OfficeRow:
    """Return the row that ``dump_row`` wrote.

    Raises:
        ValueError: somebody else wrote it.
    """
    try:
        row = _load(text)
        for one in (row, *row.findings):
            require_shape(one)
        require_own(row.key, [path for _, path in row.outputs])
    except (LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise ValueError(text[:100]) from error
    return row


def _load(text: str) -> OfficeRow:
    told: dict[str, Any] = json.loads(text)
    for name in _DECIMALS:
        told[name] = None if told[name] is None else Decimal(told[name])
    return OfficeRow(
        **{
            **told,
            "state": State(told["state"]),
            "files": tuple(told["files"]),
            "findings": tuple(FindingRow(**one) for one in told["findings"]),
            "outputs": tuple((label, path) for label, path in told["outputs"]),
        }
    )
