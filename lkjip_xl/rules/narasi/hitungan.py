"""NAR03: the figures of one sentence do not work out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from lkjip_xl.domain.field import Field, Kind
from lkjip_xl.domain.quantity import SERATUS, format_number, format_rupiah
from lkjip_xl.figures.naskah.cues import fields_meant
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.naskah import Kalimat, Sebutan
from lkjip_xl.rules.rule import Context, Rule, Subject

NAR03 = Rule(
    code="NAR03",
    name="hitungan-dalam-kalimat-keliru",
    severity=Severity.ERROR,
    doc="""
        Persentase, sisa, atau jumlah dalam satu kalimat tidak cocok dengan angka lain di kalimat itu.

        Mengapa: pagu, realisasi, persentase, dan sisa yang disebut bersama harus dapat dihitung
        ulang oleh pembacanya.

        Salah:
            > Pagu sebesar Rp2.000.000.000 terealisasi sebesar Rp1.500.000.000 atau 85,00%.

            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

        Benar:
            > Pagu sebesar Rp2.000.000.000 terealisasi sebesar Rp1.500.000.000 atau 75,00%.

            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
    """,
)

_PARTS = re.compile(r"\b(?:terdiri|meliputi|rincian|yaitu|yakni|antara lain)\b", re.I)
_FIX = "hitung ulang, lalu perbaiki angka yang keliru di kalimat ini"


@NAR03.check
def find_wrong_arithmetic(context: Context) -> Iterator[Finding]:
    for kalimat in context.naskah.kalimat:
        yield from _check_ratio(context, kalimat)
        yield from _check_sum(context, kalimat)


def _check_ratio(context: Context, kalimat: Kalimat) -> Iterator[Finding]:
    """Check what follows a pagu and its realisasi: their percentage, and what is left."""
    pagu: Sebutan | None = None
    spent: Sebutan | None = None
    for angka, field in _meant(kalimat):
        if field is Field.PAGU:
            pagu, spent = angka, None
        elif field is Field.REALISASI_ANGGARAN and pagu is not None:
            spent = angka
        elif pagu is None or spent is None or not pagu.number or angka.is_bound:
            continue
        elif angka.kind is Kind.PERSEN:
            yield from _judge_percent(context, kalimat, pagu, spent, angka)
            spent = None
        elif field is Field.SISA:
            yield from _judge_rest(context, kalimat, pagu, spent, angka)


def _meant(kalimat: Kalimat) -> Iterator[tuple[Sebutan, Field | None]]:
    """Yield each figure with the one field that its words name."""
    start = 0
    for angka in kalimat.angka:
        before, after = kalimat.text[start : angka.start], kalimat.text[angka.end :]
        fields: Sequence[Field] = ()
        if angka.kind is Kind.RUPIAH:
            fields = fields_meant(angka.kind, before, after, kalimat.text)
        yield angka, fields[0] if len(fields) == 1 else None
        start = angka.end


def _judge_percent(
    context: Context, kalimat: Kalimat, pagu: Sebutan, spent: Sebutan, angka: Sebutan
) -> Iterator[Finding]:
    lowest = (spent.number - spent.grain) / (pagu.number + pagu.grain) * SERATUS
    highest = (spent.number + spent.grain) / (pagu.number - pagu.grain) * SERATUS
    context.tally["naskah"] += 1
    step = Decimal(1).scaleb(-angka.figure.decimals)
    if lowest - step < angka.number < highest + step:
        return
    right = format_number(spent.number / pagu.number * SERATUS, max(angka.figure.decimals, 0)) + "%"
    yield _finding(
        kalimat,
        angka,
        what=f"kalimat ini menyebut {angka.figure.written}, padahal realisasi "
        f"{spent.figure.written} dari pagu {pagu.figure.written} adalah {right}",
        expected=right,
    )


def _judge_rest(
    context: Context, kalimat: Kalimat, pagu: Sebutan, spent: Sebutan, angka: Sebutan
) -> Iterator[Finding]:
    grain = pagu.grain + spent.grain + angka.grain
    rest = pagu.number - spent.number
    context.tally["naskah"] += 1
    if abs(rest - angka.number) > grain:
        yield _finding(
            kalimat,
            angka,
            what=f"sisa disebut {angka.figure.written}, padahal pagu {pagu.figure.written} dikurangi "
            f"realisasi {spent.figure.written} adalah {format_rupiah(rest)}",
            expected=format_rupiah(rest),
        )


def _check_sum(context: Context, kalimat: Kalimat) -> Iterator[Finding]:
    """Check a total that its parts follow: ``Rp3 juta, terdiri dari … Rp1 juta dan … Rp2 juta``."""
    money = [angka for angka in kalimat.angka if angka.kind is Kind.RUPIAH]
    if len(money) < 3 or len(money) < len(kalimat.angka) or any(one.grain for one in money):
        return
    whole, *parts = money
    text = kalimat.text
    between = [text[one.end : other.start] for one, other in pairwise(money)]
    fields = {field for _, field in _meant(kalimat)}
    if not _PARTS.search(between[0]) or any(map(_PARTS.search, between[1:])):
        return
    if len(fields - {None, Field.PAGU}) > 0 and len(fields) > 1:
        return
    total = sum((one.number for one in parts), Decimal(0))
    context.tally["naskah"] += 1
    if total != whole.number:
        yield _finding(
            kalimat,
            whole,
            what=f"jumlah disebut {whole.figure.written}, padahal {len(parts)} rinciannya berjumlah "
            f"{format_rupiah(total)}",
            expected=format_rupiah(total),
        )


def _finding(kalimat: Kalimat, angka: Sebutan, *, what: str, expected: str) -> Finding:
    written = angka.figure.written
    return NAR03.finding(
        kalimat.cell,
        Subject(None, written, "hitungan", 0, (expected,)),
        what=what,
        fix=_FIX,
        written=written,
        expected=expected,
    )
