"""Files in folders and at addresses are seen alike."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from lkjip_xl import opening
from lkjip_xl.batch.places import (
    PlacedFile,
    fetch,
    identify,
    is_address,
    join,
    list_files,
    names_at,
    send_file,
    stamps_below,
)
from lkjip_xl.ports import BookError


@pytest.fixture
def store() -> Iterator[Any]:
    store = fsspec.filesystem("memory")
    yield store
    store.store.clear()
    store.pseudo_dirs[:] = [""]


def fill(root: Path, store: Any) -> tuple[str, str]:
    """Put the same files into a folder and into the store; return where."""
    for name in ("a.xlsx", "Dinas B/b.xlsx", ".tersembunyi.xlsx", ".git/c.xlsx"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(name)
        store.pipe_file(f"/data/{name}", name.encode())
    return str(root), "memory://data"


def test_hidden_folders_are_passed_over(tmp_path: Path, store: Any) -> None:
    for root in fill(tmp_path, store):
        listed = {one.parts for one in list_files(root)}

        assert listed == {("a.xlsx",), (".tersembunyi.xlsx",), ("Dinas B", "b.xlsx")}


def test_a_file_is_fetched_with_its_folders(tmp_path: Path, store: Any) -> None:
    _, root = fill(tmp_path, store)
    file = next(one for one in list_files(root) if one.name == "b.xlsx")

    path = fetch(file, tmp_path / "meja")

    assert path == tmp_path / "meja" / "Dinas B" / "b.xlsx"
    assert path.read_text() == "Dinas B/b.xlsx"


def test_a_change_gives_another_name_and_another_stamp(tmp_path: Path, store: Any) -> None:
    for root in fill(tmp_path, store):
        before = {one.parts: identify(one) for one in list_files(root)}
        stamp = stamps_below(root)("Dinas B/b.xlsx")
        assert {one.parts: identify(one) for one in list_files(root)} == before
        if is_address(root):
            store.pipe_file("/data/Dinas B/b.xlsx", b"lain")
        else:
            (tmp_path / "Dinas B" / "b.xlsx").write_text("lain")

        after = {one.parts: identify(one) for one in list_files(root)}
        assert after["a.xlsx",] == before["a.xlsx",]
        assert after["Dinas B", "b.xlsx"] != before["Dinas B", "b.xlsx"]
        assert stamps_below(root)("Dinas B/b.xlsx") != stamp != ""
        assert stamps_below(root)("tidak ada") == ""


def test_a_file_is_sent(tmp_path: Path, store: Any) -> None:
    (tmp_path / "x.txt").write_text("isi")

    send_file(tmp_path / "x.txt", "memory://hasil/Dinas B/x.txt")

    assert names_at("memory://hasil/Dinas B") == ["x.txt"]
    assert names_at("memory://tidak-ada") == []


def test_folders_left_out_are_not_looked_into(tmp_path: Path, store: Any) -> None:
    fill(tmp_path, store)

    listed = [one.name for one in list_files(str(tmp_path), (tmp_path / "Dinas B",))]

    assert listed == [".tersembunyi.xlsx", "a.xlsx"]


@pytest.mark.parametrize("root", ["/tidak/ada", "memory://kosong", "antah://x/y"])
def test_what_is_not_there_is_told(root: str) -> None:
    with pytest.raises(BookError):
        list(list_files(root))


def test_a_windows_path_is_no_address() -> None:
    assert not is_address("C:\\data")
    assert not is_address("C:/data")
    assert join("s3://bucket/x/", "a", "b") == "s3://bucket/x/a/b"


def test_a_file_that_is_gone_is_told() -> None:
    with pytest.raises(BookError, match="tidak ditemukan"):
        identify(PlacedFile(("x",), "/tidak/ada/x"))


def test_a_remote_file_that_is_far_too_large(
    tmp_path: Path, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MAX_FILE", 5)
    for root in fill(tmp_path, store):
        for file in list_files(root):
            if not is_address(file.location):
                with pytest.raises(BookError, match="jauh melebihi"):
                    identify(file)
                continue
            with pytest.raises(BookError, match="jauh melebihi"):
                fetch(file, tmp_path / "meja")
