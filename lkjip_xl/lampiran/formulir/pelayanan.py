"""T-C.23, pencapaian kinerja pelayanan: the Renstra's years beside the targets of SPM and IKK."""

from __future__ import annotations

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.lampiran.blank import (
    INDIKATOR,
    NO,
    SATUAN,
    BlankForm,
    Column,
    numbers,
    past_years,
    shares,
)
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form, FormKind, alike

#: More than Tabel 3.3 has of the same columns.
_POINTS = 18
_YARDSTICKS = (Field.TARGET_SPM, Field.TARGET_IKK)


def _fits(columns: Columns) -> int:
    years = set(columns.years(Field.TARGET)) & set(columns.years(Field.REALISASI))
    told = columns.has(Field.INDIKATOR) and columns.has_any(*_YARDSTICKS)
    return _POINTS if told and len(years) > 1 else 0


def _blank(year: int) -> BlankForm:
    years = past_years(year)
    return BlankForm(
        place=98,
        sheet="T-C.23",
        title="Pencapaian Kinerja Pelayanan Perangkat Daerah",
        columns=(
            *(NO, INDIKATOR, SATUAN),
            Column("target_spm", ("Target SPM",), 12),
            Column("target_ikk", ("Target IKK",), 12),
            *numbers("target", "Target Renstra Tahun", years),
            *numbers("realisasi", "Realisasi Capaian Tahun", years),
            *shares("capaian", "Rasio Capaian (%) Tahun", years),
        ),
    )


PELAYANAN = Form(
    name="pelayanan",
    label="T-C.23 Kinerja Pelayanan",
    kind=FormKind.OWN,
    order=34,
    fits=_fits,
    filled=DASAR[Field.CAPAIAN],
    series=((Field.TARGET,), (Field.REALISASI,), (Field.CAPAIAN,)),
    in_satuan=(*DASAR[Field.CAPAIAN], *_YARDSTICKS),
    computes=(Field.CAPAIAN,),
    states=alike(*DASAR[Field.CAPAIAN], Field.CAPAIAN),
    naming=87,
    precedence=92,
    blank=_blank,
)
