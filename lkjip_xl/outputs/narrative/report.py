"""The report's values, ready to be laid out in any document."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.profil import Profil
from lkjip_xl.figures.kebiasaan import directions_of
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative import (
    analisis,
    anggaran,
    capaian,
    efisiensi,
    grafik,
    ikhtisar,
    kepegawaian,
    lampiran,
    pendahuluan,
    perbandingan,
    perencanaan,
    program_pendukung,
    rencana_aksi,
    tindak_lanjut,
)
from lkjip_xl.outputs.narrative.capaian import UraianIndikator
from lkjip_xl.outputs.narrative.chart import Chart
from lkjip_xl.outputs.narrative.indikator import Status, gather_indikator, say_goals
from lkjip_xl.outputs.narrative.office import Office, describe_office
from lkjip_xl.outputs.narrative.pegawai import describe_pegawai
from lkjip_xl.outputs.narrative.sentences import Kalimat, shipped
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.outputs.narrative.text import Text, text

Paragraphs = tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything the report says, each value under the name that tags and the outline give it."""

    office: Office
    dasar_hukum: Paragraphs
    uraian_organisasi: Paragraphs
    susunan_organisasi: Paragraphs
    uraian_komposisi_pegawai: Paragraphs
    tabel_pegawai_status: Table
    tabel_pegawai_pendidikan: Table
    tabel_pegawai_golongan: Table
    tabel_pegawai_diklat: Table
    kalimat_isu_strategis: Text
    tabel_isu_strategis: Table
    kalimat_permasalahan: Text
    tabel_permasalahan: Table
    uraian_visi_misi: Paragraphs
    kalimat_tujuan_sasaran: Text
    tabel_tujuan_sasaran: Table
    kalimat_strategi: Text
    tabel_strategi: Table
    kalimat_program: Text
    daftar_program: Paragraphs
    kalimat_kegiatan: Text
    daftar_kegiatan: Paragraphs
    kalimat_iku: Text
    tabel_iku: Table
    kalimat_perjanjian_kinerja: Text
    kalimat_rencana_anggaran: Text
    tabel_rencana_anggaran: Table
    kalimat_rencana_aksi: Text
    tabel_rencana_aksi: Table
    ikhtisar: Paragraphs
    kalimat_cara_mengukur: Text
    skala_predikat: Text
    uraian_capaian: Paragraphs
    daftar_indikator: tuple[UraianIndikator, ...]
    tabel_capaian: Table
    uraian_antar_tahun: Paragraphs
    tabel_antar_tahun: Table
    grafik_indikator: tuple[Chart, ...]
    uraian_renstra: Paragraphs
    tabel_renstra: Table
    uraian_pembanding: Paragraphs
    tabel_pembanding: Table
    uraian_analisis: Paragraphs
    tabel_analisis: Table
    kalimat_pegawai: Text
    uraian_efisiensi: Paragraphs
    tabel_efisiensi_sasaran: Table
    tabel_efisiensi_program: Table
    uraian_program_pendukung: Paragraphs
    tabel_program_pendukung: Table
    uraian_anggaran: Paragraphs
    tabel_belanja: Table
    grafik_belanja: Chart | None
    tabel_anggaran: Table
    grafik_serapan: Chart | None
    batas_serapan: Text
    uraian_serapan_rendah: Paragraphs
    tabel_serapan_rendah: Table
    uraian_triwulan: Paragraphs
    tabel_triwulan: Table
    kalimat_nilai_evaluasi: Text
    tabel_nilai_evaluasi: Table
    uraian_tindak_lanjut: Paragraphs
    tabel_tindak_lanjut: Table
    kesimpulan: Paragraphs
    langkah_perbaikan: Paragraphs
    lampiran: dict[Form, Table]
    lampiran_triwulan: Table | None


