"""The six annexes of an invented office, laid out as its style says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from looks import Style, Value
from office import BULAN, Office, persen
from paper import Column, Note, Paper, Table
from tree import (
    Indikator,
    Node,
    Place,
    exact,
    one_row_per_amount,
    one_row_per_indikator,
    place,
    sub_kegiatan_rows,
    tujuan_and_sasaran_rows,
)

NAMES = {
    "tabel_3_1": ("Tabel 3.1", "T-C.1", "Lamp 3.1 Kinerja", "Pengukuran Kinerja"),
    "tabel_3_2": ("Tabel 3.2", "T-C.2", "Lamp 3.2 Kinerja Angg", "Kinerja & Anggaran"),
    "tabel_3_3": ("Tabel 3.3", "T-C.3", "Lamp 3.3 Renstra", "Target Renstra"),
    "tabel_3_4": ("Tabel 3.4", "T-C.4", "Lamp 3.4 Anggaran", "Realisasi Anggaran"),
    "tabel_3_5": ("Tabel 3.5", "T-C.5", "Lamp 3.5 Serapan", "Serapan Renstra"),
    "rencana_aksi": ("Rencana Aksi", "Renaksi", "RA", "Rencana Aksi Kinerja"),
}
_TITLES = {
    "tabel_3_1": "Tabel 3.1 Pencapaian Realisasi Kinerja {nama} Tahun {tahun}",
    "tabel_3_2": "Tabel 3.2 Pencapaian Realisasi Kinerja dan Anggaran {nama} Tahun {lalu}",
    "tabel_3_3": "Tabel 3.3 Target dan Capaian Tujuan dan Sasaran Jangka Menengah {nama} Tahun {lalu}",
    "tabel_3_4": "Tabel 3.4 Pencapaian Realisasi Anggaran {nama} Tahun {tahun}",
    "tabel_3_5": "Tabel 3.5 Pencapaian Realisasi Serapan Anggaran Tujuan dan Sasaran Jangka Menengah "
    "{nama} Tahun {lalu}",
    "rencana_aksi": "Rencana Aksi {nama} Tahun {tahun}",
}
_BOLD = {"bold": True}
_LOOKS: dict[str, dict[str, Any]] = {
    "program": {"bold": True, "bg_color": "#FFF2CC"},
    "kegiatan": {"bg_color": "#EAF1FB"},
}


class Annex:
    """One annex being filled in."""

    def __init__(self, office: Office, style: Style, form: str) -> None:
        self.office, self.style, self.form = office, style, form
        self.paper = Paper(NAMES[form][style.sheet_names])
        self.table: Table

    def start(self, columns: Sequence[Column], lines: int) -> Table:
        """Write what stands above the table, and its header."""
        office, style = self.office, self.style
        right = style.left + len(columns) - 1
        row = 0
        if style.letterhead:
            for line in (f"PEMERINTAH {office.daerah}", office.nama):
                self.paper.span(
                    row, style.left, row, right, line.upper(), bold=True, align="center"
                )
                row += 1
        row += style.top
        lalu = "-".join(map(str, (office.lalu[0], office.tahun)[len(office.lalu) == 1 :]))
        title = _TITLES[self.form].format(nama=office.nama_lengkap, tahun=office.tahun, lalu=lalu)
        self.paper.span(row, style.left, row, right, title, bold=True, align="center")
        self.table = Table(self.paper, columns, style, row + 2, lines)
        return self.table

    def finish(self) -> Paper:
        row, right = self.table.below + 2, self.style.left + len(self.table.columns) - 1
        if self.style.signature:
            office = self.office
            lines = (office.tanggal, f"KEPALA {office.nama.upper()}", "", "", office.kepala)
            for offset, line in enumerate((*lines, f"NIP. {office.nip}")):
                self.paper.put(row + offset, max(right - 2, 1), line or None)
        return self.paper

    # --- cells ------------------------------------------------------------------------------------

    def note(
        self, line: int, key: str, field: str, node: Node | None, indikator: Indikator | None,
        year: int, value: Any,
    ) -> None:  # fmt: skip
        self.paper.notes.append(
            Note(
                sheet=self.paper.name,
                row=self.table.row(line),
                column=self.table.column[key],
                form=self.form,
                field=field,
                level=node.level if node else "total",
                nama=node.nama if node else "JUMLAH",
                indikator=indikator.nama if indikator else "",
                year=year,
                value=value,
            )
        )

    def figure(
        self, line: int, key: str, field: str, node: Node, indikator: Indikator, year: int,
        value: float, **look: Any,
    ) -> None:  # fmt: skip
        typed, pattern = self.style.angka(value, indikator.desimal)
        self.table.put(line, key, typed, **with_format(look, pattern))
        self.note(line, key, field, node, indikator, year, value)

    def money(
        self, line: int, key: str, field: str, node: Node | None, year: int, value: int,
        formula: str = "", **look: Any,
    ) -> None:  # fmt: skip
        typed, pattern = self.style.rupiah(value)
        shown = formula if self.style.formulas else ""
        self.table.put(line, key, typed, shown, **with_format(look, pattern))
        self.note(line, key, field, node, None, year, value)

    def percent(
        self, line: int, key: str, field: str, node: Node | None, indikator: Indikator | None,
        year: int, value: Decimal, share: str, **look: Any,
    ) -> None:  # fmt: skip
        """Write a percentage; ``share`` is its formula as a fraction."""
        typed, pattern = self.style.persen(value)
        formula = ""
        if self.style.formulas:
            whole = self.style.percent == "angka"
            formula = f"={share}*100" if whole else f"={share}"
            typed = float(value if whole else value / 100)
        self.table.put(line, key, typed, formula, **with_format(look, pattern))
        self.note(line, key, field, node, indikator, year, value)

    # --- names ------------------------------------------------------------------------------------

    def tree_columns(self) -> list[Column]:
        style = self.style
        columns = [Column("kode", ("Kode",), 17)] if style.kode else []
        columns += [Column("tujuan", ("Tujuan",), 20), Column("sasaran", ("Sasaran",), 20)]
        if style.names == "tiga kolom":
            levels = (
                ("program", "Program"),
                ("kegiatan", "Kegiatan"),
                ("sub_kegiatan", "Sub Kegiatan"),
            )
            return columns + [Column(key, (label,), 24) for key, label in levels]
        if style.header_rows == 3:
            return [*columns, Column("item", ("Program", "Kegiatan", "Sub Kegiatan"), 40)]
        return [*columns, Column("item", ("Program/Kegiatan/Sub Kegiatan",), 40)]

    def names(self, places: Sequence[Place]) -> None:
        """Write the names of the tree; every line of it belongs to one node."""
        table, style = self.table, self.style
        for at in places:
            for line in range(at.first, at.last + 1):
                for column in table.columns:
                    table.put(line, column.key, None, **_LOOKS.get(at.node.level, {}))
        for at in places:
            node, look = at.node, _LOOKS.get(at.node.level, {})
            if node.level in ("tujuan", "sasaran"):
                table.block(at.first, at.end, node.level, node.nama)
                continue
            key = node.level if style.names == "tiga kolom" else "item"
            indent = {"program": 0, "kegiatan": 1, "sub_kegiatan": 2}[node.level]
            look = look | ({"indent": indent} if key == "item" and indent else {})
            nama = f"{node.kode} {node.nama}" if style.names == "kode di depan" else node.nama
            table.put(at.first, key, nama, **look)
            table.put(at.first, "kode", node.kode, **_LOOKS.get(node.level, {}))
            if style.fill == "gabung" and at.last > at.first:
                table.merge(at.first, at.last, key)
                if style.kode:
                    table.merge(at.first, at.last, "kode")

    def sum_formula(self, at: Place, below: dict[str, list[int]], key: str) -> str:
        """Return the addition of a node's children, empty for a sub kegiatan."""
        lines = below.get(at.node.nama, [])
        if at.node.level == "kegiatan" and not self.style.repeat:
            return f"=SUM({self.table.name(lines[0], key)}:{self.table.name(at.end, key)})"
        return "=" + "+".join(self.table.name(line, key) for line in lines) if lines else ""

    def total(self, line: int, label_key: str) -> None:
        for column in self.table.columns:
            self.table.put(line, column.key, None, bold=True)
        self.table.put(line, label_key, "JUMLAH TOTAL", bold=True)


