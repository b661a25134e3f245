"""REN08-10: how the main indicators are measured and compared, and what evaluations asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah
from lkjip_xl.figures.arah import parse_arah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.feeding_rows import group_rows
from lkjip_xl.lampiran.formulir.iku import IKU
from lkjip_xl.lampiran.formulir.pembanding import PEMBANDING
from lkjip_xl.lampiran.formulir.tindak_lanjut import TINDAK_LANJUT
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.rules.extent import feeds_a_report, is_filled, says_something
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.spelling import quote
from lkjip_xl.tables.text import squash

REN08 = Rule(
    code="REN08",
    name="iku-tidak-lengkap",
    severity=Severity.WARNING,
    hanya_buku=True,
    doc="""
        Indikator kinerja utama tidak disertai rumus, sumber data, arah, atau penanggung jawab.

        Mengapa: tanpa rumus dan sumber data, realisasi tidak dapat diuji. Arah menentukan rumus
        capaian, dan penanggung jawab menyediakan datanya.

        Salah:
            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Target | Arah                    | Rumus                           | Sumber Data  | Penanggung Jawab |
            | Panjang jalan mantap    | km     | 80     | Makin tinggi makin baik | Panjang ruas berkondisi baik    | Survei jalan | Bidang Jalan     |
            | Jembatan mantap         | unit   | 4      | Makin tinggi makin baik |                                 | Survei jalan | Bidang Jalan     |

            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |

        Benar:
            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Target | Arah                    | Rumus                           | Sumber Data  | Penanggung Jawab |
            | Panjang jalan mantap    | km     | 80     | Makin tinggi makin baik | Panjang ruas berkondisi baik    | Survei jalan | Bidang Jalan     |
            | Jembatan mantap         | unit   | 4      | Makin tinggi makin baik | Jumlah jembatan berkondisi baik | Survei jalan | Bidang Jalan     |

            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |
    """,
)

REN09 = Rule(
    code="REN09",
    name="iku-tanpa-pembanding",
    severity=Severity.INFO,
    hanya_buku=True,
    doc="""
        Indikator kinerja utama tidak dibandingkan dengan angka provinsi atau nasional.

        Mengapa: perbandingan dengan standar nasional atau daerah lain termasuk isi analisis capaian
        yang diminta dari laporan kinerja.

        Salah:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |

            Perbandingan dengan Provinsi dan Nasional
            | Indikator Kinerja    | Satuan | Realisasi | Provinsi | Nasional | Sumber Data      |
            | Panjang jalan mantap | km     | 80        | 75       | 78       | Statistik daerah |
            | Jembatan mantap      | unit   | 4         |          |          |                  |

        Benar:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |

            Perbandingan dengan Provinsi dan Nasional
            | Indikator Kinerja    | Satuan | Realisasi | Provinsi | Nasional | Sumber Data      |
            | Panjang jalan mantap | km     | 80        | 75       | 78       | Statistik daerah |
            | Jembatan mantap      | unit   | 4         | 3        | 5        | Statistik daerah |
    """,
)

REN10 = Rule(
    code="REN10",
    name="rekomendasi-tanpa-tindak-lanjut",
    severity=Severity.WARNING,
    doc="""
        Rekomendasi hasil evaluasi tidak disertai tindak lanjut.

        Mengapa: tindak lanjut atas rekomendasi tahun lalu termasuk yang pertama diperiksa dalam
        evaluasi tahun ini.

        Salah:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |

            Tindak Lanjut Rekomendasi
            | No | Rekomendasi                   | Tindak Lanjut            | Keterangan |
            | 1  | Lengkapi rumus indikator      | Metadata indikator dibuat | Selesai    |
            | 2  | Pantau rencana aksi triwulan  | -                        |            |

        Benar:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |

            Tindak Lanjut Rekomendasi
            | No | Rekomendasi                   | Tindak Lanjut            | Keterangan |
            | 1  | Lengkapi rumus indikator      | Metadata indikator dibuat | Selesai    |
            | 2  | Pantau rencana aksi triwulan  | Rapat setiap triwulan    | Berjalan   |
    """,
)

#: A table with fewer rows is an excerpt, of which no further column is asked.
_LEAST_ROWS = 2
_ASKED = (Field.RUMUS, Field.SUMBER_DATA, Field.ARAH, Field.PENANGGUNG_JAWAB)
_MILD = (Field.ARAH, Field.PENANGGUNG_JAWAB)


@REN08.check
def find_incomplete_iku(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(IKU):
        rows = [row for row in lampiran.rows if row.indikator]
        # A bare list of indicators and targets is a Perjanjian Kinerja.
        if rows and lampiran.columns.has_any(Field.RUMUS, Field.SUMBER_DATA):
            for field in _ASKED:
                yield from _incomplete(context, rows, field)


def _incomplete(context: Context, rows: Sequence[Baris], field: Field) -> Iterator[Finding]:
    lampiran, label = rows[0].lampiran, field.label
    # A direction that the name itself suggests is another rule's.
    asked = [row for row in rows if field is not Field.ARAH or not _falls(context, row)]
    blank = [row for row in asked if not is_filled(row.sel(field))]
    if blank and lampiran.columns.has(field):
        yield REN08.about_rows(
            blank,
            field,
            what=f"{label} kosong pada {len(blank)} dari {len(rows)} indikator: {_names(blank)}",
            fix=f"isi {label} setiap indikator",
        )
    elif len(blank) == len(rows) >= _LEAST_ROWS:
        yield REN08.finding(
            lampiran.header(Field.INDIKATOR),
            Subject(lampiran, IKU.label, field),
            what=f"tidak ada kolom {label.title()} untuk {len(rows)} indikator kinerja utama",
            fix=f"tambahkan kolom {label.title()} dan isi untuk setiap indikator",
            severity=Severity.INFO if field in _MILD else None,
        )


def _falls(context: Context, row: Baris) -> bool:
    """Tell whether a name sounds lower-is-better where the direction is not stated."""
    return context.arah(row).arah is Arah.TURUN and parse_arah(row.text(Field.ARAH)) is None


def _names(rows: Sequence[Baris]) -> str:
    return quote([row.indikator for row in rows])


@REN09.check
def find_missing_benchmarks(context: Context) -> Iterator[Finding]:
    laporan = context.laporan
    for lampiran in laporan.of(IKU):
        rows = [row for row in lampiran.rows if row.indikator]
        if laporan.pembanding:
            absent = [row for row in rows if not context.alignment.rows(row, PEMBANDING)]
            yield from _not_compared(absent, Field.INDIKATOR, "tidak ada di lembar Pembanding")
            continue
        if rows and feeds_a_report(laporan):
            yield REN09.finding(
                rows[0].at(Field.INDIKATOR),
                Subject(lampiran, IKU.label, "pembanding"),
                what=(
                    f"{len(rows)} indikator kinerja utama tidak dibandingkan dengan angka provinsi "
                    "atau nasional; lembar Pembanding tidak ada"
                ),
                fix="tambahkan lembar Pembanding dengan angka provinsi atau nasional beserta sumbernya",
                also=[row.at(Field.INDIKATOR) for row in rows[1:]],
            )
        return


@REN09.check
def find_empty_benchmarks(context: Context) -> Iterator[Finding]:
    told = {
        squash(one.indikator)
        for one in context.laporan.pembanding
        if any(says_something(figure.written) for figure in one.angka.values())
    }
    for lampiran in context.laporan.of(PEMBANDING):
        first = {squash(row.indikator): row for row in reversed(lampiran.rows) if row.indikator}
        empty = [row for name, row in reversed(first.items()) if name not in told]
        yield from _not_compared(empty, Field.PROVINSI, "tidak mempunyai satu pun angka pembanding")


def _not_compared(rows: Sequence[Baris], field: Field, why: str) -> Iterator[Finding]:
    if rows:
        yield REN09.about_rows(
            rows,
            field,
            "pembanding",
            what=f"{_names(rows)} {why}",
            fix="isi angka provinsi atau nasional dan sumbernya, atau jelaskan bahwa belum tersedia",
        )


@REN10.check
def find_idle_recommendations(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(TINDAK_LANJUT):
        if lampiran.columns.has(Field.TINDAK_LANJUT):
            yield from _idle(lampiran)


def _idle(lampiran: Lampiran) -> Iterator[Finding]:
    """Yield a finding for each recommendation that nobody answered; one where that is all of them."""
    field = Field.TINDAK_LANJUT
    groups = group_rows(lampiran.rows, lambda row: row.text(Field.REKOMENDASI))
    idle = [
        group[0] for group in groups if not any(_tells_of_action(row.text(field)) for row in group)
    ]
    together = 1 < len(idle) == len(groups)
    which = f"semua {len(idle)} rekomendasi" if together else "rekomendasi ini"
    for row, *others in [idle] if together else [[row] for row in idle]:
        written = row.text(field)
        yield REN10.finding(
            row.at(field),
            Subject(lampiran, row.text(Field.REKOMENDASI), field, lampiran.year),
            what=f"{which} belum ditindaklanjuti: tindak lanjutnya {written or 'kosong'}",
            fix="tulis tindak lanjutnya, atau rencana dan tenggatnya",
            written=written,
            also=[other.at(field) for other in others],
            related=(row.at(Field.REKOMENDASI),),
        )


def _tells_of_action(words: str) -> bool:
    """Tell what was done, or is planned, from a blank and from a bare "belum"."""
    return says_something(words) and _NOT_YET.fullmatch(words.strip()) is None


_NOT_YET = re.compile(
    r"belum(?:\s+(?:ada|pernah|dimulai|ditindaklanjuti|dilaksanakan|dikerjakan|tindak\s*lanjut))*"
    r"\W*",
    re.I,
)
