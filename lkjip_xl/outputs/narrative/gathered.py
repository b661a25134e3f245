"""What the report is made of: an office-year's records by the names that sentences use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.pengaturan import Pengaturan
from lkjip_xl.domain.profil import Profil
from lkjip_xl.figures.kebiasaan import Settled, settle
from lkjip_xl.figures.perhitungan import DaftarPerhitungan
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative import (
    analisis,
    anggaran,
    efisiensi,
    kepegawaian,
    perbandingan,
    perencanaan,
    program_pendukung,
    rencana_aksi,
    tindak_lanjut,
)
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator, gather_indikator
from lkjip_xl.outputs.narrative.office import Office, describe_office
from lkjip_xl.outputs.narrative.sentences import Kalimat
from lkjip_xl.outputs.narrative.text import Missing, Shown, Text
from lkjip_xl.outputs.narrative.wording import ask_profil, sheet_of


class Gathered:
    """The records of an office-year, each gathered once, when it is first asked for.

    Every property is a value in every sentence, under its own name.
    """

    def __init__(self, laporan: LaporanKinerja, kalimat: Kalimat) -> None:
        self.laporan = laporan
        self._kalimat = kalimat

    def say(self, sentence: str, **more: object) -> Text:
        """Return a sentence; it may name all that is here, and ``more``."""
        return self._kalimat.say(sentence, **self._named, **more)

    def tell(self, sentence: str) -> tuple[Text, ...]:
        """Return the paragraphs of a sentence."""
        return self._kalimat.tell(sentence, **self._named)

    @cached_property
    def _named(self) -> Mapping[str, object]:
        names = (
            name
            for name, one in vars(type(self)).items()
            if isinstance(one, cached_property) and not name.startswith("_")
        )
        return {"laporan": self.laporan, **{name: getattr(self, name) for name in names}}

    @cached_property
    def kantor(self) -> Office:
        return describe_office(self.laporan)

    @cached_property
    def tahun(self) -> Text:
        return self.kantor.tahun

    @cached_property
    def profil(self) -> Profil:
        return self.laporan.profil or Profil()

    @cached_property
    def lengkapi_profil(self) -> Callable[[str, str], Missing]:
        """A gap that names the row of the sheet Profil to fill in."""
        return partial(ask_profil, self.laporan)

    @cached_property
    def lembar(self) -> Mapping[str, str]:
        """The sheet of each form, or the form's usual name."""
        return {form.name: sheet_of(self.laporan, form) for form in FORMS}

    @cached_property
    def _settled(self) -> Settled:
        return settle(self.laporan)

    @cached_property
    def pengaturan(self) -> Pengaturan:
        """What the office states, and what it is seen to do."""
        return self._settled.directions.pengaturan

    @cached_property
    def perhitungan(self) -> DaftarPerhitungan:
        """Every capaian and serapan, computed from its row."""
        return self._settled.perhitungan

    @cached_property
    def daftar(self) -> Sequence[CapaianIndikator]:
        """The main indicators."""
        return gather_indikator(self.laporan)

    @cached_property
    def analisis(self) -> Sequence[analisis.AnalisisIndikator]:
        return analisis.gather_analisis(self.laporan, self.daftar)

    @cached_property
    def renstra(self) -> Sequence[perbandingan.RenstraIndikator]:
        return perbandingan.gather_renstra(self.laporan, self.daftar)

    @cached_property
    def perubahan(self) -> Sequence[perbandingan.Perubahan]:
        return perbandingan.gather_years(self.daftar)

    @cached_property
    def pembanding(self) -> Sequence[perbandingan.DaerahLain]:
        return perbandingan.gather_elsewhere(self.laporan, self.daftar)

    @cached_property
    def program(self) -> perencanaan.DaftarProgram:
        return perencanaan.gather_program(self.laporan)

    @cached_property
    def pegawai(self) -> Mapping[kepegawaian.Jenis, kepegawaian.DaftarPegawai]:
        return kepegawaian.gather_pegawai(self.laporan)

    @cached_property
    def seluruh_pegawai(self) -> kepegawaian.Seluruhnya | None:
        return kepegawaian.gather_all(self.laporan)

    @cached_property
    def jenis_kelamin(self) -> Sequence[kepegawaian.Kelompok]:
        return kepegawaian.gather_sexes(self.pegawai)

    @cached_property
    def pegawai_terbanyak(self) -> Sequence[kepegawaian.Terbanyak]:
        return kepegawaian.gather_largest(self.pegawai)

    @cached_property
    def serapan(self) -> Sequence[anggaran.Serapan]:
        """Programs and kegiatan with their money."""
        return anggaran.gather_serapan(self.laporan)

    @cached_property
    def serapan_program(self) -> Sequence[anggaran.Serapan]:
        return anggaran.programs(self.serapan)

    @cached_property
    def serapan_kegiatan(self) -> Sequence[anggaran.Serapan]:
        return anggaran.kegiatan_of(self.serapan)

    @cached_property
    def belanja(self) -> Sequence[anggaran.Serapan]:
        return anggaran.gather_belanja(self.laporan)

    @cached_property
    def total(self) -> anggaran.Serapan:
        return anggaran.gather_total(self.laporan, self.serapan)

    @cached_property
    def rendah(self) -> Sequence[anggaran.SerapanRendah]:
        """The kegiatan whose serapan is low."""
        return anggaran.gather_low(self.laporan, self.serapan)

    @cached_property
    def sisa_rendah(self) -> Shown:
        return anggaran.show_unspent(self.rendah)

    @cached_property
    def batas(self) -> str:
        """The serapan below which it is low."""
        return anggaran.show_limit(self.pengaturan.batas_serapan)

    @cached_property
    def efisiensi_sasaran(self) -> Sequence[efisiensi.Efisiensi]:
        return efisiensi.gather_efisiensi(
            self.laporan, self.serapan, Level.SASARAN, self.perhitungan
        )

    @cached_property
    def efisiensi_program(self) -> Sequence[efisiensi.Efisiensi]:
        return efisiensi.gather_efisiensi(
            self.laporan, self.serapan, Level.PROGRAM, self.perhitungan
        )

    @cached_property
    def hemat(self) -> Sequence[efisiensi.Penghematan]:
        return efisiensi.gather_hemat(self.efisiensi_sasaran, self.efisiensi_program)

    @cached_property
    def penghematan(self) -> Shown:
        """What the efficient sasaran saved together."""
        good = tuple(one for one in self.efisiensi_sasaran if one.is_efficient)
        return efisiensi.Penghematan(jenis="sasaran", items=good).shown

    @cached_property
    def pendukung(self) -> Sequence[program_pendukung.Pendukung]:
        return program_pendukung.gather_pendukung(self.laporan, self.efisiensi_program)

    @cached_property
    def rencana(self) -> Sequence[rencana_aksi.Rencana]:
        return rencana_aksi.gather_rencana(self.laporan)

    @cached_property
    def triwulan(self) -> Sequence[rencana_aksi.HasilTriwulan]:
        return rencana_aksi.gather_triwulan(self.laporan)

    @cached_property
    def kurang_triwulan(self) -> Missing:
        return rencana_aksi.ask_triwulan(self.laporan, has_targets=bool(self.triwulan))

    @cached_property
    def evaluasi(self) -> tindak_lanjut.Evaluasi:
        return tindak_lanjut.gather_lhe(self.laporan)

    @cached_property
    def tindak_lanjut(self) -> tindak_lanjut.Rekomendasi:
        return tindak_lanjut.gather_kemajuan(self.laporan)