def with_format(look: dict[str, Any], pattern: str) -> dict[str, Any]:
    return look | {"num_format": pattern} if pattern else look


def capaian_of(indikator: Indikator, year: int) -> Decimal:
    target, realisasi = exact(indikator.target[year]), exact(indikator.realisasi[year])
    reached = 2 * target - realisasi if indikator.makin_rendah else realisasi
    return reached / target * 100


def capaian_share(indikator: Indikator, target: str, realisasi: str) -> str:
    if indikator.makin_rendah:
        return f"(2*{target}-{realisasi})/{target}"
    return f"{realisasi}/{target}"


def grouped(style: Style, columns: Sequence[Column], *groups: Value) -> list[Column]:
    """Return the columns under as many group labels as the style's header has room for."""
    room = groups[max(0, len(groups) - style.header_rows + 1) :] if style.header_rows > 1 else ()
    return [Column(one.key, (*room, *one.path), one.width) for one in columns]


def extra_columns(style: Style) -> list[Column]:
    columns = [Column("keterangan", ("Keterangan",), 30)] if style.remarks else []
    return columns + ([Column("lain", (style.extra,), 18)] if style.extra else [])


_EXTRA = {"Lokasi": "Kantor", "Sumber Dana": "APBD"}


def extra_value(style: Style, node: Node) -> str:
    return _EXTRA.get(style.extra) or node.penanggung_jawab or "Kepala"


