"""STR: the forms of a book and the columns of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from lkjip_xl.domain.field import Field
from lkjip_xl.figures.sifat_satuan import is_known
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid, Value
from lkjip_xl.lampiran.catalogue import FORMS, LAMPIRAN
from lkjip_xl.lampiran.periode import are_of_one_time, periods_of
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.lampiran.titled import Unread
from lkjip_xl.location import CellRef, quote_sheet
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.wording import join_words
from lkjip_xl.tables.numbers import is_bare_figure
from lkjip_xl.tables.text import squash, words_of

STR01 = Rule(
    code="STR01",
    name="lampiran-tidak-ditemukan",
    severity=Severity.INFO,
    hanya_buku=True,
    doc="""
        Buku kerja memuat beberapa lampiran LKjIP, tetapi tidak semuanya.

        Enam lampiran yang dibaca: Tabel 3.1 sampai Tabel 3.5 dan Rencana Aksi. Catatan ini hanya
        muncul bila sedikitnya tiga di antaranya ada, jadi lampiran dapat juga diperiksa satu per
        satu.

        Mengapa: lampiran yang tidak ada atau tidak dikenali tidak ikut dibandingkan, dan bagian
        laporan yang bersumber darinya akan kosong.

        Salah:
            ## Tabel 3.1
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            ## Tabel 3.4
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |

            ## Tabel 3.3
            | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Panjang jalan mantap | km     | 75          | 80          | 72             | 70             |

        Benar:
            ## Tabel 3.1
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
    """,
)

STR02 = Rule(
    code="STR02",
    name="lampiran-ganda",
    severity=Severity.WARNING,
    hanya_buku=True,
    doc="""
        Lampiran yang sama, dengan isian yang sebagian besar sama, ada dua kali untuk satu tahun.

        Lampiran yang bersambung ke lembar berikutnya tidak termasuk, begitu juga tabel yang
        judulnya menyebut triwulan, bulan, atau anggaran murni dan perubahan yang berbeda.

        Mengapa: salinan lama, sering pada lembar tersembunyi, mudah ikut terbaca atau tercetak, dan
        pembaca tidak tahu mana yang berlaku.

        Salah:
            ## Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |

            ## Kinerja (2)
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |

        Benar:
            ## Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |
    """,
)

STR06 = Rule(
    code="STR06",
    name="kolom-wajib-tidak-ada",
    severity=Severity.WARNING,
    hanya_buku=True,
    doc="""
        Sebuah lampiran tidak memuat kolom yang menjadi pokok tabel itu, atau kolom satu tahun
        tertinggal di antara tahun-tahun lainnya.

        Mengapa: target tanpa satuan tidak dapat dibaca, dan tabel pencapaian tanpa persentase tidak
        menjawab pertanyaan yang diajukan judulnya.

        Salah:
            Tabel 3.1 Pencapaian Realisasi Kinerja Tahun 2023
            | Indikator Kinerja    | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | 80     | 70        | 87,50       |

        Benar:
            Tabel 3.1 Pencapaian Realisasi Kinerja Tahun 2023
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
    """,
)

STR07 = Rule(
    code="STR07",
    name="lampiran-tanpa-judul",
    severity=Severity.INFO,
    hanya_buku=True,
    doc="""
        Sebuah lampiran tidak berjudul, padahal lampiran lain di buku yang sama berjudul.

        Mengapa: di laporan cetak, tabel tanpa nomor dan judul tidak dapat dirujuk dan tidak masuk
        daftar tabel; tahunnya pun hanya dapat diduga.

        Salah:
            Tabel 3.1 Pencapaian Realisasi Kinerja Tahun 2023
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |

            ## Jangka menengah
            | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Panjang jalan mantap | km     | 75          | 80          | 72             | 70             |

        Benar:
            Tabel 3.1 Pencapaian Realisasi Kinerja Tahun 2023
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
    """,
)

STR08 = Rule(
    code="STR08",
    name="isi-lembar-tidak-terbaca",
    severity=Severity.ERROR,
    doc="""
        Sebuah lembar, atau sebagian selnya, tidak dapat dibaca karena berkasnya rusak.

        Mengapa: apa yang tidak terbaca tidak ikut diperiksa dan tidak masuk laporan. Tanpa catatan
        ini, buku yang separuhnya hilang tampak bersih.

        Salah:
            ## Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            ## Anggaran
            ~~isinya rusak atau terpotong~~

        Benar:
            ## Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            ## Anggaran
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
    """,
)

STR09 = Rule(
    code="STR09",
    name="tabel-berjudul-tidak-terbaca",
    severity=Severity.ERROR,
    hanya_buku=True,
    doc="""
        Judul sebuah tabel menyebut Tabel 3.1 sampai Tabel 3.5 atau Rencana Aksi, tetapi kepala
        kolomnya tidak dikenali sebagai lampiran itu. Tabel yang belum diisi hanya diberi informasi.

        Mengapa: tabel dikenali dari judul kolomnya. Yang tidak dikenali tidak diperiksa dan tidak
        masuk laporan, padahal pembaca mengira sudah.

        Salah:
            ## Kinerja
            Tabel 3.1 Pencapaian Realisasi Kinerja Tahun 2023
            | Tolok Ukur           | Sat. | Janji   | Nyata | %     |
            | Panjang jalan mantap | km   | 80      | 70    | 87,50 |

            ## Anggaran
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |

        Benar:
            ## Kinerja
            Tabel 3.1 Pencapaian Realisasi Kinerja Tahun 2023
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            ## Anggaran
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
    """,
)

#: From so many annexes on, a book is meant to be a whole report.
_FEW = 3
#: The forms that may lack a column, or the column of a year.
_INCOMPLETE = tuple(form for form in FORMS if form.required or form.yearly)
_LABEL = {
    Field.SATUAN: "Satuan",
    Field.TARGET: "Target",
    Field.REALISASI: "Realisasi",
    Field.KINERJA: "Kinerja",
    Field.CAPAIAN: "persentase capaian",
    Field.SERAPAN: "persentase serapan anggaran",
    Field.PAGU: "Pagu",
    Field.ANGGARAN: "Anggaran",
    Field.REALISASI_ANGGARAN: "Realisasi Anggaran",
}


def _label(field: Field) -> str:
    return _LABEL.get(field, field.label)


@STR01.check
def find_missing_forms(context: Context) -> Iterator[Finding]:
    present = {lampiran.form: lampiran for lampiran in reversed(context.laporan.of(*LAMPIRAN))}
    told = {unread.form for unread in context.laporan.unread if not unread.is_empty}
    missing = [form.label for form in LAMPIRAN if form not in present and form not in told]
    if len(present) < _FEW or not missing:
        return
    first = next(present[form] for form in LAMPIRAN if form in present)
    names = join_words(missing)
    yield STR01.finding(
        first.head(),
        Subject(lampiran=first, item="lampiran", field="bentuk", path=tuple(missing)),
        what=f"{len(present)} dari {len(LAMPIRAN)} lampiran ditemukan; {names} tidak ada atau tidak dikenali",
        fix=f"tambahkan {names}, atau periksa judul kolomnya bila lembarnya sudah ada",
    )


@STR02.check
def find_doubled_forms(context: Context) -> Iterator[Finding]:
    """Report the later of two tables that state most of the same rows."""
    whole = [one for one in context.laporan.of(*LAMPIRAN) if one.items]
    accused: set[Lampiran] = set()
    for first, second in combinations(whole, 2):
        same = (first.form, first.year) == (second.form, second.year)
        if not same or second in accused or periods_of(first.title) != periods_of(second.title):
            continue
        if not are_of_one_time(first, second):
            continue
        rows, others = _rows_by_name(first), _rows_by_name(second)
        shared = [(row, others[name]) for name, row in rows.items() if name in others]
        if len(shared) >= 2 and 2 * len(shared) >= max(len(rows), len(others)):
            accused.add(second)
            yield _doubled(context, first, second, shared)


def _rows_by_name(lampiran: Lampiran) -> dict[tuple[str, str], Baris]:
    return {(squash(row.nama), squash(row.indikator)): row for row in lampiran.rows}


def _doubled(
    context: Context, first: Lampiran, second: Lampiran, shared: Sequence[tuple[Baris, Baris]]
) -> Finding:
    changed = [
        (other, one)
        for row, twin in shared
        for one in row.angka
        if (other := twin.sel(one.field, one.year)) is not None and one.value != other.value
    ]
    what = f"{second.form.label} sudah ada pada lembar {quote_sheet(first.sheet)}"
    if first.file != second.file:
        what += f" di {first.file}"
    what += f"; {len(shared)} baris bernama sama"
    related = [first.head()]
    if changed:
        other, one = min(changed, key=lambda pair: (pair[0].row.row, pair[1].field, pair[1].year))
        what += f", {len(changed)} angkanya berbeda, misalnya {other.cell.a1}"
        related += [other.cell, one.cell]
    else:
        what += ", semua angkanya sama"
    grid = context.grid(second)
    if grid is not None and grid.hidden:
        what += "; lembar ini tersembunyi"
    return STR02.finding(
        second.head(),
        Subject(lampiran=second, item=second.form.label, field="bentuk", year=second.year),
        what=what,
        fix="hapus yang tidak berlaku, atau bedakan judulnya (triwulan, murni, perubahan)",
        related=related,
    )


@STR06.check
def find_missing_columns(context: Context) -> Iterator[Finding]:
    whole = len({lampiran.form for lampiran in context.laporan.of(*LAMPIRAN)}) >= _FEW
    for lampiran in context.laporan.of(*_INCOMPLETE):
        # An extract without a title need not have every column.
        if lampiran.items and (whole or {"tabel", "lampiran"} & set(words_of(lampiran.title))):
            yield from _missing_columns(lampiran, context.grid(lampiran))
            yield from _missing_years(lampiran)


def _missing_columns(lampiran: Lampiran, grid: Grid | None) -> Iterator[Finding]:
    missing = [
        name
        for name in lampiran.form.required
        if not lampiran.columns.has(name) and not _is_unlabelled(lampiran, grid, name)
    ]
    if not missing:
        return
    names = join_words([_label(name) for name in missing])
    yield STR06.finding(
        lampiran.head(),
        Subject(lampiran=lampiran, item=lampiran.form.label, field=" ".join(missing)),
        what=f"{lampiran.form.label} tidak memuat kolom {names}",
        fix=f"tambahkan kolom {names}, atau perbaiki judul kolomnya",
    )


def _is_unlabelled(lampiran: Lampiran, grid: Grid | None, name: Field) -> bool:
    """Tell whether a column that no label names holds what is missed."""
    if grid is None:
        return False
    places = range(lampiran.area.left, lampiran.area.right + 2)
    is_it = _looks_like_satuan if name is Field.SATUAN else is_bare_figure
    for place in set(places) - {column.index for column in lampiran.columns}:
        values = [grid.value(row.row, place) for row in lampiran.rows]
        told = [is_it(value) for value in values if value is not None]
        if 2 * sum(told) > len(told):
            return True
    return False


def _looks_like_satuan(value: Value) -> bool:
    return isinstance(value, str) and is_known(value)


@STR07.check
def find_untitled_forms(context: Context) -> Iterator[Finding]:
    forms = [lampiran for lampiran in context.laporan.of(*LAMPIRAN) if lampiran.items]
    untitled = [lampiran for lampiran in forms if not lampiran.title]
    if len(forms) < _FEW or 2 * len(untitled) >= len(forms):
        return
    for lampiran in untitled:
        yield STR07.finding(
            lampiran.head(),
            Subject(lampiran=lampiran, item=lampiran.form.label, field="judul"),
            what=f"{lampiran.form.label} tidak berjudul, padahal lampiran lain berjudul",
            fix="tulis nomor, nama, dan tahun tabel di atas kepala kolomnya",
        )


@STR08.check
def find_losses(context: Context) -> Iterator[Finding]:
    for grid in context.grids.values():
        for loss in grid.losses:
            where = "lembar ini tidak ikut diperiksa: " if not grid.rows else ""
            yield STR08.finding(
                CellRef(grid.file, grid.sheet, loss.row, loss.column),
                Subject(lampiran=None, item=grid.sheet, field="isi"),
                what=f"{where}{loss.what}",
                fix=f"{loss.fix[:1].lower()}{loss.fix[1:]}",
            )


@STR09.check
def find_unread_tables(context: Context) -> Iterator[Finding]:
    for unread in context.laporan.unread:
        yield STR09.finding(
            CellRef(unread.file, unread.sheet, unread.row, unread.column),
            Subject(lampiran=None, item=unread.form.label, field="judul"),
            what=f"judulnya menyebut {unread.form.label}, tetapi {_explain(unread)}",
            fix="isi tabelnya, atau hapus bila tidak dipakai"
            if unread.is_empty
            else _remedy(unread),
            severity=Severity.INFO if unread.is_empty else None,
        )


def _explain(unread: Unread) -> str:
    if unread.is_empty:
        return "tabelnya belum diisi"
    if unread.read_as is unread.form:
        return "tidak satu baris pun di bawah kepala kolomnya terbaca"
    parts = ["tabel ini tidak dikenali dan isinya tidak diperiksa"]
    if unread.read_as is not None:
        parts = [f"tabel ini terbaca sebagai {unread.read_as.label}"]
    fields = {column.field: column.label for column in reversed(tuple(unread.columns))}
    known = [f"“{label}” sebagai {_label(field)}" for field, label in reversed(fields.items())]
    parts.append(
        f"yang dikenali: {join_words(known)}" if known else "tidak satu kolom pun dikenali"
    )
    if missing := unread.form.missing(unread.columns):
        parts.append(f"yang tidak ada atau tidak dikenali: {join_words(missing)}")
    return "; ".join(parts)


def _remedy(unread: Unread) -> str:
    if unread.read_as is unread.form:
        return "letakkan isinya tepat di bawah kepala kolom, tanpa baris kosong di antaranya"
    missing = unread.form.missing(unread.columns)
    names = join_words([f"“{one}”" for one in missing]) if missing else "menurut formulirnya"
    return (
        f"beri judul kolom {names}, atau ganti judul tabelnya bila isinya bukan {unread.form.label}"
    )


def _missing_years(lampiran: Lampiran) -> Iterator[Finding]:
    """Report the years that lack one of the columns which the years around them have.

    Targets may run ahead of what has been reached, and a group may start later than another.
    """
    fields = lampiran.form.yearly
    told = {year for name in fields for year in lampiran.columns.years(name)}
    for name in fields:
        years = lampiran.columns.years(name)
        gaps = [year for year in sorted(told - set(years)) if years and years[0] < year < years[-1]]
        if gaps:
            when = join_words([str(year) for year in gaps])
            yield STR06.finding(
                lampiran.head(lampiran.columns.first(name)),
                Subject(lampiran=lampiran, item=lampiran.form.label, field=name, year=gaps[0]),
                what=f"kolom {_label(name)} {when} tidak ada, padahal kolom lain tahun itu ada",
                fix=f"tambahkan kolom {_label(name)} {when}, atau perbaiki tahun pada judulnya",
            )
