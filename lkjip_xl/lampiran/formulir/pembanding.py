"""The Pembanding sheet: what the province and the nation reached."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.pembanding import Pembanding
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.lampiran.blank import INDIKATOR, KETERANGAN, NO, SATUAN, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.feeding_rows import group_rows
from lkjip_xl.lampiran.form import RecordForm, alike
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.tables.text import tidy

_PLACES = (Field.PROVINSI, Field.NASIONAL)


def read_pembanding(lampiran: Lampiran) -> tuple[Pembanding, ...]:
    """Return the indicators in order with the figures of other places.

    The places are columns, or named row by row in a column of their own.
    """
    return tuple(
        Pembanding(
            indikator=rows[0].indikator,
            satuan=rows[0].satuan,
            realisasi=rows[0].figure(Field.REALISASI, lampiran.year),
            angka=_angka(lampiran, rows),
            sumber_data=tidy(rows[0].text(Field.SUMBER_DATA)),
            keterangan=rows[0].keterangan,
            origin=rows[0].origin,
        )
        for rows in group_rows(lampiran.rows, lambda row: row.indikator)
    )


def _angka(lampiran: Lampiran, rows: list[Baris]) -> dict[str, Figure]:
    named = {
        tidy(row.text(Field.WILAYAH)).lower(): row.figure(Field.NILAI, lampiran.year)
        for row in rows
        if row.text(Field.WILAYAH)
    }
    columns = {
        place: rows[0].figure(place, lampiran.year)
        for place in _PLACES
        if lampiran.columns.has(place)
    }
    return {place: figure for place, figure in (named | columns).items() if figure.written}


def _fits(columns: Columns) -> int:
    elsewhere = columns.has_any(Field.PROVINSI, Field.NASIONAL, Field.WILAYAH)
    return 15 if columns.has(Field.INDIKATOR) and elsewhere else 0


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=130,
        sheet="Pembanding",
        title=f"Perbandingan Realisasi IKU dengan Angka Provinsi dan Nasional Tahun {year}",
        columns=(
            *(NO, INDIKATOR, SATUAN),
            Column("realisasi", ("Realisasi",), 13),
            Column("provinsi", ("Provinsi",), 13),
            Column("nasional", ("Nasional",), 13),
            *(Column("sumber_data", ("Sumber Data",), 36), KETERANGAN),
        ),
    )


PEMBANDING = RecordForm(
    name="pembanding",
    label="Pembanding",
    order=190,
    fits=_fits,
    read=read_pembanding,
    in_satuan=(Field.REALISASI,),
    states=alike(Field.REALISASI),
    naming=100,
    precedence=100,
    blank=_blank,
)
