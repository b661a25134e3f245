"""A tree of offices in one run: everything accounted for, nothing done twice."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from poison import PoisonedCrew
from small_books import write_anggaran, write_kinerja, write_locked

from lkjip_xl.adapters.files import open_books
from lkjip_xl.apps.arguments import parse
from lkjip_xl.apps.cli import main
from lkjip_xl.apps.progress import Progress
from lkjip_xl.apps.recap_run import LEDGER, LOG, WARM_UP, Tally, Task, run_recap
from lkjip_xl.batch.jobs import Limits
from lkjip_xl.batch.ledger import Ledger
from lkjip_xl.keeping import MEMORY
from lkjip_xl.outputs import listing
from lkjip_xl.outputs.rekap.records import OfficeRow
from lkjip_xl.pipeline import check
from lkjip_xl.ports import BookError
from lkjip_xl.rules.catalogue import RULES

ROOT = Path(__file__).parents[2]
CODES = frozenset(rule.code for rule in RULES)
LIMITS = Limits(seconds=60)


@pytest.fixture(scope="module")
def crew() -> Iterator[PoisonedCrew]:
    crew = PoisonedCrew(2, LIMITS, modules=WARM_UP)
    yield crew
    crew.close()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder with four sound office-years and two that cannot be done."""
    tree = tmp_path / "kabupaten"
    write_kinerja(tree / "Dinas A" / "lampiran.xlsx", capaian=90)
    write_kinerja(tree / "Dinas B" / "kinerja.xlsx")
    write_anggaran(tree / "Dinas B" / "anggaran.xlsx")
    write_kinerja(tree / "kumpulan" / "x.xlsx")
    write_kinerja(tree / "kumpulan" / "y.xlsx", capaian=80)
    write_locked(tree / "Dinas Terkunci" / "lampiran.xlsx")
    (tree / "catatan rapat.xlsx").write_text("bukan buku kerja")
    write_anggaran(tree / "Dinas B" / "~$anggaran.xlsx")
    write_anggaran(tree / "Dinas B" / "anggaran.catatan.xlsx")
    return tree


@pytest.fixture
def run(crew: PoisonedCrew, tree: Path) -> Callable[..., Tally]:
    """Return what runs over the tree into a folder inside it."""

    def run(**options: object) -> Tally:
        sources, output = [str(tree)], str(tree / "rekap")
        return run_recap(Task(sources=sources, output=output, codes=CODES, **options), crew)

    return run


def read_rows(output: Path, *keys: str) -> list[OfficeRow]:
    with Ledger(output / LEDGER) as ledger:
        return list(ledger.rows(keys))


def test_every_office_year_is_done_or_set_aside_with_the_reason(
    run: Callable[..., Tally], tree: Path
) -> None:
    write_kinerja(tree / "Dinas racun" / "lampiran.xlsx")

    tally = run()

    assert (tally.total, tally.made, tally.unchanged) == (7, 4, 0)
    told = {key: reason.partition(".")[0] for key, reason in tally.set_aside.items()}
    assert set(told) == {"Dinas Terkunci", "Dinas racun", "catatan rapat"}
    assert "dihentikan sistem (sinyal 9), juga ketika dikerjakan sendirian" in told["Dinas racun"]
    assert "kata sandi" in tally.set_aside["Dinas Terkunci"]
    assert "bukan buku kerja Excel" in tally.set_aside["catatan rapat"]
    log = (tree / "rekap" / LOG).read_text(encoding="utf-8")
    assert all(key in log for key in (*told, "Dinas A", "Dinas B", "kumpulan/x", "kumpulan/y"))
    assert sorted(path.name for path in (tree / "rekap" / "Dinas B").iterdir()) == [
        MEMORY,
        "anggaran.catatan.xlsx",
        "daftar-catatan.json",
        "daftar-catatan.txt",
        "kinerja.catatan.xlsx",
    ]
    assert not (tree / "rekap" / "Dinas Terkunci").exists()
    assert all(Path(path).exists() for path in tally.written)


