"""The tags of the Word template: what each stands for, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.form import Form
from lkjip_xl.outputs.docx.chart_xml import drawing_xml
from lkjip_xl.outputs.docx.charts import name_charts
from lkjip_xl.outputs.docx.look import Look
from lkjip_xl.outputs.docx.table_xml import clean, table_xml
from lkjip_xl.outputs.narrative.asal_angka import list_origins, tabulate_origins
from lkjip_xl.outputs.narrative.catatan import tabulate_catatan
from lkjip_xl.outputs.narrative.chapters import list_chapters
from lkjip_xl.outputs.narrative.report import Report
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.outputs.narrative.text import Text

#: What a tag may hold: text, paragraphs, a condition, a list of named texts, a finished block.
TagValue = str | bool | list[str] | list[dict[str, str]] | list[dict[str, str | bool]]


def build_context(
    report: Report, look: Look, findings: Sequence[Finding] = ()
) -> dict[str, TagValue]:
    """Return every tag's value: nothing but strings, booleans and lists, with no method to call."""
    return {
        "konsep": f"KONSEP — {len(findings)} catatan belum selesai" if findings else "",
        "tabel_catatan": _block(tabulate_catatan(findings), look) if findings else "",
        **_names(report),
        **_paragraphs(report),
        **_tables(report, look),
        **_charts(report, look),
        "daftar_asal_angka": _origins(report, look),
    }


def _names(report: Report) -> dict[str, TagValue]:
    office = report.office
    return {
        "nama_perangkat_daerah": _words(office.nama),
        "nama_lengkap": _words(office.nama_lengkap),
        "sebutan": _words(office.sebutan),
        "daerah": _words(office.daerah),
        "pemerintah_daerah": _words(office.pemerintah_daerah),
        "alamat": _words(office.alamat),
        "tahun": _words(office.tahun),
        "periode_renstra": _words(office.renstra),
        "kota": _words(office.kota),
        "tanggal": _words(office.tanggal),
        "jabatan_kepala": _words(office.jabatan_kepala),
        "nama_kepala": _words(office.nama_kepala),
        "pangkat": _words(office.pangkat),
        "nip": _words(office.nip),
    }


def _paragraphs(report: Report) -> dict[str, TagValue]:
    return {
        "dasar_hukum": _list(report.dasar_hukum),
        "uraian_organisasi": _list(report.organisasi),
        "susunan_organisasi": _list(report.susunan),
        "uraian_komposisi_pegawai": _list(report.komposisi_pegawai),
        "kalimat_isu_strategis": _words(report.isu_strategis),
        "kalimat_permasalahan": _words(report.permasalahan),
        "uraian_visi_misi": _list(report.visi_misi),
        "kalimat_tujuan_sasaran": _words(report.tujuan_sasaran),
        "kalimat_strategi": _words(report.strategi),
        "kalimat_program": _words(report.kalimat_program),
        "daftar_program": _list(report.daftar_program),
        "kalimat_kegiatan": _words(report.kalimat_kegiatan),
        "daftar_kegiatan": _list(report.daftar_kegiatan),
        "kalimat_iku": _words(report.iku),
        "kalimat_perjanjian_kinerja": _words(report.perjanjian_kinerja),
        "kalimat_rencana_anggaran": _words(report.rencana_anggaran),
        "kalimat_rencana_aksi": _words(report.rencana_aksi),
        "uraian_program_pendukung": _list(report.program_pendukung),
        "uraian_triwulan": _list(report.triwulan),
        "ada_triwulan": bool(report.tabel_triwulan.rows),
        "ada_nilai_evaluasi": bool(report.tabel_lhe.rows),
        "ikhtisar": _list(report.ikhtisar),
        "uraian_capaian": _list(report.capaian),
        "daftar_indikator": [
            {"nama": clean(one.nama), "uraian": _words(one.uraian)}
            for one in report.uraian_indikator
        ],
        "uraian_antar_tahun": _list(report.antar_tahun),
        "uraian_renstra": _list(report.renstra),
        "ada_pembanding": bool(report.tabel_pembanding.rows),
        "uraian_pembanding": _list(report.pembanding),
        "uraian_analisis": _list(report.analisis),
        "kalimat_pegawai": _words(report.pegawai),
        "uraian_efisiensi": _list(report.efisiensi),
        "uraian_anggaran": _list(report.anggaran),
        "ada_serapan_rendah": bool(report.tabel_serapan_rendah.rows),
        "uraian_serapan_rendah": _list(report.serapan_rendah),
        "kalimat_nilai_evaluasi": _words(report.lhe),
        "uraian_tindak_lanjut": _list(report.tindak_lanjut),
        "kesimpulan": _list(report.kesimpulan),
        "ada_langkah_perbaikan": bool(report.saran),
        "langkah_perbaikan": _list(report.saran),
    }


