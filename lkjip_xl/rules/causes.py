"""One cause, one finding: what a wrong formula or a whole wrong column brings with it is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lkjip_xl.domain.field import Key
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Lampiran, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.antar_lampiran.kolom import LAM09
from lkjip_xl.rules.dependence import Dependence
from lkjip_xl.rules.equations import Equation, Same
from lkjip_xl.rules.rule import Subject

#: Fewer figures that differ are slips; of those compared this part has to differ.
_LEAST, _SHARE = 5, Decimal("0.8")
#: Of the figures that differ this part has to follow a pattern that is told.
_PATTERN = Decimal("0.8")
_SCALES = {
    Decimal(1_000_000): "dalam juta",
    Decimal(1_000): "dalam ribu",
    Decimal(100): "sebagai pecahan, bukan persen",
    Decimal("0.000001"): "satu juta kali lebih besar",
    Decimal("0.001"): "seribu kali lebih besar",
    Decimal("0.01"): "seratus kali lebih besar",
}

#: The rules that judge what a figure says.  A formula, a name or a label is wrong in its own right.
_OF_FIGURES = (
    *("ANG", "EVA", "HIT", "KET", "LAM", "PJK", "REN", "SPD"),
    *("ISI09", "ISI20", "ISI21", "STR03"),
)

Kolom = tuple[Lampiran, NamedColumn]
#: What tells a cause: the code of a rule and the cell that it points at.
Teller = tuple[str, CellRef]
#: A cell of the column, and one that states the same figure elsewhere.
Pair = tuple[Sel, Sel]


class _Likely(NamedTuple):
    """What seems to have happened to a column, and the column that it changed places with."""

    told: str = ""
    swapped: NamedColumn | None = None


class _Fault(NamedTuple):
    """A column that differs as a whole; ``pairs`` hold its cells with those that contradict them."""

    column: Kolom
    pairs: Sequence[Pair]
    compared: int
    likely: _Likely

    @property
    def teller(self) -> Teller:
        lampiran, column = self.column
        return LAM09.code, lampiran.head(column)


@dataclass(frozen=True)  # without slots, which leave no room for a cache
class Causes:
    """What is wrong as a whole, by the equations of an office-year.

    Nothing is left out unless what causes it is told: a rule that nobody asked for explains nothing.
    What the office accepts is right as it stands: of a column or a pair the differences from other
    annexes are silent, and all else about its figures is judged.

    Attributes:
        told: the formulas that are told as wrong, and by which rule.
        copied: the figures of rows that stand twice, and what tells the row.
        codes: the rules that are asked for.
        accepted: the findings that the office accepts.
    """

    equations: Sequence[Equation]
    dependence: Dependence
    told: Mapping[CellRef, str]
    copied: Mapping[CellRef, Teller]
    codes: Collection[str]
    accepted: Collection[Teller] = ()

    @cached_property
    def tellers(self) -> frozenset[Teller]:
        """What tells the causes: once the office accepts one of them, it explains less."""
        told = ((code, cell) for cell, code in self.told.items())
        faults = (fault.teller for fault in self.faults)
        return frozenset((*told, *self.copied.values(), *faults, *(s.teller for s in self.swaps)))

    def _is_cause(self, teller: Teller) -> bool:
        return teller not in self.accepted

    @cached_property
    def explained(self) -> frozenset[CellRef]:
        """The cells that show what a wrong formula makes of them."""
        wrong = [cell for cell, code in self.told.items() if self._is_cause((code, cell))]
        return frozenset(self.dependence.graph.reached(wrong)) if wrong else frozenset()

    @cached_property
    def faults(self) -> Sequence[_Fault]:
        if LAM09.code not in self.codes:
            return ()
        same = [one for one in self.equations if isinstance(one, Same)]
        found: list[_Fault] = []
        silent = {*self.told, *self.explained}
        while (fault := _worst([e for e in same if _is_open(e, silent)])) is not None:
            found.append(fault)
            silent |= self._reach(fault)
        return tuple(found)

    @cached_property
    def swaps(self) -> Sequence[_Swap]:
        """The pairs of figures that changed places in a column."""
        columns = (cell for fault in self.faults for cell in self._reach(fault))
        silent = {*self.told, *self.explained, *columns}
        same = [one for one in self.equations if isinstance(one, Same) and _is_open(one, silent)]
        false = [one for one in same if one.rule.code in self.codes and not one.holds({})]
        return tuple(_find_swaps(false))

    def _own(self, fault: _Fault) -> list[CellRef]:
        """Return the cells of a column and of the one that it changed places with."""
        lampiran, column = fault.column
        columns = {column, fault.likely.swapped or column}
        return [cell.cell for one in columns for cell in lampiran.under(one)]

    def _reach(self, fault: _Fault) -> set[CellRef]:
        own = self._own(fault)
        return {*own, *self.dependence.graph.reached(own)}

    @cached_property
    def untold(self) -> frozenset[CellRef]:
        """The cells of what is told as a whole, and what follows from them."""
        faults = [fault for fault in self.faults if self._is_cause(fault.teller)]
        swaps = [swap for swap in self.swaps if self._is_cause(swap.teller)]
        starts = [cell.cell for swap in swaps for cell in (swap.one, swap.other)]
        starts += [cell for cell, teller in self.copied.items() if self._is_cause(teller)]
        whole = (cell for fault in faults for cell in self._reach(fault))
        return frozenset((*whole, *starts, *self.dependence.graph.reached(starts)))

    @property
    def remaining(self) -> Sequence[Equation]:
        """The equations that nothing told so far explains."""
        silent = self.explained | self.untold
        known = {cell for fault in self.faults for cell in self._own(fault)}
        known |= {cell.cell for swap in self.swaps for cell in (swap.one, swap.other)}
        return [
            one
            for one in self.equations
            if _is_open(one, known if isinstance(one, Same) else ()) and _is_open(one, silent)
        ]

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """One finding for each column that differs as a whole, and for each swapped pair."""
        return (*map(_tell, self.faults), *map(_tell_swap, self.swaps))

    def explains(self, finding: Finding) -> bool:
        """Tell whether a finding only says again what a wrong formula or column brings with it."""
        if finding in self.findings or not finding.code.startswith(_OF_FIGURES):
            return False
        if finding.at in self.explained:
            return True
        return not self.untold.isdisjoint((finding.at, *finding.related))


class _Swap(NamedTuple):
    """Two figures of a column that stand in each other's place, and what says so."""

    one: Sel
    other: Sel
    against: Sequence[Same]

    @property
    def teller(self) -> Teller:
        return self.against[0].rule.code, self.one.cell


