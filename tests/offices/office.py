"""Invented offices: names, years, and a tree of plans whose figures agree with each other.

Every office is made from a seed and its number alone, so a longer run begins with the same offices
as a shorter one.  The tree is that of the clean sample book's builder.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tree import Indikator, Node, exact, round_half_up

HERE = Path(__file__).resolve().parent
BULAN = ("JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGT", "SEP", "OKT", "NOV", "DES")
_PERIOD = 5  # years of a Renstra after its first


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One office-year; ``renstra`` are the years of the plan, ``lalu`` those with realisasi."""

    number: int
    nama: str
    singkatan: str
    daerah: str
    provinsi: str
    kota: str
    kepala: str
    nip: str
    tahun: int
    renstra: tuple[int, ...]
    lalu: tuple[int, ...]
    daftar_tujuan: tuple[Node, ...]

    @property
    def nama_lengkap(self) -> str:
        return f"{self.nama} {self.daerah}"

    @property
    def tanggal(self) -> str:
        return f"{self.kota}, {10 + self.number % 18} Januari {self.tahun + 1}"

    def nodes(self, *levels: str) -> list[Node]:
        """Return the nodes of some levels, from the top."""

        def walk(nodes: Sequence[Node]) -> list[Node]:
            return [one for node in nodes for one in (node, *walk(node.children))]

        return [node for node in walk(self.daftar_tujuan) if not levels or node.level in levels]

    def rupiah(self, what: str, tahun: int) -> int:
        return sum(tujuan.rupiah(what, tahun) for tujuan in self.daftar_tujuan)


@cache
def words() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((HERE / "words.json").read_text(encoding="utf-8"))
    return read


