"""ISI: what was filled in, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Key
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Doubt, Figure, Reading, format_number
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import squash

ISI01 = Rule(
    code="ISI01",
    name="angka-tidak-terbaca",
    severity=Severity.ERROR,
    doc="""
        Sel yang seharusnya berisi angka berisi teks yang tidak dapat dibaca sebagai angka.

        Mengapa: angka itu tidak ikut dijumlahkan dan capaiannya tidak dapat dihitung.

        Salah:
            | Indikator Kinerja | Satuan  | Target     | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | dua berkas | 2         | 100         |

        Benar:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 2      | 2         | 100         |
    """,
)

ISI02 = Rule(
    code="ISI02",
    name="penulisan-angka-tidak-lazim",
    severity=Severity.WARNING,
    doc="""
        Angka ditulis sebagai teks dengan cara yang tidak lazim, misalnya 64.10% atau 6,318,563.

        Mengapa: Excel Indonesia tidak mengenalinya sebagai angka; rumus SUM dan persentase
        melewatinya tanpa peringatan.

        Salah:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Rasio layanan     | rasio  | 0.5    | 0,5       | 100         |

        Benar:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Rasio layanan     | rasio  | 0,5    | 0,5       | 100         |
    """,
)

ISI03 = Rule(
    code="ISI03",
    name="angka-bermakna-ganda",
    severity=Severity.WARNING,
    doc="""
        Titik atau koma pada angka berupa teks dapat dibaca sebagai ribuan atau sebagai desimal.

        Mengapa: 1.076 dapat berarti seribu tujuh puluh enam atau satu koma nol tujuh enam. Bacaan
        yang dipilih disebutkan bersama alasannya.

        Salah:
            | Indikator Kinerja | Satuan   | Target | Realisasi | Capaian (%) |
            | Jumlah akseptor   | akseptor | 1.076  | 927       | 86,15       |

        Benar:
            | Indikator Kinerja | Satuan   | Target | Realisasi | Capaian (%) |
            | Jumlah akseptor   | akseptor | 1076   | 927       | 86,15       |
    """,
)

ISI04 = Rule(
    code="ISI04",
    name="isian-wajib-kosong",
    severity=Severity.WARNING,
    doc="""
        Baris indikator atau anggaran tidak lengkap: ada angka yang wajib diisi tetapi kosong.

        Mengapa: capaian dan serapan tidak dapat dinilai tanpa target, realisasi, dan pagu.

        Salah:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      |           |             |

        Benar:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      | 4         | 100         |
    """,
)

ISI05 = Rule(
    code="ISI05",
    name="sel-galat",
    severity=Severity.ERROR,
    doc="""
        Sel berisi galat Excel seperti #DIV/0! atau #REF!.

        Mengapa: galat menular ke semua rumus yang memakainya dan ikut tercetak di laporan.

        Salah:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      | 4         | #DIV/0!     |

        Benar:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      | 4         | 100         |
    """,
)

_READ_WITH_DOUBT = {
    Doubt.DECIMAL_POINT: Severity.WARNING,
    Doubt.THOUSANDS_COMMA: Severity.WARNING,
    Doubt.LOOKALIKE: Severity.WARNING,
    Doubt.SUFFIX: Severity.INFO,
    Doubt.UNIT_IN_CELL: Severity.INFO,
}
_NEEDED: dict[Form, tuple[Field, ...]] = {
    Form.TABEL_3_1: (Field.TARGET, Field.REALISASI, Field.CAPAIAN),
    Form.TABEL_3_4: (Field.PAGU, Field.REALISASI_ANGGARAN, Field.SERAPAN),
    Form.BELANJA: (Field.PAGU, Field.REALISASI_ANGGARAN),
    Form.RENCANA_AKSI: (Field.TARGET, Field.ANGGARAN),
    Form.IKU: (Field.TARGET,),
}
#: What an indicator of a goal needs in the forms of several years, in some year at least.
_NEEDED_YEARLY: dict[Form, tuple[Field, ...]] = {
    Form.TABEL_3_2: (Field.KINERJA,),
    Form.TABEL_3_3: (Field.TARGET, Field.REALISASI),
    Form.TUJUAN_SASARAN: (Field.TARGET,),
}
_GOALS = (Level.TUJUAN, Level.SASARAN)
#: Their columns of figures may hold words: a predikat among scores, a rank among numbers.
_FREE = (Form.LHE, Form.PEGAWAI, Form.STRATEGI, Form.ISU_STRATEGIS, Form.PERMASALAHAN)
_LABEL = {
    Field.TARGET: "target",
    Field.REALISASI: "realisasi",
    Field.KINERJA: "kinerja",
    Field.CAPAIAN: "capaian",
    Field.PAGU: "pagu",
    Field.REALISASI_ANGGARAN: "realisasi anggaran",
    Field.SERAPAN: "persentase serapan",
    Field.ANGGARAN: "anggaran",
}


_Cell = tuple[Lampiran, Baris, NamedColumn, Figure]


def _figures(context: Context) -> Iterator[_Cell]:
    for lampiran in context.laporan.lampiran:
        if lampiran.form in _FREE:
            continue
        for row in lampiran.rows:
            for one in row.angka:
                yield lampiran, row, one.column, one.figure


def _subject(lampiran: Lampiran, row: Baris, column: NamedColumn) -> Subject:
    return Subject.of_row(lampiran, row, column.field, column.year or lampiran.year)


@ISI01.check
def find_unreadable(context: Context) -> Iterator[Finding]:
    shifted = context.shifted
    for lampiran, row, column, figure in _figures(context):
        if figure.reading is Reading.UNREADABLE and not shifted.has(lampiran, row):
            yield ISI01.finding(
                row.origin[column.key],
                _subject(lampiran, row, column),
                what=f"“{figure.written}” tidak dapat dibaca sebagai angka",
                fix="isi dengan angka saja; pindahkan kata-kata ke kolom Keterangan",
                written=figure,
            )


@ISI02.check
def find_irregular(context: Context) -> Iterator[Finding]:
    """Report the cells of one row that are written in the same odd way once, at the first."""
    habits: dict[tuple[int, tuple[Doubt, ...]], list[_Cell]] = {}
    for lampiran, row, column, figure in _figures(context):
        told = tuple(doubt for doubt in figure.doubts if doubt in _READ_WITH_DOUBT)
        if told and figure.value is not None:
            habits.setdefault((id(row), told), []).append((lampiran, row, column, figure))
    for (_, told), cells in habits.items():
        yield _irregular(told, cells)


def _irregular(told: Sequence[Doubt], cells: Sequence[_Cell]) -> Finding:
    lampiran, row, column, figure = cells[0]
    meant = _meant(figure)
    others = [row.origin[other.key] for _, row, other, _ in cells[1:]]
    what = f"“{figure.written}” dibaca {meant}: {'; '.join(told)}"
    fix = f"ketik {meant} sebagai angka"
    if others:
        what += f"; begitu juga {', '.join(cell.a1 for cell in others)}"
        fix += ", lalu perbaiki sel lain di baris ini dengan cara yang sama"
    return ISI02.finding(
        row.origin[column.key],
        _subject(lampiran, row, column),
        what=what,
        fix=fix,
        written=figure,
        expected=meant,
        also=others,
        severity=min((_READ_WITH_DOUBT[doubt] for doubt in told), key=lambda s: s.rank),
    )


def _meant(figure: Figure) -> str:
    assert figure.value is not None
    return format_number(figure.value, figure.decimals) + ("%" if figure.percent else "")


@ISI03.check
def find_ambiguous(context: Context) -> Iterator[Finding]:
    """Report the cells of one row that can be read in two ways once, at the first."""
    rows: dict[int, list[_Cell]] = {}
    for cell in _figures(context):
        _, row, _, figure = cell
        if Doubt.AMBIGUOUS in figure.doubts and figure.alternative is not None:
            rows.setdefault(id(row), []).append(cell)
    for cells in rows.values():
        yield _ambiguous(cells)


def _ambiguous(cells: Sequence[_Cell]) -> Finding:
    lampiran, row, column, figure = cells[0]
    assert figure.value is not None and figure.alternative is not None
    chosen, other = format_number(figure.value), format_number(figure.alternative)
    others = [row.origin[later.key] for _, row, later, _ in cells[1:]]
    what = (
        f"“{figure.written}” dapat berarti {chosen} atau {other}; dipakai {chosen} karena "
        "paling cocok dengan angka lain di barisnya"
    )
    if others:
        what += f"; begitu juga {', '.join(cell.a1 for cell in others)}"
    return ISI03.finding(
        row.origin[column.key],
        _subject(lampiran, row, column),
        what=what,
        fix=f"ketik {chosen} sebagai angka; bila maksudnya {other}, ketik itu",
        written=figure,
        expected=chosen,
        also=others,
    )


@ISI05.check
def find_errors(context: Context) -> Iterator[Finding]:
    for lampiran, row, column, figure in _figures(context):
        if figure.reading is Reading.ERROR and not _is_ignored(context, row, column):
            yield ISI05.finding(
                row.origin[column.key],
                _subject(lampiran, row, column),
                what=f"sel berisi galat {figure.written}",
                fix="perbaiki rumusnya: periksa sel yang dirujuk dan pembagi yang nol",
                written=figure,
            )


def _is_ignored(context: Context, row: Baris, column: NamedColumn) -> bool:
    """Tell whether the staff told Excel to keep quiet about an error in the cell."""
    cell = row.origin[column.key]
    grid = context.grids.get((cell.file, cell.sheet))
    return grid is not None and grid.ignores("evalError", cell.row, cell.column)


class _Gap(NamedTuple):
    """A row that lacks figures: ``blank`` of the ``columns`` that it needs."""

    lampiran: Lampiran
    row: Baris
    columns: Sequence[NamedColumn]
    blank: Sequence[NamedColumn]

    @property
    def cell(self) -> CellRef:
        return self.row.origin[self.blank[0].key]

    @property
    def is_whole(self) -> bool:
        return len(self.blank) == len(self.columns)

    @property
    def is_of_goal(self) -> bool:
        """Tell whether all that a goal's indicator should say is blank."""
        return self.is_whole and bool(self.row.indikator) and self.row.level in _GOALS


