"""The report's values by the names that its outline and the tags of a Word template give them."""

from __future__ import annotations

from collections.abc import Mapping

from lkjip_xl.outputs.narrative.capaian import UraianIndikator
from lkjip_xl.outputs.narrative.chart import Chart
from lkjip_xl.outputs.narrative.report import Report
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.outputs.narrative.text import Text

Value = (
    Text
    | tuple[Text, ...]
    | tuple[UraianIndikator, ...]
    | tuple[Chart, ...]
    | Table
    | bool
    | None  # an annex that the book does not have
)


def name_values(report: Report) -> dict[str, Value]:
    """Return every value by its name: words, paragraphs, tables, charts and conditions."""
    return {**_names(report), **_words(report), **_tables(report), **_charts(report)}


def _names(report: Report) -> Mapping[str, Value]:
    office = report.office
    return {
        "nama_perangkat_daerah": office.nama,
        "nama_lengkap": office.nama_lengkap,
        "sebutan": office.sebutan,
        "daerah": office.daerah,
        "pemerintah_daerah": office.pemerintah_daerah,
        "alamat": office.alamat,
        "tahun": office.tahun,
        "periode_renstra": office.renstra,
        "kota": office.kota,
        "tanggal": office.tanggal,
        "jabatan_kepala": office.jabatan_kepala,
        "nama_kepala": office.nama_kepala,
        "pangkat": office.pangkat,
        "nip": office.nip,
    }


def _words(report: Report) -> Mapping[str, Value]:
    return {
        "dasar_hukum": report.dasar_hukum,
        "uraian_organisasi": report.organisasi,
        "susunan_organisasi": report.susunan,
        "uraian_komposisi_pegawai": report.komposisi_pegawai,
        "kalimat_isu_strategis": report.isu_strategis,
        "kalimat_permasalahan": report.permasalahan,
        "uraian_visi_misi": report.visi_misi,
        "kalimat_tujuan_sasaran": report.tujuan_sasaran,
        "kalimat_strategi": report.strategi,
        "kalimat_program": report.kalimat_program,
        "daftar_program": report.daftar_program,
        "kalimat_kegiatan": report.kalimat_kegiatan,
        "daftar_kegiatan": report.daftar_kegiatan,
        "kalimat_iku": report.iku,
        "kalimat_perjanjian_kinerja": report.perjanjian_kinerja,
        "kalimat_rencana_anggaran": report.rencana_anggaran,
        "kalimat_rencana_aksi": report.rencana_aksi,
        "ikhtisar": report.ikhtisar,
        "kalimat_cara_mengukur": report.cara_mengukur,
        "skala_predikat": report.skala_predikat,
        "uraian_capaian": report.capaian,
        "daftar_indikator": report.uraian_indikator,
        "uraian_antar_tahun": report.antar_tahun,
        "uraian_renstra": report.renstra,
        "ada_pembanding": bool(report.tabel_pembanding.rows),
        "uraian_pembanding": report.pembanding,
        "uraian_analisis": report.analisis,
        "uraian_anggaran": report.anggaran,
        "batas_serapan": report.batas_serapan,
        "ada_serapan_rendah": bool(report.tabel_serapan_rendah.rows),
        "uraian_serapan_rendah": report.serapan_rendah,
        "kalimat_pegawai": report.pegawai,
        "uraian_efisiensi": report.efisiensi,
        "uraian_program_pendukung": report.program_pendukung,
        "ada_triwulan": bool(report.tabel_triwulan.rows),
        "uraian_triwulan": report.triwulan,
        "uraian_tindak_lanjut": report.tindak_lanjut,
        "kalimat_nilai_evaluasi": report.lhe,
        "ada_nilai_evaluasi": bool(report.tabel_lhe.rows),
        "kesimpulan": report.kesimpulan,
        "ada_langkah_perbaikan": bool(report.saran),
        "langkah_perbaikan": report.saran,
    }


def _tables(report: Report) -> Mapping[str, Value]:
    return {
        "tabel_pegawai_status": report.tabel_pegawai_status,
        "tabel_pegawai_pendidikan": report.tabel_pegawai_pendidikan,
        "tabel_pegawai_golongan": report.tabel_pegawai_golongan,
        "tabel_pegawai_diklat": report.tabel_pegawai_diklat,
        "tabel_isu_strategis": report.tabel_isu_strategis,
        "tabel_permasalahan": report.tabel_permasalahan,
        "tabel_tujuan_sasaran": report.tabel_tujuan_sasaran,
        "tabel_strategi": report.tabel_strategi,
        "tabel_iku": report.tabel_iku,
        "tabel_rencana_anggaran": report.tabel_rencana_anggaran,
        "tabel_rencana_aksi": report.tabel_rencana_aksi,
        "tabel_capaian": report.tabel_capaian,
        "tabel_antar_tahun": report.tabel_antar_tahun,
        "tabel_renstra": report.tabel_renstra,
        "tabel_pembanding": report.tabel_pembanding,
        "tabel_analisis": report.tabel_analisis,
        "tabel_belanja": report.tabel_belanja,
        "tabel_anggaran": report.tabel_anggaran,
        "tabel_serapan_rendah": report.tabel_serapan_rendah,
        "tabel_efisiensi_sasaran": report.tabel_efisiensi_sasaran,
        "tabel_efisiensi_program": report.tabel_efisiensi_program,
        "tabel_program_pendukung": report.tabel_program_pendukung,
        "tabel_triwulan": report.tabel_triwulan,
        "tabel_tindak_lanjut": report.tabel_tindak_lanjut,
        "tabel_nilai_evaluasi": report.tabel_lhe,
        **{f"lampiran_{form.value}": table for form, table in report.lampiran.items()},
        "ada_lampiran_triwulan": report.lampiran_triwulan is not None,
        "lampiran_triwulan": report.lampiran_triwulan,
    }


def _charts(report: Report) -> Mapping[str, Value]:
    return {
        "grafik_indikator": report.grafik_indikator,
        "grafik_belanja": tuple(filter(None, (report.grafik_belanja,))),
        "grafik_serapan": tuple(filter(None, (report.grafik_serapan,))),
    }
