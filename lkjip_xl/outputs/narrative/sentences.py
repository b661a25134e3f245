"""The report's sentences: blocks of the templates in ``templates/kalimat``, their figures kept.

A sentence is called by its file and its block: ``anggaran.jumlah``.  In a block, a line break is a
space, a blank line begins a new paragraph, and what a value holds is taken as it is.  An office's
folder may hold files of the same names; a block in them stands for the shipped one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, NoReturn

from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.quantity import format_persen
from lkjip_xl.domain.terbilang import terbilang
from lkjip_xl.outputs.narrative import wording
from lkjip_xl.outputs.narrative.amount import add_up
from lkjip_xl.outputs.narrative.text import Part, Shown, Text, capitalise, enumerate_items, text
from lkjip_xl.ports import BookError
from lkjip_xl.resources import resource_path

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from jinja2.runtime import Context

#: How the files of sentences end.
SUFFIX = ".j2"

_SPACE_OR_WORD = re.compile(r"[ \n]+|[^ \n]+")


#: What a sentence provokes that asks of a value what it cannot give.
_SLIPS = (TypeError, ValueError, ArithmeticError, AttributeError, LookupError, RecursionError)
_EMPTY = "nilainya kosong"
_QUOTED = re.compile("'([^']+)'")


class _Break(str):
    """The end of a paragraph."""

    __slots__ = ()


class Kalimat:
    """The sentences, each the office's own where its folder has it, else the shipped one."""

    def __init__(self, folder: Path | None = None) -> None:
        shipped = resource_path("templates", "kalimat")
        self._sources = [_environment(one, self) for one in (folder, shipped) if one]

    def say(self, name: str, /, **values: object) -> Text:
        """Return a sentence, empty where it has nothing to say.

        Raises:
            BookError: the template names a value that there is not, or cannot be read.
        """
        from jinja2 import TemplateError

        try:
            template, block = self._find(name)
            context = template.new_context(values)
            said: Text = _gather(template.blocks[block](context))
        except (TemplateError, OSError, *_SLIPS) as error:
            _stop(name, error)
        return said

    def tell(self, name: str, /, **values: object) -> tuple[Text, ...]:
        """Return the paragraphs of a block."""
        paragraphs: list[list[Part]] = [[]]
        for part in self.say(name, **values).parts:
            if isinstance(part, _Break):
                paragraphs.append([])
            else:
                paragraphs[-1].append(part)
        return tuple(Text(tuple(parts)) for parts in paragraphs if parts)

    def _find(self, name: str) -> tuple[Template, str]:
        from jinja2 import TemplateNotFound

        file, _, block = name.partition(".")
        for environment in self._sources:
            try:
                template = environment.get_template(f"{file}{SUFFIX}")
            except TemplateNotFound:
                continue
            if block in template.blocks:
                return template, block
        raise TemplateNotFound(name)

    def require_known(self) -> None:
        """Let sentences pass only where each stands for a shipped one, and can be read.

        Raises:
            BookError: one does not; file and line are told.
        """
        own, shipped = self._sources[0], self._sources[-1]
        files = shipped.list_templates()
        for file in own.list_templates(filter_func=lambda name: SUFFIX in name):
            if file not in files:
                _refuse(f"berkas kalimat “{file}” tidak dikenal", file, files)
            known = shipped.get_template(file).blocks
            for block, line in _blocks_of(own, file):
                if block not in known:
                    what = f"blok “{block}” tidak dikenal"
                    _refuse(what, f"{file}, baris {line}", known)


@cache
def shipped() -> Kalimat:
    """Return the sentences that the program brings along, compiled once."""
    return Kalimat()


def _refuse(what: str, where: str, known: Iterable[str]) -> NoReturn:
    raise BookError(what, where, f"Pakai salah satu nama ini: {', '.join(sorted(known))}")


def _blocks_of(environment: Environment, file: str) -> Iterator[tuple[str, int]]:
    """Yield the blocks of a file with their lines."""
    from jinja2 import TemplateError, nodes

    try:
        environment.get_template(file)
        with Path(str(environment.get_template(file).filename)).open(encoding="utf-8") as stream:
            blocks = list(environment.parse(stream.read()).find_all(nodes.Block))
    except (TemplateError, OSError, UnicodeError) as error:
        _stop(file.removesuffix(SUFFIX), error)
    yield from ((block.name, block.lineno) for block in blocks)


