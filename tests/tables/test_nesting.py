"""The level of each row, by one kind of evidence at a time."""

from decimal import Decimal
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.domain.hierarki import Evidence, Level
from lkjip_xl.grid import Look
from lkjip_xl.tables.nesting import nest, place_flat
from lkjip_xl.tables.row_facts import KnownNames, RowFacts
from lkjip_xl.tables.text import squash

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN
T, G, N = Level.TUJUAN, Level.SASARAN, Level.TOTAL


def amounts(*values: int | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)


def row(name: str = "", *values: int | None, **facts: object) -> RowFacts:
    return RowFacts(row=0, name=name, amounts=amounts(*values), **facts)  # type: ignore[arg-type]


def levels(rows: list[RowFacts], known: dict[str, Level] | None = None) -> list[Level]:
    return [place.level for place in nest(rows, names(known))]


def evidence(rows: list[RowFacts], known: dict[str, Level] | None = None) -> set[Evidence]:
    return {place.evidence for place in nest(rows, names(known))}


def names(known: dict[str, Level] | None) -> KnownNames:
    return KnownNames({squash(name): level for name, level in (known or {}).items()})


class TestKode:
    @pytest.mark.parametrize(
        ("kode", "level"),
        [
            ("1.03.10", P),
            ("1.03.10.2.01", K),
            ("1.03.10.2.01.05", S),
            ("1.03.10.2.01.0005", S),
            ("X.XX.01", P),
            ("X.XX.01.2.06.04", S),
        ],
    )
    def test_the_number_of_segments_decides(self, kode: str, level: Level) -> None:
        (place,) = nest([row("Jalan", kode=kode)])
        assert (place.level, place.evidence) == (level, Evidence.KODE)

    def test_a_code_beats_the_word(self) -> None:
        assert levels([row("PROGRAM Jalan", kode="1.03.10.2.01")]) == [K]

    def test_a_code_of_another_length_says_nothing(self) -> None:
        assert levels([row("PROGRAM Jalan", kode="1.03.10.2")]) == [P]


class TestKolom:
    def test_the_deepest_filled_column_decides(self) -> None:
        rows = [
            row(names={T: "Tujuan", G: "Sasaran", P: "Jalan"}),
            row(names={K: "Pemeliharaan"}),
            row(names={S: "Jalan kota"}),
            row(),
            row(names={G: "Sasaran kedua"}),
        ]
        assert levels(rows) == [P, K, S, S, G]
        assert evidence(rows) == {Evidence.KOLOM, Evidence.LANJUTAN}

    def test_a_name_beside_a_tujuan_is_not_the_tujuan(self) -> None:
        assert levels([row("PROGRAM Jalan", names={T: "Tujuan", G: "Sasaran"})]) == [P]

    def test_a_sasaran_in_the_column_of_tujuan_is_known_elsewhere(self) -> None:
        rows = [row(names={T: "Jalan membaik"})]
        assert levels(rows) == [T]
        assert levels(rows, {"Jalan membaik": G}) == [G]


class TestKata:
    @pytest.mark.parametrize(
        ("name", "level"),
        [
            ("PROGRAM JALAN", P),
            ("Program jalan", P),
            ("I. Program jalan", P),
            ("1) PROGRAM JALAN", P),
            ("POGRAM JALAN", P),
            ("Kegiatan: Pemeliharaan", K),
            ("KEGIATAN : PEMELIHARAAN", K),
            ("Sub Kegiatan: Jalan kota", S),
            ("Sub Kegiatan Jalan kota", S),
            ("SUB KEG. JALAN KOTA", S),
            ("Subkegiatan Jalan kota", S),
        ],
    )
    def test_the_first_word_decides(self, name: str, level: Level) -> None:
        (place,) = nest([row(name)])
        assert (place.level, place.evidence) == (level, Evidence.KATA)

    def test_a_word_that_only_begins_so_is_no_program(self) -> None:
        assert levels([row("Programmer yang dilatih")]) != [P]

    def test_capitals_are_a_program_where_they_are_the_exception(self) -> None:
        rows = [
            row("PENYELENGGARAAN JALAN"),
            row("Pemeliharaan jalan"),
            row("Jalan kota"),
            row("PENATAAN BANGUNAN"),
            row("Pembinaan bangunan"),
            row("Gedung kantor"),
        ]
        assert levels(rows) == [P, K, S, P, K, S]

    def test_capitals_everywhere_say_nothing(self) -> None:
        rows = [row("PENYELENGGARAAN JALAN"), row("PEMELIHARAAN"), row("JALAN KOTA")]
        assert P not in levels(rows)

    def test_a_total_is_a_total(self) -> None:
        places = nest([row("PROGRAM A", 5), row("JUMLAH", 5, is_total=True)])
        assert [place.level for place in places] == [P, N]


