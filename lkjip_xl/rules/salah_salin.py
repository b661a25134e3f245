"""HIT: performance figures that are really the absorption of the item's money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from lkjip_xl.domain.quantity import Figure, format_persen
from lkjip_xl.figures.serapan import compute_serapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.antar_lampiran import item_key
from lkjip_xl.rules.rule import Context, Rule, Subject

HIT06 = Rule(
    code="HIT06",
    name="kinerja-sama-dengan-serapan-anggaran",
    severity=Severity.ERROR,
    doc="""
        Realisasi atau capaian kinerja sama persis dengan serapan anggaran mata anggaran yang sama.

        Mengapa: serapan mengukur uang, bukan hasil. Angka yang tersalin dari tabel anggaran
        menutupi kinerja yang sebenarnya.

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


def read_absorption(context: Context) -> Absorption:
    """Return the recomputed serapan of every item of the report year."""
    if "absorption" not in context.memo:
        context.memo["absorption"] = _read_absorption(context)
    known: Absorption = context.memo["absorption"]
    return known


def _read_absorption(context: Context) -> Absorption:
    found: dict[str, tuple[Decimal, CellRef]] = {}
    year = context.laporan.year
    for lampiran in context.laporan.of(Form.TABEL_3_4):
        for item in lampiran.items:
            pagu, spent = item.total("pagu", year), item.total("realisasi_anggaran", year)
            serapan = compute_serapan(pagu, spent)
            if serapan is not None and item.nama:
                cell = item.rows[0].at("serapan", year)
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


@HIT06.check
def find_copied_absorption(context: Context) -> Iterator[Finding]:
    """Report realisasi and kinerja of the report year; a wrong capaian is judged with HIT01."""
    absorption = read_absorption(context)
    if not absorption:
        return
    year = context.laporan.year
    for form, field in ((Form.TABEL_3_1, "realisasi"), (Form.TABEL_3_2, "kinerja")):
        for lampiran in context.laporan.of(form):
            for item in lampiran.items:
                key = item_key(context, lampiran, item)
                for row in item.rows:
                    copied = copied_absorption(absorption, key, row.figure(field, year))
                    if copied is not None:
                        yield absorption_finding(lampiran, row, field, year, copied)


def absorption_finding(
    lampiran: Lampiran,
    row: Baris,
    field: str,
    year: int,
    copied: tuple[Decimal, CellRef],
    expected: str = "",
    calculation: str = "",
) -> Finding:
    """Return the finding of a figure copied from the item's serapan."""
    stated = row.figure(field, year)
    shown = format_persen(copied[0], max(stated.decimals, 2))
    remedy = f"isi {expected}%" if expected else "isi hasil kinerja yang sebenarnya"
    return HIT06.finding(
        row.at(field, year),
        Subject.of_row(lampiran, row, field, year),
        what=f"{field} tertulis {stated.written}, sama dengan serapan anggarannya {shown}",
        fix=f"{remedy}, bukan persentase anggarannya",
        written=stated,
        expected=expected,
        calculation=calculation,
        related=(copied[1], row.at("target", year)),
    )
