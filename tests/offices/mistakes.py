"""Faults as tired hands make them, each with the answer that a check must give."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from looks import Style, Value
from office import Office
from paper import Note, Paper
from xlsxwriter.utility import xl_cell_to_rowcol  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One cell that was spoilt: the rule that must tell it, where, and what stood there."""

    kind: str
    code: str
    file: str
    sheet: str
    cell: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Site:
    """A cell that can be spoilt: ``file`` and ``paper`` hold it, ``note`` says what it shows."""

    file: str
    paper: Paper
    note: Note

    @property
    def place(self) -> tuple[int, int]:
        return self.note.row, self.note.column


class Spoiler:
    """Spoils cells of one office, no two of one item or of one sum."""

    def __init__(
        self, office: Office, style: Style, books: Mapping[str, Sequence[Paper]], rng: random.Random
    ) -> None:
        self.office, self.style, self.rng = office, style, rng
        self.sites = [
            Site(file.split("/")[-1], paper, note)
            for file, papers in books.items()
            for paper in papers
            for note in paper.notes
        ]
        self.touched: set[str] = set()

    def find(self, form: str, field: str, *levels: str) -> list[Site]:
        return [
            site
            for site in self.sites
            if site.note.form == form
            and site.note.field == field
            and (not levels or site.note.level in levels)
            and site.note.year == self.office.tahun
            and not {site.note.nama, site.note.indikator} & self.touched
        ]

    def write(
        self, site: Site, kind: str, code: str, value: Value | None, shown: str = ""
    ) -> Mistake:
        """Put another value into the cell; a formula there is lost, as when somebody types.

        What was computed from the cell is typed too, for its stored result would be out of date.
        """
        cell = site.paper.cells[site.place]
        for one in site.paper.cells.values():
            if one.formula and refers_to(one.formula, *site.place):
                one.formula = ""
        before = cell.value
        cell.value, cell.formula = value, ""
        self.touched |= {site.note.nama, site.note.indikator} - {""}
        return Mistake(
            kind=kind,
            code=code,
            file=site.file,
            sheet=site.paper.name,
            cell=site.note.a1,
            before=f"{before}",
            after=shown or f"{value}",
        )

    # --- kinds ------------------------------------------------------------------------------------

    def wrong_capaian(self) -> Mistake | None:
        sites = self.find("tabel_3_1", "capaian", "program", "kegiatan", "sub_kegiatan")
        return self._wrong_percent(sites, "capaian salah hitung", "HIT01")

    def wrong_serapan(self) -> Mistake | None:
        sites = self.find("tabel_3_4", "serapan", "program", "kegiatan", "sub_kegiatan")
        return self._wrong_percent(sites, "serapan salah hitung", "ANG01")

    def _wrong_percent(self, sites: list[Site], kind: str, code: str) -> Mistake | None:
        if not sites:
            return None
        site = self.rng.choice(sites)
        wrong = site.note.value + self.rng.choice((-7, -5, 4, 6, 8))
        return self.write(site, kind, code, self.style.persen(wrong)[0])

    def wrong_total(self) -> Mistake | None:
        sites = self.find("tabel_3_4", "pagu", "total")
        return self._other_money(sites, "jumlah total salah", "ANG04")

    def wrong_sum(self) -> Mistake | None:
        sites = self.find("tabel_3_4", "realisasi_anggaran", "kegiatan")
        return self._other_money(sites, "jumlah kegiatan salah", "ANG03")

    def wrong_budget(self) -> Mistake | None:
        sites = self.find("rencana_aksi", "anggaran", "sub_kegiatan")
        return self._other_money(sites, "anggaran berbeda dari Tabel 3.4", "LAM02")

    def _other_money(self, sites: list[Site], kind: str, code: str) -> Mistake | None:
        if not sites:
            return None
        site = self.rng.choice(sites)
        digits = str(site.note.value)
        at = self.rng.randrange(1, max(2, len(digits) - 4))
        digit = self.rng.choice([d for d in "123456789" if d != digits[at]])
        value = int(digits[:at] + digit + digits[at + 1 :])
        return self.write(site, kind, code, self.style.rupiah(value)[0])

    def other_realisasi(self) -> Mistake | None:
        sites = self.find("tabel_3_2", "kinerja", "program", "kegiatan")
        if not sites:
            return None
        site = self.rng.choice(sites)
        value = round(float(site.note.value) + self.rng.choice((-3.5, -2.4, 2.6, 3.3)), 2)
        return self.write(
            site, "kinerja berbeda dari Tabel 3.1", "LAM01", self.style.angka(value, 2)[0]
        )

    def unreadable(self) -> Mistake | None:
        sites = self.find("tabel_3_1", "realisasi", "sub_kegiatan")
        if not sites:
            return None
        site = self.rng.choice(sites)
        return self.write(site, "angka tidak terbaca", "ISI01", "belum ada data")

    def error_value(self) -> Mistake | None:
        sites = self.find("tabel_3_4", "serapan", "kegiatan", "sub_kegiatan")
        if not sites:
            return None
        return self.write(self.rng.choice(sites), "sel galat", "ISI05", "#DIV/0!")

    def unfinished_year(self) -> Mistake | None:
        if self.style.quarters != "kumulatif":
            return None
        sites = [s for s in self.find("rencana_aksi", "tw4_target") if s.note.value >= 20]
        if not sites:
            return None
        site = self.rng.choice(sites)
        value = site.note.value - self.rng.randint(1, 3)
        return self.write(
            site, "triwulan IV tidak sampai target", "REN04", self.style.angka(value, 0)[0]
        )

    def turned_remark(self) -> Mistake | None:
        if not self.style.remarks:
            return None
        sites = [
            site
            for site in self.find("tabel_3_1", "capaian", "program", "kegiatan")
            if abs(site.note.value - 100) > 1
        ]
        if not sites:
            return None
        site = self.rng.choice(sites)
        said = "Melampaui target." if site.note.value < 100 else "Belum mencapai target."
        beside = self._remark_beside(site)
        return self.write(beside, "keterangan terbalik", "KET01", said) if beside else None

    def _remark_beside(self, site: Site) -> Site | None:
        """Return the cell of the remark in the row of a capaian."""
        heads = {c for (r, c), cell in site.paper.cells.items() if cell.value == "Keterangan"}
        if not heads:
            return None
        return replace(site, note=replace(site.note, column=min(heads)))


