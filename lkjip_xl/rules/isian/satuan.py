"""ISI: the satuan, against its figure and its indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.sifat_satuan import (
    begins_as_count,
    begins_as_share,
    counted_noun,
    is_countable,
    is_percent,
    kind_of,
)
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.wording import grouped
from lkjip_xl.tables.text import squash, words_of

ISI08 = Rule(
    code="ISI08",
    name="satuan-kosong",
    severity=Severity.WARNING,
    doc="""
        Baris mempunyai angka kinerja, tetapi satuannya kosong.

        Satuan yang digabung dengan baris di atasnya, atau dikosongkan karena sama dengan baris di
        atasnya, tidak dihitung kosong.

        Mengapa: 66,79 tanpa satuan dapat berarti persen, poin, atau nilai.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
            | Jumlah dokumen       |        | 4      | 4         | 100         |

        Benar:
            | Indikator Kinerja    | Satuan  | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km      | 80     | 70        | 87,50       |
            | Jumlah dokumen       | dokumen | 4      | 4         | 100         |
    """,
)

ISI09 = Rule(
    code="ISI09",
    name="satuan-tidak-cocok",
    severity=Severity.WARNING,
    doc="""
        Satuan tidak cocok dengan angkanya atau dengan nama indikatornya.

        Yang diperiksa: satuan yang dihitung utuh (orang, dokumen, kelompok, …) dengan angka
        pecahan; satuan persen untuk indikator “Jumlah …”; satuan yang dihitung utuh untuk indikator
        “Persentase …”; dan, sebagai informasi, “Jumlah laporan …” dengan satuan benda lain.

        Mengapa: satuan menentukan arti target; 3 persen forum anak bukan 3 forum anak.

        Salah:
            | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
            | Jumlah forum anak   | Persen | 3      | 3         | 100         |

        Benar:
            | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
            | Jumlah forum anak   | forum  | 3      | 3         | 100         |
    """,
)

_MEASURED = tuple(form for form in FORMS if form.in_satuan is not None)


def is_kinerja(cell: Sel) -> bool:
    """Tell whether a figure is in its row's satuan."""
    return cell.field in (cell.lampiran.form.in_satuan or ())


def _rows(context: Context) -> Iterator[Baris]:
    """Yield the rows of indicators, the leading annex's first."""
    for form in _MEASURED:
        for lampiran in context.laporan.of(form):
            yield from (row for row in lampiran.rows if row.indikator)


@ISI08.check
def find_missing_satuan(context: Context) -> Iterator[Finding]:
    stated: dict[str, Baris] = {}
    for row in _rows(context):
        if row.satuan:
            stated.setdefault(squash(row.indikator), row)
    for lampiran in context.laporan.of(*_MEASURED):
        for satuan in _missing(lampiran):
            if satuan.row not in context.shifted:
                yield from _missing_satuan(satuan, stated.get(squash(satuan.row.indikator)))


def _missing(lampiran: Lampiran) -> Iterator[Sel]:
    """Yield the blank satuan of indicators, but those that stand for the one above."""
    column = lampiran.columns.first(Field.SATUAN)
    if column is None or not lampiran.columns.has(Field.INDIKATOR):
        return
    repeats = _repeats_satuan(lampiran)
    above: Baris | None = None
    for cell in lampiran.under(column):
        row = cell.row
        is_due = bool(row.indikator) and not row.satuan and row.level is not Level.TOTAL
        if is_due and (repeats or not _is_as_above(above, row)):
            yield cell
        above = row


def _is_as_above(above: Baris | None, row: Baris) -> bool:
    """Tell whether a blank satuan may stand for that of the row above, of the same item."""
    return above is not None and bool(above.satuan and row.nama) and not row.begins_item


def _repeats_satuan(lampiran: Lampiran) -> bool:
    """Tell whether a table writes a satuan again on the next row of an item."""
    return any(
        not row.begins_item
        and squash(row.satuan) == squash(above.satuan) != ""
        and row.at(Field.SATUAN) != above.at(Field.SATUAN)
        for above, row in zip(lampiran.rows, lampiran.rows[1:], strict=False)
    )


