"""The review from round to round: answers stay with their finding, the story is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.domain.tanggapan import Status, Tanggapan, parse_status
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.catatan import make_catatan
from lkjip_xl.outputs.catatan_reading import read_catatan
from lkjip_xl.outputs.own_sheet import OwnSheet
from lkjip_xl.rules.acceptance import accept_answered

FIRST, SECOND, THIRD = date(2024, 1, 31), date(2024, 2, 15), date(2024, 3, 1)


def finding(sidik: str, code: str = "HIT01", accepted: str = "") -> Finding:
    return Finding(
        code=code,
        name="capaian-berbeda-dari-hitungan",
        severity=Severity.ERROR,
        at=CellRef("buku.xlsx", "Tabel 3.1", 12, 9),
        message="capaian tertulis 95,65%, hasil hitung 104,35%",
        fix="isi 104,35%",
        item="Rasio KDRT",
        fingerprint=sidik,
        accepted=accepted,
    )


def come_back(sheet: OwnSheet, **answers: tuple[str, str]) -> tuple[Tanggapan, ...]:
    """Return the listing as read again, with status and tanggapan written by fingerprint."""
    titles = [column.title for column in sheet.columns]
    rows: dict[int, list[object]] = {3: ["Kesalahan: 1"], 5: list(titles)}
    for number, row in enumerate(sheet.rows, 6):
        cells: list[object] = [c.value if isinstance(c.value, str) else None for c in row]
        sidik = cells[titles.index("Sidik")]
        if sidik in answers:
            cells[titles.index("Status")], cells[titles.index("Tanggapan")] = answers[str(sidik)]
        rows[number] = cells
    return read_catatan(Grid(file="buku.xlsx", sheet="Catatan", rows=rows))  # type: ignore[arg-type]


def story(sheet: OwnSheet) -> list[tuple[object, ...]]:
    """Return fingerprint, status, answer and history of every line."""
    titles = [column.title for column in sheet.columns]
    wanted = [titles.index(t) for t in ("Sidik", "Status", "Tanggapan", "Riwayat")]
    return [tuple(row[i].value or "" for i in wanted) for row in sheet.rows]


def test_the_first_round_opens_every_finding() -> None:
    sheet = make_catatan([finding("a")], today=FIRST)
    assert story(sheet) == [("a", "Terbuka", "", "Sejak 31-01-2024")]


def test_answers_stay_new_ones_are_told_and_what_is_gone_is_mended() -> None:
    first = make_catatan([finding("a"), finding("b"), finding("c")], today=FIRST)
    back = come_back(first, a=("Terbuka", "menunggu BPS"), b=("Diperbaiki", "sudah"))
    second = make_catatan([finding("b"), finding("d"), finding("a")], today=SECOND, earlier=back)

    assert story(second) == [
        ("b", "Terbuka", "sudah", "Belum berubah sejak 31-01-2024"),
        ("d", "Terbuka", "", "Baru 15-02-2024"),
        ("a", "Terbuka", "menunggu BPS", "Sejak 31-01-2024"),
        ("c", "Diperbaiki", "", "Hilang 15-02-2024"),
    ]
    third = make_catatan([finding("c"), finding("d")], today=THIRD, earlier=come_back(second))
    assert story(third) == [
        ("c", "Terbuka", "", "Muncul lagi 01-03-2024"),
        ("d", "Terbuka", "", "Sejak 15-02-2024"),
        ("b", "Diperbaiki", "sudah", "Hilang 01-03-2024"),
        ("a", "Diperbaiki", "menunggu BPS", "Hilang 01-03-2024"),
    ]
    fourth = make_catatan([finding("c"), finding("d")], today=FIRST, earlier=come_back(third))
    assert story(fourth)[2:] == story(third)[2:], "the day on which it went stays"


def test_an_empty_first_listing_makes_what_comes_later_new() -> None:
    sheet = make_catatan([finding("a")], today=SECOND, earlier=())
    assert story(sheet) == [("a", "Terbuka", "", "Baru 15-02-2024")]


def test_accepted_ones_need_a_reason() -> None:
    first = make_catatan([finding("a"), finding("b")], today=FIRST)
    back = come_back(first, a=("diterima ", "angka dari BPS"), b=("Diterima", ""))
    judged = list(accept_answered([finding("a"), finding("b")], back))
    assert [one.accepted for one in judged] == ["angka dari BPS", ""]

    second = make_catatan(judged, today=SECOND, earlier=back)
    assert story(second) == [
        ("a", "Diterima", "angka dari BPS", "Sejak 31-01-2024"),
        ("b", "Diterima", "", "Isi alasannya di kolom Tanggapan agar diterima"),
    ]
    assert second.summary[0].label.value == "Kesalahan: 1"
    assert second.summary[-1].text.value == "dari 2 catatan; 1 diterima dengan alasan"


def test_the_sheet_pengaturan_accepts_and_takes_back() -> None:
    first = make_catatan([finding("a", accepted="revisi")], today=FIRST)
    assert story(first) == [("a", "Diterima", "", "Menurut lembar Pengaturan")]
    back = come_back(first)
    assert not next(accept_answered([finding("a")], back)).accepted
    assert story(make_catatan([finding("a")], today=SECOND, earlier=back))[0][1] == "Terbuka"


def test_rules_left_out_say_nothing_of_their_findings() -> None:
    back = come_back(make_catatan([finding("a"), finding("b", "ANG01")], today=FIRST))
    sheet = make_catatan([], today=SECOND, earlier=back, codes={"HIT01"})
    assert story(sheet) == [
        ("a", "Diperbaiki", "", "Hilang 15-02-2024"),
        ("b", "Terbuka", "", "Sejak 31-01-2024"),
    ]


def test_what_is_found_in_another_book_is_not_gone() -> None:
    back = come_back(make_catatan([finding("a")], today=FIRST))
    assert story(make_catatan([], today=SECOND, earlier=back, present={"a"})) == []


def test_rows_and_columns_that_people_added_stay() -> None:
    first = make_catatan([finding("a")], today=FIRST)
    (line,) = come_back(first)
    line = replace(line, shown={**line.shown, "Paraf": "=NK"})
    own = Tanggapan(
        file="buku.xlsx", sidik="", tanggapan="cek lagi bulan depan", shown={"Uraian": "Rapat"}
    )
    copy = replace(line, tanggapan="baris salinan")
    sheet = make_catatan([finding("a")], today=SECOND, earlier=(line, own, copy))

    titles = [column.title for column in sheet.columns]
    assert titles[-2:] == ["Paraf", "Sidik"]
    assert sheet.rows[0][titles.index("Paraf")].value == "=NK"
    assert sheet.rows[1][titles.index("Uraian")].value == "Rapat"
    assert [told[2] for told in story(sheet)] == ["", "cek lagi bulan depan", "baris salinan"]


@pytest.mark.parametrize("text", ["Terbuka", " DITERIMA ", "diperbaiki"])
def test_a_status_is_read_however_it_is_typed(text: str) -> None:
    assert parse_status(text) in Status


def test_a_status_of_the_offices_own_stays() -> None:
    back = come_back(make_catatan([finding("a")], today=FIRST), a=("Ditunda", "Mei"))
    assert story(make_catatan([finding("a")], today=SECOND, earlier=back)) == [
        ("a", "Ditunda", "Mei", "Sejak 31-01-2024")
    ]


sidik = st.sets(st.sampled_from("abcdef"))
answers = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.sampled_from([*Status, "", "Ditunda"]), st.text("xy z", max_size=4)),
)


@given(st.lists(st.tuples(sidik, answers), min_size=1, max_size=5))
def test_no_answer_is_ever_lost(rounds: list[tuple[set[str], dict[str, tuple[str, str]]]]) -> None:
    earlier: tuple[Tanggapan, ...] | None = None
    written: dict[str, str] = {}
    seen: set[str] = set()
    for present, given_answers in rounds:
        sheet = make_catatan([finding(s) for s in sorted(present)], today=FIRST, earlier=earlier)
        seen |= present
        told = story(sheet)
        assert sorted(str(line[0]) for line in told) == sorted(seen)
        assert {str(s): t for s, _, t, _ in told if t} == {s: t for s, t in written.items() if t}
        earlier = come_back(sheet, **given_answers)
        written |= {s: " ".join(t.split()) for s, (_, t) in given_answers.items() if s in seen}
