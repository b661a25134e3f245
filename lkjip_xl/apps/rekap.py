"""The command ``lkjip rekap``: a whole tree of offices in one run."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from pathlib import Path

from lkjip_xl.apps.arguments import LEVELS
from lkjip_xl.apps.progress import Progress
from lkjip_xl.apps.recap_run import LOG, WARM_UP, Tally, Task, run_recap
from lkjip_xl.apps.stopping import Stop
from lkjip_xl.apps.targets import make_folder
from lkjip_xl.batch import places
from lkjip_xl.batch.crew import Crew, LocalCrew
from lkjip_xl.batch.jobs import Limits
from lkjip_xl.finding import Severity
from lkjip_xl.ports import BookError
from lkjip_xl.rules.selection import select_rules
from lkjip_xl.saving import is_there

#: Exit statuses beyond those of every command: some office-years were set aside.
SET_ASIDE, NOT_DONE = 3, 2

#: Reasons that are told on the screen; all of them are in the recap and in the log.
_MOST_TOLD = 10


def rekap(options: Namespace) -> int:
    """Check, mark and list every office-year of some folders, and write the recap."""
    gc.enable()  # this command lasts
    task = Task(
        sources=options.folder,
        output=_read_output(options),
        codes=frozenset(rule.code for rule in select_rules(options.pilih, options.abaikan)),
        with_report=options.laporan,
        redo=options.ulang,
        limits=Limits(seconds=options.batas_waktu, megabytes=options.batas_memori),
    )
    progress = Progress()
    crew = _hire(options, task)
    try:
        with Stop(lambda: progress.say(_STOPPING)) as stop:
            tally = run_recap(task, crew, progress, stop)
    finally:
        crew.close()
    _tell(tally, task)
    return _status(tally, options)


def _read_output(options: Namespace) -> str:
    """Return the output; it is a folder apart, since all that lies in it is left out.

    Raises:
        BookError: it is one of the sources, or lies above one.
    """
    output = str(options.keluaran).rstrip("/") or "/"
    if not places.is_address(output):
        whole = Path(output).resolve()
        for source in options.folder:
            if not places.is_address(source) and _lies_in(Path(source).resolve(), whole):
                raise BookError(
                    "keluaran tidak boleh folder sumber atau folder di atasnya",
                    output,
                    "Pilih folder lain dengan -o; folder baru di dalam folder sumber boleh",
                )
    return output


def _lies_in(source: Path, folder: Path) -> bool:
    """Tell whether a source is in a folder, also where A and a are the same to the file system."""
    if not is_there(folder):
        return source.is_relative_to(folder)
    return any(is_there(one) and one.samefile(folder) for one in (source, *source.parents))


_STOPPING = (
    "Menunggu buku yang sedang dikerjakan selesai.\n"
    "Tekan Ctrl+C sekali lagi untuk berhenti seketika."
)


def _hire(options: Namespace, task: Task) -> Crew:
    if options.dask:
        from lkjip_xl.batch.cluster import connect

        return connect(options.dask)
    log = None if places.is_address(task.output) else make_folder(Path(task.output)) / LOG
    return LocalCrew(options.pekerja or _count_processors(), task.limits, log, WARM_UP)


def _count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tell(tally: Tally, task: Task) -> None:
    for key, reason in list(tally.set_aside.items())[:_MOST_TOLD]:
        print(f"lkjip: disisihkan: {key}: {reason}", file=sys.stderr)
    if len(tally.set_aside) > _MOST_TOLD:
        rest = len(tally.set_aside) - _MOST_TOLD
        print(f"lkjip: dan {rest} lagi; semuanya ada di rekap dan di {LOG}", file=sys.stderr)
    if tally.is_stopped:
        done = tally.made + tally.unchanged + len(tally.set_aside)
        print(
            f"lkjip: dihentikan sesudah {done} dari {tally.total} perangkat daerah. Jalankan "
            "perintah yang sama untuk melanjutkan; yang sudah selesai tidak diulang.",
            file=sys.stderr,
        )
        return
    for path in tally.written:
        print(f"Rekap: {path}")
    counts = ", ".join(f"{tally.count(one)} {one.label.lower()}" for one in Severity)
    parts = [f"{tally.made} dikerjakan"]
    if tally.unchanged:
        parts.append(f"{tally.unchanged} tidak berubah")
    if tally.set_aside:
        parts.append(f"{len(tally.set_aside)} disisihkan")
    print(f"{tally.total} perangkat daerah: {', '.join(parts)}; {counts}.")


def _status(tally: Tally, options: Namespace) -> int:
    if tally.is_stopped:
        return NOT_DONE
    if tally.set_aside:
        return SET_ASIDE
    least = Severity(LEVELS[options.gagal_pada])
    return int(any(tally.count(one) for one in Severity if one.rank <= least.rank))
