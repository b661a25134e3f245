"""The same amounts in SIPD's exports and in the annexes, item by item.

An annex is set against the export that is believed first: LRA, then RAK, then the table of the change
of the budget.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lkjip_xl.domain.field import BELANJA_GROUPS, Field
from lkjip_xl.domain.hierarki import BELOW_GOALS, Level
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.formulir.belanja import BELANJA
from lkjip_xl.lampiran.formulir.perubahan_anggaran import PERUBAHAN_ANGGARAN
from lkjip_xl.lampiran.formulir.sipd_lra import SIPD_LRA
from lkjip_xl.lampiran.formulir.sipd_rak import SIPD_RAK
from lkjip_xl.lampiran.records import Baris, Item, Lampiran, Sel
from lkjip_xl.rules.antar_lampiran.angka import money_of
from lkjip_xl.rules.equations import slack, total
from lkjip_xl.rules.rule import Context, once
from lkjip_xl.rules.sipd.pohon import Simpul, leading, roots, tree_of
from lkjip_xl.tables.text import squash

#: What the exports tell, and in which columns an LRA has it by group.
_TOLD = (Field.PAGU, Field.REALISASI_ANGGARAN)
_GROUPS = {
    told: tuple(fields[number] for fields in BELANJA_GROUPS.values())
    for number, told in enumerate(_TOLD)
}
#: The exports, the one that is believed first at the front; only an LRA vouches for realisasi.
_SOURCES = {
    Field.PAGU: (SIPD_LRA, SIPD_RAK, PERUBAHAN_ANGGARAN),
    Field.REALISASI_ANGGARAN: (SIPD_LRA,),
}
_ANNEXES = tuple(
    form
    for form in FORMS
    if form is not BELANJA and (form.has_anggaran or any(one.is_money for one in form.states))
)
_TOTAL = Level.TOTAL.value
#: Words of a row of Belanja → the akun, or the group, that it tells of.
_AKUN = {
    "pegawai": "5.1.01",
    "barang": "5.1.02",
    "bunga": "5.1.03",
    "subsidi": "5.1.04",
    "hibah": "5.1.05",
    "bantuansosial": "5.1.06",
    "operasi": "5.1",
    "modal": "5.2",
    "tidakterduga": "5.3",
    "takterduga": "5.3",
    "transfer": "5.4",
}
_GROUP_AKUN = dict(zip(("5.1", "5.2", "5.3", "5.4"), BELANJA_GROUPS.values(), strict=True))

Cells = tuple[Sel, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entri:
    """An item's amount in an annex and in the export; ``above`` is the key of what it is part of."""

    key: str
    above: str
    own: Cells
    source: Cells

    @property
    def delta(self) -> Decimal:
        """What the annex has more than the export; 0 where the writing may hide the difference."""
        delta = total(self.own) - total(self.source)
        return delta if abs(delta) > slack((*self.own, *self.source)) else Decimal(0)


@dataclass(frozen=True, eq=False)  # without slots, which leave no room for a cache
class Sandingan:
    """An annex beside the export: the amounts that both tell of one thing in one year."""

    name: Field
    own: Lampiran
    source: Lampiran
    entries: Sequence[Entri]
    differing: Sequence[Entri] = field(init=False)

    def __post_init__(self) -> None:
        differing = [entry for entry in self.entries if entry.delta]
        object.__setattr__(self, "differing", differing)

    @property
    def lowest(self) -> list[Entri]:
        """The differing entries that nothing below them explains."""
        above = {entry.above for entry in self.differing}
        return [entry for entry in self.differing if entry.key not in above]

    @property
    def is_other_version(self) -> bool:
        """Whether the differences add up level by level: another document, and no single slip.

        Where no level tells, most of the amounts have to differ.
        """
        deltas = {entry.key: entry.delta for entry in self.entries}
        below: Counter[str] = Counter()
        sums: dict[str, Decimal] = {}
        for entry in self.entries:
            if entry.above in deltas:
                below[entry.above] += 1
                sums[entry.above] = sums.get(entry.above, Decimal(0)) + entry.delta
        related = [e for e in self.differing if e.key in below or e.above in below]
        if not related:
            return len(self.differing) >= 3 and 2 * len(self.differing) > len(self.entries)
        return len(related) == len(self.differing) and all(
            deltas[key] == told for key, told in sums.items()
        )


@once
def sandingan(context: Context) -> Sequence[Sandingan]:
    """Return each annex beside the export that tells of its year, in the order of the sheets."""
    return [
        found
        for name in _TOLD
        for own in leading(context, *_ANNEXES, *_SOURCES[Field.PAGU], BELANJA)
        for found in _beside(context, own, name)
    ]


def _beside(context: Context, own: Lampiran, name: Field) -> Iterator[Sandingan]:
    sources = _SOURCES[name]
    is_export = own.form in _SOURCES[Field.PAGU]
    if is_export and name is not Field.PAGU:
        return  # each export has the realisasi of the day it was made
    for form in sources:
        if form is own.form:
            return
        found = [one for one in leading(context, form) if _is_of_one_office(one)]
        if len(found) == 1 and found[0].year in (own.years(name) or own.years(Field.ANGGARAN)):
            entries = _entries(context, own, found[0], name)
            if entries:
                yield Sandingan(name, own, found[0], entries)
            return


