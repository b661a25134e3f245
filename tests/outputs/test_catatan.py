"""Marks and the listing, made from findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lkjip_xl.finding import Finding, Severity
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.catatan import make_catatan, name_field
from lkjip_xl.outputs.marks import make_marks
from lkjip_xl.outputs.sentence import as_sentence

FINDING = Finding(
    code="HIT01",
    name="capaian-berbeda-dari-hitungan",
    severity=Severity.ERROR,
    at=CellRef("buku.xlsx", "Tabel 3.1", 12, 9),
    message="capaian tertulis 95,65%, hasil hitung 104,35%",
    fix="isi 104,35%, atau periksa target dan realisasinya",
    field="capaian",
    item="Rasio KDRT",
    written="95,65",
    expected="104,35",
    calculation="(2 × 0,23 − 0,22) / 0,23 × 100 = 104,35",
)


def test_a_note_says_rule_figures_calculation_and_fix() -> None:
    (mark,) = make_marks([FINDING])

    assert (mark.sheet, mark.row, mark.column) == ("Tabel 3.1", 12, 9)
    assert mark.note == (
        "HIT01 capaian-berbeda-dari-hitungan\n"
        "Capaian tertulis 95,65%, hasil hitung 104,35%.\n"
        "Uraian: Rasio KDRT, Capaian\n"
        "Tertulis: 95,65\n"
        "Seharusnya: 104,35\n"
        "Hitungan: (2 × 0,23 − 0,22) / 0,23 × 100 = 104,35\n"
        "Perbaikan: Isi 104,35%, atau periksa target dan realisasinya.\n"
        "Catatan no 1"
    )


def test_the_listing_counts_by_severity_and_sheet_and_keeps_the_order() -> None:
    info = replace(FINDING, code="ANG02", severity=Severity.INFO, fingerprint="b")
    other = replace(info, at=info.at._replace(sheet="IKU"), fingerprint="c")
    sheet = make_catatan([info, FINDING, other], today=date(2024, 1, 31))

    assert [(line.label.value, line.text.value) for line in sheet.summary] == [
        ("Kesalahan: 1", "Tabel 3.1: 1"),
        ("Peringatan: 0", ""),
        ("Informasi: 2", "Tabel 3.1: 1    IKU: 1"),
        ("Terbuka: 3", "dari 3 catatan"),
    ]
    assert [[cell.value for cell in row[:5]] for row in sheet.rows] == [
        [1, "Informasi", "ANG02", "Tabel 3.1", "I12"],
        [2, "Kesalahan", "HIT01", "Tabel 3.1", "I12"],
        [3, "Informasi", "ANG02", "IKU", "I12"],
    ]


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("capaian", "Capaian"),
        ("realisasi_anggaran", "Realisasi anggaran"),
        ("tw4_realisasi", "TW IV realisasi"),
        ("", ""),
    ],
)
def test_fields_have_readable_names(field: str, shown: str) -> None:
    assert name_field(field) == shown


@pytest.mark.parametrize(
    ("text", "sentence"), [("isi 1", "Isi 1."), ("Sudah?", "Sudah?"), (" ", ""), ("x…", "X…")]
)
def test_messages_become_sentences(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence
