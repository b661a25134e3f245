"""The sheets of the clean sample book that feed the rest of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annexes import write_capaian, write_tujuan_sasaran_names
from sheets import BLUISH, FRACTION, GREY, PERCENT, RUPIAH, Book, Heading, Sheet
from tree import (
    TAHUN,
    Data,
    Indikator,
    Node,
    Number,
    exact,
    one_row_per_amount,
    place,
    tujuan_and_sasaran_rows,
)
from xlsxwriter.utility import xl_rowcol_to_cell as cell  # type: ignore[import-untyped]


def iku_nodes(data: Data) -> Iterator[tuple[Node, Indikator]]:
    """Yield the indikator of tujuan and sasaran, from the top."""
    for tujuan in data.daftar_tujuan:
        for node in (tujuan, *tujuan.children):
            for indikator in node.daftar_indikator:
                yield node, indikator


def iku_texts(data: Data) -> Iterator[tuple[Node, Indikator, dict[str, Any]]]:
    texts = {text["indikator"]: text for text in data.kantor["iku"]}
    for node, indikator in iku_nodes(data):
        yield node, indikator, texts[indikator.nama]


def write_outline(sheet: Sheet, row: int, column: int, outline: Sequence[Any]) -> int:
    """Write nested lists as vertical merges; return the row below."""
    for entry in outline:
        if isinstance(entry, str):
            sheet.put(row, column, entry)
            row += 1
            continue
        below = write_outline(sheet, row, column + len(entry) - 1, entry[-1])
        for offset, text in enumerate(entry[:-1]):
            sheet.span(row, column + offset, below - 1, column + offset, text, valign="top")
        row = below
    return row


def write_profil(book: Book) -> None:
    sheet = Sheet(book, "Profil", (26, 90))
    sheet.title(1, "Profil Perangkat Daerah")
    for row, (label, value) in enumerate(book.data.kantor["profil"], start=3):
        sheet.put(row, 1, label, bold=True, bg_color=BLUISH, valign="top")
        sheet.put(row, 2, value, align="left", valign="top")


def write_iku(book: Book) -> None:
    sheet = Sheet(book, "IKU", (5, 10, 30, 34, 16, 10, 24, 42, 30, 24))
    sheet.title(1, f"Tabel 2.3 Indikator Kinerja Utama {book.data.kantor['nama']} Tahun {TAHUN}")
    headings = ["No", "Level", "Tujuan/Sasaran", "Indikator Kinerja", "Satuan", f"Target {TAHUN}"]
    headings += ["Arah", "Rumus Perhitungan", "Sumber Data", "Penanggung Jawab"]
    first = sheet.header(3, headings)
    for row, (node, indikator, text) in enumerate(iku_texts(book.data), start=first):
        arah = "rendah" if indikator.makin_rendah else "tinggi"
        sheet.put(row, 1, row - first + 1, align="center")
        sheet.put(row, 2, node.level.capitalize(), align="center")
        sheet.put(row, 3, node.nama)
        sheet.put(row, 4, indikator.nama)
        sheet.put(row, 5, indikator.satuan, align="center")
        sheet.put(row, 6, indikator.target[TAHUN], num_format=indikator.number_format)
        sheet.put(row, 7, f"Makin {arah} makin baik")
        sheet.put(row, 8, text["rumus"])
        sheet.put(row, 9, text["sumber_data"])
        sheet.put(row, 10, text["penanggung_jawab"])
    sheet.finish(3, first)


def write_tujuan_sasaran(book: Book) -> None:
    years = book.data.tahun_renstra
    sheet = Sheet(book, "Tujuan Sasaran", (5, 28, 28, 36, 16) + (9,) * len(years) + (12,))
    sheet.title(
        1,
        f"Tabel 2.1 Tujuan dan Sasaran {book.data.kantor['nama']} (Renstra {years[0]}-{years[-1]})",
    )
    headings: list[Heading] = ["No", "Tujuan", "Sasaran", "Indikator Tujuan/Sasaran", "Satuan"]
    headings += [("Target Kinerja Tahun", years), "Kondisi Akhir Renstra"]
    first = sheet.header(3, headings)
    places, _ = place(book.data.daftar_tujuan, first, tujuan_and_sasaran_rows)
    write_tujuan_sasaran_names(sheet, places)
    for at in places:
        for row, indikator in at.rows:
            for column, year in enumerate([*years, years[-1]], start=6):
                look = {"num_format": indikator.number_format}
                sheet.put(row, column, indikator.target[year], **look)
    sheet.finish(3, first)


def write_strategi(book: Book) -> None:
    sheet = Sheet(book, "Strategi", (5, 36, 36, 46, 60))
    sheet.title(1, f"Tabel 2.2 Strategi dan Arah Kebijakan {book.data.kantor['nama']}")
    first = row = sheet.header(3, ("No", "Tujuan", "Sasaran", "Strategi", "Arah Kebijakan"))
    above = {
        sasaran.nama: tujuan.nama
        for tujuan in book.data.daftar_tujuan
        for sasaran in tujuan.children
    }
    for number, (sasaran, strategi, arah) in enumerate(book.data.kantor["strategi"], start=1):
        below = write_outline(sheet, row, 2, [[above[sasaran], sasaran, strategi, arah]])
        sheet.span(row, 1, below - 1, 1, number, align="center", valign="top")
        row = below
    sheet.finish(3, first)


def write_counts(
    sheet: Sheet, row: int, title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]
) -> tuple[int, int]:
    """Write a small numbered table of counts with its title; return its first row and the total's.

    Columns that hold numbers get a sum below them.
    """
    sheet.sheet.write_string(row, 1, title, sheet.book.format(bold=True))
    first = sheet.header(row + 1, headings)
    total = first + len(rows)
    look = {"bold": True, "bg_color": GREY}
    for number, entry in enumerate(rows):
        sheet.put(first + number, 1, number + 1, align="center")
        for column, value in enumerate(entry, start=2):
            sheet.put(first + number, column, value)
    texts = sum(isinstance(value, str) for value in rows[0])
    sheet.span(total, 1, total, 1 + texts, "JUMLAH", align="center", **look)
    for column in range(2 + texts, 2 + len(rows[0])):
        value = sum(entry[column - 2] for entry in rows)
        write_sum(sheet, total, column, first, value, num_format=RUPIAH, **look)
    return first, total


def write_sum(sheet: Sheet, row: int, column: int, first: int, value: Number, **look: Any) -> None:
    formula = f"=SUM({cell(first, column)}:{cell(row - 1, column)})"
    sheet.calculate(row, column, formula, value, **look)


def write_pegawai(book: Book) -> None:
    pegawai = book.data.kantor["pegawai"]
    sheet = Sheet(book, "Pegawai", (5, 44, 14, 14, 14, 12))
    sheet.sheet.fit_to_pages(1, 1)
    sheet.title(1, f"Data Pegawai {book.data.kantor['nama']} Tahun {TAHUN}")
    look = {"num_format": RUPIAH}
    bold = {"bold": True, "bg_color": GREY}

    def write_row_sums(first: int, total: int, rows: list[list[Any]]) -> None:
        """Write Jumlah beside laki-laki and perempuan, and its own sum."""
        for row, (_, laki, perempuan) in enumerate(rows, start=first):
            sheet.calculate(row, 5, f"={cell(row, 3)}+{cell(row, 4)}", laki + perempuan, **look)
        everyone = sum(laki + perempuan for _, laki, perempuan in rows)
        write_sum(sheet, total, 5, first, everyone, **look, **bold)

    rows = pegawai["status"]
    title = "Tabel 1.1 Data Pegawai Berdasarkan Jenis Kelamin"
    headings = ["No", "Status Kepegawaian", "Laki-laki", "Perempuan", "Jumlah"]
    first, total = write_counts(sheet, 3, title, headings, rows)
    write_row_sums(first, total, rows)

    rows = pegawai["pendidikan"]
    title = "Tabel 1.2 Data Kepegawaian PNS Berdasarkan Tingkat Pendidikan Terakhir"
    headings = ["No", "Tingkat Pendidikan", "Laki-laki", "Perempuan", "Jumlah", "%"]
    first, total = write_counts(sheet, total + 2, title, headings, rows)
    write_row_sums(first, total, rows)
    everyone = sum(laki + perempuan for _, laki, perempuan in rows)
    below = cell(total, 5, row_abs=True, col_abs=True)
    for row, (_, laki, perempuan) in enumerate(rows, start=first):
        share = (laki + perempuan) / everyone * 100
        sheet.calculate(row, 6, f"={cell(row, 5)}/{below}*100", share, num_format=PERCENT)
    write_sum(sheet, total, 6, first, 100, num_format=PERCENT, **bold)

    title = "Tabel 1.3 Data Kepegawaian PNS Menurut Tingkat Kepangkatan, Golongan, dan Ruang"
    headings = ["No", "Kepangkatan", "Gol", "Jumlah"]
    _, total = write_counts(sheet, total + 2, title, headings, pegawai["pangkat"])
    title = "Tabel 1.4 Data Kepegawaian PNS Berdasarkan Keikutsertaan Diklat Aparatur"
    _, total = write_counts(sheet, total + 2, title, ["No", "Diklat", "Jumlah"], pegawai["diklat"])
    sheet.remark(total + 1, f"Sumber: Subbagian Umum dan Kepegawaian, Desember {TAHUN}")


def write_outline_sheet(
    book: Book, name: str, title: str, headings: Sequence[str], outline: list[list[Any]]
) -> None:
    """Write a sheet with a numbered table of nested texts."""
    sheet = Sheet(book, name, (5, *(48,) * (len(headings) - 1)))
    sheet.title(1, title)
    first = row = sheet.header(3, headings)
    for number, entry in enumerate(outline, start=1):
        below = write_outline(sheet, row, 2, [entry])
        sheet.span(row, 1, below - 1, 1, number, align="center", valign="top")
        row = below
    sheet.finish(3, first)


def write_issues(book: Book) -> None:
    write_outline_sheet(
        book,
        "Isu Strategis",
        "Tabel 1.5 Isu Strategis dan Aspek Terkait",
        ("No", "Isu Strategis", "Aspek Terkait"),
        book.data.kantor["isu_strategis"],
    )
    write_outline_sheet(
        book,
        "Permasalahan",
        "Tabel 1.6 Identifikasi Permasalahan",
        ("No", "Masalah Pokok", "Masalah", "Akar Masalah"),
        book.data.kantor["permasalahan"],
    )


def write_belanja(book: Book) -> None:
    rows = book.data.kantor["belanja"]
    sheet = Sheet(book, "Belanja", (5, 40, 22, 22, 14))
    sheet.title(1, f"Komposisi Belanja {book.data.kantor['nama']} Tahun Anggaran {TAHUN}")
    first = sheet.header(3, ("No", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)"))
    total = first + len(rows)
    pagu, realisasi = (sum(entry[column] for entry in rows) for column in (1, 2))
    bold = {"bold": True, "bg_color": GREY}
    for row, (uraian, anggaran, spent) in enumerate(rows, start=first):
        sheet.put(row, 1, row - first + 1, align="center")
        sheet.put(row, 2, uraian)
        sheet.put(row, 3, anggaran, num_format=RUPIAH)
        sheet.put(row, 4, spent, num_format=RUPIAH)
        formula = f"={cell(row, 4)}/{cell(row, 3)}"
        sheet.calculate(row, 5, formula, spent / anggaran, num_format=FRACTION)
    sheet.span(total, 1, total, 2, "JUMLAH", align="center", **bold)
    write_sum(sheet, total, 3, first, pagu, num_format=RUPIAH, **bold)
    write_sum(sheet, total, 4, first, realisasi, num_format=RUPIAH, **bold)
    formula = f"={cell(total, 4)}/{cell(total, 3)}"
    sheet.calculate(total, 5, formula, realisasi / pagu, num_format=FRACTION, **bold)
    sheet.remark(total + 1, f"Sumber: {book.data.kantor['nama']}, {TAHUN}")
    sheet.finish(3, first)


def write_analisis(book: Book) -> None:
    sheet = Sheet(book, "Analisis IKU", (5, 34, 16, 11, 11, 11, 44, 44, 44))
    sheet.title(
        1,
        f"Analisis Penyebab Keberhasilan/Kegagalan serta Alternatif Solusi Capaian IKU "
        f"{book.data.kantor['nama']} Tahun {TAHUN}",
    )
    headings = ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]
    headings += ["Penyebab Keberhasilan", "Penyebab Kegagalan", "Alternatif Solusi"]
    first = sheet.header(3, headings)
    for row, (_, indikator, text) in enumerate(iku_texts(book.data), start=first):
        look = {"num_format": indikator.number_format}
        sheet.put(row, 1, row - first + 1, align="center")
        sheet.put(row, 2, indikator.nama)
        sheet.put(row, 3, indikator.satuan, align="center")
        sheet.put(row, 4, indikator.target[TAHUN], **look)
        sheet.put(row, 5, indikator.realisasi[TAHUN], **look)
        write_capaian(sheet, row, 6, cell(row, 4), cell(row, 5), indikator)
        for column, key in enumerate(("keberhasilan", "kegagalan", "solusi"), start=7):
            sheet.put(row, column, text[key])
    sheet.finish(3, first)


def write_penyebab_serapan(book: Book) -> None:
    sheet = Sheet(book, "Penyebab Serapan", (5, 42, 20, 20, 12, 70))
    sheet.title(1, f"Kegiatan dengan Serapan Anggaran di Bawah 90% dan Penyebabnya Tahun {TAHUN}")
    headings = ["No", "Nama Kegiatan", "Pagu Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)"]
    first = sheet.header(3, [*headings, "Penyebab/Permasalahan"])
    places, _ = place(book.data.daftar_tujuan, 0, one_row_per_amount)
    kegiatan = {at.node.kode: at.node for at in places}
    for row, (kode, cause) in enumerate(book.data.kantor["penyebab_serapan"].items(), start=first):
        node = kegiatan[kode]
        pagu, realisasi = node.rupiah("pagu", TAHUN), node.rupiah("realisasi", TAHUN)
        sheet.put(row, 1, row - first + 1, align="center")
        sheet.put(row, 2, node.nama)
        sheet.put(row, 3, pagu, num_format=RUPIAH)
        sheet.put(row, 4, realisasi, num_format=RUPIAH)
        formula = f"={cell(row, 4)}/{cell(row, 3)}"
        sheet.calculate(row, 5, formula, realisasi / pagu, num_format=FRACTION)
        sheet.put(row, 6, cause)
    sheet.finish(3, first)


def write_tindak_lanjut(book: Book) -> None:
    write_outline_sheet(
        book,
        "Tindak Lanjut",
        f"Tabel 5.1 Tindak Lanjut Rekomendasi Hasil Evaluasi AKIP Tahun {TAHUN - 1}",
        ("No", "Rekomendasi", "Tindak Lanjut", "Keterangan"),
        [[*entry[:-1], [entry[-1]]] for entry in book.data.kantor["tindak_lanjut"]],
    )


def write_lhe(book: Book) -> None:
    rows = book.data.kantor["lhe"]
    sheet = Sheet(book, "LHE", (5, 48, 14, 14))
    sheet.title(1, f"Hasil Evaluasi AKIP oleh Inspektorat Tahun {TAHUN}")
    first = sheet.header(3, ("No", "Komponen", "Bobot", "Nilai"))
    total = first + len(rows)
    bold = {"bold": True, "bg_color": GREY}
    for row, (komponen, bobot, nilai) in enumerate(rows, start=first):
        sheet.put(row, 1, row - first + 1, align="center")
        sheet.put(row, 2, komponen)
        sheet.put(row, 3, bobot, num_format=PERCENT)
        sheet.put(row, 4, nilai, num_format=PERCENT)
    sheet.span(total, 1, total, 2, "Nilai Hasil Evaluasi", align="center", **bold)
    write_sum(sheet, total, 3, first, sum(row[1] for row in rows), num_format=PERCENT, **bold)
    nilai = float(sum(exact(row[2]) for row in rows))
    write_sum(sheet, total, 4, first, nilai, num_format=PERCENT, **bold)
    sheet.span(total + 1, 1, total + 1, 3, "Predikat", align="center", **bold)
    sheet.put(total + 1, 4, book.data.kantor["predikat_sakip"], align="center", **bold)
    sheet.finish(3, first)


def write_pembanding(book: Book) -> None:
    sheet = Sheet(book, "Pembanding", (5, 38, 16, 14, 14, 14, 44, 40))
    sheet.title(1, f"Perbandingan Realisasi IKU dengan Angka Provinsi dan Nasional Tahun {TAHUN}")
    headings = ["No", "Indikator Kinerja", "Satuan", "Realisasi", "Provinsi", "Nasional"]
    first = sheet.header(3, [*headings, "Sumber Data", "Keterangan"])
    for row, (_, indikator, text) in enumerate(iku_texts(book.data), start=first):
        look = {"num_format": indikator.number_format}
        sheet.put(row, 1, row - first + 1, align="center")
        sheet.put(row, 2, indikator.nama)
        sheet.put(row, 3, indikator.satuan, align="center")
        sheet.put(row, 4, indikator.realisasi[TAHUN], **look)
        sheet.put(row, 5, text["provinsi"], **look)
        sheet.put(row, 6, text["nasional"], **look)
        sheet.put(row, 7, text["sumber_pembanding"])
        sheet.put(row, 8, text["keterangan_pembanding"])
    sheet.finish(3, first)
