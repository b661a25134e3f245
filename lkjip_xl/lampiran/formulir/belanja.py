"""The Belanja sheet: the budget by kind of expenditure."""

from __future__ import annotations

from lkjip_xl.domain.anggaran import Belanja
from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.lampiran.blank import NO, PAGU, REALISASI_ANGGARAN, SERAPAN, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import RecordForm, alike
from lkjip_xl.lampiran.records import Lampiran


def read_belanja(lampiran: Lampiran) -> tuple[Belanja, ...]:
    """Return the kinds of expenditure in order, their total among them."""
    return tuple(
        Belanja(
            uraian=row.nama or row.text(Field.NO),
            pagu=row.figure(Field.PAGU, lampiran.year),
            realisasi=row.figure(Field.REALISASI_ANGGARAN, lampiran.year),
            serapan=row.figure(Field.SERAPAN, lampiran.year),
            is_total=row.level is Level.TOTAL,
            origin=row.origin,
        )
        for row in lampiran.rows
        if row.nama or row.level is Level.TOTAL
    )


def _fits(columns: Columns) -> int:
    """Komposisi belanja: the same columns as Tabel 3.4, over kinds of expenditure."""
    if not columns.has(Field.PAGU, Field.REALISASI_ANGGARAN) or columns.has(Field.TARGET):
        return 0
    item = columns.first(Field.ITEM)
    speaks_of_belanja = "belanja" in columns.title.lower() or (
        item is not None and "belanja" in item.label.lower()
    )
    of_goals = columns.has_any(Field.INDIKATOR, Field.TUJUAN, Field.SASARAN)
    return 13 if speaks_of_belanja and not of_goals else 0


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=100,
        sheet="Belanja",
        title=f"Komposisi Belanja Tahun Anggaran {year}",
        columns=(NO, Column("item", ("Uraian",), 40), PAGU, REALISASI_ANGGARAN, SERAPAN),
        rows=3,
        given=("Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Modal"),
        total=("pagu", "realisasi_anggaran"),
    )


BELANJA = RecordForm(
    name="belanja",
    label="Belanja",
    order=140,
    fits=_fits,
    read=read_belanja,
    filled=DASAR[Field.SERAPAN],
    computes=(Field.SERAPAN,),
    states=alike(*DASAR[Field.SERAPAN]),
    adds_up=True,
    precedence=120,
    blank=_blank,
)
