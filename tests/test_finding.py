"""What a finding says of itself."""

from lkjip_xl.finding import Finding, Severity, make_fingerprint
from lkjip_xl.location import CellRef


def test_severities_have_an_order_and_a_label() -> None:
    assert sorted(Severity, key=lambda one: one.rank) == ["error", "warning", "info"]
    assert [one.label for one in Severity] == ["Kesalahan", "Peringatan", "Informasi"]


def test_a_finding_reads_what_where_and_how_to_mend_it() -> None:
    finding = Finding(
        code="HIT01",
        name="capaian-berbeda-dari-hitungan",
        severity=Severity.ERROR,
        at=CellRef("b.xlsx", "Form 1", 2, 5),
        message="capaian tertulis 90,00%, hasil hitung 87,50%",
        fix="isi 87,50%, atau periksa target dan realisasinya",
    )
    assert str(finding) == (
        "'Form 1'!E2: HIT01 capaian tertulis 90,00%, hasil hitung 87,50%\n"
        "    perbaikan: isi 87,50%, atau periksa target dan realisasinya"
    )


def test_a_fingerprint_depends_on_each_part_and_where_it_ends() -> None:
    assert make_fingerprint("a", "b") == make_fingerprint("a", "b")
    assert make_fingerprint("a", "b") != make_fingerprint("ab", "")
    assert make_fingerprint("a", "b") != make_fingerprint("b", "a")
