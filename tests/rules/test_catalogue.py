"""Every rule is declared alike, and its documentation does what it says."""

import re
from collections.abc import Callable

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.pipeline import check
from lkjip_xl.rules.catalogue import FAMILY_NAMES, RULES, find_rule
from lkjip_xl.rules.rule import Rule

EXAMPLES = [
    pytest.param(rule, kind, drawing, id=f"{rule.code}-{kind}-{number}")
    for rule in RULES
    for number, (kind, drawing) in enumerate(rule.examples, start=1)
]


@pytest.mark.parametrize(("rule", "kind", "drawing"), EXAMPLES)
def test_the_example_shows_what_it_says(rule: Rule, kind: str, drawing: str) -> None:
    """A wrong table has the rule's finding; a right one has none of any rule that is not accepted."""
    found = [str(finding) for finding in check(draw(drawing)).findings if not finding.accepted]
    own = [text for text in found if f": {rule.code} " in text]

    assert own if kind == "Salah" else not found, found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
class TestDeclaration:
    def test_the_code_belongs_to_a_family(self, rule: Rule) -> None:
        assert re.fullmatch(r"[A-Z]{3}\d\d", rule.code)
        assert rule.family in FAMILY_NAMES
        assert find_rule(rule.code.lower()) is rule

    def test_the_name_is_in_kebab_case(self, rule: Rule) -> None:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)

    def test_there_is_something_to_check(self, rule: Rule) -> None:
        """ANG02, ANG04 and others are found by the check of a sibling; then that one has it."""
        siblings = [other for other in RULES if other.family == rule.family]
        assert any(other.checks or other.sources for other in siblings)

    def test_the_doc_says_what_why_and_shows_both(self, rule: Rule) -> None:
        first, _, rest = rule.explanation.partition("\n")
        assert first
        assert "\nMengapa: " in rest
        assert {kind for kind, _ in rule.examples} == {"Salah", "Benar"}


def test_codes_and_names_are_unique_and_sorted() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_an_unknown_code_is_no_rule() -> None:
    assert find_rule("XYZ99") is None


def test_the_findings_of_the_examples_read_well(golden: Callable[[str, str], None]) -> None:
    """Every rule's own words about its *Salah* table, with severity and the cells it rests on."""
    lines: list[str] = []
    for rule in RULES:
        wrong = next(drawing for kind, drawing in rule.examples if kind == "Salah")
        for finding in check(draw(wrong)).findings:
            if finding.code == rule.code:
                related = ", ".join(map(str, finding.related)) or "-"
                lines += [str(finding), f"    {finding.severity}; terkait: {related}"]
                lines += [f"    hitungan: {finding.calculation}"] if finding.calculation else []
    golden("catatan_contoh_aturan.txt", "\n".join(lines) + "\n")
