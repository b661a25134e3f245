"""ISI: the satuan, against its figure and its indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.figures.sifat_satuan import (
    begins_as_count,
    begins_as_share,
    counted_noun,
    is_countable,
    is_percent,
    kind_of,
)
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject
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

#: form → the columns whose figures are in the row's satuan.
_KINERJA: dict[Form, tuple[Field, ...]] = {
    Form.TABEL_3_1: (Field.TARGET, Field.REALISASI),
    Form.TABEL_3_2: (Field.KINERJA,),
    Form.TABEL_3_3: (Field.TARGET, Field.REALISASI),
    Form.TABEL_3_5: (),
    Form.RENCANA_AKSI: (Field.TARGET,),
    Form.IKU: (Field.TARGET,),
    Form.TUJUAN_SASARAN: (Field.TARGET, Field.TARGET_AKHIR),
    Form.ANALISIS: (Field.TARGET, Field.REALISASI),
    Form.PEMBANDING: (Field.REALISASI,),
}
_ORDER = tuple(_KINERJA)


def performance(lampiran: Lampiran, row: Baris) -> Iterator[tuple[NamedColumn, Figure]]:
    """Yield a row's figures that are in its satuan."""
    fields = _KINERJA.get(lampiran.form, ())
    for column in lampiran.columns:
        if column.field in fields:
            yield column, row.figure(column.field, column.year or lampiran.year)


@ISI08.check
def find_missing_satuan(context: Context) -> Iterator[Finding]:
    shifted = context.shifted
    stated = _stated_satuan(context)
    for lampiran in context.laporan.of(*_ORDER):
        if not lampiran.columns.has(Field.SATUAN, Field.INDIKATOR):
            continue
        repeats = _repeats_satuan(lampiran)
        for above, row in zip((None, *lampiran.rows), lampiran.rows, strict=False):
            if row.satuan or not row.indikator or row.level is Level.TOTAL:
                continue
            if _is_as_above(above, row) and not repeats:
                continue
            if not shifted.has(lampiran, row):
                yield from _missing_satuan(lampiran, row, stated)


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


def _stated_satuan(context: Context) -> Mapping[str, tuple[str, Lampiran]]:
    """Return the satuan that some annex gives for an indicator, the leading annex's first."""
    stated: dict[str, tuple[str, Lampiran]] = {}
    for form in _ORDER:
        for lampiran in context.laporan.of(form):
            for row in lampiran.rows:
                if row.satuan and row.indikator:
                    stated.setdefault(squash(row.indikator), (row.satuan, lampiran))
    return stated


def _missing_satuan(
    lampiran: Lampiran, row: Baris, stated: Mapping[str, tuple[str, Lampiran]]
) -> Iterator[Finding]:
    figures = [(c, figure) for c, figure in performance(lampiran, row) if figure.value is not None]
    known = stated.get(squash(row.indikator))
    # A table of money has no figure in the satuan; it is asked for only where it is known.
    money = lampiran.form is Form.TABEL_3_5 and known is not None
    if not figures and not money:
        return
    shown = f", padahal {_name(figures[0][0])} {figures[0][1].written}" if figures else ""
    hint = f"; di {known[1].form.label} tertulis {known[0]}" if known is not None else ""
    yield ISI08.finding(
        row.at(Field.SATUAN),
        Subject.of_row(lampiran, row, "satuan"),
        what=f"satuan kosong{shown}{hint}",
        fix=f"isi {known[0]}" if known is not None else "isi satuan angka baris ini",
        expected=known[0] if known is not None else "",
        related=[row.origin[column.key] for column, _ in figures],
        severity=None if figures else Severity.INFO,
    )


def _name(column: NamedColumn) -> str:
    return f"{column.field.replace('_', ' ')} {column.year}" if column.year else column.field


class _Mismatch(NamedTuple):
    """One row whose satuan does not fit, and why."""

    lampiran: Lampiran
    row: Baris
    cell: CellRef
    what: str
    fix: str
    severity: Severity
    related: tuple[CellRef, ...] = ()


