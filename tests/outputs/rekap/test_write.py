"""The files of a recap: all four, whole or not at all, one table leading to the other."""

from pathlib import Path

import pandas
import pytest

from lkjip_xl.keeping import MEMORY
from lkjip_xl.outputs.rekap.records import OfficeRow
from lkjip_xl.outputs.rekap.write import write_recap
from lkjip_xl.ports import BookError

NAMES = ["rekap.xlsx", "rekap.html", "rekap.parquet", "rekap-catatan.parquet"]


@pytest.mark.parametrize("count", [0, 1, 4])
def test_four_files_and_the_memory_of_them(
    rows: list[OfficeRow], count: int, tmp_path: Path
) -> None:
    written = write_recap(rows[:count], tmp_path)

    assert written == [tmp_path / name for name in NAMES]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([MEMORY, *NAMES])
    assert len(pandas.read_parquet(tmp_path / "rekap.parquet")) == count


def test_one_row_an_office_and_one_a_finding(rows: list[OfficeRow], tmp_path: Path) -> None:
    write_recap(rows, tmp_path)
    offices = pandas.read_parquet(tmp_path / "rekap.parquet")
    findings = pandas.read_parquet(tmp_path / "rekap-catatan.parquet")

    assert len(findings) == sum(len(one.findings) for one in rows) == 7
    joined = findings.merge(offices, on="key", how="left", validate="many_to_one")
    assert joined["state"].notna().all()
    worst = offices.iloc[0]
    assert (worst["error"], worst["capaian"], list(worst["files"])) == (
        2,
        58.5,
        ["satu.xlsx", "dua.xlsx"],
    )
    assert worst["outputs"][0] == {
        "label": "Salinan bertanda",
        "path": "kab-a/dinas-keliru/satu.catatan.xlsx",
    }
    nameless = offices[offices["key"] == "kota-b/buku"].iloc[0]
    assert pandas.isna(nameless["year"]) and pandas.isna(nameless["capaian"])


def test_writing_again_gives_the_same_tables(rows: list[OfficeRow], tmp_path: Path) -> None:
    write_recap(rows, tmp_path)
    before = [(tmp_path / name).read_bytes() for name in NAMES[1:]]
    write_recap(rows[::-1], tmp_path)

    assert [(tmp_path / name).read_bytes() for name in NAMES[1:]] == before


def test_a_file_that_is_open_is_not_touched(rows: list[OfficeRow], tmp_path: Path) -> None:
    write_recap(rows, tmp_path)
    before = (tmp_path / "rekap.xlsx").read_bytes()
    (tmp_path / "~$rekap.xlsx").touch()

    with pytest.raises(BookError, match="sedang dibuka"):
        write_recap(rows[:1], tmp_path)
    assert (tmp_path / "rekap.xlsx").read_bytes() == before
