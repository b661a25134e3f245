"""The columns that a form can have, and what each holds."""

from __future__ import annotations

from enum import StrEnum

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan


class Kind(StrEnum):
    """What a column of figures counts; it decides how a doubtful text is read."""

    KINERJA = "kinerja"
    PERSEN = "persen"
    RUPIAH = "rupiah"


class Field(StrEnum):
    """What a column holds.

    ``kind`` is what its figures count, ``None`` for a column of texts.  A quarter's column has its
    ``triwulan``, and in ``part`` what the column would be if it spoke of the whole year; a column
    of the calendar has its ``bulan``.
    """

    kind: Kind | None
    triwulan: Triwulan | None
    bulan: Bulan | None
    _part: str

    def __new__(
        cls,
        value: str,
        kind: Kind | None = None,
        when: Triwulan | Bulan | None = None,
        part: str = "",
    ) -> Field:
        member = str.__new__(cls, value)
        member._value_ = value
        member.kind = kind
        member.triwulan = when if isinstance(when, Triwulan) else None
        member.bulan = when if isinstance(when, Bulan) else None
        member._part = part or value
        return member

    # Names and texts of the annexes.
    NO = "no"
    KODE = "kode"
    NAMA = "nama"
    ITEM = "item"
    TUJUAN = "tujuan"
    SASARAN = "sasaran"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"
    SASARAN_PROGRAM = "sasaran_program"
    SASARAN_KEGIATAN = "sasaran_kegiatan"
    SASARAN_SUB_KEGIATAN = "sasaran_sub_kegiatan"
    INDIKATOR = "indikator"
    SATUAN = "satuan"
    KETERANGAN = "keterangan"
    PENANGGUNG_JAWAB = "penanggung_jawab"

    # Texts of the sheets that feed the rest of the report.
    ARAH = "arah"
    RUMUS = "rumus"
    SUMBER_DATA = "sumber_data"
    SUMBER_DANA = "sumber_dana"
    LEVEL = "level"
    ISI = "isi"
    PENYEBAB_KEBERHASILAN = "penyebab_keberhasilan"
    PENYEBAB_KEGAGALAN = "penyebab_kegagalan"
    SOLUSI = "solusi"
    PENYEBAB = "penyebab"
    MASALAH_POKOK = "masalah_pokok"
    PERMASALAHAN = "permasalahan"
    AKAR_MASALAH = "akar_masalah"
    ISU_STRATEGIS = "isu_strategis"
    ASPEK = "aspek"
    REKOMENDASI = "rekomendasi"
    TINDAK_LANJUT = "tindak_lanjut"
    KOMPONEN = "komponen"
    SUB_KOMPONEN = "sub_komponen"
    STRATEGI = "strategi"
    ARAH_KEBIJAKAN = "arah_kebijakan"
    MISI = "misi"
    JABATAN = "jabatan"
    GOLONGAN = "golongan"
    KELOMPOK = "kelompok"
    WILAYAH = "wilayah"

    # Figures.
    TARGET = "target", Kind.KINERJA
    REALISASI = "realisasi", Kind.KINERJA
    KINERJA = "kinerja", Kind.KINERJA
    CAPAIAN = "capaian", Kind.PERSEN
    PAGU = "pagu", Kind.RUPIAH
    REALISASI_ANGGARAN = "realisasi_anggaran", Kind.RUPIAH
    ANGGARAN = "anggaran", Kind.RUPIAH
    SISA = "sisa", Kind.RUPIAH
    SERAPAN = "serapan", Kind.PERSEN
    PAGU_SEBELUM = "pagu_sebelum", Kind.RUPIAH
    SELISIH = "selisih", Kind.RUPIAH

    # Figures of a plan over several years: its goal at the end, and what has come of it so far.
    TARGET_AKHIR = "target_akhir", Kind.KINERJA
    PAGU_AKHIR = "pagu_akhir", Kind.RUPIAH
    REALISASI_LALU = "realisasi_lalu", Kind.KINERJA
    REALISASI_ANGGARAN_LALU = "realisasi_anggaran_lalu", Kind.RUPIAH
    REALISASI_RENSTRA = "realisasi_renstra", Kind.KINERJA
    REALISASI_ANGGARAN_RENSTRA = "realisasi_anggaran_renstra", Kind.RUPIAH
    CAPAIAN_RENSTRA = "capaian_renstra", Kind.PERSEN
    SERAPAN_RENSTRA = "serapan_renstra", Kind.PERSEN

    # What others ask of a service, beside the office's own plan.
    TARGET_SPM = "target_spm", Kind.KINERJA
    TARGET_IKK = "target_ikk", Kind.KINERJA

    # Amounts by group of expenditure.
    PAGU_OPERASI = "pagu_operasi", Kind.RUPIAH
    REALISASI_OPERASI = "realisasi_operasi", Kind.RUPIAH
    PAGU_MODAL = "pagu_modal", Kind.RUPIAH
    REALISASI_MODAL = "realisasi_modal", Kind.RUPIAH
    PAGU_TAK_TERDUGA = "pagu_tak_terduga", Kind.RUPIAH
    REALISASI_TAK_TERDUGA = "realisasi_tak_terduga", Kind.RUPIAH
    PAGU_TRANSFER = "pagu_transfer", Kind.RUPIAH
    REALISASI_TRANSFER = "realisasi_transfer", Kind.RUPIAH

    # The plan of cash (RAK): the year, the months up to one of them, and each month.
    RAK = "rak", Kind.RUPIAH
    RAK_BERJALAN = "rak_berjalan", Kind.RUPIAH
    RAK_JAN = "rak_januari", Kind.RUPIAH
    RAK_FEB = "rak_februari", Kind.RUPIAH
    RAK_MAR = "rak_maret", Kind.RUPIAH
    RAK_APR = "rak_april", Kind.RUPIAH
    RAK_MEI = "rak_mei", Kind.RUPIAH
    RAK_JUN = "rak_juni", Kind.RUPIAH
    RAK_JUL = "rak_juli", Kind.RUPIAH
    RAK_AGT = "rak_agustus", Kind.RUPIAH
    RAK_SEP = "rak_september", Kind.RUPIAH
    RAK_OKT = "rak_oktober", Kind.RUPIAH
    RAK_NOV = "rak_november", Kind.RUPIAH
    RAK_DES = "rak_desember", Kind.RUPIAH

    NILAI = "nilai", Kind.KINERJA
    NILAI_KOMPONEN = "nilai_komponen", Kind.KINERJA
    BOBOT = "bobot", Kind.KINERJA
    JUMLAH = "jumlah", Kind.KINERJA
    LAKI_LAKI = "laki_laki", Kind.KINERJA
    PEREMPUAN = "perempuan", Kind.KINERJA
    PROVINSI = "provinsi", Kind.KINERJA
    NASIONAL = "nasional", Kind.KINERJA

    # Figures of a quarter.
    TW1_TARGET = "tw1_target", Kind.KINERJA, Triwulan.I, "target"
    TW1_REALISASI = "tw1_realisasi", Kind.KINERJA, Triwulan.I, "realisasi"
    TW1_CAPAIAN = "tw1_capaian", Kind.KINERJA, Triwulan.I, "capaian"
    TW1_ANGGARAN = "tw1_anggaran", Kind.RUPIAH, Triwulan.I, "anggaran"
    TW1_REALISASI_ANGGARAN = "tw1_realisasi_anggaran", Kind.RUPIAH, Triwulan.I, "realisasi_anggaran"
    TW2_TARGET = "tw2_target", Kind.KINERJA, Triwulan.II, "target"
    TW2_REALISASI = "tw2_realisasi", Kind.KINERJA, Triwulan.II, "realisasi"
    TW2_CAPAIAN = "tw2_capaian", Kind.KINERJA, Triwulan.II, "capaian"
    TW2_ANGGARAN = "tw2_anggaran", Kind.RUPIAH, Triwulan.II, "anggaran"
    TW2_REALISASI_ANGGARAN = (
        "tw2_realisasi_anggaran",
        Kind.RUPIAH,
        Triwulan.II,
        "realisasi_anggaran",
    )
    TW3_TARGET = "tw3_target", Kind.KINERJA, Triwulan.III, "target"
    TW3_REALISASI = "tw3_realisasi", Kind.KINERJA, Triwulan.III, "realisasi"
    TW3_CAPAIAN = "tw3_capaian", Kind.KINERJA, Triwulan.III, "capaian"
    TW3_ANGGARAN = "tw3_anggaran", Kind.RUPIAH, Triwulan.III, "anggaran"
    TW3_REALISASI_ANGGARAN = (
        "tw3_realisasi_anggaran",
        Kind.RUPIAH,
        Triwulan.III,
        "realisasi_anggaran",
    )
    TW4_TARGET = "tw4_target", Kind.KINERJA, Triwulan.IV, "target"
    TW4_REALISASI = "tw4_realisasi", Kind.KINERJA, Triwulan.IV, "realisasi"
    TW4_CAPAIAN = "tw4_capaian", Kind.KINERJA, Triwulan.IV, "capaian"
    TW4_ANGGARAN = "tw4_anggaran", Kind.RUPIAH, Triwulan.IV, "anggaran"
    TW4_REALISASI_ANGGARAN = (
        "tw4_realisasi_anggaran",
        Kind.RUPIAH,
        Triwulan.IV,
        "realisasi_anggaran",
    )

    # Marks or amounts of a month.
    JAN = "jan", Kind.KINERJA, Bulan.JAN
    FEB = "feb", Kind.KINERJA, Bulan.FEB
    MAR = "mar", Kind.KINERJA, Bulan.MAR
    APR = "apr", Kind.KINERJA, Bulan.APR
    MEI = "mei", Kind.KINERJA, Bulan.MEI
    JUN = "jun", Kind.KINERJA, Bulan.JUN
    JUL = "jul", Kind.KINERJA, Bulan.JUL
    AGT = "agt", Kind.KINERJA, Bulan.AGT
    SEP = "sep", Kind.KINERJA, Bulan.SEP
    OKT = "okt", Kind.KINERJA, Bulan.OKT
    NOV = "nov", Kind.KINERJA, Bulan.NOV
    DES = "des", Kind.KINERJA, Bulan.DES

    # Target and realisasi of a month.
    JAN_TARGET = "jan_target", Kind.KINERJA, Bulan.JAN, "target"
    JAN_REALISASI = "jan_realisasi", Kind.KINERJA, Bulan.JAN, "realisasi"
    FEB_TARGET = "feb_target", Kind.KINERJA, Bulan.FEB, "target"
    FEB_REALISASI = "feb_realisasi", Kind.KINERJA, Bulan.FEB, "realisasi"
    MAR_TARGET = "mar_target", Kind.KINERJA, Bulan.MAR, "target"
    MAR_REALISASI = "mar_realisasi", Kind.KINERJA, Bulan.MAR, "realisasi"
    APR_TARGET = "apr_target", Kind.KINERJA, Bulan.APR, "target"
    APR_REALISASI = "apr_realisasi", Kind.KINERJA, Bulan.APR, "realisasi"
    MEI_TARGET = "mei_target", Kind.KINERJA, Bulan.MEI, "target"
    MEI_REALISASI = "mei_realisasi", Kind.KINERJA, Bulan.MEI, "realisasi"
    JUN_TARGET = "jun_target", Kind.KINERJA, Bulan.JUN, "target"
    JUN_REALISASI = "jun_realisasi", Kind.KINERJA, Bulan.JUN, "realisasi"
    JUL_TARGET = "jul_target", Kind.KINERJA, Bulan.JUL, "target"
    JUL_REALISASI = "jul_realisasi", Kind.KINERJA, Bulan.JUL, "realisasi"
    AGT_TARGET = "agt_target", Kind.KINERJA, Bulan.AGT, "target"
    AGT_REALISASI = "agt_realisasi", Kind.KINERJA, Bulan.AGT, "realisasi"
    SEP_TARGET = "sep_target", Kind.KINERJA, Bulan.SEP, "target"
    SEP_REALISASI = "sep_realisasi", Kind.KINERJA, Bulan.SEP, "realisasi"
    OKT_TARGET = "okt_target", Kind.KINERJA, Bulan.OKT, "target"
    OKT_REALISASI = "okt_realisasi", Kind.KINERJA, Bulan.OKT, "realisasi"
    NOV_TARGET = "nov_target", Kind.KINERJA, Bulan.NOV, "target"
    NOV_REALISASI = "nov_realisasi", Kind.KINERJA, Bulan.NOV, "realisasi"
    DES_TARGET = "des_target", Kind.KINERJA, Bulan.DES, "target"
    DES_REALISASI = "des_realisasi", Kind.KINERJA, Bulan.DES, "realisasi"

    @property
    def part(self) -> Field:
        return Field(self._part)

    @property
    def is_percent(self) -> bool:
        return self.kind is Kind.PERSEN

    @property
    def is_further_text(self) -> bool:
        """Tell a text from the names, the indicator and what every annex says of it."""
        return self.kind is None and self not in _PLAIN

    @property
    def is_figure(self) -> bool:
        return self.kind is not None

    @property
    def is_money(self) -> bool:
        return self.kind is Kind.RUPIAH

    @property
    def label(self) -> str:
        """The field as staff call it in a sentence."""
        if self.triwulan is not None:
            return f"{self.part.label} {self.triwulan.label}"
        return self.value.replace("_", " ")

    @property
    def base(self) -> tuple[Field, ...]:
        """What a percentage or remainder is taken of, and what is taken of it."""
        base = DASAR.get(Field.SERAPAN if self is Field.SISA else self.part, ())
        return base if self.triwulan is None else tuple(f.in_quarter(self.triwulan) for f in base)

    def in_quarter(self, triwulan: Triwulan) -> Field:
        """Return the column of a quarter that says what this one says of the year."""
        return Field(f"tw{triwulan.value}_{self.value}")

    def in_month(self, bulan: Bulan) -> Field:
        """Return the column of a month that says what this one says of the year."""
        return Field(f"{bulan.value}_{self.value}")