def test_what_is_passed_over_is_logged_and_an_edited_copy_told_at_once(
    crew: PoisonedCrew, tmp_path: Path
) -> None:
    source = tmp_path / "masuk"
    write_kinerja(source / "a.xlsx")
    write_kinerja(source / "sub" / "a.bersih.xlsx")
    write_kinerja(source / "a.bersih.xlsx", capaian=80)
    for name in ("data.csv", ".tersembunyi.xlsx"):
        (source / name).touch()
    screen = io.StringIO()

    task = Task(sources=[str(source)], output=str(tmp_path / "rekap"), codes=CODES)
    assert run_recap(task, crew, Progress(screen)).total == 1

    log = (tmp_path / "rekap" / LOG).read_text(encoding="utf-8")
    told = [line.partition(" dilewati: ")[2] for line in log.splitlines() if "dilewati" in line]
    assert told == [
        ".tersembunyi.xlsx: berkas tersembunyi",
        "a.bersih.xlsx: salinan tanpa tanda dari program ini",
        "data.csv: bukan buku kerja Excel",
        "sub/a.bersih.xlsx: salinan tanpa tanda dari program ini",
    ]
    warning = "PERHATIAN: a.bersih.xlsx diubah orang dan lebih baru daripada a.xlsx"
    assert warning in log
    assert warning in screen.getvalue()


def test_a_poison_takes_nobody_in_its_folder_along(crew: PoisonedCrew, tmp_path: Path) -> None:
    write_kinerja(tmp_path / "kota" / "dinas a.xlsx")
    write_kinerja(tmp_path / "kota" / "dinas b.xlsx")
    write_kinerja(tmp_path / "kota" / "racun.xlsx")

    task = Task(sources=[str(tmp_path)], output=str(tmp_path / "rekap"), codes=CODES)
    tally = run_recap(task, crew)

    assert (tally.total, tally.made, list(tally.set_aside)) == (3, 2, ["kota/racun"])
    assert (tmp_path / "rekap" / "kota" / "dinas b" / "dinas b.catatan.xlsx").exists()


def test_books_done_apart_that_turn_out_to_be_one_office_year_are_done_again(
    crew: PoisonedCrew, tmp_path: Path
) -> None:
    write_anggaran(tmp_path / "anggaran.xlsx", office="Dinas A")
    write_kinerja(tmp_path / "kinerja.xlsx", office="Dinas A")
    for number in range(11):
        write_kinerja(tmp_path / f"lain {number}.xlsx", office=f"Dinas {number}")

    task = Task(sources=[str(tmp_path)], output=str(tmp_path / "rekap"), codes=CODES)
    tally = run_recap(task, crew)

    assert (tally.total, tally.made) == (12, 12)
    assert not (tmp_path / "rekap" / "kinerja").exists()
    (row,) = read_rows(tmp_path / "rekap", "anggaran")
    assert row.files == ("anggaran.xlsx", "kinerja.xlsx")
    assert run_recap(task, crew).unchanged == 12


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_set_aside_legibly(crew: PoisonedCrew, tmp_path: Path) -> None:
    write_kinerja(tmp_path / "a" / "x.xlsx")
    (tmp_path / "a").rename(os.fsdecode(os.fsencode(tmp_path) + b"/Dinas \xff"))
    write_kinerja(tmp_path / "b" / "y.xlsx")
    (tmp_path / "b" / "y.xlsx").rename(os.fsdecode(os.fsencode(tmp_path / "b") + b"/\xff.xlsx"))

    task = Task(sources=[str(tmp_path)], output=str(tmp_path / "rekap"), codes=CODES)
    tally = run_recap(task, crew)

    assert tally.total == tally.made + len(tally.set_aside) == 2
    assert len(read_rows(tmp_path / "rekap", "Dinas %FF", "b")) == 2


