"""The command ``perbaiki``: mend what needs no person's decision."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from lkjip_xl.adapters.files import open_book
from lkjip_xl.apps.targets import tell_kept
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.keeping import replacing
from lkjip_xl.opening import is_folder
from lkjip_xl.outputs import perbaikan as shown
from lkjip_xl.perbaikan.mend import Mended, mend
from lkjip_xl.pipeline import read_books
from lkjip_xl.ports import BookError


def mend_book(path: Path, target: Path | None) -> None:
    """Show what can be mended in a workbook, and write the mended copy if there is a target.

    Raises:
        BookError: the workbook cannot be read or changed, or the target cannot be written.
    """
    from lkjip_xl.adapters.xlsx.patch.marking import find_obstacles

    if is_folder(path):
        raise BookError(
            "perbaiki memerlukan satu berkas, bukan folder", str(path), "Sebutkan berkasnya"
        )
    book = open_book(path, documents=False)
    find_obstacles(path, [])  # a book that cannot be changed is told so before it is checked
    earlier = book.tanggapan()
    mended = mend(read_books([book]), partial(find_obstacles, path), earlier or ())
    sys.stdout.write(shown.as_text(mended, str(target if target and mended.repairs else path)))
    for remark in mended.checked.remarks:
        print(f"lkjip: {remark}", file=sys.stderr)
    if target is None:
        return
    if not mended.repairs:
        print("Salinan tidak ditulis karena tidak ada yang diubah.")
        return
    _write(path, target, mended, earlier)
    print(f"Salinan yang diperbaiki: {target}")


def _write(path: Path, target: Path, mended: Mended, earlier: Sequence[Tanggapan] | None) -> None:
    """Write the copy, marked with what was mended and with what is left to people."""
    from lkjip_xl.adapters.xlsx.patch.marking import is_untouched, write_marked
    from lkjip_xl.outputs.catatan import make_catatan
    from lkjip_xl.outputs.marks import make_marks

    findings = mended.checked.findings
    marks = [*shown.make_repair_marks(mended.repairs), *make_marks(findings)]
    sheets = [
        make_catatan(findings, today=date.today(), earlier=earlier),
        shown.make_perbaikan(mended.repairs),
    ]
    with replacing(target, [path], is_ours=is_untouched) as kept:
        remarks = write_marked(path, target, marks, sheets, changes=mended.changes)
    tell_kept(kept)
    for remark in remarks:
        print(f"lkjip: {path.name}: {remark}", file=sys.stderr)
