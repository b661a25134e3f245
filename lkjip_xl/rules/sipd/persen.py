"""SPD: percentages of the amounts that they are of, which the column itself shows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import SERATUS, format_number, format_persen
from lkjip_xl.figures.explanation import is_truncated
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.perubahan_anggaran import PERUBAHAN_ANGGARAN
from lkjip_xl.lampiran.formulir.sipd_rak import SIPD_RAK
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.rules.equations import Equation
from lkjip_xl.rules.rule import Context, Rule, once
from lkjip_xl.rules.sipd.perubahan import Share

SPD04 = Rule(
    code="SPD04",
    name="persen-berbeda-dari-pagunya",
    severity=Severity.ERROR,
    doc="""
        Persentase tidak cocok dengan realisasi dan pagu di barisnya.

        Yang diperiksa: tabel pagu sebelum dan sesudah perubahan, serta Persen RAK. Persentase di
        kolom itu terhadap pagu yang mana (sebelum atau setelah) dilihat dari kebanyakan barisnya.

        Mengapa: sesudah pagu berubah, persentase yang tidak dihitung ulang tertinggal di pagu lama.

        Salah:
            | No | Program/Kegiatan | Pagu Sebelum (Rp) | Realisasi (Rp) | Realisasi (%) | Pagu Setelah (Rp) | Selisih (Rp) |
            | 1  | PROGRAM JALAN    | 500.000.000       | 250.000.000    | 50,00         | 400.000.000       | -100.000.000 |
            | 2  | PROGRAM JEMBATAN | 300.000.000       | 150.000.000    | 50,00         | 400.000.000       | 100.000.000  |
            | 3  | PROGRAM TERMINAL | 200.000.000       | 150.000.000    | 57,00         | 250.000.000       | 50.000.000   |

        Benar:
            | No | Program/Kegiatan | Pagu Sebelum (Rp) | Realisasi (Rp) | Realisasi (%) | Pagu Setelah (Rp) | Selisih (Rp) |
            | 1  | PROGRAM JALAN    | 500.000.000       | 250.000.000    | 50,00         | 400.000.000       | -100.000.000 |
            | 2  | PROGRAM JEMBATAN | 300.000.000       | 150.000.000    | 50,00         | 400.000.000       | 100.000.000  |
            | 3  | PROGRAM TERMINAL | 200.000.000       | 150.000.000    | 75,00         | 250.000.000       | 50.000.000   |
    """,
)

SPD07 = Rule(
    code="SPD07",
    name="persen-ditulis-sebagai-pecahan",
    severity=Severity.INFO,
    doc="""
        Kolom persen berisi pecahan: 0,52 untuk 52%.

        Mengapa: di kertas kolom berjudul (%) itu terbaca sebagai setengah persen.

        Salah:
            | No | Program/Kegiatan | Pagu Sebelum (Rp) | Realisasi (Rp) | Realisasi (%) | Pagu Setelah (Rp) | Selisih (Rp) |
            | 1  | PROGRAM JALAN    | 500.000.000       | 250.000.000    | 0,50          | 400.000.000       | -100.000.000 |
            | 2  | PROGRAM JEMBATAN | 300.000.000       | 210.000.000    | 0,70          | 400.000.000       | 100.000.000  |

        Benar:
            | No | Program/Kegiatan | Pagu Sebelum (Rp) | Realisasi (Rp) | Realisasi (%) | Pagu Setelah (Rp) | Selisih (Rp) |
            | 1  | PROGRAM JALAN    | 500.000.000       | 250.000.000    | 50,00         | 400.000.000       | -100.000.000 |
            | 2  | PROGRAM JEMBATAN | 300.000.000       | 210.000.000    | 70,00         | 400.000.000       | 100.000.000  |
    """,
)

#: What a percentage may be of what, the likeliest first.
_BASES = {
    PERUBAHAN_ANGGARAN: (
        (Field.REALISASI_ANGGARAN, Field.PAGU_SEBELUM),
        (Field.REALISASI_ANGGARAN, Field.PAGU),
    ),
    SIPD_RAK: (
        (Field.RAK_BERJALAN, Field.RAK),
        (Field.RAK_BERJALAN, Field.PAGU),
        (Field.REALISASI_ANGGARAN, Field.RAK),
        (Field.REALISASI_ANGGARAN, Field.PAGU),
        (Field.REALISASI_ANGGARAN, Field.RAK_BERJALAN),
        (Field.RAK, Field.PAGU),
    ),
}
#: So many rows have to agree before a column is said to follow a way.
_LEAST = 2


class Cara(NamedTuple):
    """How a column of percentages is computed; ``factor`` is 1 where fractions are stored."""

    part: Field
    whole: Field
    factor: Decimal


@SPD04.equations
def state_shares(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(*_BASES):
        cara = cara_of(context, lampiran)
        if cara is None:
            continue
        for row in lampiran.rows:
            one = _share(row, cara)
            if one is not None:
                context.tally[Field.SERAPAN] += 1
                yield one


@once
def cara_of(context: Context, lampiran: Lampiran) -> Cara | None:
    """Return the way in which most rows have computed their percentage, if they follow one."""
    best, most = None, _LEAST - 1
    for part, whole in _BASES[lampiran.form]:
        for factor in (SERATUS, Decimal(1)):
            cara = Cara(part, whole, factor)
            shares = [s for row in lampiran.rows if (s := _share(row, cara)) and s.percent.number]
            agreeing = sum(share.holds({}) for share in shares)
            if agreeing > most and 2 * agreeing > len(shares):
                best, most = cara, agreeing
    return best


def _share(row: Baris, cara: Cara) -> Share | None:
    year = row.lampiran.year
    percent = row.told(Field.SERAPAN, year)
    part, whole = row.told(cara.part, year), row.told(cara.whole, year)
    if percent is None or part is None or whole is None or not whole.number:
        return None
    # A cell of a per cent format in a column of fractions is read as per cent already.
    factor = SERATUS if percent.figure.percent else cara.factor
    return Share(
        rule=SPD04,
        complain=_wrong_share,
        percent=percent,
        whole=whole,
        part=part,
        factor=factor,
    )


def _wrong_share(one: Share) -> Finding:
    figure = one.percent.figure
    due = one.implied(one.percent, {})
    assert due is not None
    places = min(figure.decimals, 4)
    shown = format_persen(due, places) if one.factor == SERATUS else format_number(due, places)
    against = f"{one.part.field.label} terhadap {one.whole.field.label}"
    return SPD04.about(
        one.percent,
        what=f"persentase tertulis {one.percent.written}, {against} {shown}",
        fix=f"isi {shown}, atau periksa kedua angka itu",
        expected=shown.removesuffix("%"),
        calculation=f"{format_number(one.part.number)} / {format_number(one.whole.number)} = "
        f"{format_persen(one.part.number * SERATUS / one.whole.number, 2)}",
        related=(one.part.cell, one.whole.cell),
        severity=Severity.INFO if is_truncated(figure, due) else None,
    )


@SPD07.check
def find_fractions(context: Context) -> Iterator[Finding]:
    """Report a column of fractions once."""
    for lampiran in context.laporan.of(*_BASES):
        cara = cara_of(context, lampiran)
        if cara is None or cara.factor == SERATUS:
            continue
        cells = [cell for row in lampiran.rows if (cell := row.told(Field.SERAPAN, lampiran.year))]
        bare = [cell for cell in cells if cell.number and not cell.figure.percent]
        if bare:
            first = bare[0]
            meant = format_persen(first.number * SERATUS, 2)
            yield SPD07.about(
                bare,
                what=f"{len(bare)} persentase di kolom ini ditulis sebagai pecahan: "
                f"{first.written} untuk {meant}",
                fix="beri kolom ini format persen",
                expected=meant,
            )
