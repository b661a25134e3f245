"""Words of everyday office Indonesian that several rules look for, each kind in one place."""

from __future__ import annotations

#: Per cent, as offices spell it.
PERSEN = frozenset({"persen", "%", "persentase", "prosentase", "presentase", "prosen"})
BULAN = frozenset({"bulan", "bln"})
