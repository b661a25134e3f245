"""Values of Bab I: the office in general."""

from __future__ import annotations

from lkjip_xl.outputs.narrative import pendahuluan
from lkjip_xl.outputs.narrative.kepegawaian import Jenis, tabulate_pegawai
from lkjip_xl.outputs.narrative.value import Declared, Group, said, table, told


def _pegawai(name: str, meaning: str, jenis: Jenis) -> Declared:
    return table(name, meaning, lambda of: tabulate_pegawai(of.laporan, of.pegawai, jenis))


PENDAHULUAN = Group(
    "Pendahuluan",
    (
        told("dasar_hukum", "dasar hukum, satu butir satu paragraf", "pendahuluan.dasar_hukum"),
        told("uraian_organisasi", "uraian kondisi organisasi", "pendahuluan.organisasi"),
        told(
            "susunan_organisasi",
            "susunan organisasi, satu butir satu paragraf",
            "pendahuluan.susunan",
        ),
        told("uraian_komposisi_pegawai", "uraian susunan pegawai", "pegawai.komposisi"),
        _pegawai(
            "tabel_pegawai_status", "tabel pegawai menurut status dan jenis kelamin", Jenis.KELAMIN
        ),
        _pegawai("tabel_pegawai_pendidikan", "tabel pegawai menurut pendidikan", Jenis.PENDIDIKAN),
        _pegawai(
            "tabel_pegawai_golongan", "tabel pegawai menurut pangkat dan golongan", Jenis.GOLONGAN
        ),
        _pegawai("tabel_pegawai_diklat", "tabel pegawai menurut diklat", Jenis.DIKLAT),
        said("kalimat_isu_strategis", "kalimat pengantar isu strategis", "pendahuluan.isu"),
        table(
            "tabel_isu_strategis",
            "tabel isu strategis",
            lambda of: pendahuluan.tabulate_isu(of.laporan),
        ),
        said("kalimat_permasalahan", "kalimat pengantar permasalahan", "pendahuluan.permasalahan"),
        table(
            "tabel_permasalahan",
            "tabel permasalahan",
            lambda of: pendahuluan.tabulate_permasalahan(of.laporan),
        ),
    ),
)
