"""SPD: amounts that add up, level by level and row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from lkjip_xl.domain.field import RAK_MONTHS, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number, format_rupiah
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.formulir.perubahan_anggaran import PERUBAHAN_ANGGARAN
from lkjip_xl.lampiran.formulir.sipd_lra import SIPD_LRA
from lkjip_xl.lampiran.formulir.sipd_rak import SIPD_RAK
from lkjip_xl.lampiran.meaning import months_added
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.rules.equations import Equation, Sum, total
from lkjip_xl.rules.rule import Context, Rule, once
from lkjip_xl.rules.sipd.perubahan import Change
from lkjip_xl.rules.sipd.pohon import Simpul, leading, roots, rows_of, tree_of
from lkjip_xl.rules.wording import and_at, grouped

SPD01 = Rule(
    code="SPD01",
    name="jumlah-rekening-berbeda",
    severity=Severity.ERROR,
    doc="""
        Anggaran, realisasi, atau rencana kas sebuah baris tidak sama dengan jumlah baris tepat di
        bawahnya.

        Yang diperiksa: LRA dan RAK dari SIPD, dari urusan sampai rekening, serta tabel pagu sebelum
        dan sesudah perubahan.

        Mengapa: tabel dari SIPD selalu berjumlah tepat. Bila tidak, sesudah diekspor ada angka yang
        berubah atau baris yang terhapus.

        Salah:
            | Kode              | Uraian                  | Operasi Anggaran | Operasi Realisasi | Modal Anggaran | Modal Realisasi |
            | 1.03.10           | PROGRAM JALAN           | 900.000          | 450.000           | 0              | 0               |
            | 1.03.10.2.01      | Pemeliharaan jalan      | 900.000          | 450.000           | 0              | 0               |
            | 1.03.10.2.01.0001 | Jalan kota              | 600.000          | 300.000           | 0              | 0               |
            | 1.03.10.2.01.0002 | Jalan desa              | 350.000          | 150.000           | 0              | 0               |

        Benar:
            | Kode              | Uraian                  | Operasi Anggaran | Operasi Realisasi | Modal Anggaran | Modal Realisasi |
            | 1.03.10           | PROGRAM JALAN           | 900.000          | 450.000           | 0              | 0               |
            | 1.03.10.2.01      | Pemeliharaan jalan      | 900.000          | 450.000           | 0              | 0               |
            | 1.03.10.2.01.0001 | Jalan kota              | 600.000          | 300.000           | 0              | 0               |
            | 1.03.10.2.01.0002 | Jalan desa              | 300.000          | 150.000           | 0              | 0               |
    """,
)

SPD02 = Rule(
    code="SPD02",
    name="jumlah-bulan-atau-selisih-berbeda",
    severity=Severity.ERROR,
    doc="""
        Angka yang dihitung dari kolom lain di barisnya tidak cocok: Total RAK dari kedua belas bulan,
        Total Januari sampai bulan tertentu, jumlah kelompok belanja, atau selisih pagu (setelah
        dikurangi sebelum).

        Mengapa: rencana kas yang tidak berjumlah tepat menggeser sasaran serapan bulanan; selisih
        pagu yang keliru menyembunyikan perubahan anggaran.

        Salah:
            | No | Program/Kegiatan | Pagu Sebelum (Rp) | Pagu Setelah (Rp) | Selisih (Rp) |
            | 1  | PROGRAM JALAN    | 500.000.000       | 450.000.000       | 50.000.000   |
            | 2  | PROGRAM JEMBATAN | 300.000.000       | 350.000.000       | 50.000.000   |

        Benar:
            | No | Program/Kegiatan | Pagu Sebelum (Rp) | Pagu Setelah (Rp) | Selisih (Rp) |
            | 1  | PROGRAM JALAN    | 500.000.000       | 450.000.000       | -50.000.000  |
            | 2  | PROGRAM JEMBATAN | 300.000.000       | 350.000.000       | 50.000.000   |
    """,
)

_TREES = (SIPD_LRA, SIPD_RAK, PERUBAHAN_ANGGARAN)


@once
def _levels(context: Context) -> Sequence[Sequence[Sum]]:
    """Return for each row that something stands below its sums, one for each column of money."""
    return [
        sums
        for lampiran in leading(context, *_TREES)
        for row, below in _parents(context, lampiran)
        if (sums := list(_state_level(row, below)))
    ]


def _parents(context: Context, lampiran: Lampiran) -> Iterator[tuple[Baris, Sequence[Simpul]]]:
    tree = tree_of(context, lampiran)
    yield from ((one.row, one.below) for one in tree if one.below)
    yield from (
        (row, roots(tree)) for row in rows_of(context, lampiran) if row.level is Level.TOTAL
    )


def _state_level(row: Baris, below: Sequence[Simpul]) -> Iterator[Sum]:
    for column in row.lampiran.columns:
        if column.field.is_money:
            yield from _state_column(row, below, column)


@SPD01.equations
def state_levels(context: Context) -> Iterator[Equation]:
    """State that each row is the sum of those right below it, in every column of money."""
    for sums in _levels(context):
        if not _lacks_rows(sums):
            context.tally["sums"] += len(sums)
            yield from sums


@SPD01.check
def find_missing_rows(context: Context) -> Iterator[Finding]:
    """Report a table once in which rows exceed all that stands below them, column by column."""
    lacking = [sums for sums in _levels(context) if _lacks_rows(sums)]
    for same in grouped(lacking, lambda sums: sums[0].accused.lampiran):
        short = [next(one for one in sums if not one.holds({})) for sums in same]
        first, *others = short
        written, due = total(first.wholes), total(first.parts)
        is_export = first.accused.lampiran.form is not PERUBAHAN_ANGGARAN
        yield SPD01.about(
            first.accused,
            what=f"{first.accused.label} {format_rupiah(written)} dan kolom lain di baris ini lebih "
            f"besar daripada jumlah {first.parts_label} di bawahnya ({format_rupiah(due)})"
            f"{and_at([one.accused for one in others])}; tampaknya ada baris yang terhapus, "
            "tersaring, atau belum disalin",
            fix=f"lengkapi barisnya{', atau ekspor ulang dari SIPD' if is_export else ''}",
            also=[one.accused.cell for one in others],
            related=[part.cell for part in first.parts],
            severity=Severity.WARNING,
        )


def _lacks_rows(sums: Sequence[Sum]) -> bool:
    """Tell whether most columns of a row exceed what stands below it: no slip of a single figure."""
    short = [one for one in sums if not one.holds({})]
    is_short = all(total(one.wholes) > total(one.parts) for one in short if _is_plain(one))
    return is_short and len(short) > 1 and 2 * len(short) > len(sums)


def _is_plain(one: Sum) -> bool:
    return one.accused.field is not Field.SELISIH


def _state_column(row: Baris, below: Sequence[Simpul], column: NamedColumn) -> Iterator[Sum]:
    whole = row.told(column.field, column.year)
    cells = [one.row.sel(column.field, column.year) for one in below]
    parts = tuple(cell for cell in cells if cell is not None and cell.value is not None)
    if whole is None or not parts or not (whole.number or any(cell.number for cell in parts)):
        return
    yield Sum(
        rule=SPD01,
        complain=partial(_wrong_sum, "di bawahnya"),
        wholes=(whole,),
        parts=parts,
        parts_label=f"{len(below)} {below[0].called}",
        blanks=tuple(cell for cell in cells if cell is not None and cell.figure.is_blank),
    )


@SPD02.equations
def state_rows(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(SIPD_LRA, SIPD_RAK):
        for column, parts, called in _row_sums(lampiran):
            sums = [one for row in lampiran.rows if (one := _row_sum(row, column, parts, called))]
            # A plan of cash that leaves part of the budget open is less than it in most rows.
            is_of_pagu = Field.PAGU in (column.field, *parts)
            if not is_of_pagu or 2 * sum(one.holds({}) for one in sums) > len(sums):
                context.tally["sums"] += len(sums)
                yield from sums
    for lampiran in context.laporan.of(PERUBAHAN_ANGGARAN):
        for row in lampiran.rows:
            yield from _state_change(context, row)


def _row_sums(lampiran: Lampiran) -> Iterator[tuple[NamedColumn, Sequence[Field], str]]:
    """Yield the columns that are the sum of others, with these and what they are called."""
    columns = lampiran.columns
    if lampiran.form is SIPD_LRA:
        for one in lampiran.form.sums:
            whole = columns.first(one.whole)
            if whole is not None:
                yield whole, [part for part in one.parts if columns.has(part)], one.called
        return
    running = columns.first(Field.RAK_BERJALAN)
    if running is not None:
        months = [Field[f"RAK_{bulan.name}"] for bulan in months_added(running.label)]
        if months and columns.has(*months):
            yield running, months, "bulan"
    rak = columns.first(Field.RAK)
    whole = rak or columns.first(Field.PAGU)
    if whole is not None and columns.has(*RAK_MONTHS):
        yield whole, RAK_MONTHS, "bulan"
    if rak is not None and columns.has(Field.PAGU):
        yield rak, (Field.PAGU,), "pagu"


def _row_sum(row: Baris, column: NamedColumn, parts: Sequence[Field], called: str) -> Sum | None:
    whole = row.told(column.field, column.year)
    cells = [cell for name in parts if (cell := row.sel(name)) is not None]
    told = tuple(cell for cell in cells if cell.value is not None)
    if whole is None or not told:
        return None
    return Sum(
        rule=SPD02,
        complain=partial(_wrong_sum, "di barisnya"),
        wholes=(whole,),
        parts=told,
        parts_label=f"{len(parts)} {called}" if len(parts) > 1 else called,
        blanks=tuple(cell for cell in cells if cell.figure.is_blank),
    )


def _state_change(context: Context, row: Baris) -> Iterator[Equation]:
    before, after, change = (
        row.told(name, row.lampiran.year)
        for name in (Field.PAGU_SEBELUM, Field.PAGU, Field.SELISIH)
    )
    if before is not None and after is not None and change is not None:
        context.tally["sums"] += 1
        yield Change(
            rule=SPD02,
            complain=_wrong_change,
            wholes=(after,),
            parts=(before, change),
            parts_label="pagu sebelum dan selisih",
        )


def _wrong_sum(where: str, one: Sum) -> Finding:
    written, due = total(one.wholes), total(one.parts)
    what = (
        f"{one.accused.label} tertulis {format_rupiah(written)}, jumlah {one.parts_label} {where} "
        f"{format_rupiah(due)}, selisih {format_rupiah(written - due)}"
    )
    is_export = one.accused.lampiran.form is not PERUBAHAN_ANGGARAN
    anew = "; bila ragu, ekspor ulang dari SIPD" if is_export else ""
    return one.rule.about(
        one.accused,
        what=what,
        fix=f"isi {format_rupiah(due)}, atau perbaiki rinciannya{anew}",
        expected=format_number(due, 0),
        calculation=show_sum([part.number for part in one.parts]),
        related=[part.cell for part in one.parts],
    )


def _wrong_change(one: Sum) -> Finding:
    after, (before, change) = one.wholes[0], one.parts
    due = after.number - before.number
    shown = f"{format_rupiah(after.number)} − {format_rupiah(before.number)}"
    return one.rule.about(
        change,
        what=f"selisih pagu tertulis {format_rupiah(change.number)}, setelah dikurangi sebelum "
        f"{format_rupiah(due)}",
        fix=f"isi {format_rupiah(due)}, atau periksa kedua pagunya",
        expected=format_number(due, 0),
        calculation=f"{shown} = {format_rupiah(due)}",
        related=(after.cell, before.cell),
    )
