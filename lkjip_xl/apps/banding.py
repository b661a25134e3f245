"""The command ``lkjip banding``: two versions of an office's book side by side."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from lkjip_xl.apps.arguments import LEVELS
from lkjip_xl.apps.reading import read_named
from lkjip_xl.apps.terminal import wants_colour
from lkjip_xl.figures.belonging import MixedBooksError
from lkjip_xl.finding import Severity
from lkjip_xl.outputs.listing import BookFile
from lkjip_xl.pipeline import Checked, check
from lkjip_xl.ports import BookError
from lkjip_xl.rules.rule import Rule
from lkjip_xl.rules.selection import select_rules


def banding(options: Namespace) -> int:
    """Tell what changed from one version to the next; 1 where graver findings came in."""
    from lkjip_xl.comparison import compare

    started = time.perf_counter()
    rules = select_rules(options.pilih, options.abaikan)
    old, old_files = _check(options, options.lama, rules, "buku lama")
    new, new_files = _check(options, options.baru, rules, "buku baru")
    comparison = compare(old, new)
    books = (str(options.lama), str(options.baru))
    if options.format == "json":
        from lkjip_xl.outputs.banding.records import as_json

        sys.stdout.write(as_json(comparison, books, (old_files, new_files)))
    else:
        from lkjip_xl.outputs.banding.listing import as_text
        from lkjip_xl.outputs.banding.wording import Style

        style = Style(
            detailed=options.rinci,
            quiet=options.diam,
            colour=wants_colour(sys.stdout, os.environ),
        )
        seconds = time.perf_counter() - started
        sys.stdout.write(as_text(comparison, books, style, seconds))
    return int(comparison.has_new(Severity(LEVELS[options.gagal_pada])))


def _check(
    options: Namespace, path: Path, rules: Sequence[Rule], which: str
) -> tuple[Checked, Sequence[BookFile]]:
    """Check one version; what cannot be read is told with which of the two it is.

    Raises:
        BookError: it cannot be read, or a folder holds more than one office-year.
    """
    try:
        books = read_named([path], options.command, quiet=options.diam)
        return check(*books.values(), rules=rules), books.files
    except MixedBooksError as error:
        fix = f"{error.fix}; pindahkan yang lain ke folder lain, atau sebutkan satu berkas"
        raise BookError(error.what, f"{which}, {error.where}", fix) from error
    except BookError as error:
        raise BookError(error.what, f"{which}, {error.where}", error.fix) from error
