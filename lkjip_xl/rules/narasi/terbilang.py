"""NAR02: a figure and the words behind it differ."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.field import Kind
from lkjip_xl.domain.terbilang import LIMIT, parse_terbilang, terbilang
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.naskah import Kalimat, Sebutan
from lkjip_xl.rules.rule import Context, Rule, Subject

NAR02 = Rule(
    code="NAR02",
    name="terbilang-berbeda-dari-angkanya",
    severity=Severity.ERROR,
    doc="""
        Terbilang di dalam kurung berbeda dari angka di depannya.

        Mengapa: terbilang ditulis supaya angkanya tidak dapat keliru dibaca; bila keduanya berbeda,
        tidak satu pun dapat dipercaya.

        Salah:
            > Anggaran yang tidak terserap Rp1.250.000,00 (satu juta lima ratus dua puluh ribu rupiah).

            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

        Benar:
            > Anggaran yang tidak terserap Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah).

            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
    """,
)


@NAR02.check
def find_other_words(context: Context) -> Iterator[Finding]:
    """Report words that are a number, and another one."""
    for kalimat in context.naskah.kalimat:
        for angka in kalimat.angka:
            said = parse_terbilang(angka.terbilang) if angka.terbilang else None
            if said is None or angka.kind is Kind.PERSEN:
                continue
            context.tally["naskah"] += 1
            off = abs(said - angka.number)
            if off >= 1 and off > angka.grain:
                yield _other(kalimat, angka, said)


def _other(kalimat: Kalimat, angka: Sebutan, said: int) -> Finding:
    whole = int(angka.number)
    words = terbilang(whole, rupiah=angka.kind is Kind.RUPIAH) if abs(whole) < LIMIT else ""
    number = f"{said:,}".replace(",", ".")
    return NAR02.finding(
        kalimat.cell,
        Subject(None, angka.figure.written, "terbilang", 0, (angka.terbilang,)),
        what=f"{angka.figure.written} ditulis “{angka.terbilang}”, yang berarti {number}",
        fix=f"tulis “{words}”, atau perbaiki angkanya"
        if words
        else "samakan angka dan terbilangnya",
        written=angka.terbilang,
        expected=words,
    )
