"""NAR01: a sentence states another figure than the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_xl.figures.naskah.claims import Klaim, find_claims, told_by_tables
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.pernyataan import TOTAL, Pernyataan
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.rules.wording import grouped

NAR01 = Rule(
    code="NAR01",
    name="kalimat-berbeda-dari-tabel",
    severity=Severity.ERROR,
    doc="""
        Kalimat laporan menyebut angka yang berbeda dari angka di tabel untuk hal yang sama.

        Mengapa: pembaca tidak tahu mana yang benar, dan angka di kalimat biasanya tertinggal sewaktu
        tabelnya diperbaiki. Kalimat hanya dinilai bila jelas menyebut nama indikator, program,
        kegiatan, atau jenis belanja yang ada di tabel; angka batas dan angka perubahan (di bawah
        90%, naik 5%) tidak dinilai.

        Salah:
            > Realisasi indikator Panjang jalan mantap pada tahun 2023 mencapai 72 km atau capaian 90,00%.

            Tabel 3.1 Pengukuran Kinerja Tahun 2023

            | Sasaran        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik  | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

        Benar:
            > Realisasi indikator Panjang jalan mantap pada tahun 2023 mencapai 70 km atau capaian 87,50%.

            Tabel 3.1 Pengukuran Kinerja Tahun 2023

            | Sasaran        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik  | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
    """,
)


@once
def claims(context: Context) -> tuple[Klaim, ...]:
    """Return what the sentences claim of things that the tables name."""
    naskah = context.naskah
    names = naskah.names
    return tuple(
        klaim for kalimat in naskah.kalimat for klaim in find_claims(kalimat, names, naskah.year)
    )


@NAR01.check
def find_contradicted(context: Context) -> Iterator[Finding]:
    """Report a figure that no table has for what its sentence speaks of.

    The workbook is asked only where the report itself has no table.
    """
    for klaim in claims(context):
        stated = told_by_tables(klaim, context.naskah.tabel)
        if stated is None:
            stated = told_by_tables(klaim, context.naskah.buku)
        if not stated:
            continue
        context.tally["naskah"] += 1
        if not any(_agrees(klaim, one) for one in stated):
            yield _contradicted(klaim, stated)


def _agrees(klaim: Klaim, one: Pernyataan) -> bool:
    value = one.figure.value
    return value is not None and (klaim.angka.shows(value) or one.figure.shows(klaim.angka.number))


def _contradicted(klaim: Klaim, stated: Sequence[Pernyataan]) -> Finding:
    told = "; ".join(_tell(own) for own in grouped(stated, _statement))
    first = stated[0]
    name = "jumlah seluruhnya" if klaim.words == TOTAL else first.name
    written = klaim.angka.figure.written
    shown = {one.shown for one in stated}
    return NAR01.finding(
        klaim.kalimat.cell,
        Subject(None, name, first.field, first.year, (written,)),
        what=f"kalimat ini menyebut {written} untuk {name}, sedangkan menurut tabel: {told}",
        fix="samakan angka di kalimat dengan tabelnya, atau perbaiki tabelnya bila kalimat ini benar",
        written=written,
        expected=shown.pop() if len(shown) == 1 else "",
        related=[one.cell for one in stated],
    )


def _statement(one: Pernyataan) -> str:
    return f"{one.field.label} {one.year} {one.shown.removesuffix('%')}"


def _tell(stated: Sequence[Pernyataan]) -> str:
    """Tell what one or several tables state alike, the first of them by name."""
    first, *others = dict.fromkeys(one.title for one in stated)
    also = f" dan {len(others)} tabel lain" if others else ""
    return f"{stated[0].field.label} {stated[0].year} {stated[0].shown} di {first}{also}"
