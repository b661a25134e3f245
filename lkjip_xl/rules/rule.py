"""What a rule is: declared once, explained for its reader, checked beside its declaration."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import (
    TYPE_CHECKING,
    Concatenate,
    NamedTuple,
    ParamSpec,
    TypedDict,
    TypeVar,
    Unpack,
    cast,
)

from lkjip_xl.domain.field import Field, Kind
from lkjip_xl.domain.indikator import ArahIndikator
from lkjip_xl.domain.pengaturan import BAWAAN, Penerimaan, Pengaturan
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.figures.alignment import Alignment
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.hasil import Hasil
from lkjip_xl.figures.kebiasaan import Kebiasaan, Terbalik
from lkjip_xl.figures.naskah.report import Naskah
from lkjip_xl.figures.perhitungan import DaftarPerhitungan
from lkjip_xl.figures.shifting import ShiftedRows
from lkjip_xl.finding import Finding, Severity, make_fingerprint
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Item, Lampiran, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.tables.text import squash

if TYPE_CHECKING:
    from lkjip_xl.rules.derived import Derived
    from lkjip_xl.rules.equations import Equation

Made = TypeVar("Made")
Further = ParamSpec("Further")

_EXAMPLE = re.compile(r"^(Salah|Benar)[^:\n]*:$", re.MULTILINE)


@dataclass  # without slots, which leave no room for what is made once
class Context:
    """What a check works on.

    ``grids`` holds the sheets as read, by file and sheet name, for what the records do not keep:
    formulas, and cells outside the tables.  ``tally`` counts the comparisons made, so that silence
    can be told from success.  ``kebiasaan`` are the settings that the office was seen to follow
    without stating them, ``terbalik`` the directions that it states and does not follow; both are
    among its ``pengaturan``.  ``unused`` holds the acceptances that
    met no finding, known once all other families have run.  ``naskah`` is what a document says
    beside its annexes; of a workbook it is empty.  ``made`` is what functions under ``once`` have
    answered.
    """

    laporan: LaporanKinerja
    directions: Directions
    grids: Mapping[tuple[str, str], Grid] = field(default_factory=dict)
    pengaturan: Pengaturan = BAWAAN
    kebiasaan: Sequence[Kebiasaan] = ()
    terbalik: Sequence[Terbalik] = ()
    tally: Counter[str] = field(default_factory=Counter)
    unused: tuple[Penerimaan, ...] = ()
    naskah: Naskah = field(default_factory=Naskah)
    made: dict[tuple[object, ...], object] = field(default_factory=dict, repr=False)

    @cached_property
    def alignment(self) -> Alignment:
        """What stands for the same thing in several annexes."""
        return Alignment(self.laporan)

    @cached_property
    def perhitungan(self) -> DaftarPerhitungan:
        """Every capaian and serapan, computed once."""
        return DaftarPerhitungan(self.laporan, self.directions)

    @cached_property
    def shifted(self) -> ShiftedRows:
        """The rows whose cells slid sideways: what they hold stands in the wrong columns."""
        return ShiftedRows(self.grids)

    def arah(self, row: Baris) -> ArahIndikator:
        """Return which way the indicator of a row is better."""
        return self.directions.of(row.indikator, row.satuan)

    def hasil(self, row: Baris, year: int = 0) -> Hasil | None:
        """Return a row's target and realisasi of a year, its table's own unless one is given."""
        return Hasil.of(row, self.arah(row), year)

    def measured(self, *forms: Form) -> Iterator[Hasil]:
        """Yield what the rows of some forms were to reach and did reach in their tables' year."""
        for form in forms:
            for lampiran in self.laporan.of(form):
                yield from filter(None, map(self.hasil, lampiran.rows))

    def grid(self, lampiran: Lampiran) -> Grid | None:
        """Return the sheet of an annex as read, ``None`` where it is not at hand."""
        return self.grids.get((lampiran.file, lampiran.sheet))

    def angka(self, *forms: Form, kind: Kind | None = None) -> Iterator[Sel]:
        """Yield the cells of figures of some forms, of all where none is named, row by row."""
        for lampiran in self.laporan.of(*forms) if forms else self.laporan.lampiran:
            for row in lampiran.rows:
                for cell in row.angka:
                    if kind is None or cell.field.kind is kind:
                        yield cell


def once(
    make: Callable[Concatenate[Context, Further], Made],
) -> Callable[Concatenate[Context, Further], Made]:
    """Let a function answer once for a context: what several checks need is made for the first."""

    def remembered(context: Context, /, *further: Further.args, **named: Further.kwargs) -> Made:
        key = (make, *further, *named.values())
        if key not in context.made:
            context.made[key] = make(context, *further, **named)
        return cast("Made", context.made[key])

    remembered.__doc__ = make.__doc__
    return remembered


Check = Callable[[Context], Iterator[Finding]]
Source = Callable[[Context], "Iterator[Equation]"]
Mend = Callable[[Context, Finding], "Iterator[Derived]"]