def compose(laporan: LaporanKinerja, kalimat: Kalimat | None = None) -> Report:
    """Return the report of an office-year, in the shipped sentences or in the office's own.

    Raises:
        BookError: a sentence cannot be read.
    """
    kalimat = kalimat or shipped()
    office = describe_office(laporan)
    pengaturan = directions_of(laporan).pengaturan
    daftar = gather_indikator(laporan)
    analyses = analisis.Analyses(laporan)
    beside = perbandingan.gather_renstra(laporan, daftar)
    known = [one for one in beside if one.status is not Status.UNKNOWN]
    akhir = (laporan.profil or Profil()).renstra[1]
    parts = anggaran.gather_serapan(laporan)
    total = anggaran.gather_total(laporan, parts)
    belanja = anggaran.gather_belanja(laporan)
    low = anggaran.gather_low(laporan, parts)
    batas = anggaran.show_limit(pengaturan.batas_serapan)
    cause_sheet = analisis.sheet_of(laporan, Form.PENYEBAB_SERAPAN)
    sasaran = efisiensi.gather_efisiensi(laporan, parts, Level.SASARAN)
    program = efisiensi.gather_efisiensi(laporan, parts, Level.PROGRAM)
    lhe = kalimat.say("tindak_lanjut.nilai_evaluasi", **tindak_lanjut.gather_lhe(laporan))
    pegawai = kepegawaian.gather_pegawai(laporan)
    jenis = kepegawaian.Jenis
    daftar_program = perencanaan.gather_program(laporan)
    rencana = rencana_aksi.gather_rencana(laporan)
    triwulan = rencana_aksi.gather_triwulan(laporan)
    pendukung = program_pendukung.gather_pendukung(laporan, program)
    overall = {
        "kantor": office,
        "tahun": office.tahun,
        "daftar": daftar,
        "total": total,
        "rendah": low,
        "batas": batas,
    }
    return Report(
        office=office,
        dasar_hukum=pendahuluan.list_dasar_hukum(laporan),
        uraian_organisasi=pendahuluan.describe_organisasi(laporan),
        susunan_organisasi=pendahuluan.list_susunan(laporan),
        uraian_komposisi_pegawai=kepegawaian.describe_komposisi(pegawai),
        tabel_pegawai_status=kepegawaian.tabulate_pegawai(laporan, pegawai, jenis.KELAMIN),
        tabel_pegawai_pendidikan=kepegawaian.tabulate_pegawai(laporan, pegawai, jenis.PENDIDIKAN),
        tabel_pegawai_golongan=kepegawaian.tabulate_pegawai(laporan, pegawai, jenis.GOLONGAN),
        tabel_pegawai_diklat=kepegawaian.tabulate_pegawai(laporan, pegawai, jenis.DIKLAT),
        kalimat_isu_strategis=pendahuluan.describe_isu(laporan),
        tabel_isu_strategis=pendahuluan.tabulate_isu(laporan),
        kalimat_permasalahan=pendahuluan.describe_permasalahan(laporan),
        tabel_permasalahan=pendahuluan.tabulate_permasalahan(laporan),
        uraian_visi_misi=perencanaan.describe_visi(laporan, office),
        kalimat_tujuan_sasaran=kalimat.say(
            "perencanaan.tujuan_sasaran", kantor=office, **perencanaan.gather_tujuan(laporan)
        ),
        tabel_tujuan_sasaran=perencanaan.tabulate_tujuan(laporan),
        kalimat_strategi=kalimat.say(
            "perencanaan.strategi", kantor=office, **perencanaan.gather_strategi(laporan)
        ),
        tabel_strategi=perencanaan.tabulate_strategi(laporan),
        kalimat_program=perencanaan.describe_program(daftar_program, office.tahun),
        daftar_program=tuple(map(text, daftar_program.program)),
        kalimat_kegiatan=perencanaan.describe_kegiatan(daftar_program),
        daftar_kegiatan=tuple(map(text, daftar_program.kegiatan)),
        kalimat_iku=kalimat.say("perencanaan.iku", daftar=daftar, kantor=office),
        tabel_iku=perencanaan.tabulate_iku(laporan, daftar),
        kalimat_perjanjian_kinerja=kalimat.say(
            "perencanaan.perjanjian_kinerja",
            **overall,
            tujuan=say_goals(daftar),
            program=daftar_program,
        ),
        kalimat_rencana_anggaran=kalimat.say(
            "perencanaan.rencana_anggaran", **overall, belanja=belanja
        ),
        tabel_rencana_anggaran=perencanaan.tabulate_rencana_anggaran(belanja, parts, total),
        kalimat_rencana_aksi=kalimat.say(
            "rencana_aksi.rencana", tahun=office.tahun, **rencana_aksi.sum_up(laporan, rencana)
        ),
        tabel_rencana_aksi=rencana_aksi.tabulate_rencana(laporan, rencana),
        ikhtisar=kalimat.tell(
            "ikhtisar.ikhtisar",
            **overall,
            nilai_evaluasi=lhe,
            belum_tercapai=ikhtisar.gather_missed(daftar, analyses),
            sasaran=sasaran,
            penghematan=ikhtisar.show_saved(sasaran),
        ),
        kalimat_cara_mengukur=kalimat.say(
            "capaian.cara_mengukur", **capaian.gather_measuring(daftar, pengaturan)
        ),
        skala_predikat=capaian.describe_scale(pengaturan.skala_capaian),
        uraian_capaian=kalimat.tell(
            "capaian.ringkasan",
            daftar=daftar,
            tahun=office.tahun,
            ujung=capaian.gather_ends(daftar),
        ),
        daftar_indikator=tuple(
            UraianIndikator(
                nama=one.nama,
                uraian=kalimat.say("capaian.uraian", satu=one, tahun=office.tahun),
            )
            for one in daftar
        ),
        tabel_capaian=capaian.tabulate_capaian(daftar),
        uraian_antar_tahun=kalimat.tell(
            "perbandingan.antar_tahun", **perbandingan.gather_years(daftar, laporan.year)
        ),
        tabel_antar_tahun=perbandingan.tabulate_years(daftar, laporan.year),
        grafik_indikator=grafik.chart_indikator(laporan, daftar),
        uraian_renstra=kalimat.tell(
            "perbandingan.renstra", dikenal=known, tahun=office.tahun, akhir=akhir
        ),
        tabel_renstra=perbandingan.tabulate_renstra(beside, laporan.year, akhir),
        uraian_pembanding=perbandingan.describe_elsewhere(laporan, daftar),
        tabel_pembanding=perbandingan.tabulate_elsewhere(laporan, daftar),
        uraian_analisis=analisis.describe_analisis(daftar, analyses),
        tabel_analisis=analisis.tabulate_analisis(daftar, analyses),
        kalimat_pegawai=describe_pegawai(laporan),
        uraian_efisiensi=kalimat.tell(
            "efisiensi.uraian",
            sasaran=sasaran,
            program=program,
            hemat=efisiensi.gather_hemat(sasaran, program),
        ),
        tabel_efisiensi_sasaran=efisiensi.tabulate_efisiensi(sasaran, "Sasaran"),
        tabel_efisiensi_program=efisiensi.tabulate_efisiensi(program, "Program"),
        uraian_program_pendukung=program_pendukung.describe_pendukung(pendukung),
        tabel_program_pendukung=program_pendukung.tabulate_pendukung(pendukung),
        uraian_anggaran=kalimat.tell(
            "anggaran.uraian",
            total=total,
            tahun=office.tahun,
            program=anggaran.programs(parts),
            kegiatan=anggaran.kegiatan_of(parts),
        ),
        tabel_belanja=anggaran.tabulate_belanja(belanja),
        grafik_belanja=grafik.chart_belanja(belanja, office.tahun),
        tabel_anggaran=anggaran.tabulate_serapan(parts, total),
        grafik_serapan=grafik.chart_serapan(parts, office.tahun),
        batas_serapan=text(batas),
        uraian_serapan_rendah=kalimat.tell(
            "anggaran.serapan_rendah",
            kegiatan=anggaran.kegiatan_of(parts),
            rendah=low,
            sisa=anggaran.show_unspent(low),
            batas=batas,
            lembar=cause_sheet,
        ),
        tabel_serapan_rendah=anggaran.tabulate_low(low, cause_sheet),
        uraian_triwulan=kalimat.tell(
            "rencana_aksi.triwulan",
            hasil=triwulan,
            lembar=analisis.sheet_of(laporan, Form.RENCANA_AKSI),
            kurang=rencana_aksi.ask_triwulan(laporan, has_targets=bool(triwulan)),
        ),
        tabel_triwulan=rencana_aksi.tabulate_triwulan_hasil(laporan, triwulan),
        kalimat_nilai_evaluasi=lhe,
        tabel_nilai_evaluasi=tindak_lanjut.tabulate_lhe(laporan),
        uraian_tindak_lanjut=kalimat.tell(
            "tindak_lanjut.uraian", **tindak_lanjut.gather_kemajuan(laporan)
        ),
        tabel_tindak_lanjut=tindak_lanjut.tabulate_tindak_lanjut(laporan),
        kesimpulan=kalimat.tell("ikhtisar.kesimpulan", **overall, tujuan=say_goals(daftar)),
        langkah_perbaikan=analisis.list_solutions(daftar, analyses),
        lampiran={
            form: lampiran.tabulate_lampiran(laporan, form) for form in Form if form.is_lampiran
        },
        lampiran_triwulan=lampiran.tabulate_triwulan(laporan),
    )
