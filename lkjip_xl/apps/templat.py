"""The command ``lkjip templat``: an office's own template, from its first copy to its check."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lkjip_xl.ports import BookError


def templat(options: Namespace) -> int:
    """Check a template, copy the shipped one, or list the tags."""
    return _ACTIONS[options.tindakan](options)


def _periksa(options: Namespace) -> int:
    from lkjip_xl.outputs.docx.templates.checking import try_template

    path: Path = options.berkas
    problems = try_template(path)
    if not problems:
        print(f"Templat {path.name} dapat dipakai.")
        return 0
    print(f"{len(problems)} hal perlu diperbaiki dalam {path.name}:")
    for number, problem in enumerate(problems, start=1):
        print(f"\n{number}. {problem.where}")
        print(f"   {problem.what[0].upper()}{problem.what[1:]}.")
        print(f"   Perbaikan: {problem.fix.rstrip('.')}.")
    return 1


def _baru(options: Namespace) -> int:
    from lkjip_xl.resources import resource_path
    from lkjip_xl.saving import at_once, require_target, save_whole

    path: Path = options.berkas
    if path.suffix.lower() != ".docx":
        fix = "Pilih nama yang berakhiran .docx, misalnya templat-kantor.docx"
        raise BookError("templat adalah dokumen Word", str(path), fix)
    require_target(path)
    if path.exists():
        fix = "Pilih nama lain; berkas yang ada tidak ditimpa"
        raise BookError("berkas itu sudah ada", str(path), fix)
    shipped = resource_path("templates", "lkjip.docx").read_bytes()
    save_whole(path, at_once(lambda stream: stream.write(shipped)))
    print(f"Templat untuk diubah di Word: {path}")
    print(f"Sesudah diubah, jalankan: lkjip templat periksa {path}")
    return 0


def _kalimat(options: Namespace) -> int:
    from lkjip_xl.apps.kalimat import copy_kalimat

    copy_kalimat(options.folder)
    print(f"Kalimat bawaan untuk diubah: {options.folder}")
    print("Hapus yang tidak diubah; lihat Kalimat sendiri dalam panduan")
    return 0


def _daftar(options: Namespace) -> int:
    from lkjip_xl.outputs.docx.templates.tag_text import list_tags

    sys.stdout.write(list_tags())
    return 0


_ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "periksa": _periksa,
    "baru": _baru,
    "daftar": _daftar,
    "kalimat": _kalimat,
}


def require_template(path: Path | None) -> Path | None:
    """Return a template after its check, so that nothing is written in vain.

    Raises:
        ReportError: it cannot be used.
    """
    if path is not None:
        from lkjip_xl.outputs.docx.templates.checking import require_sound

        require_sound(path)
    return path
