"""The add-in as a file: made from the texts beside it, its parts wired as Excel wants them."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from posixpath import join, normpath

import pytest
from lxml import etree

MACROS = Path(__file__).parents[2] / "macros"
ADDIN = MACROS / "lkjip_xl.xlam"
MODULES = sorted(path.stem for path in MACROS.glob("*.bas"))
#: Namespace and relationship of the ribbon by part: for Excel 2007, and for 2010 and newer.
RIBBONS = {
    "customUI/customUI.xml": ("2006/01", "2006"),
    "customUI/customUI14.xml": ("2009/07", "2007"),
}
#: The built-in pictures in use.  A name that Excel lacks shows no picture, so each one here was
#: looked up among the commands of Excel and Word.
PICTURES = {
    *("AcceptInvitation", "CalculateNow", "FileNew", "FileSaveAsWordDocx", "Help", "Info"),
    *("ReviewNextComment", "ReviewPreviousComment", "ReviewDeleteComment"),
}


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(ADDIN) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module", params=RIBBONS)
def ribbon(request: pytest.FixtureRequest, parts: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(parts[request.param])


def buttons(ribbon: etree._Element) -> list[etree._Element]:
    return ribbon.findall(".//{*}button")


def read_source(name: str) -> str:
    return (MACROS / f"{name}.bas").read_bytes().decode("ascii").replace("\r\n", "\n")


def test_the_committed_addin_is_what_its_builder_writes(tmp_path: Path) -> None:
    rebuilt = tmp_path / "rebuilt.xlam"

    subprocess.run([sys.executable, "-B", str(MACROS / "build.py"), str(rebuilt)], check=True)

    assert rebuilt.read_bytes() == ADDIN.read_bytes()


def test_another_reader_finds_the_same_source_in_every_module() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(ADDIN))
        found = {
            name.rpartition(".")[0]: code.replace("\r\n", "\n").rstrip("\n")
            for _, _, name, code in parser.extract_macros()
        }
        parser.close()

    for name in MODULES:
        source = read_source(name).rstrip("\n")
        assert found[name].removeprefix(f'Attribute VB_Name = "{name}"\n') == source.removeprefix(
            f'Attribute VB_Name = "{name}"\n'
        )
    others = {name: code for name, code in found.items() if name not in MODULES}
    assert sorted(others) == ["Sheet1", "ThisWorkbook"]
    for code in others.values():
        assert all(line.startswith("Attribute VB_") for line in code.splitlines())


def test_the_project_has_the_streams_that_excel_looks_for(parts: dict[str, bytes]) -> None:
    import olefile

    with olefile.OleFileIO(parts["xl/vbaProject.bin"]) as project:
        streams = {"/".join(path) for path in project.listdir()}
        listed = project.openstream("PROJECT").read().decode("cp1252")

    assert {"PROJECT", "VBA/dir", "VBA/_VBA_PROJECT"} <= streams
    for name in MODULES:
        assert f"VBA/{name}" in streams
        assert f"Module={name}\r\n" in listed
    assert "Module=Module1" not in listed


def test_every_part_has_a_content_type_and_every_relationship_a_part(
    parts: dict[str, bytes],
) -> None:
    types = etree.fromstring(parts["[Content_Types].xml"])
    extensions = {one.get("Extension") for one in types.findall("{*}Default")}
    overrides = {str(one.get("PartName")).lstrip("/") for one in types.findall("{*}Override")}

    assert overrides <= set(parts)
    for name in parts:
        assert (
            name == "[Content_Types].xml" or name in overrides or name.split(".")[-1] in extensions
        )
    for name in (one for one in parts if one.endswith(".rels")):
        folder = name.partition("_rels/")[0]
        for relation in etree.fromstring(parts[name]).findall("{*}Relationship"):
            target = str(relation.get("Target"))
            assert normpath(join(folder, target)).lstrip("/") in parts, (name, target)


def test_it_is_an_addin_with_macros(parts: dict[str, bytes]) -> None:
    assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in parts["[Content_Types].xml"]


@pytest.mark.parametrize("part", RIBBONS)
def test_both_ribbons_are_wired_in_their_own_namespace(parts: dict[str, bytes], part: str) -> None:
    namespace, relation = RIBBONS[part]
    relations = etree.fromstring(parts["_rels/.rels"]).findall("{*}Relationship")

    assert [one.get("Type") for one in relations if one.get("Target") == part] == [
        f"http://schemas.microsoft.com/office/{relation}/relationships/ui/extensibility"
    ]
    root = etree.fromstring(parts[part])
    assert (
        etree.QName(root).namespace == f"http://schemas.microsoft.com/office/{namespace}/customui"
    )


def test_both_ribbons_say_the_same(parts: dict[str, bytes]) -> None:
    first, second = (re.sub(rb"office/20\d\d/\d\d/customui", b"", parts[part]) for part in RIBBONS)
    assert first == second


def test_the_ribbon_is_valid(ribbon: etree._Element) -> None:
    namespace = str(etree.QName(ribbon).namespace)
    text = (Path(__file__).parent / "pita.xsd").read_text(encoding="utf-8")
    schema = etree.XMLSchema(etree.fromstring(text.replace("NAMESPACE", namespace).encode()))

    schema.assertValid(ribbon)


def test_every_button_tells_what_it_does(ribbon: etree._Element) -> None:
    for button in buttons(ribbon):
        assert button.get("imageMso") in PICTURES
        assert button.get("screentip") and str(button.get("supertip")).endswith(".")


def test_an_ampersand_is_doubled_in_labels_and_in_no_tip(ribbon: etree._Element) -> None:
    """One ampersand would underline the next letter."""
    for element in ribbon.iter("{*}tab", "{*}group", "{*}button"):
        assert "&" not in str(element.get("label")).replace("&&", "")
        assert "&" not in f"{element.get('screentip')}{element.get('supertip')}"


def test_every_action_has_its_callback_and_every_callback_its_button(
    ribbon: etree._Element,
) -> None:
    source = "".join(map(read_source, MODULES))
    callbacks = re.findall(r"^Public Sub (\w+)\(control As IRibbonControl\)$", source, re.MULTILINE)

    assert sorted(str(button.get("onAction")) for button in buttons(ribbon)) == sorted(callbacks)


def test_the_launcher_takes_nothing_from_a_workbook() -> None:
    """Neither a sheet, nor a cell, nor a name of a book, nor a setting beside it."""
    source = read_source("LkjipJalan")

    assert not re.search(r"\b(Sheets|Worksheets|Range|Cells|Names|Evaluate|GetSetting)\b", source)
    assert re.findall(r"ActiveWorkbook\.(\w+)", source) == ["Name"]
    assert "ThisWorkbook" not in source
    assert "PYTHONPATH" not in re.sub(r"(?m)^\s*'.*$", "", source)
    assert source.count(" -I ") == 1
    script = (MACROS / "lkjip_xl.applescript").read_text(encoding="ascii")
    assert " -I " in script and script.count("quoted form of") == 5