#: Names a column among those of its table: what it holds, and its year, 0 where no label names one.
Key = tuple[Field, int]

#: Names of items, and the texts that a row has fields of its own for.
_PLAIN = frozenset(
    {
        Field.NAMA,
        Field.ITEM,
        Field.TUJUAN,
        Field.SASARAN,
        Field.PROGRAM,
        Field.KEGIATAN,
        Field.SUB_KEGIATAN,
        Field.SASARAN_PROGRAM,
        Field.SASARAN_KEGIATAN,
        Field.SASARAN_SUB_KEGIATAN,
        Field.INDIKATOR,
        Field.SATUAN,
        Field.KETERANGAN,
    }
)

#: What an indicator is to reach, or has reached, in several years together.
OF_SEVERAL_YEARS = frozenset({Field.TARGET_AKHIR, Field.REALISASI_LALU, Field.REALISASI_RENSTRA})

#: The amounts of an item in a year, as a sentence calls them.
AMOUNTS = {
    Field.PAGU: "pagu",
    Field.REALISASI_ANGGARAN: "realisasi",
    Field.ANGGARAN: "anggaran",
}

#: A percentage → the two figures that it compares: the promise or the limit, and what came of it.
DASAR = {
    Field.CAPAIAN: (Field.TARGET, Field.REALISASI),
    Field.SERAPAN: (Field.PAGU, Field.REALISASI_ANGGARAN),
}

#: The months of the plan of cash, in order.
RAK_MONTHS = tuple(Field[f"RAK_{bulan.name}"] for bulan in Bulan)

#: A group of expenditure → its pagu and its realisasi.
BELANJA_GROUPS = {
    "Operasi": (Field.PAGU_OPERASI, Field.REALISASI_OPERASI),
    "Modal": (Field.PAGU_MODAL, Field.REALISASI_MODAL),
    "Tak Terduga": (Field.PAGU_TAK_TERDUGA, Field.REALISASI_TAK_TERDUGA),
    "Transfer": (Field.PAGU_TRANSFER, Field.REALISASI_TRANSFER),
}

#: The columns that state a goal in place of the name of an item.
GOAL_FIELDS = {
    Level.PROGRAM: Field.SASARAN_PROGRAM,
    Level.KEGIATAN: Field.SASARAN_KEGIATAN,
    Level.SUB_KEGIATAN: Field.SASARAN_SUB_KEGIATAN,
}
