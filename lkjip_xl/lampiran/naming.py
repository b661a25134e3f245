"""Names the columns of a header: by their labels, and what these leave open by the neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lkjip_xl.domain.field import Field
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.column_years import year_of
from lkjip_xl.lampiran.columns import Columns, NamedColumn
from lkjip_xl.lampiran.draft import LONG, PAST, Draft
from lkjip_xl.lampiran.meaning import Belanja, Makna, Ukuran, read_meaning
from lkjip_xl.lampiran.rivals import resolve_rivals
from lkjip_xl.tables.header import Column, Header
from lkjip_xl.tables.text import squash

_KINERJA = {
    Ukuran.TARGET: Field.TARGET,
    Ukuran.REALISASI: Field.REALISASI,
    Ukuran.CAPAIAN: Field.CAPAIAN,
    Ukuran.SISA: Field.SISA,
}
_ANGGARAN = {
    Ukuran.TARGET: Field.PAGU,
    Ukuran.REALISASI: Field.REALISASI_ANGGARAN,
    Ukuran.SISA: Field.SISA,
    Ukuran.SELISIH: Field.SELISIH,
}
_BELANJA = {
    Belanja.OPERASI: (Field.PAGU_OPERASI, Field.REALISASI_OPERASI),
    Belanja.MODAL: (Field.PAGU_MODAL, Field.REALISASI_MODAL),
    Belanja.TAK_TERDUGA: (Field.PAGU_TAK_TERDUGA, Field.REALISASI_TAK_TERDUGA),
    Belanja.TRANSFER: (Field.PAGU_TRANSFER, Field.REALISASI_TRANSFER),
}
_MONEY_TWIN = {Field.REALISASI: Field.REALISASI_ANGGARAN, Field.CAPAIAN: Field.SERAPAN}
#: What a realisasi in per cent is.
_SHARE = {Field.REALISASI: Field.CAPAIAN, Field.REALISASI_ANGGARAN: Field.SERAPAN}
_REFERENCE = re.compile(r"(?<![a-z0-9])(?:\d{1,2}|[a-z])(?![a-z0-9])")
_DIGIT = re.compile(r"\d")
#: Rows that tell what a column holds.
_SAMPLE = 20
_OF_A_MONTH = (Field.TARGET, Field.REALISASI)


def name_columns(header: Header, grid: Grid | None = None) -> Columns:
    """Return the columns of a header that have a meaning; the others are left out.

    Args:
        header: the labels.
        grid: the sheet, to see which of two columns with one label holds the figures.
    """
    meant = [(column, makna) for column in header.columns if (makna := read_meaning(column))]
    table = _Table.of([makna for _, makna in meant])
    drafts = [
        Draft(column=column, makna=makna, field=field, named_year=year_of(column, header.title))
        for column, makna in meant
        if (field := table.field_of(makna)) is not None
    ]
    drafts = resolve_rivals(drafts)
    for resolve in _RESOLVING:
        drafts = resolve(drafts)
    named = _add_perempuan([draft.named for draft in drafts], header)
    named = _part_item_columns(named)
    if grid is not None:
        named = _settle_doubles(named, grid, header.bottom)
    return Columns(tuple(_drop_doubles(named)), header.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What the columns of a table say together, which decides what a single one leaves open.

    ``has_plan``: figures of a plan over several years stand beside those of one year.
    ``has_after``: a pagu after a change has a column.  ``has_pairs``: months have two columns.
    """

    has_plan: bool
    has_after: bool
    has_pairs: bool

    @classmethod
    def of(cls, meant: Sequence[Makna]) -> _Table:
        months = [makna.bulan for makna in meant if makna.bulan is not None]
        return cls(
            has_plan=_has_long_plan(meant),
            has_after=any(makna.is_after for makna in meant),
            has_pairs=len(months) > len(set(months)),
        )

    def field_of(self, makna: Makna) -> Field | None:
        if makna.field is not None:
            return makna.field
        if makna.triwulan is not None:
            return _of_a_quarter(makna)
        if makna.bulan is not None:
            return self._of_a_month(makna)
        if makna.belanja is not None and makna.ukuran in (Ukuran.TARGET, Ukuran.REALISASI, None):
            pagu, realisasi = _BELANJA[makna.belanja]
            return realisasi if makna.ukuran is Ukuran.REALISASI else pagu
        field = _of_a_year(makna)
        if self.has_plan and field is not None and _is_of_long_plan(makna):
            return LONG.get(field, field)
        is_overtaken = field is Field.PAGU and makna.is_before and self.has_after
        return Field.PAGU_SEBELUM if is_overtaken and not makna.is_after else field

    def _of_a_month(self, makna: Makna) -> Field | None:
        """Return a month's own column, or one of its pair."""
        assert makna.bulan is not None
        if not self.has_pairs:
            return Field(makna.bulan.value)
        field = _of_a_year(makna)
        return field.in_month(makna.bulan) if field in _OF_A_MONTH else None


