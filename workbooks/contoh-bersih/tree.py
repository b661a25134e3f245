"""The data of the clean sample book, and where its rows go.

``kinerja.json`` holds the tree from tujuan down to sub kegiatan, ``kantor.json`` the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).resolve().parent
TAHUN = 2023  # the year that the book reports on

Level = Literal["tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan"]
Number = int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Indikator:
    """One indikator; ``target`` and ``realisasi`` by year, in its own satuan."""

    nama: str
    satuan: str
    desimal: int
    makin_rendah: bool
    target: dict[int, Number]
    realisasi: dict[int, Number]
    keterangan: str
    bulan: frozenset[str]
    tw_target: tuple[int, ...]
    tw_realisasi: tuple[int, ...]

    @property
    def number_format(self) -> str:
        return "#,##0" + ("." + "0" * self.desimal if self.desimal else "")

    def capaian(self, tahun: int) -> float:
        """Return the capaian as a fraction, with the operations of the formula in the cell."""
        target, realisasi = self.target[tahun], self.realisasi[tahun]
        return (2 * target - realisasi) / target if self.makin_rendah else realisasi / target

    def capaian_persen(self, tahun: int) -> Decimal:
        """Return the capaian on the 0-100 scale, rounded as the cell shows it."""
        target, realisasi = exact(self.target[tahun]), exact(self.realisasi[tahun])
        reached = 2 * target - realisasi if self.makin_rendah else realisasi
        return round_half_up(reached / target * 100, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A tujuan, sasaran, program, kegiatan or sub kegiatan with what lies below it."""

    level: Level
    kode: str
    nama: str
    daftar_indikator: tuple[Indikator, ...]
    children: tuple[Node, ...]
    stated: dict[str, dict[int, int]]  # "pagu" and "realisasi" in rupiah where not a sum
    keterangan_serapan: str
    penanggung_jawab: str

    def rupiah(self, what: str, tahun: int) -> int:
        stated = self.stated.get(what, {})
        if tahun in stated:
            return stated[tahun]
        return sum(child.rupiah(what, tahun) for child in self.children)

    def serapan_persen(self, tahun: int) -> Decimal:
        pagu, realisasi = self.rupiah("pagu", tahun), self.rupiah("realisasi", tahun)
        return round_half_up(Decimal(realisasi) / Decimal(pagu) * 100, 2)


def exact(value: Number) -> Decimal:
    return Decimal(str(value))


def round_half_up(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def load(name: str) -> Any:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def read_indikator(raw: dict[str, Any], tahun_renstra: list[int]) -> Indikator:
    target = raw["target"]
    return Indikator(
        nama=raw["nama"],
        satuan=raw["satuan"],
        desimal=raw.get("desimal", 0),
        makin_rendah=raw.get("arah") == "rendah",
        target=dict(zip(tahun_renstra, target, strict=True))
        if isinstance(target, list)
        else {TAHUN: target},
        realisasi=dict(zip(tahun_renstra, raw["realisasi"], strict=False)),
        keterangan=raw.get("keterangan", ""),
        bulan=frozenset(raw.get("bulan", "").split()),
        tw_target=tuple(raw.get("tw_target", ())),
        tw_realisasi=tuple(raw.get("tw_realisasi", ())),
    )


def read_nodes(raw: dict[str, Any], levels: tuple[Level, ...], years: list[int]) -> Iterator[Node]:
    """Yield the nodes of the first of ``levels`` that ``raw`` holds, each with its children."""
    if not levels:
        return
    for entry in raw[levels[0]]:
        realisasi = dict(zip(years, entry.get("realisasi_anggaran_lalu", ()), strict=False))
        if "realisasi_anggaran" in entry:
            realisasi[TAHUN] = entry["realisasi_anggaran"]
        yield Node(
            level=levels[0],
            kode=entry.get("kode", ""),
            nama=entry["nama"],
            daftar_indikator=tuple(read_indikator(one, years) for one in entry["indikator"]),
            children=tuple(read_nodes(entry, levels[1:], years)),
            stated={
                "pagu": dict(zip(years, entry.get("pagu", ()), strict=False)),
                "realisasi": realisasi,
            },
            keterangan_serapan=entry.get("keterangan_serapan", ""),
            penanggung_jawab=entry.get("penanggung_jawab", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    kantor: dict[str, Any]
    daftar_tujuan: tuple[Node, ...]
    tahun_renstra: list[int]
    tahun_realisasi: list[int]


def load_data() -> Data:
    kinerja = load("kinerja.json")
    levels: tuple[Level, ...] = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
    return Data(
        kantor=load("kantor.json"),
        daftar_tujuan=tuple(read_nodes(kinerja, levels, kinerja["tahun_renstra"])),
        tahun_renstra=kinerja["tahun_renstra"],
        tahun_realisasi=kinerja["tahun_realisasi"],
    )


def sum_rupiah(data: Data, what: str, tahun: int) -> int:
    return sum(tujuan.rupiah(what, tahun) for tujuan in data.daftar_tujuan)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: its own rows are ``first..last``, those below it reach to ``end``."""

    node: Node
    first: int
    last: int
    end: int

    @property
    def rows(self) -> Iterator[tuple[int, Indikator]]:
        """Each indikator with its row; empty where the form gives the node no row."""
        return zip(range(self.first, self.last + 1), self.node.daftar_indikator, strict=False)


def place(
    nodes: Sequence[Node], row: int, count: Callable[[Node], int]
) -> tuple[list[Place], dict[str, list[int]]]:
    """Lay ``nodes`` out from ``row`` on, each taking ``count(node)`` rows before its children.

    Returns the places from the top, and per node name the first rows of its children.
    """
    places: list[Place] = []
    children: dict[str, list[int]] = {}

    def lay(node: Node, row: int) -> int:
        at, after = len(places), row + count(node)
        last = after - 1
        for child in node.children:
            children.setdefault(node.nama, []).append(after)
            after = lay(child, after)
        places.insert(at, Place(node, row, last, after - 1))
        return after

    for node in nodes:
        row = lay(node, row)
    return places, children


def one_row_per_indikator(node: Node) -> int:
    return len(node.daftar_indikator)


def one_row_per_amount(node: Node) -> int:
    return 0 if node.level in ("tujuan", "sasaran") else 1


def tujuan_and_sasaran_rows(node: Node) -> int:
    return len(node.daftar_indikator) if node.level in ("tujuan", "sasaran") else 0


def sub_kegiatan_rows(node: Node) -> int:
    return len(node.daftar_indikator) if node.level == "sub_kegiatan" else 0