@ISI09.check
def find_unfitting_satuan(context: Context) -> Iterator[Finding]:
    """Report an indicator with an unfitting satuan once, whatever annexes repeat it.

    Where another annex has a satuan that fits, the difference between the two is what is wrong.
    """
    shifted = context.shifted
    fitting: set[str] = set()
    found: defaultdict[tuple[str, ...], list[_Mismatch]] = defaultdict(list)
    for form in _ORDER:
        for lampiran in context.laporan.of(form):
            for row in lampiran.rows:
                if not row.satuan or not row.indikator or row.level is Level.TOTAL:
                    continue
                mismatch = _judge_name(lampiran, row) or _judge_fraction(lampiran, row)
                if mismatch is None:
                    fitting.add(_indicator_key(context, lampiran, row))
                elif not shifted.has(lampiran, row):
                    key = (squash(row.indikator), squash(row.satuan), mismatch.fix)
                    found[key].append(mismatch)
    for first, *others in found.values():
        of_name = first.cell == first.row.at(Field.SATUAN)
        if not of_name or _indicator_key(context, first.lampiran, first.row) not in fitting:
            yield _unfitting(first, others)


def _indicator_key(context: Context, lampiran: Lampiran, row: Baris) -> str:
    return context.alignment.indicator_key(lampiran, row) or squash(row.indikator)


def _judge_name(lampiran: Lampiran, row: Baris) -> _Mismatch | None:
    indikator, satuan = row.indikator, row.satuan
    cell = row.at(Field.SATUAN)
    if is_percent(satuan) and begins_as_count(indikator):
        return _Mismatch(
            lampiran=lampiran,
            row=row,
            cell=cell,
            what=f"satuan {satuan}, padahal indikatornya sebuah jumlah",
            fix="isi satuan benda yang dihitung, atau ubah indikatornya menjadi persentase",
            severity=Severity.WARNING,
        )
    if begins_as_share(indikator) and is_countable(satuan):
        return _Mismatch(
            lampiran=lampiran,
            row=row,
            cell=cell,
            what=f"satuan {satuan}, padahal indikatornya sebuah persentase",
            fix="isi Persen, atau ubah indikatornya menjadi jumlah",
            severity=Severity.WARNING,
        )
    noun = counted_noun(indikator)
    if noun and kind_of(noun) and kind_of(satuan) and kind_of(noun) != kind_of(satuan):
        return _Mismatch(
            lampiran=lampiran,
            row=row,
            cell=cell,
            what=f"satuan {satuan}, padahal indikatornya menghitung {noun}",
            fix=f"isi satuan {noun}, atau sesuaikan nama indikatornya",
            severity=Severity.INFO,
        )
    return None


def _judge_fraction(lampiran: Lampiran, row: Baris) -> _Mismatch | None:
    """Judge whole things by their figures; an average of them may be a fraction."""
    if not is_countable(row.satuan) or {"rata", "rerata", "per"} & set(words_of(row.indikator)):
        return None
    broken = [
        (column, figure) for column, figure in performance(lampiran, row) if _is_fraction(figure)
    ]
    if not broken:
        return None
    column, figure = broken[0]
    return _Mismatch(
        lampiran=lampiran,
        row=row,
        cell=row.origin[column.key],
        what=f"{_name(column)} {figure.written} bukan bilangan bulat, padahal satuannya {row.satuan}",
        fix="isi bilangan bulat, atau perbaiki satuannya",
        severity=Severity.WARNING,
        related=(row.at(Field.SATUAN), *(row.origin[other.key] for other, _ in broken[1:])),
    )


def _is_fraction(figure: Figure) -> bool:
    value = figure.value
    if value is None or figure.alternative is not None or figure.percent:
        return False
    return value != value.to_integral_value()


def _unfitting(first: _Mismatch, others: Sequence[_Mismatch]) -> Finding:
    what = first.what
    elsewhere = [one for one in others if one.lampiran is not first.lampiran]
    if elsewhere:
        places = dict.fromkeys(f"{one.lampiran.form.label} ({one.cell.a1})" for one in elsewhere)
        what += f"; begitu juga di {', '.join(places)}"
    return ISI09.finding(
        first.cell,
        Subject.of_row(first.lampiran, first.row, "satuan"),
        what=what,
        fix=first.fix,
        written=first.row.satuan,
        also=list(dict.fromkeys(one.cell for one in others)),
        related=first.related,
        severity=first.severity,
    )
