"""The calendar of a Rencana Aksi: quarters and months as its header writes them."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Triwulan(IntEnum):
    """TW I to IV."""

    I = 1  # noqa: E741 - the regulation's own numeral
    II = 2
    III = 3
    IV = 4

    @property
    def label(self) -> str:
        return f"TW {self.name}"


class Bulan(StrEnum):
    """The twelve months, in order, by the short names of the form."""

    JAN = "jan"
    FEB = "feb"
    MAR = "mar"
    APR = "apr"
    MEI = "mei"
    JUN = "jun"
    JUL = "jul"
    AGT = "agt"
    SEP = "sep"
    OKT = "okt"
    NOV = "nov"
    DES = "des"

    @property
    def triwulan(self) -> Triwulan:
        return Triwulan(list(Bulan).index(self) // 3 + 1)