def _find_swaps(false: Sequence[Same]) -> Iterator[_Swap]:
    """Yield pairs of a column of which each shows what others state of the other one."""
    against: dict[Sel, list[Same]] = defaultdict(list)
    for one in false:
        for cell in one.terms:
            against[cell].append(one)
    told = {cell: {_value_against(e, cell) for e in own} for cell, own in against.items()}
    by_place = {(_column_of(cell), cell.number): cell for cell in told}
    pairs: list[_Swap] = []
    for cell, values in told.items():
        if len(values) != 1:
            continue
        other = by_place.get((_column_of(cell), next(iter(values))))
        if other is not None and told[other] == {cell.number} and cell.row.row < other.row.row:
            pairs.append(_Swap(cell, other, (*against[cell], *against[other])))
    # Where each side shows the pair, more figures stand against the one that is wrong; else the one
    # that others copy from is believed.
    pairs.sort(key=lambda pair: (-len(pair.against), -pair.one.lampiran.form.precedence))
    spent: set[Same] = set()
    for pair in pairs:
        if spent.isdisjoint(pair.against):
            spent.update(pair.against)
            yield pair


def _value_against(equation: Same, cell: Sel) -> Decimal:
    return (equation.other if cell is equation.first else equation.first).number


def _tell_swap(swap: _Swap) -> Finding:
    one, other, against = swap
    sources = [e.other if e.first in (one, other) else e.first for e in against]
    forms = ", ".join(dict.fromkeys(cell.lampiran.form.label for cell in sources))
    return against[0].rule.about(
        [one, other],
        what=(
            f"{one.label} baris ini dan “{other.row.subject}” ({other.cell.a1}) tertukar: tertulis "
            f"{one.written} dan {other.written}, menurut {forms} sebaliknya"
        ),
        fix=f"tukar isi {one.cell.a1} dan {other.cell.a1}",
        expected=other.written,
        related=[cell.cell for cell in sources],
    )


