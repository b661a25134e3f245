"""Fixtures of the whole suite: the same surroundings on every machine, and sound packages."""

import gc
import os
import signal
import sys
import time
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

#: What would change how a command speaks, or where Python looks for modules.
UNWANTED = (
    "FORCE_COLOR", "NO_COLOR", "LANGUAGE", "LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LKJIP_SOFFICE",
    "PYTHONPATH", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONWARNINGS", "PYTHONOPTIMIZE",
    "SAL_USE_VCLPLUGIN",
)  # fmt: skip

#: LibreOffice measures indents and pages by the fonts that it finds.
SURROUNDINGS = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "Asia/Jakarta",
    "COLUMNS": "80",
    "FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf")),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--perbarui-golden",
        action="store_true",
        help="Tulis ulang berkas tests/golden dengan keluaran sekarang.",
    )


def pytest_configure() -> None:
    """Give every test, and what it starts, the same surroundings whatever the machine has."""
    for name in UNWANTED:
        os.environ.pop(name, None)
    os.environ.update(SURROUNDINGS)
    if hasattr(time, "tzset"):
        time.tzset()
    os.umask(0o022)


def pytest_collection_finish() -> None:
    """Leave what importing made out of every later search for garbage: it never is any."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let what the test starts be interrupted: under ``nohup … &`` it would inherit a deaf ear."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


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


@pytest.fixture(autouse=True)
def sound_packages() -> Iterator[None]:
    """Fail a test in which a file was written with faults that its source does not have."""
    yield
    found = [*_unsound]
    _unsound.clear()
    assert not found


@pytest.fixture
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look into no file, where what the test writes is a stand-in for one."""
    monkeypatch.setattr(opc, "find_problems", lambda path: [])


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
