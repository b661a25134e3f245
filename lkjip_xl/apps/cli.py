"""The command ``lkjip``."""

from __future__ import annotations

import os
import sys

if (
    __name__ == "__main__"
    and not sys.flags.safe_path
    and not __file__.startswith(sys.path[0] + os.sep + "lkjip_xl" + os.sep)
):
    # ``python -m`` looks for every module in the working folder first, which may be that of a
    # received book; what it has loaded by now is beyond our reach.  A checkout is our own.
    del sys.path[0]

import gc
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lkjip_xl import __version__
from lkjip_xl.apps.arguments import parse

if TYPE_CHECKING:
    from lkjip_xl.ports import BookError

#: Exit statuses: nothing wrong, errors found, work not done.
CLEAN, ERRORS_FOUND, NOT_DONE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = parse(arguments, __version__)
    # A command reads one office-year and ends: looking for garbage cycles only costs time.
    gc.disable()
    # Only now: the help must not wait for the readers and the rules.
    from lkjip_xl.apps.commands import COMMANDS
    from lkjip_xl.ports import BookError

    _speak_utf8()
    try:
        status = COMMANDS[options.command](options)
        sys.stdout.flush()  # a full disk behind a pipe shows only now
        return status
    except BookError as error:
        print(f"lkjip: {error}.", file=sys.stderr)
        _suggest(error, options)
        return NOT_DONE
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        from lkjip_xl.saving import explain

        where = Path(str(error.filename or "keluaran baku"))
        print(f"lkjip: {explain(error, where)}.", file=sys.stderr)
        return NOT_DONE
    except KeyboardInterrupt:
        print("lkjip: dihentikan; berkas yang belum selesai tidak ditulis.", file=sys.stderr)
        return NOT_DONE
    finally:
        gc.freeze()  # nor does it pay to look when the process ends


def _suggest(error: BookError, options: Namespace) -> None:
    """Show which command would do, or how the sheets of books without a known form were read."""
    from lkjip_xl.figures.belonging import MixedBooksError
    from lkjip_xl.pipeline import UnknownFormError

    if isinstance(error, UnknownFormError):
        from lkjip_xl.outputs.bentuk import as_text

        print(f"\n{as_text(error.sheets)}", end="", file=sys.stderr)
    if isinstance(error, MixedBooksError) and "buku" in options:
        from lkjip_xl.apps.reading import suggest_command

        print(suggest_command(error, options.command, options.buku), file=sys.stderr)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's code page: the listing has × and −."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _pipe_closed() -> int:
    """End quietly when the reader of a pipe (``head``) has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
