"""HIT: performance figures that are really the absorption of the item's money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import Figure, format_persen
from lkjip_xl.figures.perhitungan import SerapanItem
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_2 import TABEL_3_2
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.rules.antar_lampiran.angka import agree
from lkjip_xl.rules.mending import mend_percentage
from lkjip_xl.rules.rule import Context, Rule, once

HIT06 = Rule(
    code="HIT06",
    name="kinerja-sama-dengan-serapan-anggaran",
    severity=Severity.ERROR,
    mend=mend_percentage,
    doc="""
        Realisasi atau capaian kinerja sama persis dengan serapan anggaran mata anggaran yang sama.

        Mengapa: serapan mengukur uang, bukan hasil. Angka yang tersalin dari tabel anggaran
        menutupi kinerja yang sebenarnya. Satu realisasi dapat kebetulan sama: bila hanya satu mata
        anggaran yang demikian dan tidak ada angka lain yang membantahnya, catatannya
        berupa peringatan.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN    | Panjang jalan mantap | km     | 100    | 84        | 83,70       |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 100.590.000 | 84.190.000     | 83,70     |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN    | Panjang jalan mantap | km     | 100    | 84        | 84,00       |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 100.590.000 | 84.190.000     | 83,70     |
    """,
)

#: Where realisasi of the report year stand, and under which name.
_REALISASI = ((TABEL_3_1, Field.REALISASI), (TABEL_3_2, Field.KINERJA))


class _Hit(NamedTuple):
    """A realisasi that is its item's serapan; ``indicator`` names it in all annexes."""

    cell: Sel
    serapan: SerapanItem
    indicator: str


@HIT06.check
def find_copied_absorption(context: Context) -> Iterator[Finding]:
    """Report realisasi and kinerja of the report year; a wrong capaian is judged with HIT01.

    Among many rows one figure meets its serapan by chance.  Only where several items do, where
    another annex states a different figure, or where the capaian was copied too is it beyond doubt.
    """
    hits = [
        _Hit(cell, serapan, context.alignment.indicator_key(cell.row))
        for cell in _realisasi(context)
        if (serapan := copied_serapan(context, cell)) is not None
    ]
    is_habit = len({hit.serapan.item for hit in hits}) > 1
    for hit in hits:
        is_sure = is_habit or _is_disputed(context, hit) or _is_copied_again(context, hit)
        yield tell_copied(hit.cell, hit.serapan, is_sure=is_sure)


def _realisasi(context: Context) -> Iterator[Sel]:
    for form, field in _REALISASI:
        for lampiran in context.laporan.of(form):
            for row in lampiran.rows:
                cell = row.told(field, context.laporan.year)
                if cell is not None:
                    yield cell


def copied_serapan(context: Context, cell: Sel) -> SerapanItem | None:
    """Return the serapan of the cell's item that its figure repeats, if it does beyond chance."""
    serapan = _serapan(context).get(context.alignment.item_key(cell.item)) if cell.item else None
    return serapan if serapan is not None and _repeats(serapan, cell.figure) else None


def _repeats(serapan: SerapanItem, stated: Figure) -> bool:
    """Tell whether a figure is a serapan: one with a decimal, as 100 or 90 equals many by chance."""
    value = stated.value
    return value is not None and value != value.to_integral_value() and stated.shows(serapan.hasil)


@once
def _serapan(context: Context) -> Mapping[str, SerapanItem]:
    """Return the recomputed serapan of every item of the report year, by the item's key."""
    return {
        context.alignment.item_key(item): serapan
        for lampiran in context.laporan.of(TABEL_3_4)
        for item in lampiran.items
        if item.nama
        and (serapan := context.perhitungan.of_item(item, context.laporan.year)) is not None
    }


def _is_disputed(context: Context, hit: _Hit) -> bool:
    """Tell whether another annex states a different realisasi of the indicator."""
    return any(
        cell.row.indikator
        and context.alignment.indicator_key(cell.row) == hit.indicator
        and not agree(hit.cell.figure, cell.figure)
        for cell in _realisasi(context)
    )


def _is_copied_again(context: Context, hit: _Hit) -> bool:
    """Tell whether a capaian of the indicator is the serapan, too, and not what it should be."""
    return any(
        one.year == context.laporan.year
        and not one.agrees
        and context.alignment.indicator_key(one.row) == hit.indicator
        and _repeats(hit.serapan, one.tertulis)
        for one in context.perhitungan.listed(Field.CAPAIAN)
    )


def tell_copied(
    cell: Sel,
    copied: SerapanItem,
    expected: str = "",
    calculation: str = "",
    *,
    is_sure: bool = True,
) -> Finding:
    """Return the finding of a figure copied from the item's serapan, or that may be.

    Args:
        cell: the figure.
        copied: the serapan.
        expected: what belongs there, ``87,50%``, where that can be computed.
        calculation: how ``expected`` comes about.
        is_sure: whether it cannot be chance.
    """
    shown = format_persen(copied.hasil, max(cell.figure.decimals, 2))
    remedy = f"isi {expected}" if expected else "isi hasil kinerja yang sebenarnya"
    if not is_sure:
        remedy = f"periksa sumber datanya; bila tersalin dari tabel anggaran, {remedy}"
    return HIT06.about(
        cell,
        what=f"{cell.field} tertulis {cell.written}, sama dengan serapan anggarannya {shown}",
        fix=f"{remedy}, bukan persentase anggarannya",
        expected=expected.removesuffix("%"),
        calculation=calculation,
        related=(copied.at, cell.row.at(Field.TARGET, cell.year)),
        severity=None if is_sure else Severity.WARNING,
    )
