"""Which workbooks belong together: the annexes of one office for one year."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import combinations
from typing import NamedTuple, TypeVar

from lkjip_xl.figures.survey import AnnexSeen, Survey, is_copy
from lkjip_xl.lampiran.form import Form
from lkjip_xl.ports import BookError

Book = TypeVar("Book", bound=Hashable)

#: From so many annexes on that two workbooks both have, neither is a part of the other's report.
_WHOLE = 3

#: Workbooks or offices that a message names; the rest is only counted.
_MOST_NAMED = 8


class Cause(Enum):
    """Why two workbooks are not of one office-year, or why one of them is one too many."""

    OFFICE = auto()
    YEAR = auto()
    COPY = auto()
    WHOLE = auto()


@dataclass(frozen=True, slots=True)
class Clash:
    """What speaks against taking two workbooks together; ``forms`` are the annexes concerned."""

    cause: Cause
    forms: tuple[Form, ...] = ()


class MixedBooksError(BookError):
    """Workbooks that were to be one office-year, and are not.

    ``surveys`` tells what each holds, by its name; ``kept`` are those that go with the first one.
    ``is_mixed`` tells books of several offices or years from copies.
    """

    def __init__(
        self,
        message: _Message,
        surveys: Mapping[str, Survey],
        kept: Sequence[str],
        *,
        is_mixed: bool,
    ) -> None:
        super().__init__(message.what, f"{len(surveys)} buku bersama-sama", message.fix)
        self.surveys = surveys
        self.kept = tuple(kept)
        self.is_mixed = is_mixed


class _Message(NamedTuple):
    what: str
    fix: str


def find_clash(one: Survey, other: Survey, *, is_declared: bool = False) -> Clash | None:
    """Return what speaks against taking two workbooks together, ``None`` if nothing does.

    An annex may be split over workbooks.  Where nothing names the office of both, one that comes
    twice may as well be another office's.

    Args:
        one: what a workbook holds.
        other: what another one holds.
        is_declared: whether somebody says that they belong together; then only what shows that
            they do not counts.
    """
    if one.office and other.office and not _agree(one.office, other.office):
        return Clash(Cause.OFFICE)
    if not one.annexes or not other.annexes:
        return None
    twice = [
        (first, second)
        for first in one.annexes
        for second in other.annexes
        if first.form is second.form
    ]
    of_other_years = [pair for pair in twice if not pair[0].form.yearly and _years_differ(*pair)]
    if of_other_years or _differ(one.year, other.year):
        return Clash(Cause.YEAR, _forms(of_other_years))
    twice = [pair for pair in twice if _are_for_the_same(*pair)]
    copied = [pair for pair in twice if is_copy(*pair)]
    if copied:
        return Clash(Cause.COPY, _forms(copied))
    return _find_rival(one, other, _forms(twice), is_declared=is_declared)


def _find_rival(
    one: Survey, other: Survey, twice: tuple[Form, ...], *, is_declared: bool
) -> Clash | None:
    """Judge two workbooks by the annexes that both have, though with other rows."""
    names = (_owner(one), _owner(other))
    if not twice or (all(names) and _agree(*names)):
        return None
    if all(names):
        return Clash(Cause.OFFICE)
    return Clash(Cause.WHOLE, twice) if len(twice) >= _WHOLE or not is_declared else None


def part(surveys: Mapping[Book, Survey]) -> list[list[Book]]:
    """Return the office-years among workbooks that lie together."""
    bearers = [book for book, seen in surveys.items() if seen.annexes]
    if not bearers:
        return [[book] for book in surveys]
    groups = _part_bearers(bearers, surveys)
    for book, seen in surveys.items():
        if not seen.annexes:
            home = _find_home(seen, groups, surveys)
            if home is None:
                groups.append([book])
            else:
                home.append(book)
    return groups


def require_one_office_year(surveys: Mapping[str, Survey]) -> None:
    """Refuse workbooks that are to be one office-year and are not.

    Raises:
        MixedBooksError: they are of several offices or years, or one is a copy of another.
    """
    clashes = {
        (one, other): clash
        for one, other in combinations(surveys, 2)
        if (clash := find_clash(surveys[one], surveys[other], is_declared=True))
    }
    if not clashes:
        return
    groups = _by_name_and_year(surveys, surveys)
    mixing = any(clash.cause in (Cause.OFFICE, Cause.YEAR) for clash in clashes.values())
    is_mixed = mixing and len(groups) > 1
    kept: list[str] = []
    # A copy mostly has the longer name: “Salinan b.xlsx”, “b (1).xlsx”.
    for book in surveys if is_mixed else sorted(surveys, key=len):
        if not any((one, book) in clashes or (book, one) in clashes for one in kept):
            kept.append(book)
    message = _tell_groups(groups, surveys) if is_mixed else _tell_pairs(clashes)
    raise MixedBooksError(message, surveys, kept, is_mixed=is_mixed)


# -- parting


def _part_bearers(bearers: Sequence[Book], seen: Mapping[Book, Survey]) -> list[list[Book]]:
    offices = {seen[book].office for book in bearers} - {""}
    if _is_one(bearers, seen):
        return [list(bearers)]
    groups = []
    for name, own in _by_name_and_year(bearers, seen):
        # Without a name, workbooks among those of several offices may be anybody's.
        is_one = (name or len(offices) <= 1) and _is_one(own, seen)
        groups += [own] if is_one else [[book] for book in own]
    return groups


def _is_one(books: Sequence[Book], seen: Mapping[Book, Survey]) -> bool:
    return not any(find_clash(seen[one], seen[other]) for one, other in combinations(books, 2))


def _by_name_and_year(
    books: Iterable[Book], seen: Mapping[Book, Survey]
) -> list[tuple[str, list[Book]]]:
    """Return workbooks by the office and year that they name, each with the office's name.

    One that names an office and no year goes with the only year of that office.
    """
    order = {book: place for place, book in enumerate(books)}
    groups: list[tuple[str, int, list[Book]]] = []
    for book in sorted(order, key=lambda book: (seen[book].year, _owner(seen[book]))):
        name, year = _owner(seen[book]), seen[book].year
        # In this order a name stands behind those that it begins with.
        if groups and groups[-1][1] == year and _may_join(name, groups[-1][0]):
            groups[-1][2].append(book)
        else:
            groups.append((name, year, [book]))
    for group in [group for group in groups if group[0] and not group[1]]:
        same = [other for other in groups if other[1] and _may_join(group[0], other[0])]
        if len(same) == 1:
            same[0][2].extend(group[2])
            groups.remove(group)
    parted = [(name, sorted(own, key=order.__getitem__)) for name, _, own in groups]
    return sorted(parted, key=lambda group: order[group[1][0]])


def _owner(survey: Survey) -> str:
    return survey.office or survey.titled


def _may_join(one: str, other: str) -> bool:
    return one == other or bool(one and other and _agree(one, other))


def _find_home(
    stray: Survey, groups: Sequence[list[Book]], seen: Mapping[Book, Survey]
) -> list[Book] | None:
    """Return the office-year that a workbook without annexes belongs to, if it is clear which."""
    with_annexes = [group for group in groups if any(seen[book].annexes for book in group)]
    if not stray.is_readable:
        # It may hold an annex where each has a workbook of its own.
        split = all(len(seen[book].annexes) <= 1 for group in with_annexes for book in group)
        return with_annexes[0] if split and len(with_annexes) == 1 else None
    open_to_it = [g for g in with_annexes if not any(find_clash(stray, seen[b]) for b in g)]
    same = [group for group in open_to_it if stray.office and _is_named(group, stray.office, seen)]
    if len(same) == 1:
        return same[0]
    return open_to_it[0] if open_to_it and len(with_annexes) == 1 else None


def _is_named(group: Iterable[Book], office: str, seen: Mapping[Book, Survey]) -> bool:
    return any(_may_join(_owner(seen[book]), office) for book in group)


def _agree(one: str, other: str) -> bool:
    """Tell whether two squashed names may be one office's: one may leave out the region."""
    return one.startswith(other) or other.startswith(one)


