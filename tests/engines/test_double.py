"""The stand-in for Excel offers nothing that xlwings lacks on Windows or on Mac."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import excel_double
import pytest
import xlwings

#: Classes of the double, and what they are called in xlwings' own engines.
_CLASSES = {
    name: name.removeprefix("Fake")
    for name, _ in inspect.getmembers(excel_double, inspect.isclass)
    if name.startswith("Fake")
} | {
    "FakeRules": "ConditionalFormats",
    "FakeRule": "ConditionalFormat",
    "FakeValidation": "DataValidation",
}
#: What the double has for itself, what ``native`` tries only, and what xlwings has for all engines.
_OWN = frozenset(
    [
        "api",
        "snapshot",
        "active_sheet",
        "ask",
        "book",
        "calls",
        "change",
        "engine",
        "move_to_front",
        "open_backend",
        "refuse",
        "remove",
        "reset",
        "selected",
        "status_texts",
        "structure_is_protected",
    ]
)


@pytest.mark.parametrize("module", ["_xlwindows.py", "_xlmac.py"])
@pytest.mark.parametrize(("double", "real"), _CLASSES.items())
def test_members_are_those_of_excel(module: str, double: str, real: str) -> None:
    source = Path(xlwings.__file__).with_name(module).read_text(encoding="utf-8")
    classes = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    own = getattr(excel_double, double)
    offered = {
        name
        for name, value in vars(own).items()
        if (inspect.isfunction(value) or isinstance(value, property))
        and not name.startswith("_")
        and not name[0].isupper()  # what COM calls it
    }

    assert offered - _OWN <= _members(classes, real)


def _members(classes: dict[str, ast.ClassDef], name: str) -> set[str]:
    """Return the members of a class and its bases in the same module."""
    node = classes[name]
    members = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
    members |= {
        target.attr
        for one in ast.walk(node)
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Attribute)
    }
    members |= {
        target.id
        for one in node.body
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    for base in node.bases:
        if isinstance(base, ast.Name) and base.id in classes:
            members |= _members(classes, base.id)
    return members
