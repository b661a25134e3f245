"""Why an indicator was reached or missed, and what will be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_xl.domain.field import Key
from lkjip_xl.location import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Analisis:
    """The office's own analysis of one indicator; each list holds one entry a point, as written."""

    indikator: str
    penyebab_keberhasilan: tuple[str, ...] = ()
    penyebab_kegagalan: tuple[str, ...] = ()
    solusi: tuple[str, ...] = ()
    origin: Origin[Key]