def _is_open(equation: Equation, silent: Collection[CellRef]) -> bool:
    return not silent or all(term.cell not in silent for term in equation.terms)


def _worst(same: Sequence[Same]) -> _Fault | None:
    """Return the column that most figures of others contradict, ``None`` where none is wrong."""
    false = [one for one in same if not one.holds({})]
    if len(false) < _LEAST:
        return None
    compared = Counter(kolom for one in same for kolom in _columns_of(one))
    differing: dict[Kolom, list[Pair]] = defaultdict(list)
    for one in false:
        for cell, other in ((one.first, one.other), (one.other, one.first)):
            differing[_column_of(cell)].append((cell, other))
    whole = {
        kolom: pairs
        for kolom, pairs in differing.items()
        if len({cell for cell, _ in pairs}) >= _LEAST and len(pairs) >= _SHARE * compared[kolom]
    }
    if not whole:
        return None
    likely = {kolom: _likely(pairs, differing.keys()) for kolom, pairs in whole.items()}
    # Of two that differ from each other alone the one is wrong that shows what happened to it; else
    # the one that others copy from is believed.
    worst = max(
        whole, key=lambda one: (len(whole[one]), bool(likely[one].told), one[0].form.precedence)
    )
    return _Fault(worst, whole[worst], compared[worst], likely[worst])


def _column_of(cell: Sel) -> Kolom:
    return cell.lampiran, cell.column


def _columns_of(one: Same) -> tuple[Kolom, Kolom]:
    return _column_of(one.first), _column_of(one.other)


def _tell(fault: _Fault) -> Finding:
    (lampiran, column), pairs, compared, likely = fault
    cell, other = pairs[0]
    forms = ", ".join(dict.fromkeys(there.lampiran.form.label for _, there in pairs))
    what = (
        f"kolom {column.said}: {len(pairs)} dari {compared} angka berbeda dari {forms}, misalnya "
        f"{cell.cell.a1} {cell.written}, sedangkan {other.cell} {other.written}"
    )
    return LAM09.finding(
        lampiran.head(column),
        Subject(lampiran, f"kolom {column.said}", column.field, column.year),
        what=f"{what}; {likely.told}" if likely.told else what,
        fix=(
            "isi kembali kolom ini dari sumbernya, atau perbaiki lampiran lain itu bila yang di sini "
            "benar; lalu periksa lagi, sebab angkanya belum dinilai satu per satu"
        ),
        written=column.label,
        related=[one.cell for one, _ in pairs],
    )


def _likely(pairs: Sequence[Pair], differing: Collection[Kolom]) -> _Likely:
    for power, told in _SCALES.items():
        if _most(pairs, lambda here, there, by=power: here.number * by == there.number):
            return _Likely(f"tampaknya ditulis {told}")
    first = pairs[0][0]
    for column in first.lampiran.columns:
        if column is first.column or not column.is_figure or column.kind is not first.column.kind:
            continue
        key = column.field, column.year or first.lampiran.year
        if _most(pairs, lambda here, there, key=key: _stated(here, key) == here.number):
            return _Likely(f"isinya sama dengan kolom {column.said}")
        is_suspect = (first.lampiran, column) in differing
        if is_suspect and _most(
            pairs, lambda here, there, key=key: _stated(here, key) == there.number
        ):
            return _Likely(f"tampaknya tertukar dengan kolom {column.said}", column)
    return _Likely()


def _stated(cell: Sel, key: Key) -> Decimal | None:
    return cell.row.figure(*key).value


def _most(pairs: Sequence[Pair], holds: Callable[..., bool]) -> bool:
    return sum(holds(here, there) for here, there in pairs) >= _PATTERN * len(pairs)
