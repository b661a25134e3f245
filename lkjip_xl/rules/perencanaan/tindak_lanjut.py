"""REN10: recommendations that nobody answers."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.field import Field
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.feeding_rows import group_rows
from lkjip_xl.lampiran.form import Form
from lkjip_xl.rules.extent import is_filled
from lkjip_xl.rules.rule import Context, Rule, Subject

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


@REN10.check
def find_idle_recommendations(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.TINDAK_LANJUT):
        if not lampiran.columns.has(Field.TINDAK_LANJUT):
            continue
        groups = group_rows(lampiran.rows, lambda row: row.text(Field.REKOMENDASI))
        idle = [
            group[0]
            for group in groups
            if not any(is_filled(row.sel(Field.TINDAK_LANJUT)) for row in group)
        ]
        together = len(idle) > 1 and len(idle) == len(groups)
        which = f"semua {len(idle)} rekomendasi" if together else "rekomendasi ini"
        for row, *others in [idle] if together else [[row] for row in idle]:
            written = row.text(Field.TINDAK_LANJUT)
            yield REN10.finding(
                row.at(Field.TINDAK_LANJUT),
                Subject(lampiran, row.text(Field.REKOMENDASI), "tindak_lanjut", lampiran.year),
                what=f"{which} belum ditindaklanjuti: tindak lanjutnya {written or 'kosong'}",
                fix="tulis tindak lanjutnya, atau rencana dan tenggatnya",
                written=written,
                also=[other.at(Field.TINDAK_LANJUT) for other in others],
                related=(row.at(Field.REKOMENDASI),),
            )