def _stop(name: str, error: Exception) -> NoReturn:
    """Say which line of which file of sentences is at fault."""
    file = getattr(error, "filename", None) or f"{name.partition('.')[0]}.j2"
    line = getattr(error, "lineno", None)
    for frame, number in walk_tb(error.__traceback__):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            file, line = template.filename, template.get_corresponding_lineno(number)
    raise BookError(
        f"Kalimat “{name}” tidak dapat disusun: {_reason(error)}",
        f"{Path(file).name}{f', baris {line}' if line else ''}",
        "Betulkan baris itu, atau hapus bloknya agar kalimat bawaan dipakai",
    ) from error


def _reason(error: Exception) -> str:
    """Return in Indonesian why a sentence cannot be made."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    match error:
        case TemplateSyntaxError():
            return f"penulisan templatnya keliru ({error.message})"
        case UnicodeError():
            return "berkasnya tidak tersimpan sebagai UTF-8"
        case TemplateNotFound():
            return f"kalimat “{error.name}” tidak ada"
        case SecurityError():
            return f"yang diminta tidak diizinkan ({error})"
        case UndefinedError():
            named = _QUOTED.findall(str(error))
            return f"nilai “{named[-1] if named else error}” tidak dikenal"
        case OSError():
            return "berkasnya tidak dapat dibaca"
        case RecursionError():
            return "kalimat itu memanggil dirinya sendiri"
        case TypeError() if error.args == (_EMPTY,):
            return _EMPTY
        case _:
            return f"sebuah nilai dipakai tidak semestinya ({error})"


def _gather(parts: Iterable[object]) -> Text:
    """Return a template's words and values as one text; its own white space is made regular."""
    gathered: list[Part] = []
    space = ""
    for part, is_space in _pieces(parts):
        if is_space:
            space += str(part)
        elif part == "":
            space = space and " "
        else:
            if space and gathered:
                _append(gathered, _Break("\n\n") if space.count("\n") > 1 else " ")
            _append(gathered, part)
            space = ""
    return Text(tuple(gathered))


def _pieces(parts: Iterable[object]) -> Iterator[tuple[Part, bool]]:
    """Yield words and values, and the template's white space, told apart."""
    for part in parts:
        if isinstance(part, Text):
            yield from ((one, False) for one in part.parts or ("",))
        else:
            yield from ((one, not one.strip(" \n")) for one in _SPACE_OR_WORD.findall(str(part)))


def _append(parts: list[Part], part: Part) -> None:
    last = parts[-1] if parts else None
    if type(last) is str and type(part) is str:
        parts[-1] = last + part
    else:
        parts.append(part)


def _value(value: Any) -> Text:
    """Return what an expression gives as text, so that it is told apart from the template's."""
    if value is None:
        raise TypeError(_EMPTY)
    return text(str(value) if isinstance(value, int) else value)


def _environment(folder: Path, kalimat: Kalimat) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined, pass_context
    from jinja2.nativetypes import NativeEnvironment
    from jinja2.sandbox import SandboxedEnvironment

    class Sentences(SandboxedEnvironment, NativeEnvironment):
        concat = staticmethod(_gather)  # type: ignore[assignment]

    @pass_context
    def say(context: Context, name: str, **values: object) -> Text:
        return kalimat.say(name, **{**context.get_all(), **values})

    @pass_context
    def each(context: Context, name: str, items: Iterable[object]) -> list[Text]:
        outer = context.get_all()
        return [kalimat.say(name, **{**outer, "satu": item}) for item in items]

    environment = Sentences(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=_value,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.globals.update(
        kalimat=say, setiap=each, lengkapi=wording.ask, rumus=Rumus.__members__
    )
    environment.filters.update(_FILTERS)
    return environment


def _count(value: Any) -> str:
    return wording.count_words(value if isinstance(value, int) else len(value))


def _dash(shown: Shown | None) -> Shown:
    return wording.show_or_dash(shown)


_FILTERS = {
    "hitung": _count,
    "persen": lambda some, of_all: wording.share(len(some), len(of_all)),
    "sebut": lambda items: enumerate_items(list(items)),
    "garis": _dash,
    "dengan_persen": format_persen,
    "kapital": capitalise,
    "nama": wording.readable_name,
    "butir": wording.say_points,
    "kata_kerja": wording.as_verb,
    "tanpa_titik": lambda words: words.rstrip(" .;"),
    "berbeda": wording.distinct,
    "berapa": wording.tell_counts,
    "jumlah": add_up,
    "satuan": wording.with_satuan,
    "klausa": wording.as_clause,
    "terbilang": lambda amount: terbilang(amount, rupiah=True),
}
