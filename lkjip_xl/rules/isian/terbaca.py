"""ISI: what was filled in, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.hierarki import GOALS, Level
from lkjip_xl.domain.quantity import Doubt, format_number
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Lampiran, Sel
from lkjip_xl.rules.mending import mend_blank
from lkjip_xl.rules.predikat import STRICT_FORMS, predicates, unreadable
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.rules.struktur.arti_kolom import columns_of_words
from lkjip_xl.rules.wording import and_at, grouped, join_words
from lkjip_xl.tables.text import squash

ISI01 = Rule(
    code="ISI01",
    name="angka-tidak-terbaca",
    severity=Severity.ERROR,
    doc="""
        Sel yang seharusnya berisi angka berisi teks yang tidak dapat dibaca sebagai angka. Beberapa
        angka dengan satuan berlainan di dalam satu sel hanya diberi peringatan. Predikat seperti WTP,
        BB, atau Sangat Tinggi bukan kesalahan bila target dan realisasinya sama-sama predikat, atau
        bila satuannya Predikat, Opini, Kategori, atau Level.

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
    hanya_buku=True,
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
    mend=mend_blank,
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

_READ_WITH_DOUBT = {
    Doubt.DECIMAL_POINT: Severity.WARNING,
    Doubt.THOUSANDS_COMMA: Severity.WARNING,
    Doubt.LOOKALIKE: Severity.WARNING,
    Doubt.SUFFIX: Severity.INFO,
    Doubt.UNIT_IN_CELL: Severity.INFO,
    Doubt.SHARE_BESIDE: Severity.INFO,
}
_MANY = 3
_PERFORMANCE = (*DASAR[Field.CAPAIAN], Field.CAPAIAN)
_MONEY = DASAR[Field.SERAPAN]
#: The forms that are filled row by row, and those of several years, where some year must be told.
_FILLED = tuple(form for form in FORMS if form.filled and not form.yearly)
_FILLED_YEARLY = tuple(form for form in FORMS if form.filled and form.yearly)


@ISI01.check
def find_unreadable(context: Context) -> Iterator[Finding]:
    """Report each text that is no number, but not one by one where a whole column holds words."""
    passed_over = columns_of_words(context)
    meant = predicates(context)
    several: list[Sel] = []
    for cell in unreadable(context):
        if cell in meant or (cell.lampiran, cell.column) in passed_over:
            continue
        if Doubt.SEVERAL in cell.figure.doubts:
            several.append(cell)
            continue
        yield ISI01.about(
            cell,
            what=f"“{cell.written}” tidak dapat dibaca sebagai angka",
            fix="isi dengan angka saja; pindahkan kata-kata ke kolom Keterangan",
        )
    for cells in grouped(several, lambda cell: cell.row):
        first, *others = cells
        yield ISI01.about(
            cells,
            what=f"“{first.written}” memuat beberapa angka, jadi tidak dihitung{and_at(others)}",
            fix="tulis tiap ukuran sebagai indikator tersendiri, satu angka di satu sel",
            severity=Severity.WARNING,
        )


@ISI02.check
def find_irregular(context: Context) -> Iterator[Finding]:
    """Report the cells of one row that are written in the same odd way once, at the first.

    A column that is written so throughout is so by custom: one finding tells, for the table.
    """
    odd = [cell for cell in context.angka(*STRICT_FORMS) if cell.value is not None and _habit(cell)]
    usual = _usual_habits(context, odd)

    def group(cell: Sel) -> tuple[object, tuple[Doubt, ...]]:
        habit = _habit(cell)
        is_usual = (cell.lampiran, cell.column, habit) in usual
        return (cell.lampiran if is_usual else cell.row), habit

    for cells in grouped(odd, group):
        first, *others = cells
        sign = "%" if first.figure.percent else ""
        meant = format_number(first.number, first.figure.decimals) + sign
        likewise = ", lalu perbaiki sel lain itu dengan cara yang sama" if others else ""
        yield ISI02.about(
            cells,
            what=f"“{first.written}” dibaca {meant}: {'; '.join(_habit(first))}{and_at(others)}",
            fix=f"ketik {meant} sebagai angka{likewise}",
            expected=meant,
            severity=min((_READ_WITH_DOUBT[d] for d in _habit(first)), key=lambda s: s.rank),
        )


def _usual_habits(
    context: Context, odd: Sequence[Sel]
) -> set[tuple[Lampiran, NamedColumn, tuple[Doubt, ...]]]:
    """Return the odd ways in which most figures of a column are written: a custom, not slips."""
    counts = Counter((cell.lampiran, cell.column, _habit(cell)) for cell in odd)
    return {
        (lampiran, column, habit)
        for (lampiran, column, habit), count in counts.items()
        if count >= _MANY
        and 2 * count > sum(cell.value is not None for cell in lampiran.under(column))
    }


def _habit(cell: Sel) -> tuple[Doubt, ...]:
    """Return what is odd about a figure; a form without a Satuan column has it in the cells."""
    lampiran = cell.lampiran
    has_place = Field.SATUAN in lampiran.form.required or lampiran.columns.has(Field.SATUAN)
    return tuple(
        doubt
        for doubt in cell.figure.doubts
        if doubt in _READ_WITH_DOUBT and (has_place or doubt is not Doubt.UNIT_IN_CELL)
    )


