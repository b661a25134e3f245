"""Builds ``lkjip.docx``, the Word template of the report: ``python build_lkjip.py [TARGET]``.

The result is an ordinary Word document that staff edit; this builder only gives it its first shape.
Building twice gives the same bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor, Twips

FONT = "Arial"
INK = RGBColor(0x1F, 0x3A, 0x5F)
BUILT = datetime(2024, 1, 1)
CENTER, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def build(target: Path) -> None:
    document = docx.Document()
    prepare_language(document)
    define_styles(document)
    define_numbering(document)
    lists = Lists(document)
    set_page(document.sections[0])
    write_cover(document)
    start_front(document)
    write_preface(document)
    write_summary(document)
    write_contents(document)
    start_chapter(document)
    write_introduction(document, lists)
    start_chapter(document)
    write_planning(document, lists)
    start_chapter(document)
    write_accountability(document)
    start_chapter(document)
    write_follow_up(document)
    start_chapter(document)
    write_closing(document, lists)
    start_annexes(document)
    write_annexes(document)
    write_open_findings(document)
    describe(document)
    save(document, target)


# ---------------------------------------------------------------- styles


def prepare_language(document: Any) -> None:
    """Make Indonesian the language of everything, and drop the default theme fonts."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    properties = defaults.find(qn("w:rPr"))
    for child in list(properties):
        properties.remove(child)
    properties.append(fonts())
    properties.append(parse_xml(f'<w:sz {nsdecls("w")} w:val="22"/>'))
    properties.append(parse_xml(f'<w:szCs {nsdecls("w")} w:val="22"/>'))
    properties.append(
        parse_xml(f'<w:lang {nsdecls("w")} w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>')
    )

    language = document.settings.element.find(qn("w:themeFontLang"))
    if language is not None:
        language.set(qn("w:val"), "id-ID")


def fonts() -> Any:
    names = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return parse_xml(f"<w:rFonts {nsdecls('w')} {names}/>")


def define_styles(document: Any) -> None:
    styles = document.styles
    shape(styles["Normal"], size=11, align=None, after=0, line=1.0)
    shape(styles["Body Text"], size=11, align=BOTH, after=6, line=1.25)
    for name, size, before in (("Heading 1", 14, 0), ("Heading 2", 12, 12), ("Heading 3", 11, 10)):
        style = styles[name]
        shape(style, size=size, align=LEFT, before=before, after=6, bold=True, color=INK)
        style.paragraph_format.keep_with_next = True
    styles["Heading 1"].paragraph_format.alignment = CENTER
    styles["Heading 1"].paragraph_format.page_break_before = True
    styles["Heading 1"].paragraph_format.space_after = Pt(14)
    shape(styles["Caption"], size=10, align=CENTER, before=8, after=4, bold=True)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].font.italic = False
    shape(styles["List Number"], size=11, align=BOTH, after=4, line=1.2)
    shape(styles["Header"], size=8.5, align=RIGHT, color=RGBColor(0x59, 0x59, 0x59))
    shape(styles["Footer"], size=8.5, align=CENTER, color=RGBColor(0x59, 0x59, 0x59))
    add(document, "Judul Tanpa Nomor", size=14, align=CENTER, after=14, bold=True, color=INK)
    plain = styles["Judul Tanpa Nomor"]
    plain.paragraph_format.page_break_before = True
    plain.paragraph_format.keep_with_next = True
    outline(plain, 0)
    add(document, "Judul Lampiran", size=11, align=LEFT, after=6, bold=True, color=INK)
    annex = styles["Judul Lampiran"]
    annex.paragraph_format.page_break_before = True
    annex.paragraph_format.keep_with_next = True
    outline(annex, 1)
    add(document, "Nama Indikator", size=11, align=LEFT, before=6, after=2, bold=True)
    styles["Nama Indikator"].paragraph_format.keep_with_next = True
    add(document, "Sampul Judul", size=22, align=CENTER, after=6, bold=True, color=INK)
    add(document, "Sampul Tahun", size=16, align=CENTER, after=150, bold=True)
    add(document, "Sampul Nama", size=15, align=CENTER, after=6, bold=True)
    add(document, "Sampul Keterangan", size=11, align=CENTER, after=2)
    add(document, "Konsep", size=13, align=CENTER, before=90, after=40, bold=True)
    frame(document.styles["Konsep"])
    add(document, "Catatan Tabel", size=9, align=LEFT, before=3, after=10)
    add(document, "Tanda Tangan", size=11, align=LEFT, after=0)
    styles["Tanda Tangan"].paragraph_format.left_indent = Cm(8.5)
    styles["Tanda Tangan"].paragraph_format.keep_with_next = True
    for name, size, align, bold in (
        ("Isi Tabel", 9, LEFT, False),
        ("Isi Tabel Kecil", 7.5, LEFT, False),
        ("Kepala Tabel", 9, CENTER, True),
        ("Kepala Tabel Kecil", 7.5, CENTER, True),
    ):
        add(document, name, size=size, align=align, before=1, after=1, bold=bold)
    gap = styles.add_style("Perlu Dilengkapi", WD_STYLE_TYPE.CHARACTER)
    gap.font.color.rgb = RGBColor(0x9C, 0x2A, 0x00)
    gap.element.get_or_add_rPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFF2CC"/>')
    )
    define_table_style(document)
    define_contents_styles(document)


