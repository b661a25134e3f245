"""Every figure in Tabel 1.1 to 3.7 and of the follow-up, held against the printed report of 2021.

``angka_cetak.csv`` holds what that report printed, each number as it was meant: ``0.0046`` and
``0,0046`` are one.  It was taken from the printed tables once.  Where the print is wrong, or silent
on what its annexes tell, ``CORRECTED`` has the right figure and why.  Figures that the print did not
have are computed here, from the printed ones.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.lampiran.office_year import read_office_year
from lkjip_xl.outputs.narrative.chapters import TableBlock, list_chapters
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.table import Align, Column, Row, Tone

HERE = Path(__file__).parent
BOOK = HERE.parents[1] / "workbooks" / "dp3akb-serang-2021.xlsx"

#: Table, row, column.
Key = tuple[str, str, str]

KDRT, RJAK = "Rasio KDRT", "Tingkat kelahiran Rata-Rata/RJAK"
LKJIP = "Capaian Hasil Evaluasi LKjIP Perangkat Daerah"
PRESTASI = "Persentase Kelompok Masyarakat yang Berprestasi"
YEAR, END = "Tahun 2021", "Akhir Renstra (2023)"

_LOWER = "the lower the better: (2 × target − realisasi) / target × 100"
_SHARE = "printed as a part of 26 people; the table counts 29"
_LETTER = "left open in print; the evaluation's letter, in the LHE sheet, gives 64,89"
_ANNEX = "print and annex differ; the book holds the annex, Tabel 3.2"

#: The figure in print (empty where it had none), the right one, and why.
CORRECTED: dict[Key, tuple[str, str, str]] = {
    ("Tabel 1.2", "SLTA Kejuruan", "Persentase"): ("3,84", "3,45", _SHARE),
    ("Tabel 1.2", "Strata I", "Persentase"): ("26,92", "37,93", _SHARE),
    ("Tabel 1.2", "Strata II", "Persentase"): ("69,23", "58,62", _SHARE),
    ("Tabel 1.3", "Jumlah", "Jumlah"): ("29", "28", "the ranks above it add up to 28"),
    ("Tabel 3.1", KDRT, "Capaian"): ("95,65", "104,35", _LOWER),
    ("Tabel 3.1", RJAK, "Capaian"): ("64,10", "135,90", _LOWER),
    ("Tabel 3.1", LKJIP, "Realisasi"): ("", "64,89", _LETTER),
    ("Tabel 3.1", LKJIP, "Capaian"): ("", "98,32", _LETTER),
    ("Tabel 3.2", PRESTASI, "Realisasi 2019"): ("0", "10", _ANNEX),
    ("Tabel 3.2", KDRT, "Realisasi 2019"): ("0,056", "0,56", _ANNEX),
    ("Tabel 3.2", LKJIP, "Realisasi 2021"): ("", "64,89", _LETTER),
    ("Tabel 3.3", LKJIP, f"{YEAR} Realisasi"): ("", "64,89", _LETTER),
    ("Tabel 3.4", KDRT, "Capaian"): ("95,65", "104,35", _LOWER),
    ("Tabel 3.4", RJAK, "Capaian"): ("64,10", "135,90", _LOWER),
    ("Tabel 3.4", LKJIP, "Capaian"): ("", "98,32", _LETTER),
    ("Tabel 3.6", "16", "Realisasi (Rp)"): (
        "1.280.187.250",
        "1.289.187.250",
        "a slip of one digit: its program and its serapan of 93,18% say 1.289.187.250",
    ),
}

#: The chapter of the follow-up is headed BAB V in print, before another BAB V; it is Bab IV.
RENUMBERED = {"Tabel 5.1": "Tabel 4.1"}
#: Tables of words: their only figures are the numbers of the rows.
OF_WORDS = ("Tabel 1.5", "Tabel 1.6", "Tabel 4.1")
ROW_NAMES = {
    "Tabel 1.1": "Status Kepegawaian",
    "Tabel 1.2": "Tingkat Pendidikan",
    "Tabel 1.3": "Pangkat",
    "Tabel 1.4": "Diklat",
    "Tabel 2.1": "Indikator",
    "Tabel 2.2": "Strategi",
    "Tabel 2.3": "Indikator Kinerja Utama",
    "Tabel 2.5": "Sasaran Kegiatan",
    "Tabel 3.1": "Indikator Kinerja Utama",
    "Tabel 3.2": "Indikator Kinerja Utama",
    "Tabel 3.3": "Indikator Kinerja Utama",
    "Tabel 3.4": "Indikator Kinerja Utama",
    "Tabel 3.5": "Jenis Belanja",
    "Tabel 3.7": "No",
}
BY_PROGRAM = ("Tabel 2.4", "Tabel 3.6")
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")


def number(words: str) -> Decimal:
    return Decimal(words.removesuffix("%").replace(".", "").replace(",", "."))


def percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


@cache
def printed() -> dict[Key, Decimal]:
    with (HERE / "angka_cetak.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (
                RENUMBERED.get(line["tabel"], line["tabel"]),
                line["baris"],
                line["kolom"],
            ): number(line["angka"])
            for line in csv.DictReader(lines, delimiter=";")
        }


def corrected() -> dict[Key, Decimal]:
    return printed() | {key: number(right) for key, (_, right, _) in CORRECTED.items()}


def expected() -> dict[Key, Decimal]:
    """Return what the report must show: the printed figures, put right, and what follows."""
    found = corrected()
    _move_belanja(found)
    _add_low(found)
    _add_rencana_aksi(found)
    _add_shares(found)
    _add_renstra(found)
    for table, row, column in list(found):
        if column == "Realisasi (Rp)":
            money = found[table, row, "Pagu (Rp)"], found[table, row, column]
            found[table, row, "Serapan"] = percent(money[1], money[0])
            if table != "Tabel 3.7":
                found[table, row, "Sisa (Rp)"] = money[0] - money[1]
    return found


def _move_belanja(found: dict[Key, Decimal]) -> None:
    """The print has the kinds of belanja twice, in 3.5 and 3.6; the report has them in 3.5."""
    found["Tabel 2.4", "Jumlah Program", "Pagu (Rp)"] = found["Tabel 2.4", "Belanja", "Pagu (Rp)"]
    for key in [key for key in found if key[0] == "Tabel 3.6" and key[1].startswith("Belanja")]:
        _, row, column = key
        figure = found.pop(key)
        name = "Jumlah" if row == "Belanja" else row
        assert found.setdefault(("Tabel 3.5", name, column), figure) == figure
        if row == "Belanja":
            found["Tabel 3.6", "Jumlah", column] = figure


def _add_low(found: dict[Key, Decimal]) -> None:
    """The print names the kegiatan of 3.7; their figures are those of 3.6."""
    for table, row, column in [key for key in found if key[2] == "kegiatan"]:
        kegiatan = f"{found.pop((table, row, column))}"
        for name in ("Pagu (Rp)", "Realisasi (Rp)", "Serapan"):
            found[table, row, name] = found["Tabel 3.6", kegiatan, name]


def _add_rencana_aksi(found: dict[Key, Decimal]) -> None:
    """The print has the whole Rencana Aksi; Tabel 2.5 adds it up by kegiatan."""
    for key in [key for key in found if key[0] == "Rencana Aksi"]:
        kegiatan, figure = key[1].split(" / ")[0], found.pop(key)
        for column, value in (("Indikator", Decimal(1)), ("Anggaran (Rp)", figure)):
            total = ("Tabel 2.5", kegiatan, column)
            found[total] = found.get(total, Decimal(0)) + value


def _add_shares(found: dict[Key, Decimal]) -> None:
    for table, row, _ in [key for key in found if key[0] == "Tabel 1.2"]:
        sexes = (found[table, row, "Laki-laki"], found[table, row, "Perempuan"])
        found[table, row, "Jumlah"] = sum(sexes, Decimal(0))
    for table, row, column in list(found):
        if table in ("Tabel 1.1", "Tabel 1.2", "Tabel 1.3", "Tabel 1.4") and column == "Jumlah":
            whole = found[table, "Jumlah", "Jumlah"]
            share = percent(found[table, row, column], whole)
            assert found.setdefault((table, row, "Persentase"), share) == share


def _add_renstra(found: dict[Key, Decimal]) -> None:
    for table, row, _ in [key for key in found if key[0] == "Tabel 3.1" and key[2] == "Target"]:
        found["Tabel 3.3", row, f"{YEAR} Capaian"] = found[table, row, "Capaian"]
        target = found["Tabel 2.1", row, "Kondisi Akhir"]
        reached = found[table, row, "Realisasi"]
        found["Tabel 3.3", row, f"{END} Target"] = target
        best = 2 * target - reached if row in (KDRT, RJAK) else reached
        found["Tabel 3.3", row, f"{END} Capaian"] = percent(best, target)


@cache
def figures_of_report() -> dict[Key, Decimal]:
    """Return every figure that the report's tables print, up to Tabel 3.7 and in the follow-up."""
    report = compose(read_office_year(list(FileBook(BOOK).grids())))
    blocks = [one for chapter in list_chapters(report) for one in chapter.captioned("Tabel")]
    last = next(at for at, one in enumerate(blocks) if one.label == "Tabel 3.7")
    wanted = [*blocks[: last + 1], *(one for one in blocks if one.label == "Tabel 4.1")]
    found: dict[Key, Decimal] = {}
    for block in wanted:
        assert isinstance(block, TableBlock)
        found |= _count_rows(block) if block.label in OF_WORDS else dict(_figures(block))
    return found


