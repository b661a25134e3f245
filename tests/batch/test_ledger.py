"""What a run remembers survives being cut off, and is never read from a second run's hands."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lkjip_xl.batch.ledger import Head, Ledger
from lkjip_xl.batch.row_text import dump_row, load_row
from lkjip_xl.batch.survey import dump_survey, load_survey
from lkjip_xl.figures.survey import AnnexSeen, Survey
from lkjip_xl.lampiran.form import Form
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
    annexes=(AnnexSeen(form=Form.TABEL_3_1, periods=frozenset({"murni"}), says=(1, 2)),),
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
    outputs={"a": "1-2"},
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
        ledger.add(replace(HEAD, key="kedua"), dump_row(ROW))
    path.write_bytes(path.read_bytes()[:-cut])

    with Ledger(path) as ledger:
        assert ledger.find(ROW.key) == HEAD
        assert ledger.find("kedua") is None
        ledger.add(replace(HEAD, key="ketiga"), dump_row(ROW))

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