@ISI04.check
def find_missing(context: Context) -> Iterator[Finding]:
    """Report an incomplete row once, at its first blank figure.

    An indicator of a goal that has figures nowhere is one finding, whatever annexes name it.
    """
    shifted = context.shifted
    goals: dict[str, list[_Gap]] = {}
    for gap in (*_gaps(context), *_goal_gaps(context)):
        if gap.is_of_goal:
            goals.setdefault(squash(gap.row.indikator), []).append(gap)
        elif not shifted.has(gap.lampiran, gap.row):
            yield _missing(gap, ())
    for gaps in goals.values():
        first, *others = sorted(gaps, key=lambda gap: gap.lampiran.form)
        yield _missing(first, [gap for gap in others if gap.lampiran is not first.lampiran])


_PERFORMANCE = (Field.TARGET, Field.REALISASI, Field.CAPAIAN)


def _gaps(context: Context) -> Iterator[_Gap]:
    items = {
        id(row): item
        for lampiran in context.laporan.of(*_NEEDED)
        for item in lampiran.items
        for row in item.rows
    }
    for lampiran in context.laporan.of(*_NEEDED):
        needed = _NEEDED[lampiran.form]
        columns = [c for name in needed if (c := lampiran.columns.first(name)) is not None]
        derived = _derived_levels(lampiran, columns)
        for row in lampiran.rows:
            blank = [
                column
                for column in columns
                if (row.level, column.key) not in derived
                and _is_missing(lampiran, items[id(row)], row, column)
            ]
            if blank:
                yield _Gap(lampiran=lampiran, row=row, columns=columns, blank=blank)


