"""Two spellings of one thing are equal once squashed."""

import pytest

from lkjip_xl.grid import ErrorValue, Value
from lkjip_xl.tables.text import as_lines, as_text, squash, tidy, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PENCA\nPAIAN", "pencapaian"),
        ("Program / Kegiatan/Sub Kegiatan", "PROGRAM/KEGIATAN/SUB  KEGIATAN"),
        ("% Capaian", "%capaian"),
        ("Laki - Laki", "laki-laki"),
        ("Sub\xa0Kegiatan", "subkegiatan"),
        ("Satuan.", "satuan"),
    ],
)
def test_spellings_of_one_label(one: str, other: str) -> None:
    assert squash(one) == squash(other)


def test_different_names_stay_different() -> None:
    assert squash("Dokumen RKA-SKPD") != squash("Dokumen DPA-SKPD")
    assert squash("Jumlah 2021") != squash("Jumlah 2020")
    assert squash("% Capaian") != squash("Capaian")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (2021.0, "2021"),
        (0.5, "0.5"),
        (True, "BENAR"),
        (ErrorValue.REF, "#REF!"),
        ("  dua\n kata ", "dua kata"),
    ],
)
def test_a_value_as_one_line(value: Value, text: str) -> None:
    assert as_text(value) == text


def test_lines_are_kept_where_they_are_asked_for() -> None:
    assert as_lines(" a.  satu\n\n b. dua ") == "a. satu\nb. dua"
    assert as_lines(12.0) == "12"
    assert tidy(" a\xa0 b\tc ") == "a b c"
    assert words_of("Jumlah (Rp) – Tahun 2021, %") == ("jumlah", "rp", "tahun", "2021", "%")