def _count_rows(block: TableBlock) -> dict[Key, Decimal]:
    numbers = Counter(row[0] for row in _filled(block))
    return {(block.label, no, "banyak baris"): Decimal(count) for no, count in numbers.items()}


def _filled(block: TableBlock) -> Iterator[list[str]]:
    """Yield the first line of each cell; a cell that one above reaches into has that one's."""
    above = [""] * len(block.table.columns)
    for row in block.table.rows:
        above = [
            str(cell.lines[0]) if cell else kept
            for cell, kept in zip(row.cells, above, strict=True)
        ]
        yield above


def _figures(block: TableBlock) -> Iterator[tuple[Key, Decimal]]:
    heads = [f"{one.group} {one.label}".strip() for one in block.table.columns]
    name_of = _by_program() if block.label in BY_PROGRAM else _by_column(block.label, heads)
    for row, words in zip(block.table.rows, _filled(block), strict=True):
        name = name_of(row, words)
        for column, head, figure in zip(block.table.columns, heads, words, strict=True):
            if _is_figure(column, figure):
                yield (block.label, name, head), number(figure)


def _is_figure(column: Column, words: str) -> bool:
    return column.align is Align.RIGHT and any(letter.isdigit() for letter in words)


def _by_column(label: str, heads: list[str]) -> Callable[[Row, list[str]], str]:
    at = heads.index(ROW_NAMES[label])
    return lambda row, words: "Jumlah" if row.tone is Tone.TOTAL else words[at]


def _by_program() -> Callable[[Row, list[str]], str]:
    """Name programs I, II, III and kegiatan 1, 2, 3 through the whole table, as in print."""
    counts: Counter[Tone] = Counter()

    def name_of(row: Row, words: list[str]) -> str:
        counts[row.tone] += 1
        if row.tone is Tone.PROGRAM:
            return ROMAN[counts[row.tone]]
        return str(counts[row.tone]) if row.tone is Tone.KEGIATAN else words[1]

    return name_of


def test_every_figure_is_the_printed_one_or_the_corrected_one() -> None:
    shown, right = figures_of_report(), expected()

    assert sorted(shown.keys() - right.keys()) == []
    assert sorted(right.keys() - shown.keys()) == []
    assert {key: (shown[key], right[key]) for key in shown if shown[key] != right[key]} == {}
    assert len(shown) > 450


@pytest.mark.parametrize("key", CORRECTED, ids=" ".join)
def test_a_correction_corrects_something(key: Key) -> None:
    in_print, right, why = CORRECTED[key]

    assert printed().get(key) == (number(in_print) if in_print else None)
    assert in_print != right
    assert why