class Subject(NamedTuple):
    """What a finding is about: a field of an item, in a form, for a year.

    It makes the fingerprint, so it must not depend on where the item stands.  ``lampiran`` is
    ``None`` for what stands in no form.
    """

    lampiran: Lampiran | None
    item: str
    field: str
    year: int = 0
    path: tuple[str, ...] = ()

    @classmethod
    def of_row(cls, lampiran: Lampiran, row: Baris, field: str, year: int = 0) -> Subject:
        path = (row.nama, row.jalur.kegiatan, row.jalur.program, row.jalur.sasaran)
        return cls(lampiran=lampiran, item=row.subject, field=field, year=year, path=path)

    @classmethod
    def of(cls, cell: Sel) -> Subject:
        return cls.of_row(cell.lampiran, cell.row, cell.field, cell.year)

    @classmethod
    def of_item(cls, lampiran: Lampiran, item: Item, field: str, year: int = 0) -> Subject:
        path = (item.jalur.kegiatan, item.jalur.program, item.jalur.sasaran, item.level.value)
        name = item.nama or item.level.label
        return cls(lampiran=lampiran, item=name, field=field, year=year, path=path)


class Told(TypedDict, total=False):
    """What a finding may say beside what is wrong and what to do."""

    expected: str
    calculation: str
    related: Sequence[CellRef]
    severity: Severity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the catalogue.

    ``name`` states the problem, not the cure.  ``doc`` is Indonesian and holds a *Salah* and a *Benar*
    table, which run as tests.  ``dasar`` cites a regulation, empty where none is known for sure.
    ``hanya_buku`` is for what only a workbook can have wrong: how its sheets are made, not what they
    say.  ``mend`` yields what may be written into the cells that one of the rule's findings accuses.
    """

    code: str
    name: str
    severity: Severity
    doc: str
    dasar: str = ""
    hanya_buku: bool = False
    mend: Mend | None = field(default=None, compare=False, repr=False)
    checks: list[Check] = field(default_factory=list, compare=False, repr=False)
    sources: list[Source] = field(default_factory=list, compare=False, repr=False)

    def check(self, function: Check) -> Check:
        """Register a function as this rule's check."""
        self.checks.append(function)
        return function

    def equations(self, function: Source) -> Source:
        """Register a function that states the equations of this rule, judged with all others."""
        self.sources.append(function)
        return function

    @property
    def explanation(self) -> str:
        from textwrap import dedent  # slow to import, and no check asks for the explanation

        return dedent(self.doc).strip()

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """The drawings of the explanation, each with its heading ``Salah`` or ``Benar``."""
        from textwrap import dedent

        _, *parts = _EXAMPLE.split(self.explanation)
        return tuple(zip(parts[::2], map(dedent, parts[1::2]), strict=True))

    @property
    def family(self) -> str:
        return self.code[:3]

    def about(
        self,
        cells: Sel | Sequence[Sel],
        subject: Subject | None = None,
        *,
        what: str,
        fix: str,
        written: Figure | str | None = None,
        also: Sequence[CellRef] = (),
        **told: Unpack[Told],
    ) -> Finding:
        """Return one finding about one or several cells with the same fault; see ``finding``.

        The first cell is the place; its item and its written value are the finding's, unless others
        are given.
        """
        first, *others = (cells,) if isinstance(cells, Sel) else cells
        return self.finding(
            first.cell,
            subject or Subject.of(first),
            what=what,
            fix=fix,
            written=first.written if written is None else written,
            also=[*(other.cell for other in others), *also],
            **told,
        )

    def about_rows(
        self,
        rows: Sequence[Baris],
        name: Field,
        told_of: str = "",
        *,
        year: int = 0,
        what: str,
        fix: str,
        **told: Unpack[Told],
    ) -> Finding:
        """Return one finding about what rows lack, whether or not there is a column for it.

        ``told_of`` is what the finding is about where that is another thing than the column.
        """
        first, *others = rows
        return self.finding(
            first.at(name, year),
            Subject.of_row(first.lampiran, first, told_of or name, year),
            what=what,
            fix=fix,
            also=list(dict.fromkeys(other.at(name, year) for other in others)),
            **told,
        )

    def about_items(
        self,
        items: Item | Sequence[Item],
        name: Field,
        *,
        what: str,
        fix: str,
        written: str,
        **told: Unpack[Told],
    ) -> Finding:
        """Return one finding about the name or the code of one or several items; see ``finding``."""
        first, *others = (items,) if isinstance(items, Item) else items
        return self.finding(
            first.at(name),
            Subject.of_item(first.rows[0].lampiran, first, name),
            what=what,
            fix=fix,
            written=written,
            also=[other.at(name) for other in others],
            **told,
        )

    def finding(
        self,
        at: CellRef,
        subject: Subject,
        *,
        what: str,
        fix: str,
        written: Figure | str = "",
        expected: str = "",
        calculation: str = "",
        also: Sequence[CellRef] = (),
        related: Sequence[CellRef] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding of this rule.

        Args:
            at: the cell to mend.
            subject: what the finding is about.
            what: what is wrong, with the values of both sides.
            fix: what to do.
            written: the figure or text on the sheet.
            expected: what belongs there, as it would be written.
            calculation: how ``expected`` came about.
            also: further cells with the same fault.
            related: the other cells that the statement rests on.
            severity: milder or graver than the rule's own, where the case is.
        """
        own = tuple(dict.fromkeys(cell for cell in related if cell != at))
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            at=at,
            message=what,
            fix=fix,
            field=subject.field,
            item=subject.item,
            written=written.written if isinstance(written, Figure) else written,
            expected=expected,
            calculation=calculation,
            also=tuple(also),
            related=own,
            fingerprint=make_fingerprint(
                self.code,
                subject.lampiran.form.name if subject.lampiran is not None else "",
                squash(subject.item),
                *map(squash, subject.path),
                subject.field,
                str(subject.year),
            ),
        )
