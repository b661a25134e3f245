"""The sample workbooks are exactly what their builders write."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

WORKBOOKS = Path(__file__).parents[2] / "workbooks"


def read_parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a workbook, unpacked: packing differs between versions of zlib."""
    with ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


@pytest.mark.parametrize("name", ["dp3akb-serang-2021", "contoh-bersih"])
def test_the_committed_book_is_what_its_builder_writes(name: str, tmp_path: Path) -> None:
    builder = WORKBOOKS / name / "build.py"
    if not builder.exists():
        pytest.skip(f"no builder for {name}")
    rebuilt = tmp_path / f"{name}.xlsx"

    subprocess.run([sys.executable, "-B", str(builder), str(rebuilt)], check=True)

    committed, written = read_parts(WORKBOOKS / f"{name}.xlsx"), read_parts(rebuilt)
    assert list(written) == list(committed)
    assert [part for part in written if written[part] != committed[part]] == []


@pytest.mark.parametrize("name", ["dp3akb-serang-2021", "contoh-bersih"])
def test_two_builds_are_the_same_bytes(name: str, tmp_path: Path) -> None:
    builder = WORKBOOKS / name / "build.py"
    if not builder.exists():
        pytest.skip(f"no builder for {name}")
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"

    for target in (first, second):
        subprocess.run([sys.executable, "-B", str(builder), str(target)], check=True)

    assert first.read_bytes() == second.read_bytes()
