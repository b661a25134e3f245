"""A look into one workbook: which annexes it holds, whose they are, and for which year."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lkjip_xl.adapters.files import open_book
from lkjip_xl.batch.places import PlacedFile, fetch
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.locating import locate_all
from lkjip_xl.lampiran.office_year import title_year
from lkjip_xl.lampiran.profil import read_profil
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
    profil = read_profil(grids)
    located = [one for one in locate_all(grids) if one.form.is_lampiran]
    years = Counter(year for one in located if (year := title_year(one.header.title)))
    stated = years.most_common(1)[0][0] if years else 0
    return Survey(
        annexes=frozenset(one.form for one in located),
        office=squash(profil.nama) if profil else "",
        year=(profil.tahun if profil else 0) or stated,
    )
