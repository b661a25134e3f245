"""Crews whose workers die of certain office-years; worker processes import this module."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from lkjip_xl.apps.office_run import Made, Order, run_office
from lkjip_xl.batch.cluster import DaskCrew
from lkjip_xl.batch.crew import LocalCrew


def run_or_die(order: Order) -> Made:
    """Do an office-year, unless its name or a book's is that of a poison."""
    key = order.office_year.key
    names = [key, *(file.name for file in order.office_year.files)]
    if any("racun" in name for name in names) or ("sekali" in key and _is_first(order)):
        os.kill(os.getpid(), signal.SIGKILL)
    return run_office(order)


def _is_first(order: Order) -> bool:
    trace = Path(os.environ["LKJIP_UJI_JEJAK"], order.office_year.key)
    try:
        trace.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


class PoisonedCrew(LocalCrew):
    def submit(self, work: Any, payload: Any) -> Future[Any]:
        return super().submit(run_or_die if work is run_office else work, payload)


class PoisonedCluster(DaskCrew):
    def submit(self, work: Any, payload: Any) -> Future[Any]:
        return super().submit(run_or_die if work is run_office else work, payload)
