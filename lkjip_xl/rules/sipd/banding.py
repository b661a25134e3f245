"""SPD: the annexes against what SIPD exports, and the change of the budget that tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from lkjip_xl.domain.field import AMOUNTS, Field
from lkjip_xl.domain.quantity import format_number, format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.perubahan_anggaran import PERUBAHAN_ANGGARAN
from lkjip_xl.rules.equations import Equation, Sum, total
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.rules.sipd.pohon import leading
from lkjip_xl.rules.sipd.sandingan import Entri, Sandingan, amounts, sandingan
from lkjip_xl.rules.wording import and_at

SPD05 = Rule(
    code="SPD05",
    name="anggaran-berbeda-dari-sipd",
    severity=Severity.ERROR,
    doc="""
        Pagu atau realisasi di lampiran berbeda dari data SIPD di buku yang sama.

        Program, kegiatan, dan sub kegiatan dipasangkan menurut kode, atau menurut nama bila lampiran
        tidak berkode. Pagu LRA adalah jumlah kelompok belanjanya. Lembar Belanja dibandingkan dengan
        kelompok dan rekening LRA.

        Mengapa: angka lampiran disalin dari SIPD; yang berbeda satu-satu biasanya salah salin.

        Salah:
            Tabel 3.4 Realisasi Anggaran Tahun 2024
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
            | PROGRAM JALAN    | 950.000            | 450.000        |
            | PROGRAM JEMBATAN | 300.000            | 200.000        |
            | JUMLAH           | 1.250.000          | 650.000        |

            Laporan Realisasi Anggaran Tahun Anggaran 2024
            | Kode                     | Uraian           | Operasi Anggaran | Operasi Realisasi | Modal Anggaran | Modal Realisasi |
            | 1.03.0.00.0.00.01.0000   | Dinas Jalan      | 1.000.000        | 550.000           | 250.000        | 100.000         |
            | 1.03.10                  | PROGRAM JALAN    | 700.000          | 350.000           | 250.000        | 100.000         |
            | 1.03.11                  | PROGRAM JEMBATAN | 300.000          | 200.000           | 0              | 0               |

            Belanja Tahun 2024
            | No | Jenis Belanja   | Anggaran (Rp) | Realisasi (Rp) |
            | 1  | Belanja Operasi | 1.000.000     | 555.000        |
            | 2  | Belanja Modal   | 250.000       | 100.000        |

        Benar:
            Tabel 3.4 Realisasi Anggaran Tahun 2024
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 950.000            | 450.000        | 47,37     |

            Laporan Realisasi Anggaran Tahun Anggaran 2024
            | Kode    | Uraian        | Operasi Anggaran | Operasi Realisasi | Modal Anggaran | Modal Realisasi |
            | 1.03.10 | PROGRAM JALAN | 700.000          | 350.000           | 250.000        | 100.000         |
    """,
)

SPD06 = Rule(
    code="SPD06",
    name="pagu-atau-tanggal-lain",
    severity=Severity.WARNING,
    doc="""
        Lampiran memakai pagu, atau realisasi, dari dokumen lain daripada data SIPD di buku yang sama.

        Selisihnya berjumlah tepat dari sub kegiatan sampai total, jadi bukan salah ketik satu angka:
        pagu sebelum perubahan beserta pagu sesudahnya, atau realisasi per tanggal yang lain.

        Mengapa: laporan kinerja memakai pagu terakhir dan realisasi akhir tahun.

        Salah:
            Tabel 3.4 Realisasi Anggaran Tahun 2024
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 300.000.000    | 60,00     |
            | PROGRAM JEMBATAN | 300.000.000        | 300.000.000    | 100,00    |

            Perubahan Anggaran Tahun 2024
            | No | Program/Kegiatan | Pagu Sebelum (Rp) | Pagu Setelah (Rp) | Selisih (Rp) |
            | 1  | PROGRAM JALAN    | 500.000.000       | 450.000.000       | -50.000.000  |
            | 2  | PROGRAM JEMBATAN | 300.000.000       | 350.000.000       | 50.000.000   |

        Benar:
            Tabel 3.4 Realisasi Anggaran Tahun 2024
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 450.000.000        | 450.000.000    | 100,00    |
            | PROGRAM JEMBATAN | 350.000.000        | 350.000.000    | 100,00    |

            Perubahan Anggaran Tahun 2024
            | No | Program/Kegiatan | Pagu Sebelum (Rp) | Pagu Setelah (Rp) | Selisih (Rp) |
            | 1  | PROGRAM JALAN    | 500.000.000       | 450.000.000       | -50.000.000  |
            | 2  | PROGRAM JEMBATAN | 300.000.000       | 350.000.000       | 50.000.000   |
    """,
)


@SPD05.equations
def state_alike(context: Context) -> Iterator[Equation]:
    """State that an annex tells what SIPD tells; a difference of versions is told by SPD06."""
    for pair in sandingan(context):
        overtaken = _overtaken(context, pair)
        if pair.differing and pair.is_other_version:
            continue
        for entry in pair.entries:
            if entry not in overtaken:
                context.tally["antar_lampiran"] += 1
                yield Sum(
                    rule=SPD05,
                    complain=partial(_differs, pair),
                    wholes=entry.own,
                    parts=entry.source,
                    parts_label=f"di {pair.source.form.label}",
                )


def _differs(pair: Sandingan, one: Sum) -> Finding:
    name, form = AMOUNTS[pair.name], pair.source.form.label
    written, due = total(one.wholes), total(one.parts)
    groups = f", jumlah {len(one.parts)} sel" if len(one.parts) > 1 else ""
    return SPD05.about(
        one.accused,
        what=f"{name} tertulis {format_rupiah(written)}, sedangkan di {form} "
        f"({one.parts[0].cell}{groups}) {format_rupiah(due)}",
        fix=f"isi {format_rupiah(due)}, atau periksa apakah {form} sudah yang terakhir",
        expected=format_number(due, 0),
        related=[cell.cell for cell in one.parts],
    )


@SPD06.check
def find_other_versions(context: Context) -> Iterator[Finding]:
    """Report an annex of other amounts than SIPD's once, where they differ lowest."""
    for pair in sandingan(context):
        overtaken = _overtaken(context, pair)
        if overtaken:
            yield _told_before(pair, overtaken)
        elif pair.differing and pair.is_other_version:
            yield _told_version(pair)


