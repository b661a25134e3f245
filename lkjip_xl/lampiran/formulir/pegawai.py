"""The Pegawai sheet: tables of staff by status, education, rank and training."""

from __future__ import annotations

import re

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.pegawai import KelompokPegawai
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import ColumnSum, FormKind, RecordForm
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.tables.text import tidy

_NUMBERED = re.compile(r".*(?=\bTabel\s+\d)", re.I | re.S)


def read_pegawai(lampiran: Lampiran) -> tuple[KelompokPegawai, ...]:
    """Return the groups of one table in order, their total among them."""
    tabel = _own_title(lampiran.title)
    groups = (_kelompok(lampiran, tabel, row) for row in lampiran.rows)
    return tuple(group for group in groups if group.kelompok)


def _kelompok(lampiran: Lampiran, tabel: str, row: Baris) -> KelompokPegawai:
    return KelompokPegawai(
        tabel=tabel,
        kelompok=tidy(row.text(Field.KELOMPOK) or row.text(Field.JABATAN) or row.text(Field.NO)),
        golongan=tidy(row.text(Field.GOLONGAN)),
        laki_laki=row.figure(Field.LAKI_LAKI, lampiran.year),
        perempuan=row.figure(Field.PEREMPUAN, lampiran.year),
        jumlah=row.figure(Field.JUMLAH, lampiran.year),
        persen=row.figure(Field.CAPAIAN, lampiran.year),
        is_total=row.level is Level.TOTAL,
        origin=row.origin,
    )


def _own_title(title: str) -> str:
    """Return the title from its number on: above it may stand the sheet's, or a source line."""
    return _NUMBERED.sub("", title)


def _fits(columns: Columns) -> int:
    grouped = columns.has_any(Field.KELOMPOK, Field.GOLONGAN, Field.JABATAN, Field.LAKI_LAKI)
    counted = columns.has_any(Field.JUMLAH, Field.LAKI_LAKI)
    return 7 if grouped and counted and not columns.has_any(Field.INDIKATOR, Field.TARGET) else 0


PEGAWAI = RecordForm(
    name="pegawai",
    label="Pegawai",
    kind=FormKind.WORDS,
    order=110,
    fits=_fits,
    read=read_pegawai,
    sums=(ColumnSum(Field.JUMLAH, (Field.LAKI_LAKI, Field.PEREMPUAN), "jenis kelamin"),),
    adds_up=True,
)