def _tables(report: Report, look: Look) -> dict[str, TagValue]:
    tables = {
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
        "tabel_program_pendukung": report.tabel_program_pendukung,
        "tabel_triwulan": report.tabel_triwulan,
        "tabel_nilai_evaluasi": report.tabel_lhe,
        "tabel_capaian": report.tabel_capaian,
        "tabel_antar_tahun": report.tabel_antar_tahun,
        "tabel_renstra": report.tabel_renstra,
        "tabel_pembanding": report.tabel_pembanding,
        "tabel_analisis": report.tabel_analisis,
        "tabel_efisiensi_sasaran": report.tabel_efisiensi_sasaran,
        "tabel_efisiensi_program": report.tabel_efisiensi_program,
        "tabel_belanja": report.tabel_belanja,
        "tabel_anggaran": report.tabel_anggaran,
        "tabel_serapan_rendah": report.tabel_serapan_rendah,
        "tabel_tindak_lanjut": report.tabel_tindak_lanjut,
        **{lampiran_tag(form): table for form, table in report.lampiran.items()},
    }
    triwulan = report.lampiran_triwulan
    blocks: dict[str, TagValue] = {name: _block(table, look) for name, table in tables.items()}
    blocks["ada_lampiran_triwulan"] = triwulan is not None
    blocks["lampiran_triwulan"] = _block(triwulan, look) if triwulan else ""
    return blocks


def _charts(report: Report, look: Look) -> dict[str, TagValue]:
    """Return the trend charts as a list, the first marked, and the two charts of the money."""
    from markupsafe import Markup

    named = name_charts(report)
    drawn = {name: Markup(drawing_xml(chart, name, look)) for name, chart in named.items()}
    trends = [name for name in named if name.startswith("indikator-")]
    listed: list[dict[str, str | bool]] = [
        {
            "judul": _words(named[name].judul),
            "gambar": drawn[name],
            "pertama": name == trends[0],
        }
        for name in trends
    ]
    context: dict[str, TagValue] = {"grafik_indikator": listed}
    for name in ("belanja", "serapan"):
        context[f"ada_grafik_{name}"] = name in drawn
        context[f"grafik_{name}"] = drawn.get(name, "")
        context[f"judul_grafik_{name}"] = _words(named[name].judul) if name in named else ""
    return context


def _origins(report: Report, look: Look) -> str:
    return _block(tabulate_origins(list_origins(list_chapters(report))), look)


def _block(table: Table, look: Look) -> str:
    """Return a table as markup that the template must not escape again."""
    from markupsafe import Markup

    return Markup(table_xml(table, look))


def _words(text: Text) -> str:
    return clean(str(text))


def _list(texts: Iterable[Text]) -> list[str]:
    return [_words(text) for text in texts]


def lampiran_tag(form: Form) -> str:
    """Return the tag of an annex: ``lampiran_tabel_3_1``."""
    return f"lampiran_{form.value}"
