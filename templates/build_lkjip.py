"""Builds ``lkjip.docx``, the Word template of the report: ``python build_lkjip.py [TARGET]``.

Chapters and wording come from the report's outline, with a tag for every value.  The result is an
ordinary Word document that staff edit; this builder only gives it its first shape.  Building twice
gives the same bytes.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Sequence
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

from lkjip_xl.outputs.docx.templates.tags import Kind, tags_by_name
from lkjip_xl.outputs.narrative.asal_angka import LEAD
from lkjip_xl.outputs.narrative.outline import OUTLINE
from lkjip_xl.outputs.narrative.outline.parts import (
    SIGNATURE,
    Drawn,
    Items,
    Listed,
    Only,
    Part,
    PlannedChapter,
    PlannedSection,
    Said,
    Signed,
    Tabled,
    Told,
)

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
    chapters = Chapters(document)
    set_page(document.sections[0])
    write_cover(document)
    start_front(document)
    for chapter in (one for one in OUTLINE if not one.number and not one.is_annex):
        chapters.write_front(chapter)
    write_contents(document)
    for chapter in (one for one in OUTLINE if one.number):
        start_chapter(document)
        chapters.write(chapter)
    start_annexes(document)
    for chapter in (one for one in OUTLINE if one.is_annex):
        chapters.write_annexes(chapter)
    write_origins(document)
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


def say_all(document: Any, tag: str) -> None:
    """Write a loop over the paragraphs of a tag."""
    say(document, f"{{%p for paragraf in {tag} %}}")
    say(document, "{{ paragraf }}")
    say(document, "{%p endfor %}")


def when(document: Any, tag: str) -> None:
    say(document, f"{{%p if {tag} %}}")


def end(document: Any) -> None:
    say(document, "{%p endif %}")


def tagged(pattern: str, item: str = "") -> str:
    """Return a pattern of the outline with a tag for each name; of an item's own with its name."""
    own = {field.name for tag in tags_by_name().values() for field in tag.fields} if item else set()
    return re.sub(
        r"\{(\w+)\}",
        lambda name: f"{{{{ {item}.{name[1]} }}}}" if name[1] in own else f"{{{{ {name[1]} }}}}",
        pattern,
    )


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
    place, rank, name, grade, number = map(tagged, SIGNATURE)
    say(document, place, "Tanda Tangan").paragraph_format.space_before = Pt(24)
    say(document, rank, "Tanda Tangan").paragraph_format.space_after = Pt(56)
    say(document, "", "Tanda Tangan").add_run(name).bold = True
    when(document, "pangkat")
    say(document, grade, "Tanda Tangan")
    end(document)
    say(document, number, "Tanda Tangan").paragraph_format.keep_with_next = False


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


HEADINGS = {1: "Heading 2", 2: "Heading 3", 3: "Nama Indikator"}


class Chapters:
    """Writes the chapters of the outline."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._lists = Lists(document)
        self._captions = Captions(document, 0)
        self._last: Part | None = None

    def write_front(self, chapter: PlannedChapter) -> None:
        say(self._document, chapter.judul.upper(), "Judul Tanpa Nomor")
        self._write_sections(chapter)

    def write(self, chapter: PlannedChapter) -> None:
        say(self._document, chapter.judul.upper(), "Heading 1")
        self._write_sections(chapter)

    def write_annexes(self, chapter: PlannedChapter) -> None:
        whole = say(self._document, chapter.judul.upper(), "Judul Tanpa Nomor")
        whole.paragraph_format.page_break_before = False
        for number, section in enumerate(chapter.sections, start=1):
            self._begin(section)
            title = f"Lampiran {number}. {tagged(section.judul)}"
            heading = say(self._document, title, "Judul Lampiran")
            if number == 1:
                heading.paragraph_format.page_break_before = False
            for table in (part for part in section.parts if isinstance(part, Tabled)):
                say(self._document, f"{{{{p {table.name} }}}}")
                say(self._document, tagged(table.note), "Catatan Tabel")
            self._end(section)

    def _write_sections(self, chapter: PlannedChapter) -> None:
        self._captions = Captions(self._document, chapter.number)
        self._last = last_part(chapter.sections[-1].parts)
        for section in chapter.sections:
            self._begin(section)
            item = "indikator" if section.each else ""
            if section.level:
                say(self._document, tagged(section.judul, item), HEADINGS[section.level])
            self._write(section.parts, item)
            self._end(section)

    def _begin(self, section: PlannedSection) -> None:
        if section.when:
            when(self._document, section.when)
        if section.each:
            say(self._document, f"{{%p for indikator in {section.each} %}}")

    def _end(self, section: PlannedSection) -> None:
        if section.each:
            say(self._document, "{%p endfor %}")
        if section.when:
            end(self._document)

    def _write(self, parts: Sequence[Part], item: str = "") -> None:
        for part in parts:
            match part:
                case Said(pattern, leads):
                    self._say(tagged(pattern, item), leads=leads)
                case Told(name, leads):
                    self._tell(name, leads=leads)
                case Items(patterns):
                    self._lists.items(*map(tagged, patterns))
                case Listed(name):
                    self._lists.each(name)
                case Tabled(judul, name, note):
                    last = part is self._last
                    self._captions.table(tagged(judul), name, tagged(note), last=last)
                case Drawn(name):
                    self._draw(name)
                case Signed():
                    sign(self._document)
                case Only(name, inner):
                    when(self._document, name)
                    self._write(inner)
                    end(self._document)

    def _say(self, text: str, *, leads: bool) -> None:
        paragraph = say(self._document, text)
        if leads:
            paragraph.paragraph_format.keep_with_next = True

    def _tell(self, name: str, *, leads: bool) -> None:
        if tags_by_name()[name].kind is Kind.DAFTAR:
            say_all(self._document, name)
        else:
            self._say(f"{{{{ {name} }}}}", leads=leads)

    def _draw(self, name: str) -> None:
        if tags_by_name()[name].kind is Kind.RINCIAN:
            self._captions.figures(name)
            return
        when(self._document, f"ada_{name}")
        self._captions.figure(f"{{{{ judul_{name} }}}}", name)
        end(self._document)


def last_part(parts: Sequence[Part]) -> Part | None:
    """Return the part that ends a chapter, also where it stands under a condition."""
    if not parts:
        return None
    return last_part(parts[-1].parts) if isinstance(parts[-1], Only) else parts[-1]


def write_origins(document: Any) -> None:
    say(document, "Daftar Asal Angka", "Judul Lampiran")
    say(document, LEAD)
    say(document, "{{p daftar_asal_angka }}")
    say(document, "", "Catatan Tabel")


def write_open_findings(document: Any) -> None:
    """Write what a draft must still mend; a finished report has no such page."""
    when(document, "konsep")
    say(document, "Catatan yang Belum Selesai", "Judul Lampiran")
    say(
        document,
        "Laporan ini masih konsep. Yang berikut harus diperbaiki atau diisi di buku kerja, lalu "
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
