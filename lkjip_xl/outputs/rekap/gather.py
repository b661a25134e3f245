"""One row of a recap from a checked office-year, with the figures that its report would show."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.domain.quantity import Persen
from lkjip_xl.figures.efisiensi import compute_indeks
from lkjip_xl.figures.predikat import predikat_capaian
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.anggaran import gather_serapan, gather_total
from lkjip_xl.outputs.narrative.indikator import gather_indikator
from lkjip_xl.outputs.narrative.office import describe_office
from lkjip_xl.outputs.narrative.text import Missing, Text
from lkjip_xl.outputs.rekap.records import FindingRow, OfficeRow, State
from lkjip_xl.outputs.sentence import as_sentence
from lkjip_xl.pipeline import Checked


def make_row(
    checked: Checked,
    *,
    key: str,
    source: str,
    files: Sequence[str],
    outputs: Sequence[tuple[str, str]] = (),
    seconds: float = 0.0,
) -> OfficeRow:
    """Return the row of an office-year that was checked; ``OfficeRow`` tells what each part is."""
    laporan = checked.laporan
    capaian = mean_capaian(laporan)
    total = gather_total(laporan, gather_serapan(laporan))
    indeks = compute_indeks(capaian, total.serapan)
    return OfficeRow(
        key=key,
        office=_office_name(laporan),
        year=laporan.year or None,
        source=source,
        files=tuple(files),
        state=State.DONE,
        capaian=capaian,
        serapan=total.serapan,
        predikat=predikat_capaian(capaian, checked.directions.pengaturan.skala_capaian) or "",
        efisiensi=indeks.value if indeks else None,
        anggaran=total.pagu.value,
        realisasi=total.realisasi.value,
        checked=dict(checked.compared),
        findings=tuple(map(_finding_row, checked.findings)),
        outputs=tuple(outputs),
        seconds=seconds,
    )


def mean_capaian(laporan: LaporanKinerja) -> Persen | None:
    """Return the mean capaian of the main indicators that can be measured, per cent.

    Each counts the same, with the formula and the cap that the office has set for it.
    """
    known = [one.capaian for one in gather_indikator(laporan) if one.capaian is not None]
    return Persen(sum(known, Decimal(0)) / len(known)) if known else None


def _office_name(laporan: LaporanKinerja) -> str:
    """Return the office's name with its region's, as far as the books give them."""
    office = describe_office(laporan)
    if _has_gap(office.nama):
        return ""
    return str(office.nama if _has_gap(office.daerah) else office.nama_lengkap)


def _has_gap(words: Text) -> bool:
    return any(isinstance(part, Missing) for part in words.parts)


def _finding_row(finding: Finding) -> FindingRow:
    return FindingRow(
        code=finding.code,
        name=finding.name,
        severity=finding.severity.value,
        file=finding.at.file,
        sheet=finding.at.sheet,
        cell=finding.at.a1,
        item=finding.item,
        written=finding.written,
        expected=finding.expected,
        message=as_sentence(finding.message),
        fix=as_sentence(finding.fix),
        accepted=bool(finding.accepted),
    )
