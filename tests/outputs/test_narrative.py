"""What the report says: the sentences on few and many, and both sample books in full."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from plain import to_plain

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Arah, ArahIndikator
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.anggaran import (
    Amount,
    Serapan,
    SerapanRendah,
    show_unspent,
)
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator, Measured
from lkjip_xl.outputs.narrative.perbandingan import Change, compare
from lkjip_xl.outputs.narrative.report import Report, compose
from lkjip_xl.outputs.narrative.sentences import shipped
from lkjip_xl.outputs.narrative.status import judge
from lkjip_xl.outputs.narrative.text import Missing, Shown, Text, enumerate_items, say
from lkjip_xl.outputs.narrative.wording import (
    lower_first,
    readable_name,
    say_gap,
    say_points,
    with_satuan,
)

WORKBOOKS = Path(__file__).parents[2] / "workbooks"


@cache
def report_of(name: str) -> Report:
    return compose(read_office_year(list(FileBook(WORKBOOKS / f"{name}.xlsx").grids())))


def indikator(capaian: str | None, nama: str = "Panjang jalan mantap") -> CapaianIndikator:
    value = None if capaian is None else Decimal(capaian)
    return CapaianIndikator(
        nama=nama,
        nama_lampiran=nama,
        sasaran="Meningkatnya mutu jalan",
        satuan="Km",
        arah=ArahIndikator(arah=Arah.NAIK),
        target=Measured(),
        realisasi=Measured(),
        capaian=value,
        shown_capaian=None,
        predikat="",
        status=judge(value),
        earlier={},
        sumber_data="",
        row=None,
    )


@pytest.mark.parametrize(
    ("capaian", "sentence"),
    [
        (["105"], "satu-satunya indikator kinerja utama, yaitu Panjang jalan mantap, melampaui"),
        (["100"], "satu-satunya indikator kinerja utama, yaitu Panjang jalan mantap, mencapai"),
        (["90"], "satu-satunya indikator kinerja utama, yaitu Panjang jalan mantap, belum"),
        (["100", "100"], "kedua indikator kinerja utama mencapai target tahun 2023."),
        (["100", "101"], "kedua indikator kinerja utama mencapai atau melampaui target tahun"),
        (["90", "80"], "belum satu pun dari dua indikator kinerja utama mencapai target tahun"),
        (
            ["100", "90"],
            "dari dua indikator kinerja utama, satu indikator (50,00%) mencapai target tahun 2023, "
            "sedangkan satu indikator (50,00%) belum mencapainya.",
        ),
        (
            ["120", "110", "105", "90"],
            "dari empat indikator kinerja utama, tiga indikator (75,00%) melampaui target tahun "
            "2023, sedangkan satu indikator (25,00%) belum mencapainya.",
        ),
        (
            ["120", "110", "100"],
            "seluruh indikator kinerja utama yang berjumlah tiga mencapai atau melampaui target",
        ),
        (["120", "90", None], "dari dua indikator kinerja utama yang dapat diukur, satu indikator"),
        (["90", None], "satu-satunya indikator kinerja utama yang dapat diukur belum mencapai"),
        (
            [None, None],
            "capaian kedua indikator kinerja utama belum dapat diukur karena realisasi tahun 2023 "
            "belum diisi.",
        ),
        (["99.996", "50"], "dari dua indikator kinerja utama, satu indikator (50,00%) mencapai"),
    ],
)
def test_the_share_of_indicators_is_said_rightly(capaian: list[str | None], sentence: str) -> None:
    daftar = [indikator(value) for value in capaian]

    assert str(shipped().say("capaian.bagian", daftar=daftar, tahun="2023")).startswith(sentence)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A dan B"),
        (["A", "B", "C"], "A, B, dan C"),
        (["ayam dan itik", "sapi"], "(1) ayam dan itik dan (2) sapi"),
        (["ayam, itik", "sapi", "kerbau"], "(1) ayam, itik, (2) sapi, dan (3) kerbau"),
    ],
)
def test_enumerations_hold_for_any_number(items: list[str], said: str) -> None:
    assert str(enumerate_items(items)) == said


def part(nama: str, pagu: int | None, realisasi: int | None) -> Serapan:
    def amount(value: int | None) -> Amount:
        return Amount(value=None if value is None else Decimal(value))

    return Serapan(nama=nama, level=Level.KEGIATAN, pagu=amount(pagu), realisasi=amount(realisasi))


def test_highest_and_lowest_serapan_need_two_to_compare() -> None:
    one, two, three = part("Satu", 100, 95), part("Dua", 100, 80), part("Tiga", 100, 80)

    assert str(say_ends(one)) == ""
    assert str(say_ends(two, three)) == ("Serapan semua kegiatan sama, yaitu 80,00%.")
    assert str(say_ends(one, two, three)) == (
        "Di antara tiga kegiatan, serapan tertinggi terdapat pada Satu (95,00%) dan yang terendah "
        "pada Dua dan Tiga (80,00%)."
    )


def say_ends(*parts: Serapan) -> Text:
    return shipped().say("anggaran.ujung", semua=parts, jenis="kegiatan")


def tell_low(low: list[SerapanRendah], kegiatan: list[Serapan]) -> tuple[Text, ...]:
    return shipped().tell(
        "anggaran.serapan_rendah",
        rendah=low,
        serapan_kegiatan=kegiatan,
        sisa_rendah=show_unspent(low),
        batas="90%",
        lembar={"penyebab_serapan": "Penyebab Serapan"},
    )


def test_the_unspent_amount_is_said_in_words() -> None:
    assert str(
        shipped().say("anggaran.jumlah", total=part("", 1_500_000, 1_250_000), tahun="2023")
    ) == (
        "Pagu anggaran tahun 2023 sebesar Rp1.500.000 (satu juta lima ratus ribu rupiah) "
        "terealisasi sebesar Rp1.250.000 (satu juta dua ratus lima puluh ribu rupiah), sehingga "
        "serapannya 83,33%. Anggaran yang tidak terserap berjumlah Rp250.000 (dua ratus lima puluh "
        "ribu rupiah)."
    )


def test_no_kegiatan_under_the_limit_is_said_so() -> None:
    parts = [part("Satu", 100, 95), part("Dua", 100, 90)]

    (paragraph,) = tell_low([], parts)

    assert str(paragraph) == "Seluruh kegiatan yang berjumlah dua mencapai serapan 90% atau lebih."


def test_a_missing_cause_is_asked_for_and_never_invented() -> None:
    low = [SerapanRendah(part=part("Pemeliharaan Jalan", 100, 40), penyebab=())]

    (paragraph,) = tell_low(low, [low[0].part])

    assert (
        "[lengkapi: penyebab serapan setiap kegiatan itu di lembar Penyebab Serapan, kolom "
        "Penyebab]"
    ) in str(paragraph)


@pytest.mark.parametrize(
    ("new", "old", "arah", "change"),
    [
        ("2", "1", Arah.NAIK, Change.BETTER),
        ("1", "2", Arah.NAIK, Change.WORSE),
        ("1", "2", Arah.TURUN, Change.BETTER),
        ("2", "1", Arah.TURUN, Change.WORSE),
        ("1", "1.0", Arah.TURUN, Change.SAME),
        ("1", None, Arah.NAIK, Change.UNKNOWN),
    ],
)
def test_a_change_is_judged_by_direction(
    new: str, old: str | None, arah: Arah, change: Change
) -> None:
    assert compare(Decimal(new), None if old is None else Decimal(old), arah) is change


def test_units_stand_where_a_reader_expects_them() -> None:
    assert str(with_satuan(Shown("65%"), "Persen")) == "65%"
    assert str(with_satuan(Shown("29,2"), "Menit")) == "29,2 menit"
    assert str(with_satuan(Shown("82,36"), "Indeks")) == "82,36"
    assert str(with_satuan(Shown("12"), "KK Miskin")) == "12 KK miskin"


@pytest.mark.parametrize("satuan", ["Persen", "%", "Presentase", "Prosen", "Persentasi"])
def test_percentages_part_by_points_however_their_satuan_is_spelled(satuan: str) -> None:
    assert str(say_gap(Decimal("-4"), 0, satuan, ())) == "4 poin persen"
    assert str(with_satuan(Shown("65%"), satuan)) == "65%"


def test_names_and_short_forms_keep_their_capitals() -> None:
    assert lower_first("Jadwal mundur") == "jadwal mundur"
    assert lower_first("LPM dibina") == "LPM dibina"
    assert lower_first("Hari Anak Nasional") == "Hari Anak Nasional"
    assert readable_name("PROGRAM PEMENUHAN HAK ANAK (PHA)") == "Program Pemenuhan Hak Anak (PHA)"
    assert readable_name("Program Bina Marga") == "Program Bina Marga"
    assert str(say_points(["Satu hal.", "Lain hal;"])) == "satu hal dan lain hal"


def test_braces_in_what_is_filled_in_are_left_alone() -> None:
    assert str(say("Nama: {nama}.", nama="{{ nama }} {0}")) == "Nama: {{ nama }} {0}."


def test_an_empty_book_asks_for_everything() -> None:
    report = compose(LaporanKinerja(year=0, lampiran=()))

    assert isinstance(report.text("nama_perangkat_daerah").parts[0], Missing)
    assert "[lengkapi: daftar indikator kinerja utama di lembar IKU]" in to_plain(report)
    assert report.table("tabel_capaian").rows == ()


def test_every_capaian_knows_its_cells_and_its_calculation() -> None:
    table = report_of("dp3akb-serang-2021").table("tabel_capaian")
    figures = [figure for row in table.texts() for figure in row.figures]
    (ratio,) = [figure for figure in figures if figure.text == "104,35%"]

    assert [cell.a1 for cell in ratio.cells] == ["H45", "G45"]
    assert ratio.calculation == "(2 × 0,0046 − 0,0044) / 0,0046 × 100 = 104,35"
    assert all(isinstance(cell, CellRef) for figure in figures for cell in figure.cells)


@pytest.mark.parametrize(
    ("book", "name"),
    [("dp3akb-serang-2021", "dp3akb_serang_2021"), ("contoh-bersih", "contoh_bersih")],
)
def test_the_sample_reports_read_well(
    book: str, name: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"narasi_{name}.txt", to_plain(report_of(book)))
