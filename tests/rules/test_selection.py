"""A choice of rules gives what a full run gives, less what was not chosen."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.finding import Finding
from lkjip_xl.pipeline import Read, judge, read_books
from lkjip_xl.ports import BookError
from lkjip_xl.rules.catalogue import RULES
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.rules.selection import select_rules

SEED_BOOK = Path(__file__).parents[2] / "workbooks" / "dp3akb-serang-2021.xlsx"
ALL = {rule.code for rule in RULES}


@cache
def seed() -> Read:
    return read_books([FileBook(SEED_BOOK)])


@cache
def everything() -> tuple[Finding, ...]:
    return judge(seed()).findings


def codes(*chosen: str, but: tuple[str, ...] = ()) -> set[str]:
    return {rule.code for rule in select_rules(chosen, but)}


@pytest.mark.parametrize("family", sorted({rule.family for rule in RULES}))
def test_a_family_alone_finds_what_it_finds_among_all(family: str) -> None:
    alone = judge(seed(), select_rules([family])).findings
    among_all = tuple(f for f in everything() if f.code.startswith(family))

    # What a wrong formula explains is told with the formula, where formulas are judged too.
    explained = {cell for f in everything() if f.code.startswith("RUM") for cell in (f.at, *f.also)}
    assert tuple(f for f in alone if f.at not in explained or family == "RUM") == among_all


def test_one_rule_alone_finds_what_it_finds_among_all() -> None:
    """Also a rule whose findings a sibling's check makes."""
    for code in sorted({finding.code for finding in everything()}):
        alone = judge(seed(), select_rules([code])).findings
        assert alone == tuple(f for f in everything() if f.code == code)


def test_what_is_ignored_is_missing_and_nothing_else() -> None:
    rest = judge(seed(), select_rules(ignored=["HIT", "ang01"])).findings

    assert rest == tuple(
        f for f in everything() if f.code != "ANG01" and not f.code.startswith("HIT")
    )


def test_a_family_that_was_not_chosen_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: set[str] = set()

    def noting(rule: Rule) -> Rule:
        def note(_: Context) -> Iterator[Finding]:
            ran.add(rule.family)
            return iter(())

        return replace(rule, checks=[note], sources=[])

    monkeypatch.setattr("lkjip_xl.pipeline.RULES", tuple(map(noting, RULES)))
    judge(seed(), select_rules(["ISI"]))

    assert ran == {"ISI"}


def test_codes_names_and_families_in_any_case_and_with_any_mark() -> None:
    assert codes() == ALL
    assert codes("hit01") == codes("HIT01") == codes("capaian-berbeda-dari-hitungan") == {"HIT01"}
    assert codes("HIT01,isi01;ISI02 ANG01") == {"ANG01", "HIT01", "ISI01", "ISI02"}
    assert codes("HIT") == {code for code in ALL if code.startswith("HIT")}
    assert codes("HIT", "ANG01", but=("HIT01",)) == (codes("HIT") | {"ANG01"}) - {"HIT01"}


def test_the_order_is_that_of_the_catalogue() -> None:
    assert [rule.code for rule in select_rules(["ISI01", "ANG01"])] == ["ANG01", "ISI01"]


@pytest.mark.parametrize(
    ("chosen", "ignored", "words"),
    [
        (["XYZ"], [], "--pilih: aturan atau keluarga “XYZ” tidak ada. Pilih keluarga ANG, "),
        ([], ["HIT99"], "--abaikan: aturan atau keluarga “HIT99” tidak ada. Pilih dari HIT01, "),
        (["HIT01"], ["hit"], "semua aturan yang dipilih juga diabaikan"),
    ],
)
def test_a_choice_that_cannot_be_met_says_why(
    chosen: list[str], ignored: list[str], words: str
) -> None:
    with pytest.raises(BookError) as caught:
        select_rules(chosen, ignored)
    assert words in str(caught.value)
