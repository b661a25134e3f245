"""Fixtures of the whole suite: the same surroundings on every machine, and sound packages."""

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

# Before anything asks for the day, since tests do so where they are collected.
os.environ["TZ"] = "Asia/Jakarta"
if hasattr(time, "tzset"):
    time.tzset()

from lkjip_xl import saving

# A machine that does other work besides may be slow; that is no failure of an example.
settings.register_profile("lkjip", deadline=None, max_examples=60)
settings.load_profile("lkjip")

GOLDEN = Path(__file__).parent / "golden"

#: The fonts that the README installs; LibreOffice measures indents and pages by what it finds.
FONTS = ("Liberation Sans", "Liberation Serif", "Liberation Mono")

#: What would change how a command speaks, or where Python looks for modules.
UNWANTED = (
    "FORCE_COLOR", "NO_COLOR", "LANGUAGE", "LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LKJIP_SOFFICE",
    "PYTHONPATH", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONWARNINGS", "PYTHONOPTIMIZE",
    "SAL_USE_VCLPLUGIN",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--perbarui-golden",
        action="store_true",
        help="Tulis ulang berkas tests/golden dengan keluaran sekarang.",
    )


@pytest.fixture(scope="session", autouse=True)
def same_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give every test, and what it starts, the same surroundings whatever the machine has."""
    folder = tmp_path_factory.mktemp("mesin")
    (folder / "fonts.conf").write_text(_font_settings(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in UNWANTED:
            patch.delenv(name, raising=False)
        for name, value in {
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
            "FONTCONFIG_FILE": str(folder / "fonts.conf"),
            "XDG_CONFIG_HOME": str(folder),
        }.items():
            patch.setenv(name, value)
        umask = os.umask(0o022)
        yield
        os.umask(umask)


def _font_settings() -> str:
    """Return fontconfig's settings that show no other font than these, wherever they lie."""
    wanted = "".join(
        f'<pattern><patelt name="family"><string>{name}</string></patelt></pattern>'
        for name in FONTS
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        '<match><edit name="family" mode="append_last"><string>Liberation Sans</string></edit></match>'
        f"<selectfont><rejectfont><pattern/></rejectfont><acceptfont>{wanted}</acceptfont>"
        "</selectfont></fontconfig>"
    )


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
