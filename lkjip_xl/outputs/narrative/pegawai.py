"""The people who did the year's work."""

from __future__ import annotations

from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.pegawai import KelompokPegawai
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.text import Shown, Text, enumerate_items, say, text
from lkjip_xl.outputs.narrative.wording import ask


def describe_pegawai(laporan: LaporanKinerja) -> Text:
    """Return how many people work for the office, by the groups of the first staff table."""
    first = next((one.tabel for one in laporan.pegawai), "")
    groups = [one for one in laporan.pegawai if one.tabel == first and not one.is_total]
    counted = [(one, count) for one in groups if (count := _count(one))]
    if not counted:
        return text(ask("jumlah pegawai menurut status kepegawaian", "Pegawai"))
    total = sum((count for _, count in counted), Decimal(0))
    cells = tuple(cell for one, _ in counted for cell in _cells(one))
    return say(
        "Seluruh program dan kegiatan dilaksanakan oleh {total} orang pegawai, terdiri atas "
        "{groups}.",
        total=Shown(format_number(total, 0), cells),
        groups=enumerate_items([_group(one, count) for one, count in counted]),
    )


def _count(one: KelompokPegawai) -> Decimal | None:
    """Return the women and men of a group; the written sum where they are not told apart."""
    parts = [f.value for f in (one.laki_laki, one.perempuan) if f.value is not None]
    return sum(parts, Decimal(0)) if len(parts) == 2 else one.jumlah.value


def _cells(one: KelompokPegawai) -> tuple[CellRef, ...]:
    return tuple(
        one.origin[field, 0]
        for field in (Field.LAKI_LAKI, Field.PEREMPUAN, Field.JUMLAH)
        if (field, 0) in one.origin
    )


def _group(one: KelompokPegawai, count: Decimal) -> Text:
    return say(
        "{count} {name}", count=Shown(format_number(count, 0), _cells(one)), name=one.kelompok
    )
