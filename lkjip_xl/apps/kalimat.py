"""An office's own sentences: where they lie, and a copy of the shipped ones to start from."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from lkjip_xl.outputs.narrative.sentences import SUFFIX, Kalimat
from lkjip_xl.ports import BookError
from lkjip_xl.resources import resource_path
from lkjip_xl.saving import at_once, save_whole

#: The folder of an office's own sentences, beside its template or its workbook.
FOLDER = "kalimat"


def find_kalimat(books: Iterable[Path], template: Path | None) -> Kalimat | None:
    """Return the sentences beside the template, else those beside the first book, if any.

    Raises:
        BookError: they cannot be used.
    """
    beside = [one.parent / FOLDER for one in (template, *list(books)[:1]) if one is not None]
    folder = next((one for one in beside if any(one.glob(f"*{SUFFIX}*"))), None)
    if folder is None:
        return None
    print(f"lkjip: kalimat laporan diambil dari {folder}", file=sys.stderr)
    kalimat = Kalimat(folder)
    kalimat.require_known()
    return kalimat


def copy_kalimat(folder: Path) -> None:
    """Copy the shipped sentences into a folder, to be edited.

    Raises:
        BookError: sentences lie there already, or the folder cannot be written.
    """
    shipped = sorted(resource_path("templates", "kalimat").glob(f"*{SUFFIX}"))
    taken = next((one.name for one in shipped if (folder / one.name).exists()), None)
    if taken is not None:
        fix = "Pilih folder lain; berkas yang ada tidak ditimpa"
        raise BookError("berkas itu sudah ada", str(folder / taken), fix)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fix = "Pilih folder lain yang dapat ditulisi"
        raise BookError("folder itu tidak dapat dibuat", str(folder), fix) from error
    for source in shipped:
        save_whole(folder / source.name, at_once(partial(_copy, source)))


def _copy(source: Path, stream: BinaryIO) -> None:
    stream.write(source.read_bytes())
