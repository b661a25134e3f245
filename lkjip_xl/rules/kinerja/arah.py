"""HIT11: a direction is stated that every written capaian contradicts."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.finding import Finding, Severity
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.wording import join_words

HIT11 = Rule(
    code="HIT11",
    name="arah-bertentangan-dengan-semua-capaian",
    severity=Severity.ERROR,
    doc="""
        Sebuah indikator dinyatakan makin tinggi makin baik, tetapi semua capaiannya dihitung dengan
        rumus makin rendah makin baik.

        Mengapa: salah satunya keliru, dan lebih mungkin satu sel arah daripada semua capaian. Catatan
        ini mewakili semuanya; selebihnya dinilai menurut cara capaian itu dihitung.

        Salah:
            ## IKU
            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Arah                    | Rumus               | Target |
            | Angka kecelakaan        | kasus  | Makin tinggi makin baik | kasus per 1.000     | 12     |

            ## Tabel 3.1
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Angka kecelakaan  | kasus  | 12     | 10        | 116,67      |

            ## Tabel 3.3
            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran   | Indikator        | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 | Capaian 2022 | Capaian 2023 |
            | Jalan aman | Angka kecelakaan | kasus  | 14          | 12          | 15             | 10             | 92,86        | 116,67       |

        Benar:
            ## IKU
            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Arah                    | Rumus               | Target |
            | Angka kecelakaan        | kasus  | Makin rendah makin baik | kasus per 1.000     | 12     |

            ## Tabel 3.1
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Angka kecelakaan  | kasus  | 12     | 10        | 116,67      |

            ## Tabel 3.3
            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran   | Indikator        | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 | Capaian 2022 | Capaian 2023 |
            | Jalan aman | Angka kecelakaan | kasus  | 14          | 12          | 15             | 10             | 92,86        | 116,67       |
    """,
)


@HIT11.check
def find_reversed_directions(context: Context) -> Iterator[Finding]:
    for one in context.terbalik:
        at = one.stated.stated_at
        assert at is not None
        forms = join_words(list(dict.fromkeys(cell.lampiran.form.label for cell in one.seen)))
        yield HIT11.finding(
            at,
            Subject(lampiran=None, item=one.indikator, field="arah"),
            what=(
                f"arah “{one.indikator}” dinyatakan {one.stated.arah}, padahal {len(one.seen)} "
                f"capaiannya di {forms} dihitung dengan rumus makin rendah makin baik"
            ),
            fix="ubah menjadi “Makin rendah makin baik”, atau hitung ulang semua capaian itu",
            written=str(one.stated.arah),
            related=[cell.cell for cell in one.seen],
        )
