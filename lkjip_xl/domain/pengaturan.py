"""What an office sets for itself: limits, formulas, scales, and findings it has accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lkjip_xl.domain.indikator import Arah, Cara, Rumus
from lkjip_xl.domain.predikat import SKALA_CAPAIAN, SKALA_SAKIP, Skala, Urutan
from lkjip_xl.domain.quantity import Persen
from lkjip_xl.location import CellRef, Origin

#: What holds where the office sets no limits of its own.
BATAS_SERAPAN = Persen(Decimal(90))
BATAS_MUDAH = Persen(Decimal(200))


@dataclass(frozen=True, slots=True, kw_only=True)
class Penerimaan:
    """A finding that the office accepts, with its reason.

    ``kode`` is a rule's code; ``uraian`` the item it is about, empty for every item; ``sel`` a cell
    such as ``I45``, a range or several parted by commas, with its ``lembar``, both empty where the
    item says enough.
    """

    kode: str
    alasan: str
    uraian: str = ""
    lembar: str = ""
    sel: str = ""
    origin: Origin[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianKeliru:
    """An entry of the sheet Pengaturan that cannot be taken over; the default holds instead."""

    nama: str
    tertulis: str
    sebab: str
    perbaikan: str
    cell: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PengaturanIndikator:
    """What the office sets for one indicator; ``None`` leaves it to the IKU sheet or default.

    ``triwulan`` is how its quarters make the year in an evaluation of the Renja.
    """

    nama: str
    arah: Arah | None = None
    rumus: Rumus | None = None
    triwulan: Cara | None = None
    origin: Origin[str]

    @property
    def cell(self) -> CellRef:
        """The cell that states the direction, else the entry's first."""
        return self.origin.get("arah") or next(iter(self.origin.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengaturan:
    """The settings of one office-year; the defaults hold where the sheet Pengaturan says nothing.

    ``batas_serapan`` is the serapan below which a cause is due, ``batas_mudah`` the capaian above
    which a target counts as too easy, ``batas_capaian`` the cap on a capaian, ``None`` for no cap;
    all in per cent.  ``batas_bawah`` is the least that a capaian may be; ``nihil`` is the capaian
    of a realisasi of zero where lower is better, ``nihil_sama`` of a target and a realisasi that
    are both zero.  ``rumus_turun`` is the formula of every indicator that is better when lower and
    has none of its own.  ``indikator`` is keyed by the squashed name.  ``urutan`` are
    ordered scales of words beside the usual ones.  ``dinyatakan`` names the settings that the sheet
    states.
    """

    batas_serapan: Persen = BATAS_SERAPAN
    batas_mudah: Persen = BATAS_MUDAH
    batas_capaian: Persen | None = None
    batas_bawah: Persen | None = None
    nihil: Persen | None = None
    nihil_sama: Persen | None = None
    rumus_turun: Rumus = Rumus.TURUN
    indikator: Mapping[str, PengaturanIndikator] = field(default_factory=dict)
    skala_capaian: Skala = SKALA_CAPAIAN
    skala_sakip: Skala = SKALA_SAKIP
    urutan: tuple[Urutan, ...] = ()
    dinyatakan: frozenset[str] = frozenset()
    diterima: tuple[Penerimaan, ...] = ()
    keliru: tuple[IsianKeliru, ...] = ()

    def having(self, setelan: str, nilai: Persen | Rumus | None) -> Pengaturan:
        """Return these settings with another value for one of the limits or for the formula."""
        return replace(self, **{setelan: nilai})  # type: ignore[arg-type]


BAWAAN = Pengaturan()
