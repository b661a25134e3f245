"""The user's desktop, for a program without a window: its own folder, files opened, a message."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from lkjip_xl.programs import find_program


def own_folder() -> Path:
    """Return the folder under the user's profile that the add-in is installed in, made if missing.

    The log and the pages of the guide go there too; LkjipJalan.bas names the same places.

    Raises:
        OSError: it cannot be made.
    """
    home = Path.home()
    if sys.platform == "win32":
        above = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        above = home / "Library" / "Application Support"
    else:
        above = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    folder = above / "lkjip_xl"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def open_file(path: Path) -> None:
    """Open a file with the program that the user has for its kind.

    Raises:
        OSError: there is none.
    """
    if sys.platform == "win32":
        os.startfile(path)
    else:
        opener = Path("/usr/bin/open") if sys.platform == "darwin" else find_program("xdg-open")
        if opener is None:
            raise OSError("no xdg-open")
        subprocess.run([str(opener), str(path)], check=True, capture_output=True)


def show_message(text: str, title: str) -> None:
    """Show a message of the system's own, where Excel cannot show one.

    Raises:
        OSError: the system has no such message.
    """
    if sys.platform == "win32":
        import ctypes

        in_front = 0x50030  # an exclamation mark, above other windows
        ctypes.windll.user32.MessageBoxW(None, text, title, in_front)
    elif sys.platform == "darwin":
        script = (
            'on run {teks, judul}\ndisplay dialog teks with title judul buttons {"OK"}\nend run'
        )
        command = ["/usr/bin/osascript", "-e", script, text, title]
        subprocess.run(command, check=True, capture_output=True)
    else:
        raise OSError("no message box")
