"""Fixtures of the whole suite."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a real Excel, unless it is asked for."""
    if "excel" in config.getoption("markexpr"):
        return
    left_out = [item for item in items if item.get_closest_marker("excel")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


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
