"""The forms by name, and what tells one from another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.columns import Columns


class Form(StrEnum):
    """A form that the tool reads; the value is its name in every machine-readable output."""

    TABEL_3_1 = "tabel_3_1"
    TABEL_3_2 = "tabel_3_2"
    TABEL_3_3 = "tabel_3_3"
    TABEL_3_4 = "tabel_3_4"
    TABEL_3_5 = "tabel_3_5"
    RENCANA_AKSI = "rencana_aksi"
    PROFIL = "profil"
    IKU = "iku"
    TUJUAN_SASARAN = "tujuan_sasaran"
    STRATEGI = "strategi"
    PEGAWAI = "pegawai"
    ISU_STRATEGIS = "isu_strategis"
    PERMASALAHAN = "permasalahan"
    BELANJA = "belanja"
    ANALISIS = "analisis"
    PENYEBAB_SERAPAN = "penyebab_serapan"
    TINDAK_LANJUT = "tindak_lanjut"
    LHE = "lhe"
    PEMBANDING = "pembanding"

    @property
    def is_lampiran(self) -> bool:
        """Tell the six annexes from the sheets that feed the rest of the report."""
        return self in _LAMPIRAN

    @property
    def has_tree(self) -> bool:
        """Tell whether the rows stand below one another: tujuan, sasaran, program and so on."""
        return self in _LAMPIRAN or self in (Form.IKU, Form.TUJUAN_SASARAN)

    @property
    def label(self) -> str:
        """The name as office staff know it."""
        return _LABELS[self]


_LAMPIRAN = frozenset(
    {
        Form.TABEL_3_1,
        Form.TABEL_3_2,
        Form.TABEL_3_3,
        Form.TABEL_3_4,
        Form.TABEL_3_5,
        Form.RENCANA_AKSI,
    }
)
_LABELS = {
    Form.TABEL_3_1: "Tabel 3.1",
    Form.TABEL_3_2: "Tabel 3.2",
    Form.TABEL_3_3: "Tabel 3.3",
    Form.TABEL_3_4: "Tabel 3.4",
    Form.TABEL_3_5: "Tabel 3.5",
    Form.RENCANA_AKSI: "Rencana Aksi",
    Form.PROFIL: "Profil",
    Form.IKU: "IKU",
    Form.TUJUAN_SASARAN: "Tujuan dan Sasaran",
    Form.STRATEGI: "Strategi",
    Form.PEGAWAI: "Pegawai",
    Form.ISU_STRATEGIS: "Isu Strategis",
    Form.PERMASALAHAN: "Permasalahan",
    Form.BELANJA: "Belanja",
    Form.ANALISIS: "Analisis",
    Form.PENYEBAB_SERAPAN: "Penyebab Serapan",
    Form.TINDAK_LANJUT: "Tindak Lanjut",
    Form.LHE: "LHE",
    Form.PEMBANDING: "Pembanding",
}


@dataclass(frozen=True, slots=True)
class FormSpec:
    """How a form is recognised: ``fits`` gives 0 for "not this form", else how well it fits.

    ``rename`` gives a column's general field the name that it has on this form.
    """

    form: Form
    fits: Callable[[Columns], int]
    rename: tuple[tuple[Field, Field], ...] = ()
