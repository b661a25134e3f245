"""Where tags stand: what would lose text, tear the document, or never be seen by docxtpl."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lkjip_xl.outputs.docx.templates.paragraphs import (
    Paragraph,
    Part,
    W,
    Written,
    find_tags,
    without_tags,
)
from lkjip_xl.outputs.docx.templates.problem import Problem
from lkjip_xl.outputs.docx.templates.tags import tags_by_name

_BRACES = re.compile(r"\{\{|\}\}|\{%|\{#|\{\s+[%{]")
_SINGLE = re.compile(r"\{\s*(\w+)\s*\}")
_NAMES = {"p": "paragraf", "tr": "baris tabel", "tc": "sel tabel"}
_OWN_PARAGRAPH = "Pindahkan tag itu ke paragraf tersendiri"


def find_misplaced(part: Part) -> Iterator[Problem]:
    """Yield every tag of a part that stands where it must not."""
    for paragraph in part.paragraphs:
        yield from _check_braces(paragraph)
        for tag in paragraph.tags:
            yield from _check_tag(tag)
    yield from _check_cells(part)
    yield from _check_hidden(part)


def _check_braces(paragraph: Paragraph) -> Iterator[Problem]:
    left = without_tags(paragraph.text)
    found = _BRACES.search(left)
    if found or left.rstrip().endswith("{"):
        brace = found[0] if found else "{"
        yield Problem(
            paragraph.place(paragraph.text.find(brace)),
            f"ada {brace} tanpa pasangannya, sehingga tagnya tidak terbaca",
            "Tulis seluruh tag dalam satu paragraf, tanpa Enter di tengahnya, misalnya {{ tahun }}",
        )
    for single in _SINGLE.finditer(left):
        if single[1] in tags_by_name():
            yield Problem(
                paragraph.place(paragraph.text.find(single[0])),
                f"{single[0]} tidak akan diisi",
                f"Pakai dua kurung kurawal: {{{{ {single[1]} }}}}",
            )


def _check_tag(tag: Written) -> Iterator[Problem]:
    body = tag.source[2:-2]
    if tag.is_torn:
        fix = "Tutup setiap tag sebelum membuka yang berikut: {{ … }} atau {% … %}"
        yield Problem(tag.where, f"{short(tag)} memuat kurung kurawal tag lain", fix)
        return
    if tag.first.getparent().getparent() is not tag.last.getparent().getparent():
        yield Problem(
            tag.where,
            f"{short(tag)} melintasi batas tautan, kontrol isi, atau perubahan terlacak",
            "Hapus tag itu, terima semua perubahan, lalu ketik ulang tagnya sekaligus",
        )
    if tag.opens == "{%" and (body.startswith("-") or body.endswith("-")):
        fix = "Hapus tanda - di tepi tag"
        yield Problem(tag.where, f"{short(tag)} akan melebur paragraf di sekitarnya", fix)
    if tag.is_block:
        yield from _check_block(tag)


def _check_block(tag: Written) -> Iterator[Problem]:
    if re.search(r"[%}]" if tag.opens != "{#" else "[#}]", tag.source[2:-2]):
        fix = "Hapus tanda itu; syarat yang diperlukan sudah tersedia sebagai tag"
        yield Problem(tag.where, f"{short(tag)} memuat % atau }}, sehingga tidak terbaca", fix)
    holder = _holder(tag)
    if holder is None:
        fix = f"Pindahkan tag itu ke dalam {_NAMES[tag.prefix]}, atau awali dengan {{%p"
        yield Problem(tag.where, f"{short(tag)} tidak berada di dalam {_NAMES[tag.prefix]}", fix)
        return
    whole = "".join(text.text or "" for text in holder.iter(f"{W}t"))
    if whole.replace(tag.source, "", 1).strip():
        yield Problem(
            tag.where,
            f"{short(tag)} menghapus seluruh {_NAMES[tag.prefix]} tempatnya berdiri, beserta isi "
            "lain di situ",
            f"Beri tag itu {_NAMES[tag.prefix]} tersendiri",
        )
    if tag.prefix == "p":
        yield from _check_paragraph(tag)


def _check_paragraph(tag: Written) -> Iterator[Problem]:
    element = tag.paragraph.element
    if element.find(f"{W}pPr/{W}sectPr") is not None:
        yield Problem(
            tag.where,
            f"{short(tag)} berdiri di paragraf yang memuat pemisah bagian; pergantian halaman "
            "tegak dan mendatar akan hilang",
            "Tekan Enter sesudah tag itu, agar pemisah bagian berada di paragraf lain",
        )
    if element.find(f".//{W}txbxContent") is not None:
        fix = "Pindahkan jangkar kotak teks itu ke paragraf lain"
        yield Problem(tag.where, f"{short(tag)} berdiri di paragraf yang memuat kotak teks", fix)
    elif _has_more(element):
        yield Problem(
            tag.where,
            f"gambar atau ganti halaman di paragraf {short(tag)} akan hilang",
            _OWN_PARAGRAPH,
        )
    cell = next(element.iterancestors(f"{W}tc"), None)
    if tag.opens == "{{" and cell is not None:
        yield Problem(
            tag.where,
            f"{short(tag)} berdiri di dalam sel tabel, padahal tabelnya selebar halaman",
            "Pindahkan tag itu ke paragraf tersendiri di luar tabel",
        )


def _check_cells(part: Part) -> Iterator[Problem]:
    """A cell must end with a paragraph of its own, or Word calls the document damaged."""
    endings = {}
    for tag in part.tags:
        if tag.prefix == "p" and tag.opens != "{{":
            endings[tag.paragraph.element] = tag
    for cell in part.tree.iter(f"{W}tc"):
        blocks = [one for one in cell if one.tag in (f"{W}p", f"{W}tbl")]
        last = endings.get(blocks[-1]) if blocks else None
        if last is not None:
            yield Problem(
                last.where,
                f"{short(last)} menutup sebuah sel tabel; selnya dapat menjadi kosong dan rusak",
                "Tambahkan satu paragraf kosong sesudah tag itu di dalam sel; untuk mengulang atau "
                "menghilangkan baris, pakai {%tr … %} dalam baris tersendiri",
            )


def _check_hidden(part: Part) -> Iterator[Problem]:
    """Yield tags in text that was deleted but not yet let go, and in fields and attributes."""
    for deleted in part.tree.iter(f"{W}delText"):
        if _BRACES.search(deleted.text or ""):
            yield Problem(
                part.title or "Teks yang dihapus",
                f"teks yang dihapus dengan Lacak Perubahan masih memuat tag: {deleted.text}",
                "Di Word buka Tinjau, pilih Terima Semua Perubahan, lalu simpan",
            )
    for element in part.tree.iter(f"{W}instrText"):
        if _BRACES.search(element.text or ""):
            yield Problem(
                part.title or "Kode bidang",
                f"ada tag di dalam kode bidang: {' '.join((element.text or '').split())}",
                "Ketik tag sebagai teks biasa, bukan di dalam bidang",
            )


def attribute_tags(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the tags in attributes (a picture's alternative text) with where they are."""
    for element in part.tree.iter():
        for value in element.attrib.values():
            for source in find_tags(str(value)) if "{" in value else ():
                yield source, part.title or "Teks alternatif atau atribut"


def _holder(tag: Written) -> Any:
    if tag.prefix == "p":
        return tag.paragraph.element
    return next(tag.paragraph.element.iterancestors(f"{W}{tag.prefix}"), None)


def _has_more(paragraph: Any) -> bool:
    pictures = (f"{W}drawing", f"{W}pict", f"{W}object")
    if next(paragraph.iter(*pictures), None) is not None:
        return True
    return any(br.get(f"{W}type") in ("page", "column") for br in paragraph.iter(f"{W}br"))


def short(tag: Written) -> str:
    words = " ".join(tag.source.split())
    return words if len(words) < 70 else f"{words[:66]} …"
