"""What changed between two versions of a book."""

from textwrap import dedent

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.figures.versions.changes import Fate, FigureChange, ItemChange, TextChange
from lkjip_xl.figures.versions.comparing import BookChanges, compare_versions
from lkjip_xl.pipeline import read_books

TABLE = dedent("""\
    Tabel 3.1 Pencapaian Kinerja Tahun 2023

    | Sasaran       | Program/Kegiatan  | Indikator       | Satuan | Target | Realisasi | Capaian (%) | Pagu (Rp)   | Keterangan |
    | Jalan membaik |                   | Jalan mantap    | km     | 80     | 70        | 87,50       |             |            |
    |               | PROGRAM JALAN     | Jalan terawat   | km     | 10     | 9         | 90,00       | 900.000.000 | hujan      |
    |               | Pemeliharaan rutin| Panjang jalan   | km     | 20     | 20        | 100,00      | 600.000.000 |            |
    |               | Pembangunan       | Panjang trotoar | m      | 50     | 40        | 80,00       | 300.000.000 |            |
    |               |                   | Panjang saluran | m      | 30     | 30        | 100,00      |             |            |
    """)
PEMELIHARAAN = "|               | Pemeliharaan rutin| Panjang jalan   | km     | 20     | 20        | 100,00      | 600.000.000 |            |\n"
TROTOAR = "|               | Pembangunan       | Panjang trotoar | m      | 50     | 40        | 80,00       | 300.000.000 |            |\n"
SALURAN = "|               |                   | Panjang saluran | m      | 30     | 30        | 100,00      |             |            |\n"


def compare(old: str, new: str) -> BookChanges:
    one, other = (read_books([draw(text)]).laporan for text in (old, new))
    return compare_versions(one, other)


def told(old: str, new: str) -> list[str]:
    """Return what changed, a line each, in short."""
    lines = []
    for form in compare(old, new).forms:
        if form.fate:
            lines.append(f"{form.form} {form.fate}")
        for column in form.columns:
            lines.append(f"column {column.field} {column.year} {column.fate}: {column.filled}")
        for change in form.changes:
            name = change.uraian.name
            match change:
                case FigureChange():
                    lines.append(
                        f"{name}: {change.field} {change.old.written} → {change.new.written}"
                    )
                case TextChange():
                    lines.append(f"{name}: {change.field} “{change.old}” → “{change.new}”")
                case ItemChange():
                    lines.append(f"{change.fate}: {change.old} → {change.new}")
        lines += [f"rewritten: {same.old.written} → {same.new.written}" for same in form.rewritten]
    return lines


def test_a_changed_figure_is_told_with_both_cells_and_the_difference() -> None:
    (form,) = compare(TABLE, TABLE.replace("900.000.000", "990.000.000")).forms
    (change,) = form.figures

    assert (change.uraian.name, change.field, change.year) == ("Jalan terawat", "pagu", 2023)
    assert change.old_at is not None and change.new_at is not None
    assert (change.old_at.a1, change.new_at.a1) == ("H5", "H5")
    assert (change.difference, change.percent) == (90_000_000, 10)


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        pytest.param("87,50", "87,5", ["rewritten: 87,50 → 87,5"], id="a digit less"),
        pytest.param("87,50", "87,50%", ["rewritten: 87,50 → 87,50%"], id="with a sign"),
        pytest.param(
            "900.000.000", "Rp900.000.000,-", ["rewritten: 900.000.000 → Rp900.000.000,-"], id="Rp"
        ),
        pytest.param("87,50", "87,6", ["Jalan mantap: capaian 87,50 → 87,6"], id="another value"),
        pytest.param("87,50", "", ["Jalan mantap: capaian 87,50 → "], id="emptied"),
        pytest.param("87,50", "–", ["Jalan mantap: capaian 87,50 → –"], id="none"),
        pytest.param("87,50", "n.b.", ["Jalan mantap: capaian 87,50 → n.b."], id="unreadable"),
        pytest.param("hujan", "Hujan ", [], id="capitals and spaces"),
        pytest.param(
            "hujan", "banjir", ["Jalan terawat: keterangan “hujan” → “banjir”"], id="text"
        ),
        pytest.param("| hujan ", "| ", ["Jalan terawat: keterangan “hujan” → “”"], id="no text"),
    ],
)
def test_one_cell_changed(old: str, new: str, lines: list[str]) -> None:
    assert told(TABLE, TABLE.replace(old, new)) == lines


