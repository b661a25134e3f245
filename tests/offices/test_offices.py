"""The invented offices: no two alike, right where nothing was spoilt, every fault found at its cell."""

import json
from pathlib import Path

import pytest
from make import ANSWERS, Answer, make_offices

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.finding import Severity
from lkjip_xl.pipeline import Checked, check

COUNT, SEED = 12, 20240229


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kantor")


@pytest.fixture(scope="module")
def answers(folder: Path) -> list[Answer]:
    return make_offices(COUNT, folder, SEED)


@pytest.fixture(scope="module")
def checks(folder: Path, answers: list[Answer]) -> list[Checked]:
    return [check(*(FileBook(folder / file) for file in one.files)) for one in answers]


def test_there_are_clean_ones_and_spoilt_ones(answers: list[Answer]) -> None:
    spoilt = [one for one in answers if one.faults]

    assert 2 <= len(spoilt) <= COUNT - 2
    assert len({fault.code for one in spoilt for fault in one.faults}) >= 5
    assert {len(one.files) == 1 for one in answers} == {True, False}


def test_clean_offices_have_no_errors(answers: list[Answer], checks: list[Checked]) -> None:
    wrong = [
        str(finding)
        for answer, checked in zip(answers, checks, strict=True)
        if not answer.faults
        for finding in checked.findings
        if finding.severity is Severity.ERROR
    ]
    assert wrong == []


def test_every_fault_is_found_at_its_cell(answers: list[Answer], checks: list[Checked]) -> None:
    for answer, checked in zip(answers, checks, strict=True):
        found = {(f.code, f.at.file, f.at.sheet, f.at.a1) for f in checked.findings}
        missed = [
            fault
            for fault in answer.faults
            if (fault.code, fault.file, fault.sheet, fault.cell) not in found
        ]
        assert missed == []


def test_every_form_is_read_and_every_office_named(
    answers: list[Answer], checks: list[Checked]
) -> None:
    for answer, checked in zip(answers, checks, strict=True):
        profil = checked.laporan.profil
        assert profil is not None
        assert f"{profil.nama} {profil.pemerintah_daerah}" == answer.office
        assert checked.laporan.year == answer.year
        read = {one.form.name for one in checked.laporan.lampiran if one.form.is_lampiran}
        assert read == set(answer.forms)


def test_no_two_offices_are_equal(answers: list[Answer], checks: list[Checked]) -> None:
    assert len({one.office for one in answers}) == COUNT
    assert len({one.path for one in answers}) == COUNT
    shapes = {
        tuple((one.form, one.sheet, one.area.a1) for one in checked.laporan.lampiran)
        for checked in checks
    }
    assert len(shapes) == COUNT
    figures = [
        frozenset(
            figure.written
            for lampiran in checked.laporan.lampiran
            for row in lampiran.rows
            for figure in (one.figure for one in row.angka)
            if figure.value is not None and figure.value > 1_000_000
        )
        for checked in checks
    ]
    assert all(one & other == set() for n, one in enumerate(figures) for other in figures[:n])


def test_the_same_seed_gives_the_same_bytes(
    tmp_path: Path, folder: Path, answers: list[Answer]
) -> None:
    again = make_offices(3, tmp_path, SEED)

    assert again == answers[:3]
    files = [file for one in again for file in one.files]
    assert all((tmp_path / f).read_bytes() == (folder / f).read_bytes() for f in files)
    told = json.loads((tmp_path / ANSWERS).read_text(encoding="utf-8"))
    assert [one["office"] for one in told] == [one.office for one in again]