# --- Tabel 3.1 --------------------------------------------------------------------------------------


def make_tabel_3_1(office: Office, style: Style) -> Paper:
    annex = Annex(office, style, "tabel_3_1")
    kinerja = [
        Column("target", ("Target",), 11),
        Column("realisasi", ("Realisasi",), 11),
        Column("capaian", (style.capaian_label,), 12),
    ]
    satuan = Column("satuan", ("Satuan",), 14)
    indikator = Column("indikator", (style.indikator_label,), 34)
    groups = grouped(style, kinerja, "Pengukuran Kinerja", f"Tahun {office.tahun}")
    if style.order == 2 and style.header_rows == 1:
        groups = [groups[0], satuan, *groups[1:]]
        own = [indikator, *groups]
    else:
        own = [indikator, satuan, *groups]
    places, _ = place(office.daftar_tujuan, 0, one_row_per_indikator)
    columns = [*annex.tree_columns(), *own, *extra_columns(style)]
    table = annex.start(columns, places[-1].end + 1)
    annex.names(places)
    for at in places:
        look = _LOOKS.get(at.node.level, {})
        for line, one in at.rows:
            write_kinerja(annex, line, at.node, one, **look)
            table.put(line, "keterangan", one.keterangan, **look)
            table.put(line, "lain", extra_value(style, at.node), **look)
    return annex.finish()


def write_kinerja(annex: Annex, line: int, node: Node, one: Indikator, **look: Any) -> None:
    table, tahun = annex.table, annex.office.tahun
    table.put(line, "indikator", one.nama, **look)
    table.put(line, "satuan", one.satuan, align="center", **look)
    annex.figure(line, "target", "target", node, one, tahun, one.target[tahun], **look)
    annex.figure(line, "realisasi", "realisasi", node, one, tahun, one.realisasi[tahun], **look)
    share = capaian_share(one, table.name(line, "target"), table.name(line, "realisasi"))
    annex.percent(
        line, "capaian", "capaian", node, one, tahun, capaian_of(one, tahun), share, **look
    )


# --- Tabel 3.2 --------------------------------------------------------------------------------------

_YEAR_LABELS = (("Kinerja", "Pagu (Rp)"), ("K", "Rp"), ("Realisasi Kinerja", "Pagu Anggaran (Rp)"))


