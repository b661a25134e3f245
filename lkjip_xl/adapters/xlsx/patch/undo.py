"""The record by which a copy nobody saved in between is restored to the byte.

It lies in a part of its own that spreadsheet programs skip and drop when they save; then what it
says is out of date as well, and ``sweep`` does the work.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lkjip_xl.adapters.xlsx.patch.archive import Stamp
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.parts import add_relations, declare_types
from lkjip_xl.adapters.xlsx.patch.splice import Splice

UNDO_PART = "lkjip-undo.json"
_VERSION = 1
_RELATION_TYPE = "urn:lkjip-xl:undo"


def announce_undo(draft: Draft, book_part: str) -> str:
    """Declare the part that will hold the record, and return its name."""
    folder = book_part.rpartition("/")[0]
    part = f"{folder}/{UNDO_PART}" if folder else UNDO_PART
    declare_types(draft, [(part, "application/json")])
    add_relations(draft, book_part, [(_RELATION_TYPE, part)])
    return part


def make_record(draft: Draft, written: Mapping[str, Stamp]) -> bytes:
    """Return the record of a draft, given the stamps of the changed parts as written."""
    touched = {}
    added = {}
    for name, change in draft.changes.items():
        if change.before is None:
            added[name] = asdict(written[name])
        else:
            touched[name] = {
                "after": asdict(written[name]),
                "before": asdict(change.before),
                "rounds": [
                    [[splice.start, splice.end, splice.new.decode("latin-1")] for splice in undo]
                    for undo in change.undo
                ],
            }
    record = {"version": _VERSION, "touched": touched, "added": added}
    return json.dumps(record, sort_keys=True, separators=(",", ":")).encode()


def find_record(draft: Draft) -> str | None:
    """Return the name of the part that holds a record, if the package has one."""
    return next((name for name in draft.names() if name.endswith(UNDO_PART)), None)


def undo_marks(draft: Draft, record_part: str) -> bool:
    """Restore the parts as the record says, and return whether they are what they were.

    On ``False`` the record is out of date, and the draft is of no further use.
    """
    try:
        return _undo(draft, record_part)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False  # somebody has written into the record


def _undo(draft: Draft, record_part: str) -> bool:
    record = json.loads(draft.read(record_part))
    if record["version"] != _VERSION:
        return False
    touched: dict[str, Any] = record["touched"]
    after = {name: Stamp(**entry["after"]) for name, entry in touched.items()}
    after |= {name: Stamp(**entry) for name, entry in record["added"].items()}
    if any(draft.source_stamp(name) != expected for name, expected in after.items()):
        return False
    for name, entry in touched.items():
        for splices in reversed(entry["rounds"]):
            draft.patch(name, [Splice(s, e, old.encode("latin-1")) for s, e, old in splices])
        if draft.present_stamp(name) != Stamp(**entry["before"]):
            return False
    for name in (*record["added"], record_part):
        draft.remove(name)
    return True