class TestTampilan:
    def shown(self, kegiatan: Look, sub: Look) -> list[RowFacts]:
        return [
            row("PROGRAM A", look=Look(bold=True)),
            row("Satu", look=kegiatan),
            row("Dua", look=sub),
            row("Tiga", look=sub),
            row("Empat", look=kegiatan),
            row("Lima", look=sub),
            row("PROGRAM B", look=Look(bold=True)),
            row("Enam", look=kegiatan),
            row("Tujuh", look=sub),
        ]

    @pytest.mark.parametrize(
        ("kegiatan", "sub"),
        [
            (Look(bold=True), Look()),
            (Look(), Look(italic=True)),
            (Look(indent=1), Look(indent=2)),
            (Look(fill="FFFFFF00"), Look()),
        ],
    )
    def test_two_looks_part_the_rows(self, kegiatan: Look, sub: Look) -> None:
        rows = self.shown(kegiatan, sub)
        assert levels(rows) == [P, K, S, S, K, S, P, K, S]
        assert Evidence.TAMPILAN in evidence(rows)
        assert Evidence.URUTAN not in evidence(rows)

    def test_the_outline_parts_the_rows(self) -> None:
        rows = self.shown(Look(), Look())
        for one, outline in zip(rows, (0, 1, 2, 2, 1, 2, 0, 1, 2), strict=True):
            one.outline = outline
        assert levels(rows) == [P, K, S, S, K, S, P, K, S]

    def test_looks_that_do_not_begin_with_the_same_kind_mean_something_else(self) -> None:
        rows = self.shown(Look(bold=True), Look())
        rows[7].look, rows[8].look = rows[8].look, rows[7].look
        assert Evidence.TAMPILAN not in evidence(rows)


class TestJumlah:
    def test_a_kegiatan_is_the_sum_of_what_follows(self) -> None:
        rows = [
            row("PROGRAM A", 1000, 900),
            row("Satu", 600, 540),
            row("Dua", 400, 360),
            row("Tiga", 200, 180),
            row("Empat", 400, 360),
            row("Lima", 400, 360),
        ]
        assert levels(rows) == [P, K, S, S, K, S]
        assert evidence(rows) == {Evidence.KATA, Evidence.JUMLAH}

    def test_one_wrong_amount_does_not_break_the_tree(self) -> None:
        rows = [
            row("PROGRAM A", 1000),
            row("Satu", 600),
            row("Dua", 400),
            row("Tiga", 201),
            row("Empat", 400),
            row("Lima", 150),
            row("Enam", 250),
        ]
        assert levels(rows)[4:] == [K, S, S]

    def test_rows_that_together_make_the_program_are_all_its_kegiatan(self) -> None:
        rows = [row("PROGRAM A", 1000), row("Satu", 600), row("Dua", 300), row("Tiga", 100)]
        assert levels(rows) == [P, K, K, K]

    def test_further_indicators_carry_part_of_the_amount(self) -> None:
        rows = [
            row("PROGRAM A", 600),
            row("Satu", 600),
            row("Dua", 100),
            row("", 300),
            row("Tiga", 200),
        ]
        assert levels(rows) == [P, K, S, S, S]

    def test_money_of_several_years_counts_together(self) -> None:
        """In the second year a sub kegiatan was not yet there."""
        rows = [
            row("PROGRAM A", 900, 500),
            row("Satu", 500, 500),
            row("Dua", 300, 500),
            row("Tiga", 200, None),
            row("Empat", 400, None),
            row("Lima", 400, None),
        ]
        assert levels(rows) == [P, K, S, S, K, S]


class TestNameElsewhere:
    KNOWN: ClassVar = {"Pemeliharaan jalan": K, "Jalan kota": S, "Jalan desa": S, "Pembangunan": K}

    def rows(self, *given_names: str) -> list[RowFacts]:
        return [row("PROGRAM A"), *map(row, given_names)]

    def test_the_same_names(self) -> None:
        rows = self.rows("Pemeliharaan jalan", "Jalan kota", "Jalan desa", "Pembangunan", "Baru")
        assert levels(rows, self.KNOWN) == [P, K, S, S, K, S]
        assert Evidence.LAMPIRAN_LAIN in evidence(rows, self.KNOWN)

    def test_slips_of_typing(self) -> None:
        rows = self.rows("Pemeliharan Jalan", "Jalan Kota", "Jalan  Dessa", "Pembangunn")
        assert levels(rows, self.KNOWN) == [P, K, S, S, K]

    def test_names_that_differ_in_what_matters_are_two_names(self) -> None:
        known = KnownNames({squash("Penyusunan Dokumen RKA-SKPD"): S})
        assert known.level_of("Penyusunan Dokumen DPA-SKPD dan Perubahan") is None
        assert known.level_of("") is None
        assert known.level_of("Penyusunan Dokumn RKA-SKPD") is S


class TestOrder:
    def test_without_evidence_the_first_is_the_kegiatan(self) -> None:
        rows = [row("PROGRAM A"), row("Satu"), row("Dua")]
        assert levels(rows) == [P, K, S]
        assert nest(rows)[2].evidence is Evidence.URUTAN
        assert nest(rows)[2].evidence.is_weak

    def test_nothing_at_all(self) -> None:
        assert nest([]) == []
        assert levels([row()]) == [S]