def _entries(context: Context, own: Lampiran, source: Lampiran, name: Field) -> Sequence[Entri]:
    if own.form is BELANJA:
        return list(_by_kind(context, own, source, name)) if source.form is SIPD_LRA else []
    column = _column_of(context, own, name, source.year)
    if column is None:
        return []
    theirs = amounts(context, source, name)
    best: Sequence[Entri] = ()
    # An export of before the change agrees with the pagu of before.
    for one in (column, Field.PAGU_SEBELUM) if own.form is PERUBAHAN_ANGGARAN else (column,):
        ours = amounts(context, own, one, source.year)
        told = ours.keys() & theirs.keys()
        if not _has_all_programs(ours, theirs):
            told -= {_TOTAL}
        entries = [
            Entri(key, ours[key].above, ours[key].cells, theirs[key].cells)
            for key in ours
            if key in told
        ]
        if not best or _agreeing(entries) > _agreeing(best):
            best = entries
    return best


def _has_all_programs(ours: Mapping[str, Jumlah], theirs: Mapping[str, Jumlah]) -> bool:
    """Tell whether an annex lists every program, or none: else its total is that of some only."""
    own, all_of_them = (
        {key for key in told if key.startswith(Level.PROGRAM.value)} for told in (ours, theirs)
    )
    return not own or all_of_them <= own


def _agreeing(entries: Sequence[Entri]) -> int:
    return sum(not entry.delta for entry in entries)


def _column_of(context: Context, own: Lampiran, name: Field, year: int) -> Field | None:
    """Return the column in which an annex tells an amount, ``None`` where it has none."""
    if own.form is SIPD_LRA:
        return name
    if any(own.column(column, year) and told is name for column, told in own.form.states.items()):
        return name
    if own.form in _SOURCES[Field.PAGU]:
        return name if own.column(name, year) else None
    is_open = own.form.is_anggaran_open and own.column(Field.ANGGARAN, year) is not None
    return Field.ANGGARAN if is_open and money_of(context, own, year) is name else None


@dataclass(frozen=True, slots=True, eq=False)
class Jumlah:
    """The cells that make up an amount, and the key of what it is part of."""

    cells: Cells
    above: str


@once
def amounts(
    context: Context, lampiran: Lampiran, name: Field, year: int = 0
) -> Mapping[str, Jumlah]:
    """Return the amounts of programs, kegiatan, sub kegiatan and of all together, each told once."""
    year = year or lampiran.year
    found: dict[str, Jumlah] = {}
    twice: set[str] = set()
    for item in lampiran.items:
        cells = _cells_of(item, name, year)
        key = _key(context, item)
        if key and cells:
            if key in found:
                twice.add(key)
            found[key] = Jumlah(cells, _above(context, item, name, year))
    office = [cell for row in _office_rows(context, lampiran) for cell in _told(row, name, year)]
    if office:
        found[_TOTAL] = Jumlah(tuple(office), "")
    return {key: one for key, one in found.items() if key not in twice}


def _key(context: Context, item: Item) -> str:
    if item.level is Level.TOTAL:
        return _TOTAL
    return context.alignment.item_key(item) if item.level in BELOW_GOALS else ""


def _above(context: Context, item: Item, name: Field, year: int) -> str:
    """Return the key of the nearest item above that has an amount; else that of all together."""
    while item.parent is not None:
        item = item.lampiran.items[item.parent]
        if item.level in BELOW_GOALS and _cells_of(item, name, year):
            return _key(context, item)
    return _TOTAL if item.level is not Level.TOTAL else ""


def _cells_of(item: Item, name: Field, year: int) -> Cells:
    return tuple(cell for row in item.rows for cell in _told(row, name, year))


def _told(row: Baris, name: Field, year: int) -> Iterator[Sel]:
    """Yield the cells of a row's amount: one, or in an LRA those of its groups."""
    own = row.told(name, year)
    if own is not None:
        yield own
    elif row.lampiran.form is SIPD_LRA:
        cells = (row.told(group, year) for group in _GROUPS.get(name, ()))
        yield from (cell for cell in cells if cell is not None)


def _office_rows(context: Context, lampiran: Lampiran) -> list[Baris]:
    """Return the row of the office, where a table of codes has one."""
    return [one.row for one in _tree(context, lampiran) if one.is_office]


def _tree(context: Context, lampiran: Lampiran) -> tuple[Simpul, ...]:
    is_export = lampiran.form in (SIPD_LRA, SIPD_RAK)
    return tree_of(context, lampiran) if is_export else ()


def _is_of_one_office(lampiran: Lampiran) -> bool:
    """Tell whether a table tells of a single office, be it with its units."""
    return len({kode.rpartition(".")[0] for kode in lampiran.offices}) <= 1


def _by_kind(context: Context, own: Lampiran, source: Lampiran, name: Field) -> Iterator[Entri]:
    """Yield the kinds of expenditure that the sheet Belanja tells of, beside those of the LRA."""
    tree = _tree(context, source)
    tops = roots(tree)
    offices = [one for one in tree if one.is_office] or tops
    for row in own.rows:
        cell = row.told(name, own.year)
        if cell is None:
            continue
        key, above = squash(row.nama), _TOTAL
        if row.level is Level.TOTAL:
            key, above = _TOTAL, ""
            cells = [one for top in offices for one in _told(top.row, name, source.year)]
        else:
            akun = next((kode for word, kode in _AKUN.items() if word in key), "")
            cells = list(_of_akun(tree, offices, akun, name, source.year))
        if cells:
            yield Entri(key, above, (cell,), tuple(cells))


def _of_akun(
    tree: Sequence[Simpul], offices: Sequence[Simpul], akun: str, name: Field, year: int
) -> Iterator[Sel]:
    group = _GROUP_AKUN.get(akun)
    if group is not None:
        cells = (one.row.told(group[_TOLD.index(name)], year) for one in offices)
        yield from (cell for cell in cells if cell is not None)
    elif akun:
        for one in tree:
            if one.row.stated_kode.rstrip(".") == akun:
                yield from _told(one.row, name, year)
