"""ISI05: the errors of Excel, each at its root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lkjip_xl.domain.quantity import Reading
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import ErrorValue
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.isian.terbaca import ISI04
from lkjip_xl.rules.predikat import STRICT_FORMS
from lkjip_xl.rules.rule import Context, Rule, once
from lkjip_xl.rules.rumus.sel import accused
from lkjip_xl.rules.wording import and_at, grouped

ISI05 = Rule(
    code="ISI05",
    name="sel-galat",
    severity=Severity.ERROR,
    doc="""
        Sel berisi galat Excel seperti #DIV/0! atau #REF!. Galat yang hanya menular dari sel lain tidak
        dicatat lagi; bila asalnya sebuah teks yang dibaca rumus, teks itulah yang ditunjuk.

        Mengapa: galat menular ke semua rumus yang memakainya dan ikut tercetak di laporan.

        Salah:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      | 4         | #DIV/0!     |

        Benar:
            | Indikator Kinerja | Satuan  | Target | Realisasi | Capaian (%) |
            | Jumlah dokumen    | dokumen | 4      | 4         | 100         |
    """,
)


@dataclass(slots=True)
class _Root:
    """An error that comes from no other, the texts that its formula reads, and what it infects."""

    cell: Sel
    texts: Sequence[Sel]
    infected: list[CellRef] = field(default_factory=list)


@ISI05.check
def find_errors(context: Context) -> Iterator[Finding]:
    """Report the errors of Excel, but those that the staff told it to keep quiet about."""
    roots = error_roots(context).values()
    for same in grouped((one for one in roots if one.texts), lambda one: one.texts[0]):
        yield _of_a_text(same)
    missing = accused(context, *ISI04.checks)
    for root in roots:
        # What is not filled in is told as such; the error says no more.
        if not root.texts and missing.keys().isdisjoint(_read_by(context, root.cell)):
            yield _of_a_formula(root)


def _of_a_text(roots: Sequence[_Root]) -> Finding:
    text, cells = roots[0].texts[0], [one.cell for one in roots]
    return ISI05.about(
        text,
        what=(
            f"“{text.written}” bukan angka, padahal dibaca rumus di {cells[0].cell.a1}"
            f"{and_at(cells[1:])}, sehingga hasilnya galat {cells[0].written}"
        ),
        fix="isi angkanya, atau 0 bila memang tidak ada",
        related=[cell for one in roots for cell in (one.cell.cell, *one.infected)],
    )


def _of_a_formula(root: _Root) -> Finding:
    count = len(root.infected)
    spread = f"; {count} sel lain ikut galat karenanya" if count else ""
    return ISI05.about(
        root.cell,
        what=f"sel berisi galat {root.cell.written}{spread}",
        fix="perbaiki rumusnya: periksa sel yang dirujuk dan pembagi yang nol",
        related=root.infected,
    )


def cells_of_errors(context: Context) -> frozenset[CellRef]:
    """Return the errors that are told, those that they infect, and the texts that they come from."""
    roots = error_roots(context).values()
    return frozenset(
        cell
        for one in roots
        for cell in (one.cell.cell, *one.infected, *(text.cell for text in one.texts))
    )


@once
def error_roots(context: Context) -> Mapping[CellRef, _Root]:
    """Return the errors among the figures that come from no other one."""
    errors = {cell.cell: cell for cell in context.angka(*STRICT_FORMS) if _is_told(context, cell)}
    reads = {at: _read_by(context, cell) for at, cell in errors.items()}
    roots: dict[CellRef, _Root] = {}
    rest: dict[CellRef, CellRef] = {}
    for at, cell in errors.items():
        source = next((one for one in reads[at] if one in errors and one != at), None)
        if source is None:
            texts = [found for one in reads[at] if (found := _text_at(context, one)) is not None]
            roots[at] = _Root(cell, texts)
        else:
            rest[at] = source
    for at in rest:
        source, steps = rest[at], 0
        while source in rest and steps < len(rest):
            source, steps = rest[source], steps + 1
        if source in roots:
            roots[source].infected.append(at)
        else:  # errors that read one another
            roots[at] = _Root(errors[at], ())
    return roots


def _is_told(context: Context, cell: Sel) -> bool:
    if cell.figure.reading is not Reading.ERROR:
        return False
    grid = context.grid(cell.lampiran)
    return grid is None or not grid.ignores("evalError", *cell.place)


def _read_by(context: Context, cell: Sel) -> Sequence[CellRef]:
    """Return the cells that an error's formula reads."""
    grid = context.grid(cell.lampiran)
    formula = "" if grid is None else grid.formulas.get(cell.place, "")
    if grid is None or not formula:
        return ()
    return tuple(tables_of(context).read_by(grid, formula))


def _text_at(context: Context, at: CellRef) -> Sel | None:
    """Return the figure at an address where words stand in place of a number."""
    cell = tables_of(context).figure(at)
    if cell is None:
        return None
    grid = context.grid(cell.lampiran)
    value = None if grid is None else grid.value(*cell.place)
    is_text = isinstance(value, str) and not isinstance(value, ErrorValue) and bool(value.strip())
    return cell if is_text else None
