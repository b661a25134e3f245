"""SIPD's exports and the change of the budget: read in every variant, and only what is wrong told."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy

import pytest
import sipd_books as make
from sipd_books import Angka, Lembar, Simpul

from lkjip_xl import check
from lkjip_xl.domain.field import BELANJA_GROUPS, Field
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.sipd_lra import SIPD_LRA
from lkjip_xl.location import CellRef
from lkjip_xl.pipeline import Checked

Writer = Callable[[Simpul], Lembar]

VARIANTS: dict[str, Writer] = {
    **{f"LRA {name}": lambda top, n=name: make.write_lra(top, n) for name in make.LRA_VARIANTS},
    **{f"RAK {name}": lambda top, n=name: make.write_rak(top, n) for name in make.RAK_VARIANTS},
    **{
        f"perubahan {name}": lambda top, n=name: make.write_change(top, n)
        for name in make.CHANGE_VARIANTS
    },
}


def _of(checked: Checked, sheet: Lembar) -> dict[tuple[int, int], tuple[Field, float]]:
    return {
        cell.place: (cell.field, float(cell.number))
        for lampiran in checked.laporan.lampiran
        if lampiran.sheet == sheet.name
        for row in lampiran.rows
        for cell in row.angka
        if cell.value is not None
    }


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_is_read_in_its_field_and_a_clean_table_has_no_finding(
    name: str, seed: int
) -> None:
    sheet = VARIANTS[name](make.make_budget(seed, programs=2))
    checked = check(make.book(sheet))
    read = _of(checked, sheet)

    wrong = [
        one
        for one in sheet.angka
        if (one.row, one.column) not in read
        or read[one.row, one.column] != (one.field, pytest.approx(one.value))
    ]
    assert not wrong
    codes = {finding.code for finding in checked.findings}
    assert codes == ({"SPD07"} if "pecahan" in name else set()), checked.findings


@pytest.mark.parametrize("annex", make.ANNEX_VARIANTS)
@pytest.mark.parametrize("name", ["LRA sipd", "RAK pohon", "RAK datar", "perubahan persen"])
def test_annexes_that_say_the_same_have_no_finding(annex: str, name: str) -> None:
    top = make.make_budget(3, programs=2)
    sheets = make.write_tabel_3_4(top, annex), make.write_belanja(top), VARIANTS[name](top)

    assert not check(make.book(*sheets)).findings


def test_all_together_have_no_finding() -> None:
    top = make.make_budget(4, programs=2)
    sheets = (
        make.write_tabel_3_4(top), make.write_belanja(top),
        make.write_lra(top), make.write_rak(top), make.write_change(top),
    )  # fmt: skip

    checked = check(make.book(*sheets))

    assert not checked.findings
    assert checked.compared["antar_lampiran"] > 90


def test_an_lra_of_480_rows_adds_up_to_the_rupiah() -> None:
    """Pagu and realisasi of each program are the sums of its groups, as they were invented."""
    top = make.make_budget(7, programs=6)
    programs = {one.kode: one for one in top.walk() if one.level == "program"}
    checked = check(make.book(make.write_lra(top)))
    (lra,) = checked.laporan.of(SIPD_LRA)

    assert len(lra.rows) >= 480
    read = {
        item.kode: tuple(
            sum(item.total(pair[side], make.YEAR) or 0 for pair in BELANJA_GROUPS.values())
            for side in (0, 1)
        )
        for item in lra.items
        if item.level.value == "program"
    }
    assert read == {kode: (sum(one.pagu), sum(one.realisasi)) for kode, one in programs.items()}


# -- faults


def _spoil(sheet: Lembar, one: Angka, dice: random.Random) -> None:
    """Change a digit of a figure, in the writing that the cell has."""
    value = sheet.rows[one.row][one.column - 1]
    if (one.row, one.column) in sheet.percents:
        sheet.rows[one.row][one.column - 1] = one.value / 100 + dice.choice((0.02, -0.03, 0.11))
        return
    changed = int(one.value) + dice.choice((1, 2, 3)) * 10 ** dice.randint(4, 6)
    is_text = isinstance(value, str)
    sheet.rows[one.row][one.column - 1] = make.rupiah(changed) if is_text else float(changed)


def _points_at(finding: Finding, sheet: Lembar, one: Angka) -> bool:
    cell = CellRef(make.FILE, sheet.name, one.row, one.column)
    return finding.severity is not Severity.INFO and cell in (finding.at, *finding.also)


def _share_found(
    writer: Writer, is_decidable: Callable[[Angka], bool], others: tuple[Writer, ...] = ()
) -> tuple[int, int]:
    """Return how many of some seeded faults were found at their cell with no other cell accused."""
    found = tried = 0
    for seed in range(8):
        dice = random.Random(seed)
        top = make.make_budget(seed, programs=2)
        sheet = writer(top)
        one = dice.choice([own for own in sheet.angka if own.value and is_decidable(own)])
        _spoil(sheet, one, dice)
        findings = check(make.book(sheet, *(other(top) for other in others))).findings
        real = [finding for finding in findings if finding.severity is Severity.ERROR]
        tried += 1
        found += any(_points_at(own, sheet, one) for own in findings) and len(real) <= 1
    return found, tried


def _anywhere(_: Angka) -> bool:
    return True


def _above_akun(one: Angka) -> bool:
    """A detail among others of its akun may be as wrong as they: only their sum tells."""
    return one.level != "akun"


def _not_the_total(one: Angka) -> bool:
    return one.level != "urusan"


FAULTS: dict[str, tuple[Writer, Callable[[Angka], bool], tuple[Writer, ...]]] = {
    "LRA": (make.write_lra, _above_akun, ()),
    "LRA with Jumlah": (lambda top: make.write_lra(top, "jumlah"), _anywhere, ()),
    "RAK": (
        make.write_rak,
        lambda a: a.field is not Field.REALISASI_ANGGARAN and a.level != "akun",
        (),
    ),
    "RAK, flat": (lambda top: make.write_rak(top, "datar"), lambda a: a.field is Field.PAGU, ()),
    "perubahan": (make.write_change, _not_the_total, ()),
    "perubahan, levels by number": (
        lambda top: make.write_change(top, "nomor saja"),
        _not_the_total,
        (),
    ),
    "Tabel 3.4 beside LRA": (make.write_tabel_3_4, _anywhere, (make.write_lra,)),
    "Tabel 3.4 beside RAK": (
        lambda top: make.write_tabel_3_4(top, "tanpa kode"),
        lambda a: a.field is Field.PAGU,
        (make.write_rak,),
    ),
    "Belanja beside LRA": (make.write_belanja, _anywhere, (make.write_lra,)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_changed_digit_is_found_at_its_cell(name: str) -> None:
    found, tried = _share_found(*FAULTS[name])

    assert found >= 0.95 * tried, f"{found} of {tried}"


def _errors(*sheets: Lembar) -> list[tuple[str, str]]:
    findings = check(make.book(*sheets)).findings
    return [(own.code, own.at.a1) for own in findings if own.severity is not Severity.INFO]


def test_a_row_that_was_deleted_is_one_finding_at_what_it_was_part_of() -> None:
    for writer in (make.write_lra, make.write_rak):
        sheet = writer(make.make_budget(5, programs=2))
        subs = [one for one in sheet.angka if one.level == "sub"]
        first = subs[0]
        gone = next(a.row for a in subs if a.kode != first.kode)  # the second of its kegiatan
        kept = {row: values for row, values in sheet.rows.items() if not _is_in(sheet, row, gone)}
        sheet.rows = dict(enumerate(kept.values(), start=1))
        kegiatan = next(one for one in sheet.angka if one.level == "kegiatan")

        ((code, at),) = _errors(sheet)

        assert code == "SPD01"
        assert at.endswith(str(kegiatan.row))


def _is_in(sheet: Lembar, row: int, gone: int) -> bool:
    """Tell whether a row is that of a sub kegiatan, or of an akun below it."""
    levels = {one.row: one.level for one in sheet.angka}
    end = gone + 1
    while levels.get(end) == "akun":
        end += 1
    return gone <= row < end


def test_swapped_groups_of_an_lra_are_one_finding() -> None:
    sheet = make.write_lra(make.make_budget(5, programs=2))
    for values in sheet.rows.values():
        if len(values) == 13 and str(values[-1]).endswith(",00"):
            values[5:9] = values[7:9] + values[5:7]

    ((code, _),) = _errors(sheet)
    assert code == "SPD03"


def test_an_export_over_two_sheets_is_one_tree() -> None:
    whole = make.write_lra(make.make_budget(6, programs=2), "angka")
    first, second = Lembar("LRA 1"), Lembar("LRA 2")
    head, cut = 6, len(whole.rows) // 2
    first.rows = {row: values for row, values in whole.rows.items() if row <= cut}
    rest = [values for row, values in whole.rows.items() if row <= head - 1 or row > cut]
    second.rows = dict(enumerate(rest, start=1))
    first.merges = second.merges = whole.merges

    assert _errors(first, second) == []


def test_pagu_of_before_the_change_is_told_as_such() -> None:
    top = make.make_budget(1, programs=2)
    annex = make.write_tabel_3_4(top, before=True)

    (finding,) = check(make.book(annex, make.write_lra(top), make.write_change(top))).findings
    assert (finding.code, finding.at.sheet) == ("SPD06", annex.name)
    assert "sebelum perubahan" in finding.message

    (finding,) = check(make.book(annex, make.write_lra(top))).findings
    assert finding.code == "SPD06"
    assert "tampaknya anggaran yang diubah" in finding.message


@pytest.mark.parametrize("prefix", ["1.03.", "1.04."])
@pytest.mark.parametrize("annex", make.ANNEX_VARIANTS)
def test_an_lra_of_several_offices_is_compared_with_none(annex: str, prefix: str) -> None:
    """Offices have programs of the same names, some of the same codes."""
    one = make.make_budget(1, programs=1)
    two = deepcopy(one)
    for own in two.walk():
        own.kode = {make.OFFICE: "1.04.1.03.0.00.02.0000", "1.03": prefix[:-1]}.get(
            own.kode, own.kode.replace("1.03.", prefix)
        )
        own.pagu = [3 * amount for amount in own.pagu]
    sheet = make.write_tabel_3_4(two, annex)
    if prefix == "1.03.":
        one.below[0].below += two.below[0].below
    else:
        one.below += two.below
    one.add_up()

    assert _errors(sheet, make.write_lra(one)) == []


def test_the_total_of_an_annex_of_some_programs_is_not_that_of_the_office() -> None:
    top = make.make_budget(1, programs=3)
    some = deepcopy(top)
    del some.below[0].below[0].below[1]
    some.add_up()

    assert _errors(make.write_tabel_3_4(some), make.write_lra(top)) == []


def test_a_name_that_differs_is_told_at_the_annex() -> None:
    top = make.make_budget(1, programs=1)
    annex = make.write_tabel_3_4(top)
    row = next(one.row for one in annex.angka if one.level == "sub")
    annex.rows[row][1] = f"{annex.rows[row][1]} Kota"

    (finding,) = check(make.book(annex, make.write_lra(top))).findings
    assert (finding.code, finding.at.sheet) == ("HIR05", annex.name)


def test_a_plan_of_cash_is_no_rencana_aksi_and_a_rencana_aksi_no_plan_of_cash() -> None:
    top = make.make_budget(1, programs=1)
    (rak,) = check(make.book(make.write_rak(top))).laporan.lampiran
    assert rak.form.name == "sipd_rak"

    plan = Lembar("Rencana Aksi")
    plan.title("Rencana Aksi Tahun 2024")
    plan.labels(["Kode", "Program/Kegiatan", "Anggaran (Rp)", *make.MONTHS, "Penanggung Jawab"])
    for number in (1, 2, 3):
        plan.write(f"1.03.0{number}", f"PROGRAM JALAN {number}", 1e6, *["v"] * 12, "Kepala Bidang")
    (renaksi,) = check(make.book(plan)).laporan.lampiran
    assert renaksi.form.name == "rencana_aksi"
