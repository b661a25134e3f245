"""How an indicator stands against its target."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from lkjip_xl.domain.quantity import round_to


class Status(StrEnum):
    """How an indicator stands against its target."""

    EXCEEDED = "melampaui target"
    REACHED = "mencapai target"
    MISSED = "belum mencapai target"
    UNKNOWN = "belum dapat diukur"

    @property
    def is_reached(self) -> bool:
        return self in (Status.EXCEEDED, Status.REACHED)


def judge(capaian: Decimal | None) -> Status:
    """Return how a capaian stands, at the digits that the report shows."""
    if capaian is None:
        return Status.UNKNOWN
    shown = round_to(capaian, 2)
    if shown == 100:
        return Status.REACHED
    return Status.EXCEEDED if shown > 100 else Status.MISSED
