"""Files that are no zip package of a workbook, told apart so that the message can help."""

from __future__ import annotations

from pathlib import Path

from lkjip_xl.adapters.compound import ENCRYPTED, is_compound, streams_in
from lkjip_xl.opening import open_file
from lkjip_xl.ports import BookError, UnmarkableError

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


def refuse_foreign(path: Path) -> None:
    """Refuse what cannot be patched by its nature.

    Raises:
        BookError: an old .xls, an .ods, a file under a password, or no file at all.
    """
    with open_file(path) as stream:
        head = stream.read(4096)
        if is_compound(head):
            stream.seek(0)
            raise _refuse_compound(path, streams_in(stream))
    if _OPEN_DOCUMENT in head:
        raise UnmarkableError(
            "berkas berformat .ods, yang tidak dapat ditandai",
            path.name,
            "Simpan sebagai .xlsx, lalu ulangi",
        )


def _refuse_compound(path: Path, streams: set[str]) -> BookError:
    if ENCRYPTED in streams:
        return BookError(
            "berkas dilindungi kata sandi",
            path.name,
            "Simpan salinan tanpa kata sandi, lalu ulangi",
        )
    return UnmarkableError(
        "berkas berformat .xls lama, yang tidak dapat ditandai",
        path.name,
        "Simpan sebagai .xlsx, lalu ulangi",
    )