@ISI03.check
def find_ambiguous(context: Context) -> Iterator[Finding]:
    """Report the cells of one row that can be read in two ways once, at the first."""
    open_cells = (
        cell
        for cell in context.angka(*STRICT_FORMS)
        if Doubt.AMBIGUOUS in cell.figure.doubts and cell.figure.alternative is not None
    )
    for cells in grouped(open_cells, lambda cell: cell.row):
        first, *others = cells
        assert first.figure.alternative is not None
        chosen, other = format_number(first.number), format_number(first.figure.alternative)
        yield ISI03.about(
            cells,
            what=(
                f"“{first.written}” dapat berarti {chosen} atau {other}; dipakai {chosen} karena "
                f"paling cocok dengan angka lain di barisnya{and_at(others)}"
            ),
            fix=f"ketik {chosen} sebagai angka; bila maksudnya {other}, ketik itu",
            expected=chosen,
        )


@dataclass(frozen=True, slots=True)
class _Gap:
    """A row that lacks figures: ``blank`` of those that it ``needs``."""

    needs: Sequence[Sel]
    blank: Sequence[Sel]

    @property
    def first(self) -> Sel:
        return self.blank[0]

    @property
    def is_whole(self) -> bool:
        return len(self.blank) == len(self.needs)

    @property
    def goal(self) -> str:
        """The goal's indicator of which all that should be said is blank, empty for other gaps."""
        row = self.first.row
        return row.indikator if self.is_whole and row.level in GOALS else ""


@ISI04.check
def find_missing(context: Context) -> Iterator[Finding]:
    """Report an incomplete row once, at its first blank figure.

    An indicator of a goal that has figures nowhere is one finding, whatever annexes name it.
    """
    gaps = [*_gaps(context), *_goal_gaps(context)]
    for gap in gaps:
        if not gap.goal and gap.first.row not in context.shifted:
            yield _missing(gap, ())
    for same in grouped((gap for gap in gaps if gap.goal), lambda gap: squash(gap.goal)):
        first, *others = sorted(same, key=lambda gap: gap.first.lampiran.form.name)
        elsewhere = [gap.first for gap in others if gap.first.lampiran is not first.first.lampiran]
        yield _missing(first, elsewhere)


def _gaps(context: Context) -> Iterator[_Gap]:
    for lampiran in context.laporan.of(*_FILLED):
        named = map(lampiran.columns.first, lampiran.form.filled)
        columns = [column for column in named if column is not None]
        derived = _derived_levels(lampiran, columns)
        for needs in zip(*map(lampiran.under, columns), strict=True):
            due = (cell for cell in needs if (cell.row.level, cell.field) not in derived)
            blank = [cell for cell in due if _is_missing(cell)]
            if blank:
                yield _Gap(needs, blank)


def _derived_levels(lampiran: Lampiran, columns: Sequence[NamedColumn]) -> set[tuple[Level, Field]]:
    """Return the levels whose money a table leaves to its children throughout."""
    parents = {item.level for item in lampiran.items if item.children}
    money = [column for column in columns if column.field not in _PERFORMANCE]
    told = {
        (item.level, column.field)
        for column in money
        for item in lampiran.items
        if item.total(column.field, column.year or lampiran.year) is not None
    }
    return {(level, column.field) for level in parents for column in money} - told


def _goal_gaps(context: Context) -> Iterator[_Gap]:
    """Yield the goals' indicators that are blank in every year while other goals have figures."""
    for lampiran in context.laporan.of(*_FILLED_YEARLY):
        goals = [
            [cell for cell in row.angka if cell.field in lampiran.form.filled]
            for row in lampiran.rows
            if row.level in GOALS and row.indikator
        ]
        blank = [cells for cells in goals if all(c.is_own and c.figure.is_blank for c in cells)]
        if len(blank) < len(goals):
            for first, *_ in grouped(blank, lambda cells: squash(cells[0].row.indikator)):
                yield _Gap(first, first)


def _is_missing(cell: Sel) -> bool:
    """Tell whether a row lacks a figure of its own.

    Money belongs to a program or what is below it, and may stand on any of its rows, or be merged
    over them; a row without an indicator needs no performance.
    """
    row = cell.row
    if row.level is Level.TOTAL or not cell.is_own or not cell.figure.is_blank:
        return False
    if cell.field in _PERFORMANCE:
        return bool(row.indikator)
    if cell.item is None or not row.begins_item or row.level in GOALS:
        return False
    return all(one.figure(cell.field, cell.year).is_blank for one in cell.item.rows)


def _missing(gap: _Gap, elsewhere: Sequence[Sel]) -> Finding:
    first, *blank = gap.blank
    names = join_words(list(dict.fromkeys(map(_name, gap.blank))))
    what = f"{names} kosong"
    if blank and gap.is_whole:
        yearly = first.lampiran.form.yearly
        what += " di semua tahun" if yearly else "; seluruh angka baris ini belum diisi"
    if elsewhere:
        places = [f"{other.lampiran.form.label} ({other.cell.a1})" for other in elsewhere]
        what += f"; begitu juga di {join_words(places)}"
    unused = ", atau hapus indikator yang tidak dipakai" if first.row.indikator else ""
    filled = [cell for cell in gap.needs if cell not in gap.blank]
    return ISI04.about(
        [first, *elsewhere],
        what=what,
        fix=f"isi {names}{unused}",
        related=[cell.cell for cell in (*blank, *filled)],
    )


def _name(cell: Sel) -> str:
    return "persentase serapan" if cell.field is Field.SERAPAN else cell.field.label