def define_contents_styles(document: Any) -> None:
    """Give the lines of contents their indents; long titles keep clear of the page number."""
    for name, start, words, before, bold in (
        ("toc 1", 0, 1100, 6, True),
        ("toc 2", 1100, 1500, 0, False),
        ("toc 3", 1500, 1900, 0, False),
        ("table of figures", 0, 1100, 0, False),
    ):
        add(document, name, size=10.5, align=LEFT, before=before, after=3, bold=bold)
        form = document.styles[name].paragraph_format
        form.left_indent, form.first_line_indent = Twips(words), Twips(start - words)
        form.right_indent = Twips(800)


def add(document: Any, name: str, **look: Any) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    shape(style, **look)


def shape(
    style: Any,
    *,
    size: float,
    align: Any = None,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    bold: bool = False,
    color: RGBColor | None = None,
) -> None:
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:color", "w:sz", "w:szCs", "w:lang", "w:spacing", "w:kern"):
        for child in properties.findall(qn(tag)):
            properties.remove(child)
    properties.insert(0, fonts())
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = color or RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    form.widow_control = True
    if align is not None:
        form.alignment = align


def outline(style: Any, level: int) -> None:
    """Put a heading without a number into the contents all the same."""
    properties = style.element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))


def frame(style: Any) -> None:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="6" w:color="9C2A00"/>'
        for side in ("top", "left", "bottom", "right")
    )
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:spacing", "w:ind", "w:jc"
    )
    style.font.color.rgb = RGBColor(0x9C, 0x2A, 0x00)


def define_table_style(document: Any) -> None:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F8FA9"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TabelLaporan">'
            '<w:name w:val="Tabel Laporan"/><w:basedOn w:val="TableNormal"/>'
            '<w:uiPriority w:val="59"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>"
        )
    )