@pytest.mark.parametrize(
    "new",
    [
        pytest.param("\n\n" + TABLE, id="lower"),
        pytest.param(TABLE.replace("\n|", "\n| |"), id="further right"),
        pytest.param("## Lembar lain\n" + TABLE, id="another sheet"),
        pytest.param(
            TABLE.replace(PEMELIHARAAN, "").replace(SALURAN, SALURAN + PEMELIHARAAN), id="order"
        ),
        pytest.param(TABLE.replace("Tahun 2023", "tahun 2022"), id="the year of the title"),
        pytest.param(TABLE.replace("Target", "Target 2023"), id="a dated column"),
    ],
)
def test_the_place_of_things_is_no_change(new: str) -> None:
    assert told(TABLE, new) == []


def test_an_inserted_row_is_all_that_is_new() -> None:
    row = PEMELIHARAAN.replace("Pemeliharaan rutin", "Survei kebutuhan").replace("jalan", "survei")

    assert told(TABLE, TABLE.replace(PEMELIHARAAN, row + PEMELIHARAAN)) == [
        "added:  → Survei kebutuhan"
    ]
    assert told(TABLE.replace(PEMELIHARAAN, row + PEMELIHARAAN), TABLE) == [
        "gone: Survei kebutuhan → "
    ]


def test_money_stays_with_its_item_when_a_row_comes_before() -> None:
    first = TROTOAR.replace("Panjang trotoar", "Luas taman     ")
    own = TROTOAR.replace("Pembangunan", "           ").replace("300.000.000", "           ")

    assert told(TABLE, TABLE.replace(TROTOAR, first + own)) == ["added:  → Luas taman"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Pemeliharaan rutin", "Pemeliharan rutin"),
        ("Panjang trotoar", "Panjang trotoarr"),
        ("PROGRAM JALAN", "PROGRAM JALAN RAYA"),
        ("Pemeliharaan rutin", "Perawatan"),  # its indicator and its money say so
    ],
)
def test_a_mended_name_is_a_renamed_item(old: str, new: str) -> None:
    assert told(TABLE, TABLE.replace(old, new)) == [f"renamed: {old} → {new}"]


def test_of_two_names_equally_like_it_none_is_the_old_one() -> None:
    row = "| | Pengadaan alat {0} | Jumlah alat {0} | unit | {1} | {1} | 100,00 | {2} | |\n"
    old = TABLE + row.format("ukur", 4, "50.000.000")
    new = TABLE + row.format("ukir", 5, "40.000.000") + row.format("ukor", 6, "30.000.000")

    assert told(old, new) == [
        "added:  → Pengadaan alat ukir",
        "added:  → Pengadaan alat ukor",
        "gone: Pengadaan alat ukur → ",
    ]


def test_numbers_in_names_keep_them_apart() -> None:
    row = "| | Pelatihan angkatan {0} | Jumlah peserta | orang | {1} | {1} | 100,00 | {2} | |\n"
    old = TABLE + row.format("I", 40, "50.000.000")
    new = TABLE + row.format("II", 50, "60.000.000")

    assert told(old, new) == [
        "added:  → Pelatihan angkatan II",
        "gone: Pelatihan angkatan I → ",
    ]


def test_an_item_below_another_parent_has_moved() -> None:
    other = TROTOAR.replace("Pembangunan", "PROGRAM SUNGAI").replace("trotoar", "sungai")
    kegiatan = TROTOAR.replace("Pembangunan", "Pengerukan").replace("trotoar", "keruk")
    old = TABLE + other + kegiatan
    new = (
        TABLE.replace(PEMELIHARAAN, "").replace("900.000.000", "300.000.000")
        + other.replace("300.000.000", "900.000.000")
        + kegiatan
        + PEMELIHARAAN
    )

    assert told(old, new) == [
        "Jalan terawat: pagu 900.000.000 → 300.000.000",
        "Panjang sungai: pagu 300.000.000 → 900.000.000",
        "moved: PROGRAM JALAN → PROGRAM SUNGAI",
    ]