_CELLS = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def refers_to(formula: str, row: int, column: int) -> bool:
    """Tell whether a formula of this generator reads a cell, by itself or in a range."""
    for left, top, right, bottom in _CELLS.findall(formula):
        first, last = (
            xl_cell_to_rowcol(left + top),
            xl_cell_to_rowcol((right or left) + (bottom or top)),
        )
        if first[0] <= row <= last[0] and first[1] <= column <= last[1]:
            return True
    return False


KINDS: tuple[Callable[[Spoiler], Mistake | None], ...] = (
    Spoiler.wrong_capaian,
    Spoiler.wrong_serapan,
    Spoiler.wrong_total,
    Spoiler.wrong_sum,
    Spoiler.wrong_budget,
    Spoiler.other_realisasi,
    Spoiler.unreadable,
    Spoiler.error_value,
    Spoiler.unfinished_year,
    Spoiler.turned_remark,
)


def spoil(
    office: Office,
    style: Style,
    books: Mapping[str, Sequence[Paper]],
    rng: random.Random,
    count: int,
) -> tuple[Mistake, ...]:
    """Put so many faults into the sheets, or fewer where the office lacks the forms for them."""
    spoiler = Spoiler(office, style, books, rng)
    kinds = list(KINDS)
    rng.shuffle(kinds)
    made = [mistake for kind in kinds[:count] if (mistake := kind(spoiler))]
    return tuple(made)
