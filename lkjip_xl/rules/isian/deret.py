"""ISI, REN: one figure among those of other years and other rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Key
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.domain.rencana_aksi import Triwulan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran, Sel
from lkjip_xl.rules.equations import Equation, Same
from lkjip_xl.rules.rule import Context, Rule, Subject

ISI20 = Rule(
    code="ISI20",
    name="isian-terlewat",
    severity=Severity.WARNING,
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
_SERIES: dict[Form, tuple[Field, ...]] = {
    Form.TABEL_3_2: (Field.KINERJA, Field.ANGGARAN),
    Form.TABEL_3_3: (Field.TARGET, Field.REALISASI, Field.CAPAIAN),
    Form.TABEL_3_5: (Field.PAGU, Field.REALISASI_ANGGARAN, Field.SERAPAN),
    Form.TUJUAN_SASARAN: (Field.TARGET,),
}
_MONEY = (Field.PAGU, Field.REALISASI_ANGGARAN, Field.ANGGARAN)
_QUARTERS = tuple(
    tuple(part.in_quarter(tw) for tw in Triwulan) for part in (Field.TARGET, Field.REALISASI)
)


class _Cell(NamedTuple):
    """One figure of a series, in the row and under the field and year that name it."""

    row: Baris
    field: Field
    year: int

    @property
    def figure(self) -> Figure:
        return self.row.figure(self.field, self.year)

    @property
    def label(self) -> str:
        name = self.field.label
        return f"{name} {self.year}" if self.year else name


def _series(lampiran: Lampiran) -> Iterator[list[Key]]:
    """Yield the columns that say the same of several years, or of several quarters."""
    for field in _SERIES.get(lampiran.form, ()):
        yield [(field, year) for year in lampiran.years(field)]
    if lampiran.form is Form.RENCANA_AKSI:
        for fields in _QUARTERS:
            yield [(f, lampiran.year) for f in fields if lampiran.columns.has(f)]


def _cells(row: Baris, series: Sequence[Key]) -> list[_Cell]:
    return [_Cell(row, field, year) for field, year in series]


@ISI20.check
def find_oversights(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(*_SERIES, Form.RENCANA_AKSI):
        rows = [row for row in lampiran.rows if row.level is not Level.TOTAL]
        full = _full_columns(lampiran, rows)
        all_series = list(_series(lampiran))
        for item, row in _item_rows(lampiran):
            if row.level is Level.TOTAL:
                continue
            for cells in (_cells(row, series) for series in all_series):
                blank = [c for c in cells if _is_oversight(c, full) and _is_due(item, c)]
                told = [cell for cell in cells if cell.figure.value is not None]
                if blank and len(told) >= max(1, len(cells) - 2) and len(blank) == 1:
                    yield _oversight(lampiran, blank[0], told)


def _item_rows(lampiran: Lampiran) -> Iterator[tuple[Item, Baris]]:
    for item in lampiran.items:
        for row in item.rows:
            yield item, row


def _full_columns(lampiran: Lampiran, rows: Sequence[Baris]) -> set[Key]:
    """Return the columns in which nearly every row has a figure."""
    keys = {(one.field, one.year) for row in rows for one in row.angka}
    full: set[Key] = set()
    for key in keys:
        # Money belongs to an item and stands on one of its rows.
        due = [row for row in rows if row.begins_item] if key[0] in _MONEY else list(rows)
        count = sum(not row.figure(*key).is_blank for row in due)
        if len(due) >= _LEAST_ROWS and count >= _MOSTLY * len(due):
            full.add(key)
    return full


def _is_oversight(cell: _Cell, full: set[Key]) -> bool:
    if not cell.figure.is_blank or (cell.field, cell.year) not in full:
        return False
    return cell.row.at(cell.field, cell.year).row == cell.row.row  # else merged with the row above


def _is_due(item: Item, cell: _Cell) -> bool:
    """Tell whether a figure is missed.

    Money is, where no row of the item has any.  A kinerja is, where its item was at work that year,
    as a sibling row shows: an item without any performance is a finding of its own, one without
    money may have ended.
    """
    if cell.field in _MONEY:
        return cell.row is item.rows[0] and item.total(cell.field, cell.year) is None
    if cell.field != "kinerja" or item.level in (Level.TUJUAN, Level.SASARAN):
        return True
    at_work = any(row.figure(Field.KINERJA, cell.year).value for row in item.rows)
    return at_work and item.total(Field.ANGGARAN, cell.year) is not None


def _oversight(lampiran: Lampiran, cell: _Cell, told: Sequence[_Cell]) -> Finding:
    return ISI20.finding(
        cell.row.at(cell.field, cell.year),
        Subject.of_row(lampiran, cell.row, cell.field, cell.year),
        what=f"{cell.label} kosong, padahal {_enumerate(told)} terisi",
        fix=f"isi {cell.label}, atau tulis “-” bila memang tidak ada",
        related=[one.row.at(one.field, one.year) for one in told],
    )


def _enumerate(cells: Sequence[_Cell]) -> str:
    labels = [cell.label for cell in cells]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} dan {labels[-1]}"


@ISI21.check
def find_outliers(context: Context) -> Iterator[Finding]:
    """Look at performance only: budgets do rise and fall fivefold."""
    for lampiran in context.laporan.of(Form.TABEL_3_2, Form.TABEL_3_3, Form.TUJUAN_SASARAN):
        all_series = [series for series in _series(lampiran) if _is_performance(series)]
        for row in lampiran.rows:
            for series in all_series:
                yield from _outlier(lampiran, _cells(row, series))


def _is_performance(series: Sequence[Key]) -> bool:
    return bool(series) and series[0][0] in ("kinerja", "target", "realisasi")


def _outlier(lampiran: Lampiran, cells: Sequence[_Cell]) -> Iterator[Finding]:
    known = [(cell, value) for cell in cells if (value := cell.figure.value)]
    if len(known) < 3:
        return
    for cell, value in known:
        others = [abs(other) for one, other in known if one is not cell]
        whole = all(one.figure.decimals == 0 for one, _ in known)
        # Counts of a few are soon multiplied: 1 document becomes 8.
        factor = _FAR_COUNT if whole else _FAR
        agree = max(others) <= _NEAR * min(others)
        far = abs(value) > factor * max(others) or abs(value) * factor < min(others)
        if agree and far:
            yield _far_off(lampiran, cell, [one for one, _ in known if one is not cell])
            return


def _far_off(lampiran: Lampiran, cell: _Cell, others: Sequence[_Cell]) -> Finding:
    shown = ", ".join(f"{one.figure.written} ({one.year})" for one in others)
    return ISI21.finding(
        cell.row.at(cell.field, cell.year),
        Subject.of_row(lampiran, cell.row, cell.field, cell.year),
        what=f"{cell.label} tertulis {cell.figure.written}, jauh dari tahun lain: {shown}",
        fix="periksa letak koma, jumlah digit, dan satuannya",
        written=cell.figure,
        related=[one.row.at(one.field, one.year) for one in others],
    )


@REN20.equations
def state_final_targets(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(Form.TUJUAN_SASARAN):
        years = lampiran.years(Field.TARGET)
        if not years or not lampiran.columns.has(Field.TARGET_AKHIR):
            continue
        for row in lampiran.rows:
            last = row.told(Field.TARGET, years[-1])
            final = row.told(Field.TARGET_AKHIR, lampiran.year)
            if last is not None and final is not None:
                context.tally["antar_lampiran"] += 1
                yield Same(
                    rule=REN20,
                    first=last,
                    other=final,
                    agree=_agree,
                    finding=partial(_different_end, last, final),
                )


def _agree(one: Figure, other: Figure) -> bool:
    first, second = one.value or Decimal(0), other.value or Decimal(0)
    return one.shows(second) or other.shows(first)


def _different_end(last: Sel, final: Sel) -> Finding:
    return REN20.about(
        final,
        what=(
            f"kondisi akhir Renstra tertulis {final.figure.written}, sedangkan target {last.year} "
            f"{last.figure.written}"
        ),
        fix=f"isi {last.figure.written} di sini, atau perbaiki target {last.year}",
        expected=last.figure.written,
        related=(last.cell,),
    )
