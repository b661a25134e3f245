"""The folder of wheels: what Windows needs besides is found out on any machine."""

import importlib.util
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

MACROS = Path(__file__).parents[2] / "macros"
_spec = importlib.util.spec_from_file_location("roda", MACROS / "roda.py")
assert _spec is not None and _spec.loader is not None
roda = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(roda)
lisensi = sys.modules["lisensi"]  # which it has brought along


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


def write_licensed(folder: Path, name: str, licence: str, *files: str) -> None:
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{licence}\n"
    metadata += f"Project-URL: homepage, https://contoh.invalid/{name}\n"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}-1.0.dist-info/METADATA", metadata)
        for path in files:
            wheel.writestr(path, f"isi {path} of {name}\n")


def test_the_licences_of_exactly_the_wheels_there_are_told(tmp_path: Path) -> None:
    write_licensed(tmp_path, "lkjip_xl", "License-Expression: MIT")
    write_licensed(
        tmp_path, "apa", "License-Expression: MIT",
        "apa-1.0.dist-info/licenses/LICENSE", "apa-1.0.dist-info/licenses/lib/COPYING.txt",
        "apa/vendor/LICENSE", "apa-1.0.dist-info/licenses/licence.py",
    )  # fmt: skip
    write_licensed(tmp_path, "berteks", "License: Copyright (c)\n        dan seterusnya\n"
                   "Classifier: License :: OSI Approved :: BSD License", "berteks/license.txt")  # fmt: skip
    write_licensed(tmp_path, "docxtpl", "License: LGPL-2.1-only")
    write_licensed(tmp_path, "rumus", "License: EUPL 1.1+", "rumus-1.0.dist-info/LICENSE.txt")

    roda.write_notices(tmp_path, tmp_path / roda.NOTICES)

    raw = (tmp_path / roda.NOTICES).read_bytes()
    text = raw.decode("utf-8").replace("\r\n", "\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert text.partition("\n\n=")[0].splitlines()[-4:] == [
        "apa 1.0: MIT",
        "berteks 1.0: BSD License",
        "docxtpl 1.0: LGPL-2.1-only",
        "rumus 1.0: EUPL 1.1+",
    ]
    parts = dict(zip(("", "apa", "berteks", "docxtpl", "rumus"), text.split("=" * 79), strict=True))
    assert "isi apa-1.0.dist-info/licenses/LICENSE of apa" in parts["apa"]
    assert "--- licenses/lib/COPYING.txt" in parts["apa"]
    assert "vendor" not in parts["apa"] and "licence.py" not in parts["apa"]
    assert "isi berteks/license.txt" in parts["berteks"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in parts["docxtpl"]
    assert "Asal: https://contoh.invalid/docxtpl" in parts["docxtpl"]
    for name in parts:
        gives = f"pip download --no-deps --no-binary :all: {name}==1.0" in parts[name]
        assert gives == (name in ("docxtpl", "rumus")), name


def test_a_part_under_another_licence_gives_its_source_too(tmp_path: Path) -> None:
    write_licensed(tmp_path, "campuran", "License: PSF", "campuran-1.0.dist-info/LICENSE")
    with zipfile.ZipFile(tmp_path / "campuran-1.0-py3-none-any.whl", "a") as wheel:
        text = "GNU LESSER GENERAL PUBLIC LICENSE"
        wheel.writestr("campuran-1.0.dist-info/licenses/bagian/license.txt", text)

    assert lisensi.read_notice(next(tmp_path.glob("*.whl"))).gives_source


def test_a_wheel_without_a_licence_is_not_handed_out(tmp_path: Path) -> None:
    write_licensed(tmp_path, "tanpa_teks", "License: MIT")
    write_licensed(tmp_path, "tanpa_nama", "X: y", "tanpa_nama-1.0.dist-info/LICENSE")

    with pytest.raises(SystemExit, match=r"tanpa_nama, tanpa_teks: add its text"):
        roda.write_notices(tmp_path, tmp_path / roda.NOTICES)
    assert not (tmp_path / roda.NOTICES).exists()


def test_what_is_installed_here_says_its_licence() -> None:
    """The programs whose licences give a right to the source, as they are at present."""
    for name in ("docxtpl", "formulas", "schedula"):
        stated = lisensi.licence_of(distribution(name).metadata)
        assert lisensi.GIVES_SOURCE.search(stated), name
