"""Names compared as a reader does."""

import pytest

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.naming import changes, deed_keys, indicator_key, name_key, name_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PROGRAM PENGARUS UTAMAAN GENDER", "Program Pengarusutamaan Gender"),
        ("Lingkup Daerah Kabupaten/Kota", "lingkup daerah Kab./Kota"),
        ("Pemerintah Nonpemerintah", "Pemerintah, Non Pemerintah"),
        ("Sarana & Prasarana", "Sarana dan Prasarana"),
        ("1. Penyediaan Gaji", "Penyediaan Gaji"),
        ("Prosentase jalan mantap", "Persentase jalan mantap"),
        ("% jalan mantap", "Persentase Jalan Mantap"),
    ],
)
def test_spelling_does_not_count(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_the_word_of_a_level_is_no_part_of_the_name() -> None:
    assert name_key("PROGRAM JALAN", Level.PROGRAM) == name_key("Jalan", Level.PROGRAM)
    assert name_key("POGRAM JALAN", Level.PROGRAM) == name_key("Jalan", Level.PROGRAM)
    assert name_key("1.03.10 PROGRAM JALAN", Level.PROGRAM) == "jalan"
    assert name_key("Sub Kegiatan: Drainase", Level.SUB_KEGIATAN) == "drainase"
    assert name_key("Sub KegiatanDrainase", Level.SUB_KEGIATAN) == "drainase"
    assert name_key("Kegiatan Drainase", Level.KEGIATAN) == "drainase"
    assert name_key("Program Jalan", Level.KEGIATAN) != name_key("Jalan", Level.KEGIATAN)


def test_the_year_is_no_part_of_an_indicator() -> None:
    assert indicator_key("Jumlah dokumen RKA Tahun 2022") == indicator_key("Jumlah dokumen RKA")
    assert indicator_key("Jumlah jalan 2022") != indicator_key("Jumlah jalan")


def test_a_deed_done_is_found_by_what_was_done() -> None:
    assert set(deed_keys("Tersusunnya Dokumen Renja")) & set(deed_keys("Penyusunan Dokumen Renja"))


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("Jasa Surat Meyurat", "Jasa Surat Menyurat", True),
        ("Pelebagaan PHA", "Pelembagaan PHA", True),
        ("Facilitasi Desa", "Fasilitasi Desa", True),
        ("Penyediaan Distribusi", "Penyediaan dan Distribusi", True),
        ("Daerah Provinsi", "Daerah Kabupaten/Kota", False),
        ("Organisasi Masyarakat", "Organisasi Kemasyarakatan", False),
        ("Pendapatan Asli Daerah", "Pendapatan Asli Desa", False),
        ("Dokumen RKA-SKPD", "Dokumen DPA-SKPD", False),
        ("Sistem Data Gender", "Sistem Data Gender dan Anak", False),
        ("Layanan Pengadaan", "Layanan Pengaduan", False),
        ("Jalan 2021", "Jalan 2022", False),
    ],
)
def test_slips_are_told_from_other_words(one: str, other: str, is_slip: bool) -> None:
    found = changes(name_words(one), name_words(other))
    assert found
    assert all(change.is_slip for change in found) is is_slip


def test_first_letters_stand_for_their_words() -> None:
    assert changes(name_words("Aset BMD"), name_words("Aset Barang Milik Daerah")) == ()


def test_the_changed_words_are_told() -> None:
    (change,) = changes(name_words("Desa Asli Daerah"), name_words("Desa Asli Desa"))
    assert (change.here, change.there) == (("daerah",), ("desa",))
