"""Files dropped on the icon, whatever they are called."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_books import write_kinerja

from lkjip_xl.apps.dropped import HERE, LINE, NAMES, TOOL, main, read_dropped

#: What Windows lets a name hold.
names = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters='<>:"/\\|?*'), min_size=1
).filter(lambda name: not name.endswith((" ", ".")))


def write_line(tool: str, paths: list[str]) -> str:
    """Return the line that Explorer starts a script with: quoted is only what has a space."""
    quoted = [f'"{path}"' if " " in path else path for path in paths]
    return rf'C:\Windows\system32\cmd.exe /c ""{tool}" {" ".join(quoted)}"'


@given(st.lists(names, min_size=1, max_size=4))
@example(
    ["a&calc&.xlsx", "b^c.xlsx", "100%PATH%.xlsx", "d!e!.xlsx", "f (1),g;h=i.xlsx", "j'k`.xlsx"]
)
@example(["Lampiran & anggaran.xlsx"])
@example(["Buat laporan LKjIP.cmd x.xlsx"])
def test_every_name_is_read_as_it_is(dropped: list[str]) -> None:
    paths = [rf"D:\Kiriman\{name}" for name in dropped]
    variables = {
        TOOL: "Buat laporan LKjIP.cmd",
        LINE: write_line(r"C:\Users\A & B\SendTo\Buat laporan LKjIP.cmd", paths),
        NAMES: r' "D:\Kiriman\a"',
    }

    assert [str(path) for path in read_dropped(variables)] == [str(Path(path)) for path in paths]


@pytest.mark.parametrize(
    ("line", "names", "found"),
    [
        ('"C:\\Windows\\cmd.exe" ', ' "D:/a&b.xlsx" "D:/c d"', ["D:/a&b.xlsx", "D:/c d"]),
        ("cmd /c lain.cmd", ' "D:/a.xlsx"', ["D:/a.xlsx"]),
        ("cmd /c buat-laporan.cmd a.xlsx", "", ["a.xlsx"]),
        ('cmd.exe /c ""C:/x/Buat-Laporan.CMD""', "", []),
        ("", "", []),
    ],
)
def test_a_caller_quotes_as_needed(line: str, names: str, found: list[str]) -> None:
    variables = {TOOL: "buat-laporan.cmd", LINE: line, NAMES: names}

    assert read_dropped(variables) == [Path(one) for one in found]


def test_what_is_dropped_is_done_and_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "Lampiran 100% & 'siap'!.xlsx"
    write_kinerja(book, capaian=90)
    for name, value in ((TOOL, "x.cmd"), (LINE, f'cmd /c ""/y/x.cmd" "{book}""'), (HERE, "/")):
        monkeypatch.setenv(name, value)

    assert main() == 1

    folder = tmp_path / "hasil"
    kept = {path.name for path in folder.iterdir()}
    assert {"lkjip.log", f"{book.stem}.catatan.xlsx", f"{book.stem}.laporan.docx"} <= kept
    told = capsys.readouterr()
    assert (folder / "lkjip.log").read_text(encoding="utf-8") in told.out
    assert "HIT01" in told.out and told.err == ""
    assert told.out.endswith(f'Lihat lembar Catatan di "{folder}".\n')


def test_nothing_dropped_and_a_folder_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(LINE, raising=False)
    monkeypatch.setenv(NAMES, "")
    assert main() == 2
    (tmp_path / "hasil").write_text("sebuah berkas")
    monkeypatch.setenv(NAMES, f' "{tmp_path}{os.sep}buku.xlsx"')
    assert main() == 2

    told = capsys.readouterr().out
    assert told.startswith("Seret buku kerja")
    assert "salin buku kerjanya ke folder Dokumen" in told
