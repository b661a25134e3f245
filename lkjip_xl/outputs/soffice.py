"""LibreOffice as a converter: found if installed, run apart from the user's, stopped in time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from lkjip_xl.ports import BookError
from lkjip_xl.programs import find_program, windows_program

#: Names the program where it is installed in an unusual place; set but empty, it is not used.
PROGRAM = "LKJIP_SOFFICE"
_USUAL = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
)
#: Tagged, with bookmarks for a reader's side bar, and with every bookmark as a destination, since
#: these tell on which page a heading came to stand.
_PDF = (
    "pdf:writer_pdf_Export:{"
    + ",".join(
        f'"{option}":{{"type":"boolean","value":"true"}}'
        for option in ("UseTaggedPDF", "ExportBookmarks", "ExportBookmarksToPDFDestination")
    )
    + "}"
)


class OfficeError(BookError):
    """LibreOffice is missing, or did not do its work."""


def find_soffice() -> Path | None:
    """Return LibreOffice's program, ``None`` where it is not installed."""
    named = os.environ.get(PROGRAM)
    if named is not None:
        whole = Path(named)
        return whole if whole.is_absolute() else find_program(named)
    found = find_program("soffice") or find_program("libreoffice")
    return found or next((path for path in _USUAL if path.exists()), None)


def convert_to_pdf(program: Path, source: Path, folder: Path, seconds: float = 180) -> Path:
    """Convert a Word document to PDF in ``folder``, which is not that of the source.

    Raises:
        OfficeError: LibreOffice cannot be started, takes too long, or writes nothing.
    """
    with tempfile.TemporaryDirectory(prefix="lkjip-lo-", ignore_cleanup_errors=True) as profile:
        # A profile of its own: one that is open on the screen would take the document and leave.
        command = [
            str(program),
            f"-env:UserInstallation={Path(profile).as_uri()}",
            *("--headless", "--norestore", "--convert-to", _PDF),
            *("--outdir", str(folder.absolute()), str(source.absolute())),
        ]
        _run(command, Path(profile), seconds)
    made = folder / f"{source.stem}.pdf"
    if not made.exists():
        raise OfficeError(
            "LibreOffice tidak menghasilkan PDF",
            "PDF",
            "Ulangi, atau buka dokumennya di sana",
        )
    return made


def _run(command: list[str], folder: Path, seconds: float) -> None:
    quiet = subprocess.DEVNULL
    try:
        # A session of its own, so that the whole family of processes can be stopped.
        process = subprocess.Popen(
            command,
            cwd=folder,  # its scripts call programs, too
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        fix = f"Periksa pemasangan LibreOffice, atau isi {PROGRAM} dengan letak programnya"
        raise OfficeError("LibreOffice tidak dapat dijalankan", command[0], fix) from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        fix = "Tutup program lain, lalu ulangi"
        raise OfficeError(
            f"LibreOffice tidak selesai dalam {seconds:g} detik", "PDF", fix
        ) from error
    finally:
        if process.poll() is None:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop LibreOffice and all that it started."""
    if sys.platform == "win32":
        command = [windows_program("taskkill.exe"), "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
