"""No command breaks with a broken workbook: some of the cases of ``run.py``, and those it found."""

from pathlib import Path
from random import Random

import pytest
from cases import VERBS, make_case, run_verb
from seed_books import write_seeds

CRASHERS = sorted(Path(__file__).with_name("crashers").iterdir())
GROUPS = 5


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_seeds(tmp_path_factory.mktemp("bibit"))


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_command_breaks(seeds: list[Path], tmp_path: Path, group: int) -> None:
    contents = [path.read_bytes() for path in seeds]
    path = tmp_path / "rusak.xlsx"
    for number in range(group, 60, GROUPS):
        broken, chance = make_case(contents, 0, number)
        path.write_bytes(broken)

        crashes = list(run_verb(chance.choice(VERBS), path, seeds[0], chance))

        assert not crashes, f"run.py --seed 0 --only {number}"


@pytest.mark.parametrize("crasher", CRASHERS, ids=lambda path: path.stem)
def test_what_once_broke_a_command(seeds: list[Path], tmp_path: Path, crasher: Path) -> None:
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(crasher.read_bytes())

    for verb in VERBS:
        assert list(run_verb(verb, path, seeds[0], Random(0))) == []
