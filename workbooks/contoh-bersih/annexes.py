"""The six annexes of the clean sample book: Tabel 3.1 to 3.5 and Rencana Aksi."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sheets import BLUISH, FRACTION, GREY, PERCENT, RUPIAH, YELLOWISH, Book, Heading, Look, Sheet
from tree import (
    TAHUN,
    Indikator,
    Level,
    Node,
    Place,
    one_row_per_amount,
    one_row_per_indikator,
    place,
    round_half_up,
    sub_kegiatan_rows,
    sum_rupiah,
    tujuan_and_sasaran_rows,
)
from xlsxwriter.utility import xl_rowcol_to_cell as cell  # type: ignore[import-untyped]

BULAN = ("JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGT", "SEP", "OKT", "NOV", "DES")
TRIWULAN = ("TW I", "TW II", "TW III", "TW IV")


def look_of(node: Node) -> Look:
    """Return how the rows of a node look."""
    looks: dict[Level, Look] = {
        "program": {"bold": True, "bg_color": YELLOWISH},
        "kegiatan": {"bg_color": BLUISH},
    }
    return looks.get(node.level, {})


def column_of(node: Node, tujuan: int) -> int:
    """Return the column of a node's name, where the five levels stand side by side.

    Tujuan and sasaran stand in two columns from ``tujuan`` on, the other three after them.
    """
    order = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
    return tujuan + order.index(node.level)


def write_names(sheet: Sheet, places: list[Place]) -> None:
    """Write Kode, Tujuan, Sasaran, Program, Kegiatan and Sub Kegiatan into columns B to G."""
    for at in places:
        node = at.node
        if at.first <= at.last:
            sheet.blank(at.first, at.last, **look_of(node))
    for at in places:
        node, look = at.node, look_of(at.node)
        column = column_of(node, 2)
        if node.kode:
            sheet.span(at.first, 1, at.last, 1, node.kode, **look)
            sheet.span(at.first, column, at.last, column, node.nama, **look)
        else:
            sheet.span(at.first, column, at.end, column, node.nama, valign="top")


def sum_of_children(node: Node, rows: list[int], column: int, end: int) -> str:
    """Return the formula that adds the rows of a node's children."""
    if node.level == "kegiatan":
        return f"=SUM({cell(rows[0], column)}:{cell(end, column)})"
    return "=" + "+".join(cell(row, column) for row in rows)


def write_amount(
    sheet: Sheet,
    at: Place,
    rows: dict[str, list[int]],
    column: int,
    what: str,
    tahun: int,
    **look: Any,
) -> None:
    """Write the rupiah of a node: typed for a sub kegiatan, a sum for what lies above."""
    value = at.node.rupiah(what, tahun)
    look = {"num_format": RUPIAH} | look
    if at.first < at.last:
        sheet.span(at.first, column, at.last, column, None, **look)
    if at.node.level == "sub_kegiatan":
        sheet.put(at.first, column, value, **look)
    else:
        formula = sum_of_children(at.node, rows[at.node.nama], column, at.end)
        sheet.calculate(at.first, column, formula, value, **look)


def write_total(
    sheet: Sheet, row: int, label_columns: int, amounts: dict[int, tuple[list[int], int]]
) -> None:
    """Write the bottom row: per column the rows that it adds, and the sum."""
    look = {"bold": True, "bg_color": GREY}
    sheet.blank(row, row, **look)
    sheet.span(row, 1, row, label_columns, "JUMLAH TOTAL", align="center", **look)
    for column, (rows, value) in amounts.items():
        formula = "=" + "+".join(cell(one, column) for one in rows)
        sheet.calculate(row, column, formula, value, num_format=RUPIAH, **look)


def write_tabel_3_1(book: Book) -> None:
    widths = (16, 17, 17, 20, 22, 25, 28, 9, 13, 10, 10, 32)
    sheet = Sheet(book, "T-C.1 Kinerja", widths, "tabel_3_1")
    sheet.letterhead()
    sheet.title(
        4, f"Tabel 3.1 Pencapaian Realisasi Kinerja {book.data.kantor['nama']} Tahun {TAHUN}"
    )
    headings: list[Heading] = ["Kode", "Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan"]
    headings += ["Indikator Kinerja", "Target", "Satuan", "Realisasi", "Capaian (%)", "Keterangan"]
    first = sheet.header(6, headings, column_numbers=True)
    places, _ = place(book.data.daftar_tujuan, first, one_row_per_indikator)
    write_names(sheet, places)
    for at in places:
        for row, indikator in at.rows:
            write_capaian_row(sheet, row, at.node, indikator)
    sheet.signature(places[-1].end + 3, 10, 12)
    sheet.finish(6, first, 2)


