"""Make the folder that an office installs from without a network.

    python macros/roda.py FOLDER

It holds the installers, the add-in and, in ``roda/``, a wheel of this package and of everything
that it needs on 64-bit Windows, with the licences of all that others have made (``lisensi.py``).
It is made on any system; the office's Python must be of the
version asked for with ``--python``.

pip looks at the conditions of a requirement (``; sys_platform == "win32"``) with the eyes of the
machine that it runs on, whatever ``--platform`` says.  So each wheel's requirements are read again
here for Windows, and what is missing is fetched until nothing is.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

sys.path.insert(0, str(Path(__file__).parent))
from lisensi import NOTICES, read_metadata, write_notices

HERE = Path(__file__).parent
HANDED_OUT = (
    *("pasang.cmd", "pasang.ps1", "copot.cmd", "buat-laporan.cmd"),
    *("pasang.command", "lkjip_xl.applescript", "lkjip_xl.xlam"),
)


def windows(python: str) -> dict[str, str]:
    """Return what conditions of requirements see on the office's machine."""
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_release": "10",
        "platform_system": "Windows",
        "platform_version": "10.0",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "win32",
    }


def make(folder: Path, python: str) -> None:
    """Fill the folder."""
    wheels = folder / "roda"
    wheels.mkdir(parents=True, exist_ok=True)
    _pip("wheel", "--no-deps", "-w", str(wheels), str(HERE.parent))
    own = next(wheels.glob("lkjip_xl-*.whl"))
    _download(wheels, python, str(own))
    while wanted := list(missing(wheels, windows(python))):
        _download(wheels, python, *map(str, wanted))
    (wheels / "python.txt").write_text(f"{python}\n", encoding="ascii")
    for name in HANDED_OUT:
        shutil.copy(HERE / name, folder)
    write_notices(wheels, folder / NOTICES)


def missing(wheels: Path, environment: dict[str, str]) -> Iterator[str]:
    """Yield the requirements, from our own package on, that no wheel in the folder meets."""
    have = {parse_wheel_filename(path.name)[0]: path for path in sorted(wheels.glob("*.whl"))}
    todo, seen = [Requirement("lkjip_xl")], set()
    while todo:
        wanted = todo.pop()
        name = canonicalize_name(wanted.name)
        if (name, frozenset(wanted.extras)) in seen:
            continue
        seen.add((name, frozenset(wanted.extras)))
        wheel = have.get(name)
        if wheel is None or parse_wheel_filename(wheel.name)[1] not in wanted.specifier:
            yield f"{wanted.name}{wanted.specifier}"
            continue
        todo += _requirements(wheel, environment, wanted.extras)


def _requirements(
    wheel: Path, environment: dict[str, str], extras: set[str]
) -> Iterator[Requirement]:
    for text in read_metadata(wheel).get_all("Requires-Dist", []):
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is None or any(
            marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras)
        ):
            yield requirement


def _download(wheels: Path, python: str, *wanted: str) -> None:
    target = ("--platform", "win_amd64", "--python-version", python, "--implementation", "cp")
    _pip("download", "--only-binary=:all:", *target, "-d", str(wheels), *wanted)


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-P", "-m", "pip", "-q", *arguments], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the folder that an office installs from.")
    parser.add_argument("folder", type=Path, help="where to")
    parser.add_argument("--python", default="3.12", help="the office's Python (default: 3.12)")
    options = parser.parse_args()
    make(options.folder, options.python)


if __name__ == "__main__":
    main()