def test_answers_are_those_of_single_runs(run: Callable[..., Tally], tree: Path) -> None:
    shutil.copy(ROOT / "workbooks" / "dp3akb-serang-2021.xlsx", tree / "Dinas A" / "lampiran.xlsx")
    run()

    for key, source in (
        ("Dinas A", tree / "Dinas A"),
        ("Dinas B", tree / "Dinas B"),
        ("kumpulan/y", tree / "kumpulan" / "y.xlsx"),
    ):
        alone = listing.as_json(check(*open_books([source]).values()))
        assert (tree / "rekap" / key / "daftar-catatan.json").read_text(encoding="utf-8") == alone
        (row,) = read_rows(tree / "rekap", key)
        found = [(one["code"], one["cell"]) for one in json.loads(alone)["findings"]]
        assert [(one.code, one.cell) for one in row.findings] == found
        assert all((tree / "rekap" / path).exists() for _, path in row.outputs)


def test_what_has_not_changed_is_not_done_again(run: Callable[..., Tally], tree: Path) -> None:
    first = run()

    again = run()
    assert (again.made, again.unchanged, again.open) == (0, 4, first.open)

    write_kinerja(tree / "Dinas A" / "lampiran.xlsx", capaian=87.5)  # changed
    (tree / "rekap" / "Dinas B" / "daftar-catatan.txt").unlink()  # lost
    (tree / "rekap" / "kumpulan" / "x" / "x.catatan.xlsx").touch()  # saved by somebody
    again = run()
    assert (again.made, again.unchanged) == (3, 1)
    assert again.open["error"] < first.open["error"]

    assert run(redo=True).made == 4


def test_a_report_is_written_on_request(run: Callable[..., Tally], tree: Path) -> None:
    shutil.rmtree(tree / "kumpulan")
    assert run(with_report=True).made == 2
    assert run(with_report=True).unchanged == 2
    assert run().made == 2  # other outputs are wanted

    run(with_report=True)
    (row,) = read_rows(tree / "rekap", "Dinas A")
    assert ("Laporan", "Dinas A/lampiran.laporan.docx") in row.outputs


def test_the_log_says_what_a_report_lacks(tmp_path: Path) -> None:
    write_kinerja(tmp_path / "masuk" / "lampiran.xlsx")
    command = [sys.executable, "-m", "lkjip_xl.apps.cli", "rekap", str(tmp_path / "masuk")]
    without = {**os.environ, "LKJIP_SOFFICE": ""}

    subprocess.run(
        [*command, "-o", str(tmp_path / "rekap"), "--laporan", "--pekerja", "1"],
        env=without,
        capture_output=True,
        check=False,
    )

    log = (tmp_path / "rekap" / "rekap.log").read_text("utf-8")
    assert "laporan: LibreOffice tidak ditemukan; daftar isi di dokumen Word belum memuat" in log


def test_a_run_that_was_stopped_is_gone_on_with(
    crew: PoisonedCrew, tree: Path, run: Callable[..., Tally]
) -> None:
    output = tree / "rekap"
    task = Task(sources=[str(tree)], output=str(output), codes=CODES)

    def is_one_done() -> bool:
        log = output / LOG
        return log.exists() and " detik) " in log.read_text(encoding="utf-8")

    stopped = run_recap(task, crew, stop=is_one_done)

    assert stopped.is_stopped
    done = stopped.made + len(stopped.set_aside)
    assert 1 <= done < stopped.total
    assert stopped.written == []
    rest = run()
    assert (rest.unchanged, rest.made) == (stopped.made, 4 - stopped.made)


LKJIP = [sys.executable, "-X", "dev", "-W", "error", "-m", "lkjip_xl.apps.cli"]


