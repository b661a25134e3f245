"""Every tag of the template, with what it stands for: the one list that people and checks use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """What a tag holds, which decides how it is written.

    A ``RINCIAN`` is a list of items with names inside; ``BUTIR`` is one such item, which only a
    loop gives.
    """

    KATA = "kata"
    SYARAT = "syarat"
    DAFTAR = "daftar"
    RINCIAN = "rincian"
    BUTIR = "butir"
    BLOK = "blok"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; ``fields`` are the tags inside each item of a ``RINCIAN``, or inside a ``BUTIR``."""

    name: str
    kind: Kind
    meaning: str
    fields: tuple[Tag, ...] = ()


def _words(name: str, meaning: str) -> Tag:
    return Tag(name, Kind.KATA, meaning)


def _when(name: str, meaning: str) -> Tag:
    return Tag(name, Kind.SYARAT, meaning)


def _paragraphs(name: str, meaning: str) -> Tag:
    return Tag(name, Kind.DAFTAR, meaning)


def _block(name: str, meaning: str) -> Tag:
    return Tag(name, Kind.BLOK, meaning)


#: The tags by subject.  Every value that ``build_context`` gives has its line here.
GROUPS: tuple[tuple[str, tuple[Tag, ...]], ...] = (
    (
        "Perangkat daerah",
        (
            _words("nama_perangkat_daerah", "nama perangkat daerah"),
            _words("nama_lengkap", "nama perangkat daerah beserta daerahnya"),
            _words("sebutan", "singkatan, atau nama bila tidak ada singkatannya"),
            _words("daerah", "nama daerah"),
            _words("pemerintah_daerah", "nama pemerintah daerah"),
            _words("alamat", "alamat kantor"),
            _words("tahun", "tahun laporan"),
            _words("periode_renstra", "tahun awal dan akhir Renstra"),
            _words("kota", "tempat laporan ditandatangani"),
            _words("tanggal", "tanggal laporan ditandatangani"),
            _words("jabatan_kepala", "jabatan penanda tangan"),
            _words("nama_kepala", "nama penanda tangan"),
            _words("pangkat", "pangkat penanda tangan"),
            _words("nip", "NIP penanda tangan"),
            _words("konsep", "tanda KONSEP selama ada kesalahan terbuka atau isian kosong"),
            _block("tabel_catatan", "daftar kesalahan terbuka dan isian kosong, bila ada"),
        ),
    ),
    (
        "Ikhtisar dan capaian kinerja",
        (
            _paragraphs("ikhtisar", "paragraf ikhtisar eksekutif"),
            _words("kalimat_cara_mengukur", "cara capaian dihitung"),
            _words("skala_predikat", "setiap predikat capaian dengan batasnya"),
            _block("tabel_capaian", "tabel capaian indikator kinerja utama"),
            _paragraphs("uraian_capaian", "uraian capaian secara keseluruhan"),
            Tag(
                "daftar_indikator",
                Kind.RINCIAN,
                "setiap indikator kinerja utama dengan uraiannya",
                (_words("nama", "nama indikator"), _words("uraian", "uraian capaiannya")),
            ),
        ),
    ),
    (
        "Pendahuluan",
        (
            _paragraphs("dasar_hukum", "dasar hukum, satu butir satu paragraf"),
            _paragraphs("uraian_organisasi", "uraian kondisi organisasi"),
            _paragraphs("susunan_organisasi", "susunan organisasi, satu butir satu paragraf"),
            _paragraphs("uraian_komposisi_pegawai", "uraian susunan pegawai"),
            _block("tabel_pegawai_status", "tabel pegawai menurut status dan jenis kelamin"),
            _block("tabel_pegawai_pendidikan", "tabel pegawai menurut pendidikan"),
            _block("tabel_pegawai_golongan", "tabel pegawai menurut pangkat dan golongan"),
            _block("tabel_pegawai_diklat", "tabel pegawai menurut diklat"),
            _words("kalimat_isu_strategis", "kalimat pengantar isu strategis"),
            _block("tabel_isu_strategis", "tabel isu strategis"),
            _words("kalimat_permasalahan", "kalimat pengantar permasalahan"),
            _block("tabel_permasalahan", "tabel permasalahan"),
        ),
    ),
    (
        "Perencanaan kinerja",
        (
            _paragraphs("uraian_visi_misi", "visi dan misi"),
            _words("kalimat_tujuan_sasaran", "kalimat pengantar tujuan dan sasaran"),
            _block("tabel_tujuan_sasaran", "tabel tujuan dan sasaran"),
            _words("kalimat_strategi", "kalimat pengantar strategi"),
            _block("tabel_strategi", "tabel strategi dan arah kebijakan"),
            _words("kalimat_program", "kalimat pengantar daftar program"),
            _paragraphs("daftar_program", "daftar program, satu butir satu paragraf"),
            _words("kalimat_kegiatan", "kalimat pengantar daftar kegiatan; kosong bila tidak ada"),
            _paragraphs("daftar_kegiatan", "daftar kegiatan, satu butir satu paragraf"),
            _words("kalimat_iku", "kalimat pengantar indikator kinerja utama"),
            _block("tabel_iku", "tabel indikator kinerja utama"),
            _words("kalimat_perjanjian_kinerja", "kalimat tentang perjanjian kinerja"),
            _words("kalimat_rencana_anggaran", "kalimat tentang rencana anggaran"),
            _block("tabel_rencana_anggaran", "tabel rencana anggaran"),
            _words("kalimat_rencana_aksi", "kalimat tentang rencana aksi"),
            _block("tabel_rencana_aksi", "tabel ringkasan rencana aksi"),
        ),
    ),
    (
        "Evaluasi dan analisis",
        (
            _block("tabel_antar_tahun", "tabel realisasi menurut tahun"),
            _paragraphs("uraian_antar_tahun", "perbandingan dengan tahun sebelumnya"),
            _block("tabel_renstra", "tabel realisasi terhadap target Renstra"),
            _paragraphs("uraian_renstra", "perbandingan dengan target Renstra"),
            _when("ada_pembanding", "ada angka pembanding dari daerah lain"),
            _block("tabel_pembanding", "tabel angka pembanding"),
            _paragraphs("uraian_pembanding", "perbandingan dengan daerah lain"),
            _block("tabel_analisis", "tabel penyebab dan alternatif solusi"),
            _paragraphs("uraian_analisis", "penyebab keberhasilan dan kegagalan"),
            Tag(
                "grafik_indikator",
                Kind.RINCIAN,
                "grafik perkembangan setiap indikator",
                (
                    _words("judul", "judul grafik"),
                    _block("gambar", "grafiknya"),
                    _when("pertama", "ini grafik yang pertama"),
                ),
            ),
            _words("kalimat_pegawai", "kalimat tentang jumlah pegawai"),
            _block("tabel_efisiensi_sasaran", "tabel efisiensi menurut sasaran"),
            _block("tabel_efisiensi_program", "tabel efisiensi menurut program"),
            _paragraphs("uraian_efisiensi", "uraian efisiensi sumber daya"),
            _block("tabel_program_pendukung", "tabel program yang menunjang sasaran"),
            _paragraphs("uraian_program_pendukung", "uraian program yang menunjang sasaran"),
            _when("ada_triwulan", "Rencana Aksi berisi target dan realisasi triwulan"),
            _block("tabel_triwulan", "tabel ringkasan capaian triwulan"),
            _paragraphs("uraian_triwulan", "uraian pelaksanaan rencana aksi per triwulan"),
        ),
    ),
    (
        "Anggaran",
        (
            _paragraphs("uraian_anggaran", "uraian pagu, realisasi, dan sisanya"),
            _block("tabel_belanja", "tabel realisasi menurut jenis belanja"),
            _block("tabel_anggaran", "tabel realisasi menurut program dan kegiatan"),
            _when("ada_grafik_belanja", "ada grafik susunan belanja"),
            _words("judul_grafik_belanja", "judul grafik susunan belanja"),
            _block("grafik_belanja", "grafik susunan belanja"),
            _when("ada_grafik_serapan", "ada grafik serapan per program"),
            _words("judul_grafik_serapan", "judul grafik serapan per program"),
            _block("grafik_serapan", "grafik serapan per program"),
            _words("batas_serapan", "batas serapan rendah, misalnya 90%"),
            _when("ada_serapan_rendah", "ada kegiatan dengan serapan rendah"),
            _block("tabel_serapan_rendah", "tabel kegiatan dengan serapan rendah"),
            _paragraphs("uraian_serapan_rendah", "uraian kegiatan dengan serapan rendah"),
        ),
    ),
    (
        "Tindak lanjut dan penutup",
        (
            _when("ada_nilai_evaluasi", "ada rincian nilai evaluasi SAKIP"),
            _block("tabel_nilai_evaluasi", "tabel nilai evaluasi SAKIP"),
            _words("kalimat_nilai_evaluasi", "kalimat tentang nilai evaluasi SAKIP"),
            _block("tabel_tindak_lanjut", "tabel rekomendasi dan tindak lanjutnya"),
            _paragraphs("uraian_tindak_lanjut", "uraian tindak lanjut"),
            _paragraphs("kesimpulan", "paragraf kesimpulan"),
            _when("ada_langkah_perbaikan", "ada langkah perbaikan"),
            _paragraphs("langkah_perbaikan", "langkah perbaikan, satu butir satu paragraf"),
        ),
    ),
    (
        "Lampiran",
        (
            _block("lampiran_tabel_3_1", "Tabel 3.1 lengkap"),
            _block("lampiran_tabel_3_2", "Tabel 3.2 lengkap"),
            _block("lampiran_tabel_3_3", "Tabel 3.3 lengkap"),
            _block("lampiran_tabel_3_4", "Tabel 3.4 lengkap"),
            _block("lampiran_tabel_3_5", "Tabel 3.5 lengkap"),
            _block("lampiran_rencana_aksi", "Rencana Aksi lengkap"),
            _when("ada_lampiran_triwulan", "Rencana Aksi berisi target dan realisasi triwulan"),
            _block("daftar_asal_angka", "sel asal setiap angka di dalam uraian"),
            _block("lampiran_triwulan", "target dan realisasi Rencana Aksi per triwulan"),
        ),
    ),
)


@cache
def tags_by_name() -> dict[str, Tag]:
    return {tag.name: tag for _, tags in GROUPS for tag in tags}
