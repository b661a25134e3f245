"""The folder of wheels: what Windows needs besides is found out on any machine."""

import importlib.util
import zipfile
from pathlib import Path

import pytest

MACROS = Path(__file__).parents[2] / "macros"
_spec = importlib.util.spec_from_file_location("roda", MACROS / "roda.py")
assert _spec is not None and _spec.loader is not None
roda = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(roda)


def write_wheel(folder: Path, name: str, version: str, *requires: str) -> None:
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Requires-Dist: {one}\n" for one in requires)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}-{version}.dist-info/METADATA", metadata)


@pytest.mark.parametrize(
    ("requirement", "missing"),
    [
        ('pywin32>=224; platform_system == "Windows"', ["pywin32>=224"]),
        ('colorama; sys_platform == "win32"', ["colorama"]),
        ('psutil; sys_platform == "darwin"', []),
        ('tomli; python_version < "3.11"', []),
        ('pytest; extra == "test"', []),
        ("lain>=2", ["lain>=2"]),
        ("lain>=1", []),
    ],
)
def test_what_only_windows_needs_is_missed(
    tmp_path: Path, requirement: str, missing: list[str]
) -> None:
    write_wheel(tmp_path, "lkjip_xl", "0.1.0", "xl_wings")
    write_wheel(tmp_path, "xl_wings", "1.0", requirement)
    write_wheel(tmp_path, "lain", "1.5")

    found = list(roda.missing(tmp_path, roda.windows("3.12")))

    assert found == missing


def test_requirements_that_go_in_a_circle_end(tmp_path: Path) -> None:
    write_wheel(tmp_path, "lkjip_xl", "0.1.0", "lain[semua]")
    write_wheel(tmp_path, "lain", "1.5", "lkjip-xl", 'lain[semua]; extra == "semua"')

    assert list(roda.missing(tmp_path, roda.windows("3.12"))) == []


def test_what_is_handed_out_is_there() -> None:
    assert [name for name in roda.HANDED_OUT if not (MACROS / name).exists()] == []
