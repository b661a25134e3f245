"""What the report says of the recommendations: as many finished as say so."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.outputs.narrative.sentences import shipped
from lkjip_xl.outputs.narrative.tindak_lanjut import gather_kemajuan
from lkjip_xl.pipeline import read_books


def told(*follow_ups: tuple[str, str]) -> str:
    rows = "\n".join(
        f"| Susun SOP nomor {n} | {words} | {remark} |"
        for n, (words, remark) in enumerate(follow_ups, start=1)
    )
    book = draw(f"""
        | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
        | Jalan mantap      | km     | 80     | 70        | 87,50       |

        ## Tindak Lanjut
        | Rekomendasi | Tindak Lanjut | Keterangan |
        {rows}
    """)
    values = gather_kemajuan(read_books([book]).laporan)
    (words,) = shipped().tell("tindak_lanjut.uraian", tindak_lanjut=values)
    return str(words).partition("rekomendasi. ")[2]


@pytest.mark.parametrize(
    ("follow_ups", "sentence"),
    [
        ([("Sudah dibuat", "Selesai")] * 3, "Seluruhnya sudah selesai ditindaklanjuti."),
        ([("Dibuat", "Berjalan")] * 2, "Seluruhnya masih dalam proses tindak lanjut."),
        ([("Dibuat", "")] * 2, "Seluruhnya belum dinyatakan selesai."),
        ([("-", "")] * 2, "Seluruhnya belum ditindaklanjuti."),
        ([("Akan dibuat", "")], "Rekomendasi itu belum ditindaklanjuti."),
        (
            [("Dibuat", "Selesai"), ("Sedang dibuat", ""), ("Rencana 2025", ""), ("Dibuat", "")],
            "Dari jumlah itu, satu sudah selesai ditindaklanjuti, satu masih dalam proses tindak "
            "lanjut, satu belum ditindaklanjuti, dan satu belum dinyatakan selesai.",
        ),
    ],
)
def test_only_what_says_so_is_finished(follow_ups: list[tuple[str, str]], sentence: str) -> None:
    assert told(*follow_ups) == sentence
