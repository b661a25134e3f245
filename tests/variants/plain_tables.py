"""What an invented office has to tell, before it is laid out: rows of texts and figures.

A figure is a ``Decimal`` with the digits that are written; per cent on the 0-100 scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from office import Office, invent_office
from tree import Indikator, Node, exact

CENT = Decimal("0.01")
WHOLE = Decimal(1)
KINERJA = ("target", "realisasi", "capaian")
ANGGARAN = ("pagu", "realisasi_anggaran", "serapan")

Row = dict[str, "str | Decimal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabel:
    """A table without a layout; ``texts`` and ``figures`` name its columns, ``form`` its form."""

    form: str
    year: int
    title: tuple[str, ...]
    texts: tuple[str, ...]
    figures: tuple[str, ...]
    rows: tuple[Row, ...]

    def told(self, field: str) -> list[Decimal]:
        return [value for row in self.rows if isinstance(value := row.get(field), Decimal)]


def tabel_3_1(seed: int) -> Tabel:
    """Return sasaran and all below them, each with its first indicator."""
    office = invent_office(seed, 0)
    rows = [
        _names(node) | _kinerja(one, office.tahun)
        for node in _walk(office)
        for one in node.daftar_indikator[:1]
    ]
    return Tabel(
        form="tabel_3_1",
        year=office.tahun,
        title=("PENGUKURAN KINERJA", office.nama_lengkap, f"TAHUN {office.tahun}"),
        texts=("no", "sasaran", "program", "kegiatan", "sub_kegiatan", "indikator", "satuan"),
        figures=KINERJA,
        rows=tuple(_numbered(rows)),
    )


def tabel_3_4(seed: int) -> Tabel:
    """Return the programs and all below them with their money, and the total."""
    office = invent_office(seed, 0)
    year = office.tahun
    nodes = [node for node in _walk(office) if node.kode]
    rows = [
        _names(node) | _anggaran(node.rupiah("pagu", year), node.rupiah("realisasi", year))
        for node in nodes
    ]
    programs = [node for node in nodes if node.level == "program"]
    pagu, spent = (sum(n.rupiah(what, year) for n in programs) for what in ("pagu", "realisasi"))
    total: Row = {"program": "JUMLAH"} | _anggaran(pagu, spent)
    return Tabel(
        form="tabel_3_4",
        year=year,
        title=("REALISASI ANGGARAN", office.nama_lengkap, f"TAHUN ANGGARAN {year}"),
        texts=("kode", "program", "kegiatan", "sub_kegiatan"),
        figures=ANGGARAN,
        rows=(*rows, total),
    )


def _walk(office: Office) -> Iterator[Node]:
    def below(node: Node) -> Iterator[Node]:
        yield node
        for child in node.children:
            yield from below(child)

    for sasaran in office.daftar_tujuan[0].children[:2]:
        yield from below(sasaran)


def _names(node: Node) -> Row:
    name = node.nama.upper() if node.level == "program" else node.nama
    return {node.level: name} | ({"kode": node.kode} if node.kode else {})


def _numbered(rows: list[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        yield {"no": str(number)} | row


def _kinerja(one: Indikator, year: int) -> Row:
    target, realisasi = (
        exact(value).quantize(WHOLE.scaleb(-one.desimal))
        for value in (one.target[year], one.realisasi[year])
    )
    return {
        "indikator": one.nama,
        "satuan": one.satuan,
        "target": target,
        "realisasi": realisasi,
        "capaian": one.capaian_persen(year),
    }


def _anggaran(pagu: int, spent: int) -> Row:
    share = Decimal(spent) / pagu * 100
    return {
        "pagu": Decimal(pagu),
        "realisasi_anggaran": Decimal(spent),
        "serapan": share.quantize(CENT, ROUND_HALF_UP),
    }
