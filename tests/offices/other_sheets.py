"""The sheets beside the annexes: Profil, IKU, Tujuan dan Sasaran, Belanja, Analisis and causes."""

from __future__ import annotations

import random
from collections.abc import Sequence

from annex_sheets import Annex, capaian_of, capaian_share, upper_places, write_upper_names
from looks import Style, Value
from office import Office, persen, words
from paper import Column, Paper, Table
from tree import Indikator, Node


def make_profil(office: Office, style: Style) -> Paper:
    paper = Paper("Profil" if style.sheet_names else "Data Umum", widths={1: 28, 2: 60})
    rows: list[tuple[str, Value]] = [
        ("Nama Perangkat Daerah", office.nama),
        ("Nama Singkat", office.singkatan),
        ("Pemerintah Daerah", office.daerah),
        ("Provinsi", office.provinsi),
        ("Kota", office.kota),
        ("Tahun Laporan", office.tahun),
        ("Periode Renstra", f"{office.renstra[0]}-{office.renstra[-1]}"),
        ("Jabatan Kepala", f"Kepala {office.nama}"),
        ("Nama Kepala", office.kepala),
        ("NIP", office.nip),
        ("Tanggal Laporan", office.tanggal.split(", ", 1)[1]),
    ]
    paper.put(1, 1, "Profil Perangkat Daerah", bold=True)
    for at, (label, value) in enumerate(rows, start=3):
        paper.put(at, 1, label, bold=True)
        paper.put(at, 2, value)
    return paper


def _plain(style: Style, paper: Paper, title: str, columns: Sequence[Column], lines: int) -> Table:
    paper.put(0, style.left, title, bold=True)
    return Table(paper, columns, style, 2, lines)


def main_indicators(office: Office) -> list[tuple[Node, Indikator]]:
    return [(n, one) for n in office.nodes("tujuan", "sasaran") for one in n.daftar_indikator]


def make_iku(office: Office, style: Style) -> Paper:
    annex = Annex(office, style, "tabel_3_3")
    annex.paper = Paper("IKU")
    labels = ("No", "Level", "Tujuan/Sasaran", "Indikator Kinerja", "Satuan", f"Target {office.tahun}", "Arah",
              "Rumus Perhitungan", "Sumber Data", "Penanggung Jawab")  # fmt: skip
    keys = ("no", "level", "nama", "indikator", "satuan", "target", "arah", "rumus", "sumber", "pj")
    columns = [Column(key, (label,), 20) for key, label in zip(keys, labels, strict=True)]
    entries = main_indicators(office)
    title = f"Tabel 2.3 Indikator Kinerja Utama {office.nama_lengkap} Tahun {office.tahun}"
    annex.table = table = _plain(style, annex.paper, title, columns, len(entries))
    for line, (node, one) in enumerate(entries):
        texts = (line + 1, node.level.capitalize(), node.nama, one.nama, one.satuan)
        for key, value in zip(keys, texts, strict=False):
            table.put(line, key, value)
        annex.figure(line, "target", "target", node, one, office.tahun, one.target[office.tahun])
        table.put(line, "arah", f"Makin {'rendah' if one.makin_rendah else 'tinggi'} makin baik")
        table.put(
            line, "rumus", f"Hasil pengukuran {one.nama[:1].lower()}{one.nama[1:]} dalam setahun"
        )
        table.put(line, "sumber", f"Laporan tahunan {office.singkatan}")
        table.put(line, "pj", "Sekretaris" if node.level == "tujuan" else "Kepala Bidang")
    annex.paper.notes.clear()
    return annex.paper


def make_tujuan_sasaran(office: Office, style: Style) -> Paper:
    annex = Annex(office, style, "tabel_3_3")
    annex.paper = Paper("Tujuan dan Sasaran")
    columns = [
        Column("no", ("No",), 5),
        Column("tujuan", ("Tujuan",), 28),
        Column("sasaran", ("Sasaran",), 28),
        Column("indikator", ("Indikator Tujuan/Sasaran",), 34),
        Column("satuan", ("Satuan",), 14),
        *(Column(f"target {year}", ("Target Kinerja Tahun", year), 10) for year in office.renstra),
    ]
    places, _ = upper_places(office)
    title = f"Tabel 2.1 Tujuan dan Sasaran {office.nama_lengkap}"
    annex.table = _plain(style, annex.paper, title, columns, places[-1].end + 1)
    write_upper_names(annex, places)
    for at in places:
        for line, one in at.rows:
            for year in office.renstra:
                value = one.target[year]
                annex.figure(line, f"target {year}", "target", at.node, one, year, value)
    annex.paper.notes.clear()
    return annex.paper


