"""A look into one workbook: which annexes it holds, whose they are, and for which year."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkjip_xl.adapters.files import open_book
from lkjip_xl.batch.places import PlacedFile, fetch
from lkjip_xl.batch.shape import require_shape
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.locating import locate_all
from lkjip_xl.lampiran.office_year import title_year
from lkjip_xl.lampiran.profil import read_profil
from lkjip_xl.pipeline import Read
from lkjip_xl.ports import BookError
from lkjip_xl.tables.text import squash


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a workbook holds.

    ``annexes`` are those of the six that it has.  ``office`` and ``year`` are empty and 0 where it
    does not state them.  ``is_readable`` is false for what is locked, damaged or no workbook.
    """

    annexes: frozenset[Form] = frozenset()
    office: str = ""
    year: int = 0
    is_readable: bool = True


def survey(file: PlacedFile) -> Survey:
    """Look into a workbook, wherever it lies."""
    with tempfile.TemporaryDirectory(prefix="lkjip-") as folder:
        try:
            grids = list(open_book(fetch(file, Path(folder)), file.name).grids())
        except BookError:
            return Survey(is_readable=False)
    return survey_grids(grids)


def survey_grids(grids: Sequence[Grid]) -> Survey:
    """Return what a workbook with these sheets holds."""
    annexes = [one for one in locate_all(grids) if one.form.is_lampiran]
    return _describe(grids, [(one.form, one.header.title) for one in annexes])


def survey_read(read: Read) -> Mapping[str, Survey]:
    """Return what each of some workbooks holds, by its name, once they have been read."""
    grids: dict[str, list[Grid]] = {}
    for (name, _), grid in read.grids.items():
        grids.setdefault(name, []).append(grid)
    annexes = [one for one in read.laporan.lampiran if one.form.is_lampiran]
    return {
        name: _describe(own, [(one.form, one.title) for one in annexes if one.file == name])
        for name, own in grids.items()
    }


def _describe(grids: Sequence[Grid], annexes: Sequence[tuple[Form, str]]) -> Survey:
    """Describe a workbook by its sheets, and its annexes with their titles."""
    profil = read_profil(grids)
    years = Counter(year for _, title in annexes if (year := title_year(title)))
    stated = years.most_common(1)[0][0] if years else 0
    return Survey(
        annexes=frozenset(form for form, _ in annexes),
        office=squash(profil.nama) if profil else "",
        year=(profil.tahun if profil else 0) or stated,
    )


def dump_survey(survey: Survey) -> Sequence[object]:
    """Return a survey as plain values for ``load_survey``."""
    return [sorted(survey.annexes), survey.office, survey.year, survey.is_readable]


def load_survey(told: Sequence[Any]) -> Survey:
    """Return the survey that ``dump_survey`` gave.

    Raises:
        ValueError: somebody else made up the values.
    """
    try:
        annexes, office, year, is_readable = told
        forms = frozenset(map(Form, annexes))
        survey = Survey(annexes=forms, office=office, year=year, is_readable=is_readable)
        require_shape(survey)
    except (TypeError, ValueError) as error:
        raise ValueError("no survey") from error
    return survey
