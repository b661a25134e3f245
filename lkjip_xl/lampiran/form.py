"""The forms by name, and what tells one from another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Self

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.columns import Columns


class _Kind(Enum):
    """What a form is: an annex, another sheet with a tree, a plain table, or one with words.

    In the last one columns of figures may hold words: a predikat among scores, a rank among
    numbers, numbers of rooms.
    """

    LAMPIRAN = auto()
    TREE = auto()
    TABLE = auto()
    WORDS = auto()


class Form(StrEnum):
    """A form that the tool reads: its name in every machine-readable output, and what it is.

    ``label`` is the name as office staff know it.  ``is_lampiran`` tells the six annexes from the
    sheets that feed the rest of the report, ``has_tree`` the forms whose rows stand below one
    another: tujuan, sasaran, program and so on, ``allows_words`` those whose columns of figures may
    hold words.
    """

    label: str
    is_lampiran: bool
    has_tree: bool
    allows_words: bool

    # Defaults let ``Form(name)`` look a member up; no member is made without a label.
    def __new__(cls, name: str, label: str = "", kind: _Kind = _Kind.TABLE) -> Self:
        assert label, name
        form = str.__new__(cls, name)
        form._value_ = name
        form.label = label
        form.is_lampiran = kind is _Kind.LAMPIRAN
        form.has_tree = kind in (_Kind.LAMPIRAN, _Kind.TREE)
        form.allows_words = kind is _Kind.WORDS
        return form

    TABEL_3_1 = "tabel_3_1", "Tabel 3.1", _Kind.LAMPIRAN
    TABEL_3_2 = "tabel_3_2", "Tabel 3.2", _Kind.LAMPIRAN
    TABEL_3_3 = "tabel_3_3", "Tabel 3.3", _Kind.LAMPIRAN
    TABEL_3_4 = "tabel_3_4", "Tabel 3.4", _Kind.LAMPIRAN
    TABEL_3_5 = "tabel_3_5", "Tabel 3.5", _Kind.LAMPIRAN
    RENCANA_AKSI = "rencana_aksi", "Rencana Aksi", _Kind.LAMPIRAN
    PROFIL = "profil", "Profil", _Kind.TABLE
    IKU = "iku", "IKU", _Kind.TREE
    TUJUAN_SASARAN = "tujuan_sasaran", "Tujuan dan Sasaran", _Kind.TREE
    STRATEGI = "strategi", "Strategi", _Kind.WORDS
    PEGAWAI = "pegawai", "Pegawai", _Kind.WORDS
    ISU_STRATEGIS = "isu_strategis", "Isu Strategis", _Kind.WORDS
    PERMASALAHAN = "permasalahan", "Permasalahan", _Kind.WORDS
    BELANJA = "belanja", "Belanja", _Kind.TABLE
    ANALISIS = "analisis", "Analisis", _Kind.TABLE
    PENYEBAB_SERAPAN = "penyebab_serapan", "Penyebab Serapan", _Kind.TABLE
    TINDAK_LANJUT = "tindak_lanjut", "Tindak Lanjut", _Kind.TABLE
    LHE = "lhe", "LHE", _Kind.WORDS
    PEMBANDING = "pembanding", "Pembanding", _Kind.TABLE


@dataclass(frozen=True, slots=True)
class FormSpec:
    """How a form is recognised: ``fits`` gives 0 for "not this form", else how well it fits.

    ``rename`` gives a column's general field the name that it has on this form.
    """

    form: Form
    fits: Callable[[Columns], int]
    rename: tuple[tuple[Field, Field], ...] = ()
