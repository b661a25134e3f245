"""Which findings went, came and stayed from one version of a book to the next."""

from dataclasses import replace
from textwrap import dedent

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.comparison import Comparison, compare
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

TABLE = dedent("""\
    Tabel 3.1 Pencapaian Kinerja Tahun 2023

    | Sasaran       | Indikator       | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan membaik | Jalan mantap    | km     | 80     | 70        | 90,00       |
    |               | Jembatan mantap | unit   | 4      | 4         | 100,00      |
    |               | Trotoar mantap  | m      | 50     | 40        | 70,00       |
    """)
JALAN = "| Jalan membaik | Jalan mantap    | km     | 80     | 70        | 90,00       |\n"
PENGATURAN = dedent("""\
    ## Pengaturan
    | Kode Aturan | Uraian       | Alasan                         |
    | HIT01       | Jalan mantap | memakai rumus dari kementerian |
    """)


def compare_tables(old: str, new: str) -> Comparison:
    return compare(check(draw(old)), check(draw(new)))


def places(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.at.a1) for finding in findings]


def kept_places(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(one.new.code, one.old.at.a1, one.new.at.a1) for one in comparison.kept]


def test_what_was_mended_is_gone_and_what_went_wrong_came() -> None:
    new = TABLE.replace("90,00", "87,50").replace("100,00", "110,00")
    comparison = compare_tables(TABLE, new)

    assert places(comparison.gone) == [("HIT01", "F4")]
    assert places(comparison.come) == [("HIT01", "F5")]
    assert kept_places(comparison) == [("HIT01", "F6", "F6")]
    assert comparison.changed == ()
    assert comparison.has_new(Severity.ERROR)


def test_a_mended_name_keeps_the_findings_about_it() -> None:
    comparison = compare_tables(TABLE.replace("Trotoar", "Trotaor"), TABLE)

    assert ("HIT01", "F6", "F6") in kept_places(comparison)
    assert comparison.come == ()
    assert not comparison.has_new(Severity.INFO)


def test_a_row_that_moved_keeps_its_findings() -> None:
    new = TABLE.replace(JALAN, JALAN.replace("Jalan mantap", "Jalan baru  ") + JALAN)
    comparison = compare_tables(TABLE, new)

    assert kept_places(comparison) == [("HIT01", "F4", "F5"), ("HIT01", "F6", "F7")]
    assert places(comparison.come) == [("HIT01", "F4")]


def test_of_two_complaints_alike_the_right_one_is_gone() -> None:
    twice = TABLE.replace(JALAN, JALAN + JALAN)  # of two rows alike, the upper one
    comparison = compare_tables(twice, twice.replace("90,00", "87,50", 1))

    assert ("HIT01", "F4") in places(comparison.gone)
    assert ("HIT01", "F5", "F5") in kept_places(comparison)


def test_another_expected_value_is_told() -> None:
    comparison = compare_tables(TABLE, TABLE.replace("| 70   ", "| 60   "))
    (kept,) = comparison.changed

    assert (kept.old.expected, kept.new.expected) == ("87,50", "75,00")
    assert not comparison.has_new(Severity.INFO)


def test_an_acceptance_taken_back_counts_as_new() -> None:
    given = compare_tables(TABLE, TABLE + PENGATURAN)
    taken = compare_tables(TABLE + PENGATURAN, TABLE)

    assert [kept.new.at.a1 for kept in given.changed] == ["F4"]
    assert not given.has_new(Severity.ERROR)
    assert [kept.new.at.a1 for kept in taken.graver] == ["F4"]
    assert taken.has_new(Severity.ERROR)


def test_a_complaint_about_more_cells_is_the_same_one_and_graver() -> None:
    old = check(draw(TABLE))
    first = next(finding for finding in old.findings if finding.at.a1 == "F4")
    more = replace(first, at=first.at.moved(1, 0), also=(first.at,), fingerprint="lain")
    new = replace(old, findings=tuple(more if f is first else f for f in old.findings))

    grown, shrunk = compare(old, new), compare(new, old)
    assert (grown.gone, grown.come) == ((), ())
    assert [kept.new.at.a1 for kept in grown.graver] == ["F5"]
    assert [kept.new.at.a1 for kept in shrunk.changed] == ["F4"]
    assert shrunk.graver == ()