def _overtaken(context: Context, pair: Sandingan) -> list[Entri]:
    """Return the entries of an annex that give the pagu of before the change, as a table tells."""
    tables = leading(context, PERUBAHAN_ANGGARAN)
    if pair.name is not Field.PAGU or len(tables) != 1 or pair.own in tables:
        return []
    known = amounts(context, tables[0], Field.PAGU_SEBELUM, pair.source.year)
    return [
        entry
        for entry in pair.differing
        if entry.key in known and total(known[entry.key].cells) == total(entry.own)
    ]


def _told_before(pair: Sandingan, entries: Sequence[Entri]) -> Finding:
    first, *others = [entry.own[0] for entry in entries]
    own, due = total(entries[0].own), total(entries[0].source)
    return SPD06.about(
        first,
        what=f"pagu {format_rupiah(own)} adalah pagu sebelum perubahan; di "
        f"{pair.source.form.label} {format_rupiah(due)}{and_at(others)}",
        fix=f"isi pagu setelah perubahan: {format_rupiah(due)}",
        also=[cell.cell for cell in others],
        expected=format_number(due, 0),
        related=[cell.cell for cell in entries[0].source],
    )


def _told_version(pair: Sandingan) -> Finding:
    first, *others = pair.lowest
    name, form = AMOUNTS[pair.name], pair.source.form.label
    is_pagu = pair.name is Field.PAGU
    cause = "anggaran yang diubah atau digeser" if is_pagu else "realisasi per tanggal yang lain"
    own, due = total(first.own), total(first.source)
    return SPD06.about(
        first.own[0],
        what=f"{name} {format_rupiah(own)}, di {form} {format_rupiah(due)}"
        f"{and_at([entry.own[0] for entry in others])}; selisihnya berjumlah tepat sampai ke atas, "
        f"jadi tampaknya {cause}",
        fix=f"pastikan kedua tabel dari dokumen yang sama; bila salah ketik, isi {format_rupiah(due)}",
        also=[entry.own[0].cell for entry in others],
        expected=format_number(due, 0),
        related=[cell.cell for cell in first.source],
    )