def write_capaian_row(sheet: Sheet, row: int, node: Node, indikator: Indikator) -> None:
    look = look_of(node)
    target, realisasi = indikator.target[TAHUN], indikator.realisasi[TAHUN]
    number_format = indikator.number_format
    sheet.put(row, 7, indikator.nama, **look)
    sheet.put(row, 8, target, num_format=number_format, **look)
    sheet.put(row, 9, indikator.satuan, align="center", **look)
    sheet.put(row, 10, realisasi, num_format=number_format, **look)
    write_capaian(sheet, row, 11, cell(row, 8), cell(row, 10), indikator, **look)
    sheet.put(row, 12, indikator.keterangan, **look)
    sheet.note(row, node, indikator, "target", target)
    sheet.note(row, node, indikator, "realisasi", realisasi)
    sheet.note(row, node, indikator, "capaian", indikator.capaian_persen(TAHUN))


def write_capaian(
    sheet: Sheet,
    row: int,
    column: int,
    target: str,
    realisasi: str,
    indikator: Indikator,
    **look: Any,
) -> None:
    """Write the capaian of the reporting year as a fraction shown in per cent."""
    rendah = indikator.makin_rendah
    formula = f"=(2*{target}-{realisasi})/{target}" if rendah else f"={realisasi}/{target}"
    value = indikator.capaian(TAHUN)
    sheet.calculate(row, column, formula, value, num_format=FRACTION, **look)


def write_tabel_3_2(book: Book) -> None:
    years = book.data.tahun_realisasi
    widths = (16, 17, 17, 20, 22, 25, 27, 13) + (9, 15) * len(years) + (13,)
    sheet = Sheet(book, "T-C.2 Kinerja Anggaran", widths, "tabel_3_2")
    sheet.letterhead()
    sheet.title(
        4,
        f"Tabel 3.2 Pencapaian Realisasi Kinerja dan Anggaran {book.data.kantor['nama']} "
        f"Tahun {years[0]}-{years[-1]}",
    )
    headings: list[Heading] = ["Kode", "Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan"]
    headings += ["Indikator Kinerja", "Satuan"]
    headings += [(year, ("Kinerja", "Pagu (Rp)")) for year in years]
    first = sheet.header(6, [*headings, "Keterangan"], column_numbers=True)
    places, children = place(book.data.daftar_tujuan, first, one_row_per_indikator)
    write_names(sheet, places)
    for at in places:
        for row, indikator in at.rows:
            sheet.put(row, 7, indikator.nama, **look_of(at.node))
            sheet.put(row, 8, indikator.satuan, align="center", **look_of(at.node))
        for number, year in enumerate(years):
            write_year_3_2(sheet, at, children, 9 + 2 * number, year)
    total = places[-1].end + 1
    programs = [at.first for at in places if at.node.level == "program"]
    amounts = {
        10 + 2 * number: (programs, sum_rupiah(book.data, "pagu", year))
        for number, year in enumerate(years)
    }
    write_total(sheet, total, 8, amounts)
    for (_, value), year in zip(amounts.values(), years, strict=True):
        sheet.note(total, None, None, "anggaran", value, year)
    sheet.remark(total + 1, "Kinerja: realisasi kinerja pada tahun tersebut.")
    sheet.remark(total + 2, "Pagu (Rp): pagu anggaran setelah perubahan pada tahun tersebut.")
    sheet.signature(total + 4, 12, 15)
    sheet.finish(6, first, 2)


def write_year_3_2(
    sheet: Sheet, at: Place, children: dict[str, list[int]], column: int, year: int
) -> None:
    look = look_of(at.node)
    for row, indikator in at.rows:
        value = indikator.realisasi[year]
        sheet.put(row, column, value, num_format=indikator.number_format, **look)
        sheet.note(row, at.node, indikator, "kinerja", value, year)
    if at.node.kode:
        write_amount(sheet, at, children, column + 1, "pagu", year, **look)
        leading = at.node.daftar_indikator[0]
        sheet.note(at.first, at.node, leading, "anggaran", at.node.rupiah("pagu", year), year)


