"""What a document brings along besides its text: macros, and what is fetched on opening."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lkjip_xl.outputs.docx.templates.package import Package
from lkjip_xl.outputs.docx.templates.problem import Problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"

#: Relations that only lead somewhere when the reader clicks.
_CLICKED = ("hyperlink",)

#: Embedded things that run or are converted when the document is opened, by the relation's kind.
_EMBEDDED = {
    "oleObject": ("objek OLE yang disematkan", "Hapus objek itu, atau ganti dengan gambarnya"),
    "control": ("kontrol ActiveX", "Hapus kontrol itu"),
    "aFChunk": ("dokumen lain yang disisipkan utuh", "Salin isinya sebagai teks biasa"),
    "vbaProject": ("makro", "Simpan sebagai Dokumen Word (.docx), yang tidak memuat makro"),
    "wordVbaData": ("makro", "Simpan sebagai Dokumen Word (.docx), yang tidak memuat makro"),
    "attachedToolbars": ("tombol makro", "Simpan sebagai Dokumen Word (.docx)"),
}

#: What an external relation is called, and how to be rid of it in Word.
_FETCHED = {
    "attachedTemplate": (
        "templat Word lain yang dilampirkan",
        "Di Word buka Pengembang > Templat Dokumen, ganti dengan Normal, lalu simpan",
    ),
    "image": ("gambar yang ditautkan", "Sisipkan gambarnya ke dalam dokumen, bukan tautannya"),
    "oleObject": ("objek yang ditautkan", "Putuskan tautannya, atau ganti dengan gambarnya"),
}
_UNLINK = "Putuskan tautannya di Word: Berkas > Info > Edit Tautan ke Berkas"

#: Field codes that fetch a file, talk to a program, or start a macro.
_FIELDS = re.compile(
    r"^\s*(DDE|DDEAUTO|LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|MACROBUTTON|RD)\b",
    re.I,
)
_ANY_FIELD = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON)\b")


def find_foreign(package: Package) -> Iterator[Problem]:
    """Yield every macro, embedded object and outside source of a template."""
    yield from _find_macros(package)
    for name, tree in package.named("*.rels"):
        yield from _find_relations(name, tree)
    for name, tree in package.named("*.xml"):
        yield from _find_fields(tree)
        for shape in tree.iter(f"{_VML}imagedata"):
            if shape.get("src"):
                yield _fetched("image", str(shape.get("src")))
        if name.endswith("settings.xml") and tree.find(f"{_W}mailMerge") is not None:
            yield Problem(
                "Setelan dokumen",
                "dokumen terhubung ke sumber data gabungan surat",
                "Di Word buka Surat > Mulai Gabungan Surat > Dokumen Word Normal, lalu simpan",
            )


def _find_macros(package: Package) -> Iterator[Problem]:
    kinds = " ".join(package.types.values()).lower()
    names = " ".join(package.names).lower()
    if "macroenabled" in kinds or "vbaproject" in kinds + names:
        yield Problem(
            "Isi berkas",
            "berkas memuat makro atau berjenis dokumen bermakro (.docm)",
            "Di Word pilih Simpan Sebagai, jenis Dokumen Word (.docx), yang tidak memuat makro",
        )


def _find_relations(name: str, tree: Any) -> Iterator[Problem]:
    for relation in tree:
        if not isinstance(relation.tag, str):
            continue
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        if str(relation.get("TargetMode", "")).lower() == "external":
            if kind not in _CLICKED:
                yield _fetched(kind, str(relation.get("Target", "")))
        elif kind in _EMBEDDED:
            what, fix = _EMBEDDED[kind]
            yield Problem("Isi berkas", f"dokumen memuat {what}", fix)


def _fetched(kind: str, target: str) -> Problem:
    what, fix = _FETCHED.get(kind, (f"sumber luar ({kind})", _UNLINK))
    what = f"dokumen mengambil {what} dari luar saat dibuka: {target[:120]}"
    return Problem("Isi berkas", what, fix)


def _find_fields(tree: Any) -> Iterator[Problem]:
    for instruction in _instructions(tree):
        found = _FIELDS.match(instruction) or _ANY_FIELD.search(instruction)
        if found:
            yield Problem(
                f"Kode bidang {{ {' '.join(instruction.split())[:60]} }}",
                f"bidang {found[1].upper()} mengambil isi dari luar atau menjalankan makro",
                "Hapus bidang itu: pilih lalu tekan Ctrl+Shift+F9, atau ketik isinya sebagai teks",
            )


def _instructions(tree: Any) -> Iterator[str]:
    """Yield the instruction of each field; one inside another goes on in its own."""
    for simple in tree.iter(f"{_W}fldSimple"):
        yield str(simple.get(f"{_W}instr", ""))
    words: list[str] = []
    for element in tree.iter(f"{_W}fldChar", f"{_W}instrText"):
        if element.tag == f"{_W}instrText":
            words.append(element.text or "")
        elif words:
            yield "".join(words)
            words = []
    if words:
        yield "".join(words)
