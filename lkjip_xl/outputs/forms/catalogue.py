"""The blank forms, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.outputs.forms.layout import BlankForm, Column, Look

NAIK, TURUN = "Makin tinggi makin baik", "Makin rendah makin baik"
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGT", "SEP", "OKT", "NOV", "DES")
_QUARTERS = ("TW I", "TW II", "TW III", "TW IV")

#: What the sheet Profil asks for.
ISIAN_PROFIL = (
    "Nama Perangkat Daerah",
    "Nama Singkat",
    "Pemerintah Daerah",
    "Provinsi",
    "Tahun Laporan",
    "Periode Renstra",
    "Alamat",
    "Kota",
    "Tanggal Laporan",
    "Jabatan Kepala",
    "Nama Kepala",
    "Pangkat",
    "NIP",
    "Visi",
    "Misi",
    "Tugas Pokok",
    "Fungsi",
    "Susunan Organisasi",
    "Dasar Hukum",
)

#: Where the sheet IKU has the indicators and their directions; formulas elsewhere look there.
_IKU_ROWS = 30
IKU_INDIKATOR = f"IKU!$E$5:$E${_IKU_ROWS + 4}"
IKU_ARAH = f"IKU!$H$5:$H${_IKU_ROWS + 4}"


def _capaian(target: str, realisasi: str) -> str:
    """Return the formula of a capaian that follows the direction on the sheet IKU."""
    falls = f'COUNTIFS({IKU_INDIKATOR},{{indikator}},{IKU_ARAH},"{TURUN}")>0'
    share = f"IF({falls},(2*{target}-{realisasi})/{target},{realisasi}/{target})"
    return f'=IF(OR({target}="",{realisasi}=""),"",IFERROR({share},""))'


def _serapan(pagu: str, realisasi: str) -> str:
    return f'=IF(OR({pagu}="",{realisasi}=""),"",IFERROR({realisasi}/{pagu},""))'


_NO = Column("no", ("No",), 5)
_KODE = Column("kode", ("Kode",), 18)
_TUJUAN = Column("tujuan", ("Tujuan",), 26)
_SASARAN = Column("sasaran", ("Sasaran",), 26)
_TREE = (
    Column("program", ("Program",), 24),
    Column("kegiatan", ("Kegiatan",), 24),
    Column("sub_kegiatan", ("Sub Kegiatan",), 28),
)
_INDIKATOR = Column("indikator", ("Indikator Kinerja",), 34)
_INDIKATOR_ATAS = Column("indikator", ("Indikator Tujuan/Sasaran",), 34)
_SATUAN = Column("satuan", ("Satuan",), 12)
_KETERANGAN = Column("keterangan", ("Keterangan",), 36)
_PENANGGUNG_JAWAB = Column("penanggung_jawab", ("Penanggung Jawab",), 26)


def _numbers(
    field: str, label: str, years: tuple[int, ...], look: Look = Look.PLAIN
) -> Iterator[Column]:
    for year in years:
        yield Column(f"{field} {year}", (label, str(year)), 16, look)


def _shares(field: str, label: str, years: tuple[int, ...]) -> Iterator[Column]:
    for year in years:
        if field == "capaian":
            formula = _capaian(f"{{target {year}}}", f"{{realisasi {year}}}")
        else:
            formula = _serapan(f"{{pagu {year}}}", f"{{realisasi_anggaran {year}}}")
        yield Column(f"{field} {year}", (label, str(year)), 12, Look.PERSEN, formula)


def blank_forms(year: int) -> tuple[BlankForm, ...]:
    """Return the forms of a reporting year, in the order of their sheets."""
    return (*_perencanaan(year), *_lampiran(year), *_pendukung(year))


def _perencanaan(year: int) -> Iterator[BlankForm]:
    renstra = tuple(range(year - 2, year + 4))
    yield BlankForm(
        sheet="Tujuan Sasaran",
        title=f"Tabel 2.1 Tujuan dan Sasaran (Renstra {renstra[0]}-{renstra[-1]})",
        columns=(
            *(_NO, _TUJUAN, _SASARAN, _INDIKATOR_ATAS, _SATUAN),
            *_numbers("target", "Target Kinerja Tahun", renstra),
            Column("target_akhir", ("Kondisi Akhir Renstra",), 14),
        ),
    )
    yield BlankForm(
        sheet="Strategi",
        title="Tabel 2.2 Strategi dan Arah Kebijakan",
        columns=(
            *(_NO, _TUJUAN, _SASARAN),
            Column("strategi", ("Strategi",), 44),
            Column("arah_kebijakan", ("Arah Kebijakan",), 44),
        ),
    )
    levels = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
    yield BlankForm(
        sheet="IKU",
        title=f"Tabel 2.3 Indikator Kinerja Utama Tahun {year}",
        columns=(
            _NO,
            Column("level", ("Level",), 14, choices=levels),
            Column("sasaran", ("Tujuan/Sasaran",), 34),
            *(_INDIKATOR, _SATUAN),
            Column(f"target {year}", (f"Target {year}",), 14),
            Column("arah", ("Arah",), 26, choices=(NAIK, TURUN)),
            Column("rumus", ("Rumus Perhitungan",), 40),
            Column("sumber_data", ("Sumber Data",), 30),
            _PENANGGUNG_JAWAB,
        ),
        rows=_IKU_ROWS,
    )
    yield BlankForm(
        sheet="Rencana Aksi",
        title=f"Rencana Aksi Tahun {year}",
        columns=(
            Column("sasaran", ("Sasaran Strategis",), 26),
            *(*_TREE, _INDIKATOR, _SATUAN),
            Column("target", ("Target",), 12),
            Column("anggaran", ("Anggaran (Rp)",), 18, Look.RUPIAH),
            *(
                Column(month.lower(), ("Rencana Pelaksanaan", month), 5, choices=("v",))
                for month in _MONTHS
            ),
            *(
                Column(f"tw{number}_{field}", (f"{label} Triwulan", name), 11)
                for field, label in (("target", "Target"), ("realisasi", "Realisasi"))
                for number, name in enumerate(_QUARTERS, start=1)
            ),
            _PENANGGUNG_JAWAB,
        ),
        rows=100,
    )


def _lampiran(year: int) -> Iterator[BlankForm]:
    years = tuple(range(year - 2, year + 1))
    tree = (_KODE, _TUJUAN, _SASARAN, *_TREE)
    yield BlankForm(
        sheet="Tabel 3.1",
        title=f"Tabel 3.1 Pencapaian Realisasi Kinerja Tahun {year}",
        columns=(
            *(*tree, _INDIKATOR),
            Column("target", ("Target",), 13),
            _SATUAN,
            Column("realisasi", ("Realisasi",), 13),
            Column(
                "capaian",
                ("Capaian (%)",),
                12,
                Look.PERSEN,
                _capaian("{target}", "{realisasi}"),
            ),
            _KETERANGAN,
        ),
        rows=150,
    )
    yield BlankForm(
        sheet="Tabel 3.2",
        title=f"Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun {years[0]}-{years[-1]}",
        columns=(
            *(*tree, _INDIKATOR, _SATUAN),
            *(
                column
                for one in years
                for column in (
                    Column(f"kinerja {one}", (str(one), "Kinerja"), 13),
                    Column(f"anggaran {one}", (str(one), "Pagu (Rp)"), 18, Look.RUPIAH),
                )
            ),
            _KETERANGAN,
        ),
        rows=150,
    )
    yield BlankForm(
        sheet="Tabel 3.3",
        title="Tabel 3.3 Target dan Capaian Tujuan dan Sasaran Jangka Menengah",
        columns=(
            *(_NO, _TUJUAN, _SASARAN, _INDIKATOR_ATAS, _SATUAN),
            *_numbers("target", "Target Kinerja", years),
            *_numbers("realisasi", "Realisasi Kinerja", years),
            *_shares("capaian", "Persentase Capaian (%)", years),
        ),
    )
    yield BlankForm(
        sheet="Tabel 3.4",
        title=f"Tabel 3.4 Pencapaian Realisasi Anggaran Tahun {year}",
        columns=(
            *tree,
            Column("pagu", ("Pagu Anggaran (Rp)",), 20, Look.RUPIAH),
            Column("realisasi_anggaran", ("Realisasi (Rp)",), 20, Look.RUPIAH),
            Column(
                "serapan",
                ("Serapan (%)",),
                12,
                Look.PERSEN,
                _serapan("{pagu}", "{realisasi_anggaran}"),
            ),
            _KETERANGAN,
        ),
        rows=120,
    )
    yield BlankForm(
        sheet="Tabel 3.5",
        title="Tabel 3.5 Serapan Anggaran Tujuan dan Sasaran Jangka Menengah",
        columns=(
            *(_NO, _TUJUAN, _SASARAN, _INDIKATOR_ATAS, _SATUAN),
            *_numbers("pagu", "Pagu Anggaran (Rp)", years, Look.RUPIAH),
            *_numbers("realisasi_anggaran", "Realisasi Anggaran (Rp)", years, Look.RUPIAH),
            *_shares("serapan", "Persentase Serapan Anggaran (%)", years),
        ),
    )


def _pendukung(year: int) -> Iterator[BlankForm]:
    pagu = Column("pagu", ("Anggaran (Rp)",), 20, Look.RUPIAH)
    spent = Column("realisasi_anggaran", ("Realisasi (Rp)",), 20, Look.RUPIAH)
    share = _serapan("{pagu}", "{realisasi_anggaran}")
    yield BlankForm(
        sheet="Belanja",
        title=f"Komposisi Belanja Tahun Anggaran {year}",
        columns=(
            *(_NO, Column("item", ("Uraian",), 40), pagu, spent),
            Column("serapan", ("Serapan (%)",), 12, Look.PERSEN, share),
        ),
        rows=3,
        given=("Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Modal"),
        total=("pagu", "realisasi_anggaran"),
    )
    yield BlankForm(
        sheet="Analisis",
        title=f"Analisis Penyebab Keberhasilan/Kegagalan serta Alternatif Solusi Tahun {year}",
        columns=(
            *(_NO, _INDIKATOR),
            Column("penyebab_keberhasilan", ("Penyebab Keberhasilan",), 44),
            Column("penyebab_kegagalan", ("Penyebab Kegagalan",), 44),
            Column("solusi", ("Alternatif Solusi",), 44),
        ),
    )
    yield BlankForm(
        sheet="Penyebab Serapan",
        title="Kegiatan dengan Serapan Anggaran Rendah dan Penyebabnya",
        columns=(
            *(_NO, Column("kegiatan", ("Nama Kegiatan",), 42), pagu, spent),
            Column("serapan", ("Serapan (%)",), 12, Look.PERSEN, share),
            Column("penyebab", ("Penyebab/Permasalahan",), 60),
        ),
        rows=20,
    )
    yield BlankForm(
        sheet="Pembanding",
        title=f"Perbandingan Realisasi IKU dengan Angka Provinsi dan Nasional Tahun {year}",
        columns=(
            *(_NO, _INDIKATOR, _SATUAN),
            Column("realisasi", ("Realisasi",), 13),
            Column("provinsi", ("Provinsi",), 13),
            Column("nasional", ("Nasional",), 13),
            *(Column("sumber_data", ("Sumber Data",), 36), _KETERANGAN),
        ),
    )
    yield from _uraian(year)


def _uraian(year: int) -> Iterator[BlankForm]:
    yield BlankForm(
        sheet="Isu Strategis",
        title="Tabel 1.5 Isu Strategis dan Aspek Terkait",
        columns=(
            _NO,
            Column("isu_strategis", ("Isu Strategis",), 48),
            Column("aspek", ("Aspek Terkait",), 48),
        ),
    )
    yield BlankForm(
        sheet="Permasalahan",
        title="Tabel 1.6 Identifikasi Permasalahan",
        columns=(
            _NO,
            Column("masalah_pokok", ("Masalah Pokok",), 40),
            Column("permasalahan", ("Masalah",), 40),
            Column("akar_masalah", ("Akar Masalah",), 40),
        ),
    )
    yield BlankForm(
        sheet="Tindak Lanjut",
        title=f"Tindak Lanjut Rekomendasi Hasil Evaluasi AKIP Tahun {year - 1}",
        columns=(
            _NO,
            Column("rekomendasi", ("Rekomendasi",), 48),
            Column("tindak_lanjut", ("Tindak Lanjut",), 48),
            Column(
                "keterangan", ("Keterangan",), 20, choices=("Selesai", "Berjalan", "Belum dimulai")
            ),
        ),
    )
    yield BlankForm(
        sheet="LHE",
        title=f"Hasil Evaluasi AKIP oleh Inspektorat Tahun {year}",
        columns=(
            _NO,
            Column("komponen", ("Komponen",), 46),
            Column("bobot", ("Bobot",), 12),
            Column("nilai", ("Nilai",), 12),
        ),
        rows=4,
        given=(
            "Perencanaan Kinerja",
            "Pengukuran Kinerja",
            "Pelaporan Kinerja",
            "Evaluasi Akuntabilitas Kinerja Internal",
        ),
        total=("bobot", "nilai"),
    )