def write_tujuan_sasaran_names(sheet: Sheet, places: list[Place]) -> None:
    """Write No, Tujuan, Sasaran, Indikator and Satuan into columns B to F."""
    kept = [at for at in places if at.node.level in ("tujuan", "sasaran")]
    sheet.blank(kept[0].first, kept[-1].end)
    number = 0
    for at in kept:
        if at.node.level == "tujuan":
            number += 1
            sheet.span(at.first, 1, at.end, 1, number, align="center", valign="top")
        column = column_of(at.node, 2)
        sheet.span(at.first, column, at.end, column, at.node.nama, valign="top")
        for row, indikator in at.rows:
            bold = at.node.level == "tujuan"
            sheet.put(row, 4, indikator.nama, bold=bold)
            sheet.put(row, 5, indikator.satuan, align="center")


def write_tabel_3_3(book: Book) -> None:
    years = book.data.tahun_realisasi
    sheet = Sheet(book, "T-C.3 Target Renstra", (5, 26, 26, 36, 16) + (10,) * 9, "tabel_3_3")
    sheet.letterhead()
    sheet.title(
        4,
        f"Tabel 3.3 Target dan Capaian Tujuan dan Sasaran Jangka Menengah "
        f"{book.data.kantor['nama']} Tahun {years[0]}-{years[-1]}",
    )
    headings: list[Heading] = ["No", "Tujuan", "Sasaran", "Indikator Tujuan/Sasaran", "Satuan"]
    headings += [("Target Kinerja", years), ("Realisasi Kinerja", years)]
    first = sheet.header(6, [*headings, ("Persentase Capaian (%)", years)])
    places, _ = place(book.data.daftar_tujuan, first, tujuan_and_sasaran_rows)
    write_tujuan_sasaran_names(sheet, places)
    for at in places:
        for row, indikator in at.rows:
            for number, year in enumerate(years):
                write_year_3_3(sheet, row, 6 + number, at.node, indikator, year)
    sheet.signature(places[-1].end + 3, 11, 14)
    sheet.finish(6, first)


def write_year_3_3(
    sheet: Sheet, row: int, column: int, node: Node, indikator: Indikator, year: int
) -> None:
    target, realisasi = cell(row, column), cell(row, column + 3)
    share = f"{realisasi}/{target}"
    value = indikator.realisasi[year] / indikator.target[year] * 100
    if indikator.makin_rendah:
        share = f"(2*{target}-{realisasi})/{target}"
        value = indikator.capaian(year) * 100
    number_format = indikator.number_format
    sheet.put(row, column, indikator.target[year], num_format=number_format)
    sheet.put(row, column + 3, indikator.realisasi[year], num_format=number_format)
    sheet.calculate(row, column + 6, f"={share}*100", value, num_format=PERCENT)
    sheet.note(row, node, indikator, "target", indikator.target[year], year)
    sheet.note(row, node, indikator, "realisasi", indikator.realisasi[year], year)
    sheet.note(row, node, indikator, "capaian", indikator.capaian_persen(year), year)


def write_tabel_3_4(book: Book) -> None:
    sheet = Sheet(book, "Lamp 3.4", (17, 22, 22, 26, 28, 36, 18, 18, 12, 36), "tabel_3_4")
    sheet.letterhead()
    sheet.title(
        4, f"Tabel 3.4 Pencapaian Realisasi Anggaran {book.data.kantor['nama']} Tahun {TAHUN}"
    )
    headings: list[Heading] = ["Kode", "Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan"]
    headings += ["Pagu Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)", "Keterangan"]
    first = sheet.header(6, headings, column_numbers=True)
    sheet.column_formula(first - 1, 9, "9=8/7*100")
    places, children = place(book.data.daftar_tujuan, first, one_row_per_amount)
    write_names(sheet, places)
    for at in places:
        if at.node.kode:
            write_serapan_row(sheet, at, children)
    write_total_3_4(sheet, places)
    sheet.signature(places[-1].end + 4, 8, 10)
    sheet.finish(6, first, 2)


def write_serapan_row(sheet: Sheet, at: Place, children: dict[str, list[int]]) -> None:
    node, row, look = at.node, at.first, look_of(at.node)
    write_amount(sheet, at, children, 7, "pagu", TAHUN, **look)
    write_amount(sheet, at, children, 8, "realisasi", TAHUN, **look)
    pagu, realisasi = node.rupiah("pagu", TAHUN), node.rupiah("realisasi", TAHUN)
    formula = f"={cell(row, 8)}/{cell(row, 7)}"
    sheet.calculate(row, 9, formula, realisasi / pagu, num_format=FRACTION, **look)
    sheet.put(row, 10, node.keterangan_serapan, **look)
    sheet.note(row, node, None, "pagu", pagu)
    sheet.note(row, node, None, "realisasi_anggaran", realisasi)
    sheet.note(row, node, None, "serapan", node.serapan_persen(TAHUN))


