"""Words of everyday office Indonesian that several rules look for, each kind in one place."""

from __future__ import annotations

#: Per cent, as offices spell it.
PERSEN = frozenset(
    {"%", "persen", "prosen", "persentase", "prosentase", "presentase", "persentasi"}
)
#: Satuan of a place on a scale: such figures are no amounts that could be added up.
SKALA = frozenset({"indeks", "nilai", "skor", "skala", "poin"})
BULAN = frozenset({"bulan", "bln"})

#: "Makin … makin baik" and "lebih … daripada" with a larger figure, and with a smaller one.
TINGGI = ("tinggi", "besar", "banyak")
LEBIH = (*TINGGI, "lama")  # only after "lebih": "makin lama makin baik" speaks of time
RENDAH = ("rendah", "kecil", "sedikit", "singkat", "cepat")

#: Before a statement these deny it.
INGKAR = ("tidak", "belum", "tak", "kurang")
#: Before a statement these say that it just missed being true.
NYARIS = ("gagal", "hampir", "nyaris")
