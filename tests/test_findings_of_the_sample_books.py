"""What a reader of the two sample workbooks is told, in full."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import Checked, check
from lkjip_xl.rules.catalogue import find_rule

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
SAMPLE = "dp3akb-serang-2021.xlsx"


@cache
def check_book(name: str) -> Checked:
    return check(FileBook(WORKBOOKS / name))


def test_the_findings_of_the_sample_book_read_well(golden: Callable[[str, str], None]) -> None:
    lines = [str(finding) for finding in check_book(SAMPLE).findings]
    golden("catatan_dp3akb_serang_2021.txt", "\n".join(lines) + "\n")


def test_the_clean_book_gives_nothing_of_any_severity() -> None:
    checked = check_book("contoh-bersih.xlsx")

    assert [str(finding) for finding in checked.findings] == []
    assert checked.remarks == ()
    assert {name: count > 0 for name, count in checked.compared.items()} == {
        "capaian": True,
        "serapan": True,
        "sums": True,
        "antar_lampiran": True,
        "triwulan": True,
        "keterangan": True,
        "formulas": True,
        "rumus_kolom": True,
    }


@pytest.mark.parametrize(
    "finding", check_book(SAMPLE).findings, ids=lambda f: f"{f.code}-{f.at.a1}"
)
class TestEveryFindingOfTheSampleBook:
    """What the command line's JSON and the marks need of a finding."""

    def test_names_its_rule_and_a_cell_that_holds_something_of_it(self, finding: Finding) -> None:
        rule = find_rule(finding.code)

        assert rule is not None
        assert finding.name == rule.name
        assert isinstance(finding.severity, Severity)
        assert finding.at.file == SAMPLE
        assert finding.field
        assert finding.item
        assert finding.at not in finding.related
        assert len(finding.related) == len(set(finding.related))

    def test_says_what_is_wrong_and_how_to_mend_it(self, finding: Finding) -> None:
        assert finding.message.strip() == finding.message != ""
        assert finding.fix.strip() == finding.fix != ""
        assert not finding.message.endswith(".")
        assert "None" not in finding.message + finding.fix
        assert "Decimal" not in finding.message + finding.fix

    def test_shows_both_sides_where_it_compares(self, finding: Finding) -> None:
        if finding.expected[:1].isdigit():
            assert finding.written
            assert finding.expected in f"{finding.message} {finding.fix}".replace("Rp", "")


def test_no_two_findings_of_the_sample_book_have_one_fingerprint() -> None:
    findings = check_book(SAMPLE).findings
    assert len({finding.fingerprint for finding in findings}) == len(findings)
    assert all(len(finding.fingerprint) == 16 for finding in findings)


def test_the_findings_come_in_the_order_of_sheets_and_rows() -> None:
    checked = check_book(SAMPLE)
    sheets = list(dict.fromkeys(finding.at.sheet for finding in checked.findings))
    tabs = list(dict.fromkeys(lampiran.sheet for lampiran in checked.laporan.lampiran))

    assert sheets == [sheet for sheet in tabs if sheet in sheets]
    for sheet in sheets:
        cells = [(f.at.row, f.at.column) for f in checked.findings if f.at.sheet == sheet]
        assert cells == sorted(cells)


def test_counting_by_severity() -> None:
    checked = check_book(SAMPLE)
    counts = [checked.count(severity) for severity in Severity]

    assert sum(counts) == len(checked.findings)
    assert all(counts)