def _has_long_plan(meant: Sequence[Makna]) -> bool:
    """Tell whether columns of a plan over several years stand beside those of one year.

    A Renstra whose every year has a target is the plan that the whole table speaks of.
    """
    if any(makna.field in (Field.TARGET_AKHIR, Field.PAGU_AKHIR) for makna in meant):
        return True
    targets = [makna for makna in meant if makna.ukuran is Ukuran.TARGET and not makna.field]
    if any(makna.is_final for makna in targets):
        return True
    of_plan = sum(makna.is_renstra for makna in targets)
    return of_plan == 1 < len(targets) or (of_plan > 0 and any(m.is_renja for m in targets))


def _is_of_long_plan(makna: Makna) -> bool:
    if makna.ukuran is Ukuran.TARGET:
        return makna.is_final or makna.is_renstra
    return makna.is_renstra or (makna.is_up_to and not makna.is_renja)


def _of_a_year(makna: Makna) -> Field | None:
    if makna.in_percent and makna.ukuran in (Ukuran.SISA, Ukuran.SELISIH):
        return None
    if not makna.is_money:
        if makna.ukuran is None:
            return Field.KINERJA if makna.is_money is False else None
        return _KINERJA.get(makna.ukuran)
    if makna.ukuran is Ukuran.SELISIH and makna.in_percent:
        return None
    if makna.ukuran is Ukuran.CAPAIAN:
        return Field.SERAPAN if makna.in_percent else Field.REALISASI_ANGGARAN
    return _ANGGARAN.get(makna.ukuran or Ukuran.TARGET)


def _of_a_quarter(makna: Makna) -> Field | None:
    assert makna.triwulan is not None
    if makna.in_percent:
        part = Field.CAPAIAN
    elif makna.is_money:
        is_spent = makna.ukuran is Ukuran.REALISASI
        part = Field.REALISASI_ANGGARAN if is_spent else Field.ANGGARAN
    else:
        is_reached = makna.ukuran in (Ukuran.REALISASI, Ukuran.CAPAIAN)
        part = Field.REALISASI if is_reached else Field.TARGET
    return part.in_quarter(makna.triwulan)


def _resolve_past(named: Sequence[Draft]) -> list[Draft]:
    """Tell what a plan had reached before the year from what it has reached with it.

    Of two columns the left one speaks of the years before; a single one does where it stands left
    of the year's own target.
    """
    first_target = next((c.index for c in named if c.field in (Field.TARGET, Field.PAGU)), 0)

    def is_past(column: Draft) -> bool:
        twins = [c.index for c in named if c.field is column.field]
        return column.index < (max(twins) if len(twins) > 1 else first_target)

    return [
        replace(column, field=PAST[column.field])
        if column.field in PAST and is_past(column)
        else column
        for column in named
    ]


def _resolve_long_share(drafts: Sequence[Draft]) -> list[Draft]:
    """Read a percentage that does not say of which plan it is by what stands right before it.

    Only where no other column tells the percentage of the plan over several years.
    """
    told = {draft.field for draft in drafts}
    if told & {Field.CAPAIAN_RENSTRA, Field.SERAPAN_RENSTRA}:
        return list(drafts)
    after_long, resolved = False, []
    for draft in drafts:
        is_open = draft.field in (Field.CAPAIAN, Field.SERAPAN) and not draft.makna.is_renja
        if not is_open:
            after_long = draft.field in (
                Field.REALISASI_RENSTRA,
                Field.REALISASI_ANGGARAN_RENSTRA,
            )
        resolved.append(
            replace(draft, field=LONG[draft.field]) if is_open and after_long else draft
        )
    return resolved


