"""ISI, REN: one figure among those of other years and other rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from lkjip_xl.domain.field import Field, Key, Kind
from lkjip_xl.domain.hierarki import GOALS, Level
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.formulir.tujuan_sasaran import TUJUAN_SASARAN
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.rules.equations import Equation, Same
from lkjip_xl.rules.mending import mend_blank
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.rules.wording import join_words

ISI20 = Rule(
    code="ISI20",
    name="isian-terlewat",
    severity=Severity.WARNING,
    mend=mend_blank,
    doc="""
        Satu sel kosong, padahal tahun lain di baris itu dan hampir semua baris di kolom itu terisi.

        Mengapa: sel yang terlewat membuat jumlah dan perbandingan antar tahun tidak lengkap.

        Salah:
            Tabel 3.3 Target dan Realisasi Jangka Menengah
            | Sasaran      | Indikator    | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan baik   | Jalan mantap | km     | 75          | 80          | 72             |                |
            | Jembatan     | Jembatan     | unit   | 8           | 10          | 7              | 9              |
            | Lalu lintas  | Rambu        | buah   | 50          | 60          | 48             | 61             |
            | Angkutan     | Trayek       | rute   | 12          | 14          | 12             | 13             |
            | Parkir       | Kantong      | lokasi | 5           | 6           | 5              | 6              |

        Benar:
            Tabel 3.3 Target dan Realisasi Jangka Menengah
            | Sasaran      | Indikator    | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan baik   | Jalan mantap | km     | 75          | 80          | 72             | 78             |
            | Jembatan     | Jembatan     | unit   | 8           | 10          | 7              | 9              |
            | Lalu lintas  | Rambu        | buah   | 50          | 60          | 48             | 61             |
            | Angkutan     | Trayek       | rute   | 12          | 14          | 12             | 13             |
            | Parkir       | Kantong      | lokasi | 5           | 6           | 5              | 6              |
    """,
)

ISI21 = Rule(
    code="ISI21",
    name="angka-jauh-dari-tahun-lain",
    severity=Severity.WARNING,
    doc="""
        Angka satu tahun lebih dari lima kali lebih besar atau lebih kecil daripada semua tahun lain,
        padahal tahun-tahun lain itu berdekatan.

        Mengapa: biasanya tanda koma bergeser atau satu digit tertinggal.

        Salah:
            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program       | Indikator | Satuan | Kinerja 2021 | Pagu (Rp) 2021 | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN | Rasio     | rasio  | 0,56         | 10.100.000     | 0,0047       | 11.000.000     | 0,0044       | 12.000.000     |

        Benar:
            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program       | Indikator | Satuan | Kinerja 2021 | Pagu (Rp) 2021 | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN | Rasio     | rasio  | 0,0056       | 10.100.000     | 0,0047       | 11.000.000     | 0,0044       | 12.000.000     |
    """,
)

REN20 = Rule(
    code="REN20",
    name="target-akhir-renstra-berbeda",
    severity=Severity.WARNING,
    doc="""
        Kondisi akhir Renstra berbeda dari target tahun terakhirnya.

        Mengapa: keduanya menyatakan janji yang sama untuk tahun yang sama.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2022
            | Tujuan    | Sasaran      | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan     | Jalan baik   | Jalan mantap      | km     | 75     | 75        | 100         |

            Tujuan dan Sasaran
            | Tujuan    | Sasaran      | Indikator    | Satuan | Target 2022 | Target 2023 | Kondisi Akhir Renstra |
            | Jalan     | Jalan baik   | Jalan mantap | km     | 75          | 80          | 85                    |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2022
            | Tujuan    | Sasaran      | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan     | Jalan baik   | Jalan mantap      | km     | 75     | 75        | 100         |

            Tujuan dan Sasaran
            | Tujuan    | Sasaran      | Indikator    | Satuan | Target 2022 | Target 2023 | Kondisi Akhir Renstra |
            | Jalan     | Jalan baik   | Jalan mantap | km     | 75          | 80          | 80                    |
    """,
)

_FAR = 5
_FAR_COUNT = 12
_NEAR = 2
#: Share of a column that must be filled before a blank in it is an oversight.
_MOSTLY = 0.8
_LEAST_ROWS = 5
_IN_SERIES = tuple(form for form in FORMS if form.series)
_YEARLY = tuple(form for form in FORMS if form.yearly)


def _series(lampiran: Lampiran, rows: Iterable[Baris]) -> Iterator[list[Sel]]:
    """Yield, row by row, the cells that say the same of several years or quarters."""
    all_keys = [
        [(field, year) for field in fields for year in lampiran.years(field)]
        for fields in lampiran.form.series
    ]
    for row in rows:
        for keys in all_keys:
            yield [cell for key in keys if (cell := row.sel(*key)) is not None]


@ISI20.check
def find_oversights(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(*_IN_SERIES):
        full = _full_columns(lampiran)
        rows = (row for item in lampiran.items for row in item.rows)
        for cells in _series(lampiran, (row for row in rows if row.level is not Level.TOTAL)):
            yield from _oversight(cells, full)


def _full_columns(lampiran: Lampiran) -> set[Key]:
    """Return the columns in which nearly every row has a figure."""
    full: set[Key] = set()
    for column in lampiran.columns:
        cells = [cell for cell in lampiran.under(column) if cell.row.level is not Level.TOTAL]
        # Money belongs to an item and stands on one of its rows.
        due = [cell for cell in cells if cell.row.begins_item or not column.field.is_money]
        count = sum(not cell.figure.is_blank for cell in due)
        if len(due) >= _LEAST_ROWS and count >= _MOSTLY * len(due):
            full.add((column.field, column.year or lampiran.year))
    return full


def _oversight(cells: Sequence[Sel], full: set[Key]) -> Iterator[Finding]:
    blank = [c for c in cells if c.figure.is_blank and (c.field, c.year) in full and _is_due(c)]
    told = [cell for cell in cells if cell.value is not None]
    if len(blank) == 1 and len(told) >= max(1, len(cells) - 2):
        label = blank[0].label
        yield ISI20.about(
            blank,
            what=f"{label} kosong, padahal {join_words([cell.label for cell in told])} terisi",
            fix=f"isi {label}, atau tulis “-” bila memang tidak ada",
            related=[cell.cell for cell in told],
        )


def _is_due(cell: Sel) -> bool:
    """Tell whether a figure is missed in a row.

    Money is, where no row of the item has any.  A kinerja is, where its item was at work that year,
    as a sibling row shows: an item without any performance is a finding of its own, one without
    money may have ended.
    """
    item = cell.item
    if item is None or not cell.is_own:
        return False
    if cell.field.is_money:
        return cell.row is item.rows[0] and item.total(cell.field, cell.year) is None
    if cell.field is not Field.KINERJA or item.level in GOALS:
        return True
    at_work = any(row.figure(Field.KINERJA, cell.year).value for row in item.rows)
    return at_work and item.total(Field.ANGGARAN, cell.year) is not None


@ISI21.check
def find_outliers(context: Context) -> Iterator[Finding]:
    """Look at performance only: budgets do rise and fall fivefold."""
    for lampiran in context.laporan.of(*_YEARLY):
        for cells in _series(lampiran, lampiran.rows):
            told = [cell for cell in cells if cell.value and cell.field.kind is Kind.KINERJA]
            far = [cell for cell in told if len(told) > 2 and _is_far_off(cell, told)]
            if far:
                yield _far_off(far[0], told)


def _is_far_off(cell: Sel, cells: Sequence[Sel]) -> bool:
    sizes = [abs(other.number) for other in cells if other is not cell]
    least, most, own = min(sizes), max(sizes), abs(cell.number)
    # Counts of a few are soon multiplied: 1 document becomes 8.
    is_count = all(one.figure.decimals == 0 for one in cells)
    factor = _FAR_COUNT if is_count else _FAR
    return most <= _NEAR * least and (own > factor * most or own * factor < least)


def _far_off(cell: Sel, cells: Sequence[Sel]) -> Finding:
    others = [other for other in cells if other is not cell]
    shown = ", ".join(f"{other.written} ({other.year})" for other in others)
    return ISI21.about(
        cell,
        what=f"{cell.label} tertulis {cell.written}, jauh dari tahun lain: {shown}",
        fix="periksa letak koma, jumlah digit, dan satuannya",
        related=[other.cell for other in others],
    )


@REN20.equations
def state_final_targets(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(TUJUAN_SASARAN):
        for year in lampiran.years(Field.TARGET)[-1:]:
            for row in lampiran.rows:
                last = row.told(Field.TARGET, year)
                final = row.told(Field.TARGET_AKHIR, lampiran.year)
                if last is not None and final is not None:
                    context.tally["antar_lampiran"] += 1
                    yield Same(
                        rule=REN20,
                        first=last,
                        other=final,
                        agree=_agree,
                        complain=_different_end,
                    )


def _agree(one: Figure, other: Figure) -> bool:
    first, second = one.value or Decimal(0), other.value or Decimal(0)
    return one.shows(second) or other.shows(first)


def _different_end(one: Same) -> Finding:
    last, final = one.terms
    return REN20.about(
        final,
        what=(
            f"kondisi akhir Renstra tertulis {final.written}, sedangkan target {last.year} "
            f"{last.written}"
        ),
        fix=f"isi {last.written} di sini, atau perbaiki target {last.year}",
        expected=last.written,
        related=(last.cell,),
    )
