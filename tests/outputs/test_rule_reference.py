"""The rule reference is made from the catalogue and is current."""

import re
from pathlib import Path

import pytest

import lkjip_xl
from lkjip_xl.outputs.rule_text import explain_rule, make_reference, rule_as_markdown
from lkjip_xl.rules.catalogue import FAMILY_NAMES, RULES
from lkjip_xl.rules.rule import Rule

REFERENCE = Path(lkjip_xl.__file__).parent / "help" / "aturan.md"


def test_the_reference_is_current(request: pytest.FixtureRequest) -> None:
    """``pytest tests/outputs/test_rule_reference.py --perbarui-golden`` writes it anew."""
    made = make_reference(RULES)
    if request.config.getoption("--perbarui-golden"):
        REFERENCE.write_text(made, encoding="utf-8")
    assert REFERENCE.exists(), "write it with --perbarui-golden"
    assert made == REFERENCE.read_text(encoding="utf-8")


def test_every_rule_has_a_place_that_its_link_leads_to() -> None:
    made = make_reference(RULES)
    headings = re.findall(r"^### (.+)$", made, re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}

    links = re.findall(r"^\| \[[A-Z]{3}\d\d\]\(#([^)]+)\)", made, re.MULTILINE)
    assert set(links) == anchors
    assert len(links) == len(headings) == len(RULES)


def test_families_stand_by_name_in_the_order_of_their_codes() -> None:
    made = make_reference(RULES)
    families = re.findall(r"^## ([A-Z]{3}): (.+)$", made, re.MULTILINE)

    assert families == sorted({(rule.family, FAMILY_NAMES[rule.family]) for rule in RULES})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_shown_whole(rule: Rule) -> None:
    text = rule_as_markdown(rule)
    assert "Mengapa: " in text
    assert text.count("```text\n") == len(rule.examples) == text.count("\n```\n")
    assert re.search(r"[ \t]$", text, re.MULTILINE) is None
    assert explain_rule(rule).startswith(f"{rule.code} {rule.name} (")
