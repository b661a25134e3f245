"""What a run remembers survives being cut off, and is never read from a second run's hands."""

import json
import os
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path

import pytest

from lkjip_xl.batch import ledger as ledger_module
from lkjip_xl.batch.ledger import Head, Ledger
from lkjip_xl.batch.row_text import dump_row, load_row
from lkjip_xl.batch.survey import dump_survey, load_survey
from lkjip_xl.figures.survey import AnnexSeen, Survey
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.outputs.rekap.records import FindingRow, OfficeRow, State
from lkjip_xl.ports import BookError

FINDING = FindingRow(
    code="HIT01",
    name="capaian-berbeda-dari-hitungan",
    severity="error",
    file="buku.xlsx",
    sheet="Tabel\t3.1",
    cell="I45",
    item="Rasio “KDRT”",
    written="95,65",
    expected="104,35",
    message="baris\nbaru",
    fix="…",
    accepted=False,
)
ROW = OfficeRow(
    key="Kab/Dinas X",
    office="Dinas X",
    year=2023,
    source="/data/Kab/Dinas X",
    files=("a.xlsx", "b.xlsx"),
    state=State.DONE,
    capaian=Decimal("98.70"),
    checked={"capaian": 3},
    findings=(FINDING,),
    outputs=(("Daftar catatan", "Kab/Dinas X/daftar-catatan.txt"),),
    seconds=0.25,
)
SURVEY = Survey(
    annexes=(AnnexSeen(form=TABEL_3_1, periods=frozenset({"murni"}), says=(1, 2)),),
    office="dinasx",
    name="Dinas X",
    year=2023,
)
SEEN = dump_survey(SURVEY)
HEAD = Head(
    key=ROW.key,
    signature="s",
    state=State.DONE,
    open={"error": 1},
    outputs={"Kab/Dinas X/a": "1-2"},
    seen={"isi": SEEN},
)


def test_a_row_comes_back_as_it_was() -> None:
    assert load_row(dump_row(ROW)) == ROW


def test_a_survey_comes_back_as_it_was() -> None:
    for survey in (Survey(is_readable=False), SURVEY):
        assert load_survey(json.loads(json.dumps(dump_survey(survey)))) == survey


def test_a_survey_of_an_earlier_version_is_none() -> None:
    assert load_survey([["tabel_3_1"], "dinas x", 2023, True]) is None


def test_what_was_added_is_known_to_the_next_run(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l") as ledger:
        ledger.add(HEAD, dump_row(ROW))

    with Ledger(tmp_path / "l") as ledger:
        assert ledger.find(ROW.key) == HEAD
        assert ledger.find("lain") is None
        assert list(ledger.heads()) == [HEAD]
        assert list(ledger.rows([ROW.key])) == [ROW]
        assert list(ledger.rows([ROW.key, ROW.key])[1:]) == [ROW]


@pytest.mark.parametrize("cut", [1, 20, 100])
def test_a_line_that_was_cut_off_is_lost_alone(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "l"
    with Ledger(path) as ledger:
        ledger.add(HEAD, dump_row(ROW))
        ledger.add(replace(HEAD, key="kedua", outputs={}), dump_row(ROW))
    path.write_bytes(path.read_bytes()[:-cut])

    with Ledger(path) as ledger:
        assert ledger.find(ROW.key) == HEAD
        assert ledger.find("kedua") is None
        ledger.add(replace(HEAD, key="ketiga", outputs={}), dump_row(ROW))

    with Ledger(path) as ledger:
        assert ledger.find("ketiga") is not None
        assert list(ledger.rows([ROW.key, "ketiga"])) == [ROW, ROW]


def test_tidying_keeps_the_last_line_of_each(tmp_path: Path) -> None:
    path = tmp_path / "l"
    later = replace(ROW, office="Dinas Y")
    with Ledger(path) as ledger:
        ledger.add(HEAD, dump_row(ROW))
        ledger.add(replace(HEAD, signature="t"), dump_row(later))
        ledger.tidy()

    assert path.read_bytes().count(b"\n") == 1
    with Ledger(path) as ledger:
        assert list(ledger.rows([ROW.key])) == [later]


def test_a_second_run_beside_the_first_is_refused(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l"), pytest.raises(BookError, match="sedang dipakai"):
        Ledger(tmp_path / "l")


def _line(**changes: object) -> bytes:
    """Return a line of the ledger as somebody may have changed it, in its head or in its row."""
    head, row = json.loads(json.dumps(asdict(HEAD))), json.loads(dump_row(ROW))
    for name, value in changes.items():
        (head if name in head else row)[name] = value
    return f"{json.dumps(head)}\t{json.dumps(row)}\n".encode()


@pytest.mark.parametrize(
    "line",
    [
        b"{}\t{}\n",
        b"[1]\t\n",
        b"[" * 100_000 + b"\t{}\n",
        b"\xff\xfe\t\n",
        b"\t\n",
        _line(key=7),
        _line(state="lain"),
        _line(signature=None),
        _line(open={"error": "banyak"}),
        _line(open={"error": 10**30}),
        _line(seen=[]),
        _line(seen={"isi": 3}),
        _line(outputs={"Kab/Dinas X/../../etc": "1-2"}),
        _line(outputs={"../rahasia.xlsx": "1-2"}),
        _line(outputs={"/etc/passwd": "1-2"}),
        _line(outputs={"Kab/Dinas X/..": "1-2"}),
        _line(outputs={"Kab/Dinas X/..\\a": "1-2"}),
    ],
)
def test_a_head_that_somebody_changed_is_none(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "l").write_bytes(_line() + line)

    with Ledger(tmp_path / "l") as ledger:
        assert [head.key for head in ledger.heads()] == [ROW.key]
        assert ledger.has_row(ROW.key)


@pytest.mark.parametrize(
    "changes",
    [
        {"office": 5},
        {"office": "\udcff"},
        {"year": "2023"},
        {"capaian": "banyak"},
        {"anggaran": "NaN"},
        {"seconds": "lama"},
        {"files": [1]},
        {"findings": [{}]},
        {"findings": 3},
        {"checked": [1]},
    ],
)
def test_a_row_that_somebody_changed_is_none(tmp_path: Path, changes: dict[str, object]) -> None:
    (tmp_path / "l").write_bytes(_line(**changes))

    with Ledger(tmp_path / "l") as ledger:
        assert ledger.find(ROW.key) == HEAD
        assert not ledger.has_row(ROW.key)


@pytest.mark.parametrize(
    "told",
    [
        [],
        [3, "", "", "", 0, True],
        [[3], "", "", "", 0, True],
        [[["tabel_9", 0, [], []]], "", "", "", 0, True],
        [[["tabel_3_1", "2023", [], []]], "", "", "", 0, True],
        [[["tabel_3_1", 0, [1], []]], "", "", "", 0, True],
        [[["tabel_3_1", 0, [], ["a"]]], "", "", "", 0, True],
        [[], 1, "", "", 0, True],
        [[], "", "", "", "2023", True],
        [[], "", "", "", 0, 0],
    ],
)
def test_a_survey_that_somebody_changed_is_none(told: list[object]) -> None:
    assert load_survey(told) is None


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_module, "MAX_LINE", 2_000)
    (tmp_path / "l").write_bytes(b'{"key":' + b"x" * 5_000 + b"\t{}\n" + _line())

    with Ledger(tmp_path / "l") as ledger:
        assert ledger.find(ROW.key) == HEAD


def test_a_ledger_that_is_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "l")

    with pytest.raises(BookError, match="tidak boleh ditulisi"):
        Ledger(tmp_path / "l")