def _resolve_percent(drafts: Sequence[Draft]) -> list[Draft]:
    """Read "Realisasi (%)" as what its name says, or as the percentage of what was reached.

    It is a percentage beside a realisasi of the same year, and where it speaks of money.
    """
    told = {d.year for d in drafts if d.field in _SHARE and not d.makna.in_percent}
    aimed = {d.year for d in drafts if d.field is Field.TARGET and d.makna.in_percent}

    def is_share(draft: Draft) -> bool:
        if draft.field not in _SHARE or not draft.makna.in_percent:
            return False
        if draft.field is Field.REALISASI_ANGGARAN:
            return True
        return draft.year in told and draft.year not in aimed

    return [replace(d, field=_SHARE[d.field]) if is_share(d) else d for d in drafts]


def _resolve_achieved(drafts: Sequence[Draft]) -> list[Draft]:
    """Decide what "Capaian" without a per cent sign is.

    Beside a column of percentages and without a column called realisasi it is the realisasi, as in
    the annexes of several years; otherwise it is the capaian.
    """

    def is_open(draft: Draft) -> bool:
        return draft.field is Field.CAPAIAN and not draft.makna.in_percent

    fields = {draft.field for draft in drafts if not is_open(draft)}
    if Field.REALISASI in fields or Field.CAPAIAN not in fields:
        return list(drafts)
    return [replace(d, field=Field.REALISASI) if is_open(d) else d for d in drafts]


def _resolve_money(drafts: Sequence[Draft]) -> list[Draft]:
    """Read "Realisasi" and "%" beside a pagu as money where the label does not say."""
    if not any(draft.field is Field.PAGU for draft in drafts):
        return list(drafts)
    return [
        replace(draft, field=_MONEY_TWIN[draft.field])
        if draft.field in _MONEY_TWIN and _belongs_to_money(drafts, position)
        else draft
        for position, draft in enumerate(drafts)
    ]


def _resolve_reached_plan(drafts: Sequence[Draft]) -> list[Draft]:
    """Read "Target Capaian" beside what a plan has reached as how much of it that is.

    The goal at its end has a column of its own, further left.
    """
    goals = [d.index for d in drafts if d.field is Field.TARGET_AKHIR]
    reached = {d.index for d in drafts if d.field is Field.REALISASI_RENSTRA}
    return [
        replace(d, field=Field.CAPAIAN_RENSTRA)
        if d.field is Field.TARGET_AKHIR and d.index > goals[0] and d.index - 1 in reached
        else d
        for d in drafts
    ]


def _resolve_yardsticks(drafts: Sequence[Draft]) -> list[Draft]:
    """Read "Capaian Target Indikator" beside the SPM as the other target that a service has.

    What a service reached stands right of what it was to reach, year by year.
    """
    first_target = next((d.index for d in drafts if d.field is Field.TARGET and d.year), 0)
    if not any(d.field is Field.TARGET_SPM for d in drafts):
        return list(drafts)
    return [
        replace(d, field=Field.TARGET_IKK)
        if d.field is Field.CAPAIAN and d.index < first_target
        else d
        for d in drafts
    ]


def _belongs_to_money(drafts: Sequence[Draft], position: int) -> bool:
    """Tell whether a column measures the pagu, not the target.

    A formula that its number states says so.  Of two columns with one label each measures what
    stands before it, else the second measures the pagu.  A single one does so where the table has
    no target, or as a bare "%" right of money that was spent; beside indicators it also has to
    stand to the right of the pagu of its year, or it is what the indicator reached.
    """
    draft = drafts[position]
    told = {(d.field, d.year) for d in drafts}
    if draft.field is Field.CAPAIAN and (Field.SERAPAN, draft.year) in told:
        return False
    stated = _stated_bases(drafts, draft)
    if stated:
        return all(field.is_money for field in stated)
    twins = [i for i, d in enumerate(drafts) if (d.field, d.year) == (draft.field, draft.year)]
    open_twins = [i for i in twins if drafts[i].makna.is_money is not False]
    if open_twins and draft.makna.is_money is False:
        return False  # the other one measures the money: "%" beside "Fisik (%)"
    twins = open_twins or twins
    bases = [_base_before(drafts, i) for i in twins]
    if len(twins) > 1:
        parted = {Field.PAGU, Field.TARGET} <= set(bases)
        own = bases[twins.index(position)]
        return own == Field.PAGU if parted else own is not None and position != twins[0]
    fields = {other.field for other in drafts}
    if fields & {Field.TARGET, Field.KINERJA}:
        left = drafts[position - 1] if position else draft
        is_spent = left.field is Field.REALISASI_ANGGARAN and left.index == draft.index - 1
        return is_spent and draft.makna.is_bare_percent
    before = {d.year for d in drafts[:position] if d.field == Field.PAGU}
    return Field.INDIKATOR not in fields or bool(before & {draft.year, 0})


