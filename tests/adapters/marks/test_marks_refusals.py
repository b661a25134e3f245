"""Books that cannot be marked, and targets that cannot be written: what is said, what is left."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lkjip_xl.adapters.xlsx.patch import marking
from lkjip_xl.adapters.xlsx.patch.marking import (
    find_obstacles,
    write_clean,
    write_findings_book,
    write_marked,
)
from lkjip_xl.grid import Mark
from lkjip_xl.outputs.own_sheet import OwnSheet
from lkjip_xl.ports import BookError

Parts = dict[str, bytes]
Read = Callable[[Path], Parts]
Write = Callable[[Path, Mapping[str, bytes]], Path]
SHEET = "xl/worksheets/sheet1.xml"


def _doctype(parts: Parts) -> Parts:
    return parts | {SHEET: parts[SHEET].replace(b"<worksheet", b"<!DOCTYPE x>\n<worksheet", 1)}


def _malformed_row(parts: Parts) -> Parts:
    return parts | {SHEET: parts[SHEET].replace(b"</row>", b"</rov>", 1)}


def _malformed_end(parts: Parts) -> Parts:
    return parts | {SHEET: parts[SHEET][:-20]}


def _malformed_styles(parts: Parts) -> Parts:
    return parts | {"xl/styles.xml": b"<styleSheet>"}


def _shared(parts: Parts) -> Parts:
    name = "xl/_rels/workbook.xml.rels"
    relation = (
        b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/revisionHeaders" Target="revisions/revisionHeaders.xml"/></Relationships>'
    )
    return parts | {
        name: parts[name].replace(b"</Relationships>", relation),
        "xl/revisions/revisionHeaders.xml": b"<headers/>",
    }


def _no_sheet(parts: Parts) -> Parts:
    name = "xl/_rels/workbook.xml.rels"
    return parts | {name: parts[name].replace(b"relationships/worksheet", b"relationships/dialog")}


def _binary(parts: Parts) -> Parts:
    name = "[Content_Types].xml"
    old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    new = b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return parts | {name: parts[name].replace(old, new)}


def _no_types(parts: Parts) -> Parts:
    return {name: data for name, data in parts.items() if name != "[Content_Types].xml"}


def _shared_notes(parts: Parts) -> Parts:
    rels = "xl/worksheets/_rels/sheet{}.xml.rels"
    return parts | {rels.format(3): parts[rels.format(1)]}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_malformed_styles, "bagian xl/styles.xml di dalam berkas rusak"),
        (_shared, "masih dibagikan dengan cara lama"),
        (_no_sheet, "tidak ada lembar kerja"),
        (_binary, r"berformat \.xlsb"),
        (_no_types, "daftar isi berkas"),
        (_shared_notes, "dipakai bersama lembar lain"),
    ],
)
def test_what_cannot_be_patched_safely_is_refused(
    change: Callable[[Parts], Parts], what: str, rich_book: Path, tmp_path: Path,
    some_marks: list[Mark], some_catatan: OwnSheet, read_parts: Read, write_parts: Write,
) -> None:  # fmt: skip
    source = write_parts(tmp_path / "buku.xlsx", change(read_parts(rich_book)))
    with pytest.raises(BookError, match=what) as caught:
        write_marked(source, tmp_path / "marked.xlsx", some_marks, [some_catatan])

    assert caught.value.where == "buku.xlsx"
    assert caught.value.fix
    assert [path.name for path in tmp_path.iterdir()] == ["buku.xlsx"]


@pytest.mark.parametrize("change", [_doctype, _malformed_row, _malformed_end])
def test_a_damaged_sheet_is_copied_as_it_is_and_the_others_are_marked(
    change: Callable[[Parts], Parts], rich_book: Path, tmp_path: Path,
    some_marks: list[Mark], some_catatan: OwnSheet, read_parts: Read, write_parts: Write,
) -> None:  # fmt: skip
    source = write_parts(tmp_path / "buku.xlsx", change(read_parts(rich_book)))
    target = tmp_path / "marked.xlsx"
    remarks = write_marked(source, target, some_marks, [some_catatan])

    assert [text.split(",")[0] for text in remarks] == ["Lembar 'Tabel 3.1' rusak"]
    before, after = read_parts(source), read_parts(target)
    assert after[SHEET] == before[SHEET]
    assert before["xl/worksheets/sheet2.xml"] != after["xl/worksheets/sheet2.xml"]
    assert set(before) < set(after)
    write_clean(target, tmp_path / "clean.xlsx")
    assert read_parts(tmp_path / "clean.xlsx") == before


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"berformat \.xls lama"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage\0".encode("utf-16-le"),
            "dilindungi kata sandi",
        ),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            r"berformat \.ods",
        ),
        (b"Indikator;Target\n", "terpotong atau rusak"),
        (b"", "terpotong atau rusak"),
    ],
)
def test_other_kinds_of_files_are_told_apart(content: bytes, what: str, tmp_path: Path) -> None:
    source = tmp_path / "buku.xlsx"
    source.write_bytes(content)
    for write in (
        lambda: write_marked(source, tmp_path / "marked.xlsx", []),
        lambda: write_clean(source, tmp_path / "marked.xlsx"),
    ):
        with pytest.raises(BookError, match=what):
            write()


def test_a_sheet_with_a_wrong_checksum_is_copied_byte_by_byte(
    rich_book: Path, tmp_path: Path, some_marks: list[Mark], read_raw: Read
) -> None:
    data = bytearray(rich_book.read_bytes())
    place = data.rindex(SHEET.encode()) - 46 + 16  # the CRC in the central directory
    struct.pack_into("<L", data, place, 1)
    source = tmp_path / "buku.xlsx"
    source.write_bytes(data)
    target = tmp_path / "marked.xlsx"
    (remark,) = write_marked(source, target, some_marks)

    assert remark.startswith("Lembar 'Tabel 3.1' rusak, maka tidak ditandai")
    assert read_raw(target)[SHEET] == read_raw(source)[SHEET]
    assert find_obstacles(source, []) == {}


def test_a_sheet_that_is_not_there_is_named(
    rich_book: Path, tmp_path: Path, mark_at: Callable[..., Mark]
) -> None:
    with pytest.raises(BookError, match=r"lembar Tabel 9\.9 yang hendak ditandai tidak ada"):
        write_marked(rich_book, tmp_path / "m.xlsx", [mark_at("A1", sheet="Tabel 9.9")])


@pytest.mark.parametrize("way", ["same", "relative", "symlink", "hard link"])
def test_the_source_is_never_written_over(
    way: str, plain_book: Path, tmp_path: Path, finding_marks: list[Mark]
) -> None:
    source = tmp_path / "buku.xlsx"
    source.write_bytes(plain_book.read_bytes())
    target = {
        "same": source,
        "relative": tmp_path / "." / "x" / ".." / "buku.xlsx",
        "symlink": tmp_path / "tautan.xlsx",
        "hard link": tmp_path / "kembar.xlsx",
    }[way]
    (tmp_path / "x").mkdir()
    if way == "symlink":
        target.symlink_to(source)
    if way == "hard link":
        target.hardlink_to(source)
    with pytest.raises(BookError, match="tidak boleh menimpa berkas asalnya"):
        write_marked(source, target, finding_marks)

    assert source.read_bytes() == plain_book.read_bytes()


@pytest.mark.parametrize("lock", ["~$marked.xlsx", ".~lock.marked.xlsx#"])
def test_a_target_that_is_open_is_left_alone(
    lock: str, plain_book: Path, tmp_path: Path, finding_marks: list[Mark]
) -> None:
    target = tmp_path / "marked.xlsx"
    target.write_bytes(b"lama")
    (tmp_path / lock).touch()
    with pytest.raises(BookError, match="sedang dibuka") as caught:
        write_marked(plain_book, target, finding_marks)

    assert "Tutup berkas itu" in caught.value.fix
    assert target.read_bytes() == b"lama"


def test_a_missing_folder_is_named(tmp_path: Path, some_catatan: OwnSheet) -> None:
    with pytest.raises(BookError, match="folder keluaran tidak ada"):
        write_findings_book(tmp_path / "tidak ada" / "catatan.xlsx", [some_catatan])


def test_a_failure_half_way_leaves_the_old_file(
    plain_book: Path, tmp_path: Path, finding_marks: list[Mark], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "marked.xlsx"
    target.write_bytes(b"lama")

    def fail(*_: object) -> bytes:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(marking, "make_record", fail)
    with pytest.raises(BookError, match="ruang penyimpanan habis"):
        write_marked(plain_book, target, finding_marks)

    assert target.read_bytes() == b"lama"
    assert [path.name for path in tmp_path.iterdir()] == ["marked.xlsx"]


def test_a_signature_is_spoken_of(
    plain_book: Path, tmp_path: Path, finding_marks: list[Mark], read_parts: Read,
    write_parts: Write,
) -> None:  # fmt: skip
    parts = read_parts(plain_book) | {"_xmlsignatures/origin.sigs": b""}
    source = write_parts(tmp_path / "buku.xlsx", parts)
    remarks = write_marked(source, tmp_path / "marked.xlsx", finding_marks)

    assert len(remarks) == 1
    assert "ditandatangani secara digital" in remarks[0]
