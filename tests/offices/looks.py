"""How an office lays out its annexes: drawn once for each office, kept through all its sheets."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tree import round_half_up

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The habits of one office.

    ``names`` says how program, kegiatan and sub kegiatan are told apart; ``fill`` what stands in
    the rows below a tujuan or a sasaran; ``repeat`` after how many rows the header comes again
    (0: never).  ``money``, ``percent`` and ``figures`` say how numbers are typed.
    """

    names: Literal["tiga kolom", "satu kolom", "kode di depan"]
    kode: bool
    fill: Literal["gabung", "ulang", "kosong"]
    header_rows: int
    column_numbers: bool
    repeat: int
    top: int
    left: int
    letterhead: bool
    signature: bool
    formulas: bool
    money: Literal["angka", "rupiah", "titik", "koma nol"]
    percent: Literal["pecahan", "angka", "teks"]
    percent_digits: int
    figures: Literal["angka", "teks"]
    remarks: bool
    capaian_label: str
    serapan_label: str
    pagu_label: str
    indikator_label: str
    sheet_names: int
    one_file: bool
    quarters: Literal["kumulatif", "per triwulan", "tanpa"]
    mark: str
    extra: str
    order: int
    sheets: frozenset[str]

    def persen(self, value: Decimal) -> tuple[Value, str]:
        """Return a percentage of the 0-100 scale as typed, with its number format."""
        shown = round_half_up(value, self.percent_digits)
        pattern = "0." + "0" * self.percent_digits
        if self.percent == "teks":
            return f"{shown:f}".replace(".", ",") + "%", ""
        if self.percent == "angka":
            return float(shown), pattern
        return float(shown / 100), pattern + "%"

    def rupiah(self, value: int) -> tuple[Value, str]:
        dotted = f"{value:,}".replace(",", ".")
        if self.money == "angka":
            return value, "#,##0"
        return {"rupiah": f"Rp{dotted}", "titik": dotted, "koma nol": f"{dotted},00"}[
            self.money
        ], ""

    def angka(self, value: float, decimals: int) -> tuple[Value, str]:
        if self.figures == "angka":
            return value, "#,##0" + ("." + "0" * decimals if decimals else "")
        return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,")), ""


def draw_style(rng: random.Random) -> Style:
    names = rng.choice(("tiga kolom", "tiga kolom", "satu kolom", "kode di depan"))
    money = rng.choice(("angka", "angka", "angka", "rupiah", "titik", "koma nol"))
    figures = rng.choice(("angka", "angka", "angka", "teks"))
    percent = rng.choice(("pecahan", "pecahan", "angka", "teks"))
    optional = {"tabel_3_2": 0.8, "tabel_3_3": 0.9, "tabel_3_5": 0.8, "rencana_aksi": 0.85}
    optional |= {"iku": 0.95, "belanja": 0.5, "tujuan_sasaran": 0.6, "analisis": 0.4, "lain": 0.3}
    return Style(
        names=names,
        kode=names == "tiga kolom" and rng.random() < 0.8,
        fill=rng.choice(("gabung", "gabung", "ulang", "kosong")),
        header_rows=rng.choice((1, 2, 3)),
        column_numbers=rng.random() < 0.5,
        repeat=rng.choice((0, 0, 0, 12, 18, 25)),
        top=rng.choice((1, 2, 4)),
        left=rng.choice((1, 1, 2)),
        letterhead=rng.random() < 0.5,
        signature=rng.random() < 0.6,
        formulas=money == figures == "angka" and percent != "teks" and rng.random() < 0.6,
        money=money,
        percent=percent,
        percent_digits=rng.choice((1, 2, 2, 2)),
        figures=figures,
        remarks=rng.random() < 0.85,
        capaian_label=rng.choice(
            ("Capaian (%)", "% Capaian", "Tingkat Capaian (%)", "Persentase Capaian")
        ),
        serapan_label=rng.choice(("Serapan (%)", "% Capaian", "Persentase Serapan (%)")),
        pagu_label=rng.choice(("Pagu Anggaran (Rp)", "Anggaran (Rp)", "Pagu (Rp)")),
        indikator_label=rng.choice(
            ("Indikator Kinerja", "Indikator", "Indikator Kinerja Program/Kegiatan/Sub Kegiatan")
        ),
        sheet_names=rng.randrange(4),
        one_file=rng.random() < 0.7,
        quarters=rng.choice(("kumulatif", "kumulatif", "per triwulan", "tanpa")),
        mark=rng.choice(("v", "x", "■", "√")),
        extra=rng.choice(("", "", "Penanggung Jawab", "Lokasi", "Sumber Dana")),
        order=rng.randrange(3),
        sheets=frozenset(name for name, chance in optional.items() if rng.random() < chance),
    )
