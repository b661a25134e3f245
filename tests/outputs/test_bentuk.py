"""How the sheets were understood is told: forms, columns, and what was passed over."""

import json
from collections.abc import Callable

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.lampiran.understanding import understand
from lkjip_xl.outputs.bentuk import as_json, as_text, failure_as_json
from lkjip_xl.pipeline import UnknownFormError, check

BOOK = """
## 3.1
Tabel 3.1 Pencapaian Realisasi Kinerja Tahun 2023

| No | Sasaran       | Indikator Kinerja | Satuan | Lokasi | Target dan Realisasi 2023 | < | < |
| ^  | ^             | ^                 | ^      | ^      | Target | Realisasi | % Capaian |
| 1  | Jalan membaik | Jalan mantap      | km     | Utara  | 80     | 70        | 87,50     |

## Penduduk
| Kecamatan | Tahun | Jumlah |
| Serang    | 2023  | 240    |

## Kosong

## Hampir
Tabel pencapaian
| Indikator Kinerja | Satuan | Target | Tercatat |
| Jalan mantap      | km     | 80     | 70       |

## Pengaturan
| Pengaturan        | Nilai |
| Batas serapan (%) | 85    |
"""
UNKNOWN = """
## Penduduk
| Kecamatan | Target |
| Serang    | 240    |
"""


def test_every_sheet_is_told(golden: Callable[[str, str], None]) -> None:
    golden("bentuk.txt", as_text(understand(list(draw(BOOK).grids()))))


def test_the_same_for_programs() -> None:
    document = json.loads(as_json(understand(list(draw(BOOK).grids()))))

    first, *_ = document["sheets"]
    (table,) = first["tables"]
    assert (table["form"], table["header"], table["rows"]) == ("tabel_3_1", [3, 4], [5, 5])
    assert {column["column"]: (column["field"], column["year"]) for column in table["columns"]} == {
        "A": ("no", None),
        "B": ("sasaran", None),
        "C": ("indikator", None),
        "D": ("satuan", None),
        "E": (None, None),
        "F": ("target", 2023),
        "G": ("realisasi", 2023),
        "H": ("capaian", 2023),
    }
    assert table["columns"][4]["note"] == "judul kolom tidak dikenal"


def test_where_no_form_is_known_each_sheet_says_what_is_missing() -> None:
    with pytest.raises(UnknownFormError) as raised:
        check(draw(UNKNOWN))

    document = json.loads(failure_as_json(raised.value))
    assert document["error"]["message"] == "tidak ada lampiran LKjIP yang dikenali"
    (sheet,) = document["sheets"]
    assert "“Target”" in sheet["note"]


def test_the_annex_that_comes_nearest_is_named() -> None:
    (sheet,) = understand(list(draw("| Indikator | Satuan | Target | Tercatat |").grids()))
    (table,) = sheet.tables
    assert table.sebab == (
        "tidak cocok dengan formulir mana pun; terdekat Tabel 3.1, yang kurang: Realisasi"
    )
