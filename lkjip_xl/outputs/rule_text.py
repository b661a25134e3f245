"""The catalogue as a reader sees it: a list of rules, one rule explained, and the reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from lkjip_xl.finding import Severity
from lkjip_xl.rules.catalogue import FAMILY_NAMES
from lkjip_xl.rules.rule import Rule

_HEADING = re.compile(r"^(?:Salah|Benar)[^:\n]*:$", re.MULTILINE)
_LEVELS = {
    Severity.ERROR: "angka atau pernyataan keliru, atau bertentangan dengan yang lain",
    Severity.WARNING: "mungkin keliru, atau pasti ditanyakan pereviu",
    Severity.INFO: "perlu diketahui",
}
_REFERENCE_HEAD = """\
# Acuan aturan

Halaman ini dibuat dari katalog aturan; jangan disunting dengan tangan. Cara memilih aturan dan
menerima catatan dijelaskan dalam [panduan](panduan.md).

Contoh digambar sebagai tabel: `<` menyambung sel ke sel di kirinya, `^` ke sel di atasnya, `##`
memulai lembar baru, dan teks di luar garis ialah judul tabel. `>` mengawali kalimat dokumen Word,
dan `# buku.xlsx` berkas lain yang diperiksa bersamanya. Setiap contoh dijalankan sebagai uji: yang
salah menghasilkan catatan itu, yang benar tidak menyisakan catatan apa pun.
"""


def list_rules(rules: Iterable[Rule]) -> str:
    """Return the rules by family, a line each."""
    lines: list[str] = []
    for family, own in groupby(rules, key=lambda rule: rule.family):
        lines += [f"{family}  {FAMILY_NAMES[family]}"]
        lines += [f"  {rule.code}  {rule.severity.label:<10}  {rule.name}" for rule in own]
        lines += [""]
    lines += ["Penjelasan satu aturan: lkjip aturan KODE"]
    return "\n".join(lines) + "\n"


def explain_rule(rule: Rule) -> str:
    """Return one rule with its reason and its examples."""
    lines = [f"{rule.code} {rule.name} ({rule.severity.label.lower()})", "", rule.explanation]
    if rule.dasar:
        lines += ["", f"Dasar: {rule.dasar}"]
    return "\n".join(lines) + "\n"


def rule_summary(rule: Rule) -> str:
    """Return what a rule complains about: the first paragraph of its explanation, on one line."""
    return " ".join(rule.explanation.split("\n\n")[0].split())


def rule_prose(rule: Rule) -> str:
    """Return a rule's explanation without its examples, a line for each paragraph."""
    return "\n".join(_paragraphs(rule))


def rule_as_markdown(rule: Rule) -> str:
    """Return a rule's explanation and examples as Markdown, without a heading."""
    parts = list(_paragraphs(rule))
    if rule.dasar:
        parts.append(f"Dasar: {rule.dasar}")
    headings = [found[0] for found in _HEADING.finditer(rule.explanation)]
    for heading, (_, drawing) in zip(headings, rule.examples, strict=True):
        parts += [f"**{heading}**", f"```text\n{_trimmed(drawing)}\n```"]
    return "\n\n".join(parts) + "\n"


def make_reference(rules: Iterable[Rule]) -> str:
    """Return the reference of all rules as Markdown: a table of contents, then family by family."""
    by_family = [(name, list(own)) for name, own in groupby(rules, key=lambda rule: rule.family)]
    levels = [f"- **{severity.label}**: {text}." for severity, text in _LEVELS.items()]
    parts = [_REFERENCE_HEAD, "\n".join(levels) + "\n"]
    for family, own in by_family:
        parts.append("\n".join(_contents(family, own)) + "\n")
    for family, own in by_family:
        parts.append(f"## {family}: {FAMILY_NAMES[family]}\n")
        parts += [f"{_rule_heading(rule)}\n\n{rule_as_markdown(rule)}" for rule in own]
    return "\n".join(parts)


def _contents(family: str, rules: Iterable[Rule]) -> Iterator[str]:
    yield f"| {family} | {FAMILY_NAMES[family]} | tingkat |"
    yield "|---|---|---|"
    for rule in rules:
        yield f"| [{rule.code}](#{_anchor(rule)}) | {rule.name} | {rule.severity.label} |"


def _rule_heading(rule: Rule) -> str:
    return f"### {rule.code} {rule.name}\n\n*{rule.severity.label}*"


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def _paragraphs(rule: Rule) -> Iterator[str]:
    """Yield the paragraphs before the examples, each on one line; lists keep their lines."""
    told = _HEADING.split(rule.explanation)[0]
    for paragraph in re.split(r"\n\s*\n", told.strip()):
        is_list = any(line.lstrip().startswith("- ") for line in paragraph.splitlines())
        yield paragraph if is_list else " ".join(paragraph.split())


def _trimmed(drawing: str) -> str:
    lines = [line.rstrip() for line in drawing.strip("\n").splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)