def make_belanja(office: Office, style: Style, rng: random.Random) -> Paper:
    annex = Annex(office, style, "tabel_3_4")
    annex.paper = Paper("Belanja")
    columns = [Column("no", ("No",), 5), Column("uraian", ("Uraian",), 36), Column("pagu", ("Anggaran (Rp)",), 20),
               Column("realisasi", ("Realisasi (Rp)",), 20), Column("serapan", ("Serapan (%)",), 12)]  # fmt: skip
    pagu, spent = (office.rupiah(what, office.tahun) for what in ("pagu", "realisasi"))
    first, second = int(pagu * rng.uniform(0.3, 0.5)), int(pagu * rng.uniform(0.2, 0.35))
    share = rng.uniform(0.985, 1.0)
    rows = [
        ("Belanja Pegawai", first, int(first * spent / pagu * share)),
        ("Belanja Barang dan Jasa", second, int(second * spent / pagu)),
    ]
    rest = (pagu - first - second, spent - sum(row[2] for row in rows))
    rows.append(("Belanja Modal", *rest))
    title = f"Komposisi Belanja {office.nama_lengkap} Tahun Anggaran {office.tahun}"
    annex.table = table = _plain(style, annex.paper, title, columns, len(rows) + 1)
    for line, (uraian, own, used) in enumerate([*rows, ("JUMLAH", pagu, spent)]):
        table.put(line, "no", line + 1 if line < len(rows) else None)
        table.put(line, "uraian", uraian)
        annex.money(line, "pagu", "pagu", None, office.tahun, own)
        annex.money(line, "realisasi", "realisasi_anggaran", None, office.tahun, used)
        share_of = f"{table.name(line, 'realisasi')}/{table.name(line, 'pagu')}"
        annex.percent(
            line, "serapan", "serapan", None, None, office.tahun, persen(used, own), share_of
        )
    annex.paper.notes.clear()
    return annex.paper


def make_analisis(office: Office, style: Style, rng: random.Random) -> Paper:
    annex = Annex(office, style, "tabel_3_1")
    annex.paper = Paper("Analisis IKU")
    labels = {"no": "No", "indikator": "Indikator Kinerja", "satuan": "Satuan", "target": "Target",
              "realisasi": "Realisasi", "capaian": "Capaian (%)", "baik": "Penyebab Keberhasilan",
              "buruk": "Penyebab Kegagalan", "solusi": "Alternatif Solusi"}  # fmt: skip
    columns = [Column(key, (label,), 20) for key, label in labels.items()]
    entries = main_indicators(office)
    title = f"Analisis Penyebab Keberhasilan/Kegagalan Capaian IKU {office.nama_lengkap} Tahun {office.tahun}"
    annex.table = table = _plain(style, annex.paper, title, columns, len(entries))
    for line, (node, one) in enumerate(entries):
        tahun = office.tahun
        table.put(line, "no", line + 1)
        table.put(line, "indikator", one.nama)
        table.put(line, "satuan", one.satuan)
        annex.figure(line, "target", "target", node, one, tahun, one.target[tahun])
        annex.figure(line, "realisasi", "realisasi", node, one, tahun, one.realisasi[tahun])
        capaian = capaian_of(one, tahun)
        share = capaian_share(one, table.name(line, "target"), table.name(line, "realisasi"))
        annex.percent(line, "capaian", "capaian", node, one, tahun, capaian, share)
        bank = words()
        if capaian >= 100:
            table.put(line, "baik", rng.choice(bank["keberhasilan"]) + ".")
        else:
            table.put(line, "buruk", rng.choice(bank["sebab"]).capitalize() + ".")
            table.put(line, "solusi", rng.choice(bank["solusi"]) + ".")
    annex.paper.notes.clear()
    return annex.paper


def make_penyebab(office: Office, style: Style) -> Paper | None:
    """Return the causes of low serapan, ``None`` where no kegiatan is low."""
    tahun = office.tahun
    low = [
        node for node in office.nodes("kegiatan")
        if persen(node.rupiah("realisasi", tahun), node.rupiah("pagu", tahun)) < 90
    ]  # fmt: skip
    if not low:
        return None
    annex = Annex(office, style, "tabel_3_4")
    annex.paper = Paper("Penyebab Serapan")
    labels = {"no": "No", "nama": "Nama Kegiatan", "pagu": "Pagu Anggaran (Rp)", "realisasi": "Realisasi (Rp)",
              "serapan": "Serapan (%)", "sebab": "Penyebab/Permasalahan"}  # fmt: skip
    columns = [Column(key, (label,), 24) for key, label in labels.items()]
    title = f"Kegiatan dengan Serapan Anggaran di Bawah 90% dan Penyebabnya Tahun {tahun}"
    annex.table = table = _plain(style, annex.paper, title, columns, len(low))
    for line, node in enumerate(low):
        pagu, spent = node.rupiah("pagu", tahun), node.rupiah("realisasi", tahun)
        table.put(line, "no", line + 1)
        table.put(line, "nama", node.nama)
        annex.money(line, "pagu", "pagu", node, tahun, pagu)
        annex.money(line, "realisasi", "realisasi_anggaran", node, tahun, spent)
        share = f"{table.name(line, 'realisasi')}/{table.name(line, 'pagu')}"
        annex.percent(line, "serapan", "serapan", node, None, tahun, persen(spent, pagu), share)
        table.put(line, "sebab", node.keterangan_serapan)
    annex.paper.notes.clear()
    return annex.paper


def make_others(office: Office, style: Style, rng: random.Random) -> list[Paper]:
    papers = [make_profil(office, style)]
    if "iku" in style.sheets:
        papers.append(make_iku(office, style))
    if "tujuan_sasaran" in style.sheets:
        papers.append(make_tujuan_sasaran(office, style))
    if "belanja" in style.sheets:
        papers.append(make_belanja(office, style, rng))
    if "analisis" in style.sheets:
        papers.append(make_analisis(office, style, rng))
    causes = make_penyebab(office, style)
    if causes:
        papers.append(causes)
    if "lain" in style.sheets:
        scrap = Paper("Sheet3")
        scrap.put(0, 0, "catatan sementara, bukan lampiran")
        papers.append(scrap)
    return papers