def define_numbering(document: Any) -> None:
    """Number the headings: BAB I, A., 1."""
    numbering = document.part.numbering_part.element
    levels = (
        ("Heading1", "upperRoman", "BAB %1", "space", 0, 0),
        ("Heading2", "upperLetter", "%2.", "tab", 425, 425),
        ("Heading3", "decimal", "%3.", "tab", 425, 425),
    )
    xml = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{style}"/><w:suff w:val="{after}"/><w:lvlText w:val="{label}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        "</w:lvl>"
        for at, (style, form, label, after, left, hanging) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">'
        f'<w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    for at, name in enumerate(("Heading 1", "Heading 2", "Heading 3")):
        properties = document.styles[name].element.get_or_add_pPr()
        number = parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="90"/></w:numPr>'
        )
        properties.insert_element_before(
            number, "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )


# ---------------------------------------------------------------- pages


def set_page(section: Any, *, wide: bool = False) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    short, long = Cm(21.0), Cm(29.7)
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.left_margin = Cm(1.8 if wide else 3.0)
    section.right_margin = Cm(1.8 if wide else 2.5)
    section.top_margin = Cm(2.3 if wide else 2.5)
    section.bottom_margin = Cm(1.8 if wide else 2.3)
    section.header_distance = section.footer_distance = Cm(1.1)


def start_front(document: Any) -> None:
    """Begin the pages before the chapters: i, ii, iii."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section)
    section.header.is_linked_to_previous = False
    section.footer.is_linked_to_previous = False
    section.header.paragraphs[0].text = "Laporan Kinerja {{ sebutan }} Tahun {{ tahun }}"
    field(section.footer.paragraphs[0], "PAGE", "i")
    number_pages(section, fmt="lowerRoman", start="1")


def start_chapter(document: Any) -> None:
    """Begin the pages of a chapter: III.1, III.2."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    number_pages(section, start="1", chapStyle="1", chapSep="period")


def start_annexes(document: Any) -> None:
    """Begin the pages of the annexes: L.1, L.2, on wide paper."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, wide=True)
    section.footer.is_linked_to_previous = False
    section.footer.paragraphs[0].add_run("L.")
    field(section.footer.paragraphs[0], "PAGE", "1")
    number_pages(section, start="1")


def number_pages(section: Any, **how: str) -> None:
    """Number a section's pages in Word's terms: form, first number, style of chapters."""
    for number in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(number)
    number = OxmlElement("w:pgNumType")
    for name, value in how.items():
        number.set(qn(f"w:{name}"), value)
    section._sectPr.find(qn("w:cols")).addprevious(number)


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """Append a Word field with the result it shows until Word computes it."""
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("t", shown),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind == "t":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


# ---------------------------------------------------------------- wording


class Lists:
    """Gives each numbered list a numbering of its own, so that every one begins at 1."""

    def __init__(self, document: Any) -> None:
        self._document = document
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(_LIST_NUMBERING.format(namespaces=nsdecls("w"))))

    def each(self, tag: str) -> None:
        """Write a numbered list of the paragraphs of a tag."""
        number = self._restart()
        say(self._document, f"{{%p for paragraf in {tag} %}}")
        self._item("{{ paragraf }}", number)
        say(self._document, "{%p endfor %}")

    def items(self, *texts: str) -> None:
        """Write a numbered list of fixed texts."""
        number = self._restart()
        for text in texts:
            self._item(text, number)

    def _item(self, text: str, number: int) -> None:
        paragraph = say(self._document, text, "List Number")
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number

    def _restart(self) -> int:
        numbering = self._document.part.numbering_part.element
        number = max((one.numId for one in numbering.num_lst), default=0) + 1
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="91"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return number


_LIST_NUMBERING = (
    '<w:abstractNum {namespaces} w:abstractNumId="91"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl>'
    "</w:abstractNum>"
)


def say(document: Any, text: str, style: str = "Body Text") -> Any:
    return document.add_paragraph(text, style=style)


def each(document: Any, tag: str, style: str = "Body Text") -> None:
    """Write a loop over the paragraphs of a tag."""
    say(document, f"{{%p for paragraf in {tag} %}}")
    say(document, "{{ paragraf }}", style)
    say(document, "{%p endfor %}")


def when(document: Any, tag: str) -> None:
    say(document, f"{{%p if {tag} %}}")


def end(document: Any) -> None:
    say(document, "{%p endif %}")


class Captions:
    """Numbers the tables of one chapter; the first caption starts the count anew."""

    def __init__(self, document: Any, chapter: int) -> None:
        self._document = document
        self._chapter = chapter
        self._count = 0
        self._figures = 0

    def table(self, title: str, tag: str, note: str = "", *, last: bool = False) -> None:
        """Write a caption and its table; the last of a chapter has no line below it, which could
        fall on a page of its own."""
        self._count += 1
        caption = self._document.add_paragraph(f"Tabel {self._chapter}.", style="Caption")
        restart = " \\r 1" if self._count == 1 else ""
        field(caption, f"SEQ Tabel \\* ARABIC{restart}", str(self._count))
        caption.add_run(f" {title}")
        say(self._document, f"{{{{p {tag} }}}}")
        if note or not last:
            say(self._document, note, "Catatan Tabel")

    def figure(self, title: str, tag: str) -> None:
        """Write a chart and, below it, its caption."""
        say(self._document, f"{{{{p {tag} }}}}")
        self._figure_caption(title, restart=not self._figures)
        self._figures += 1

    def figures(self, tag: str) -> None:
        """Write a chart for each of a list, the first of which starts the count anew."""
        say(self._document, f"{{%p for gambar in {tag} %}}")
        say(self._document, "{{p gambar.gambar }}")
        when(self._document, "gambar.pertama")
        self._figure_caption("{{ gambar.judul }}", restart=True)
        say(self._document, "{%p else %}")
        self._figure_caption("{{ gambar.judul }}", restart=False)
        end(self._document)
        say(self._document, "{%p endfor %}")
        self._figures += 1

    def _figure_caption(self, title: str, *, restart: bool) -> None:
        caption = self._document.add_paragraph(f"Gambar {self._chapter}.", style="Caption")
        caption.paragraph_format.keep_with_next = False
        again = " \\r 1" if restart else ""
        field(caption, f"SEQ Gambar \\* ARABIC{again}", "1")
        caption.add_run(f" {title}")


def sign(document: Any) -> None:
    """Write place, date and the head of the office with room for the signature."""
    place = say(document, "{{ kota }}, {{ tanggal }}", "Tanda Tangan")
    place.paragraph_format.space_before = Pt(24)
    rank = say(document, "{{ jabatan_kepala }},", "Tanda Tangan")
    rank.paragraph_format.space_after = Pt(56)
    name = say(document, "", "Tanda Tangan")
    name.add_run("{{ nama_kepala }}").bold = True
    when(document, "pangkat")
    say(document, "{{ pangkat }}", "Tanda Tangan")
    end(document)
    say(document, "NIP. {{ nip }}", "Tanda Tangan").paragraph_format.keep_with_next = False


def write_cover(document: Any) -> None:
    when(document, "konsep")
    say(document, "{{ konsep }}", "Konsep")
    end(document)
    title = say(document, "LAPORAN KINERJA", "Sampul Judul")
    title.paragraph_format.space_before = Pt(150)
    say(document, "INSTANSI PEMERINTAH (LKjIP)", "Sampul Judul")
    say(document, "TAHUN {{ tahun }}", "Sampul Tahun")
    say(document, "{{ nama_perangkat_daerah }}", "Sampul Nama")
    say(document, "{{ pemerintah_daerah }}", "Sampul Nama")
    when(document, "alamat")
    say(document, "{{ alamat }}", "Sampul Keterangan")
    end(document)


def write_preface(document: Any) -> None:
    say(document, "KATA PENGANTAR", "Judul Tanpa Nomor")
    for text in (
        "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa karena Laporan Kinerja Instansi "
        "Pemerintah (LKjIP) {{ nama_lengkap }} tahun {{ tahun }} dapat diselesaikan. Laporan ini "
        "memuat apa yang dijanjikan dalam perjanjian kinerja tahun {{ tahun }}, apa yang tercapai, "
        "dan berapa anggaran yang digunakan untuk mencapainya.",
        "Setiap angka dalam laporan ini dihitung dari data kinerja dan anggaran yang dikumpulkan "
        "{{ sebutan }}. Target yang belum tercapai kami sampaikan apa adanya bersama penyebab dan "
        "langkah perbaikannya, agar laporan ini berguna sebagai bahan evaluasi dan dasar "
        "perencanaan tahun berikutnya.",
        "Kami berterima kasih kepada semua pihak yang membantu pelaksanaan program dan kegiatan "
        "serta penyusunan laporan ini. Saran untuk memperbaiki kinerja dan pelaporan {{ sebutan }} "
        "kami terima dengan terbuka.",
    ):
        say(document, text)
    sign(document)


def write_summary(document: Any) -> None:
    say(document, "IKHTISAR EKSEKUTIF", "Judul Tanpa Nomor")
    each(document, "ikhtisar")


CONTENTS = (
    ("DAFTAR ISI", r'TOC \o "1-3" \h \z \u'),
    ("DAFTAR TABEL", r'TOC \h \z \c "Tabel"'),
    ("DAFTAR GAMBAR", r'TOC \h \z \c "Gambar"'),
)


def write_contents(document: Any) -> None:
    """Write the contents and lists as fields; the program fills them, and drops an empty one."""
    for title, instruction in CONTENTS:
        say(document, title, "Judul Tanpa Nomor")
        field(say(document, ""), instruction, "Diisi saat laporan disusun.")


def write_introduction(document: Any, lists: Lists) -> None:
    tables = Captions(document, 1)
    say(document, "PENDAHULUAN", "Heading 1")
    write_purpose(document, lists)
    say(document, "Gambaran Umum {{ sebutan }}", "Heading 2")
    say(document, "Kondisi Organisasi", "Heading 3")
    each(document, "uraian_organisasi")
    lead = say(document, "Susunan organisasi {{ sebutan }} terdiri atas:")
    lead.paragraph_format.keep_with_next = True
    lists.each("susunan_organisasi")
    say(document, "Sumber Daya Manusia", "Heading 3")
    say(document, "{{ kalimat_pegawai }}")
    each(document, "uraian_komposisi_pegawai")
    for title, tag in (
        ("Pegawai Menurut Status Kepegawaian dan Jenis Kelamin", "tabel_pegawai_status"),
        ("Pegawai Menurut Tingkat Pendidikan Terakhir", "tabel_pegawai_pendidikan"),
        ("Pegawai Menurut Pangkat dan Golongan", "tabel_pegawai_golongan"),
        ("Pegawai Menurut Keikutsertaan Diklat Aparatur", "tabel_pegawai_diklat"),
    ):
        tables.table(title, tag)
    say(document, "Isu Strategis", "Heading 3")
    say(document, "{{ kalimat_isu_strategis }}")
    tables.table("Isu Strategis dan Aspek Terkait", "tabel_isu_strategis")
    say(document, "Identifikasi Permasalahan", "Heading 3")
    say(document, "{{ kalimat_permasalahan }}")
    tables.table("Identifikasi Permasalahan", "tabel_permasalahan", last=True)


def write_purpose(document: Any, lists: Lists) -> None:
    say(document, "Latar Belakang", "Heading 2")
    say(
        document,
        "Setiap instansi pemerintah wajib mempertanggungjawabkan hasil kerjanya dan anggaran yang "
        "dipakainya. Dalam sistem akuntabilitas kinerja, pertanggungjawaban itu berawal dari "
        "rencana strategis, dijabarkan setiap tahun dalam perjanjian kinerja, diukur dengan "
        "indikator, dan disampaikan dalam laporan kinerja pada akhir tahun.",
    )
    say(
        document,
        "Sebagai perangkat daerah pada {{ pemerintah_daerah }}, {{ sebutan }} menyusun laporan "
        "kinerja tahun {{ tahun }} untuk disampaikan kepada kepala daerah. Laporan ini menjadi "
        "bagian dari laporan kinerja pemerintah daerah dan terbuka bagi masyarakat.",
    )
    say(document, "Maksud dan Tujuan", "Heading 2")
    say(
        document,
        "Laporan ini dimaksudkan untuk menyampaikan capaian kinerja {{ nama_lengkap }} selama "
        "tahun {{ tahun }}, dibandingkan dengan target yang diperjanjikan. Tujuannya ialah:",
    ).paragraph_format.keep_with_next = True
    lists.items(
        "mempertanggungjawabkan pelaksanaan tugas, fungsi, dan penggunaan sumber daya kepada "
        "pemberi mandat dan masyarakat;",
        "menunjukkan sasaran yang tercapai dan yang belum, beserta penyebabnya;",
        "memberikan bahan untuk evaluasi akuntabilitas kinerja;",
        "memberikan dasar bagi perbaikan perencanaan, penganggaran, dan pelaksanaan program pada "
        "tahun berikutnya.",
    )
    say(document, "Dasar Hukum", "Heading 2")
    lead = say(document, "Penyusunan laporan ini didasarkan pada:")
    lead.paragraph_format.keep_with_next = True
    lists.each("dasar_hukum")
    say(document, "Sistematika Penulisan", "Heading 2")
    lead = say(document, "Laporan ini terdiri atas lima bab dan lampiran:")
    lead.paragraph_format.keep_with_next = True
    lists.items(
        "Bab I Pendahuluan memuat latar belakang, maksud dan tujuan, dasar hukum, sistematika, dan "
        "gambaran umum {{ sebutan }};",
        "Bab II Perencanaan Kinerja memuat rencana strategis, indikator kinerja utama, perjanjian "
        "kinerja, rencana anggaran, dan rencana aksi;",
        "Bab III Akuntabilitas Kinerja memuat capaian kinerja, evaluasi dan analisisnya, serta "
        "realisasi anggaran;",
        "Bab IV memuat tindak lanjut rekomendasi hasil evaluasi;",
        "Bab V Penutup memuat kesimpulan dan langkah perbaikan;",
        "Lampiran memuat rincian kinerja, anggaran, dan rencana aksi.",
    )


def write_planning(document: Any, lists: Lists) -> None:
    tables = Captions(document, 2)
    say(document, "PERENCANAAN KINERJA", "Heading 1")
    write_strategy(document, lists, tables)
    say(document, "Indikator Kinerja Utama", "Heading 2")
    say(document, "{{ kalimat_iku }}")
    tables.table("Indikator Kinerja Utama {{ sebutan }} Tahun {{ tahun }}", "tabel_iku")
    say(document, "Perjanjian Kinerja", "Heading 2")
    say(
        document,
        "Perjanjian kinerja ialah janji kepala perangkat daerah kepada kepala daerah untuk "
        "mencapai target yang terukur dalam satu tahun dengan anggaran yang tersedia. Janji itu "
        "menjadi ukuran keberhasilan pada akhir tahun.",
    )
    say(document, "{{ kalimat_perjanjian_kinerja }}")
    say(document, "Rencana Anggaran", "Heading 2")
    say(document, "{{ kalimat_rencana_anggaran }}")
    tables.table("Rencana Anggaran {{ sebutan }} Tahun {{ tahun }}", "tabel_rencana_anggaran")
    say(document, "Rencana Aksi", "Heading 2")
    say(document, "{{ kalimat_rencana_aksi }}")
    say(
        document,
        f"Ringkasannya terdapat pada tabel berikut; rincian setiap indikator beserta jadwalnya "
        f"terdapat dalam Lampiran {annex_number('lampiran_rencana_aksi')}.",
    )
    tables.table("Ringkasan Rencana Aksi Tahun {{ tahun }}", "tabel_rencana_aksi", last=True)


def write_strategy(document: Any, lists: Lists, tables: Captions) -> None:
    say(document, "Rencana Strategis", "Heading 2")
    each(document, "uraian_visi_misi")
    say(document, "Tujuan dan Sasaran", "Heading 3")
    say(document, "{{ kalimat_tujuan_sasaran }}")
    tables.table("Tujuan dan Sasaran {{ sebutan }}", "tabel_tujuan_sasaran")
    say(document, "Strategi dan Arah Kebijakan", "Heading 3")
    say(document, "{{ kalimat_strategi }}")
    tables.table("Strategi dan Arah Kebijakan {{ sebutan }}", "tabel_strategi")
    say(document, "Program dan Kegiatan", "Heading 3")
    say(document, "{{ kalimat_program }}").paragraph_format.keep_with_next = True
    lists.each("daftar_program")
    when(document, "kalimat_kegiatan")
    say(document, "{{ kalimat_kegiatan }}").paragraph_format.keep_with_next = True
    lists.each("daftar_kegiatan")
    end(document)


def write_accountability(document: Any) -> None:
    tables = Captions(document, 3)
    say(document, "AKUNTABILITAS KINERJA", "Heading 1")
    say(
        document,
        "Bab ini menyajikan hasil pengukuran kinerja {{ nama_lengkap }} tahun {{ tahun }}: capaian "
        "indikator kinerja utama, perbandingannya dengan tahun sebelumnya dan dengan Renstra "
        "periode {{ periode_renstra }}, penyebab keberhasilan dan kegagalan, efisiensi penggunaan "
        "sumber daya, serta realisasi anggaran.",
    )
    write_results(document, tables)
    write_evaluation(document, tables)
    write_money(document, tables)


def write_results(document: Any, tables: Captions) -> None:
    say(document, "Capaian Indikator Kinerja Utama", "Heading 2")
    say(
        document,
        "Capaian diukur dengan membandingkan realisasi dengan target dalam perjanjian kinerja. "
        "Untuk indikator yang makin tinggi makin baik, rumusnya realisasi / target × 100. Untuk "
        "indikator yang makin rendah makin baik, rumusnya (2 × target − realisasi) / target × 100.",
    )
    tables.table(
        "Capaian Indikator Kinerja Utama {{ sebutan }} Tahun {{ tahun }}",
        "tabel_capaian",
        "Predikat: Sangat Tinggi (≥ 91%), Tinggi (≥ 76%), Sedang (≥ 66%), Rendah (≥ 51%), Sangat "
        "Rendah (di bawah 51%).",
    )
    each(document, "uraian_capaian")
    say(
        document, "Uraian setiap indikator adalah sebagai berikut."
    ).paragraph_format.keep_with_next = True
    say(document, "{%p for indikator in daftar_indikator %}")
    say(document, "{{ indikator.nama }}", "Nama Indikator")
    say(document, "{{ indikator.uraian }}")
    say(document, "{%p endfor %}")


def write_evaluation(document: Any, tables: Captions) -> None:
    say(document, "Evaluasi dan Analisis Kinerja", "Heading 2")
    say(document, "Perbandingan dengan Tahun-Tahun Sebelumnya", "Heading 3")
    tables.table("Realisasi Indikator Kinerja Utama Menurut Tahun", "tabel_antar_tahun")
    each(document, "uraian_antar_tahun")
    tables.figures("grafik_indikator")
    say(document, "Perbandingan dengan Target Renstra {{ periode_renstra }}", "Heading 3")
    tables.table("Realisasi Tahun {{ tahun }} terhadap Target Renstra", "tabel_renstra")
    each(document, "uraian_renstra")
    when(document, "ada_pembanding")
    say(document, "Perbandingan dengan Daerah Lain", "Heading 3")
    tables.table("Realisasi Tahun {{ tahun }} dan Angka Pembanding", "tabel_pembanding")
    each(document, "uraian_pembanding")
    end(document)
    say(document, "Penyebab Keberhasilan dan Kegagalan serta Solusi", "Heading 3")
    tables.table("Analisis Penyebab dan Alternatif Solusi", "tabel_analisis")
    each(document, "uraian_analisis")
    say(document, "Efisiensi Penggunaan Sumber Daya", "Heading 3")
    say(document, "{{ kalimat_pegawai }}")
    say(
        document,
        "Efisiensi dihitung dengan membandingkan capaian kinerja dengan serapan anggaran. Selisih "
        "ialah capaian dikurangi serapan, dalam poin. Indeks ialah (capaian / 100) dibagi "
        "(serapan / 100). Anggaran yang dihemat ialah pagu dikurangi realisasi, dan hanya dihitung "
        "bila capaian kinerjanya 100% atau lebih. Sasaran atau program tergolong efisien bila "
        "capaiannya 100% atau lebih dan indeksnya tidak kurang dari 1.",
    )
    note = "Capaian ialah rata-rata capaian seluruh indikatornya yang dapat diukur."
    tables.table("Efisiensi Menurut Sasaran", "tabel_efisiensi_sasaran", note)
    tables.table("Efisiensi Menurut Program", "tabel_efisiensi_program", note)
    each(document, "uraian_efisiensi")
    say(document, "Program yang Mendukung Keberhasilan", "Heading 3")
    tables.table("Program Pendukung Setiap Sasaran", "tabel_program_pendukung", note)
    each(document, "uraian_program_pendukung")
    say(document, "Evaluasi Rencana Aksi per Triwulan", "Heading 3")
    each(document, "uraian_triwulan")
    when(document, "ada_triwulan")
    tables.table("Pencapaian Target Rencana Aksi per Triwulan", "tabel_triwulan")
    end(document)


def write_money(document: Any, tables: Captions) -> None:
    say(document, "Realisasi Anggaran", "Heading 2")
    say(document, "Anggaran Menurut Jenis Belanja", "Heading 3")
    each(document, "uraian_anggaran")
    tables.table("Realisasi Belanja Tahun {{ tahun }}", "tabel_belanja")
    write_money_chart(document, tables, "belanja")
    say(document, "Anggaran Menurut Program dan Kegiatan", "Heading 3")
    say(
        document,
        "Jumlah program dan kegiatan pada tabel berikut dihitung dari sub kegiatan di bawahnya. "
        "Rincian sampai sub kegiatan terdapat dalam lampiran.",
    )
    tables.table("Realisasi Anggaran Menurut Program dan Kegiatan", "tabel_anggaran")
    write_money_chart(document, tables, "serapan")
    say(document, "Kegiatan dengan Serapan di Bawah 90%", "Heading 3")
    each(document, "uraian_serapan_rendah")
    when(document, "ada_serapan_rendah")
    tables.table(
        "Kegiatan dengan Serapan di Bawah 90% dan Penyebabnya", "tabel_serapan_rendah", last=True
    )
    end(document)


def write_money_chart(document: Any, tables: Captions, name: str) -> None:
    when(document, f"ada_grafik_{name}")
    tables.figure(f"{{{{ judul_grafik_{name} }}}}", f"grafik_{name}")
    end(document)


def write_follow_up(document: Any) -> None:
    say(document, "TINDAK LANJUT REKOMENDASI HASIL EVALUASI", "Heading 1")
    each(document, "uraian_tindak_lanjut")
    when(document, "kalimat_nilai_evaluasi")
    say(document, "{{ kalimat_nilai_evaluasi }}")
    end(document)
    tables = Captions(document, 4)
    tables.table("Rekomendasi dan Tindak Lanjutnya", "tabel_tindak_lanjut")
    when(document, "ada_nilai_evaluasi")
    tables.table("Nilai Hasil Evaluasi Akuntabilitas Kinerja", "tabel_nilai_evaluasi", last=True)
    end(document)


def write_closing(document: Any, lists: Lists) -> None:
    say(document, "PENUTUP", "Heading 1")
    each(document, "kesimpulan")
    when(document, "ada_langkah_perbaikan")
    lead = say(document, "Untuk indikator yang belum mencapai target, langkah perbaikannya ialah:")
    lead.paragraph_format.keep_with_next = True
    lists.each("langkah_perbaikan")
    end(document)
    sign(document)


ANNEXES = (
    ("Pencapaian Realisasi Kinerja Tahun {{ tahun }}", "lampiran_tabel_3_1"),
    ("Realisasi Kinerja dan Anggaran Menurut Tahun", "lampiran_tabel_3_2"),
    ("Target dan Capaian Jangka Menengah", "lampiran_tabel_3_3"),
    ("Realisasi Anggaran Tahun {{ tahun }}", "lampiran_tabel_3_4"),
    ("Serapan Anggaran Jangka Menengah", "lampiran_tabel_3_5"),
    ("Rencana Aksi Tahun {{ tahun }}", "lampiran_rencana_aksi"),
)


def annex_number(tag: str) -> int:
    return [name for _, name in ANNEXES].index(tag) + 1


def write_annexes(document: Any) -> None:
    whole = say(document, "LAMPIRAN", "Judul Tanpa Nomor")
    whole.paragraph_format.page_break_before = False
    for number, (title, tag) in enumerate(ANNEXES, start=1):
        heading = say(document, f"Lampiran {number}. {title}", "Judul Lampiran")
        if number == 1:
            heading.paragraph_format.page_break_before = False
        say(document, f"{{{{p {tag} }}}}")
        say(document, "", "Catatan Tabel")
    when(document, "ada_lampiran_triwulan")
    title = "Target dan Realisasi Rencana Aksi per Triwulan"
    say(document, f"Lampiran {len(ANNEXES) + 1}. {title}", "Judul Lampiran")
    say(document, "{{p lampiran_triwulan }}")
    say(document, "", "Catatan Tabel")
    end(document)
    say(document, "Daftar Asal Angka", "Judul Lampiran")
    say(
        document,
        "Setiap angka dalam uraian laporan ini berasal dari sel buku kerja berikut. Angka yang "
        "dihitung disertai hitungannya.",
    )
    say(document, "{{p daftar_asal_angka }}")
    say(document, "", "Catatan Tabel")


def write_open_findings(document: Any) -> None:
    """Write what a draft must still mend; a finished report has no such page."""
    when(document, "konsep")
    say(document, "Catatan yang Belum Selesai", "Judul Lampiran")
    say(
        document,
        "Laporan ini masih konsep. Kesalahan berikut harus diperbaiki di buku kerja, lalu "
        "laporannya disusun ulang.",
    ).paragraph_format.keep_with_next = True
    say(document, "{{p tabel_catatan }}")
    say(document, "", "Catatan Tabel")
    end(document)


# ---------------------------------------------------------------- file


def describe(document: Any) -> None:
    """Set the document's properties, and drop the picture of python-docx's own template."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]
    properties = document.core_properties
    properties.title = "Templat Laporan Kinerja"
    properties.author = "lkjip_xl"
    properties.last_modified_by = "lkjip_xl"
    properties.comments = ""
    properties.language = "id-ID"
    properties.revision = 1
    properties.created = properties.modified = BUILT


def save(document: Any, target: Path) -> None:
    """Write the parts in order with one fixed time, so that the bytes depend on nothing else."""
    memory = io.BytesIO()
    document.save(memory)
    with zipfile.ZipFile(memory) as built, zipfile.ZipFile(target, "w") as fixed:
        for name in sorted(
            built.namelist(), key=lambda part: (part != "[Content_Types].xml", part)
        ):
            entry = zipfile.ZipInfo(name, BUILT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            fixed.writestr(entry, built.read(name))


if __name__ == "__main__":
    default = Path(__file__).with_name("lkjip.docx")
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
