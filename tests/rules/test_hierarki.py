"""HIR: the tree of tujuan, sasaran, program, kegiatan and sub kegiatan."""

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.finding import Finding
from lkjip_xl.pipeline import check

HEAD = "| Program/Kegiatan/Sub Kegiatan | Indikator | Satuan | Target | Realisasi | Capaian (%) |"


def guesses_in(*names: str) -> list[Finding]:
    rows = [f"| {name} | a | km | 1 | 1 | 100 |" for name in names]
    findings = check(draw("\n".join((HEAD, *rows)))).findings
    return [finding for finding in findings if finding.code == "HIR01"]


def test_guessed_levels_are_one_finding_a_table() -> None:
    (finding,) = guesses_in("PROGRAM A", "Satu", "Dua", "Tiga", "PROGRAM B", "Empat", "Lima")

    assert finding.at.a1 == "A4"
    assert finding.message == (
        "tingkat 5 baris diduga dari urutannya; “Dua” dibaca sebagai sub kegiatan"
    )
    assert [cell.a1 for cell in finding.related] == ["A3", "A5", "A7", "A8"]


def test_a_program_with_one_kegiatan_leaves_no_choice() -> None:
    assert guesses_in("PROGRAM A", "Satu") == []


def test_words_and_looks_leave_no_guess() -> None:
    assert guesses_in("PROGRAM A", "Kegiatan: Satu", "Sub Kegiatan: Dua") == []
    assert guesses_in("PROGRAM A", "**Satu**", "Dua", "Tiga", "**Empat**", "Lima") == []


def test_a_long_name_is_shortened() -> None:
    (finding,) = guesses_in("PROGRAM A", "Satu", "Penyusunan " * 8)
    assert "…” dibaca sebagai sub kegiatan" in finding.message
    assert len(finding.message) < 130
