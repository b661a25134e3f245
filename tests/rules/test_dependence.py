"""A wrong input of formulas is told at the input, once, and the sheet stays as it was."""

from decimal import Decimal

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.field import Field
from lkjip_xl.pipeline import check, make_context, read_books
from lkjip_xl.rules.catalogue import RULES
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.dependence import Dependence

ANGGARAN = """
## Tabel 3.4
Tabel 3.4 Realisasi Anggaran Tahun 2023
| Kode              | Program/Kegiatan/Sub Kegiatan | Pagu (Rp)                | Realisasi (Rp) | Serapan (%)             |
| 2.16.01           | PROGRAM A                     | =C4 → {total}            | 80.000.000     | =D3/C3*100 → {percent}  |
| 2.16.01.2.01      | Kegiatan A                    | =SUM(C5:C6) → {total}    | 80.000.000     | =D4/C4*100 → {percent}  |
| 2.16.01.2.01.0001 | Sub A                         | {first}                  | 50.000.000     | =D5/C5*100 → {part}     |
| 2.16.01.2.01.0002 | Sub B                         | 40.000.000               | 30.000.000     | =D6/C6*100 → 75,00      |

## Tabel 3.5
Tabel 3.5 Serapan Anggaran Jangka Menengah
| Program/Kegiatan/Sub Kegiatan | Pagu (Rp) 2022 | Pagu (Rp) 2023 | Realisasi (Rp) 2022 | Realisasi (Rp) 2023 |
| PROGRAM A                     | 90.000.000     | 100.000.000    | 80.000.000          | 80.000.000          |
| Kegiatan A                    | 90.000.000     | 100.000.000    | 80.000.000          | 80.000.000          |
"""
SOUND = ANGGARAN.format(total="100.000.000", percent="80,00", first="60.000.000", part="83,33")
WRONG = ANGGARAN.format(total="110.000.000", percent="72,73", first="70.000.000", part="71,43")


def test_a_clean_live_book_gives_nothing_about_money() -> None:
    assert [f.code for f in check(draw(SOUND)).findings if f.code[:3] in ("ANG", "LAM")] == []


def test_a_wrong_sub_kegiatan_is_one_finding_not_one_for_each_sum() -> None:
    (told,) = [f for f in check(draw(WRONG)).findings if f.code[:3] in ("ANG", "LAM")]

    # Sub A and Sub B would mend the same: the sum that reads both is named, with its inputs.
    assert (told.at.sheet, told.at.a1) == ("Tabel 3.4", "C4")
    assert "(C5, C6)" in told.fix
    assert "jangan timpa rumusnya" in told.fix
    assert {"C5", "C6"} <= {cell.a1 for cell in told.related}


def test_what_would_follow_is_computed_and_nothing_is_changed() -> None:
    read = read_books([draw(WRONG)])
    context = make_context(read)
    grids = list(read.grids.values())
    before = [(grid.rows, dict(grid.rows)) for grid in grids]
    dependence = Dependence(tables_of(context), grids)
    cell = context.laporan.lampiran[0].rows[2].sel(Field.PAGU)
    assert cell is not None

    effects = dependence.effects({cell: Decimal(60_000_000)})

    assert {one.cell.a1: value for one, value in effects.items()} == {
        "C4": 100_000_000,
        "C3": 100_000_000,
        "E3": 80,
        "E4": 80,
        "E5": Decimal("83.3333333333333"),
    }
    assert [(grid.rows, dict(grid.rows)) for grid in grids] == before
    assert all(grid.rows is rows for grid, (rows, _) in zip(grids, before, strict=True))
    assert dependence.inputs(context.laporan.lampiran[0].rows[0].sel(Field.PAGU)) != ()


def test_a_column_that_others_contradict_throughout_is_one_finding() -> None:
    rows = [("Jalan", 80, 71), ("Jembatan", 14, 13), ("Lampu", 210, 205), ("Saluran", 42, 41)]
    rows += [("Trotoar", 16, 15), ("Taman", 9, 8)]
    kinerja = "\n".join(
        f"| Sasaran {n} | Indikator {n} | km | {t} | {t} | 100 |" for n, t, _ in rows
    )
    renstra = "\n".join(
        f"| Sasaran {n} | Indikator {n} | km | 7 | {t} | 6 | {r} |" for n, t, r in rows
    )
    findings = check(
        draw(f"""
## Tabel 3.1
Tabel 3.1 Pencapaian Kinerja Tahun 2023
| Sasaran | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
{kinerja}

## Tabel 3.3
Tabel 3.3 Target dan Capaian Jangka Menengah
| Sasaran | Indikator | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
{renstra}
""")
    ).findings

    (told,) = [f for f in findings if f.severity.value == "error"]
    assert (told.code, told.at.sheet, told.at.a1) == ("LAM09", "Tabel 3.1", "E2")
    assert "isinya sama dengan kolom target" in told.message


