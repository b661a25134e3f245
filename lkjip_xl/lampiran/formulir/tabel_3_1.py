"""Tabel 3.1, pencapaian realisasi kinerja: target, realisasi and capaian of one year."""

from __future__ import annotations

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.lampiran import printed
from lkjip_xl.lampiran.blank import (
    INDIKATOR,
    KETERANGAN,
    SATUAN,
    TREE,
    BlankForm,
    Column,
    Look,
    capaian,
)
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Essential, Form, FormKind, Title, alike
from lkjip_xl.lampiran.printed import Printed, PrintedTable, uraian
from lkjip_xl.lampiran.recognition import ELSEWHERE, FEEDING, ITEM, has


def _fits(columns: Columns) -> int:
    if not columns.has(Field.INDIKATOR, Field.TARGET, Field.REALISASI):
        return 0
    if columns.has_any(*FEEDING) or not _is_of_one_year(columns):
        return 0
    if columns.has_any(*ELSEWHERE):
        return 17 if columns.has(Field.CAPAIAN) else 0
    return 10 + 2 * columns.has(Field.CAPAIAN) + 2 * columns.has_any(*ITEM)


def _is_of_one_year(columns: Columns) -> bool:
    """Tell whether the realisasi is of one year, which need not be the only one with a target."""
    targets, reached = columns.years(Field.TARGET), columns.years(Field.REALISASI)
    if len(targets) < 2:
        return True
    is_of_plan = columns.has_any(Field.TARGET_AKHIR, Field.REALISASI_RENSTRA, Field.REALISASI_LALU)
    return len(reached) == 1 and reached[0] in targets and not is_of_plan


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=50,
        sheet="Tabel 3.1",
        title=f"Tabel 3.1 Pencapaian Realisasi Kinerja Tahun {year}",
        columns=(
            *TREE,
            INDIKATOR,
            Column("target", ("Target",), 13),
            SATUAN,
            Column("realisasi", ("Realisasi",), 13),
            Column(
                "capaian",
                ("Capaian (%)",),
                12,
                Look.PERSEN,
                capaian("{target}", "{realisasi}"),
            ),
            KETERANGAN,
        ),
        rows=150,
    )


TABEL_3_1 = Form(
    name="tabel_3_1",
    label="Tabel 3.1",
    kind=FormKind.LAMPIRAN,
    order=10,
    fits=_fits,
    essential=(
        Essential("Indikator Kinerja", has(Field.INDIKATOR)),
        Essential("Target", has(Field.TARGET)),
        Essential("Realisasi", has(Field.REALISASI)),
    ),
    title=Title(
        number="1",
        topics=(
            frozenset({"capaian", "pencapaian", "realisasi", "pengukuran", "hasil"}),
            frozenset({"kinerja", "indikator", "iku", "sasaran", "program", "kegiatan"}),
        ),
    ),
    required=(Field.SATUAN, Field.CAPAIAN),
    filled=(*DASAR[Field.CAPAIAN], Field.CAPAIAN),
    in_satuan=DASAR[Field.CAPAIAN],
    computes=(Field.CAPAIAN, Field.SERAPAN),
    states=alike(*DASAR[Field.CAPAIAN], Field.CAPAIAN, *DASAR[Field.SERAPAN]),
    adds_up=True,
    names_work=True,
    is_complete=True,
    naming=10,
    precedence=10,
    blank=_blank,
    printed=PrintedTable(
        (
            uraian("Tujuan/Sasaran/Program/Kegiatan/Sub Kegiatan"),
            printed.INDIKATOR,
            printed.SATUAN,
            Printed(field=Field.TARGET, label="Target"),
            Printed(field=Field.REALISASI, label="Realisasi"),
            Printed(field=Field.CAPAIAN, label="Capaian"),
            printed.KETERANGAN,
        )
    ),
)
