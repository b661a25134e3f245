"""The report in order: chapters, their sections, and what stands in each.

Documents that are not filled in by a template of the office's own (the web page, the data file,
the Daftar Asal Angka) are made from this one list.  A new chapter is a function in ``_CHAPTERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from lkjip_xl.lampiran.form import Form
from lkjip_xl.outputs.narrative.chart import Chart
from lkjip_xl.outputs.narrative.report import Report
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.outputs.narrative.text import Sayable, Text, say, text


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Points:
    """A numbered list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Place and date, rank, name: the lines below which the report is signed."""

    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with its caption; ``label`` is ``Tabel 3.1``, empty in an annex."""

    judul: Text
    table: Table
    note: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with its caption; ``label`` is ``Gambar 3.1``."""

    chart: Chart
    label: str = ""


_ROMAN = ("", "I", "II", "III", "IV", "V")
Block = Paragraph | Points | Signature | TableBlock | ChartBlock


@dataclass(frozen=True, slots=True)
class Section:
    """``level`` 1 is numbered A, B, C, 2 is numbered 1, 2, 3, 3 has a name but no number.

    Level 0 stands directly under the chapter's title and has no title of its own.
    """

    judul: Text
    blocks: tuple[Block, ...]
    level: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """``number`` is the number of a BAB, 0 for the parts before and behind them."""

    judul: str
    sections: tuple[Section, ...]
    number: int = 0
    is_annex: bool = False

    @property
    def label(self) -> str:
        return f"BAB {_ROMAN[self.number]}" if self.number else ""


def list_chapters(report: Report) -> tuple[Chapter, ...]:
    """Return the chapters in order, their sections, tables and charts numbered."""
    return tuple(_number(make(report)) for make in _CHAPTERS)


def _summary(report: Report) -> Chapter:
    return Chapter(judul="Ikhtisar Eksekutif", sections=(_opening(*_told(report.ikhtisar)),))


def _accountability(report: Report) -> Chapter:
    office = report.office
    lead = say(
        "Bab ini menyajikan hasil pengukuran kinerja {nama} tahun {tahun}: capaian indikator "
        "kinerja utama, perbandingannya dengan tahun sebelumnya dan dengan Renstra periode "
        "{renstra}, penyebab keberhasilan dan kegagalan, efisiensi penggunaan sumber daya, serta "
        "realisasi anggaran.",
        nama=office.nama_lengkap,
        tahun=office.tahun,
        renstra=office.renstra,
    )
    return Chapter(
        number=3,
        judul="Akuntabilitas Kinerja",
        sections=(
            _opening(Paragraph(lead)),
            *_results(report),
            *_comparisons(report),
            *_evaluation(report),
            *_money(report),
        ),
    )


def _results(report: Report) -> Iterator[Section]:
    office = report.office
    how = text(
        "Capaian diukur dengan membandingkan realisasi dengan target dalam perjanjian kinerja. "
        "Untuk indikator yang makin tinggi makin baik, rumusnya realisasi / target × 100. Untuk "
        "indikator yang makin rendah makin baik, rumusnya (2 × target − realisasi) / target × 100."
    )
    title = say(
        "Capaian Indikator Kinerja Utama {sebutan} Tahun {tahun}",
        sebutan=office.sebutan,
        tahun=office.tahun,
    )
    scale = (
        "Predikat: Sangat Tinggi (≥ 91%), Tinggi (≥ 76%), Sedang (≥ 66%), Rendah (≥ 51%), Sangat "
        "Rendah (di bawah 51%)."
    )
    yield _section(
        "Capaian Indikator Kinerja Utama",
        Paragraph(how),
        TableBlock(title, report.tabel_capaian, scale),
        *_told(report.capaian),
    )
    for one in report.uraian_indikator:
        yield _section(one.nama, Paragraph(one.uraian), level=3)


def _comparisons(report: Report) -> Iterator[Section]:
    tahun, renstra = report.office.tahun, report.office.renstra
    yield _section("Evaluasi dan Analisis Kinerja")
    yield _section(
        "Perbandingan dengan Tahun-Tahun Sebelumnya",
        TableBlock(
            text("Realisasi Indikator Kinerja Utama Menurut Tahun"), report.tabel_antar_tahun
        ),
        *_told(report.antar_tahun),
        *map(ChartBlock, report.grafik_indikator),
        level=2,
    )
    title = say("Realisasi Tahun {tahun} terhadap Target Renstra", tahun=tahun)
    yield _section(
        say("Perbandingan dengan Target Renstra {renstra}", renstra=renstra),
        TableBlock(title, report.tabel_renstra),
        *_told(report.renstra),
        level=2,
    )
    if report.tabel_pembanding.rows:
        title = say("Realisasi Tahun {tahun} dan Angka Pembanding", tahun=tahun)
        yield _section(
            "Perbandingan dengan Daerah Lain",
            TableBlock(title, report.tabel_pembanding),
            *_told(report.pembanding),
            level=2,
        )


def _evaluation(report: Report) -> Iterator[Section]:
    yield _section(
        "Penyebab Keberhasilan dan Kegagalan serta Solusi",
        TableBlock(text("Analisis Penyebab dan Alternatif Solusi"), report.tabel_analisis),
        *_told(report.analisis),
        level=2,
    )
    how = text(
        "Efisiensi dihitung dengan membandingkan capaian kinerja dengan serapan anggaran. Selisih "
        "ialah capaian dikurangi serapan, dalam poin. Indeks ialah (capaian / 100) dibagi "
        "(serapan / 100). Anggaran yang dihemat ialah pagu dikurangi realisasi, dan hanya dihitung "
        "bila capaian kinerjanya 100% atau lebih. Sasaran atau program tergolong efisien bila "
        "capaiannya 100% atau lebih dan indeksnya tidak kurang dari 1."
    )
    note = "Capaian ialah rata-rata capaian seluruh indikatornya yang dapat diukur."
    yield _section(
        "Efisiensi Penggunaan Sumber Daya",
        *_told((report.pegawai, how)),
        TableBlock(text("Efisiensi Menurut Sasaran"), report.tabel_efisiensi_sasaran, note),
        TableBlock(text("Efisiensi Menurut Program"), report.tabel_efisiensi_program, note),
        *_told(report.efisiensi),
        level=2,
    )


def _money(report: Report) -> Iterator[Section]:
    tahun = report.office.tahun
    yield _section("Realisasi Anggaran")
    yield _section(
        "Anggaran Menurut Jenis Belanja",
        *_told(report.anggaran),
        TableBlock(say("Realisasi Belanja Tahun {tahun}", tahun=tahun), report.tabel_belanja),
        *_drawn(report.grafik_belanja),
        level=2,
    )
    how = text(
        "Jumlah program dan kegiatan pada tabel berikut dihitung dari sub kegiatan di bawahnya. "
        "Rincian sampai sub kegiatan terdapat dalam lampiran."
    )
    title = text("Realisasi Anggaran Menurut Program dan Kegiatan")
    yield _section(
        "Anggaran Menurut Program dan Kegiatan",
        Paragraph(how),
        TableBlock(title, report.tabel_anggaran),
        *_drawn(report.grafik_serapan),
        level=2,
    )
    low = report.tabel_serapan_rendah
    title = text("Kegiatan dengan Serapan di Bawah 90% dan Penyebabnya")
    yield _section(
        "Kegiatan dengan Serapan di Bawah 90%",
        *_told(report.serapan_rendah),
        *((TableBlock(title, low),) if low.rows else ()),
        level=2,
    )


def _follow_up(report: Report) -> Chapter:
    title = text("Rekomendasi dan Tindak Lanjutnya")
    return Chapter(
        number=4,
        judul="Tindak Lanjut Rekomendasi Hasil Evaluasi",
        sections=(
            _opening(
                *_told((*report.tindak_lanjut, report.lhe)),
                TableBlock(title, report.tabel_tindak_lanjut),
            ),
        ),
    )


def _closing(report: Report) -> Chapter:
    office = report.office
    lead = text("Untuk indikator yang belum mencapai target, langkah perbaikannya ialah:")
    saran = (Paragraph(lead), Points(report.saran)) if report.saran else ()
    lines = (
        say("{kota}, {tanggal}", kota=office.kota, tanggal=office.tanggal),
        say("{jabatan},", jabatan=office.jabatan_kepala),
        office.nama_kepala,
        office.pangkat,
        say("NIP. {nip}", nip=office.nip),
    )
    return Chapter(
        number=5,
        judul="Penutup",
        sections=(
            _opening(*_told(report.kesimpulan), *saran, Signature(tuple(filter(None, lines)))),
        ),
    )


_ANNEXES = {
    Form.TABEL_3_1: "Pencapaian Realisasi Kinerja Tahun {tahun}",
    Form.TABEL_3_2: "Realisasi Kinerja dan Anggaran Menurut Tahun",
    Form.TABEL_3_3: "Target dan Capaian Jangka Menengah",
    Form.TABEL_3_4: "Realisasi Anggaran Tahun {tahun}",
    Form.TABEL_3_5: "Serapan Anggaran Jangka Menengah",
    Form.RENCANA_AKSI: "Rencana Aksi Tahun {tahun}",
}


def _annexes(report: Report) -> Chapter:
    tahun = report.office.tahun
    titled = [(say(title, tahun=tahun), report.lampiran[form]) for form, title in _ANNEXES.items()]
    if report.lampiran_triwulan is not None:
        title = text("Target dan Realisasi Rencana Aksi per Triwulan")
        titled.append((title, report.lampiran_triwulan))
    return Chapter(
        judul="Lampiran",
        is_annex=True,
        sections=tuple(_section(title, TableBlock(title, table)) for title, table in titled),
    )


_CHAPTERS: tuple[Callable[[Report], Chapter], ...] = (
    _summary,
    _accountability,
    _follow_up,
    _closing,
    _annexes,
)


def _section(judul: Sayable, *blocks: Block, level: int = 1) -> Section:
    return Section(text(judul), blocks, level)


def _opening(*blocks: Block) -> Section:
    return _section("", *blocks, level=0)


def _told(texts: Iterable[Text]) -> Iterator[Block]:
    return (Paragraph(one) for one in texts if one)


def _drawn(chart: Chart | None) -> tuple[Block, ...]:
    return (ChartBlock(chart),) if chart else ()


def _number(chapter: Chapter) -> Chapter:
    """Number the sections, and the tables and charts where the chapter has a number."""
    counts: dict[object, int] = {}

    def next_of(kind: object) -> int:
        counts[kind] = counts.get(kind, 0) + 1
        return counts[kind]

    def labelled(block: Block) -> Block:
        if isinstance(block, TableBlock) and chapter.number:
            return replace(block, label=f"Tabel {chapter.number}.{next_of('tabel')}")
        if isinstance(block, ChartBlock) and chapter.number:
            return replace(block, label=f"Gambar {chapter.number}.{next_of('gambar')}")
        return block

    sections = []
    for section in chapter.sections:
        label = ""
        if chapter.is_annex:
            label = f"Lampiran {next_of('lampiran')}."
        elif section.level in (1, 2):
            counts[section.level + 1] = 0
            number = next_of(section.level)
            label = f"{chr(64 + number)}." if section.level == 1 else f"{number}."
        sections.append(replace(section, label=label, blocks=tuple(map(labelled, section.blocks))))
    return replace(chapter, sections=tuple(sections))