def _derived_levels(lampiran: Lampiran, columns: Sequence[NamedColumn]) -> set[tuple[Level, Key]]:
    """Return the levels whose money a table leaves to its children throughout."""
    parents = {item.level for item in lampiran.items if item.children}
    money = [column for column in columns if column.field not in _PERFORMANCE]
    told = {
        (item.level, column.key)
        for column in money
        for item in lampiran.items
        if item.total(column.field, column.year or lampiran.year) is not None
    }
    return {(level, column.key) for level in parents for column in money} - told


def _goal_gaps(context: Context) -> Iterator[_Gap]:
    """Yield the goals' indicators that are blank in every year while other goals have figures."""
    for lampiran in context.laporan.of(*_NEEDED_YEARLY):
        needed = _NEEDED_YEARLY[lampiran.form]
        columns = [column for column in lampiran.columns if column.field in needed]
        goals = [row for row in lampiran.rows if row.level in _GOALS and row.indikator]
        blank = [row for row in goals if _all_blank(lampiran, row, columns)]
        told: set[str] = set()
        for row in blank if columns and len(blank) < len(goals) else ():
            if squash(row.indikator) not in told:
                told.add(squash(row.indikator))
                yield _Gap(lampiran=lampiran, row=row, columns=columns, blank=columns)


