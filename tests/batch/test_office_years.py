"""Which workbooks of a tree are taken together, by what they hold."""

from collections.abc import Iterable, Mapping

import pytest

from lkjip_xl.batch.office_years import (
    OfficeYear,
    gather_office_years,
    keep_books,
    number_keys,
)
from lkjip_xl.batch.places import PlacedFile
from lkjip_xl.figures.survey import AnnexSeen, Survey
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4

KINERJA, ANGGARAN, AKSI = TABEL_3_1, TABEL_3_4, RENCANA_AKSI


def holds(*annexes: Form, office: str = "", year: int = 0) -> Survey:
    return Survey(annexes=tuple(AnnexSeen(form=form) for form in annexes), office=office, year=year)


LOCKED = Survey(is_readable=False)
SUPPORT = holds()


def file(path: str) -> PlacedFile:
    return PlacedFile(tuple(path.split("/")), f"/data/{path}")


def gather(tree: Mapping[str, Survey]) -> dict[str, list[str]]:
    """Return the files of each office-year by its key, all of them having been looked into."""
    return gather_unknown(tree, {file(path): survey for path, survey in tree.items()})


def gather_unknown(
    paths: Iterable[str], surveys: Mapping[PlacedFile, Survey]
) -> dict[str, list[str]]:
    """Return the same where only some were looked into."""
    files = [file(path) for path in paths]
    return {
        one.key: ["/".join(part.parts) for part in one.files]
        for one in gather_office_years(files, surveys)
    }


def test_a_folder_with_one_book_takes_the_folders_name() -> None:
    tree = {"A/x.xlsx": holds(KINERJA), "B/y.xlsx": holds(KINERJA), "z.xlsx": holds(KINERJA)}

    assert gather(tree) == {"A": ["A/x.xlsx"], "B": ["B/y.xlsx"], "z": ["z.xlsx"]}


def test_until_books_have_been_read_a_small_folder_is_one_office_year() -> None:
    paths = ["A/x.xlsx", "A/y.xlsx", "A/B/z.xlsx"]

    presumed = {"A": ["A/x.xlsx", "A/y.xlsx"], "A/B": ["A/B/z.xlsx"]}
    assert gather_unknown(paths, {}) == presumed
    assert gather_unknown(paths, {file("A/x.xlsx"): holds(KINERJA, ANGGARAN)}) == presumed


def test_until_books_have_been_read_each_in_a_large_folder_is_one_office_year() -> None:
    paths = [f"A/{number:02}.xlsx" for number in range(20)]
    seen = {
        file(paths[0]): holds(KINERJA, office="a"),
        file(paths[1]): holds(ANGGARAN, office="a"),
        file(paths[2]): holds(ANGGARAN, office="b"),
    }

    assert gather_unknown(paths, {}) == {path.removesuffix(".xlsx"): [path] for path in paths}
    known = gather_unknown(paths, seen)
    assert known["A/00"] == ["A/00.xlsx", "A/01.xlsx"]
    assert len(known) == 19


def test_a_folder_of_annexes_is_one_office_year() -> None:
    tree = {
        "A/3.1.xlsx": holds(KINERJA, year=2023),
        "A/3.4.xlsx": holds(ANGGARAN, year=2023),
        "A/profil.xlsx": holds(office="dinas a", year=2023),
    }

    assert gather(tree) == {"A": sorted(tree)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (holds(KINERJA, ANGGARAN), holds(KINERJA, ANGGARAN)),
        (holds(KINERJA, office="dinas a"), holds(ANGGARAN, office="dinas b")),
        (holds(KINERJA, year=2022), holds(ANGGARAN, year=2023)),
    ],
    ids=["the same annexes", "two offices", "two years"],
)
def test_books_that_contradict_each_other_are_parted(first: Survey, second: Survey) -> None:
    tree = {"A/x.xlsx": first, "A/y.xlsx": second}

    assert gather(tree) == {"A/x": ["A/x.xlsx"], "A/y": ["A/y.xlsx"]}


