"""Finds the root folders ``templates/``, ``macros/`` and ``workbooks/``.

In a checkout they lie beside the package; in an installed copy they travel inside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file, such as ``resource_path("templates", "lkjip.docx")``.

    Raises:
        FileNotFoundError: the installation lacks the file.
    """
    for root in (_PACKAGE / "_root", _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))
