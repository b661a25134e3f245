"""A look into one workbook wherever it lies, and how the ledger remembers what was seen."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lkjip_xl.adapters.files import open_book
from lkjip_xl.batch.places import PlacedFile, fetch
from lkjip_xl.batch.shape import require_shape
from lkjip_xl.figures.survey import AnnexSeen, Survey, survey_books
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.catalogue import find_form
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import read_office_year
from lkjip_xl.ports import BookError


def survey(file: PlacedFile) -> Survey:
    """Look into a workbook, wherever it lies."""
    with tempfile.TemporaryDirectory(prefix="lkjip-") as folder:
        try:
            return survey_grids(
                list(open_book(fetch(file, Path(folder)), file.name, documents=False).grids())
            )
        except BookError:
            return Survey(is_readable=False)


def survey_grids(grids: Sequence[Grid]) -> Survey:
    """Return what a workbook with these sheets holds."""
    return next(iter(survey_books(read_office_year(grids), grids).values()), Survey())


def dump_survey(survey: Survey) -> Sequence[object]:
    """Return a survey as plain values for ``load_survey``."""
    annexes = [
        [one.form.name, one.year, sorted(one.periods), list(one.says)] for one in survey.annexes
    ]
    return [
        annexes, survey.office, survey.titled, survey.name, survey.year, survey.is_readable
    ]  # fmt: skip


def load_survey(told: Sequence[Any]) -> Survey | None:
    """Return a survey that was dumped, ``None`` where another version or somebody dumped it."""
    try:
        annexes, office, titled, name, year, is_readable = told
        survey = Survey(
            annexes=tuple(
                AnnexSeen(
                    form=_known(form),
                    year=year,
                    periods=frozenset(periods),
                    says=tuple(says),
                )
                for form, year, periods, says in annexes
            ),
            office=office,
            titled=titled,
            name=name,
            year=year,
            is_readable=is_readable,
        )
        for one in (survey, *survey.annexes):
            require_shape(one)
    except (TypeError, ValueError):
        return None
    return survey


def _known(name: str) -> Form:
    """Return the form of a name.

    Raises:
        ValueError: this version knows none of that name.
    """
    form = find_form(name)
    if form is None:
        raise ValueError(name)
    return form
