"""Values of Bab III on performance: capaian, comparisons, causes, efficiency, quarters."""

from __future__ import annotations

from lkjip_xl.outputs.narrative import (
    analisis,
    capaian,
    efisiensi,
    grafik,
    perbandingan,
    program_pendukung,
    rencana_aksi,
)
from lkjip_xl.outputs.narrative.capaian import UraianIndikator
from lkjip_xl.outputs.narrative.gathered import Gathered
from lkjip_xl.outputs.narrative.value import Declared, Group, Kind, said, table, told


def _describe_indikator(of: Gathered) -> tuple[UraianIndikator, ...]:
    return tuple(
        UraianIndikator(nama=one.nama, uraian=of.say("capaian.uraian", satu=one))
        for one in of.daftar
    )


CAPAIAN = Group(
    "Ikhtisar dan capaian kinerja",
    (
        told("ikhtisar", "paragraf ikhtisar eksekutif", "ikhtisar.ikhtisar"),
        said("kalimat_cara_mengukur", "cara capaian dihitung", "capaian.cara_mengukur"),
        said("skala_predikat", "setiap predikat capaian dengan batasnya", "capaian.skala"),
        table(
            "tabel_capaian",
            "tabel capaian indikator kinerja utama",
            lambda of: capaian.tabulate_capaian(of.daftar),
        ),
        told("uraian_capaian", "uraian capaian secara keseluruhan", "capaian.ringkasan"),
        Declared(
            "daftar_indikator",
            Kind.INDICATORS,
            "setiap indikator kinerja utama dengan uraiannya",
            _describe_indikator,
        ),
    ),
)

EVALUASI = Group(
    "Evaluasi dan analisis",
    (
        table(
            "tabel_antar_tahun",
            "tabel realisasi menurut tahun",
            lambda of: perbandingan.tabulate_years(of.daftar, of.laporan.year),
        ),
        told(
            "uraian_antar_tahun", "perbandingan dengan tahun sebelumnya", "perbandingan.antar_tahun"
        ),
        table(
            "tabel_renstra",
            "tabel realisasi terhadap target Renstra",
            lambda of: perbandingan.tabulate_renstra(of.renstra, of.laporan.year, of.profil),
        ),
        told("uraian_renstra", "perbandingan dengan target Renstra", "perbandingan.renstra"),
        table(
            "tabel_pembanding",
            "tabel angka pembanding",
            lambda of: perbandingan.tabulate_elsewhere(of.laporan, of.daftar),
            condition="ada angka pembanding dari daerah lain",
        ),
        told("uraian_pembanding", "perbandingan dengan daerah lain", "perbandingan.daerah_lain"),
        table(
            "tabel_analisis",
            "tabel penyebab dan alternatif solusi",
            lambda of: analisis.tabulate_analisis(of.analisis),
        ),
        told("uraian_analisis", "penyebab keberhasilan dan kegagalan", "analisis.uraian"),
        Declared(
            "grafik_indikator",
            Kind.CHARTS,
            "grafik perkembangan setiap indikator",
            lambda of: grafik.chart_indikator(of.laporan, of.daftar),
        ),
        said("kalimat_pegawai", "kalimat tentang jumlah pegawai", "pegawai.jumlah"),
        table(
            "tabel_efisiensi_sasaran",
            "tabel efisiensi menurut sasaran",
            lambda of: efisiensi.tabulate_efisiensi(of.efisiensi_sasaran, "Sasaran"),
        ),
        table(
            "tabel_efisiensi_program",
            "tabel efisiensi menurut program",
            lambda of: efisiensi.tabulate_efisiensi(of.efisiensi_program, "Program"),
        ),
        told("uraian_efisiensi", "uraian efisiensi sumber daya", "efisiensi.uraian"),
        table(
            "tabel_program_pendukung",
            "tabel program yang menunjang sasaran",
            lambda of: program_pendukung.tabulate_pendukung(of.pendukung),
        ),
        told(
            "uraian_program_pendukung",
            "uraian program yang menunjang sasaran",
            "program_pendukung.uraian",
        ),
        table(
            "tabel_triwulan",
            "tabel ringkasan capaian triwulan",
            lambda of: rencana_aksi.tabulate_triwulan_hasil(of.laporan, of.triwulan),
            condition="Rencana Aksi berisi target dan realisasi triwulan",
        ),
        told(
            "uraian_triwulan",
            "uraian pelaksanaan rencana aksi per triwulan",
            "rencana_aksi.triwulan",
        ),
    ),
)
