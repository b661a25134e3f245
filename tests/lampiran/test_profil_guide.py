"""The user guide names every label of the Profil sheet."""

from __future__ import annotations

import re
from pathlib import Path

import lkjip_xl
from lkjip_xl.lampiran.formulir.profil import _LISTS, LABELS


def test_the_guide_lists_the_labels_and_stars_those_of_several_entries() -> None:
    guide = (Path(lkjip_xl.__file__).parent / "help" / "panduan.md").read_text("utf-8")
    section = guide.split("## Lembar Profil\n")[1].split("\n## ")[0]
    listed = dict(re.findall(r"^\| ([A-Z][^|*]*?)( \*)? \| ", section, re.M))

    listed.pop("Label")
    assert listed == {
        labels[0]: " *" if field in _LISTS else "" for field, labels in LABELS.items()
    }
