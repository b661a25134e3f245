"""The Tindak Lanjut sheet: recommendations and what was done about them."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.tindak_lanjut import TindakLanjut
from lkjip_xl.lampiran.blank import NO, BlankForm, Column
from lkjip_xl.lampiran.feeding_rows import entries, group_rows, points_of
from lkjip_xl.lampiran.form import RecordForm
from lkjip_xl.lampiran.recognition import needs
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.tables.text import tidy


def read_tindak_lanjut(lampiran: Lampiran) -> tuple[TindakLanjut, ...]:
    """Return the recommendations in order."""
    return tuple(
        TindakLanjut(
            rekomendasi=tidy(rows[0].text(Field.REKOMENDASI)),
            tindak_lanjut=points_of(rows, Field.TINDAK_LANJUT),
            keterangan="; ".join(dict.fromkeys(row.keterangan for row in rows if row.keterangan)),
            tahun=lampiran.year,
            origin=rows[0].origin,
        )
        for rows in group_rows(entries(lampiran.rows), lambda row: row.text(Field.REKOMENDASI))
    )


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=160,
        sheet="Tindak Lanjut",
        title=f"Tindak Lanjut Rekomendasi Hasil Evaluasi AKIP Tahun {year - 1}",
        columns=(
            NO,
            Column("rekomendasi", ("Rekomendasi",), 48),
            Column("tindak_lanjut", ("Tindak Lanjut",), 48),
            Column(
                "keterangan", ("Keterangan",), 20, choices=("Selesai", "Berjalan", "Belum dimulai")
            ),
        ),
    )


TINDAK_LANJUT = RecordForm(
    name="tindak_lanjut",
    label="Tindak Lanjut",
    order=170,
    fits=needs(Field.REKOMENDASI, points=6),
    read=read_tindak_lanjut,
    blank=_blank,
)
