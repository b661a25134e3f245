"""What a tag says: is it well formed, are its names known, does it ask only for what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from lkjip_xl.outputs.docx.templates.filling import FILTERS, make_environment
from lkjip_xl.outputs.docx.templates.tags import Kind, Tag, tags_by_name

#: All that an expression may be made of: a template receives ready values and computes nothing.
_ALLOWED = (
    *(nodes.Name, nodes.Const, nodes.Getattr, nodes.Filter, nodes.Test, nodes.Keyword),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr),
    *(nodes.Concat, nodes.Add, nodes.TemplateData),
)
_LOOP = Tag(
    "loop",
    Kind.BUTIR,
    "",
    tuple(Tag(name, Kind.KATA, "") for name in ("index", "first", "last", "length")),
)
_SEE_LIST = "Lihat daftarnya dengan lkjip templat daftar"
_SIMILAR = 70

#: What is wrong, and what to do.
Fault = tuple[str, str]
#: The names that loops give, besides the tags.
Scope = Mapping[str, Tag]


def check_output(inner: str, prefix: str, scope: Scope) -> Iterator[Fault]:
    """Yield the faults of ``{{ inner }}``."""
    expression = _parse(inner)
    if expression is None or _is_hyphened(expression, inner):
        yield _misspelt(inner)
        return
    faults = list(_check(expression, scope))
    yield from faults
    if not faults:
        yield from _check_kind(expression, prefix, scope)


def check_condition(inner: str, scope: Scope) -> Iterator[Fault]:
    """Yield the faults of the condition of an ``if`` or ``elif``."""
    expression = _parse(inner)
    if expression is None:
        yield _misspelt(inner)
    else:
        yield from _check(expression, scope)


def check_loop(inner: str, scope: Scope) -> tuple[Tag | None, list[Fault]]:
    """Return each item of a ``for`` as the tag that it gives, and the faults."""
    try:
        loop: Any = _environment().parse(f"{{% for {inner} %}}{{% endfor %}}").body[0]
    except (TemplateSyntaxError, RecursionError):
        fix = "Tulis {%p for paragraf in ikhtisar %}, dengan tag daftar sesudah kata in"
        return None, [("perulangan salah tulis", fix)]
    if not isinstance(loop.target, nodes.Name) or loop.recursive:
        return None, [
            ("perulangan hanya boleh memberi satu nama", "Tulis {%p for nama in daftar %}")
        ]
    listed = _resolve(loop.iter, scope)
    is_detailed = listed is not None and listed.kind is Kind.RINCIAN
    fields = listed.fields if listed is not None and is_detailed else ()
    item = Tag(loop.target.name, Kind.BUTIR if is_detailed else Kind.KATA, "", fields)
    faults = list(_check(loop.iter, scope))
    if loop.test is not None:
        faults += _check(loop.test, {**scope, item.name: item})
    if listed is not None and listed.kind not in (Kind.DAFTAR, Kind.RINCIAN):
        faults.append((f"{listed.name} bukan daftar, tidak dapat diulang", _SEE_LIST))
    return item, faults


def inside_loop(scope: Scope, item: Tag) -> Scope:
    """Return the names known inside a loop."""
    return {**scope, item.name: item, _LOOP.name: _LOOP}


@cache
def _environment() -> Environment:
    return make_environment()


def _parse(inner: str) -> nodes.Expr | None:
    """Return an expression, ``None`` where it is none or more than one."""
    try:
        body = _environment().parse(f"{{{{ {inner} }}}}").body
    except (TemplateSyntaxError, RecursionError):
        return None
    output = body[0] if len(body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        return None
    return output.nodes[0]


def _is_hyphened(node: nodes.Expr, inner: str) -> bool:
    """Tell whether a name is written with hyphens, which reads as a subtraction."""
    return isinstance(node, nodes.Sub) and inner.strip().replace("-", "_") in tags_by_name()


def _misspelt(inner: str) -> Fault:
    near = _nearest(re.sub(r"\W+", "_", inner.strip()), tags_by_name())
    hint = f"Mungkin maksudnya {near}. " if near else ""
    return (
        "tag salah tulis",
        f"{hint}Tulis satu nama tag di antara dua pasang kurung kurawal, tanpa spasi atau tanda "
        "baca di dalam namanya",
    )


def _check(node: nodes.Node, scope: Scope) -> Iterator[Fault]:
    if isinstance(node, nodes.Getattr):
        yield from _check_field(node, scope)
        return
    if not isinstance(node, _ALLOWED):
        yield _not_allowed(node)
        return
    if isinstance(node, nodes.Name) and _find(node.name, scope) is None:
        yield _unknown(node.name, [*tags_by_name(), *scope])
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        yield _bad_filter(node.name)
    if isinstance(node, nodes.Test) and node.name not in _environment().tests:
        yield (f"syarat “is {node.name}” tidak dikenal", "Hapus bagian itu")
    for child in node.iter_child_nodes():
        yield from _check(child, scope)


def _check_field(node: nodes.Getattr, scope: Scope) -> Iterator[Fault]:
    if node.attr.startswith("_"):
        yield (
            f"tag menjangkau isi program (.{node.attr}), dan itu dilarang",
            "Hapus tag itu; bila templat ini kiriman orang, tanyakan asalnya",
        )
        return
    owner = _resolve(node.node, scope)
    if owner is None:
        yield from _check(node.node, scope)
        if isinstance(node.node, nodes.Name):
            return
        yield ("tag berisi titik di tempat yang tidak semestinya", _SEE_LIST)
        return
    fields = [one.name for one in owner.fields]
    if owner.kind is not Kind.BUTIR:
        fix = f"Tulis {owner.name} saja" if not owner.fields else _how_to_loop(owner)
        yield (f"{owner.name} tidak mempunyai bagian .{node.attr}", fix)
    elif node.attr not in fields:
        near = _nearest(node.attr, fields)
        hint = f"; yang mirip: {owner.name}.{near}" if near else ""
        known = ", ".join(fields)
        yield (
            f"{owner.name} tidak mempunyai bagian .{node.attr}{hint}",
            f"Pilih salah satu: {known}",
        )


def _check_kind(node: nodes.Node, prefix: str, scope: Scope) -> Iterator[Fault]:
    """Yield where a tag is not written as what it holds demands."""
    tag = _resolve(node, scope)
    kind = None if tag is None else tag.kind
    if prefix in ("tr", "tc", "r"):
        name = tag.name if tag else "nama"
        yield (f"tag tidak boleh diawali {{{{{prefix}", f"Tulis {{{{ {name} }}}}")
    elif kind is Kind.BLOK and prefix != "p":
        yield (
            f"{tag.name} berisi tabel atau gambar, bukan kata" if tag else "",
            f"Tulis {{{{p {tag.name if tag else ''} }}}} dalam paragraf tersendiri",
        )
    elif prefix == "p" and kind is not Kind.BLOK:
        name = tag.name if tag else "nama"
        yield ("{{p … }} hanya untuk tabel dan gambar", f"Tulis {{{{ {name} }}}}, tanpa huruf p")
    elif tag is not None and kind is Kind.SYARAT:
        yield (
            f"{tag.name} adalah syarat, bukan kata",
            f"Pakai sebagai {{%p if {tag.name} %}} … {{%p endif %}}",
        )
    elif tag is not None and kind in (Kind.DAFTAR, Kind.RINCIAN, Kind.BUTIR):
        yield (f"{tag.name} berisi lebih dari satu hal", _how_to_loop(tag))


def _how_to_loop(tag: Tag) -> str:
    if tag.kind is Kind.BUTIR:
        return "Pilih bagiannya: " + ", ".join(f"{tag.name}.{one.name}" for one in tag.fields)
    return f"Ulangi isinya: {{%p for satu in {tag.name} %}} … {{%p endfor %}}"


def _find(name: str, scope: Scope) -> Tag | None:
    return scope.get(name) or tags_by_name().get(name)


def _resolve(node: nodes.Node, scope: Scope) -> Tag | None:
    """Return the tag that an expression is, ``None`` where it is more than a name."""
    if isinstance(node, nodes.Name):
        return _find(node.name, scope)
    if isinstance(node, nodes.Getattr):
        owner = _resolve(node.node, scope)
        if owner is not None and owner.kind is Kind.BUTIR:
            for one in owner.fields:
                if one.name == node.attr:
                    return replace(one, name=f"{owner.name}.{one.name}")
    return None


def _unknown(name: str, known: list[str]) -> Fault:
    near = _nearest(name, known)
    if near:
        return f"{name} tidak dikenal; yang mirip: {near}", f"Ganti dengan {near}"
    return f"{name} tidak dikenal", f"Perbaiki namanya atau hapus. {_SEE_LIST}"


def _bad_filter(name: str) -> Fault:
    if name == "safe":
        what = "|safe dilarang: isi sel yang memuat & atau < akan merusak dokumen"
    else:
        what = f"saringan |{name} tidak tersedia"
    return what, f"Hapus |{name}; yang tersedia: {', '.join(sorted(FILTERS))}"


def _not_allowed(node: nodes.Node) -> Fault:
    if isinstance(node, nodes.Call):
        return (
            "tag memanggil perintah (…), dan itu dilarang",
            "Tulis nama tagnya saja, tanpa kurung",
        )
    if isinstance(node, (nodes.Getitem, nodes.Slice)):
        return "kurung siku [ ] tidak boleh dipakai di dalam tag", "Pakai perulangan {%p for … %}"
    if isinstance(node, nodes.BinExpr):
        return (
            "templat tidak boleh menghitung: angka sudah jadi",
            f"Hapus tanda {node.operator} itu; nama tag memakai garis bawah, bukan tanda hubung",
        )
    return "isi tag tidak diizinkan", f"Tulis nama tag saja. {_SEE_LIST}"


def _nearest(name: str, known: Any) -> str:
    """Return the known name most like one, empty where none is."""
    from rapidfuzz import fuzz, process

    names = sorted(known)
    found = process.extractOne(name.lower(), names, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return found[0] if found else ""
