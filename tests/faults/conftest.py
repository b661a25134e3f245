"""Makes the modules beside this file importable, and reads the clean book once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from clean import read_clean_book

from lkjip_xl.adapters.drawn import DrawnBook


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> DrawnBook:
    """The clean sample book with typed values."""
    return read_clean_book(tmp_path_factory.mktemp("faults"))