def write_total_3_4(sheet: Sheet, places: list[Place]) -> None:
    data, row = sheet.book.data, places[-1].end + 1
    pagu, realisasi = sum_rupiah(data, "pagu", TAHUN), sum_rupiah(data, "realisasi", TAHUN)
    programs = [at.first for at in places if at.node.level == "program"]
    write_total(sheet, row, 6, {7: (programs, pagu), 8: (programs, realisasi)})
    formula = f"={cell(row, 8)}/{cell(row, 7)}"
    look = {"bold": True, "bg_color": GREY, "num_format": FRACTION}
    sheet.calculate(row, 9, formula, realisasi / pagu, **look)
    sheet.note(row, None, None, "pagu", pagu)
    sheet.note(row, None, None, "realisasi_anggaran", realisasi)
    serapan = Decimal(realisasi) / Decimal(pagu) * 100
    sheet.note(row, None, None, "serapan", round_half_up(serapan, 2))


def write_tabel_3_5(book: Book) -> None:
    data, years = book.data, book.data.tahun_realisasi
    widths = (5, 26, 26, 34, 16) + (16,) * 6 + (10,) * 3
    sheet = Sheet(book, "Lamp 3.5", widths, "tabel_3_5")
    sheet.letterhead()
    sheet.title(
        4,
        f"Tabel 3.5 Pencapaian Realisasi Serapan Anggaran Tujuan dan Sasaran Jangka Menengah "
        f"{data.kantor['nama']} Tahun {years[0]}-{years[-1]}",
    )
    headings: list[Heading] = ["No", "Tujuan", "Sasaran", "Indikator Tujuan/Sasaran", "Satuan"]
    headings += [("Pagu Anggaran (Rp)", years), ("Realisasi Anggaran (Rp)", years)]
    headings.append(("Persentase Serapan Anggaran (%)", years))
    first = sheet.header(6, headings, column_numbers=True)
    for column in (12, 13, 14):
        sheet.column_formula(first - 1, column, f"{column}={column - 3}/{column - 6}*100")
    places, children = place(data.daftar_tujuan, first, tujuan_and_sasaran_rows)
    write_tujuan_sasaran_names(sheet, places)
    total = places[-1].end + 1
    kept = [at for at in places if at.node.level in ("tujuan", "sasaran")]
    for number, year in enumerate(years):
        for at in kept:
            write_year_3_5(sheet, at, children, 6 + number, year)
    tujuan = [at.first for at in kept if at.node.level == "tujuan"]
    pagu = {6 + i: (tujuan, sum_rupiah(data, "pagu", year)) for i, year in enumerate(years)}
    spent = {9 + i: (tujuan, sum_rupiah(data, "realisasi", year)) for i, year in enumerate(years)}
    write_total(sheet, total, 5, pagu | spent)
    for number, year in enumerate(years):
        write_share_3_5(sheet, total, 6 + number, year, None)
    sheet.signature(total + 3, 10, 13)
    sheet.finish(6, first)


def write_year_3_5(
    sheet: Sheet, at: Place, children: dict[str, list[int]], column: int, year: int
) -> None:
    look = {"num_format": RUPIAH, "bold": at.node.level == "tujuan"}
    for what, offset in (("pagu", 0), ("realisasi", 3)):
        value, where = at.node.rupiah(what, year), column + offset
        sheet.span(at.first, where, at.last, where, None, **look)
        if at.node.level == "tujuan":
            formula = sum_of_children(at.node, children[at.node.nama], where, at.end)
            sheet.calculate(at.first, where, formula, value, **look)
        else:
            sheet.put(at.first, where, value, **look)
    sheet.span(at.first, column + 6, at.last, column + 6, None, **look)
    write_share_3_5(sheet, at.first, column, year, at.node)


