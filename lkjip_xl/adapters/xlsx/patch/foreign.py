"""Files that are no zip package of a workbook, told apart so that the message can help."""

from __future__ import annotations

from pathlib import Path

from lkjip_xl.adapters.xlsx.package import cannot_open
from lkjip_xl.ports import BookError, UnmarkableError

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


def refuse_foreign(path: Path) -> None:
    """Refuse what cannot be patched by its nature.

    Raises:
        BookError: an old .xls, an .ods, a file under a password, or no file at all.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
            if head.startswith(_COMPOUND):
                raise _refuse_compound(path, head + stream.read())
    except OSError as error:
        raise cannot_open(path, error) from error
    if _OPEN_DOCUMENT in head:
        raise UnmarkableError(
            "berkas berformat .ods, yang tidak dapat ditandai",
            path.name,
            "Simpan sebagai .xlsx, lalu ulangi",
        )


def _refuse_compound(path: Path, data: bytes) -> BookError:
    if _ENCRYPTED in data:
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
