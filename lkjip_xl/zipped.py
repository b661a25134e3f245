"""What can be wrong with a zip package, whatever is in it: workbooks, templates, reports."""

from __future__ import annotations

import struct
import zipfile
import zlib

#: What ``zipfile`` raises over a file that is no zip package, is cut off or was made up.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # a part under a password, or a feature of archives that Python does not know
    ValueError,
    LookupError,  # a part that is missing, or an encoding that nobody knows
    OverflowError,
    struct.error,
)