def write_share_3_5(sheet: Sheet, row: int, column: int, year: int, node: Node | None) -> None:
    """Write the serapan of one year in a row whose amounts are already written."""
    if node:
        pagu, realisasi = node.rupiah("pagu", year), node.rupiah("realisasi", year)
    else:
        pagu = sum_rupiah(sheet.book.data, "pagu", year)
        realisasi = sum_rupiah(sheet.book.data, "realisasi", year)
    look: Look = {"num_format": FRACTION, "bold": not node or node.level == "tujuan"}
    if node is None:
        look["bg_color"] = GREY
    formula = f"={cell(row, column + 3)}/{cell(row, column)}"
    sheet.calculate(row, column + 6, formula, realisasi / pagu, **look)
    leading = node.daftar_indikator[0] if node else None
    sheet.note(row, node, leading, "pagu", pagu, year)
    sheet.note(row, node, leading, "realisasi_anggaran", realisasi, year)
    serapan = round_half_up(Decimal(realisasi) / Decimal(pagu) * 100, 2)
    sheet.note(row, node, leading, "serapan", serapan, year)


def write_rencana_aksi(book: Book) -> None:
    widths = (17, 19, 20, 24, 25, 12, 8, 14) + (4.7,) * 12 + (8,) * 8 + (25,)
    sheet = Sheet(book, "Renaksi 2023", widths, "rencana_aksi")
    sheet.letterhead()
    sheet.title(4, f"Rencana Aksi {book.data.kantor['nama']} Tahun {TAHUN}")
    headings: list[Heading] = ["Sasaran Strategis", "Program", "Kegiatan", "Sub Kegiatan"]
    headings += ["Indikator Kinerja", "Satuan", "Target", "Anggaran (Rp)"]
    headings += [("Rencana Pelaksanaan", BULAN), ("Target Triwulan (Kumulatif)", TRIWULAN)]
    headings += [("Realisasi Triwulan (Kumulatif)", TRIWULAN), "Penanggung Jawab"]
    first = sheet.header(6, headings)
    places, _ = place(book.data.daftar_tujuan, first, sub_kegiatan_rows)
    sheet.blank(first, places[-1].end)
    for at in places:
        if at.node.level == "tujuan":
            continue
        column = column_of(at.node, 0)
        bold = at.node.level == "program"
        sheet.span(at.first, column, at.end, column, at.node.nama, valign="top", bold=bold)
        if at.node.level == "sub_kegiatan":
            write_rencana_aksi_rows(sheet, at)
    total, value = places[-1].end + 1, sum_rupiah(book.data, "pagu", TAHUN)
    write_total(sheet, total, 7, {})
    formula = f"=SUM({cell(first, 8)}:{cell(total - 1, 8)})"
    look = {"bold": True, "bg_color": GREY, "num_format": RUPIAH}
    sheet.calculate(total, 8, formula, value, **look)
    sheet.note(total, None, None, "anggaran", value)
    sheet.remark(total + 1, "Target dan realisasi triwulan dihitung sejak awal tahun (kumulatif).")
    sheet.signature(total + 3, 22, 29)
    sheet.finish(6, first, 5)


def write_rencana_aksi_rows(sheet: Sheet, at: Place) -> None:
    node, pagu = at.node, at.node.rupiah("pagu", TAHUN)
    sheet.span(at.first, 8, at.last, 8, None, num_format=RUPIAH)
    sheet.put(at.first, 8, pagu, num_format=RUPIAH)
    sheet.note(at.first, node, node.daftar_indikator[0], "anggaran", pagu)
    for row, indikator in at.rows:
        sheet.put(row, 5, indikator.nama)
        sheet.put(row, 6, indikator.satuan, align="center")
        sheet.put(row, 7, indikator.target[TAHUN], num_format=indikator.number_format)
        sheet.note(row, node, indikator, "target", indikator.target[TAHUN])
        for number, bulan in enumerate(BULAN):
            if bulan in indikator.bulan:
                sheet.put(row, 9 + number, "v", align="center", bg_color=BLUISH)
                sheet.note(row, node, indikator, bulan.lower(), 1)
        for number in range(4):
            target, realisasi = indikator.tw_target[number], indikator.tw_realisasi[number]
            sheet.put(row, 21 + number, target, align="center", num_format=RUPIAH)
            sheet.put(row, 25 + number, realisasi, align="center", num_format=RUPIAH)
            sheet.note(row, node, indikator, f"tw{number + 1}_target", target)
            sheet.note(row, node, indikator, f"tw{number + 1}_realisasi", realisasi)
        sheet.put(row, 29, node.penanggung_jawab)
