"""What a workbook says about itself: which annexes it holds, whose they are, and for which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar
from zlib import crc32

from lkjip_xl.domain.field import Kind
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.profil import Profil
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.profil import read_profil
from lkjip_xl.lampiran.office_year import LaporanKinerja, title_year
from lkjip_xl.lampiran.periode import budget_stages_of, periods_of
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.tables.text import squash, words_of

T = TypeVar("T")

#: Statements of an annex that a survey keeps: enough to tell a copy, few enough to remember for
#: every book of a province.
_SAMPLE = 128
_HIGHEST = 2**32

#: An office as titles name it, up to what else a title says.
_OFFICE = re.compile(
    r"\b(?:dinas|badan|inspektorat|kecamatan|rumah sakit|rsud|satuan polisi|kantor"
    r"|sekretariat (?:daerah|dprd|dewan))\b.*?"
    r"(?= (?:tahun|tabel|lampiran|triwulan|tw|semester|rencana|pencapaian|capaian|realisasi|target"
    r"|kinerja|anggaran|per|pada|sampai|s d|20\d\d)\b|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexSeen:
    """An annex in a workbook.

    ``year`` is 0 where the title names none.  ``periods`` are the words that tell it from tables
    alike: triwulan, murni.  ``says`` is a sorted sample of what its lowest rows say, as hashes.
    """

    form: Form
    year: int = 0
    periods: frozenset[str] = frozenset()
    says: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a workbook holds.

    ``office`` is whose it is by its Profil and ``titled`` by the titles of its annexes, both
    squashed; ``name`` is the same as people read it.  They are empty, and ``year`` is 0, where the
    book does not say.  ``is_readable`` is false for what is locked, damaged or no workbook.
    """

    annexes: tuple[AnnexSeen, ...] = ()
    office: str = ""
    titled: str = ""
    name: str = ""
    year: int = 0
    is_readable: bool = True


def survey_books(laporan: LaporanKinerja, grids: Iterable[Grid]) -> dict[str, Survey]:
    """Return what each of some workbooks holds, by its name, once they have been read."""
    sheets: dict[str, list[Grid]] = {}
    for grid in grids:
        sheets.setdefault(grid.file, []).append(grid)
    annexes = [one for one in laporan.lampiran if one.form.stands_alone]
    return {
        name: _survey(name, [one for one in annexes if one.file == name], own)
        for name, own in sheets.items()
    }


def _survey(file: str, annexes: Sequence[Lampiran], grids: Sequence[Grid]) -> Survey:
    profil = read_profil(grids)
    named = _full_name(profil) if profil else ""
    titled = _commonest(filter(None, (_office_in(one.title) for one in annexes)), "")
    years = (title_year(one.title) for one in annexes if one.form.reports_one_year)
    return Survey(
        annexes=tuple(_see(one, file) for one in annexes),
        office=squash(named),
        titled=squash(titled),
        name=named or titled.title(),
        year=(profil.tahun if profil else 0) or _commonest(filter(None, years), 0),
    )


def _full_name(profil: Profil) -> str:
    """Return the office's name with its region's: most regions have an office of that name."""
    region = re.sub(r"(?i)^pemerintah\s+", "", profil.pemerintah_daerah)
    return profil.nama if squash(region) in squash(profil.nama) else f"{profil.nama} {region}"


def _office_in(title: str) -> str:
    found = _OFFICE.findall(" ".join(words_of(title)))
    return max(found, key=len, default="")


def _commonest(told: Iterable[T], nothing: T) -> T:
    counted = Counter(told).most_common(1)
    return counted[0][0] if counted else nothing


def _see(annex: Lampiran, file: str) -> AnnexSeen:
    periods = periods_of(annex.title)
    if any(column.kind is Kind.RUPIAH for column in annex.columns):
        labels = (column.label for column in annex.columns)
        periods |= budget_stages_of(" ".join((PurePath(file).stem, annex.sheet, *labels)))
    return AnnexSeen(
        form=annex.form,
        year=title_year(annex.title),
        periods=periods,
        says=tuple(sorted(set(_statements(annex)))[:_SAMPLE]),
    )


def _statements(annex: Lampiran) -> Iterator[int]:
    """Yield hashes of the names and figures of rows that have no row below them.

    The next part of an annex repeats the rows above its own, but none of these.
    """
    above = {
        (level, squash(row.jalur.name_at(level)))
        for row in annex.rows
        for level in Level
        if 0 <= level.depth < row.level.depth and row.jalur.name_at(level)
    }
    for row in annex.rows:
        if row.level is not Level.TOTAL and (row.level, squash(row.nama)) not in above:
            yield from map(_hash, _says(row))


def _says(row: Baris) -> Iterator[str]:
    subject = f"{squash(row.nama)} {squash(row.indikator)}"
    yield subject
    for one in row.angka:
        if not one.figure.is_blank:
            value = one.written if one.value is None else one.value.normalize()
            yield f"{subject} {one.field} {one.year} {value}"


def _hash(text: str) -> int:
    return crc32(text.encode())


def is_copy(one: AnnexSeen, other: AnnexSeen) -> bool:
    """Tell whether two annexes say mostly the same; the shorter one may be an extract."""
    cut = [seen.says[-1] for seen in (one, other) if len(seen.says) == _SAMPLE]
    reach = min(cut, default=_HIGHEST)  # beyond it one sample is silent about what the annex says
    first, second = ({told for told in seen.says if told <= reach} for seen in (one, other))
    return 2 * len(first & second) > min(len(first), len(second))
