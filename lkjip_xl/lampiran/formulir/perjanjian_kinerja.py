"""The Perjanjian Kinerja: what was promised for a year."""

from __future__ import annotations

import re

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import IndikatorUtama
from lkjip_xl.lampiran.blank import INDIKATOR, NO, SATUAN, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import FormKind, RecordForm, alike
from lkjip_xl.lampiran.formulir.iku import read_iku
from lkjip_xl.lampiran.recognition import FEEDING, ITEM

#: A sheet of indicators that calls itself IKU is one, though it describes none of them.
_IKU = re.compile(r"\biku\b|\bindikator\s+kinerja\s+utama\b", re.I)
_PROMISED_TO = (
    *(Field.TUJUAN, Field.SASARAN, *ITEM),
    *(Field.SASARAN_PROGRAM, Field.SASARAN_KEGIATAN, Field.SASARAN_SUB_KEGIATAN),
)
_NOT_PROMISED = (
    *(Field.REALISASI, Field.CAPAIAN, Field.KINERJA, Field.ARAH, Field.TARGET_AKHIR),
    *(Field.REALISASI_ANGGARAN, Field.SERAPAN, Field.PAGU_SEBELUM, Field.PAGU_AKHIR, *FEEDING),
)
#: Points of a table that no other form wants.
_POINTS = 5


def _fits(columns: Columns) -> int:
    is_promise = columns.has(Field.INDIKATOR, Field.TARGET) and columns.has_any(*_PROMISED_TO)
    if columns.has(Field.PAGU) and not columns.has(Field.SASARAN):
        return 0  # a plan of work, whose money belongs to its own rows
    if not is_promise or columns.has_any(*_NOT_PROMISED) or _IKU.search(columns.title):
        return 0
    has_times = any(c.field.bulan or c.field.triwulan for c in columns)
    return 0 if has_times or len(columns.years(Field.TARGET)) > 1 else _POINTS


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=34,
        sheet="Perjanjian Kinerja",
        title=f"Perjanjian Kinerja Tahun {year}",
        columns=(
            NO,
            Column("sasaran", ("Sasaran Strategis",), 40),
            *(INDIKATOR, SATUAN),
            Column("target", ("Target",), 14),
        ),
    )


PERJANJIAN_KINERJA: RecordForm[IndikatorUtama] = RecordForm(
    name="perjanjian_kinerja",
    label="Perjanjian Kinerja",
    kind=FormKind.OWN,
    order=82,
    fits=_fits,
    yields_to_titles=True,
    read=read_iku,
    filled=(Field.TARGET,),
    in_satuan=(Field.TARGET,),
    states=alike(Field.TARGET),
    restated=True,
    promises=True,
    naming=85,
    loose_levels=(Level.TUJUAN,),
    precedence=55,
    blank=_blank,
)
