"""What is wrong with a template is told in plain words, with its place; what is sound passes."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lkjip_xl.outputs.docx import ReportError
from lkjip_xl.outputs.docx.templates.checking import check_template, try_template
from lkjip_xl.resources import resource_path

SHIPPED = resource_path("templates", "lkjip.docx")
Edit = Callable[[Any], object]


def lines(*texts: str) -> Edit:
    def edit(document: Any) -> None:
        for text in texts:
            document.add_paragraph(text)

    return edit


def cells(*texts: str, rows: int = 1) -> Edit:
    """Return an edit that adds a table with one paragraph a line in each cell."""

    def edit(document: Any) -> None:
        table = document.add_table(rows=len(texts) // rows, cols=rows)
        for cell, text in zip((c for r in table.rows for c in r.cells), texts, strict=True):
            first, *others = text.split("\n")
            cell.paragraphs[0].text = first
            for other in others:
                cell.add_paragraph(other)

    return edit


def before_a_section_break(document: Any) -> None:
    lines("{%p if alamat %}", "isi")(document)
    document.add_paragraph("{%p endif %}")
    document.add_section(WD_SECTION.NEW_PAGE)
    paragraph = document.paragraphs[-1]
    assert paragraph._p.pPr is not None and paragraph._p.pPr.sectPr is not None
    paragraph.add_run("{%p if kota %}")
    lines("isi", "{%p endif %}")(document)


def raw(xml: str) -> Edit:
    def edit(document: Any) -> None:
        body = document.element.body
        body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>"))

    return edit


def make(path: Path, edit: Edit) -> Path:
    document = docx.Document()
    document.add_paragraph("PENDAHULUAN", style="Heading 1")
    document.add_paragraph("Laporan tahun {{ tahun }} disusun dinas.")
    edit(document)
    document.save(str(path))
    return path


BAD: dict[str, Edit] = {
    "nama yang mirip": lines("Kepala {{ nama_kepla }} menandatangani."),
    "nama yang asing": lines("{{ qwertyuiop }}"),
    "nama dengan spasi": lines("{{ nama kepala }}"),
    "nama dengan tanda hubung": lines("{{ nama-kepala }}"),
    "tidak ditutup": lines("Tahun {{ tahun dan seterusnya"),
    "kurung kurang satu": lines("Tahun {{ tahun } dan {{ kota }}"),
    "satu kurung": lines("Tahun {tahun}"),
    "terbelah Enter": lines("Kepala {{ nama_", "kepala }}"),
    "if tanpa endif": lines("{%p if alamat %}", "{{ alamat }}"),
    "endif tanpa if": lines("{%p endif %}"),
    "endfor di dalam if": lines("{%p for p in ikhtisar %}", "{%p if alamat %}", "{%p endfor %}"),
    "else tanpa if": lines("{%p else %}"),
    "jenis tak sama": lines("{%p if alamat %}", "{{ alamat }}{% endif %}"),
    "perintah asing": lines("{%p include 'rahasia.docx' %}"),
    "set": lines("{% set x = 1 %}"),
    "huruf p terpisah": lines("{% p if alamat %}", "{%p endif %}"),
    "p tanpa spasi": lines("{%pif alamat %}"),
    "tanda kurang": lines("{%- if alamat %}x{% endif %}"),
    "persen di dalam": lines("{%p if alamat == '100%' %}", "x", "{%p endif %}"),
    "blok dengan teks": lines("Lihat {{p tabel_capaian }} di atas."),
    "dua tag p sebaris": lines("{%p if alamat %}{%p if kota %}", "x", "{%p endif %}"),
    "blok tanpa p": lines("{{ tabel_capaian }}"),
    "kata dengan p": lines("{{p tahun }}"),
    "kata dengan r": lines("{{r tahun }}"),
    "daftar dicetak": lines("{{ ikhtisar }}"),
    "syarat dicetak": lines("{{ ada_pembanding }}"),
    "rincian dicetak": lines("{%p for i in daftar_indikator %}", "{{ i }}", "{%p endfor %}"),
    "bagian salah": lines("{%p for i in daftar_indikator %}", "{{ i.nma }}", "{%p endfor %}"),
    "bagian dari kata": lines("{{ tahun.nama }}"),
    "bukan daftar": lines("{%p for i in tahun %}", "{{ i }}", "{%p endfor %}"),
    "di luar perulangan": lines("{%p for i in ikhtisar %}", "{%p endfor %}", "{{ i }}"),
    "for salah": lines("{%p for ikhtisar %}", "{%p endfor %}"),
    "blok dalam tabel": cells("{{p tabel_capaian }}"),
    "p menutup sel": cells("Alamat\n{%p if alamat %}\n{{ alamat }}\n{%p endif %}"),
    "p melintasi sel": cells("{%p if alamat %}\nA", "B\n{%p endif %}\nC"),
    "tr di luar tabel": lines("{%tr for i in ikhtisar %}", "{%tr endfor %}"),
    "tr dengan isi": cells("{%tr for i in ikhtisar %}", "{{ i }}", "{%tr endfor %} isi"),
    "vm bersarang": cells(
        "{%tr for a in ikhtisar %}",
        "{%tr for b in ikhtisar %}",
        "{% vm %}{{ b }}",
        "{%tr endfor %}",
        "{%tr endfor %}",
    ),
    "tiga perulangan": lines(
        *(f"{{%p for {name} in ikhtisar %}}" for name in "abcdef"),
        "{{ f }}",
        *["{%p endfor %}"] * 6,
    ),
    "pemisah bagian": before_a_section_break,
    "safe": lines("{{ nama_kepala|safe }}"),
    "saringan asing": lines("{{ nama_kepala|tojson }}"),
    "dunder": lines("{{ tahun.__class__.__mro__ }}"),
    "panggilan": lines("{{ tahun.upper() }}"),
    "range": lines("{% for i in range(10**9) %}x{% endfor %}"),
    "perkalian": lines("{{ 'x' * 9999999999 }}"),
    "kurung siku": lines("{{ ikhtisar[0] }}"),
    "tautan terpotong": raw(
        "<w:r><w:t>{{ ta</w:t></w:r><w:hyperlink w:anchor='a'><w:r><w:t>hun }}</w:t></w:r></w:hyperlink>"
    ),
    "terhapus": raw(
        "<w:del w:id='1' w:author='a'><w:r><w:delText>{{ x }}</w:delText></w:r></w:del>"
    ),
    "bidang bertag": raw(
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>QUOTE {{ x }}</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    ),
    "bidang luar": raw("<w:fldSimple w:instr=' INCLUDEPICTURE &quot;http://a.b/c.png&quot; '/>"),
    "gambar sebaris": raw("<w:r><w:t>{%p if kota %}</w:t></w:r><w:r><w:br w:type='page'/></w:r>"),
    "properti": lambda document: setattr(document.core_properties, "subject", "{{ tahn }}"),
    "kepala halaman": lambda d: setattr(d.sections[0].header.paragraphs[0], "text", "{{ tahn }}"),
}


def test_what_is_wrong_is_told(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    told = []
    for name, edit in BAD.items():
        problems = check_template(make(tmp_path / "templat.docx", edit))
        assert problems, name
        told.append(f"== {name}")
        told += [f"{one.where}\n  {one.what}\n  → {one.fix}" for one in problems]
    golden("templat_keliru.txt", "\n".join(told) + "\n")


GOOD: dict[str, Edit] = {
    "di dalam kalimat": lines(
        "Oleh {{ nama_kepala|upper }}{% if pangkat %}, {{ pangkat }}{% endif %}."
    ),
    "terbelah huruf tebal": raw(
        "<w:r><w:t>{{ ta</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>hun }}</w:t></w:r>"
    ),
    "ejaan ditandai": raw(
        "<w:r><w:t>{</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>{ tahun }</w:t></w:r><w:r><w:t>}</w:t></w:r>"
    ),
    "if biasa lintas paragraf": lines("{% if alamat %}", "{{ alamat }}", "{% endif %}"),
    "else": lines(
        "{%p if alamat %}", "{{ alamat }}", "{%p else %}", "Tanpa alamat", "{%p endif %}"
    ),
    "bersarang": lines(
        "{%p for satu in daftar_indikator %}",
        "{%p if satu.uraian and not loop.last %}",
        "{{ loop.index }}. {{ satu.nama }}",
        "{%p endif %}",
        "{%p endfor %}",
    ),
    "dua perulangan": lines(
        "{%p for a in ikhtisar %}",
        "{%p if a %}",
        "{%p for b in kesimpulan %}",
        "{{ a }}{{ b }}",
        *("{%p endfor %}", "{%p endif %}", "{%p endfor %}"),
    ),
    "baris tabel": cells("{%tr for i in daftar_indikator %}", "{{ i.nama }}", "{%tr endfor %}"),
    "sel dengan syarat": cells("{%p if alamat %}\n{{ alamat }}\n{%p endif %}\nTelepon"),
    "kop dalam sel": cells("{% if alamat %}{{ alamat }}{% endif %}"),
    "catatan": lines("{# untuk diisi nanti #}"),
    "kutip bengkok": lines("{% if kota == “Serang” %}x{% endif %}"),
    "kurung biasa": lines("Himpunan {a, b} dan {kota besar}; 100%}."),
    "digabung": lines("{{ ikhtisar|join(' ') }}", "{{ kota ~ ', ' ~ tanggal }}"),
    "tautan": lambda document: document.part.relate_to(
        "https://contoh.go.id",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_sound_passes(tmp_path: Path, name: str) -> None:
    assert check_template(make(tmp_path / "templat.docx", GOOD[name])) == ()


def test_everything_sound_can_be_filled(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        for one in GOOD.values():
            one(document)

    assert try_template(make(tmp_path / "templat.docx", edit)) == ()


def test_the_shipped_template_is_sound() -> None:
    assert try_template(SHIPPED) == ()


# ---------------------------------------------------------------- the package


def rewrite(path: Path, changed: dict[str, Callable[[bytes], bytes]]) -> Path:
    """Write the shipped template with parts changed or added."""
    with zipfile.ZipFile(SHIPPED) as shipped, zipfile.ZipFile(path, "w") as target:
        for name in shipped.namelist():
            change = changed.get(name, bytes)
            target.writestr(name, change(shipped.read(name)))
        for name in changed.keys() - set(shipped.namelist()):
            target.writestr(name, changed[name](b""))
    return path


def relation(
    kind: str, target: str, mode: str = ' TargetMode="External"'
) -> Callable[[bytes], bytes]:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = f'<Relationship Id="rX9" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    return lambda old: old.replace(b"</Relationships>", one.encode())


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old.encode(), new.encode())


RELATIONS, TYPES, BODY = "word/_rels/document.xml.rels", "[Content_Types].xml", "word/document.xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({RELATIONS: relation("attachedTemplate", "file:///C:/a.dotm")}, "dilampirkan dari luar"),
        ({RELATIONS: relation("image", "http://a.b/c.png")}, "gambar yang ditautkan dari luar"),
        ({RELATIONS: relation("frame", "http://a.b/c.htm")}, "sumber luar (frame)"),
        ({RELATIONS: relation("oleObject", "embeddings/o.bin", "")}, "OLE"),
        ({RELATIONS: relation("aFChunk", "a.htm", "")}, "dokumen lain"),
        ({TYPES: swap(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml")}, "makro"),
        ({"word/vbaProject.bin": lambda _: b"x"}, "makro"),
        ({TYPES: swap(MAIN, MAIN.replace("document.main", "template.main"))}, ".dotx"),
        ({"word/styles.xml": swap("<w:styles", "<!DOCTYPE x><w:styles")}, "DOCTYPE"),
        ({"word/theme/x.xml": lambda _: b" " * (21 * 2**20)}, "melebihi batas"),
        ({"word/DOCUMENT.xml": lambda _: b"<a/>"}, "bernama sama"),
        (
            {"word/settings.xml": swap("</w:settings>", "<w:mailMerge/></w:settings>")},
            "gabungan surat",
        ),
    ],
)
def test_what_a_document_brings_along_is_told(
    tmp_path: Path, changed: dict[str, Callable[[bytes], bytes]], words: str
) -> None:
    problems = check_template(rewrite(tmp_path / "templat.docx", changed))

    assert [words in one.what for one in problems] == [True]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"bukan dokumen", "bukan|tidak rusak"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Word lama"),
        (b"", "tidak dapat dibuka"),
    ],
)
def test_what_is_no_word_document_cannot_be_opened(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "templat.docx"
    path.write_bytes(content)

    with pytest.raises(ReportError, match=words):
        check_template(path)


@pytest.mark.parametrize(
    "changed",
    [
        {TYPES: swap(MAIN, "application/vnd.oasis.opendocument.text")},
        {BODY: lambda data: data[:-30]},
    ],
)
def test_a_package_that_is_no_document_cannot_be_opened(
    tmp_path: Path, changed: dict[str, Callable[[bytes], bytes]]
) -> None:
    with pytest.raises(ReportError, match="tidak dapat dibuka"):
        check_template(rewrite(tmp_path / "templat.docx", changed))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="tidak ditemukan"):
        check_template(tmp_path / "tidak-ada.docx")
    with pytest.raises(ReportError, match="folder"):
        check_template(tmp_path)
