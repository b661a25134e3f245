"""The Profil sheet: labels with what stands to their right, with or without a header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkjip_xl.domain.profil import Profil
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.form import Form
from lkjip_xl.location import Origin
from lkjip_xl.tables.points import split_points
from lkjip_xl.tables.text import as_text, squash

#: field → labels seen.
LABELS: dict[str, tuple[str, ...]] = {
    "nama": (
        "Nama Perangkat Daerah",
        "Perangkat Daerah",
        "Nama OPD",
        "Nama SKPD",
        "Nama Instansi",
        "OPD",
    ),
    "singkatan": ("Singkatan", "Nama Singkat", "Singkatan Nama"),
    "pemerintah_daerah": (
        "Pemerintah Daerah",
        "Pemerintah Kabupaten/Kota",
        "Kabupaten/Kota",
        "Pemda",
    ),
    "provinsi": ("Provinsi",),
    "kota": ("Kota", "Ibu Kota", "Tempat", "Tempat Penetapan", "Kedudukan"),
    "tahun": ("Tahun", "Tahun Laporan", "Tahun Anggaran", "Tahun Pelaporan"),
    "renstra": ("Periode Renstra", "Renstra", "Tahun Renstra", "Masa Renstra"),
    "jabatan_kepala": ("Jabatan Kepala", "Jabatan", "Jabatan Pimpinan", "Jabatan Penanda Tangan"),
    "nama_kepala": (
        "Nama Kepala",
        "Kepala",
        "Kepala Dinas",
        "Kepala Badan",
        "Nama Kepala Dinas",
        "Nama Pimpinan",
        "Kepala Perangkat Daerah",
        "Nama Kepala Perangkat Daerah",
    ),
    "nip": ("NIP", "NIP Kepala", "NIP Kepala Dinas"),
    "pangkat": ("Pangkat", "Pangkat/Golongan", "Pangkat Kepala", "Pangkat/Gol"),
    "alamat": ("Alamat", "Alamat Kantor"),
    "tanggal": ("Tanggal", "Tanggal Laporan", "Tanggal Penetapan"),
    "visi": ("Visi", "Visi Daerah", "Visi RPJMD", "Visi Kepala Daerah"),
    "misi": ("Misi", "Misi Daerah", "Misi RPJMD", "Misi Kepala Daerah", "Misi Terkait"),
    "tugas_pokok": ("Tugas Pokok", "Tugas", "Tugas Perangkat Daerah"),
    "fungsi": ("Fungsi", "Fungsi Perangkat Daerah"),
    "susunan_organisasi": ("Susunan Organisasi", "Struktur Organisasi"),
    "dasar_hukum": ("Dasar Hukum", "Landasan Hukum"),
}
#: What the sheet Profil asks for.
ISIAN = (
    "Nama Perangkat Daerah",
    "Nama Singkat",
    "Pemerintah Daerah",
    "Provinsi",
    "Tahun Laporan",
    "Periode Renstra",
    "Alamat",
    "Kota",
    "Tanggal Laporan",
    "Jabatan Kepala",
    "Nama Kepala",
    "Pangkat",
    "NIP",
    "Visi",
    "Misi",
    "Tugas Pokok",
    "Fungsi",
    "Susunan Organisasi",
    "Dasar Hukum",
)
#: Fields of several entries.
_LISTS = ("misi", "tugas_pokok", "fungsi", "susunan_organisasi", "dasar_hukum")
_FIELD = {squash(label): field for field, labels in LABELS.items() for label in labels}
_SPAN = re.compile(r"(20\d\d)\s*(?:-|–|s\s*/?\s*d|sampai)\s*(20\d\d)")
_LEAST_LABELS = 4
#: A label, a colon and a value need few columns; wider sheets are tables.
_MOST_COLUMNS = 8


def read_profil(grids: Sequence[Grid]) -> Profil | None:
    """Return the profile from the sheet that knows most of its labels, or ``None``."""
    best: tuple[int, Profil | None] = (_LEAST_LABELS - 1, None)
    for grid in grids:
        if grid.width > _MOST_COLUMNS:
            continue
        pairs = list(_pairs(grid))
        known = {_FIELD[squash(label)] for label, _, _ in pairs if squash(label) in _FIELD}
        if len(known) > best[0] and "nama" in known:
            best = (len(known), _profil(grid, pairs))
    return best[1]


def _pairs(grid: Grid) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield label, value and the value's cell; a row without a label goes on with the one above."""
    label = ""
    for row in grid.filled_rows():
        texts = [
            (column, as_text(value))
            for column, value in enumerate(grid.rows[row], start=1)
            if as_text(value) not in ("", ":")
        ]
        if len(texts) > 2 and texts[0][1].rstrip(".").isdigit():
            texts = texts[1:]
        if len(texts) >= 2:
            label = texts[0][1].rstrip(" :")
            yield label, texts[1][1].removeprefix(": "), (row, texts[1][0])
        elif len(texts) == 1 and label and texts[0][0] > 1:
            yield label, texts[0][1], (row, texts[0][0])


def _profil(grid: Grid, pairs: Sequence[tuple[str, str, tuple[int, int]]]) -> Profil:
    isian: dict[str, list[str]] = {}
    cells: dict[str, tuple[int, int]] = {}
    found: dict[str, list[str]] = {}
    for label, value, cell in pairs:
        isian.setdefault(label, []).append(value)
        field = _FIELD.get(squash(label))
        if field is not None:
            found.setdefault(field, []).append(value)
            cells.setdefault(field, cell)
    texts = {field: values[0] for field, values in found.items() if field not in _LISTS}
    year = re.search(r"20\d\d", texts.pop("tahun", ""))
    span = _SPAN.search(texts.pop("renstra", ""))
    lists = {field: _points(found.get(field, ())) for field in _LISTS}
    return Profil(
        **texts,
        misi=lists["misi"],
        tugas_pokok=lists["tugas_pokok"],
        fungsi=lists["fungsi"],
        susunan_organisasi=lists["susunan_organisasi"],
        dasar_hukum=lists["dasar_hukum"],
        tahun=int(year[0]) if year else 0,
        renstra=(int(span[1]), int(span[2])) if span else (0, 0),
        isian={label: tuple(values) for label, values in isian.items()},
        origin=Origin(grid.file, grid.sheet, cells),
    )


def _points(values: Sequence[str]) -> tuple[str, ...]:
    """Return the entries of a field, whether each has its row or one cell holds them all."""
    points = [point for value in values for point in split_points(value)]
    return tuple(entry for point in points for entry in map(str.strip, point.split(";")) if entry)


#: Read from its labels, wherever they stand; never one of the located tables.
PROFIL = Form(name="profil", label="Profil", order=70)