def _all_blank(lampiran: Lampiran, row: Baris, columns: Sequence[NamedColumn]) -> bool:
    return all(
        row.origin[column.key].row == row.row
        and row.figure(column.field, column.year or lampiran.year).is_blank
        for column in columns
    )


def _is_missing(lampiran: Lampiran, item: Item, row: Baris, column: NamedColumn) -> bool:
    """Tell whether a row lacks a figure of its own.

    Money belongs to a program or what is below it, and may stand on any of its rows, or be merged
    over them; a row without an indicator needs no performance.
    """
    year = column.year or lampiran.year
    merged = row.origin[column.key].row != row.row
    if row.level is Level.TOTAL or merged or not row.figure(column.field, year).is_blank:
        return False
    if column.field in _PERFORMANCE:
        return bool(row.indikator)
    if not row.begins_item or row.level in (Level.TUJUAN, Level.SASARAN):
        return False
    return all(one.figure(column.field, year).is_blank for one in item.rows)


def _missing(gap: _Gap, others: Sequence[_Gap]) -> Finding:
    row, blank = gap.row, gap.blank
    names = " dan ".join(_join(list(dict.fromkeys(_LABEL[column.field] for column in blank))))
    filled = [column for column in gap.columns if column not in blank]
    what = f"{names} kosong"
    if len(blank) > 1 and gap.is_whole:
        yearly = gap.lampiran.form in _NEEDED_YEARLY
        what += " di semua tahun" if yearly else "; seluruh angka baris ini belum diisi"
    if others:
        places = [f"{other.lampiran.form.label} ({other.cell.a1})" for other in others]
        what += f"; begitu juga di {' dan '.join(_join(places))}"
    return ISI04.finding(
        gap.cell,
        _subject(gap.lampiran, row, blank[0]),
        what=what,
        fix=f"isi {names}, atau hapus indikator yang tidak dipakai"
        if row.indikator
        else f"isi {names}",
        also=[other.cell for other in others],
        related=tuple(row.origin[column.key] for column in (*blank[1:], *filled)),
    )


def _join(names: Sequence[str]) -> Sequence[str]:
    return names if len(names) < 3 else (", ".join(names[:-1]), names[-1])