def test_rows_of_one_name_are_told_apart_by_what_they_say() -> None:
    row = "| | Rapat | Jumlah rapat | kali | {0} | {0} | 100,00 | {1} | |\n"
    four, five = row.format(4, "40.000.000"), row.format(5, "50.000.000")
    between = TROTOAR.replace("Pembangunan", "Pengawasan ").replace("trotoar", "awas   ")
    old = TABLE + four + between + five

    assert told(old, TABLE + five + between + four) == []
    assert told(old, TABLE + between + five) == ["gone: Rapat → "]


def test_a_column_that_only_one_version_has_is_told_once() -> None:
    lines = TABLE.splitlines()
    new = "\n".join(
        line.rsplit("|", 2)[0] + "|" if line.startswith("|") else line for line in lines
    )
    without = new.replace("Pagu (Rp) ", "Lain-lain ")

    assert told(TABLE, new) == ["column keterangan 0 gone: 1"]
    assert told(new, without) == ["column pagu 2023 gone: 3"]


def test_a_form_that_only_one_version_has_is_told_once() -> None:
    other = """
    ## Belanja
    | No | Uraian Belanja  | Anggaran (Rp) | Realisasi (Rp) |
    | 1  | Belanja Pegawai | 900.000.000   | 800.000.000    |
    | 2  | Belanja Modal   | 100.000.000   | 90.000.000     |
    """
    assert told(TABLE, TABLE + dedent(other)) == ["belanja added"]
    assert told(TABLE + dedent(other), TABLE) == ["belanja gone"]


def test_texts_of_a_list_are_compared_row_by_row() -> None:
    daftar = dedent("""
    ## Tindak Lanjut
    | No | Rekomendasi           | Tindak Lanjut   |
    | 1  | Perbaiki rumus        | Rumus dibahas   |
    | 2  | Pantau rencana aksi   | Rapat triwulan  |
    """)
    row = "| 1  | Susun pedoman         | Pedoman disusun |\n"
    new = daftar.replace("Rapat triwulan ", "Rapat bulanan ").replace("| 2 ", row + "| 3 ")

    assert told(TABLE + daftar, TABLE + new) == [
        "added:  → Susun pedoman",
        "Pantau rencana aksi: tindak_lanjut “Rapat triwulan” → “Rapat bulanan”",
    ]


def test_profil_and_pengaturan_are_compared() -> None:
    rest = dedent("""
    ## Profil
    | Nama OPD     | Dinas Jalan |
    | Singkatan    | DJ          |
    | Tahun        | 2023        |
    | Nama Kepala  | Ani         |
    | Alamat       | Jl. Satu    |
    ## Setelan
    | Pengaturan         | Nilai |
    | Batas serapan (%)  | 85    |
    """)
    changes = compare(TABLE + rest, TABLE + rest.replace("Ani", "Budi").replace("85", "80"))

    assert [tuple(line) for line in changes.profil] == [("Nama Kepala", "Ani", "Budi")]
    assert changes.pengaturan
    assert not compare(TABLE + rest, TABLE + rest).pengaturan


def test_it_says_where_each_cell_went() -> None:
    moved = compare(TABLE, TABLE.replace(PEMELIHARAAN, SALURAN + PEMELIHARAAN)).moved

    assert {old.a1: new.a1 for old, new in moved.items()}["E7"] == "E8"
    assert all(old.column == new.column for old, new in moved.items())


def test_order_is_that_of_the_new_rows_and_then_of_what_is_gone() -> None:
    new = TABLE.replace(PEMELIHARAAN, "").replace("87,50", "88").replace("80,00", "81")

    assert told(TABLE, new) == [
        "Jalan mantap: capaian 87,50 → 88",
        "Panjang trotoar: capaian 80,00 → 81",
        "gone: Pemeliharaan rutin → ",
    ]
    fates = [c.fate for f in compare(TABLE, new).forms for c in f.items]
    assert fates == [Fate.GONE]


def test_without_number_formats_a_percentage_may_be_read_as_a_fraction() -> None:
    old = read_books([draw(TABLE.replace("87,50", "87,50%"))]).laporan
    new = read_books([draw(TABLE.replace("87,50", '"0,875"'))]).laporan

    assert not any(form.changes for form in compare_versions(old, new, formats=False).forms)
