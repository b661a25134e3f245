"""Small workbooks with everything that a mutation can break: what the cases start from."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from lkjip_xl.apps.cli import main

Row = tuple[object, ...]

KINERJA: tuple[Row, ...] = (
    ("Tabel 3.1 Pencapaian Kinerja Tahun 2023",),
    (),
    ("Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"),
    ("Jalan membaik", "Panjang jalan mantap", "km", 80, 70, "=E4/D4*100"),
    (None, "Jumlah jembatan mantap", "unit", "4", 3, "=E5/D5*100"),
    ("Air bersih merata", "Rumah berair bersih", "%", "87,50", 0.905, "=ROUND(E6/D6*100,2)"),
)
ANGGARAN: tuple[Row, ...] = (
    ("Tabel 3.4 Anggaran Tahun 2023",),
    (),
    ("Program/Kegiatan", "Pagu (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"),
    ("1.03.02 Program Jalan", 500_000_000, 400_000_000, "=C4/B4*100"),
    ("1.03.02.2.01 Kegiatan Jalan", "500.000.000", 400_000_000, 81),
    ("JUMLAH", "=SUM(B4:B4)", "=SUM(C4:C4)", "=C6/B6*100"),
)
#: What the formulas above come to, by their place; other programs store it, openpyxl cannot.
RESULTS = {(3, 5): 87.5, (4, 5): 75.0, (5, 5): 1.03, (5, 1): 500_000_000, (5, 2): 400_000_000}


def write_seeds(folder: Path) -> list[Path]:
    """Write the workbooks into a folder; the last one is a marked copy."""
    plain, rich = folder / "biasa.xlsx", folder / "kaya.xlsx"
    _write_plain(plain)
    _write_rich(rich)
    marked = folder / "kaya.catatan.xlsx"
    main(["tandai", str(rich), "-o", str(marked)])
    return [plain, rich, marked]


def _write_plain(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in (("Tabel 3.1", KINERJA), ("Tabel 3.4", ANGGARAN)):
            sheet = book.add_worksheet(name)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, str) and value.startswith("="):
                        sheet.write_formula(row, column, value, None, RESULTS.get((row, column), 0))
                    elif value is not None:
                        sheet.write(row, column, value)
        sheet.merge_range("F1:G2", "Serang")
        sheet.write_comment("B4", "Dari bidang")


def _write_rich(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tabel 3.1"
    for values in KINERJA:
        sheet.append(values)
    money = book.create_sheet("Rincian & 'Isu'")
    for values in ANGGARAN:
        money.append(values)
    sheet["A4"].comment = Comment("Angka dari bidang", "Staf")
    sheet.merge_cells("A4:A5")
    for cell in sheet[3]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFDDEEFF")
    sheet["F4"].number_format = "0.00"
    sheet["E6"].number_format = "0.0%"
    fill = PatternFill(bgColor="FFFFC7CE")
    sheet.conditional_formatting.add("F4:F6", CellIsRule("lessThan", ["50"], fill=fill))
    choice = DataValidation(type="list", formula1='"km,unit,%"')
    choice.add("C4:C6")
    sheet.add_data_validation(choice)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=3, max_row=6), titles_from_data=True)
    sheet.add_chart(chart, "H2")
    book.defined_names["Sasaran"] = DefinedName("Sasaran", attr_text="'Tabel 3.1'!$A$4:$A$6")
    money.column_dimensions["D"].hidden = True
    money.row_dimensions[5].outlineLevel = 1
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
