"""The recipes of CONTRIBUTING.md do what they say, on a copy of the package."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```python (file|replace|check)(?:=(\S+))?\n(.*?)^```$", re.M | re.S)


class Block(NamedTuple):
    kind: str
    path: str
    text: str


def _recipes() -> dict[str, list[Block]]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, *sections = re.split(r"^## (?=How to )", text, flags=re.M)
    return {
        section.partition("\n")[0]: [Block(*found) for found in _BLOCK.findall(section)]
        for section in sections
    }


RECIPES = _recipes()


@pytest.mark.parametrize("title", RECIPES)
def test_the_recipe_works(title: str, tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "lkjip_xl", tmp_path / "lkjip_xl", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    for block in RECIPES[title]:
        target = tmp_path / block.path
        if block.kind == "file":
            target.write_text(block.text, encoding="utf-8")
        elif block.kind == "replace":
            old, new = (part.strip() for part in block.text.split("# becomes\n"))
            text = target.read_text(encoding="utf-8")
            assert text.count(old) == 1
            target.write_text(text.replace(old, new), encoding="utf-8")
    checks = [block.text for block in RECIPES[title] if block.kind == "check"]
    assert checks

    subprocess.run(
        [sys.executable, "-B", "-c", "\n".join(checks)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=True,
    )


def test_every_promised_recipe_is_there() -> None:
    promised = ("add a rule", "add a form", "add a synonym", "change a sentence", "add a check")
    assert [one for one in promised if not any(one in title for title in RECIPES)] == []