def _missing_satuan(satuan: Sel, known: Baris | None) -> Iterator[Finding]:
    """Yield the finding, if there is one; ``known`` is a row that gives the indicator's satuan."""
    row, what = satuan.row, "satuan kosong"
    figures = [cell for cell in row.angka if is_kinerja(cell) and cell.value is not None]
    if figures:
        what += f", padahal {figures[0].column.said} {figures[0].written}"
    if known is not None:
        what += f"; di {known.lampiran.form.label} tertulis {known.satuan}"
    # A table of money has no figure in the satuan; it is asked for only where it is known.
    if figures or (not row.lampiran.form.in_satuan and known is not None):
        yield ISI08.about(
            satuan,
            Subject.of_row(row.lampiran, row, Field.SATUAN),
            what=what,
            fix="isi satuan angka baris ini" if known is None else f"isi {known.satuan}",
            expected="" if known is None else known.satuan,
            related=[cell.cell for cell in figures],
            severity=None if figures else Severity.INFO,
        )


@dataclass(frozen=True, slots=True)
class _Mismatch:
    """What is wrong with a satuan, at the satuan itself or at the figures that do not fit it."""

    cells: Sequence[Sel]
    what: str
    fix: str
    severity: Severity = Severity.WARNING

    @property
    def first(self) -> Sel:
        return self.cells[0]


@ISI09.check
def find_unfitting_satuan(context: Context) -> Iterator[Finding]:
    """Report an indicator with an unfitting satuan once, whatever annexes repeat it.

    Where another annex has a satuan that fits, the difference between the two is what is wrong.
    """
    rows = [row for row in _rows(context) if row.satuan and row.level is not Level.TOTAL]
    judged = {row: _judge_name(row) or _judge_figures(row) for row in rows}
    key = context.alignment.indicator_key
    fitting = {key(row) for row in rows if judged[row] is None}
    found = [one for row, one in judged.items() if one and row not in context.shifted]
    for same in grouped(found, _cause):
        first = same[0].first
        if first.field is not Field.SATUAN or key(first.row) not in fitting:
            yield _unfitting(same)


def _cause(one: _Mismatch) -> tuple[str, str, str]:
    return squash(one.first.row.indikator), squash(one.first.row.satuan), one.fix


def _judge_name(row: Baris) -> _Mismatch | None:
    what = fix = ""
    severity = Severity.WARNING
    noun = counted_noun(row.indikator)
    if is_percent(row.satuan) and begins_as_count(row.indikator):
        what = "indikatornya sebuah jumlah"
        fix = "isi satuan benda yang dihitung, atau ubah indikatornya menjadi persentase"
    elif begins_as_share(row.indikator) and is_countable(row.satuan):
        what = "indikatornya sebuah persentase"
        fix = "isi Persen, atau ubah indikatornya menjadi jumlah"
    elif noun and kind_of(row.satuan) not in ("", kind_of(noun)):
        what, severity = f"indikatornya menghitung {noun}", Severity.INFO
        fix = f"isi satuan {noun}, atau sesuaikan nama indikatornya"
    satuan = row.sel(Field.SATUAN)
    if not what or satuan is None:
        return None
    return _Mismatch([satuan], f"satuan {row.satuan}, padahal {what}", fix, severity)


def _judge_figures(row: Baris) -> _Mismatch | None:
    """Judge whole things by their figures; an average of them may be a fraction."""
    if not is_countable(row.satuan) or {"rata", "rerata", "per"} & set(words_of(row.indikator)):
        return None
    broken = [cell for cell in row.angka if is_kinerja(cell) and _is_fraction(cell)]
    if not broken:
        return None
    first = f"{broken[0].column.said} {broken[0].written}"
    what = f"{first} bukan bilangan bulat, padahal satuannya {row.satuan}"
    return _Mismatch(broken, what, "isi bilangan bulat, atau perbaiki satuannya")


def _is_fraction(cell: Sel) -> bool:
    value, figure = cell.value, cell.figure
    if value is None or figure.alternative is not None or figure.percent:
        return False
    return value != value.to_integral_value()


def _unfitting(same: Sequence[_Mismatch]) -> Finding:
    one, *others = same
    row = one.first.row
    elsewhere = [o.first for o in others if o.first.lampiran is not row.lampiran]
    places = dict.fromkeys(f"{c.lampiran.form.label} ({c.cell.a1})" for c in elsewhere)
    further = [row.at(Field.SATUAN), *(cell.cell for cell in one.cells[1:])]
    return ISI09.about(
        one.first,
        Subject.of_row(row.lampiran, row, Field.SATUAN),
        what=one.what + (f"; begitu juga di {', '.join(places)}" if places else ""),
        fix=one.fix,
        written=row.satuan,
        also=list(dict.fromkeys(other.first.cell for other in others)),
        related=further,
        severity=one.severity,
    )