def _stated_bases(drafts: Sequence[Draft], draft: Draft) -> list[Field]:
    """Return what the columns hold that a stated formula (``k = ( j / i ) * 100``) takes.

    One number over performance and money (``K | Rp``) tells nothing of either.
    """
    numbered: dict[str, set[Field]] = {}
    for one in drafts:
        if one.field.is_figure:
            numbered.setdefault(_number_of(one.column), set()).add(one.field)
    _, _, formula = draft.column.number.lower().partition("=")
    taken = [numbered.get(name, set()) for name in _REFERENCE.findall(formula)]
    return [min(own) for own in taken if len({one.is_money for one in own}) == 1]


def _number_of(column: Column) -> str:
    """Return the number or letter that a column is given, before any formula."""
    found = _REFERENCE.search(column.number.lower().partition("=")[0])
    return found[0] if found else ""


def _base_before(drafts: Sequence[Draft], position: int) -> Field | None:
    """Return what a percentage or realisasi measures by its place: the last of these before it."""
    before = (draft.field for draft in reversed(drafts[:position]))
    return next(
        (field for field in before if field in (Field.PAGU, Field.TARGET, Field.KINERJA)), None
    )


#: What neighbours decide, in this order.
_RESOLVING = (
    _resolve_reached_plan,
    _resolve_past,
    _resolve_long_share,
    _resolve_yardsticks,
    _resolve_percent,
    _resolve_achieved,
    _resolve_money,
)


def _add_perempuan(named: Sequence[NamedColumn], header: Header) -> list[NamedColumn]:
    """Read "P" right of "L" as the count of women; elsewhere "P" is short for other words."""
    after = {column.index + 1 for column in named if column.field == Field.LAKI_LAKI}
    women = [
        NamedColumn(index=column.index, field=Field.PEREMPUAN, label=column.label, cell=column.cell)
        for column in header.columns
        if column.index in after and squash(column.path[-1]) == "p"
    ]
    return sorted([*named, *women], key=lambda column: column.index) if women else list(named)


def _part_item_columns(named: Sequence[NamedColumn]) -> list[NamedColumn]:
    """Part one label merged over three columns into program, kegiatan and sub kegiatan."""
    items = [column for column in named if column.field == Field.ITEM]
    same = len({column.label for column in items}) == 1
    adjacent = (
        [c.index for c in items] == list(range(items[0].index, items[0].index + 3))
        if items
        else False
    )
    if len(items) != 3 or not same or not adjacent:
        return list(named)
    levels = iter((Field.PROGRAM, Field.KEGIATAN, Field.SUB_KEGIATAN))
    return [
        replace(column, field=next(levels)) if column.field == Field.ITEM else column
        for column in named
    ]


def _settle_doubles(
    named: Sequence[NamedColumn], grid: Grid, header_bottom: int
) -> list[NamedColumn]:
    """Tell the satuan from the figure where one label stands over both: ``Target | Target``."""
    has_satuan = any(column.field is Field.SATUAN for column in named)
    counts = Counter(column.key for column in named if column.is_figure)
    settled = list(named)
    for key in [key for key, count in counts.items() if count > 1]:
        twins = [column for column in named if column.key == key]
        texts = [column for column in twins if _holds_words(grid, header_bottom, column.index)]
        if not texts or len(texts) == len(twins):
            continue
        figures = {column.index for column in twins if column not in texts}
        for column in texts:
            at = settled.index(column)
            is_beside = not figures.isdisjoint((column.index - 1, column.index + 1))
            if has_satuan or not is_beside:
                settled[at] = replace(column, field=Field.ISI)
            else:
                settled[at] = replace(column, field=Field.SATUAN, year=0)
                has_satuan = True
    return settled


def _holds_words(grid: Grid, above: int, column: int) -> bool:
    """Tell whether the first values of a column are words without any digit."""
    below = range(above + 1, above + 1 + _SAMPLE)
    values = [value for row in below if (value := grid.own(row, column)) not in (None, "")]
    return bool(values) and all(isinstance(v, str) and not _DIGIT.search(v) for v in values)


def _drop_doubles(named: Sequence[NamedColumn]) -> Iterator[NamedColumn]:
    """Yield each field and year once: the leftmost column has it."""
    seen: set[tuple[str, int]] = set()
    for column in named:
        key = (column.field, column.year)
        if key not in seen:
            seen.add(key)
            yield column
