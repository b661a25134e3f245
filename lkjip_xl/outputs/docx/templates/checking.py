"""Checks a template before it is trusted: the package, the places of tags, what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lkjip_xl.outputs.docx.errors import ReportError
from lkjip_xl.outputs.docx.templates.contained import Limits, fill_apart
from lkjip_xl.outputs.docx.templates.expressions import check_output
from lkjip_xl.outputs.docx.templates.foreign import find_foreign
from lkjip_xl.outputs.docx.templates.package import Package, open_template, read_package
from lkjip_xl.outputs.docx.templates.pairing import find_faults
from lkjip_xl.outputs.docx.templates.paragraphs import find_tags, read_parts, unfilled_parts
from lkjip_xl.outputs.docx.templates.placement import attribute_tags, find_misplaced
from lkjip_xl.outputs.docx.templates.problem import Problem
from lkjip_xl.outputs.docx.templates.tags import Kind, Tag, tags_by_name

_TRIAL = Limits(seconds=20)


def check_template(path: Path) -> tuple[Problem, ...]:
    """Return everything that must be mended before a template can be used, in reading order.

    Raises:
        ReportError: the file cannot be opened as a Word document.
    """
    package, problems = read_package(path)
    if package is not None:
        problems += find_foreign(package)
        problems += _check_text(package)
    return tuple(dict.fromkeys(problems))


def try_template(path: Path) -> tuple[Problem, ...]:
    """Return what ``check_template`` finds; where that is nothing, what a trial filling meets.

    Raises:
        ReportError: the file cannot be opened as a Word document.
    """
    if problems := check_template(path):
        return problems
    try:
        with open_template(path) as stream:
            content = stream.read()
        fill_apart(content, trial_context(), path.name, _TRIAL)
    except ReportError as error:
        return (Problem("Percobaan pengisian", error.what, error.fix),)
    return ()


def require_sound(path: Path) -> None:
    """Let a template pass only where nothing must be mended.

    Raises:
        ReportError: something must; the first problem is told, and how to see the others.
    """
    problems = check_template(path)
    if not problems:
        return
    first = problems[0]
    more = f"; ada {len(problems) - 1} hal lain" if len(problems) > 1 else ""
    raise ReportError(
        f"templat belum dapat dipakai. {first.where}: {first.what}{more}",
        path.name,
        f"{first.fix}. Lihat semuanya dengan lkjip templat periksa",
    )


def _check_text(package: Package) -> Iterator[Problem]:
    parts, any_tag = read_parts(package), False
    for part in parts:
        any_tag = any_tag or bool(part.tags)
        yield from find_misplaced(part)
        yield from find_faults(part)
        for source, where in attribute_tags(part):
            yield from _check_outside(source, where)
    for _, tree in package.named("docProps/core.xml"):
        for element in tree.iter():
            for source in find_tags(element.text or "") if element.text else ():
                yield from _check_outside(source, "Properti dokumen")
    for part in unfilled_parts(package):
        for tag in part.tags:
            yield Problem(tag.where, f"{tag.source} tidak akan diisi di sini", "Pakai catatan kaki")
    if not any_tag:
        yield Problem(
            "Seluruh dokumen",
            "tidak ada satu tag pun, sehingga laporannya tidak akan berisi apa-apa",
            "Mulai dari templat bawaan: lkjip templat baru NAMA.docx",
        )


def _check_outside(source: str, where: str) -> Iterator[Problem]:
    """Check a tag outside of the text, where nothing but a word can stand."""
    if source.startswith("{#"):
        return
    if source.startswith("{%"):
        yield Problem(where, f"{source} tidak boleh berada di sini", "Hapus tag itu")
        return
    for what, fix in check_output(source[2:-2], "", {}):
        yield Problem(where, f"{source}: {what}", fix)


def trial_context(*, full: bool = True) -> dict[str, Any]:
    """Return a value for every tag of the kind that it will have, or the empty one of its kind."""
    return {name: _stand_in(tag, full=full) for name, tag in tags_by_name().items()}


def _stand_in(tag: Tag, *, full: bool) -> object:
    if tag.kind is Kind.SYARAT:
        return full
    if tag.kind is Kind.DAFTAR:
        return ["…", "…"] if full else []
    if tag.kind is Kind.RINCIAN:
        item = {one.name: _stand_in(one, full=full) for one in tag.fields}
        return [item, item] if full else []
    if tag.kind is Kind.BLOK:
        return Markup("<w:p><w:r><w:t>…</w:t></w:r></w:p>" if full else "")
    return "…" if full else ""
