"""Marks and the listing, made from findings."""

from __future__ import annotations

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
        "Perbaikan: Isi 104,35%, atau periksa target dan realisasinya."
    )


def test_the_listing_counts_by_severity_and_keeps_the_order() -> None:
    info = Finding(
        code="ANG02", name="angka", severity=Severity.INFO, at=FINDING.at, message="", fix=""
    )
    catatan = make_catatan([info, FINDING, info])

    assert dict(catatan.counts) == {Severity.ERROR: 1, Severity.WARNING: 0, Severity.INFO: 2}
    assert [(row.number, row.code, row.label, row.cell) for row in catatan.rows] == [
        (1, "ANG02", "Informasi", "I12"),
        (2, "HIT01", "Kesalahan", "I12"),
        (3, "ANG02", "Informasi", "I12"),
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
