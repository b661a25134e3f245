"""Sentences come from templates: an office may word one anew, and a slip in one is told."""

from decimal import Decimal
from pathlib import Path

import pytest

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.anggaran import Amount, Serapan
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.sentences import Kalimat
from lkjip_xl.ports import BookError

AT = CellRef("buku.xlsx", "Tabel 3.4", 8, 5)


def write(folder: Path, words: str) -> Kalimat:
    (folder / "contoh.j2").write_text(words, encoding="utf-8")
    return Kalimat(folder)


def total() -> Serapan:
    amount = Amount(value=Decimal(1000), cells=(AT,))
    return Serapan(nama="Jumlah", level=Level.TOTAL, pagu=amount, realisasi=amount)


def test_an_office_words_one_sentence_and_keeps_the_others(tmp_path: Path) -> None:
    own = "{% block ringkas %}Terserap {{ total.realisasi.rupiah }}.{% endblock %}"
    (tmp_path / "anggaran.j2").write_text(own, encoding="utf-8")
    kalimat = Kalimat(tmp_path)

    said = kalimat.say("anggaran.ringkas", total=total(), tahun="2024")

    assert str(said) == "Terserap Rp1.000."
    assert said.figures[0].cells == (AT,)
    assert "Seluruh pagu terserap." in str(
        kalimat.say("anggaran.jumlah", total=total(), tahun="2024")
    )


def test_the_office_s_sentence_stands_wherever_the_report_says_it(tmp_path: Path) -> None:
    own = "{% block ringkas %}Uang kami.{% endblock %}"
    (tmp_path / "anggaran.j2").write_text(own, encoding="utf-8")

    report = compose(LaporanKinerja(year=0, lampiran=()), Kalimat(tmp_path))

    assert "Uang kami." in map(str, report.texts("ikhtisar"))
    assert "Uang kami." in map(str, report.texts("kesimpulan"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ totl.pagu }}", "totl"),
        ("{{ total.pagi }}", "pagi"),
        ("{% if %}", ""),
        ("{{ total.serapan.__class__ }}", "__class__"),
        ("{{ none }}", "kosong"),
    ],
)
def test_a_slip_names_its_file_and_line(tmp_path: Path, line: str, reason: str) -> None:
    kalimat = write(tmp_path, f"{{% block a %}}\nAwal.\n{line}\n{{% endblock %}}")

    with pytest.raises(BookError) as caught:
        kalimat.say("contoh.a", total=total())

    assert caught.value.where == "contoh.j2, baris 3"
    assert reason in caught.value.what
    assert caught.value.what.startswith("Kalimat “contoh.a” tidak dapat disusun: ")


def test_line_breaks_are_spaces_and_blank_lines_part_paragraphs(tmp_path: Path) -> None:
    kalimat = write(
        tmp_path,
        """{% block a %}
Satu
dua {{ kosong }}
tiga.
{% if ya %}
Empat.
{% endif %}

{{ nama }}

{{ kosong }}
{% endblock %}
""",
    )

    told = kalimat.tell("contoh.a", kosong="", ya=True, nama="PT  <Maju>\n\nJaya")

    assert list(map(str, told)) == ["Satu dua tiga. Empat.", "PT  <Maju>\n\nJaya"]
