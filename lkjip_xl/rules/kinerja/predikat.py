"""HIT10: the capaian of a target that is a predicate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import SERATUS
from lkjip_xl.figures.peringkat import Standing, compare_steps
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.rules.predikat import predicates
from lkjip_xl.rules.rule import Context, Rule

HIT10 = Rule(
    code="HIT10",
    name="capaian-predikat-tidak-sesuai",
    severity=Severity.ERROR,
    doc="""
        Capaian tidak sesuai dengan target dan realisasi yang berupa predikat.

        Predikat dibandingkan menurut urutannya, misalnya WTP lebih baik daripada WDP dan A lebih baik
        daripada BB. Predikat yang sama dengan target berarti 100; yang lebih baik 100 atau lebih;
        yang lebih rendah di bawah 100, dan besarnya tidak diperiksa. Urutan lain dapat ditulis pada
        lembar Pengaturan.

        Mengapa: sasaran yang predikatnya turun tidak boleh tampak tercapai.

        Salah:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Opini BPK         | opini  | WTP    | WDP       | 100         |

        Benar:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Opini BPK         | opini  | WTP    | WTP       | 100         |
    """,
)

_FIGURE = re.compile(r"\d[.,]?\d")
#: standing → how it is said, and what the capaian then is.
_SAID = {
    Standing.WORSE: ("di bawah", "di bawah 100%"),
    Standing.SAME: ("sama dengan", "100%"),
    Standing.BETTER: ("di atas", "100% atau lebih"),
}


@HIT10.check
def find_wrong_rank(context: Context) -> Iterator[Finding]:
    own = predicates(context)
    for target, steps in own.items():
        realisasi = target.beside(Field.REALISASI) if target.field is Field.TARGET else None
        percent = target.row.told(Field.CAPAIAN, target.year)
        if realisasi is None or realisasi not in own or percent is None:
            continue
        if _FIGURE.search(target.written) or _FIGURE.search(realisasi.written):
            continue  # the score beside the predicate decides, as in BB (70,01)
        standing = compare_steps(steps, own[realisasi], context.arah(target.row))
        if standing is None:
            continue
        context.tally[Field.CAPAIAN] += 1
        if not _fits(percent.number, standing):
            side, due = _SAID[standing]
            yield HIT10.about(
                percent,
                what=(
                    f"realisasi {realisasi.written} {side} target {target.written}, padahal "
                    f"capaian tertulis {percent.written.rstrip('%')}%"
                ),
                fix=f"isi capaian {due}, atau periksa predikatnya",
                related=(target.cell, realisasi.cell),
            )


def _fits(capaian: Decimal, standing: Standing) -> bool:
    match standing:
        case Standing.WORSE:
            return capaian < SERATUS
        case Standing.SAME:
            return capaian == SERATUS
        case Standing.BETTER:
            return capaian >= SERATUS
