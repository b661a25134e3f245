"""How other programs are started: by a whole path, and never from the working folder.

The working folder is often that of a received workbook, and whoever sent the book may have put a
``json.py`` or a ``soffice`` beside it.  Windows looks for programs there before anywhere else, and
so does Python for modules, unless it is told not to.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Has every Python that is started leave the working folder alone, as its option -P does.
_SAFE_PATH = "PYTHONSAFEPATH"

_SUFFIXES = (".com", ".exe") if sys.platform == "win32" else ("",)


def find_program(name: str) -> Path | None:
    """Return a program on the search path, ``None`` where there is none.

    Folders that the path names relatively (``.``, or nothing between two colons) are left out:
    where they lie depends on the working folder.
    """
    if not name:
        return None
    folders = (Path(folder) for folder in os.get_exec_path() if Path(folder).is_absolute())
    candidates = (folder / f"{name}{suffix}" for folder in folders for suffix in _SUFFIXES)
    return next((one for one in candidates if one.is_file() and os.access(one, os.X_OK)), None)


def windows_program(name: str) -> str:
    """Return the path of a program that belongs to Windows."""
    return str(Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", name))


def python_command(script: Path) -> list[str]:
    """Return what starts a script with this Python, shut off as much as this process is.

    PYTHONPATH and the user's own packages stay within reach where they are within ours.
    """
    options = "-P" + "E" * sys.flags.ignore_environment + "s" * sys.flags.no_user_site
    return [sys.executable, options, str(script)]


@contextmanager
def safe_path() -> Iterator[None]:
    """Start no Python in the meantime, by whatever means, that imports from the working folder.

    ``multiprocessing`` starts its processes with ``python -c``, which looks for the very module
    ``multiprocessing`` in the working folder first; only the environment can tell it not to.
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before
