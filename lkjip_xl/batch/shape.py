"""Whether a record that was read back from a file holds what its fields are declared to hold.

The ledger lies where people can write: what they did to it must end in work done anew, not in an
error far away, and never in a file being touched that is not the run's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from math import isfinite
from typing import Any

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def require_shape(record: Any) -> None:
    """Check a record of plain values by the declarations of its fields.

    Raises:
        ValueError: a field holds something else.
        KeyError: a field is declared in a way that is not known here.
    """
    for field in fields(record):
        if not _CHECKS[str(field.type)](getattr(record, field.name)):
            raise ValueError(field.name)


def require_own(key: str, paths: Sequence[str]) -> None:
    """Check that files lie directly in an office-year's own folder below the output.

    Raises:
        ValueError: one does not.
    """
    for path in paths:
        folder, _, name = path.rpartition("/")
        if folder != key or name in ("", ".", "..") or "\\" in name:
            raise ValueError(path)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and _NO_TEXT.search(value) is None


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15


def _is_mapping(value: object, of: Callable[[object], bool]) -> bool:
    return isinstance(value, Mapping) and all(
        _is_text(key) and of(one) for key, one in value.items()
    )


def _is_tuple(value: object, of: Callable[[object], bool]) -> bool:
    return isinstance(value, tuple) and all(map(of, value))


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "str": _is_text,
    "bool": lambda value: isinstance(value, bool),
    "int": _is_int,
    "Form": lambda _: True,
    "frozenset[str]": lambda value: all(map(_is_text, value)),
    "tuple[int, ...]": lambda value: _is_tuple(value, _is_int),
    "tuple[AnnexSeen, ...]": lambda value: isinstance(value, tuple),
    "int | None": lambda value: value is None or _is_int(value),
    "float": lambda value: isinstance(value, int | float) and isfinite(value),
    "Decimal | None": lambda value: value is None or Decimal(value).is_finite(),
    "State": lambda value: value is not None,
    "State | None": lambda _: True,
    "Mapping[str, int]": lambda value: _is_mapping(value, _is_int),
    "Mapping[str, str]": lambda value: _is_mapping(value, _is_text),
    "Mapping[str, Sequence[object]]": lambda value: _is_mapping(
        value, lambda one: isinstance(one, list | tuple)
    ),
    "tuple[str, ...]": lambda value: _is_tuple(value, _is_text),
    "tuple[FindingRow, ...]": lambda value: isinstance(value, tuple),
    "tuple[tuple[str, str], ...]": lambda value: _is_tuple(
        value, lambda one: _is_tuple(one, _is_text)
    ),
}
