"""The same name on another sheet, and the direction that is stated there."""

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah, IndikatorUtama, Rumus
from lkjip_xl.domain.quantity import BLANK
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.matching import Names
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.location import Origin

NOWHERE = Origin("buku.xlsx", "IKU", {(Field.INDIKATOR, 0): (5, 3)})


def directions(**stated: str) -> Directions:
    iku = tuple(
        IndikatorUtama(nama=nama.replace("_", " "), arah=arah, target=BLANK, origin=NOWHERE)
        for nama, arah in stated.items()
    )
    return Directions(LaporanKinerja(year=2023, lampiran=(), iku=iku))


def test_spelling_and_line_breaks_do_not_count() -> None:
    names = Names([("Rasio KDRT", 1), ("Panjang jalan mantap", 2)])

    assert names.find("RASIO\nKDRT") == 1
    assert names.find("Panjang jalan mantab") == 2
    assert names.find("Jumlah pohon") is None


def test_a_name_cut_short_is_found_only_where_it_can_mean_one() -> None:
    names = Names(
        [
            ("Pelayanan Perizinan Terpadu di Kecamatan dan Kelurahan", 1),
            ("Pembinaan Koperasi di Kecamatan dan Kelurahan", 2),
            ("Pembinaan Koperasi di Kecamatan dan Desa Wisata", 3),
        ]
    )

    assert names.find("Pelayanan Perizinan Terpadu") == 1
    assert names.find("Pembinaan Koperasi di Kecamatan") is None


def test_what_the_sheet_states_wins_over_the_words() -> None:
    found = directions(Jumlah_kasus="Makin tinggi makin baik").of("Jumlah Kasus", "Kasus")

    assert found.arah is Arah.NAIK
    assert found.stated_at == NOWHERE[Field.INDIKATOR, 0]


def test_without_a_statement_the_words_decide() -> None:
    found = directions(Jumlah_kasus="").of("Jumlah kasus", "Kasus")

    assert (found.arah, found.rumus) == (Arah.TURUN, Rumus.TURUN)
    assert found.is_inferred


def test_an_entry_is_found_by_a_near_name() -> None:
    entry = directions(Tingkat_kelahiran_rata_rata="").entry("Tingkat kelahiran rata-rata/RJAK")

    assert entry is not None
    assert entry.nama == "Tingkat kelahiran rata rata"
