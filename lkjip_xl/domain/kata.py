"""Words of everyday office Indonesian that several rules look for, each kind in one place."""

from __future__ import annotations

#: Per cent, as offices spell it.
PERSEN = frozenset(
    {"%", "persen", "prosen", "persentase", "prosentase", "presentase", "persentasi"}
)
BULAN = frozenset({"bulan", "bln"})