def make_tabel_3_2(office: Office, style: Style) -> Paper:
    annex = Annex(office, style, "tabel_3_2")
    labels = _YEAR_LABELS[style.order]
    years = [
        Column(f"{key} {year}", (year, label), width)
        for year in office.lalu
        for key, label, width in (("kinerja", labels[0], 11), ("anggaran", labels[1], 18))
    ]
    if style.header_rows == 3:
        years = [Column(c.key, ("Kinerja dan Anggaran", *c.path), c.width) for c in years]
    columns = [
        *annex.tree_columns(),
        Column("indikator", (style.indikator_label,), 34),
        Column("satuan", ("Satuan",), 14),
        *years,
    ]
    places, below = place(office.daftar_tujuan, 0, one_row_per_indikator)
    end = places[-1].end + 1
    table = annex.start(columns, end + 1)
    annex.names(places)
    programs = [at for at in places if at.node.level == "program"]
    annex.total(end, "indikator")
    for at in places:
        look = _LOOKS.get(at.node.level, {})
        for line, one in at.rows:
            table.put(line, "indikator", one.nama, **look)
            table.put(line, "satuan", one.satuan, align="center", **look)
            for year in office.lalu:
                key = f"kinerja {year}"
                annex.figure(line, key, "kinerja", at.node, one, year, one.realisasi[year], **look)
        if at.node.kode:
            write_amount_per_year(annex, at, below)
    for year in office.lalu:
        formula = "=" + "+".join(table.name(at.first, f"anggaran {year}") for at in programs)
        value = office.rupiah("pagu", year)
        annex.money(end, f"anggaran {year}", "pagu", None, year, value, formula, bold=True)
    return annex.finish()


def write_amount_per_year(annex: Annex, at: Place, below: dict[str, list[int]]) -> None:
    look = _LOOKS.get(at.node.level, {})
    for year in annex.office.lalu:
        key = f"anggaran {year}"
        formula = annex.sum_formula(at, below, key)
        annex.money(
            at.first, key, "pagu", at.node, year, at.node.rupiah("pagu", year), formula, **look
        )
        if annex.style.fill == "gabung" and at.last > at.first:
            annex.table.merge(at.first, at.last, key)


# --- Tabel 3.3 and 3.5 ------------------------------------------------------------------------------


def upper_columns(style: Style) -> list[Column]:
    return [
        Column("no", ("No",), 5),
        Column("tujuan", ("Tujuan",), 28),
        Column("sasaran", ("Sasaran",), 28),
        Column("indikator", ("Indikator Tujuan/Sasaran",), 34),
        Column("satuan", ("Satuan",), 14),
    ]


def per_year(style: Style, years: Sequence[int], *groups: tuple[str, str]) -> list[Column]:
    return [Column(f"{key} {year}", (label, year), 17) for key, label in groups for year in years]


def upper_places(office: Office) -> tuple[list[Place], dict[str, list[int]]]:
    places, below = place(office.daftar_tujuan, 0, tujuan_and_sasaran_rows)
    return [at for at in places if at.node.level in ("tujuan", "sasaran")], below


def write_upper_names(annex: Annex, places: Sequence[Place]) -> None:
    table = annex.table
    for line in range(places[-1].end + 1):
        for column in table.columns:
            table.put(line, column.key, None)
    for at in places:
        if at.node.level == "tujuan":
            table.put(at.first, "no", 1, align="center")
        table.block(at.first, at.end, at.node.level, at.node.nama)
        for line, one in at.rows:
            table.put(line, "indikator", one.nama)
            table.put(line, "satuan", one.satuan, align="center")


def make_tabel_3_3(office: Office, style: Style) -> Paper:
    annex, years = Annex(office, style, "tabel_3_3"), office.lalu
    realisasi = "Capaian Kinerja" if style.order == 1 else "Realisasi Kinerja"
    columns = upper_columns(style) + per_year(
        style, years, ("target", "Target Kinerja"), ("realisasi", realisasi),
        ("capaian", "Persentase Capaian (%)"),
    )  # fmt: skip
    places, _ = upper_places(office)
    table = annex.start(columns, places[-1].end + 1)
    write_upper_names(annex, places)
    for at in places:
        for line, one in at.rows:
            for year in years:
                keys = [f"{key} {year}" for key in ("target", "realisasi", "capaian")]
                annex.figure(line, keys[0], "target", at.node, one, year, one.target[year])
                annex.figure(line, keys[1], "realisasi", at.node, one, year, one.realisasi[year])
                share = capaian_share(one, table.name(line, keys[0]), table.name(line, keys[1]))
                value = capaian_of(one, year)
                annex.percent(line, keys[2], "capaian", at.node, one, year, value, share)
    return annex.finish()


