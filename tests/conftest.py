"""Fixtures of the whole suite: every package that is written is a sound one."""

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

import opc

from lkjip_xl import saving

# A machine that does other work besides may be slow; that is no failure of an example.
settings.register_profile("lkjip", deadline=None, max_examples=60)
settings.load_profile("lkjip")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--perbarui-golden",
        action="store_true",
        help="Tulis ulang berkas tests/golden dengan keluaran sekarang.",
    )


#: Problems of the packages written since the last test, and what each was made of: a copy may have
#: the faults of all its forebears, since taking marks out brings back those of the first.
_unsound: list[str] = []
_inherited: dict[Path, set[str]] = {}


def _check_packages(save: Callable[..., None]) -> Callable[..., None]:
    """Have every Office file looked into that passes the one door to the disk."""

    @wraps(save)
    def save_and_check(*args: Any, **kwargs: Any) -> None:
        save(*args, **kwargs)
        given = signature(save).bind(*args, **kwargs).arguments
        target = Path(given["target"])
        if target.suffix.lower() in (".xlsx", ".xlsm", ".xltx", ".xltm", ".docx"):
            source = given.get("source")
            known = set() if source is None else {*opc.find_problems(source)}
            known |= _inherited.get(source, set())
            _inherited[target] = known
            problems = opc.find_problems(target)
            _unsound.extend(f"{target.name}: {what}" for what in problems if what not in known)

    return save_and_check


saving.save_whole = _check_packages(saving.save_whole)

# Later than this, modules would have taken the unchecked one by name.
from lkjip_xl.outputs.docx.write import WordReport  # noqa: E402

WordReport.save = _check_packages(WordReport.save)  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def sound_packages() -> Iterator[None]:
    """Fail a test in which a file was written with faults that its source does not have."""
    yield
    found = [*_unsound]
    _unsound.clear()
    assert not found


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of a name; a missing file fails like a wrong one."""
    update = bool(request.config.getoption("--perbarui-golden"))

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            path.write_text(text, encoding="utf-8")
        if not path.exists():
            pytest.fail(f"{path.name} is missing; write it with --perbarui-golden and review it")
        assert text == path.read_text(encoding="utf-8")

    return compare
