"""The levels of a performance tree and the path to an item in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Tujuan → Sasaran → Program → Kegiatan → Sub Kegiatan, and the rows that add them up."""

    TUJUAN = "tujuan"
    SASARAN = "sasaran"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"
    TOTAL = "total"
    RINCIAN = "rincian"  # a row that belongs to no tree: a kind of belanja, say
    URUSAN = "urusan"  # an urusan or office, whose rows stand over the programs of several

    @property
    def depth(self) -> int:
        """0 for tujuan down to 4 for sub kegiatan, 5 for a row of no tree; what adds up has -1."""
        return _DEPTH[self]

    @property
    def label(self) -> str:
        """The word as staff write it."""
        return _LABEL[self]


#: What an office is for, measured by indicators of results; everything below is work for it.
GOALS = (Level.TUJUAN, Level.SASARAN)
#: The work, which has a budget.
BELOW_GOALS = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)

_DEPTH = {
    Level.TOTAL: -1,
    Level.TUJUAN: 0,
    Level.SASARAN: 1,
    Level.PROGRAM: 2,
    Level.KEGIATAN: 3,
    Level.SUB_KEGIATAN: 4,
    Level.RINCIAN: 5,
    Level.URUSAN: -1,
}
_LABEL = {
    Level.TOTAL: "jumlah",
    Level.TUJUAN: "tujuan",
    Level.SASARAN: "sasaran",
    Level.PROGRAM: "program",
    Level.KEGIATAN: "kegiatan",
    Level.SUB_KEGIATAN: "sub kegiatan",
    Level.RINCIAN: "rincian",
    Level.URUSAN: "urusan",
}


class Evidence(StrEnum):
    """What a row's level was decided by, strongest first."""

    KODE = "kode nomenklatur"
    KOLOM = "kolom tersendiri"
    KATA = "kata di awal nama"
    TAMPILAN = "tampilan baris (tebal, warna, indentasi)"
    JUMLAH = "penjumlahan anggaran"
    LAMPIRAN_LAIN = "nama yang sama di lampiran lain"
    LANJUTAN = "lanjutan baris di atasnya"
    URUTAN = "urutan baris saja"

    @property
    def is_weak(self) -> bool:
        return self is Evidence.URUTAN

    @property
    def is_own(self) -> bool:
        """Whether the row itself, or its amounts, tell the level: nothing that stands elsewhere."""
        return self not in (Evidence.LAMPIRAN_LAIN, Evidence.LANJUTAN, Evidence.URUTAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jalur:
    """The names on the way from tujuan down to an item, empty where the annex does not say."""

    tujuan: str = ""
    sasaran: str = ""
    program: str = ""
    kegiatan: str = ""
    sub_kegiatan: str = ""

    def name_at(self, level: Level) -> str:
        return "" if level in _OUTSIDE else str(getattr(self, level.value))

    def stepped(self, level: Level, name: str) -> Jalur:
        """Return the path with another name at a level; what lay below it no longer applies."""
        kept = {tree.value: self.name_at(tree) for tree in TREE[: level.depth]}
        return Jalur(**kept, **{level.value: name})


NO_JALUR = Jalur()
#: Rows that are no items of the tree.
_OUTSIDE = (Level.TOTAL, Level.RINCIAN, Level.URUSAN)
TREE = tuple(level for level in Level if level not in _OUTSIDE)