def test_annexes_of_several_offices_in_one_folder_go_by_name_and_year() -> None:
    tree = {
        "a1.xlsx": holds(KINERJA, office="a", year=2023),
        "a2.xlsx": holds(ANGGARAN, office="a", year=2023),
        "b1.xlsx": holds(KINERJA, office="b", year=2023),
        "b2.xlsx": holds(ANGGARAN, office="b", year=2023),
        "tanpa nama.xlsx": holds(AKSI, year=2023),
        "profil b.xlsx": holds(office="b"),
        "catatan rapat.xlsx": SUPPORT,
    }

    assert gather(tree) == {
        "a1": ["a1.xlsx", "a2.xlsx"],
        "b1": ["b1.xlsx", "b2.xlsx", "profil b.xlsx"],
        "tanpa nama": ["tanpa nama.xlsx"],
        "catatan rapat": ["catatan rapat.xlsx"],
    }


def test_years_of_one_office_in_one_folder_are_parted() -> None:
    tree = {
        "A/22a.xlsx": holds(KINERJA, year=2022),
        "A/22b.xlsx": holds(ANGGARAN, year=2022),
        "A/23.xlsx": holds(KINERJA, ANGGARAN, year=2023),
    }

    assert gather(tree) == {"A/22a": ["A/22a.xlsx", "A/22b.xlsx"], "A/23": ["A/23.xlsx"]}


def test_supporting_sheets_below_join_the_office_above() -> None:
    tree = {"A/x.xlsx": holds(KINERJA), "A/data/profil.xlsx": SUPPORT}

    assert gather(tree) == {"A": ["A/data/profil.xlsx", "A/x.xlsx"]}


def test_supporting_sheets_of_another_office_below_stay_by_themselves() -> None:
    tree = {"A/x.xlsx": holds(KINERJA, office="a"), "A/data/profil.xlsx": holds(office="b")}

    assert gather(tree) == {"A": ["A/x.xlsx"], "A/data": ["A/data/profil.xlsx"]}


def test_annexes_below_stay_by_themselves() -> None:
    tree = {"A/x.xlsx": holds(KINERJA), "A/B/y.xlsx": holds(ANGGARAN)}

    assert gather(tree) == {"A": ["A/x.xlsx"], "A/B": ["A/B/y.xlsx"]}


def test_a_locked_book_among_single_annexes_is_one_of_them() -> None:
    tree = {"A/3.1.xlsx": holds(KINERJA), "A/3.4.xlsx": LOCKED}

    assert gather(tree) == {"A": sorted(tree)}


def test_a_locked_book_beside_a_whole_one_is_another_offices() -> None:
    tree = {"A/x.xlsx": holds(KINERJA, ANGGARAN), "A/y.xlsx": LOCKED}

    assert gather(tree) == {"A/x": ["A/x.xlsx"], "A/y": ["A/y.xlsx"]}


def test_only_books_of_the_offices_own_are_kept() -> None:
    names = ("a.xlsx", "a.XLSM", "a.ods", "~$a.xlsx", "a.catatan.xlsx", "a.catatan-lama.xlsx",
             "a.perbaikan-2.xlsx", "a.bersih.xlsx", ".a.xlsx", "a.docx", "a.csv")  # fmt: skip

    kept = keep_books(map(file, names))

    assert [one.name for one in kept] == ["a.XLSM", "a.ods", "a.xlsx"]


def test_keys_are_free_of_what_no_folder_may_be_called_and_told_apart() -> None:
    files = [file('Dinas "A": PU. /x.xlsx'), file("b.xls"), file("B.xlsx")]
    alike = {one: holds(KINERJA) for one in files}

    found = number_keys(gather_office_years(files, alike))

    assert [one.key for one in found] == ["b", "B-2", "Dinas _A_ PU_"]
    assert all(isinstance(one, OfficeYear) for one in found)
