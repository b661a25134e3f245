"""Values of Bab III on money."""

from __future__ import annotations

from lkjip_xl.outputs.narrative import anggaran, grafik
from lkjip_xl.outputs.narrative.text import text
from lkjip_xl.outputs.narrative.value import Declared, Group, Kind, table, told, words

ANGGARAN = Group(
    "Anggaran",
    (
        told("uraian_anggaran", "uraian pagu, realisasi, dan sisanya", "anggaran.uraian"),
        table(
            "tabel_belanja",
            "tabel realisasi menurut jenis belanja",
            lambda of: anggaran.tabulate_belanja(of.belanja),
        ),
        table(
            "tabel_anggaran",
            "tabel realisasi menurut program dan kegiatan",
            lambda of: anggaran.tabulate_serapan(of.serapan, of.total),
        ),
        Declared(
            "grafik_belanja",
            Kind.CHART,
            "grafik susunan belanja",
            lambda of: grafik.chart_belanja(of.belanja, of.tahun),
        ),
        Declared(
            "grafik_serapan",
            Kind.CHART,
            "grafik serapan per program",
            lambda of: grafik.chart_serapan(of.serapan_program, of.tahun),
        ),
        words("batas_serapan", "batas serapan rendah, misalnya 90%", lambda of: text(of.batas)),
        table(
            "tabel_serapan_rendah",
            "tabel kegiatan dengan serapan rendah",
            lambda of: anggaran.tabulate_low(of.rendah, of.lembar["penyebab_serapan"]),
            condition="ada kegiatan dengan serapan rendah",
        ),
        told(
            "uraian_serapan_rendah",
            "uraian kegiatan dengan serapan rendah",
            "anggaran.serapan_rendah",
        ),
    ),
)
