"""ANG, causes: a low serapan is explained, and only a low one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lkjip_xl.domain.anggaran import PenyebabSerapan
from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Persen, format_number, format_persen, round_to
from lkjip_xl.figures.matching import Names
from lkjip_xl.figures.naming import name_words
from lkjip_xl.figures.perhitungan import SerapanItem
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.penyebab_serapan import PENYEBAB_SERAPAN
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.records import Item, Lampiran
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


@ANG10.check
def find_unexplained_serapan(context: Context) -> Iterator[Finding]:
    laporan = context.laporan
    causes = Names((_bare(one.kegiatan), one) for one in laporan.penyebab_serapan)
    for lampiran in laporan.of(TABEL_3_4):
        low = _low(context, lampiran, _judged(lampiran))
        if laporan.penyebab_serapan or _has_remarks(lampiran.items):
            for one in low:
                yield from _unexplained(context, lampiran, one, causes)
        elif low and (lampiran.columns.has(Field.KETERANGAN) or feeds_a_report(laporan)):
            what = (
                f"{len(low)} {low[0].item.level.label} terserap di bawah {_limit(context)}, yang "
                f"pertama {_shown(low[0])}, tetapi tidak satu pun penyebab disebutkan: kolom "
                "Keterangan kosong dan lembar Penyebab Serapan tidak ada"
            )
            fix = (
                "tulis penyebab setiap serapan yang rendah di lembar Penyebab Serapan atau di "
                "kolom Keterangan"
            )
            yield _finding(low[0], what, fix, also=[one.at for one in low[1:]])


def _judged(lampiran: Lampiran) -> list[Item]:
    """Return the kegiatan, or what stands lowest where the table lists none."""
    items = [item for item in lampiran.items if item.level is not Level.TOTAL]
    levels = {item.level for item in items}
    depth = max((level.depth for level in levels), default=0)
    if Level.KEGIATAN in levels:
        depth = Level.KEGIATAN.depth
    return [item for item in items if item.level.depth == depth]


def _spent(context: Context, lampiran: Lampiran, items: Iterable[Item]) -> list[SerapanItem]:
    found = (context.perhitungan.of_item(item, lampiran.year) for item in items)
    return [one for one in found if one is not None]


def _low(context: Context, lampiran: Lampiran, items: Iterable[Item]) -> list[SerapanItem]:
    limit = context.pengaturan.batas_serapan
    return [one for one in _spent(context, lampiran, items) if _is_below(one, limit)]


def _is_below(one: SerapanItem, limit: Persen) -> bool:
    return round_to(one.hasil, 2) < limit


def _has_remarks(items: Iterable[Item]) -> bool:
    return any(says_something(row.keterangan) for item in items for row in item.rows)


def _unexplained(
    context: Context, lampiran: Lampiran, one: SerapanItem, causes: Names[PenyebabSerapan]
) -> Iterator[Finding]:
    """Yield a finding unless the item, one below it or the program above gives a cause."""
    family = [one.item, *lampiran.below(one.item)]
    if _has_remarks(family):
        return
    names = [_bare(item.nama, item.level) for item in family]
    listed = causes.find(*names) or causes.find(_bare(one.item.jalur.program, Level.PROGRAM))
    what = f"serapan {_shown(one)}, di bawah {_limit(context)}, tetapi penyebabnya "
    fix = "tulis penyebabnya di lembar Penyebab Serapan atau di kolom Keterangan baris ini"
    if listed is None:
        yield _finding(one, f"{what}tidak disebutkan", fix)
    elif not any(map(says_something, listed.penyebab)):
        what += "belum diisi di lembar Penyebab Serapan"
        yield _finding(one, what, fix, at=listed.origin[Field.PENYEBAB, 0])


def _finding(
    one: SerapanItem,
    what: str,
    fix: str,
    *,
    at: CellRef | None = None,
    also: Sequence[CellRef] = (),
) -> Finding:
    return ANG10.finding(
        at or one.at,
        Subject.of_item(one.item.rows[0].lampiran, one.item, Field.SERAPAN, one.year),
        what=what,
        fix=fix,
        written=_shown(one),
        calculation=one.calculation,
        also=also,
        related=(one.at, *one.rests_on) if at else one.rests_on,
    )


@ANG11.check
def find_needless_cause(context: Context) -> Iterator[Finding]:
    """Judge a cause by the item that its name means: a kegiatan first, else one of another level."""
    spent = [
        (one, lampiran)
        for lampiran in context.laporan.of(TABEL_3_4)
        for one in _spent(context, lampiran, _kegiatan_first(lampiran))
    ]
    names = Names((_bare(one.item.nama, one.item.level), (one, table)) for one, table in spent)
    for lampiran in context.laporan.of(PENYEBAB_SERAPAN):
        for row in lampiran.rows:
            found = names.find(_bare(row.nama)) if row.begins_item and row.nama else None
            if found is None or not says_something(row.text(Field.PENYEBAB)):
                continue
            one, table = found
            if not _is_below(one, context.pengaturan.batas_serapan):
                low = _low(context, table, table.below(one.item))
                subject = Subject.of_row(lampiran, row, Field.PENYEBAB)
                yield _needless(context, row.at(Field.NAMA), subject, one, low)


def _kegiatan_first(lampiran: Lampiran) -> Iterator[Item]:
    items = sorted(lampiran.items, key=lambda item: item.level is not Level.KEGIATAN)
    return (item for item in items if item.level is not Level.TOTAL)


def _needless(
    context: Context, at: CellRef, subject: Subject, one: SerapanItem, low: Sequence[SerapanItem]
) -> Finding:
    what = (
        f"serapan {one.item.level.label} ini {_shown(one)} ({one.at}), tidak di bawah "
        f"{_limit(context)}"
    )
    fix = "hapus dari daftar ini, atau periksa pagu dan realisasinya di Tabel 3.4"
    if low:
        item = low[0].item
        what += f"; yang rendah {item.level.label} “{item.nama}” ({_shown(low[0])})"
        fix = f"sebut {item.level.label} yang dimaksud, atau hapus dari daftar ini"
    return ANG11.finding(
        at,
        subject,
        what=what,
        fix=fix,
        calculation=one.calculation,
        related=(one.at, *one.rests_on),
        severity=Severity.INFO if low else None,
    )


def _bare(name: str, level: Level = Level.KEGIATAN) -> str:
    """Return a name without its number and the word of its level."""
    return " ".join(name_words(name, level))


def _shown(one: SerapanItem) -> str:
    return format_persen(one.hasil)


def _limit(context: Context) -> str:
    return f"{format_number(context.pengaturan.batas_serapan)}%"
