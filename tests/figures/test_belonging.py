"""Books named together are one office-year, or they are refused."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.figures.belonging import MixedBooksError, part
from lkjip_xl.figures.survey import Survey, survey_books
from lkjip_xl.pipeline import read_books

PROFIL = """
    ## Profil
    | Nama Perangkat Daerah | {office}     |
    | Pemerintah Daerah     | {region}     |
    | Singkatan             | DA           |
    | Tahun                 | {year}       |
    | Alamat                | Jalan Raya 1 |
"""
THINGS = ("Jalan", "Jembatan", "Trotoar", "Drainase", "Taman")


def profil(office: str, year: int = 2023, region: str = "Kabupaten X") -> str:
    return PROFIL.format(office=office, year=year, region=region)


def kinerja(things: Iterable[str] = THINGS, title: str = "Tahun 2023", first: int = 80) -> str:
    """Return a Tabel 3.1; ``first`` is the target of the first thing."""
    rows = [
        f"| PROGRAM {one.upper()} | {one} mantap | km | {first if not at else 40 + at} | {30 + at} | |"
        for at, one in enumerate(things)
    ]
    header = "| Program | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |"
    return (
        "\n".join(("## Tabel 3.1", f"Tabel 3.1 Pencapaian Kinerja {title}", header, *rows)) + "\n"
    )


def anggaran(
    things: Iterable[str] = THINGS,
    title: str = "Tahun 2023",
    pagu: str = "Pagu (Rp)",
    more: int = 0,
    sheet: str = "Tabel 3.4",
) -> str:
    rows = [
        f"| PROGRAM {one.upper()} | {(at + 5 + more) * 1_000_003} | {(at + 4) * 1_000_003} | |"
        for at, one in enumerate(things)
    ]
    header = f"| Program | {pagu} | Realisasi Anggaran (Rp) | Serapan (%) |"
    return "\n".join((f"## {sheet}", f"Tabel 3.4 Realisasi Anggaran {title}", header, *rows)) + "\n"


def menengah(things: Iterable[str] = THINGS, title: str = "Tahun 2023") -> str:
    rows = [f"| Sasaran {one} | {one} mantap | km | 75 | 80 | 72 | 70 |" for one in things]
    header = (
        "| Sasaran | Indikator | Satuan | Target 2022 | Target 2023 | Realisasi 2022 "
        "| Realisasi 2023 |"
    )
    return "\n".join(("## Tabel 3.3", f"Tabel 3.3 Jangka Menengah {title}", header, *rows)) + "\n"


def books(**drawings: str) -> list[DrawnBook]:
    return [draw(text, file=f"{name.replace('_', ' ')}.xlsx") for name, text in drawings.items()]


def refusal(**drawings: str) -> MixedBooksError:
    with pytest.raises(MixedBooksError) as caught:
        read_books(books(**drawings))
    return caught.value


def survey(text: str, file: str = "a.xlsx") -> Survey:
    read = read_books([draw(text, file=file)])
    return survey_books(read.laporan, read.grids.values())[file]


class TestRefused:
    def test_two_offices_are_named_with_their_books(self) -> None:
        error = refusal(
            a=kinerja() + profil("Dinas A"),
            b=kinerja(["Sawah"]) + profil("Dinas B"),
            b_anggaran=anggaran(["Sawah"]) + profil("Dinas B"),
        )

        assert error.what == (
            "isinya bukan satu perangkat daerah dan satu tahun, melainkan "
            "Dinas A Kabupaten X tahun 2023 (a.xlsx); "
            "Dinas B Kabupaten X tahun 2023 (b.xlsx, b anggaran.xlsx)"
        )
        assert error.where == "3 buku bersama-sama"
        assert (error.kept, error.is_mixed) == (("a.xlsx",), True)

    def test_two_offices_are_known_by_their_titles(self) -> None:
        error = refusal(
            a=kinerja(title="Dinas Jalan Kabupaten X Tahun 2023"),
            b=kinerja(["Sawah"], title="Dinas Sawah Kabupaten X Tahun 2023"),
        )

        assert "Dinas Jalan Kabupaten X tahun 2023 (a.xlsx)" in error.what

    def test_offices_of_one_name_in_two_regions(self) -> None:
        error = refusal(
            a=kinerja() + profil("Dinas A"),
            b=anggaran() + profil("Dinas A", region="Pemerintah Kota Y"),
        )

        assert "Dinas A Kabupaten X tahun 2023 (a.xlsx); Dinas A Kota Y tahun" in error.what

    def test_supporting_sheets_of_another_office(self) -> None:
        assert refusal(a=kinerja() + profil("Dinas A"), b=profil("Dinas B")).is_mixed

    def test_two_years(self) -> None:
        error = refusal(lama=kinerja(title="Tahun 2022") + profil("Dinas A", 2022),
                        baru=kinerja() + profil("Dinas A"))  # fmt: skip

        assert "tahun 2022 (lama.xlsx); Dinas A Kabupaten X tahun 2023 (baru.xlsx)" in error.what

    def test_two_years_without_a_name(self) -> None:
        error = refusal(a=kinerja(title="Tahun 2022"), b=kinerja(title="Tahun 2023"))

        assert "perangkat daerah tanpa nama tahun 2022 (a.xlsx)" in error.what

    def test_a_copy_under_another_name(self) -> None:
        whole = kinerja() + anggaran() + profil("Dinas A")
        error = refusal(Salinan_c=whole, c=whole)

        assert error.what == (
            "isinya tidak dapat dijumlahkan: Tabel 3.1, Tabel 3.4 di Salinan c.xlsx dan "
            "di c.xlsx sebagian besar sama"
        )
        assert error.fix == "Sebutkan salah satunya saja"
        assert (error.kept, error.is_mixed) == (("c.xlsx",), False)

    def test_a_copy_that_was_changed_and_has_a_row_more(self) -> None:
        changed = kinerja([*THINGS, "Sungai"], first=99)

        assert "sebagian besar sama" in refusal(c=kinerja(), d=changed).what

    def test_a_draft_and_the_book_that_was_filled_in(self) -> None:
        final = anggaran()
        draft = "\n".join(
            " | ".join([*line.split("|")[:3], "", "", ""]) if "PROGRAM" in line else line
            for line in final.splitlines()
        )

        assert "sebagian besar sama" in refusal(konsep=draft, akhir=final).what

    def test_a_copy_of_one_annex_among_others(self) -> None:
        error = refusal(a=kinerja(), b=anggaran(), gabungan=kinerja() + anggaran())

        assert (
            "Tabel 3.1 di a.xlsx dan di gabungan.xlsx sebagian besar sama; "
            "Tabel 3.4 di b.xlsx dan di gabungan.xlsx sebagian besar sama"
        ) in error.what

    def test_two_whole_books_without_a_name(self) -> None:
        other = ("Sawah", "Kebun", "Kolam")
        error = refusal(
            a=kinerja() + anggaran() + menengah(),
            b=kinerja(other) + anggaran(other) + menengah(other),
        )

        assert "Tabel 3.1, Tabel 3.3, Tabel 3.4 ada di a.xlsx dan juga di b.xlsx" in error.what
        assert "tulis namanya di judul setiap tabel" in error.fix

    def test_a_name_without_region_fits_both_and_they_do_not_fit_each_other(self) -> None:
        error = refusal(
            a=profil("Dinas A", region=""),
            b=kinerja() + profil("Dinas A"),
            c=anggaran() + profil("Dinas A", region="Kota Y"),
        )

        assert "b.xlsx dan c.xlsx dari perangkat daerah yang berbeda" in error.what
        assert error.kept == ("a.xlsx", "b.xlsx")

    def test_plans_of_two_years(self) -> None:
        plan = (
            "## Rencana Aksi\nRencana Aksi Tahun {}\n| Sub Kegiatan | Indikator | Satuan | Target "
            "| Anggaran (Rp) | TW I | TW II | TW III | TW IV |\n"
            "| Jalan kota | Jalan | km | 4 | 400.000 | 1 | 1 | 1 | 1 |\n"
        )

        error = refusal(a=plan.format(2022), b=plan.format(2023))

        assert "Rencana Aksi di a.xlsx dan di b.xlsx untuk tahun yang berbeda" in error.what

    def test_many_offices_are_counted(self) -> None:
        many = {f"b{at:02}": kinerja([f"Hal {at}"]) + profil(f"Dinas {at:02}") for at in range(12)}

        assert refusal(**many).what.endswith("(b07.xlsx); dan 4 lagi")


class TestTakenTogether:
    @pytest.mark.parametrize(
        "drawings",
        [
            pytest.param({"a": kinerja(), "b": anggaran()}, id="an annex each"),
            pytest.param({"a": kinerja() + profil("Dinas A"), "b": anggaran()}, id="one profile"),
            pytest.param(
                {"a": kinerja(THINGS[:3]), "b": kinerja(THINGS[3:])}, id="goes on in a second file"
            ),
            pytest.param(
                {
                    "a": kinerja(THINGS[:3], "Dinas A Tahun 2023")
                    + anggaran(THINGS[:3])
                    + menengah(THINGS[:3]),
                    "b": kinerja(THINGS[3:])
                    + anggaran(THINGS[3:])
                    + menengah(THINGS[3:])
                    + profil("Dinas A"),
                },
                id="each part of the office has a book, all of one name",
            ),
            pytest.param(
                {"a": kinerja(title="Dinas PU Tahun 2023"), "b": anggaran()
                 + profil("Dinas Pekerjaan Umum")},
                id="a short name in a title",
            ),
            pytest.param(
                {"a": anggaran(title="Murni Tahun 2023"),
                 "b": anggaran(title="Perubahan Tahun 2023", more=1)},
                id="murni and perubahan by title",
            ),
            pytest.param(
                {"a": anggaran(), "b": anggaran(pagu="Pagu Perubahan (Rp)", more=1)},
                id="by label",
            ),
            pytest.param(
                {"a": anggaran(sheet="Murni"), "b": anggaran(sheet="Perubahan")}, id="by sheet"
            ),
            pytest.param({"DPA_murni": anggaran(), "DPPA_perubahan": anggaran()}, id="by file"),
            pytest.param(
                {"a": kinerja(title="Triwulan I Tahun 2023"),
                 "b": kinerja(title="Triwulan II Tahun 2023")},
                id="triwulan",
            ),
            pytest.param(
                {"a": kinerja(), "b": menengah(title="Tahun 2021 - 2026")}, id="years ahead"
            ),
            pytest.param({"a": menengah(), "b": menengah(title="Tahun 2022")}, id="many years"),
        ],
    )  # fmt: skip
    def test_what_one_office_gives(self, drawings: dict[str, str]) -> None:
        assert read_books(books(**drawings)).laporan.lampiran

    def test_the_part_that_repeats_the_rows_above_its_own(self) -> None:
        head = (
            "## Tabel 3.4\nTabel 3.4 Realisasi Anggaran Tahun 2023\n"
            "| Kode | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | % Capaian |\n"
            "| 1.03.02 | PROGRAM JALAN | 500.000 | 400.000 | 80 |\n"
            "| 1.03.02.2.01 | Pembangunan Jalan | 500.000 | 400.000 | 80 |\n"
        )
        first = "| 1.03.02.2.01.0001 | Jalan kota | 300.000 | 250.000 | 83,33 |\n"
        second = "| 1.03.02.2.01.0002 | Jalan desa | 200.000 | 150.000 | 75 |\n"

        assert read_books(books(a=head + first, b=head + second))
        assert "Tabel 3.4" in refusal(a=head + first, b=head + first).what


class TestUndeclared:
    """In a tree of many offices nobody has said which books belong together."""

    def test_an_annex_that_comes_twice_may_be_another_offices(self) -> None:
        seen = {"a": survey(kinerja(THINGS[:3])), "b": survey(kinerja(THINGS[3:]))}

        assert part(seen) == [["a"], ["b"]]

    def test_titles_tell_that_an_annex_goes_on(self) -> None:
        title = "Dinas Jalan Kabupaten X Tahun 2023"
        seen = {
            "a": survey(kinerja(THINGS[:3], title)),
            "b": survey(kinerja(THINGS[3:], title)),
            "c": survey(anggaran() + profil("Dinas Jalan")),
        }

        assert part(seen) == [["a", "b", "c"]]

    def test_titles_part_the_offices_of_a_folder(self) -> None:
        seen = {
            "a1": survey(kinerja(title="Dinas A Tahun 2023")),
            "b1": survey(kinerja(title="Dinas B Tahun 2023")),
            "a3": survey(menengah(title="Dinas A Tahun 2021-2026")),
            "b4": survey(anggaran() + profil("Dinas B")),
        }

        assert part(seen) == [["a1", "a3"], ["b1", "b4"]]

    def test_copies_are_an_office_year_each(self) -> None:
        whole = survey(kinerja() + profil("Dinas A"))

        assert part({"a": whole, "b": whole}) == [["a"], ["b"]]
