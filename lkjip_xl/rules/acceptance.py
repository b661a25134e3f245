"""Marks the findings that the office accepts, and tells which settings for it meet none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lkjip_xl.domain.pengaturan import Penerimaan
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.finding import Finding
from lkjip_xl.location import CellRange
from lkjip_xl.tables.text import squash


def accept(
    findings: Iterable[Finding], diterima: Sequence[Penerimaan]
) -> tuple[list[Finding], tuple[Penerimaan, ...]]:
    """Return the findings, those accepted with their reason, and the acceptances left unused.

    Of several acceptances that meet a finding the first gives its reason; all of them are used.
    """
    used: set[int] = set()
    judged: list[Finding] = []
    for finding in findings:
        meeting = [i for i, one in enumerate(diterima) if _meets(one, finding)]
        used.update(meeting)
        judged.append(
            replace(finding, accepted=diterima[meeting[0]].alasan) if meeting else finding
        )
    return judged, tuple(one for i, one in enumerate(diterima) if i not in used)


def accept_answered(findings: Iterable[Finding], answers: Sequence[Tanggapan]) -> Iterator[Finding]:
    """Yield the findings, those accepted in answer to an earlier listing with the reason given."""
    reasons = {answer.sidik: answer.acceptance for answer in answers if answer.acceptance}
    for finding in findings:
        reason = "" if finding.accepted else reasons.get(finding.fingerprint, "")
        yield replace(finding, accepted=reason) if reason else finding


def _meets(one: Penerimaan, finding: Finding) -> bool:
    if one.kode != finding.code:
        return False
    if one.uraian and squash(one.uraian) != squash(finding.item):
        return False
    if one.lembar and squash(one.lembar) != squash(finding.at.sheet):
        return False
    place = (finding.at.row, finding.at.column)
    return not one.sel or any(place in CellRange.parse(part) for part in one.sel.split(",") if part)
