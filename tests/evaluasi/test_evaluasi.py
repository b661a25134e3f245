"""Evaluations of the Renja: read right, silent where right, and accused where wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

import pytest
from evaluasi_buku import Buku, Gaya
from openpyxl.utils import get_column_letter

from lkjip_xl import check
from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.evaluasi_renja import EVALUASI_RENJA

SEEDS = range(24)
_LEVELS = {1: Level.PROGRAM, 2: Level.KEGIATAN, 3: Level.SUB_KEGIATAN}


@pytest.fixture(scope="module")
def books() -> list[Buku]:
    return [Buku(seed) for seed in SEEDS]


def test_every_figure_is_read_in_its_field(books: list[Buku]) -> None:
    right = Counter[bool]()
    for buku in books:
        (lampiran,) = check(buku.gambar()).laporan.lampiran
        assert lampiran.form is EVALUASI_RENJA
        assert [column.field.value for column in lampiran.columns] == buku.fields
        assert len(lampiran.rows) == len(buku.baris)
        for row, baris in zip(lampiran.rows, buku.baris, strict=True):
            right[row.level is _LEVELS[baris.tingkat]] += 1
            for name in buku.fields:
                if Field(name).is_figure:
                    figure = row.figure(Field(name), lampiran.year)
                    right[figure.value == baris.angka.get(name)] += 1
    assert right[True] >= 0.99 * right.total()


def test_a_right_evaluation_has_no_finding(books: list[Buku]) -> None:
    for buku in books:
        found = check(buku.gambar()).findings
        assert not [str(f) for f in found if f.severity is not Severity.INFO], buku.gaya
        assert {f.code for f in found} <= {"ISI02"}  # the satuan stands in the cells


class Keliru(NamedTuple):
    """A book with one digit of one cell changed: the cell, and its field."""

    buku: Buku
    at: tuple[int, int]
    name: str
    found: list[Finding]

    @property
    def is_found(self) -> bool:
        """Tell whether a finding of a fault accuses the cell."""
        return any(
            (one.at.row, one.at.column) == self.at
            for one in self.found
            if one.severity is not Severity.INFO
        )

    @property
    def others(self) -> list[Finding]:
        """What accuses another cell of an error."""
        wrong = [one for one in self.found if one.severity is Severity.ERROR]
        return [one for one in wrong if (one.at.row, one.at.column) != self.at]


def _changed(text: str, acak: Random) -> str:
    """Return a figure with its first digit changed, as a slip of the hand does."""
    at = next(n for n, letter in enumerate(text) if letter.isdigit())
    digit = acak.choice([str(d) for d in range(1, 10) if str(d) != text[at]])
    return text[:at] + digit + text[at + 1 :]


def _keliru(names: list[str], seeds: range, **gaya: object) -> Iterator[Keliru]:
    for seed in seeds:
        acak = Random(seed * 7 + 1)
        base = Buku(seed)
        buku = Buku(seed, replace(base.gaya, **gaya))  # type: ignore[arg-type]
        for name in names:
            if name not in buku.fields:
                continue
            sel = buku.sel()
            column = buku.fields.index(name)
            rows = [n for n, row in enumerate(sel) if any(map(str.isdigit, row[column]))]
            if not rows:
                continue
            row = acak.choice(rows)
            sel[row][column] = _changed(sel[row][column], acak)
            found = list(check(buku.gambar(sel)).findings)
            yield Keliru(buku, (buku.baris_pertama + row, column + 1), name, found)


#: Figures of money that sums or percentages pin down wherever they stand.
MONEY = [
    *("realisasi_anggaran", "realisasi_anggaran_renstra", "serapan_renstra"),
    *("tw1_realisasi_anggaran", "tw2_realisasi_anggaran", "realisasi_anggaran_lalu"),
    *("pagu_akhir", "serapan"),
]
#: Figures of performance that are made of others, or compare two.
KINERJA = ["realisasi", "realisasi_renstra", "capaian_renstra", "capaian"]


#: Figures that percentages of quarters and of the Renja vouch for beside the sums.
VOUCHED = ["pagu", "target", "realisasi", "tw1_capaian", "tw3_capaian"]


@pytest.mark.parametrize(
    ("names", "gaya"),
    [
        (MONEY, {"tw": 4}),
        (KINERJA, {"tw": 4}),
        (VOUCHED, {"tw": 4, "persen": True, "tingkat_renja": True}),
    ],
    ids=["anggaran", "kinerja", "persentase"],
)
def test_a_slip_is_found_at_its_cell(names: list[str], gaya: dict[str, object]) -> None:
    slips = list(_keliru(names, range(10), **gaya))
    assert sum(one.is_found for one in slips) >= 0.95 * len(slips)
    # One slip is one error, but where a pagu has fallen below what was spent.
    assert sum(bool(one.others) for one in slips) <= 0.1 * len(slips)


def _with_formulas(buku: Buku) -> list[list[str]]:
    """Return the rows with formulas wherever a plain one gives the figure."""
    sel = buku.sel()
    letter = {name: get_column_letter(n) for n, name in enumerate(buku.fields, start=1)}
    for row, (number, baris) in zip(sel, enumerate(buku.baris, buku.baris_pertama), strict=True):
        at = {name: f"{column}{number}" for name, column in letter.items()}
        quarters = [at[f"tw{tw}_realisasi_anggaran"] for tw in range(1, 5)]
        formulas = {
            "realisasi_anggaran": "+".join(quarters),
            "realisasi_anggaran_renstra": f"{at['realisasi_anggaran_lalu']}+{at['realisasi_anggaran']}",
            "serapan_renstra": f"{at['realisasi_anggaran_renstra']}/{at['pagu_akhir']}*100",
            "capaian_renstra": f"{at['realisasi_renstra']}/{at['target_akhir']}*100",
        }
        if not baris.is_posisi:
            own = ",".join(at[f"tw{tw}_realisasi"] for tw in range(1, 5))
            formulas["realisasi"] = f"SUM({own})"
            formulas["realisasi_renstra"] = f"{at['realisasi_lalu']}+{at['realisasi']}"
        for name, formula in formulas.items():
            column = buku.fields.index(name)
            row[column] = f"={formula} → {row[column]}"
    return sel


@pytest.mark.parametrize("seed", range(12))
def test_formulas_follow_the_indicator(seed: int) -> None:
    """A percentage typed among sums is no slip."""
    buku = _of(4, seed)
    assert _weighty(buku.gambar(_with_formulas(buku))) == []


def _of(tw: int, seed: int = 3, **gaya: object) -> Buku:
    return Buku(seed, replace(Gaya(), tw=tw, **gaya))  # type: ignore[arg-type]


def _weighty(drawing: DrawnBook) -> list[str]:
    return [str(one) for one in check(drawing).findings if one.severity is not Severity.INFO]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("nihil", ["-", "0"])
def test_quarters_to_come_may_say_that_there_is_nothing(seed: int, nihil: str) -> None:
    buku = _of(2, seed, persen=True, tingkat_renja=True)
    sel = buku.sel()
    for row in sel:
        for tw in (3, 4):
            for part in ("realisasi", "realisasi_anggaran", "capaian"):
                row[buku.fields.index(f"tw{tw}_{part}")] = nihil
    assert _weighty(buku.gambar(sel)) == []


@pytest.mark.parametrize("seed", range(4))
def test_parents_may_leave_amounts_or_indicators_to_what_is_below_them(seed: int) -> None:
    buku = _of(4, seed, tingkat_renja=True, penutup=False)
    money = [n for n, name in enumerate(buku.fields) if Field(name).is_money]
    money += [buku.fields.index(name) for name in ("serapan", "serapan_renstra")]
    rest = [
        n
        for n, name in enumerate(buku.fields)
        if n not in money and (Field(name).is_figure or name in ("indikator", "satuan"))
    ]
    for blank in (money, rest):
        sel = buku.sel()
        for row, baris in zip(sel, buku.baris, strict=True):
            for column in blank if baris.anak else ():
                row[column] = ""
        assert _weighty(buku.gambar(sel)) == []


@pytest.mark.parametrize("seed", range(4))
def test_amounts_may_be_written_up_to_each_quarter(seed: int) -> None:
    buku = _of(4, seed, persen=False)
    for baris in buku.baris:
        spent = Decimal(0)
        for tw in range(1, 5):
            spent += baris.angka[f"tw{tw}_realisasi_anggaran"]
            baris.angka[f"tw{tw}_realisasi_anggaran"] = spent
    assert _weighty(buku.gambar()) == []


@pytest.mark.parametrize("seed", range(4))
def test_an_item_may_have_two_indicators(seed: int) -> None:
    buku = _of(4, seed, penutup=False)
    sel = []
    for row in buku.sel():
        second = [
            "^" if Field(name).is_money or name in ("no", "kode", "item", "serapan_renstra") else v
            for name, v in zip(buku.fields, row, strict=True)
        ]
        second[buku.fields.index("indikator")] += " kedua"
        sel += [row, second]
    assert _weighty(buku.gambar(sel)) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_total_is_part_of_no_mean(seed: int) -> None:
    buku = _of(4, seed)
    total = [""] * len(buku.fields)
    total[buku.fields.index("item")] = "JUMLAH"
    for n, name in enumerate(buku.fields):
        if Field(name).is_money:
            amount = sum((one.angka[name] for one in buku.program), Decimal(0))
            total[n] = format_number(amount, 0)
    whole, part = ("pagu_akhir", "realisasi_anggaran_renstra")
    amounts = [sum((o.angka[name] for o in buku.program), Decimal(0)) for name in (part, whole)]
    total[buku.fields.index("serapan_renstra")] = format_number(amounts[0] * 100 / amounts[1], 2)
    assert _weighty(buku.gambar([*buku.sel(), total])) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Sangat Tinggi", True), ("Sangat Rendah", False)],
)
def test_the_predicate_is_that_of_the_mean(written: str, expected: bool) -> None:
    buku = next(b for b in (_of(1, n) for n in range(9)) if _predikat_renstra(b))
    texts = [*buku._kepala(), *buku.sel(), *buku.penutup()]
    row = next(r for r in texts if "Predikat kinerja" in r)
    row[buku.fields.index("serapan_renstra")] = written
    lines = ["Evaluasi Hasil Renja Tahun 2023", "", *(f"| {' | '.join(r)} |" for r in texts)]
    codes = {one.code for one in check(draw("\n".join(lines))).findings}
    assert ("EVA05" in codes) is expected


def _predikat_renstra(buku: Buku) -> bool:
    row = buku.penutup()[1]
    return row[buku.fields.index("serapan_renstra")] == "Sangat Rendah"


def test_a_mean_that_no_rows_have_is_told_as_a_warning() -> None:
    buku = _of(4)
    texts = [*buku._kepala(), *buku.sel(), *buku.penutup()]
    row = next(r for r in texts if "Rata-rata capaian kinerja (%)" in r)
    row[buku.fields.index("capaian_renstra")] = "99,13"
    lines = ["Evaluasi Hasil Renja Tahun 2023", "", *(f"| {' | '.join(r)} |" for r in texts)]
    found = [one for one in check(draw("\n".join(lines))).findings if "rata-rata" in one.message]
    assert [one.code for one in found][:1] == ["EVA05"]
    assert found[0].severity is Severity.WARNING


def test_the_months_of_several_years_may_pass_twelve() -> None:
    book = draw("""
        Evaluasi Hasil Renja Tahun 2023
        | Program | Indikator | Satuan | Target Renstra Akhir Periode | Realisasi Renstra s.d. Tahun Lalu | Target Renja | Realisasi Kinerja pada Triwulan | < | < | < | Realisasi Renja | Realisasi Renstra s.d. Tahun 2023 |
        | ^ | ^ | ^ | K | K | K | I | II | III | IV | K | K |
        | PROGRAM JALAN | Jumlah bulan layanan | Bulan | 60 | 24 | 12 | 3 | 3 | 3 | 3 | 12 | 36 |
    """)
    assert check(book).findings == ()


class TestTheWayOfAnIndicator:
    HEAD = """
        Evaluasi Hasil Renja Tahun 2023
        | Program/Kegiatan | Indikator | Satuan | Target Renstra Akhir Periode | Realisasi Renstra s.d. Tahun Lalu | Target Renja | Realisasi Kinerja pada Triwulan | < | < | < | Realisasi Renja |
        | ^ | ^ | ^ | K | K | K | I | II | III | IV | K |
    """

    def codes(self, *rows: str, pengaturan: str = "") -> list[str]:
        lines = [line.strip() for line in self.HEAD.strip().splitlines()]
        text = "\n".join([*lines, *rows, pengaturan])
        return [str(one) for one in check(draw(text)).findings if one.code == "EVA01"]

    @pytest.mark.parametrize("realisasi", ["8", "11", "20", "5"])
    def test_every_usual_way_explains_a_figure(self, realisasi: str) -> None:
        """The last, the highest, the sum, the mean."""
        row = f"| PROGRAM JALAN | Indeks jalan | Indeks | 90 | 40 | 20 | 1 | 0 | 11 | 8 | {realisasi} |"
        assert self.codes(row) == []

    def test_a_percentage_that_no_way_explains_is_held_against_the_last(self) -> None:
        row = "| PROGRAM JALAN | Jalan baik | % | 90 | 40 | 80 | 60 | 65 | 70 | 75 | 78 |"
        (found,) = self.codes(row)
        assert "angka terakhir 4 triwulan 75" in found
        assert "menurut satuannya" in found

    def test_a_setting_decides(self) -> None:
        row = "| PROGRAM JALAN | Jalan baik | % | 90 | 40 | 80 | 60 | 65 | 70 | 75 | 75 |"
        own = "\n## Pengaturan\n| Indikator | Penggabungan Triwulan |\n| Jalan baik | Rata-rata |"
        assert self.codes(row) == []
        (found,) = self.codes(row, pengaturan=own)
        assert "cara rata-rata menurut lembar Pengaturan" in found

    def test_an_unknown_way_is_reported(self) -> None:
        row = "| PROGRAM JALAN | Jalan baik | % | 90 | 40 | 80 | 60 | 65 | 70 | 75 | 75 |"
        own = "\n## Pengaturan\n| Indikator | Penggabungan Triwulan |\n| Jalan baik | Dikira-kira |"
        lines = [line.strip() for line in self.HEAD.strip().splitlines()]
        found = check(draw("\n".join([*lines, row, own]))).findings
        assert any("Dikira-kira" in one.message for one in found if one.code.startswith("PGT"))


class TestBesideOtherForms:
    def anggaran(self, buku: Buku) -> str:
        head = "| Kode | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |"
        rows = [
            f"| {one.kode} | {one.nama} | {format_number(one.angka['pagu'], 0)} "
            f"| {format_number(one.angka['realisasi_anggaran'], 0)} "
            f"| {format_number(one.angka['serapan'], 2)} |"
            for one in buku.baris
        ]
        title = "Tabel 3.4 Pencapaian Realisasi Anggaran Tahun 2023"
        return "\n".join(["## Tabel 3.4", title, "", head, *rows])

    def check(self, buku: Buku, sel: list[list[str]], title: str) -> list[Finding]:
        rows = [*buku._kepala(), *sel]
        own = [title, "", *(f"| {' | '.join(row)} |" for row in rows)]
        text = "\n".join([self.anggaran(buku), "", "## Evaluasi", *own])
        return [one for one in check(draw(text)).findings if one.severity is not Severity.INFO]

    def test_the_amounts_of_the_year_agree_with_tabel_3_4(self) -> None:
        buku = _of(4, 2)
        title = "Evaluasi Hasil Renja Tahun 2023"
        assert self.check(buku, buku.sel(), title) == []
        sel, column = buku.sel(), buku.fields.index("pagu")
        sel[-1][column] = _changed(sel[-1][column], Random(1))
        found, *more = self.check(buku, sel, title)
        assert not more, more
        assert found.code == "LAM02"
        assert "Tabel 3.4" in found.message

    def test_a_quarter_says_nothing_of_the_year(self) -> None:
        """The budget may change after it, and realisasi grows."""
        whole, part = _of(4, 2), _of(2, 2)
        own = [f"| {' | '.join(row)} |" for row in (*part._kepala(), *part.sel())]
        title = "Evaluasi Hasil Renja Triwulan II Tahun 2023"
        for one, other in zip(part.baris, whole.baris, strict=True):
            assert one.nama == other.nama
        text = "\n".join([self.anggaran(whole), "", "## Evaluasi", title, "", *own])
        assert "LAM02" not in {one.code for one in check(draw(text)).findings}

    @pytest.mark.parametrize("seed", range(3))
    def test_a_table_may_run_over_two_sheets(self, seed: int) -> None:
        buku = _of(4, seed)
        half, rows = len(buku.baris) // 2, buku.sel()
        parts = (rows[:half], [*rows[half:], *buku.penutup()])
        sheets = [
            [f"## Bagian {n}", *(f"| {' | '.join(row)} |" for row in (*buku._kepala(), *part))]
            for n, part in enumerate(parts, start=1)
        ]
        book = draw("\n".join(line for sheet in sheets for line in (*sheet, "")))
        assert [len(one.rows) for one in check(book).laporan.lampiran] == [half, len(rows) - half]
        assert _weighty(book) == []

    def test_the_sheets_of_two_quarters_agree(self) -> None:
        first, second = _of(1, 2), _of(2, 2)
        sel, column = second.sel(), second.fields.index("tw1_realisasi_anggaran")
        sel[-1][column] = _changed(sel[-1][column], Random(2))
        for rows, expected in ((second.sel(), []), (sel, ["LAM02"])):
            sheets = [
                [f"## TW {n}", *(f"| {' | '.join(row)} |" for row in (*buku._kepala(), *own))]
                for n, (buku, own) in enumerate(((first, first.sel()), (second, rows)), start=1)
            ]
            text = "\n".join(line for sheet in sheets for line in (*sheet, ""))
            assert [one.code for one in check(draw(text)).findings] == expected
