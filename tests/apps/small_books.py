"""A tree of small offices, sound and unsound."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

_KINERJA = (
    ("Program", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"),
    ("Program Jalan", "Panjang jalan mantap", "km", 80, 70, 87.5),
    ("Program Jembatan", "Jumlah jembatan yang dibangun", "unit", 4, 3, 75),
)
_ANGGARAN = (
    ("Program", "Pagu (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"),
    ("Program Jalan", 500_000_000, 400_000_000, 80),
    ("Program Jembatan", 200_000_000, 190_000_000, 95),
)


def write_kinerja(path: Path, capaian: float = 87.5, office: str = "") -> None:
    """Write a book with a Tabel 3.1, and a profile where the office is to be named."""
    header, first, *rest = _KINERJA
    _write(path, "Tabel 3.1", (header, (*first[:-1], capaian), *rest), office)


def write_anggaran(path: Path, office: str = "") -> None:
    """Write a book with a Tabel 3.4, and a profile where the office is to be named."""
    _write(path, "Tabel 3.4", _ANGGARAN, office)


def write_one_row(path: Path) -> None:
    """Write a book with one wrong capaian, which can be mended without asking."""
    _write(path, "Tabel 3.1", (_KINERJA[0][1:], ("Panjang jalan mantap", "km", 83, 71, 97.03)))


def write_unknown(path: Path) -> None:
    """Write a book with a table that no form has."""
    _write(path, "Penduduk", (("Kecamatan", "Jumlah"), ("Serang", 240)))


def write_locked(path: Path) -> None:
    """Write what a workbook with a password begins with and says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mark = "EncryptedPackage\0".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + mark)


def _write(path: Path, sheet: str, rows: tuple[tuple[object, ...], ...], office: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        page.write(0, 0, f"{sheet} Tahun 2023")
        for number, row in enumerate(rows, start=2):
            page.write_row(number, 0, row)
        if office:
            profile = book.add_worksheet("Profil")
            facts = ("Nama Perangkat Daerah", office), ("Singkatan", "DA"), ("Tahun", 2023)
            for number, row in enumerate((*facts, ("Alamat", "Jalan Raya 1"), ("Kota", "X"))):
                profile.write_row(number, 0, row)
