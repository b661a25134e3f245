"""How figures, units and the office's own words are put into a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Sized
from decimal import Decimal

from lkjip_xl.domain.quantity import Figure, format_number, format_persen, format_rupiah
from lkjip_xl.domain.terbilang import terbilang
from lkjip_xl.figures.sifat_satuan import is_percent
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.text import Missing, Shown, Text, enumerate_items, say
from lkjip_xl.tables.text import squash

#: Units that count nothing by themselves: the number stands alone in a sentence.
WITHOUT_UNIT = frozenset(
    {"indeks", "nilai", "rasio", "skala", "angka", "skor", "level", "tingkat", "koefisien"}
)
NO_FIGURE = "–"
_WORDS_UP_TO = 12


def show_figure(figure: Figure, satuan: str, cell: CellRef | None) -> Shown | None:
    """Return a figure as written on paper, ``None`` where the cell holds no figure."""
    if figure.value is None:
        return None
    number = format_number(figure.value, figure.decimals)
    if figure.upper is not None:
        number = f"{number}–{format_number(figure.upper, figure.decimals)}"
    sign = "%" if is_percent(satuan) else ""
    return Shown(number + sign, (cell,) if cell else ())


def show_or_dash(shown: Shown | None) -> Shown:
    return shown or Shown(NO_FIGURE)


def show_persen(
    value: Decimal | None, cells: Sequence[CellRef] = (), calculation: str = ""
) -> Shown | None:
    if value is None:
        return None
    return Shown(format_persen(value), tuple(cells), calculation)


def show_rupiah(value: Decimal, cells: Sequence[CellRef] = (), calculation: str = "") -> Shown:
    return Shown(format_rupiah(value), tuple(cells), calculation)


def show_amount(value: Decimal, cells: Sequence[CellRef] = (), calculation: str = "") -> Shown:
    """Return an amount for a table column whose head says rupiah."""
    decimals = 0 if value == value.to_integral_value() else 2
    return Shown(format_number(value, decimals), tuple(cells), calculation)


def with_satuan(shown: Shown, satuan: str) -> Text:
    """Return ``65%``, ``29,2 menit`` or, of an index, ``82,36``."""
    if is_percent(satuan) or squash(satuan) in WITHOUT_UNIT or not satuan:
        return Text((shown,))
    return say("{shown} {satuan}", shown=shown, satuan=lower_words(satuan))


def say_gap(gap: Decimal, decimals: int, satuan: str, cells: Sequence[CellRef]) -> Text:
    """Return a difference in the indicator's own unit: ``4 poin persen``, ``1,2 menit``."""
    shown = Shown(format_number(abs(gap), decimals), tuple(cells))
    if is_percent(satuan):
        return say("{gap} poin persen", gap=shown)
    return with_satuan(shown, satuan)


def lower_words(words: str) -> str:
    """Return the words in lower case, short forms such as ``KK`` as they are."""
    return " ".join(word if word.isupper() else word.lower() for word in words.split())


def lower_first(words: str) -> str:
    """Return a clause fit to stand inside a sentence; short forms and names keep their capital."""
    first, _, rest = words.partition(" ")
    following = rest.split(" ", 1)[0]
    is_name = not first[1:].islower() or (rest[:1].isupper() and not following.isupper())
    return words if is_name else first.lower() + words[len(first) :]


_SMALL_WORDS = frozenset(
    {"dan", "atau", "di", "ke", "dari", "pada", "untuk", "bagi", "dalam", "yang", "dengan", "serta"}
)


def readable_name(name: str) -> str:
    """Return a name in capitals the way it stands in a sentence; what is bracketed stays."""
    if not name.isupper():
        return name
    words = name.split()
    return " ".join(_readable_word(word, first=word is words[0]) for word in words)


def _readable_word(word: str, *, first: bool) -> str:
    if word.startswith("("):
        return word
    small = word.lower()
    return (
        small
        if small in _SMALL_WORDS and not first
        else "/".join(part.capitalize() for part in small.split("/"))
    )


def as_clause(words: str) -> str:
    return lower_first(words.strip().rstrip(".;,"))


_VERB = re.compile(r"(?:Me|Ber)[a-z]")


def as_verb(duty: str) -> str:
    """Return a duty fit to stand inside a sentence: a verb at its start is no name."""
    words = as_clause(duty)
    return words[0].lower() + words[1:] if _VERB.match(words) else words


def say_points(points: Sequence[str]) -> Text:
    """Return points as clauses of one sentence."""
    return enumerate_items([as_clause(point) for point in points])


def count_words(count: int) -> str:
    """Return small counts in words, larger ones in figures."""
    return terbilang(count) if count <= _WORDS_UP_TO else format_number(Decimal(count), 0)


def tell_counts(counted: Iterable[tuple[Sized, str]]) -> list[str]:
    """Return what there is of each kind: ``dua tujuan``; nothing of a kind that is empty."""
    return [f"{count_words(len(items))} {what}" for items, what in counted if items]


def distinct(names: Iterable[str]) -> list[str]:
    """Return each name once, in order; names that differ in spelling only are one."""
    found: dict[str, str] = {}
    for name in filter(None, names):
        found.setdefault(squash(name), name)
    return list(found.values())


def share(part: int, whole: int) -> str:
    return format_persen(Decimal(part) * 100 / Decimal(whole))


def sheet_place(sheet: str, column: str = "") -> str:
    """Return where something is to be filled in, as the reader will look for it."""
    return f"lembar {sheet}, kolom {column}" if column else f"lembar {sheet}"


def sheet_of(laporan: LaporanKinerja, form: Form) -> str:
    """Return the sheet that holds a form, or the form's usual name where there is none."""
    return next((lampiran.sheet for lampiran in laporan.of(form)), form.label)


def ask(what: str, sheet: str, column: str = "") -> Missing:
    return Missing(what, sheet_place(sheet, column))


def ask_profil(laporan: LaporanKinerja, what: str, label: str) -> Missing:
    """Return a gap that names the row of the Profil sheet to fill in."""
    sheet = laporan.profil.origin.sheet if laporan.profil else ""
    return Missing(what, f"lembar {sheet or 'Profil'}, baris {label}")
