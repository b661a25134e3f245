"""PGT: the sheet Pengaturan itself.  These checks run after all others."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.pengaturan import Penerimaan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.ketetapan import Ketetapan, names_of
from lkjip_xl.lampiran.pengaturan import IsianPengaturan, Jenis, read_ketetapan, without
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import squash

PGT01 = Rule(
    code="PGT01",
    name="penerimaan-tidak-terpakai",
    severity=Severity.INFO,
    doc="""
        Lembar Pengaturan menerima sebuah catatan yang tidak ada.

        Mengapa: angkanya sudah diperbaiki, atau kode, uraian, lembar, atau selnya salah tulis. Baris
        yang dibiarkan dapat menutupi catatan baru di kemudian hari.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            | Kode Aturan | Uraian               | Alasan                           |
            | HIT01       | Panjang jalan mantap | Angka mengikuti dokumen revisi   |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 90,00       |

            | Kode Aturan | Uraian               | Alasan                           |
            | HIT01       | Panjang jalan mantap | Angka mengikuti dokumen revisi   |
    """,
)

PGT02 = Rule(
    code="PGT02",
    name="pengaturan-tidak-terbaca",
    severity=Severity.WARNING,
    doc="""
        Isian lembar Pengaturan tidak dikenal atau tidak masuk akal, sehingga tidak dipakai.

        Mengapa: pemeriksaan berjalan dengan nilai bawaan, padahal kantor menghendaki yang lain.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            | Pengaturan         | Nilai            | Keterangan |
            | Batas serapan (%)  | sembilan puluh   |            |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            | Pengaturan         | Nilai | Keterangan |
            | Batas serapan (%)  | 85    |            |
    """,
)

PGT03 = Rule(
    code="PGT03",
    name="pengaturan-indikator-tidak-ditemukan",
    severity=Severity.INFO,
    doc="""
        Arah atau rumus diatur untuk indikator yang tidak ada di lampiran mana pun.

        Mengapa: namanya mungkin salah tulis; pengaturan itu tidak berpengaruh.

        Salah:
            | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
            | Angka kematian bayi | rasio  | 12     | 10        | 116,67      |

            | Indikator              | Arah                    | Rumus                    |
            | Prevalensi gizi kurang | Makin rendah makin baik | target / realisasi × 100 |

        Benar:
            | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
            | Angka kematian bayi | rasio  | 12     | 10        | 120,00      |

            | Indikator           | Arah                    | Rumus                    |
            | Angka kematian bayi | Makin rendah makin baik | target / realisasi × 100 |
    """,
)


def _subject(item: str, field: str) -> Subject:
    return Subject(lampiran=None, item=item, field=field)


@PGT01.check
def find_unused_acceptances(context: Context) -> Iterator[Finding]:
    """Report what meets no finding of a rule that was applied; of others nothing is known."""
    for one in context.unused:
        yield PGT01.finding(
            one.origin["kode"],
            _subject(f"{one.kode} {_about(one)}".strip(), "penerimaan"),
            what=f"tidak ada catatan {one.kode}{_where(one)} yang perlu diterima",
            fix="hapus baris ini, atau betulkan kode, uraian, lembar, dan selnya",
            written=one.kode,
        )


def _about(one: Penerimaan) -> str:
    return " ".join(filter(None, (one.uraian, one.lembar, one.sel)))


def _where(one: Penerimaan) -> str:
    about = f" tentang “{one.uraian}”" if one.uraian else ""
    sheet = f" di lembar {one.lembar}" if one.lembar else ""
    return f"{about}{sheet}{f' sel {one.sel}' if one.sel else ''}"


@PGT02.check
def find_unreadable_settings(context: Context) -> Iterator[Finding]:
    for wrong in context.pengaturan.keliru:
        yield PGT02.finding(
            wrong.cell,
            _subject(wrong.nama, "pengaturan"),
            what=wrong.sebab,
            fix=wrong.perbaikan,
            written=wrong.tertulis,
        )


@PGT02.check
def find_unknown_codes(context: Context) -> Iterator[Finding]:
    from lkjip_xl.rules.catalogue import find_rule  # which knows this family too

    for one in context.pengaturan.diterima:
        if find_rule(one.kode) is not None:
            continue
        yield PGT02.finding(
            one.origin["kode"],
            _subject(one.kode, "penerimaan"),
            what=f"kode aturan “{one.kode}” tidak ada, penerimaan ini tidak dipakai",
            fix="isi kode seperti yang tampil pada catatannya, misalnya HIT01",
            written=one.kode,
        )


@PGT02.check
def find_settings_of_no_sheet(context: Context) -> Iterator[Finding]:
    """Find what is settled for a sheet or a column that the books do not have."""
    settled = [
        row
        for one in context.laporan.pengaturan
        if one.jenis in (Jenis.KOLOM, Jenis.FORMULIR)
        for row in one.rows
    ]
    if not settled:
        return
    grids = without(tuple(context.grids.values()), context.laporan.pengaturan)
    ketetapan = read_ketetapan(context.laporan.pengaturan)
    for row in settled:
        lembar, kolom = row.text("lembar"), row.text("kolom")
        own = [grid for grid in grids if not lembar or squash(grid.sheet) == squash(lembar)]
        if not own:
            yield _nothing_there(row, "lembar", f"lembar “{lembar}” tidak ada", "nama lembarnya")
        elif kolom and not any(squash(kolom) in _column_names(grid, ketetapan) for grid in own):
            place = f" di lembar {lembar}" if lembar else ""
            what = f"tidak ada tabel dengan kolom “{kolom}”{place}"
            yield _nothing_there(row, "kolom", what, "judul kolomnya")


def _column_names(grid: Grid, ketetapan: Ketetapan) -> set[str]:
    columns = (column for header in ketetapan.headers(grid) for column in header.columns)
    return {name for column in columns for name in names_of(column)}


def _nothing_there(row: IsianPengaturan, field: str, what: str, name: str) -> Finding:
    return PGT02.finding(
        row.origin[field],
        _subject(row.text(field), field),
        what=f"{what}, pengaturan ini tidak dipakai",
        fix=f"tulis {name} seperti di buku kerja, atau hapus baris ini",
        written=row.text(field),
    )


@PGT03.check
def find_settings_without_indicator(context: Context) -> Iterator[Finding]:
    own = context.pengaturan.indikator
    if not own:
        return
    rows = [row for lampiran in context.laporan.lampiran for row in lampiran.rows]
    names = dict.fromkeys(row.indikator for row in rows if row.indikator)
    met = {found.nama for name in names if (found := context.directions.setting(name)) is not None}
    for one in own.values():
        if one.nama not in met:
            yield PGT03.finding(
                one.origin["indikator"],
                _subject(one.nama, "pengaturan"),
                what=f"indikator “{one.nama}” tidak ada di lampiran mana pun",
                fix="tulis nama indikator seperti di lampirannya, atau hapus baris ini",
                written=one.nama,
            )