class TestContinuation:
    def test_a_nameless_row_goes_on_with_the_item_above(self) -> None:
        places = nest([row("PROGRAM A"), row("Satu"), row("Dua"), row(indikator="kedua")])
        assert [(place.name, place.begins) for place in places] == [
            ("PROGRAM A", True),
            ("Satu", True),
            ("Dua", True),
            ("Dua", False),
        ]

    def test_a_total_is_not_continued(self) -> None:
        rows = [row("PROGRAM A"), row("JUMLAH", is_total=True), row(indikator="kedua")]
        assert levels(rows) == [P, N, P]

    def test_a_name_centred_on_its_rows_belongs_to_the_first(self) -> None:
        rows = [
            row("PROGRAM A", satuan="persen", indikator="a"),
            row("Satu", satuan="km", indikator="b"),
            row("Dua", satuan="unit", indikator="c"),
            row(satuan="orang", indikator="d"),
            row("Tiga", satuan="orang", indikator="e"),
            row(satuan="orang", indikator="f"),
        ]
        assert [place.name for place in nest(rows)] == [
            "PROGRAM A",
            "Satu",
            "Dua",
            "Tiga",
            "Tiga",
            "Tiga",
        ]

    def test_a_merged_name_is_where_it_belongs(self) -> None:
        rows = [
            row("PROGRAM A", satuan="persen", indikator="a"),
            row("Satu", satuan="unit", indikator="c"),
            row(satuan="orang", indikator="d"),
            row("Dua", satuan="orang", indikator="e", merged_name=True),
            row(satuan="orang", indikator="f"),
        ]
        assert [place.name for place in nest(rows)][2:] == ["Satu", "Dua", "Dua"]


def test_rows_of_no_tree_name_their_group_only() -> None:
    rows = [
        row("Belanja pegawai"),
        row(names={T: "Tujuan", G: "Sasaran"}),
        row(),
        row("JUMLAH", is_total=True),
    ]
    assert [(place.level, place.begins) for place in place_flat(rows)] == [
        (Level.RINCIAN, True),
        (G, True),
        (G, False),
        (N, True),
    ]


trees = st.lists(
    st.lists(st.lists(st.integers(1, 10**9), min_size=2, max_size=4), min_size=2, max_size=4),
    min_size=1,
    max_size=3,
)


@given(trees)
def test_sums_alone_rebuild_any_tree(tree: list[list[list[int]]]) -> None:
    """Unless it happens to add up in another way too, which the drawn amounts rarely do."""
    rows: list[RowFacts] = []
    expected: list[Level] = []
    for number, program in enumerate(tree):
        rows.append(row(f"PROGRAM {number}", sum(map(sum, program))))
        expected.append(P)
        for kegiatan in program:
            rows += [row(f"k{len(rows)}", sum(kegiatan))]
            rows += [row(f"s{len(rows)}", amount) for amount in kegiatan]
            expected += [K] + [S] * len(kegiatan)
    found = levels(rows)

    assert found == expected or _adds_up(rows, found)


def _adds_up(rows: list[RowFacts], found: list[Level]) -> bool:
    """Tell whether each kegiatan is the sum of its sub kegiatan at the levels found."""
    sums: list[list[Decimal]] = []
    for one, level in zip(rows, found, strict=True):
        amount = one.amounts[0] or Decimal(0)
        if level is K:
            sums.append([amount])
        elif level is S:
            sums[-1].append(amount)
    return all(sum(parts) == total for total, *parts in sums if parts)


def test_a_short_number_is_no_urusan_where_no_program_begins_with_it() -> None:
    places = nest(
        [
            RowFacts(row=1, stated_kode="1", name="PROGRAM JALAN"),
            RowFacts(row=2, stated_kode="2", name="Pemeliharaan"),
        ]
    )
    assert [place.level for place in places] == [Level.PROGRAM, Level.KEGIATAN]


def test_programs_of_an_urusan_with_the_number_of_an_akun() -> None:
    places = nest(
        [
            RowFacts(row=1, stated_kode="5.01.02", kode="5.01.02", name="PROGRAM PERENCANAAN"),
            RowFacts(row=2, stated_kode="5", name="UNSUR PENUNJANG"),
            RowFacts(row=3, stated_kode="5.1.02", kode="5.1.02", name="PROGRAM LAMA"),
        ]
    )
    assert [place.level for place in places] == [Level.PROGRAM, Level.URUSAN, Level.PROGRAM]


def test_kegiatan_without_a_colon_where_others_are_called_sub_kegiatan() -> None:
    rows = [
        row("PROGRAM JALAN"),
        row("Kegiatan Pemeliharaan"),
        row("Sub KegiatanJalan kota"),
        row("Kegiatan Pembangunan"),
        row("Sub Kegiatan Jalan desa"),
    ]
    assert levels(rows) == [P, K, S, K, S]
    assert evidence(rows) == {Evidence.KATA}