def invent_office(seed: int, number: int) -> Office:
    """Return the office of a number; no two numbers give the same name and region."""
    rng = random.Random(f"{seed} {number}")
    kinds = words()["kantor"]
    kind = kinds[number % len(kinds)]
    daerah, provinsi = _region(number // len(kinds))
    tahun = rng.choice((2020, 2021, 2022, 2023, 2024))
    first = tahun - rng.randint(1, 3)
    renstra = tuple(range(first, first + _PERIOD + 1))
    lalu = tuple(range(max(first, tahun - 2), tahun + 1))
    plan = Plan(rng, tahun, renstra, lalu)
    return Office(
        number=number,
        nama=kind["nama"],
        singkatan=kind["singkatan"],
        daerah=daerah,
        provinsi=provinsi,
        kota=_region(number // len(kinds) + 7)[0].split(" ", 1)[1],
        kepala=f"{_pick(rng, 'nama_depan')} {_pick(rng, 'nama_belakang')}, {_pick(rng, 'gelar')}",
        nip=f"19{rng.randint(64, 79)}{rng.randint(1, 12):02}{rng.randint(1, 28):02} "
        f"{rng.randint(1990, 2005)}03 {rng.randint(1, 2)} 0{rng.randint(10, 40)}",
        tahun=tahun,
        renstra=renstra,
        lalu=lalu,
        daftar_tujuan=(plan.tujuan(kind),),
    )


def _region(number: int) -> tuple[str, str]:
    """Return a kabupaten or kota and its provinsi."""
    bank = words()
    front, back, winds = bank["wilayah_depan"], bank["wilayah_belakang"], bank["mata_angin"]
    round_, place = divmod(number, len(front) * len(back))
    first, second = divmod(place, len(back))
    # Neighbouring numbers get names that differ in both words.
    name = f"{front[(first + place * 5) % len(front)]} {back[(second + first) % len(back)]}"
    if round_:
        name = f"{name} {winds[(round_ - 1) % len(winds)]}"
    if round_ > len(winds):
        name = f"{name} {round_}"
    kind = "Kota" if number % 4 == 3 else "Kabupaten"
    return f"{kind} {name}", f"Nusa {front[number // 9 % len(front)]}"


def _pick(rng: random.Random, name: str) -> str:
    return str(rng.choice(words()[name]))


class Plan:
    """Draws the tree of one office."""

    def __init__(
        self, rng: random.Random, tahun: int, renstra: tuple[int, ...], lalu: tuple[int, ...]
    ) -> None:
        self.rng, self.tahun, self.renstra, self.lalu = rng, tahun, renstra, lalu
        self.size = rng.choice((1, 2, 2, 3, 4))
        self.unit = rng.choice((1, 50, 500, 1000))

    # --- the tree ---------------------------------------------------------------------------------

    def tujuan(self, kind: dict[str, Any]) -> Node:
        nama, utama = kind["tujuan"]
        bidang = [f"Bidang {one[2][0][1][0]}" for one in kind["sasaran"]]
        sasaran = [
            self.sasaran(one, kind["kode"], 2 + 2 * at, f"Kepala {bidang[at]}")
            for at, one in enumerate(kind["sasaran"])
        ]
        sasaran.append(self.penunjang(kind["kode"]))
        return self.node("tujuan", "", nama, [self.main_indicator(utama)], sasaran)

    def sasaran(self, entry: list[Any], kode: str, number: int, pj: str) -> Node:
        nama, daftar_indikator, daftar_program = entry
        kept = daftar_program[: 1 + (self.size > 1)]
        programs = [
            self.program(one, f"{kode}.{number + at:02}", pj) for at, one in enumerate(kept)
        ]
        return self.with_past(nama, [self.main_indicator(i) for i in daftar_indikator], programs)

    def program(self, entry: list[Any], kode: str, pj: str) -> Node:
        nama, objects = entry
        kept = objects[: max(self.size, 1)]
        kegiatan = [self.kegiatan(one, f"{kode}.2.{at:02}", pj) for at, one in enumerate(kept, 1)]
        about = nama.removeprefix("PROGRAM ").lower()
        share = self.share(f"Persentase sasaran {about} yang terlayani")
        return self.node("program", kode, nama, [share], kegiatan)

    def kegiatan(self, objek: str, kode: str, pj: str) -> Node:
        count = self.rng.randint(1, 2 + self.size)
        templates = self.rng.sample(words()["sub_kegiatan"], count)
        children = []
        for at, (nama, indikator, satuan, low, high) in enumerate(templates, start=1):
            pair = [(indikator, satuan, low, high)]
            if self.rng.random() < 0.15:
                second, *rest = words()["indikator_kedua"]
                pair.append((f"{second} {nama.split()[0].lower()}", *rest))
            own = [
                self.count(name.format(i=_inside(objek)), unit, least, most)
                for name, unit, least, most in pair
            ]
            children.append(self.sub_kegiatan(f"{kode}.{at:04}", nama.format(o=objek), own, pj))
        share = self.share(f"Persentase {_inside(objek)} yang memenuhi standar")
        verb = self.rng.choice(("Pengelolaan", "Pengembangan", "Pembinaan"))
        return self.node("kegiatan", kode, f"{verb} {objek}", [share], children)

    def penunjang(self, kode: str) -> Node:
        entry = words()["penunjang"]
        kegiatan = []
        for at, (nama, share, subs) in enumerate(entry["kegiatan"][: 1 + self.size], start=1):
            own = f"{kode}.01.2.{at:02}"
            children = [
                self.sub_kegiatan(f"{own}.{n:04}", name, [self.count(*indikator)], "Sekretaris")
                for n, (name, *indikator) in enumerate(subs, start=1)
            ]
            kegiatan.append(self.node("kegiatan", own, nama, [self.share(share)], children))
        measure = [self.main_indicator(entry["indikator_program"])]
        program = self.node("program", f"{kode}.01", entry["program"], measure, kegiatan)
        return self.with_past(
            entry["sasaran"], [self.main_indicator(entry["indikator"])], [program]
        )

    def node(
        self, level: Any, kode: str, nama: str, daftar: Sequence[Indikator], below: Sequence[Node]
    ) -> Node:
        return Node(
            level=level,
            kode=kode,
            nama=nama,
            daftar_indikator=tuple(daftar),
            children=tuple(below),
            stated={},
            keterangan_serapan=self.remark_on_money(below),
            penanggung_jawab="",
        )

    def with_past(self, nama: str, daftar: Sequence[Indikator], below: Sequence[Node]) -> Node:
        """Return a sasaran; what was spent in earlier years is known for it as a whole."""
        past = {
            year: int(sum(one.rupiah("pagu", year) for one in below) * self.rng.uniform(0.9, 0.995))
            for year in self.lalu[:-1]
        }
        return Node(
            level="sasaran",
            kode="",
            nama=nama,
            daftar_indikator=tuple(daftar),
            children=tuple(below),
            stated={"realisasi": past},
            keterangan_serapan="",
            penanggung_jawab="",
        )

    def sub_kegiatan(self, kode: str, nama: str, daftar: list[Indikator], pj: str) -> Node:
        pagu = self.rng.randint(18_000, 1_900_000) * 1000
        amounts = {}
        for year in reversed(self.lalu):
            amounts[year] = pagu // self.unit * self.unit
            pagu = int(pagu * self.rng.uniform(0.86, 0.99))
        low = self.rng.random() < 0.06
        part = self.rng.uniform(0.78, 0.89) if low else self.rng.uniform(0.915, 0.998)
        spent = int(amounts[self.tahun] * part)
        return Node(
            level="sub_kegiatan",
            kode=kode,
            nama=nama,
            daftar_indikator=tuple(daftar),
            children=(),
            stated={"pagu": amounts, "realisasi": {self.tahun: spent}},
            keterangan_serapan=f"{_pick(self.rng, 'sebab_serapan')}." if low else "",
            penanggung_jawab=pj,
        )

    def remark_on_money(self, below: Sequence[Node]) -> str:
        if not below:
            return ""
        pagu = sum(one.rupiah("pagu", self.tahun) for one in below)
        spent = sum(one.rupiah("realisasi", self.tahun) for one in below)
        return f"{_pick(self.rng, 'sebab_serapan')}." if spent < pagu * 0.9 else ""

    # --- indicators -------------------------------------------------------------------------------

    def main_indicator(self, entry: Sequence[Any]) -> Indikator:
        """Return an indicator of several years, drawn from name, unit, digits, way and bounds."""
        nama, satuan, decimals, way, low, high = entry
        rendah = way == "turun"
        value = self.rng.uniform(low, high)
        step = (high - low) * self.rng.uniform(0.04, 0.08) * (-1 if rendah else 1)
        most = 99.5 if satuan == "Persen" else float("inf")
        target, realisasi = {}, {}
        for at, year in enumerate(self.renstra):
            promised = min(max(value + step * at, low / 4), most - 0.1)
            target[year] = _number(promised, decimals)
            if year <= self.tahun:
                gap = self.rng.choice(
                    (0.0, self.rng.uniform(0.1, 0.7), self.rng.uniform(-1.2, -0.1))
                )
                realisasi[year] = _number(min(promised + gap * step, most), decimals)
        return self.indikator(nama, satuan, decimals, rendah, target, realisasi)

    def share(self, nama: str) -> Indikator:
        """Return a percentage with a target for the year only."""
        promised = self.rng.uniform(62, 90)
        target = {self.tahun: _number(promised, 2)}
        realisasi = {
            year: _number(promised - 2.5 * (self.tahun - year) + self.rng.uniform(-2, 0.2), 2)
            for year in self.lalu
        }
        gap = self.rng.choice((0.0, self.rng.uniform(0.2, 4), self.rng.uniform(-4, -0.2)))
        realisasi[self.tahun] = _number(promised + gap, 2)
        return self.indikator(nama, "Persen", 2, False, target, realisasi)

    def count(self, nama: str, satuan: str, low: int, high: int) -> Indikator:
        """Return the count of a sub kegiatan, with its quarters and months."""
        promised = self.rng.randint(low, high)
        realisasi = {
            year: max(1, round(promised * (1 - 0.06 * (self.tahun - year)))) for year in self.lalu
        }
        if promised >= 20 and self.rng.random() < 0.4:
            realisasi[self.tahun] = round(promised * self.rng.uniform(0.93, 1.06))
        else:
            realisasi[self.tahun] = promised
        parts = [
            self.rng.uniform(0.05, 0.3),
            self.rng.uniform(0.35, 0.6),
            self.rng.uniform(0.65, 0.9),
        ]
        plan = [*(round(promised * part) for part in parts), promised]
        reached = realisasi[self.tahun]
        done = [*(round(reached * part) for part in parts), reached]
        before = [0, *plan]
        months = set()
        for quarter in range(4):
            if plan[quarter] > before[quarter]:
                own = BULAN[3 * quarter : 3 * quarter + 3]
                months |= set(self.rng.sample(own, self.rng.randint(1, 3)))
        return self.indikator(
            nama, satuan, 0, False, {self.tahun: promised}, realisasi, months, plan, done
        )

    def indikator(
        self,
        nama: str,
        satuan: str,
        decimals: int,
        rendah: bool,
        target: dict[int, Any],
        realisasi: dict[int, Any],
        months: set[str] | None = None,
        plan: Sequence[int] = (),
        done: Sequence[int] = (),
    ) -> Indikator:
        promised, reached = target[self.tahun], realisasi[self.tahun]
        return Indikator(
            nama=nama,
            satuan=satuan,
            desimal=decimals,
            makin_rendah=rendah,
            target=target,
            realisasi=realisasi,
            keterangan=self.remark(promised, reached, rendah),
            bulan=frozenset(months or ()),
            tw_target=tuple(plan),
            tw_realisasi=tuple(done),
        )

    def remark(self, target: float, realisasi: float, rendah: bool) -> str:
        if target == realisasi:
            return "Sesuai target."
        if (realisasi < target) is rendah:
            return "Capaian lebih baik daripada target." if rendah else "Melampaui target."
        return f"Belum mencapai target; {_pick(self.rng, 'sebab')}."


def _inside(objek: str) -> str:
    """Return a name as it stands inside a sentence; short forms keep their capitals."""
    return " ".join(word if word.isupper() else word.lower() for word in objek.split())


def _number(value: float, decimals: int) -> float | int:
    rounded = round_half_up(exact(value), decimals)
    return int(rounded) if decimals == 0 else float(rounded)


def persen(part: float, whole: float) -> Decimal:
    """Return a share on the 0-100 scale, not rounded."""
    return exact(part) / exact(whole) * 100
