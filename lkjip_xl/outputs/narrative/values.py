"""The report's values by the names that its outline and the tags of a Word template give them."""

from __future__ import annotations

from dataclasses import fields

from lkjip_xl.outputs.narrative.capaian import UraianIndikator
from lkjip_xl.outputs.narrative.chart import Chart
from lkjip_xl.outputs.narrative.report import Report
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.outputs.narrative.text import Text

Value = (
    Text
    | tuple[Text, ...]
    | tuple[UraianIndikator, ...]
    | tuple[Chart, ...]
    | Table
    | bool
    | None  # an annex that the book does not have
)


#: Of the office, what bears a longer name among the report's values.
_OF_OFFICE = {"nama": "nama_perangkat_daerah", "renstra": "periode_renstra"}
#: Tables that are left out, with what is around them, where they have no row.
_CONDITIONS = {
    "ada_pembanding": "tabel_pembanding",
    "ada_serapan_rendah": "tabel_serapan_rendah",
    "ada_triwulan": "tabel_triwulan",
    "ada_nilai_evaluasi": "tabel_nilai_evaluasi",
}


def name_values(report: Report) -> dict[str, Value]:
    """Return every value by its name: words, paragraphs, tables, charts and conditions."""
    values: dict[str, Value] = {
        _OF_OFFICE.get(one.name, one.name): getattr(report.office, one.name)
        for one in fields(report.office)
    }
    values |= {
        one.name: getattr(report, one.name)
        for one in fields(report)
        if one.name not in ("office", "lampiran")
    }
    for name, table in _CONDITIONS.items():
        values[name] = bool(getattr(report, table).rows)
    return {
        **values,
        "ada_langkah_perbaikan": bool(report.langkah_perbaikan),
        "ada_lampiran_triwulan": report.lampiran_triwulan is not None,
        "grafik_belanja": tuple(filter(None, (report.grafik_belanja,))),
        "grafik_serapan": tuple(filter(None, (report.grafik_serapan,))),
        **{f"lampiran_{form.name}": table for form, table in report.lampiran.items()},
    }
