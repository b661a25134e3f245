"""The same run on a Dask cluster, with books and results at addresses."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import dask
import fsspec
import pytest
from distributed import Client, LocalCluster
from poison import PoisonedCluster
from small_books import write_anggaran, write_kinerja, write_locked

from lkjip_xl.apps.recap_run import Task, run_recap
from lkjip_xl.batch.cluster import DaskCrew, connect
from lkjip_xl.batch.jobs import Job, Limits
from lkjip_xl.batch.places import names_at
from lkjip_xl.batch.supervisor import supervise
from lkjip_xl.keeping import MEMORY
from lkjip_xl.rules.catalogue import RULES

CODES = frozenset(rule.code for rule in RULES)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a cluster of two worker processes, which gives a job up at the first death."""
    os.environ["LKJIP_UJI_JEJAK"] = str(tmp_path_factory.mktemp("jejak"))
    settings = {"distributed.scheduler.allowed-failures": 0, "distributed.admin.tick.limit": "60s"}
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=":0",
            worker_dashboard_address=":0",
            silence_logs=50,
            local_directory=str(tmp_path_factory.mktemp("dask")),
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client
    del os.environ["LKJIP_UJI_JEJAK"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Return the address of a web server that lists its folders."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_cluster_loses_no_book_when_workers_are_killed(
    client: Any, server: str, tmp_path: Path
) -> None:
    tree = tmp_path / "kabupaten"
    for number in range(4):
        write_kinerja(tree / f"Dinas {number}" / "lampiran.xlsx", capaian=87.5 + number)
    write_kinerja(tree / "Dinas sekali" / "kinerja.xlsx")
    write_anggaran(tree / "Dinas sekali" / "anggaran.xlsx")
    write_kinerja(tree / "Dinas racun" / "lampiran.xlsx")
    write_locked(tree / "Dinas terkunci" / "lampiran.xlsx")
    output = (tmp_path / "hasil").as_uri()
    task = Task(sources=[f"{server}/kabupaten/"], output=output, codes=CODES)

    tally = run_recap(task, PoisonedCluster(client))

    assert (tally.total, tally.made) == (7, 5)
    assert set(tally.set_aside) == {"Dinas racun", "Dinas terkunci"}
    assert tally.set_aside["Dinas racun"].startswith(
        "beberapa pekerja Dask berhenti mendadak, juga"
    )
    assert "kata sandi" in tally.set_aside["Dinas terkunci"]
    assert len(list((tmp_path / "hasil" / "Dinas sekali").glob("*.catatan.xlsx"))) == 2
    again = run_recap(task, DaskCrew(client))
    assert (again.unchanged, again.made) == (5, 1)  # it was no poison but a bad day


def test_a_worker_that_hangs_is_started_anew(client: Any) -> None:
    crew, limits = DaskCrew(client), Limits(seconds=0.7)
    jobs = [Job(str(seconds), seconds) for seconds in (0, 60, 0.01)]

    outcomes = {one.job.key: one for one in supervise(jobs, _sleep(), crew, limits)}

    assert outcomes["60"].reason.startswith("belum selesai dalam 0,7 detik")
    assert outcomes["0"].reason == outcomes["0.01"].reason == ""


def _sleep() -> Any:
    import time

    return time.sleep


def test_books_and_results_in_a_store(tmp_path: Path) -> None:
    """One process, since this store lives in the memory of one."""
    store = fsspec.filesystem("memory")
    write_kinerja(tmp_path / "a.xlsx", capaian=90)
    store.pipe_file("/uji-masuk/Dinas A/a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    task = Task(sources=["memory://uji-masuk"], output="memory://uji-masuk/rekap", codes=CODES)
    with (
        LocalCluster(n_workers=1, processes=False, dashboard_address=":0") as cluster,
        Client(cluster),
    ):
        crew = connect(cluster.scheduler_address)
        tally = run_recap(task, crew)
        store.pipe_file("/uji-masuk/rekap/rekap.html", b"disunting")
        again = run_recap(task, crew)
        crew.close()

    assert (tally.total, tally.made, again.unchanged) == (1, 1, 1)
    assert tally.open["error"] == again.open["error"] == 1
    assert names_at("memory://uji-masuk/rekap/Dinas A") == [
        MEMORY,
        "a.catatan.xlsx",
        "daftar-catatan.json",
        "daftar-catatan.txt",
    ]
    assert {"rekap.jsonl", "rekap.log"} < set(names_at("memory://uji-masuk/rekap"))
    assert store.cat("/uji-masuk/rekap/rekap-lama.html") == b"disunting"
    assert store.cat("/uji-masuk/rekap/rekap.html") != b"disunting"
    store.store.clear()
