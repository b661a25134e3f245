"""All rules, in the order of their codes."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from lkjip_xl.rules import (
    anggaran,
    anggaran_kinerja,
    anggaran_pindah,
    anggaran_rata,
    anggaran_sasaran,
    antar_lampiran,
    deret,
    hierarki,
    hierarki_ganda,
    hierarki_kode,
    hierarki_nama,
    isian,
    isian_nilai,
    isian_satuan,
    kelengkapan,
    kesamaan,
    keterangan,
    kinerja,
    klaim,
    pegawai,
    pengaturan,
    penyebab,
    perencanaan,
    rencana_aksi,
    rumus_acuan,
    rumus_bentuk,
    rumus_hasil,
    rumus_jumlah,
    salah_salin,
    struktur,
    struktur_geser,
    struktur_kolom,
)
from lkjip_xl.rules.rule import Rule

_FAMILIES: tuple[ModuleType, ...] = (
    anggaran,
    anggaran_kinerja,
    anggaran_pindah,
    anggaran_rata,
    anggaran_sasaran,
    antar_lampiran,
    deret,
    hierarki,
    hierarki_ganda,
    hierarki_kode,
    hierarki_nama,
    isian,
    isian_nilai,
    isian_satuan,
    keterangan,
    kelengkapan,
    kesamaan,
    kinerja,
    klaim,
    pegawai,
    pengaturan,
    penyebab,
    perencanaan,
    rencana_aksi,
    rumus_acuan,
    rumus_bentuk,
    rumus_hasil,
    rumus_jumlah,
    salah_salin,
    struktur,
    struktur_geser,
    struktur_kolom,
)

FAMILY_NAMES = {
    "ANG": "Anggaran dan serapan",
    "HIR": "Hierarki tujuan sampai sub kegiatan",
    "HIT": "Hitungan capaian kinerja",
    "ISI": "Isian dan penulisan angka",
    "KET": "Kalimat terhadap angka",
    "LAM": "Kesamaan antar lampiran",
    "RUM": "Rumus di dalam sel",
    "PGT": "Lembar Pengaturan",
    "REN": "Mutu perencanaan",
    "STR": "Struktur lampiran dan kolomnya",
}


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    return (value for value in vars(module).values() if isinstance(value, Rule))


_BY_CODE = {rule.code: rule for family in _FAMILIES for rule in _rules_of(family)}
RULES: tuple[Rule, ...] = tuple(_BY_CODE[code] for code in sorted(_BY_CODE))


def find_rule(code: str) -> Rule | None:
    """Return the rule of a code, in any case of letters."""
    return next((rule for rule in RULES if rule.code == code.upper()), None)