def make_tabel_3_5(office: Office, style: Style) -> Paper:
    annex, years = Annex(office, style, "tabel_3_5"), office.lalu
    columns = upper_columns(style) + per_year(
        style, years, ("pagu", style.pagu_label), ("realisasi", "Realisasi Anggaran (Rp)"),
        ("serapan", "Persentase Serapan (%)"),
    )  # fmt: skip
    places, below = upper_places(office)
    end = places[-1].end + 1
    table = annex.start(columns, end + 1)
    write_upper_names(annex, places)
    annex.total(end, "tujuan")
    tujuan = [at for at in places if at.node.level == "tujuan"]
    for year in years:
        for at in places:
            formula = annex.sum_formula(at, below, f"pagu {year}")
            spent = annex.sum_formula(at, below, f"realisasi {year}")
            of_tujuan = at.node.level == "tujuan"
            write_serapan_of_year(
                annex, at.first, at.node, year, (formula, spent) if of_tujuan else ("", "")
            )
            if style.fill == "gabung" and at.last > at.first:
                for key in ("pagu", "realisasi", "serapan"):
                    table.merge(at.first, at.last, f"{key} {year}")
        sums = [
            "=" + "+".join(table.name(at.first, f"{key} {year}") for at in tujuan)
            for key in ("pagu", "realisasi")
        ]
        write_serapan_of_year(annex, end, None, year, (sums[0], sums[1]), bold=True)
    return annex.finish()


def write_serapan_of_year(
    annex: Annex, line: int, node: Node | None, year: int, formulas: tuple[str, str], **look: Any
) -> None:
    owner: Any = node or annex.office
    pagu, spent = owner.rupiah("pagu", year), owner.rupiah("realisasi", year)
    keys = [f"{key} {year}" for key in ("pagu", "realisasi", "serapan")]
    annex.money(line, keys[0], "pagu", node, year, pagu, formulas[0], **look)
    annex.money(line, keys[1], "realisasi_anggaran", node, year, spent, formulas[1], **look)
    share = f"{annex.table.name(line, keys[1])}/{annex.table.name(line, keys[0])}"
    annex.percent(line, keys[2], "serapan", node, None, year, persen(spent, pagu), share, **look)


# --- Tabel 3.4 --------------------------------------------------------------------------------------


def make_tabel_3_4(office: Office, style: Style) -> Paper:
    annex, tahun = Annex(office, style, "tabel_3_4"), office.tahun
    money = [
        Column("pagu", (style.pagu_label,), 20),
        Column("realisasi", ("Realisasi (Rp)",), 20),
        Column("serapan", (style.serapan_label,), 12),
    ]
    own = grouped(style, money, "Anggaran", f"Tahun {tahun}")
    places, below = place(office.daftar_tujuan, 0, one_row_per_amount)
    end = places[-1].end + 1
    table = annex.start([*annex.tree_columns(), *own, *extra_columns(style)], end + 1)
    annex.names(places)
    annex.total(end, "program" if style.names == "tiga kolom" else "item")
    for at in places:
        if not at.node.kode:
            continue
        look = _LOOKS.get(at.node.level, {})
        for key, what, name in (
            ("pagu", "pagu", "pagu"),
            ("realisasi", "realisasi", "realisasi_anggaran"),
        ):
            formula = annex.sum_formula(at, below, key)
            annex.money(
                at.first, key, name, at.node, tahun, at.node.rupiah(what, tahun), formula, **look
            )
        write_serapan(annex, at.first, at.node, **look)
        table.put(at.first, "keterangan", at.node.keterangan_serapan or None, **look)
        table.put(at.first, "lain", extra_value(style, at.node), **look)
    programs = [at.first for at in places if at.node.level == "program"]
    for key, what, name in (
        ("pagu", "pagu", "pagu"),
        ("realisasi", "realisasi", "realisasi_anggaran"),
    ):
        formula = "=" + "+".join(table.name(line, key) for line in programs)
        annex.money(end, key, name, None, tahun, office.rupiah(what, tahun), formula, bold=True)
    write_serapan(annex, end, None, bold=True)
    return annex.finish()


