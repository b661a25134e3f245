"""LAM09: a column that differs as a whole; ``rules.causes`` finds it among all equations."""

from __future__ import annotations

from lkjip_xl.finding import Severity
from lkjip_xl.rules.rule import Rule

LAM09 = Rule(
    code="LAM09",
    name="satu-kolom-berbeda-seluruhnya",
    severity=Severity.ERROR,
    doc="""
        Hampir semua angka sebuah kolom berbeda dari angka yang sama di lampiran lain.

        Mengapa: itu bukan salah ketik di satu sel, melainkan kolom yang tertempel dari kolom lain,
        tertukar, atau ditulis dalam satuan lain. Satu catatan ini mewakili seluruh kolom; angkanya
        tidak dinilai satu per satu.

        Salah:
            ## Tabel 3.1
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan baik | Jalan mantap      | km     | 80     | 80        | 100,00      |
            |            | Jembatan mantap   | unit   | 14     | 14        | 100,00      |
            |            | Lampu menyala     | titik  | 210    | 210       | 100,00      |
            |            | Saluran lancar    | km     | 42     | 42        | 100,00      |
            |            | Trotoar terawat   | km     | 16     | 16        | 100,00      |

            ## Tabel 3.3
            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran    | Indikator       | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan baik | Jalan mantap    | km     | 78          | 80          | 77             | 71             |
            |            | Jembatan mantap | unit   | 12          | 14          | 11             | 13             |
            |            | Lampu menyala   | titik  | 200         | 210         | 190            | 205            |
            |            | Saluran lancar  | km     | 40          | 42          | 39             | 41             |
            |            | Trotoar terawat | km     | 15          | 16          | 14             | 15             |

        Benar:
            ## Tabel 3.1
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan baik | Jalan mantap      | km     | 80     | 71        | 88,75       |
            |            | Jembatan mantap   | unit   | 14     | 13        | 92,86       |
            |            | Lampu menyala     | titik  | 210    | 205       | 97,62       |
            |            | Saluran lancar    | km     | 42     | 41        | 97,62       |
            |            | Trotoar terawat   | km     | 16     | 15        | 93,75       |

            ## Tabel 3.3
            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran    | Indikator       | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan baik | Jalan mantap    | km     | 78          | 80          | 77             | 71             |
            |            | Jembatan mantap | unit   | 12          | 14          | 11             | 13             |
            |            | Lampu menyala   | titik  | 200         | 210         | 190            | 205            |
            |            | Saluran lancar  | km     | 40          | 42          | 39             | 41             |
            |            | Trotoar terawat | km     | 15          | 16          | 14             | 15             |
    """,
)
