"""Which workbooks of a tree belong together: the annexes of one office for one year.

A folder is an office-year, unless what its workbooks hold says otherwise: the same annex twice, two
offices, two years.  Then those of the same office and year belong together if no annex comes twice
among them, and every other workbook is an office-year by itself.

What workbooks hold is known only once they have been read.  Reading them all beforehand would cost
a run a tenth of its time, so it begins with what the folders look like; whoever reads the workbooks
then tells what is in them, and what was presumed wrongly is done again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from lkjip_xl.adapters.folders import PassedOver, find_original, is_worth_telling, why_not
from lkjip_xl.batch.places import PlacedFile, is_address
from lkjip_xl.figures.belonging import part
from lkjip_xl.figures.survey import Survey
from lkjip_xl.ports import legible

#: What no system takes in a file's name, and what Windows drops at its end.
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\\/]+|[. ]+$')

#: Names that Windows keeps for devices, whatever their suffix.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)

#: Workbooks that a folder may hold to be taken for one office's before they have been read: the six
#: annexes and the sheets that feed the report, each in a file.
_MOST_OF_ONE = 12

_UNKNOWN = Survey(is_readable=False)

Folder = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficeYear:
    """The workbooks of one office and year; ``key`` is a relative path that is free in a run."""

    key: str
    source: str
    files: tuple[PlacedFile, ...]


def keep_books(files: Iterable[PlacedFile]) -> list[PlacedFile]:
    """Leave out what is no workbook by its name, hidden and lock files, and our own copies."""
    return sorted(file for file in files if not why_not(file.name))


def pass_over(files: Iterable[PlacedFile], books: Sequence[PlacedFile]) -> Iterator[PassedOver]:
    """Yield what was left out and somebody may miss; ``books`` were kept.

    Whether people edited a copy later than its book is told of files on this machine.
    """
    paths = (Path(book.location) for book in books if not is_address(book.location))
    by_stem = {path.with_suffix(""): path for path in paths}
    for file in sorted(files):
        reason = why_not(file.name)
        if reason and is_worth_telling(file.name):
            path = Path(file.location)
            original = None if is_address(file.location) else find_original(path, by_stem)
            yield PassedOver(Path(*file.parts), reason, original)


def gather_office_years(
    files: Sequence[PlacedFile], surveys: Mapping[PlacedFile, Survey], prefix: str = ""
) -> list[OfficeYear]:
    """Return the office-years among the workbooks below one root.

    Args:
        files: the workbooks.
        surveys: what is known to be in them; for the others, what their folder looks like counts.
        prefix: what the keys begin with: the root's name, where a run has several.
    """
    folders = _by_folder(files)
    groups = {folder: _part_folder(own, surveys) for folder, own in folders.items()}
    for folder in sorted(folders, key=len, reverse=True):
        _join_above(folder, groups, surveys)
    return [
        _name(folder, group, is_alone=len(own) == 1, prefix=prefix)
        for folder, own in sorted(groups.items())
        for group in own
    ]


def number_keys(office_years: Iterable[OfficeYear]) -> list[OfficeYear]:
    """Give office-years that would have the same key a number."""
    taken: set[str] = set()
    numbered = []
    for one in office_years:
        key, number = one.key, 2
        while key.casefold() in taken:
            key, number = f"{one.key}-{number}", number + 1
        taken.add(key.casefold())
        numbered.append(OfficeYear(key, one.source, one.files))
    return numbered


def _by_folder(files: Iterable[PlacedFile]) -> dict[Folder, list[PlacedFile]]:
    folders: dict[Folder, list[PlacedFile]] = defaultdict(list)
    for file in files:
        folders[file.folder].append(file)
    return dict(folders)


def _part_folder(
    files: Sequence[PlacedFile], surveys: Mapping[PlacedFile, Survey]
) -> list[list[PlacedFile]]:
    """Return the office-years among the workbooks of one folder, as far as they are known."""
    known = {file: surveys[file] for file in files if file in surveys}
    groups = part(known)
    if len(known) == len(files):
        return groups
    if len(files) <= _MOST_OF_ONE and len(groups) <= 1:
        return [list(files)]
    return groups + [[file] for file in files if file not in surveys]


def _join_above(
    folder: Folder,
    groups: dict[Folder, list[list[PlacedFile]]],
    surveys: Mapping[PlacedFile, Survey],
) -> None:
    """Move a folder of supporting sheets to the one office-year of the folder above it."""
    above = groups.get(folder[:-1]) if folder else None
    files = [file for group in groups[folder] for file in group]
    seen = [surveys.get(file, _UNKNOWN) for file in files]
    if above is None or len(above) != 1 or any(s.annexes or not s.is_readable for s in seen):
        return
    known = {file: surveys[file] for file in (*above[0], *files) if file in surveys}
    if any(known[file].annexes for file in above[0] if file in known) and len(part(known)) == 1:
        above[0].extend(files)
        del groups[folder]


def _name(
    folder: Folder, group: Sequence[PlacedFile], *, is_alone: bool, prefix: str
) -> OfficeYear:
    """Return books as an office-year, with its key and the folder or file it was made from."""
    first = min(group, key=lambda file: (len(file.parts), file))
    stem = PurePath(first.name).stem
    parts = [prefix, *folder] if is_alone and folder else [prefix, *folder, stem]
    key = "/".join(_writable(part) for part in parts if part)
    source = legible(first.location)
    if len(group) > 1:
        source = source[: -len(first.name)].rstrip("/\\") or source
    return OfficeYear(key, source, tuple(sorted(group)))


def _writable(name: str) -> str:
    """Return the name of a folder that every system lets us make."""
    writable = _FORBIDDEN.sub("_", name) or "_"
    return f"{writable}_" if _DEVICE.fullmatch(writable) else writable