def test_an_error_is_told_at_its_root_with_what_it_infects() -> None:
    (told,) = [
        f
        for f in check(
            draw("""
            | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp)      | % Capaian                |
            | PROGRAM A        | 100.000.000 | =C3 → #REF!         | =C2/B2*100 → #REF!       |
            | Kegiatan A       | 100.000.000 | =SUM(#REF!) → #REF! | =C3/B3*100 → #REF!       |
            """)
        ).findings
        if f.severity.value == "error"
    ]
    assert (told.code, told.at.a1) == ("ISI05", "C3")
    assert "3 sel lain ikut galat" in told.message


def test_an_error_that_a_text_makes_is_told_at_the_text() -> None:
    (told,) = [
        f
        for f in check(
            draw("""
            | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian            |
            | PROGRAM A        | 100.000.000 | -              | =C2/B2*100 → #VALUE! |
            | PROGRAM B        | 100.000.000 | 90.000.000     | =C3/B3*100 → 90,00   |
            """)
        ).findings
        if f.severity.value == "error"
    ]
    assert (told.code, told.at.a1) == ("ISI05", "C2")
    assert "rumus di D2" in told.message


#: A realisasi that is the target again, against another annex; the last capaian is wrong besides.
SAME_COLUMN = """
## Tabel 3.1
Tabel 3.1 Pencapaian Kinerja Tahun 2023
| Sasaran   | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
| Sasaran 1 | Jalan             | km     | 80     | 80        | 100         |
| Sasaran 2 | Jembatan          | km     | 14     | 14        | 100         |
| Sasaran 3 | Lampu             | km     | 210    | 210       | 100         |
| Sasaran 4 | Saluran           | km     | 42     | 42        | 100         |
| Sasaran 5 | Trotoar           | km     | 16     | 16        | 100         |
| Sasaran 6 | Taman             | km     | 9      | 9         | 55          |

## Tabel 3.3
Tabel 3.3 Target dan Capaian Jangka Menengah
| Sasaran   | Indikator | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
| Sasaran 1 | Jalan     | km     | 7           | 80          | 6              | 71             |
| Sasaran 2 | Jembatan  | km     | 7           | 14          | 6              | 13             |
| Sasaran 3 | Lampu     | km     | 7           | 210         | 6              | 205            |
| Sasaran 4 | Saluran   | km     | 7           | 42          | 6              | 41             |
| Sasaran 5 | Trotoar   | km     | 7           | 16          | 6              | 15             |
| Sasaran 6 | Taman     | km     | 7           | 9           | 6              | 8              |
"""
ACCEPTED = """
## Pengaturan
| Kode  | Lembar    | Alasan                     |
| LAM09 | Tabel 3.1 | Tabel 3.3 memakai data BPS |
"""


def _errors(drawing: str, *codes: str) -> list[tuple[str, str]]:
    rules = [rule for rule in RULES if rule.code in codes] if codes else RULES
    findings = check(draw(drawing), rules=rules).findings
    return [(f.code, f.at.a1) for f in findings if f.severity.value == "error" and not f.accepted]


def test_a_column_told_as_a_whole_explains_what_its_figures_bring_with_them() -> None:
    assert _errors(SAME_COLUMN) == [("LAM09", "E2")]


def test_a_cause_that_nobody_asked_for_explains_nothing() -> None:
    assert _errors(SAME_COLUMN, "HIT01") == [("HIT01", "F8")]
    without = [rule.code for rule in RULES if rule.code != "LAM09"]
    assert ("HIT01", "F8") in _errors(SAME_COLUMN, *without)
    assert [code for code, _ in _errors(SAME_COLUMN, *without)].count("LAM01") == 6


def test_a_column_that_the_office_accepts_is_judged_by_all_else() -> None:
    checked = check(draw(SAME_COLUMN + ACCEPTED))

    assert _errors(SAME_COLUMN + ACCEPTED) == [("HIT01", "F8")]
    assert [f.code for f in checked.findings if f.accepted] == ["LAM09"]
    assert checked.compared["capaian"] == 6  # gone over twice, counted once


def test_a_wrong_formula_in_a_column_told_as_a_whole_is_told_too() -> None:
    live = SAME_COLUMN
    for row in range(3, 9):
        reads = 3 if row == 6 else row
        live = live.replace("| 100 ", f"| =E{reads}/D{reads}*100 → 100 ", 1)
    live = live.replace("| 55 ", "| =E8/D8*100 → 100 ")

    assert ("LAM09", "E2") in _errors(live)
    assert "F6" in [f.at.a1 for f in check(draw(live)).findings if f.code.startswith("RUM")]
