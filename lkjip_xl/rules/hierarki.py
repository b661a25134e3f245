"""HIR: the tree of tujuan, sasaran, program, kegiatan and sub kegiatan."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Baris
from lkjip_xl.rules.rule import Context, Rule, Subject

HIR01 = Rule(
    code="HIR01",
    name="tingkat-baris-diduga",
    severity=Severity.WARNING,
    doc="""
        Tingkat beberapa baris (program, kegiatan, sub kegiatan) hanya dapat diduga dari urutannya.

        Mengapa: tanpa kode, kolom tersendiri, tampilan, atau anggaran yang dapat dijumlahkan, tidak
        ada bukti mana kegiatan dan mana sub kegiatan; penjumlahan dan ringkasan bisa keliru.

        Salah:
            | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN                 | Jalan mantap      | persen | 80     | 80        | 100         |
            | Pemeliharaan jalan            | Panjang jalan     | km     | 10     | 10        | 100         |
            | Perbaikan lubang              | Jumlah lubang     | titik  | 50     | 50        | 100         |

        Benar:
            | Kode             | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | 1.03.10          | PROGRAM JALAN                 | Jalan mantap      | persen | 80     | 80        | 100         |
            | 1.03.10.2.01     | Pemeliharaan jalan            | Panjang jalan     | km     | 10     | 10        | 100         |
            | 1.03.10.2.01.05  | Perbaikan lubang              | Jumlah lubang     | titik  | 50     | 50        | 100         |
    """,
)


@HIR01.check
def find_guessed_levels(context: Context) -> Iterator[Finding]:
    """Report a table once, at its first guessed row.

    The first row below a program is its kegiatan whatever the evidence; only a row that could be
    either is a guess.
    """
    for lampiran in context.laporan.lampiran:
        if not lampiran.form.is_lampiran or not lampiran.columns.has("item"):
            continue
        guessed = [row for row in lampiran.rows if row.begins_item and row.evidence.is_weak]
        if len(guessed) < 2:
            continue
        first = guessed[1]
        yield HIR01.finding(
            first.at("nama"),
            Subject(lampiran=lampiran, item="tingkat baris", field="nama"),
            what=(
                f"tingkat {len(guessed)} baris diduga dari urutannya; “{_short(first)}” dibaca "
                f"sebagai {first.level.label}"
            ),
            fix="tambahkan kolom Kode, atau tebalkan dan menjorokkan nama menurut tingkatnya",
            written=first.nama,
            related=tuple(row.at("nama") for row in guessed),
        )


def _short(row: Baris) -> str:
    return row.nama if len(row.nama) < 60 else row.nama[:57] + "…"
