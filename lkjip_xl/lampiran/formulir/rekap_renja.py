"""T-C.29, rekapitulasi evaluasi Renja: how far the Renstra has come with the years so far."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.blank import INDIKATOR, KETERANGAN, KODE, BlankForm, Column, Look
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form, FormKind, alike
from lkjip_xl.lampiran.recognition import ITEM

_POINTS = 15
_MONEY = (Field.PAGU, Field.PAGU_AKHIR, Field.REALISASI_ANGGARAN)


def _fits(columns: Columns) -> int:
    has_plan = columns.has(Field.TARGET_AKHIR, Field.REALISASI_RENSTRA, Field.INDIKATOR)
    of_years = columns.has(Field.TARGET, Field.REALISASI)
    quarterly = any(column.field.triwulan for column in columns)
    named = columns.has_any(*ITEM)
    plain = not quarterly and not columns.has_any(*_MONEY)
    return _POINTS if has_plan and of_years and named and plain else 0


def _blank(year: int) -> BlankForm:
    before = year - 1
    return BlankForm(
        place=96,
        sheet="T-C.29",
        title=f"Rekapitulasi Evaluasi Hasil Pelaksanaan Renja sampai dengan Tahun {year}",
        columns=(
            KODE,
            Column("item", ("Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan",), 44),
            INDIKATOR,
            Column("target_akhir", ("Target Capaian Kinerja Renstra (akhir periode)",), 14),
            Column(
                "realisasi_lalu", (f"Realisasi Target Kinerja Renstra s.d. Tahun {before - 1}",), 14
            ),
            *(
                Column(key, (f"Target dan Realisasi Kinerja Tahun {before}", label), 14)
                for key, label in (
                    (f"target {before}", "Target"),
                    (f"realisasi {before}", "Realisasi"),
                )
            ),
            Column(
                f"capaian {before}",
                (f"Target dan Realisasi Kinerja Tahun {before}", "Tingkat Realisasi (%)"),
                12,
                Look.PERSEN,
                _share(f"{{target {before}}}", f"{{realisasi {before}}}"),
            ),
            Column(f"target {year}", (f"Target Renja Tahun {year}",), 14),
            Column(
                "realisasi_renstra",
                (f"Perkiraan Realisasi Capaian Renstra s.d. Tahun {year}", "Realisasi Capaian"),
                14,
            ),
            Column(
                "capaian_renstra",
                (f"Perkiraan Realisasi Capaian Renstra s.d. Tahun {year}", "Tingkat Capaian (%)"),
                12,
                Look.PERSEN,
                _share("{target_akhir}", "{realisasi_renstra}"),
            ),
            KETERANGAN,
        ),
        rows=60,
    )


def _share(whole: str, part: str) -> str:
    return f'=IF(OR({whole}="",{part}=""),"",IFERROR({part}/{whole},""))'


REKAP_RENJA = Form(
    name="rekap_renja",
    label="T-C.29 Rekapitulasi Renja",
    kind=FormKind.OWN,
    order=36,
    fits=_fits,
    in_satuan=(Field.TARGET, Field.REALISASI, Field.TARGET_AKHIR, Field.REALISASI_RENSTRA),
    computes=(Field.CAPAIAN,),
    states=alike(Field.TARGET, Field.REALISASI),
    naming=86,
    precedence=95,
    blank=_blank,
)