def _differ(one: int, other: int) -> bool:
    return one != other and 0 not in (one, other)


def _are_for_the_same(one: AnnexSeen, other: AnnexSeen) -> bool:
    return one.periods == other.periods and not _years_differ(one, other)


def _years_differ(one: AnnexSeen, other: AnnexSeen) -> bool:
    return _differ(one.year, other.year)


def _forms(twice: Iterable[tuple[AnnexSeen, AnnexSeen]]) -> tuple[Form, ...]:
    return tuple(sorted({first.form for first, _ in twice}, key=lambda form: form.name))


# -- telling


def _tell_groups(
    groups: Iterable[tuple[str, Sequence[str]]], surveys: Mapping[str, Survey]
) -> _Message:
    told = []
    for _, books in groups:
        seen = [surveys[book] for book in books]
        name = next((one.name for one in seen if one.name), "perangkat daerah tanpa nama")
        year = next((f" tahun {one.year}" for one in seen if one.year), "")
        told.append(f"{name}{year} ({_name_some(books)})")
    return _Message(
        f"isinya bukan satu perangkat daerah dan satu tahun, melainkan {_name_some(told, '; ')}",
        "Sebutkan buku satu perangkat daerah dan satu tahun saja, atau samakan nama dan tahunnya "
        "di lembar Profil dan di judul tabel bila salah tulis",
    )


#: How two workbooks are told of, where offices and years do not part all of them.
_TWICE = {
    Cause.COPY: "{forms} di {one} dan di {other} sebagian besar sama",
    Cause.WHOLE: "{forms} ada di {one} dan juga di {other}",
    Cause.YEAR: "{forms} di {one} dan di {other} untuk tahun yang berbeda",
    Cause.OFFICE: "{one} dan {other} dari perangkat daerah yang berbeda",
}


def _tell_pairs(clashes: Mapping[tuple[str, str], Clash]) -> _Message:
    told = [
        _TWICE[clash.cause].format(
            forms=", ".join(form.label for form in clash.forms), one=one, other=other
        )
        for (one, other), clash in clashes.items()
    ]
    fix = "Sebutkan salah satunya saja"
    if any(clash.cause is Cause.WHOLE for clash in clashes.values()):
        fix += "; bila memang dari satu perangkat daerah, tulis namanya di judul setiap tabel"
    return _Message(f"isinya tidak dapat dijumlahkan: {_name_some(told, '; ')}", fix)


def _name_some(names: Sequence[str], between: str = ", ") -> str:
    more = f"{between}dan {len(names) - _MOST_NAMED} lagi" if len(names) > _MOST_NAMED else ""
    return between.join(names[:_MOST_NAMED]) + more
