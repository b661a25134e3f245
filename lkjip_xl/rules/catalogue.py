"""All rules, in the order of their codes; a module is found by lying in the folder of a family."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from lkjip_xl import rules
from lkjip_xl.rules.rule import Rule

FAMILY_NAMES = {
    "ANG": "Anggaran dan serapan",
    "EVA": "Evaluasi hasil Renja",
    "HIR": "Hierarki tujuan sampai sub kegiatan",
    "HIT": "Hitungan capaian kinerja",
    "ISI": "Isian dan penulisan angka",
    "KET": "Kalimat terhadap angka",
    "LAM": "Kesamaan antar lampiran",
    "NAR": "Naskah laporan terhadap tabelnya",
    "RUM": "Rumus di dalam sel",
    "PJK": "Perjanjian Kinerja dan lembar tahunannya",
    "PGT": "Lembar Pengaturan",
    "REN": "Mutu perencanaan",
    "SPD": "Data SIPD dan perubahan anggaran",
    "STR": "Struktur lampiran dan kolomnya",
}


#: The families that judge what only a document has: sentences, and tables that repeat others.
OF_DOCUMENTS = frozenset({"NAR"})

#: Dots in the name of a module that lies in the folder of a family.
_IN_A_FAMILY = 3


def _find_rules() -> dict[str, Rule]:
    """Return every rule that a module of a family declares, by its code.

    Raises:
        ValueError: two rules have one code.
    """
    found: dict[str, Rule] = {}
    for entry in walk_packages(rules.__path__, f"{rules.__name__}."):
        if entry.name.count(".") == _IN_A_FAMILY:
            for value in vars(import_module(entry.name)).values():
                if isinstance(value, Rule) and found.setdefault(value.code, value) is not value:
                    raise ValueError(f"two rules have the code {value.code}")
    return found


_BY_CODE = _find_rules()
RULES: tuple[Rule, ...] = tuple(_BY_CODE[code] for code in sorted(_BY_CODE))


def find_rule(code: str) -> Rule | None:
    """Return the rule of a code, in any case of letters."""
    return next((rule for rule in RULES if rule.code == code.upper()), None)
