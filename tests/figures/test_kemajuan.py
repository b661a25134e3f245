"""What offices write of their follow-ups, and how far it says they have come."""

import pytest

from lkjip_xl.domain.tindak_lanjut import TindakLanjut
from lkjip_xl.figures.kemajuan import Kemajuan, judge_kemajuan
from lkjip_xl.location import Origin


def judge(*points: str, keterangan: str = "") -> Kemajuan:
    return judge_kemajuan(
        TindakLanjut(
            rekomendasi="Susun SOP",
            tindak_lanjut=points,
            keterangan=keterangan,
            origin=Origin("b.xlsx", "L", {}),
        )
    )


@pytest.mark.parametrize(
    "words",
    ["Selesai", "Selesai; SOP terlampir", "Telah ditetapkan", "Sudah ditindaklanjuti", "Sudah",
     "SOP selesai disusun", "Tuntas", "100%", "Selesai 100%", "Selesai; pedoman akan ditinjau lagi"],
)  # fmt: skip
def test_finished(words: str) -> None:
    assert judge(words) is Kemajuan.SELESAI
    assert judge("SOP disusun", keterangan=words) is Kemajuan.SELESAI


@pytest.mark.parametrize(
    "words",
    ["Berjalan", "Dilaksanakan bertahap", "Dalam proses", "Sedang disusun", "Proses penyusunan",
     "Selesai sebagian", "Selesai 80%", "Belum selesai", "Belum sepenuhnya", "SOP disusun, belum ditetapkan",
     "Masih menunggu persetujuan"],
)  # fmt: skip
def test_under_way(words: str) -> None:
    assert judge(words) is Kemajuan.BERJALAN
    assert judge("SOP disusun", keterangan=words) is Kemajuan.BERJALAN


@pytest.mark.parametrize(
    "words",
    ["Belum", "Belum dimulai", "Belum ditindaklanjuti", "Akan disusun tahun depan", "Rencana",
     "Rencana tahun 2025", "Direncanakan selesai 2025", "Tidak dapat ditindaklanjuti"],
)  # fmt: skip
def test_not_begun(words: str) -> None:
    assert judge(words) is Kemajuan.BELUM
    assert judge("SOP disusun", keterangan=words) is Kemajuan.BELUM


@pytest.mark.parametrize("words", ["", "-", "–", "Nihil", "Tidak ada"])
def test_nothing_is_not_begun(words: str) -> None:
    assert judge(words) is Kemajuan.BELUM
    assert judge(words, keterangan="-") is Kemajuan.BELUM
    assert judge() is Kemajuan.BELUM


@pytest.mark.parametrize(
    "words",
    ["Rencana aksi dipantau setiap triwulan", "SOP disusun", "Lihat Bab III", "Dilaksanakan",
     "Aplikasi yang sudah ada dipakai", "Ditargetkan agar segera selesai", "Jadwal tidak selesai"],
)  # fmt: skip
def test_unclear(words: str) -> None:
    assert judge(words) is Kemajuan.TIDAK_JELAS


def test_several_points_are_as_far_as_the_last_of_them() -> None:
    assert judge("Sudah ditetapkan", "Telah disosialisasikan") is Kemajuan.SELESAI
    assert judge("Sudah ditetapkan", "Sedang disosialisasikan") is Kemajuan.BERJALAN
    assert judge("Sudah ditetapkan", "Akan disosialisasikan") is Kemajuan.BERJALAN
    assert judge("Sudah ditetapkan", "Disosialisasikan") is Kemajuan.TIDAK_JELAS
    assert judge("Akan ditetapkan", "Akan disosialisasikan") is Kemajuan.BELUM