def write_serapan(annex: Annex, line: int, node: Node | None, **look: Any) -> None:
    owner: Any = node or annex.office
    tahun = annex.office.tahun
    value = persen(owner.rupiah("realisasi", tahun), owner.rupiah("pagu", tahun))
    share = f"{annex.table.name(line, 'realisasi')}/{annex.table.name(line, 'pagu')}"
    annex.percent(line, "serapan", "serapan", node, None, tahun, value, share, **look)


# --- Rencana Aksi -----------------------------------------------------------------------------------


def make_rencana_aksi(office: Office, style: Style) -> Paper:
    annex = Annex(office, style, "rencana_aksi")
    levels = (("sasaran", "Sasaran Strategis"), ("program", "Program"), ("kegiatan", "Kegiatan"),
              ("sub_kegiatan", "Sub Kegiatan"))  # fmt: skip
    columns = [Column(key, (label,), 22) for key, label in levels]
    columns += [
        Column("indikator", (style.indikator_label,), 30),
        Column("satuan", ("Satuan",), 12),
        Column("target", ("Target",), 9),
        Column("anggaran", ("Anggaran (Rp)",), 18),
    ]
    columns += [Column(bulan, ("Rencana Pelaksanaan", bulan), 5) for bulan in BULAN]
    if style.quarters != "tanpa":
        ending = " (Kumulatif)" if style.quarters == "kumulatif" else ""
        for key, label in (("target", "Target Triwulan"), ("realisasi", "Realisasi Triwulan")):
            columns += [
                Column(f"{key} tw{n}", (label + ending, f"TW {roman}"), 9)
                for n, roman in enumerate(("I", "II", "III", "IV"))
            ]
    columns.append(Column("pj", ("Penanggung Jawab",), 24))
    places, _ = place(office.daftar_tujuan, 0, sub_kegiatan_rows)
    end = places[-1].end + 1
    table = annex.start(columns, end + 1)
    for line in range(end):
        for column in columns:
            table.put(line, column.key, None)
    annex.total(end, "sub_kegiatan")
    for at in places:
        if at.node.level == "tujuan":
            continue
        table.block(at.first, at.end, at.node.level, at.node.nama)
        if at.node.level == "sub_kegiatan":
            write_action(annex, at)
    formula = f"=SUM({table.name(0, 'anggaran')}:{table.name(end - 1, 'anggaran')})"
    if style.repeat:
        formula = ""
    annex.money(
        end,
        "anggaran",
        "anggaran",
        None,
        office.tahun,
        office.rupiah("pagu", office.tahun),
        formula,
        bold=True,
    )
    return annex.finish()


def write_action(annex: Annex, at: Place) -> None:
    table, style, tahun = annex.table, annex.style, annex.office.tahun
    annex.money(at.first, "anggaran", "anggaran", at.node, tahun, at.node.rupiah("pagu", tahun))
    if style.fill == "gabung" and at.last > at.first:
        table.merge(at.first, at.last, "anggaran")
    for line, one in at.rows:
        table.put(line, "indikator", one.nama)
        table.put(line, "satuan", one.satuan, align="center")
        annex.figure(line, "target", "target", at.node, one, tahun, one.target[tahun])
        for bulan in BULAN:
            if bulan in one.bulan:
                table.put(line, bulan, style.mark, align="center")
        for key, totals in (("target", one.tw_target), ("realisasi", one.tw_realisasi)):
            before = 0
            for number, total in enumerate(totals):
                value = total if style.quarters == "kumulatif" else total - before
                before = total
                if style.quarters != "tanpa":
                    annex.figure(
                        line,
                        f"{key} tw{number}",
                        f"tw{number + 1}_{key}",
                        at.node,
                        one,
                        tahun,
                        value,
                    )
        table.put(line, "pj", at.node.penanggung_jawab)


ANNEXES = {
    "rencana_aksi": make_rencana_aksi,
    "tabel_3_1": make_tabel_3_1,
    "tabel_3_2": make_tabel_3_2,
    "tabel_3_3": make_tabel_3_3,
    "tabel_3_4": make_tabel_3_4,
    "tabel_3_5": make_tabel_3_5,
}
