"""The findings as SARIF 2.1.0, which code hosts and editors read.

A workbook has no lines, so a place is the file, with the sheet and the cell as logical locations.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from lkjip_xl.finding import Finding, Severity
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.places import Places
from lkjip_xl.outputs.rule_text import rule_as_markdown, rule_prose, rule_summary
from lkjip_xl.outputs.sentence import as_sentence
from lkjip_xl.pipeline import Checked
from lkjip_xl.rules.catalogue import FAMILY_NAMES
from lkjip_xl.rules.rule import Rule

SARIF_VERSION = "2.1.0"
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

#: Names our fingerprints, with the version of what they are made of.
FINGERPRINT = "lkjip/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Record = dict[str, Any]


def as_sarif(
    checked: Checked,
    rules: Sequence[Rule],
    version: str,
    paths: Mapping[str, str] | None = None,
) -> str:
    """Return one run as a SARIF log.

    Args:
        checked: what the check found.
        rules: the rules that were applied.
        version: that of this program.
        paths: where each book lies, by its name in the findings: a path relative to where the
            command was given, or an absolute URI.  A book that is not among them goes by its name.
    """
    places = _Places(checked, paths or {})
    positions = {rule.code: position for position, rule in enumerate(rules)}
    results = [_result(finding, positions, places) for finding in checked.findings]
    run: Record = {
        "tool": {
            "driver": {
                "name": "lkjip_xl",
                "version": version,
                "semanticVersion": version,
                "language": "id",
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "language": "id",
        "invocations": [_invocation(checked)],
        "artifacts": places.artifacts,
        "logicalLocations": places.logical,
        "results": results,
        "columnKind": "unicodeCodePoints",
    }
    log = {"$schema": SCHEMA, "version": SARIF_VERSION, "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


class _Places:
    """The books, sheets and cells of a run, each listed once and referred to by position."""

    def __init__(self, checked: Checked, paths: Mapping[str, str]) -> None:
        self.artifacts: list[Record] = []
        self.logical: list[Record] = []
        self._uris: dict[str, str] = {}
        self._files: dict[str, int] = {}
        self._known: dict[str, int] = {}
        self._wording = Places(checked)
        found = [finding.at.file for finding in checked.findings]
        read = [lampiran.file for lampiran in checked.laporan.lampiran]
        for file in dict.fromkeys((*read, *found)):
            self._uris[file] = paths.get(file) or quote(file)
            self._files[file] = len(self.artifacts)
            self.artifacts.append(
                {"location": {"uri": self._uris[file]}, "roles": ["analysisTarget"]}
            )

    def locate(self, cell: CellRef) -> Record:
        """Return a cell as a location."""
        uri, index = self._uris[cell.file], self._files[cell.file]
        return {
            "physicalLocation": {"artifactLocation": {"uri": uri, "index": index}},
            "logicalLocations": [self._cell(cell)],
        }

    def tell(self, cell: CellRef) -> Record:
        """Return the location of a finding; a place of a document is told in words as well."""
        place = self._wording.whole(cell)
        return {**self.locate(cell), **({"message": {"text": place}} if place else {})}

    def _cell(self, cell: CellRef) -> Record:
        sheet = self._sheet(cell)
        name = f"{self._sheet_name(cell)}!{cell.a1}"
        index = self._list(name, {"name": cell.a1, "kind": "member", "parentIndex": sheet})
        return {"name": cell.a1, "fullyQualifiedName": name, "kind": "member", "index": index}

    def _sheet(self, cell: CellRef) -> int:
        return self._list(self._sheet_name(cell), {"name": cell.sheet, "kind": "module"})

    def _sheet_name(self, cell: CellRef) -> str:
        """Return a sheet's name, with its book in a run over several, as formulas write it."""
        return f"[{cell.file}]{cell.sheet}" if len(self._files) > 1 else cell.sheet

    def _list(self, name: str, record: Record) -> int:
        if name not in self._known:
            self._known[name] = len(self.logical)
            self.logical.append({"fullyQualifiedName": name, **record})
        return self._known[name]


def _rule(rule: Rule) -> Record:
    summary = rule_summary(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": rule_prose(rule)},
        "help": {"text": rule.explanation, "markdown": rule_as_markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [FAMILY_NAMES[rule.family]]},
    }


def _invocation(checked: Checked) -> Record:
    record: Record = {"executionSuccessful": True}
    if checked.remarks:
        record["toolExecutionNotifications"] = [
            {"level": "note", "message": {"text": as_sentence(remark)}}
            for remark in checked.remarks
        ]
    return record


def _result(finding: Finding, positions: Mapping[str, int], places: _Places) -> Record:
    record: Record = {
        "ruleId": finding.code,
        "ruleIndex": positions[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [places.tell(finding.at)],
        "relatedLocations": list(_related(finding, places)),
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        # Either every result has this list or none: an empty one says "open".
        "suppressions": [],
        "properties": {
            name: value
            for name, value in (
                ("item", finding.item),
                ("field", finding.field),
                ("written", finding.written),
                ("expected", finding.expected),
                ("calculation", finding.calculation),
                ("fix", finding.fix),
            )
            if value
        },
    }
    if finding.accepted:
        record["suppressions"] = [
            {"kind": "inSource", "status": "accepted", "justification": finding.accepted}
        ]
    return record


def _message(finding: Finding) -> str:
    about = f"{finding.item}: " if finding.item else ""
    parts = [about + as_sentence(finding.message)]
    if finding.calculation:
        parts.append(f"Hitungan: {as_sentence(finding.calculation)}")
    parts.append(f"Perbaikan: {as_sentence(finding.fix)}")
    return " ".join(parts)


def _related(finding: Finding, places: _Places) -> Iterable[Record]:
    told = [(cell, "Sel dengan masalah yang sama.") for cell in finding.also]
    told += [(cell, "Sel yang menjadi dasar catatan.") for cell in finding.related]
    for number, (cell, text) in enumerate(told, start=1):
        yield {"id": number, "message": {"text": text}, **places.locate(cell)}