def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(tmp_path: Path, interruptible: None) -> None:
    for number in range(6):
        (tmp_path / f"dinas {number}").mkdir()
        shutil.copy(
            ROOT / "workbooks" / "contoh-bersih.xlsx", tmp_path / f"dinas {number}" / "a.xlsx"
        )
    command = [*LKJIP, "rekap", str(tmp_path), "-o", str(tmp_path / "rekap"), "--pekerja", "1"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    with process:
        log = tmp_path / "rekap" / LOG
        while process.poll() is None and not (log.exists() and " detik) " in log.read_text()):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert (process.returncode, out) == (2, "")
    assert "Menunggu buku yang sedang dikerjakan selesai.\n" in err
    assert "dari 6 perangkat daerah. Jalankan perintah yang sama untuk melanjutkan" in err
    assert "Traceback" not in err
    done = log.read_text().count(" detik) ")
    assert 1 <= done < 6
    again = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert again.returncode == 0, again.stderr
    last = again.stdout.splitlines()[-1]
    assert last.startswith(
        f"6 perangkat daerah: {6 - done} dikerjakan, {done} tidak berubah; 0 kesalahan"
    )


def test_the_status_tells_what_came_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_kinerja(tmp_path / "Dinas A" / "a.xlsx", capaian=90)
    arguments = ["rekap", str(tmp_path), "-o", str(tmp_path / "rekap"), "--pekerja", "1"]

    assert main(arguments) == 1
    (tmp_path / "Dinas B").mkdir()
    (tmp_path / "Dinas B" / "b.xlsx").write_text("…")
    assert main(arguments) == 3

    told = capsys.readouterr()
    assert "2 perangkat daerah: 0 dikerjakan, 1 tidak berubah, 1 disisihkan; 1 " in told.out
    assert "lkjip: disisihkan: Dinas B: b.xlsx: berkas ini bukan buku kerja Excel" in told.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{}/tidak-ada", "-o", "{}/o"], "folder tidak ditemukan"),
        (["{}", "-o", "{}"], "keluaran tidak boleh folder sumber"),
        (["{}", "-o", "{}/o"], "tidak ada buku kerja Excel di sini"),
        (["{}", "-o", "{}/o", "--dask", "ngawur://x"], "penjadwal Dask tidak menjawab"),
        (["{}", "-o", "{}/o", "--pilih", "XYZ"], "aturan atau keluarga “XYZ” tidak ada"),
    ],
)
def test_what_cannot_be_done_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["rekap", *(one.format(tmp_path) for one in arguments)]) == 2

    assert message in capsys.readouterr().err


@pytest.mark.parametrize("text", ["0", "-1", "dua", "1,5"])
def test_counts_are_whole_numbers(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["rekap", "x", "-o", "y", f"--pekerja={text}"], "0")

    assert "isi dengan bilangan bulat mulai dari 1" in capsys.readouterr().err


def test_what_people_changed_among_the_results_is_kept(
    tree: Path, run: Callable[..., Tally]
) -> None:
    output = tree / "rekap"
    run()
    changed = [output / "rekap.html", output / "Dinas A" / "daftar-catatan.txt"]
    for path in changed:
        path.write_text("disunting")
    run()

    for path in changed:
        kept = path.with_stem(f"{path.stem}-lama")
        assert kept.read_text() == "disunting" != path.read_text()
        assert f"maka disimpan: {kept}" in (output / LOG).read_text(encoding="utf-8")
    run(redo=True)
    assert len(list(output.rglob("*-lama*"))) == len(changed)


def test_a_file_that_is_no_ledger_is_left_alone(tree: Path, run: Callable[..., Tally]) -> None:
    (tree / "rekap").mkdir()
    (tree / "rekap" / LEDGER).write_text("milik kantor\n")

    with pytest.raises(BookError, match="bukan catatan kerja rekap"):
        run()
    assert (tree / "rekap" / LEDGER).read_text() == "milik kantor\n"


def test_the_output_is_no_source_whatever_it_is_called(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree.parent / "tautan").symlink_to(tree)
    for output in (tree, tree.parent, tree.parent / "tautan", tree / "Dinas A" / ".."):
        assert main(["rekap", str(tree), "-o", str(output)]) == 2
    assert capsys.readouterr().err.count("keluaran tidak boleh folder sumber") == 4
