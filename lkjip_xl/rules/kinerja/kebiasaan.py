"""HIT09: the office computes capaian in a way of its own that it states nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.quantity import format_number
from lkjip_xl.figures.kebiasaan import Kebiasaan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.wording import join_words

HIT09 = Rule(
    code="HIT09",
    name="cara-hitung-kantor-belum-dinyatakan",
    severity=Severity.INFO,
    doc="""
        Capaian di buku ini konsisten mengikuti cara hitung kantor sendiri, yang tidak dinyatakan.

        Program mengikutinya: batas capaian, rumus lain untuk indikator makin rendah makin baik,
        capaian yang tidak dibuat di bawah nol, atau capaian 100 untuk realisasi nol. Sekurangnya
        dua indikator menunjukkannya dan tidak ada yang bertentangan; satu angka yang menyimpang dari
        cara itu tetap dicatat sebagai kekeliruan.

        Mengapa: pembaca dan penilai tidak dapat menghitung ulang capaian bila caranya tidak
        dinyatakan, dan tahun depan orang lain dapat memakai cara yang berbeda.

        Salah:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jumlah jembatan   | unit   | 8      | 9         | 100         |
            | Jumlah pasar      | unit   | 8      | 12        | 100         |
            | Jumlah desa       | desa   | 80     | 70        | 87,50       |

        Benar:
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jumlah jembatan   | unit   | 8      | 9         | 100         |
            | Jumlah pasar      | unit   | 8      | 12        | 100         |
            | Jumlah desa       | desa   | 80     | 70        | 87,50       |

            | Pengaturan                  | Nilai |
            | Batas capaian tertinggi (%) | 100   |
    """,
)

#: Cells that are named to show a way; a whole column may follow it.
_MOST_SHOWN = 5
#: setting → what the office is seen to do, and the label that states it on the sheet Pengaturan.
_SAID = {
    "batas_capaian": ("capaian dibatasi paling tinggi {}%", "Batas capaian tertinggi (%)"),
    "rumus_turun": ("makin rendah makin baik dihitung {}", "Rumus makin rendah makin baik"),
    "batas_bawah": ("capaian dibatasi paling rendah {}%", "Batas capaian terendah (%)"),
    "nihil": (
        "realisasi nol pada indikator makin rendah makin baik diberi capaian {}%",
        "Capaian bila realisasi nol (%)",
    ),
    "nihil_sama": (
        "target dan realisasi yang sama-sama nol diberi capaian {}%",
        "Capaian bila target dan realisasi nol (%)",
    ),
}


@HIT09.check
def find_own_ways(context: Context) -> Iterator[Finding]:
    """Tell all that the office is seen to do once, at the head of the column that shows it first."""
    if not context.kebiasaan:
        return
    said = [f"{_say(one)} (terlihat pada {len(one.seen)} angka)" for one in context.kebiasaan]
    settings = [f"“{_SAID[one.setelan][1]}” diisi {_value(one)}" for one in context.kebiasaan]
    first = context.kebiasaan[0].seen[0]
    yield HIT09.finding(
        first.lampiran.head(first.column),
        Subject.of(first)._replace(item=first.lampiran.form.label, path=()),
        what=f"cara hitung kantor ini diikuti: {'; '.join(said)}",
        fix=f"nyatakan pada lembar Pengaturan: {join_words(settings)}; bila bukan itu yang "
        "dimaksud, isi di sana yang berlaku",
        related=[cell.cell for one in context.kebiasaan for cell in one.seen[:_MOST_SHOWN]],
    )


def _say(habit: Kebiasaan) -> str:
    return _SAID[habit.setelan][0].format(_value(habit))


def _value(habit: Kebiasaan) -> str:
    return habit.nilai if isinstance(habit.nilai, str) else format_number(habit.nilai)
