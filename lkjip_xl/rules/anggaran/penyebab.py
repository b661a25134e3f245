"""ANG, causes: a low serapan is explained, and only a low one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.anggaran import PenyebabSerapan
from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Persen, format_number, format_persen, round_to
from lkjip_xl.figures.matching import Names
from lkjip_xl.figures.naming import name_words
from lkjip_xl.figures.serapan import compute_serapan, show_serapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.extent import feeds_a_report, says_something
from lkjip_xl.rules.rule import Context, Rule, Subject

ANG10 = Rule(
    code="ANG10",
    name="serapan-rendah-tanpa-penyebab",
    severity=Severity.WARNING,
    doc="""
        Serapan sebuah kegiatan di bawah batas (90%), tetapi penyebabnya tidak disebutkan.

        Penyebab dicari pada lembar Penyebab Serapan dan pada kolom Keterangan Tabel 3.4, di baris
        kegiatan itu atau di baris sub kegiatannya. Serapan dihitung ulang dari pagu dan realisasi.

        Mengapa: Inspektorat menanyakan setiap serapan yang rendah. Sisa karena penghematan dinilai
        lain daripada sisa karena kegiatan batal.

        Salah:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan               | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian | Keterangan              |
            | PROGRAM JALAN                  | 500.000.000        | 400.000.000    | 80,00     |                         |
            | Kegiatan: Pemeliharaan jalan   | 300.000.000        | 240.000.000    | 80,00     | Lelang aspal diulang    |
            | Kegiatan: Pembangunan jembatan | 200.000.000        | 160.000.000    | 80,00     |                         |

        Benar:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan               | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian | Keterangan              |
            | PROGRAM JALAN                  | 500.000.000        | 400.000.000    | 80,00     |                         |
            | Kegiatan: Pemeliharaan jalan   | 300.000.000        | 240.000.000    | 80,00     | Lelang aspal diulang    |
            | Kegiatan: Pembangunan jembatan | 200.000.000        | 160.000.000    | 80,00     | Harga baja lebih murah  |
    """,
)

ANG11 = Rule(
    code="ANG11",
    name="penyebab-untuk-serapan-yang-tidak-rendah",
    severity=Severity.WARNING,
    doc="""
        Lembar Penyebab Serapan memuat kegiatan yang serapannya tidak di bawah batas (90%).

        Mengapa: daftar itu berisi kegiatan dengan serapan rendah. Kegiatan yang serapannya cukup
        masuk ke sana karena salah nama, atau karena pagu atau realisasinya keliru.

        Salah:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan               | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN                  | 500.000.000        | 435.000.000    | 87,00     |
            | Kegiatan: Pemeliharaan jalan   | 300.000.000        | 285.000.000    | 95,00     |
            | Kegiatan: Pembangunan jembatan | 200.000.000        | 150.000.000    | 75,00     |

            Kegiatan dengan Serapan di Bawah 90%
            | No | Nama Kegiatan        | Penyebab               |
            | 1  | Pemeliharaan jalan   | Lelang aspal diulang   |
            | 2  | Pembangunan jembatan | Harga baja lebih murah |

        Benar:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan               | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN                  | 500.000.000        | 435.000.000    | 87,00     |
            | Kegiatan: Pemeliharaan jalan   | 300.000.000        | 285.000.000    | 95,00     |
            | Kegiatan: Pembangunan jembatan | 200.000.000        | 150.000.000    | 75,00     |

            Kegiatan dengan Serapan di Bawah 90%
            | No | Nama Kegiatan        | Penyebab               |
            | 1  | Pembangunan jembatan | Harga baja lebih murah |
    """,
)


class _Spent(NamedTuple):
    """An item of Tabel 3.4 with its recomputed serapan."""

    lampiran: Lampiran
    item: Item
    serapan: Persen
    calculation: str
    money: tuple[CellRef, ...]

    @property
    def cell(self) -> CellRef:
        return self.item.rows[0].at(Field.SERAPAN, self.lampiran.year)

    @property
    def shown(self) -> str:
        return format_persen(self.serapan)

    def is_under(self, limit: Persen) -> bool:
        return round_to(self.serapan, 2) < limit


@ANG10.check
def find_unexplained_serapan(context: Context) -> Iterator[Finding]:
    laporan, limit = context.laporan, context.pengaturan.batas_serapan
    causes = Names((_bare(one.kegiatan), one) for one in laporan.penyebab_serapan)
    for lampiran in laporan.of(Form.TABEL_3_4):
        under = [one for one in _judged(lampiran) if one.is_under(limit)]
        remarks = any(says_something(row.keterangan) for row in _rows(lampiran.items))
        if laporan.penyebab_serapan or remarks:
            for one in under:
                yield from _unexplained(one, causes, limit)
        elif under and (lampiran.columns.has(Field.KETERANGAN) or feeds_a_report(laporan)):
            yield _nothing_explained(lampiran, under, limit)


def _judged(lampiran: Lampiran) -> list[_Spent]:
    """Return the kegiatan, or what stands lowest where the table lists none."""
    items = [item for item in lampiran.items if item.level is not Level.TOTAL]
    lowest = max((item.level.depth for item in items), default=0)
    has_kegiatan = any(item.level is Level.KEGIATAN for item in items)
    depth = Level.KEGIATAN.depth if has_kegiatan else lowest
    return [
        spent
        for item in items
        if item.level.depth == depth and (spent := _spent(lampiran, item)) is not None
    ]


def _spent(lampiran: Lampiran, item: Item) -> _Spent | None:
    if item.total(Field.PAGU, lampiran.year) is None:
        return None
    pagu = item.amount(Field.PAGU, lampiran.year)
    realisasi = item.amount(Field.REALISASI_ANGGARAN, lampiran.year)
    serapan = compute_serapan(pagu.value, realisasi.value)
    if serapan is None or pagu.value is None or realisasi.value is None:
        return None
    return _Spent(
        lampiran=lampiran,
        item=item,
        serapan=serapan,
        calculation=show_serapan(pagu.value, realisasi.value),
        money=(*pagu.cells, *realisasi.cells),
    )


def _family(lampiran: Lampiran, item: Item) -> Iterator[Item]:
    """Yield an item with all that stands below it."""
    yield item
    for child in lampiran.children_of(item):
        yield from _family(lampiran, child)


def _rows(items: Sequence[Item]) -> Iterator[Baris]:
    return (row for item in items for row in item.rows)


def _unexplained(one: _Spent, causes: Names[PenyebabSerapan], limit: Persen) -> Iterator[Finding]:
    """Yield a finding unless the item, one below it or the program above gives a cause."""
    family = list(_family(one.lampiran, one.item))
    if any(says_something(row.keterangan) for row in _rows(family)):
        return
    names = [_bare(item.nama, item.level) for item in family]
    listed = causes.find(*names) or causes.find(_bare(one.item.jalur.program, Level.PROGRAM))
    if listed is None:
        yield _finding(one, limit)
    elif not any(map(says_something, listed.penyebab)):
        yield _finding(one, limit, listed)


def _finding(one: _Spent, limit: Persen, listed: PenyebabSerapan | None = None) -> Finding:
    what = f"serapan {one.shown}, di bawah {_show(limit)}, tetapi penyebabnya "
    what += "belum diisi di lembar Penyebab Serapan" if listed else "tidak disebutkan"
    at = one.cell if listed is None else listed.origin[Field.PENYEBAB, 0]
    return ANG10.finding(
        at,
        Subject.of_item(one.lampiran, one.item, "serapan", one.lampiran.year),
        what=what,
        fix="tulis penyebabnya di lembar Penyebab Serapan atau di kolom Keterangan baris ini",
        written=one.shown,
        calculation=one.calculation,
        related=(one.cell, *one.money) if listed else one.money,
    )


def _nothing_explained(lampiran: Lampiran, under: Sequence[_Spent], limit: Persen) -> Finding:
    first = under[0]
    level = first.item.level.label
    return ANG10.finding(
        first.cell,
        Subject.of_item(lampiran, first.item, "serapan", lampiran.year),
        what=(
            f"{len(under)} {level} terserap di bawah {_show(limit)}, yang pertama {first.shown}, "
            "tetapi tidak satu pun penyebab disebutkan: kolom Keterangan kosong dan lembar "
            "Penyebab Serapan tidak ada"
        ),
        fix="tulis penyebab setiap serapan yang rendah di lembar Penyebab Serapan atau di kolom Keterangan",
        written=first.shown,
        calculation=first.calculation,
        also=[one.cell for one in under[1:]],
        related=first.money,
    )


@ANG11.check
def find_needless_cause(context: Context) -> Iterator[Finding]:
    """Judge a cause by the item that its name means: a kegiatan first, else one of another level."""
    limit = context.pengaturan.batas_serapan
    spent = [
        one
        for lampiran in context.laporan.of(Form.TABEL_3_4)
        for item in sorted(lampiran.items, key=lambda item: item.level is not Level.KEGIATAN)
        if item.level is not Level.TOTAL and (one := _spent(lampiran, item)) is not None
    ]
    names = Names((_bare(one.item.nama, one.item.level), one) for one in spent)
    for lampiran in context.laporan.of(Form.PENYEBAB_SERAPAN):
        for row in lampiran.rows:
            one = names.find(_bare(row.nama)) if row.begins_item and row.nama else None
            if one is None or one.is_under(limit) or not says_something(row.text(Field.PENYEBAB)):
                continue
            below = [
                low
                for item in list(_family(one.lampiran, one.item))[1:]
                if (low := _spent(one.lampiran, item)) is not None and low.is_under(limit)
            ]
            yield _needless(
                Subject.of_row(lampiran, row, "penyebab"), row.at(Field.NAMA), one, below, limit
            )


def _needless(
    subject: Subject, at: CellRef, one: _Spent, below: Sequence[_Spent], limit: Persen
) -> Finding:
    what = f"serapan {one.item.level.label} ini {one.shown} ({one.cell}), tidak di bawah {_show(limit)}"
    fix = "hapus dari daftar ini, atau periksa pagu dan realisasinya di Tabel 3.4"
    if below:
        low = below[0]
        what += f"; yang rendah {low.item.level.label} “{low.item.nama}” ({low.shown})"
        fix = f"sebut {low.item.level.label} yang dimaksud, atau hapus dari daftar ini"
    return ANG11.finding(
        at,
        subject,
        what=what,
        fix=fix,
        calculation=one.calculation,
        related=(one.cell, *one.money),
        severity=Severity.INFO if below else None,
    )


def _bare(name: str, level: Level = Level.KEGIATAN) -> str:
    """Return a name without its number and the word of its level."""
    return " ".join(name_words(name, level))


def _show(limit: Persen) -> str:
    return f"{format_number(limit)}%"
