"""What an office sets for itself: limits, formulas, and findings it has accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lkjip_xl.domain.indikator import Arah, Rumus
from lkjip_xl.domain.quantity import Persen
from lkjip_xl.location import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Penerimaan:
    """A finding that the office accepts, with its reason.

    ``kode`` is a rule's code; ``uraian`` the item it is about, empty for every item; ``sel`` a cell
    such as ``I45`` with its ``lembar``, both empty where the item says enough.
    """

    kode: str
    alasan: str
    uraian: str = ""
    lembar: str = ""
    sel: str = ""
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengaturan:
    """The settings of one office-year; the defaults hold where the sheet Pengaturan says nothing.

    ``arah`` and ``rumus`` are keyed by the squashed name of an indicator.  ``batas_serapan`` is the
    serapan below which a cause is due, ``batas_mudah`` the capaian above which a target counts as
    too easy, ``batas_capaian`` the cap on a capaian, ``None`` for no cap; all in per cent.
    """

    batas_serapan: Persen = Persen(Decimal(90))
    batas_mudah: Persen = Persen(Decimal(200))
    batas_capaian: Persen | None = None
    arah: Mapping[str, Arah] = field(default_factory=dict)
    rumus: Mapping[str, Rumus] = field(default_factory=dict)
    diterima: tuple[Penerimaan, ...] = ()
    origin: Origin | None = None


BAWAAN = Pengaturan()
