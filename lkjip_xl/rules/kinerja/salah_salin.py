"""HIT: performance figures that are really the absorption of the item's money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import Figure, format_persen
from lkjip_xl.figures.perhitungan import list_perhitungan
from lkjip_xl.figures.serapan import compute_serapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.antar_lampiran.angka import agree, indicator_key, item_key
from lkjip_xl.rules.rule import Context, Rule, Subject, once

HIT06 = Rule(
    code="HIT06",
    name="kinerja-sama-dengan-serapan-anggaran",
    severity=Severity.ERROR,
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

#: An item's key → its serapan in per cent, and the cell that shows it.
Absorption = Mapping[str, tuple[Decimal, CellRef]]


@once
def read_absorption(context: Context) -> Absorption:
    """Return the recomputed serapan of every item of the report year."""
    found: dict[str, tuple[Decimal, CellRef]] = {}
    year = context.laporan.year
    for lampiran in context.laporan.of(Form.TABEL_3_4):
        for item in lampiran.items:
            pagu, spent = item.total(Field.PAGU, year), item.total(Field.REALISASI_ANGGARAN, year)
            serapan = compute_serapan(pagu, spent)
            if serapan is not None and item.nama:
                cell = item.rows[0].at(Field.SERAPAN, year)
                found[item_key(context, lampiran, item)] = (serapan, cell)
    return found


def copied_absorption(
    absorption: Absorption, key: str, stated: Figure
) -> tuple[Decimal, CellRef] | None:
    """Return the serapan that a figure repeats, if it does beyond chance.

    A figure with a decimal tells enough; 100 or 90 equals many a serapan by chance.
    """
    serapan = absorption.get(key)
    if serapan is None or stated.value is None or stated.value == stated.value.to_integral_value():
        return None
    return serapan if stated.shows(serapan[0]) else None


@dataclass(frozen=True, slots=True)
class _Hit:
    """A realisasi that is its item's serapan; ``key`` and ``indicator`` name them in all annexes."""

    lampiran: Lampiran
    row: Baris
    field: Field
    key: str
    indicator: str
    copied: tuple[Decimal, CellRef]


#: Where realisasi of the report year stand, and under which name.
_REALISASI = ((Form.TABEL_3_1, Field.REALISASI), (Form.TABEL_3_2, Field.KINERJA))


@HIT06.check
def find_copied_absorption(context: Context) -> Iterator[Finding]:
    """Report realisasi and kinerja of the report year; a wrong capaian is judged with HIT01.

    Among many rows one figure meets its serapan by chance.  Only where several items do, where
    another annex states a different figure, or where the capaian was copied too is it beyond doubt.
    """
    hits = list(_find_hits(context))
    is_habit = len({hit.key for hit in hits}) > 1
    year = context.laporan.year
    for hit in hits:
        is_sure = is_habit or _is_disputed(context, hit) or _is_copied_again(context, hit)
        yield absorption_finding(
            hit.lampiran, hit.row, hit.field, year, hit.copied, is_sure=is_sure
        )


def _find_hits(context: Context) -> Iterator[_Hit]:
    absorption = read_absorption(context)
    if not absorption:
        return
    year = context.laporan.year
    for form, field in _REALISASI:
        for lampiran in context.laporan.of(form):
            for item in lampiran.items:
                key = item_key(context, lampiran, item)
                for row in item.rows:
                    copied = copied_absorption(absorption, key, row.figure(field, year))
                    if copied is not None:
                        indicator = indicator_key(context, lampiran, row)
                        yield _Hit(lampiran, row, field, key, indicator, copied)


def _is_disputed(context: Context, hit: _Hit) -> bool:
    """Tell whether another annex states a different realisasi of the indicator."""
    year = context.laporan.year
    stated = hit.row.figure(hit.field, year)
    return any(
        not agree(stated, row.figure(field, year))
        for form, field in _REALISASI
        for lampiran in context.laporan.of(form)
        for row in lampiran.rows
        if row.indikator and indicator_key(context, lampiran, row) == hit.indicator
    )


def _is_copied_again(context: Context, hit: _Hit) -> bool:
    """Tell whether a capaian of the indicator is the serapan, too, and not what it should be."""
    absorption = read_absorption(context)
    return any(
        one.jenis is Field.CAPAIAN
        and one.year == context.laporan.year
        and not one.agrees
        and indicator_key(context, one.lampiran, one.row) == hit.indicator
        and copied_absorption(absorption, hit.key, one.tertulis) is not None
        for one in list_perhitungan(context.laporan, context.directions)
    )


def absorption_finding(
    lampiran: Lampiran,
    row: Baris,
    field: Field,
    year: int,
    copied: tuple[Decimal, CellRef],
    expected: str = "",
    calculation: str = "",
    *,
    is_sure: bool = True,
) -> Finding:
    """Return the finding of a figure copied from the item's serapan, or that may be."""
    stated = row.figure(field, year)
    shown = format_persen(copied[0], max(stated.decimals, 2))
    remedy = f"isi {expected}%" if expected else "isi hasil kinerja yang sebenarnya"
    if not is_sure:
        remedy = f"periksa sumber datanya; bila tersalin dari tabel anggaran, {remedy}"
    return HIT06.finding(
        row.at(field, year),
        Subject.of_row(lampiran, row, field, year),
        what=f"{field} tertulis {stated.written}, sama dengan serapan anggarannya {shown}",
        fix=f"{remedy}, bukan persentase anggarannya",
        written=stated,
        expected=expected,
        calculation=calculation,
        related=(copied[1], row.at(Field.TARGET, year)),
        severity=None if is_sure else Severity.WARNING,
    )
