"""Evaluasi Hasil Renja (E.81): the quarters of a year's plan, beside the Renstra that it serves."""

from __future__ import annotations

import re

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.rencana_aksi import Triwulan
from lkjip_xl.lampiran.blank import (
    INDIKATOR,
    NO,
    PENANGGUNG_JAWAB,
    SASARAN,
    SATUAN,
    BlankForm,
    Column,
    Look,
    serapan,
)
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Essential, Form, FormKind, alike
from lkjip_xl.lampiran.recognition import ITEM, has

#: What is told of the Renstra; two of them, in performance or money, tell the form.
_RENSTRA = (
    (Field.TARGET_AKHIR, Field.PAGU_AKHIR),
    (Field.REALISASI_LALU, Field.REALISASI_ANGGARAN_LALU),
    (Field.REALISASI_RENSTRA, Field.REALISASI_ANGGARAN_RENSTRA),
)
QUARTERS = tuple(Field.REALISASI.in_quarter(tw) for tw in Triwulan)
QUARTERS_ANGGARAN = tuple(Field.REALISASI_ANGGARAN.in_quarter(tw) for tw in Triwulan)
#: The rows below the table, and below each program where an office sums up so often.
_CLOSING = re.compile(
    r"rata\s*-?\s*rata\s+(?:tingkat\s+|persentase\s+)?(?:capaian|realisasi)\b|"
    r"predikat\s*(?:kinerja|capaian|tingkat|\(|:|\Z)|"
    r"faktor[\s-]*(?:faktor\s+)?(?:pendorong|penghambat|pendukung|penentu|keberhasilan)|"
    r"(?:usulan\s+|rencana\s+)?tindak\s+lanjut\s+(?:yang|dalam|pada|hasil|renja)",
    re.IGNORECASE,
)


def _fits(columns: Columns) -> int:
    of_renstra = sum(columns.has_any(*pair) for pair in _RENSTRA)
    of_year = columns.has_any(Field.TARGET, Field.PAGU)
    quarters = columns.has_any(*QUARTERS, *QUARTERS_ANGGARAN)
    named = columns.has_any(Field.INDIKATOR, *ITEM)
    return 20 if of_renstra >= 2 and of_year and quarters and named else 0


_K, _RP = "K", "Rp"
_QUARTER = "Realisasi Kinerja pada Triwulan"


def _pair(
    kinerja: str, anggaran: str, *groups: str, formula: tuple[str, str] = ("", "")
) -> tuple[Column, Column]:
    """Return the two columns below a group: performance and money."""
    return (
        Column(kinerja, (*groups, _K), 10, Look.PLAIN, formula[0]),
        Column(anggaran, (*groups, _RP), 18, Look.RUPIAH, formula[1]),
    )


def _share(
    kinerja: str, anggaran: str, group: str, *bases: tuple[str, str]
) -> tuple[Column, Column]:
    return (
        Column(kinerja, (group, _K), 10, Look.PERSEN, serapan(*bases[0])),
        Column(anggaran, (group, _RP), 10, Look.PERSEN, serapan(*bases[1])),
    )


def _sum(*keys: str) -> str:
    cells = ",".join(f"{{{key}}}" for key in keys)
    return f'=IF(COUNT({cells})=0,"",SUM({cells}))'


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=170,
        sheet="Evaluasi Renja",
        title=f"Evaluasi Terhadap Hasil Renja Tahun {year}",
        columns=(
            *(NO, SASARAN, Column("item", ("Program/Kegiatan/Sub Kegiatan",), 40)),
            *(INDIKATOR, SATUAN),
            *_pair("target_akhir", "pagu_akhir", "Target Renstra pada Akhir Periode"),
            *_pair(
                *("realisasi_lalu", "realisasi_anggaran_lalu"),
                "Realisasi Renstra s.d. Tahun Lalu (n-1)",
            ),
            *_pair("target", "pagu", "Target Renja Tahun Berjalan"),
            *(
                column
                for tw in Triwulan
                for column in _pair(
                    QUARTERS[tw - 1].value, QUARTERS_ANGGARAN[tw - 1].value, _QUARTER, tw.name
                )
            ),
            # The performance of a year follows from its quarters in a way of each indicator's own.
            *_pair(
                *("realisasi", "realisasi_anggaran"),
                "Realisasi Renja yang Dievaluasi",
                formula=("", _sum(*QUARTERS_ANGGARAN)),
            ),
            *_pair(
                *("realisasi_renstra", "realisasi_anggaran_renstra"),
                "Realisasi Renstra s.d. Tahun Berjalan",
                formula=("", _sum("realisasi_anggaran_lalu", "realisasi_anggaran")),
            ),
            *_share(
                *("capaian_renstra", "serapan_renstra"),
                "Tingkat Capaian Renstra s.d. Tahun Berjalan (%)",
                ("{target_akhir}", "{realisasi_renstra}"),
                ("{pagu_akhir}", "{realisasi_anggaran_renstra}"),
            ),
            PENANGGUNG_JAWAB,
        ),
        rows=100,
    )


EVALUASI_RENJA = Form(
    name="evaluasi_renja",
    label="Evaluasi Hasil Renja",
    kind=FormKind.OWN,
    order=65,
    fits=_fits,
    essential=(
        Essential("Indikator atau Program/Kegiatan", has(Field.INDIKATOR, *ITEM)),
        Essential("realisasi tiap triwulan", has(*QUARTERS, *QUARTERS_ANGGARAN)),
        Essential("Target Renja", has(Field.TARGET, Field.PAGU)),
        Essential("Target dan Realisasi Renstra", has(*(one for two in _RENSTRA for one in two))),
    ),
    filled=(Field.TARGET, Field.PAGU),
    in_satuan=(
        *(Field.TARGET_AKHIR, Field.REALISASI_LALU, Field.TARGET),
        *(*QUARTERS, Field.REALISASI, Field.REALISASI_RENSTRA),
    ),
    computes=(Field.CAPAIAN, Field.SERAPAN),
    per_indicator=(Field.REALISASI, Field.REALISASI_RENSTRA),
    also_add_up=QUARTERS_ANGGARAN,
    may_add_up=(
        *(Field.PAGU_AKHIR, Field.REALISASI_ANGGARAN_LALU),
        Field.REALISASI_ANGGARAN_RENSTRA,
    ),
    states=alike(
        *(Field.TARGET, Field.REALISASI, Field.PAGU, Field.REALISASI_ANGGARAN),
        # What the sheets of several quarters say alike.
        *(Field.TARGET_AKHIR, Field.REALISASI_LALU, *QUARTERS),
        *(Field.PAGU_AKHIR, Field.REALISASI_ANGGARAN_LALU, *QUARTERS_ANGGARAN),
    ),
    grows_until=(QUARTERS[-1], QUARTERS_ANGGARAN[-1]),
    closing=_CLOSING,
    adds_up=True,
    names_work=True,
    naming=65,
    precedence=85,
    blank=_blank,
)
