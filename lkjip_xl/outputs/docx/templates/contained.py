"""Fills a template from outside in a process of its own: data in, finished bytes out."""

from __future__ import annotations

import io
import json
import marshal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkjip_xl.outputs.docx.errors import ReportError
from lkjip_xl.outputs.docx.templates import filling
from lkjip_xl.programs import python_command

_FORBIDDEN = "Gunakan hanya tag yang tersedia; lihat daftarnya dengan lkjip templat daftar"

#: What to say of each kind of failure, and what to do; {} is the detail.
_SAYINGS = {
    "unknown": (
        "templat memakai tag yang tidak dikenal ({})",
        "Perbaiki nama tag itu atau hapus dari templat",
    ),
    "syntax": (
        "ada tag yang salah tulis di templat ({})",
        "Periksa kurung kurawal dan ejaan tag di sekitar bagian itu",
    ),
    "forbidden": ("templat tidak dapat diisi ({})", _FORBIDDEN),
    "broken": (
        "tag di templat memutus susunan dokumen ({})",
        "Pindahkan tag pengatur seperti {{%p if … %}} ke paragraf tersendiri, di luar kotak teks, "
        "tautan, dan sel tabel",
    ),
    "size": (
        "templat menghasilkan dokumen yang terlalu besar; perulangannya: {}",
        "Perpendek isinya, atau keluarkan dari perulangan lain: perulangan di dalam perulangan "
        "mencetak isinya sebanyak hasil kali panjang daftarnya",
    ),
    "memory": (
        "templat menghasilkan dokumen yang terlalu besar",
        "Periksa perulangan ({{% for … %}}) di dalam templat; pengisian dihentikan",
    ),
    "time": (
        "pengisian templat tidak selesai dalam {} detik",
        "Periksa perulangan ({{% for … %}}) di dalam templat; pengisian dihentikan",
    ),
    "failed": ("templat tidak dapat diisi ({})", _FORBIDDEN),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What filling one template may take: seconds, bytes of memory, characters that it adds.

    Memory is limited where the system lets it be.  Tables and charts are set in later, and count
    only there (``Blocks``).
    """

    seconds: int = 30
    memory: int = 2**31
    size: int = 4 * 2**20


def fill_shipped(document: Any, context: dict[str, Any], name: str) -> None:
    """Fill our own template in place.

    Raises:
        ReportError: it cannot be filled.
    """
    try:
        filling.fill(document, context)
    except Exception as error:
        raise _explain(*filling.reason(error), name) from error


def fill_foreign(
    document: Any, context: dict[str, Any], name: str, limits: Limits | None = None
) -> None:
    """Fill an office's template in place, in a process of its own.

    Args:
        document: the template, opened with docxtpl; parts that were added to it stay.
        context: the tags' values, plain data.
        name: the template's file name, for messages.
        limits: what it may take.

    Raises:
        ReportError: it cannot be filled within the limits.
    """
    from docx import Document

    memory = io.BytesIO()
    document.docx.save(memory)
    filled = fill_apart(memory.getvalue(), context, name, limits)
    document.docx = Document(io.BytesIO(filled))
    document.is_rendered, document.is_saved = True, False


def fill_apart(
    template: bytes, context: dict[str, Any], name: str, limits: Limits | None = None
) -> bytes:
    """Return the finished document of a template; the arguments are those of ``fill_foreign``."""
    limits = limits or Limits()
    if getattr(sys, "frozen", False) or not sys.executable:
        raise ReportError(
            "templat sendiri memerlukan proses terpisah, yang di sini tidak tersedia",
            name,
            "Jalankan lkjip dari pemasangan Python",
        )
    command = python_command(Path(filling.__file__))
    try:
        done = subprocess.run(
            [*command, str(limits.seconds), str(limits.memory), str(limits.size)],
            input=marshal.dumps((template, filling.to_plain(context))),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise _explain("time", str(limits.seconds), name) from error
    if done.stdout.startswith(filling.OK):
        return done.stdout.removeprefix(filling.OK)
    if done.stdout.startswith(filling.NO):
        kind, detail = json.loads(done.stdout.removeprefix(filling.NO))
        raise _explain(kind, detail, name)
    raise _explain(*_why_it_died(done, limits), name)


def _why_it_died(done: subprocess.CompletedProcess[bytes], limits: Limits) -> tuple[str, str]:
    import signal

    if done.returncode == -getattr(signal, "SIGXCPU", 0):
        return "time", str(limits.seconds)
    return "memory", ""


def _explain(kind: str, detail: str, name: str) -> ReportError:
    what, fix = _SAYINGS[kind]
    return ReportError(what.format(detail), name, fix.format())
