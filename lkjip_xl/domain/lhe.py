"""The Inspektorat's evaluation of the office's accountability (LHE)."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_xl.domain.field import Key
from lkjip_xl.domain.quantity import BLANK, Figure
from lkjip_xl.location import CellRef, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class NilaiEvaluasi:
    """One component or sub component with its score.

    ``nilai_komponen`` is the component's score where the sheet states it beside those of its sub
    components.  ``is_total`` marks the row that adds the components up.
    """

    komponen: str
    sub_komponen: str = ""
    bobot: Figure = BLANK
    nilai: Figure = BLANK
    nilai_komponen: Figure = BLANK
    is_total: bool = False
    origin: Origin[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class PredikatEvaluasi:
    """The predikat as the sheet words it: ``B (Baik)``."""

    predikat: str
    cell: CellRef
