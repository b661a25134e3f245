"""Reads all sheets of an office-year, from one workbook or several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lkjip_xl.domain.analisis import Analisis
from lkjip_xl.domain.anggaran import Belanja, PenyebabSerapan
from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Evidence, Level
from lkjip_xl.domain.indikator import IndikatorUtama
from lkjip_xl.domain.lhe import NilaiEvaluasi, PredikatEvaluasi
from lkjip_xl.domain.pegawai import KelompokPegawai
from lkjip_xl.domain.pembanding import Pembanding
from lkjip_xl.domain.profil import Profil
from lkjip_xl.domain.renstra import IsuStrategis, Permasalahan, Strategi, TargetRenstra
from lkjip_xl.domain.tindak_lanjut import TindakLanjut
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.building import Part, Table, build, known_levels
from lkjip_xl.lampiran.continuing import group_parts
from lkjip_xl.lampiran.form import Form, Record, RecordForm
from lkjip_xl.lampiran.formulir.analisis import ANALISIS
from lkjip_xl.lampiran.formulir.belanja import BELANJA
from lkjip_xl.lampiran.formulir.iku import IKU
from lkjip_xl.lampiran.formulir.isu_strategis import ISU_STRATEGIS
from lkjip_xl.lampiran.formulir.lhe import LHE, read_predikat
from lkjip_xl.lampiran.formulir.pegawai import PEGAWAI
from lkjip_xl.lampiran.formulir.pembanding import PEMBANDING
from lkjip_xl.lampiran.formulir.penyebab_serapan import PENYEBAB_SERAPAN
from lkjip_xl.lampiran.formulir.perjanjian_kinerja import PERJANJIAN_KINERJA
from lkjip_xl.lampiran.formulir.permasalahan import PERMASALAHAN
from lkjip_xl.lampiran.formulir.profil import read_profil
from lkjip_xl.lampiran.formulir.strategi import STRATEGI
from lkjip_xl.lampiran.formulir.tindak_lanjut import TINDAK_LANJUT
from lkjip_xl.lampiran.formulir.tujuan_sasaran import TUJUAN_SASARAN
from lkjip_xl.lampiran.locating import Located, locate_all
from lkjip_xl.lampiran.pengaturan import DaftarPengaturan, find_pengaturan, read_ketetapan, without
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.lampiran.titled import Unread, find_unread
from lkjip_xl.tables.nesting import nest, place_flat
from lkjip_xl.tables.row_facts import KnownNames, Place, RowFacts

#: Years up to this one are not of the calendar: they count those of a plan.
_COUNTED = 9
_YEAR = re.compile(r"(?<![\d-])(20\d\d)(?!\d|\s*[-–])")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaporanKinerja:
    """What one perangkat daerah reports for one year: every form that was found.

    ``year`` is 0 where no sheet says which year it is.  ``unread`` are the tables whose title names
    an annex that could not be read from them.
    """

    year: int
    lampiran: tuple[Lampiran, ...]
    profil: Profil | None = None
    iku: tuple[IndikatorUtama, ...] = ()
    tujuan_sasaran: tuple[TargetRenstra, ...] = ()
    strategi: tuple[Strategi, ...] = ()
    isu_strategis: tuple[IsuStrategis, ...] = ()
    permasalahan: tuple[Permasalahan, ...] = ()
    pegawai: tuple[KelompokPegawai, ...] = ()
    belanja: tuple[Belanja, ...] = ()
    analisis: tuple[Analisis, ...] = ()
    penyebab_serapan: tuple[PenyebabSerapan, ...] = ()
    pembanding: tuple[Pembanding, ...] = ()
    tindak_lanjut: tuple[TindakLanjut, ...] = ()
    lhe: tuple[NilaiEvaluasi, ...] = ()
    predikat_lhe: PredikatEvaluasi | None = None
    pengaturan: tuple[DaftarPengaturan, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def annexes(self) -> tuple[Lampiran, ...]:
        """The annexes and the forms of their own, without the sheets that feed the report."""
        return tuple(lampiran for lampiran in self.lampiran if lampiran.form.stands_alone)

    def of(self, *forms: Form) -> tuple[Lampiran, ...]:
        """Return the located forms of the given kinds, in the order of the sheets."""
        return tuple(lampiran for lampiran in self.lampiran if lampiran.form in forms)

    def records(self, form: RecordForm[Record]) -> tuple[Record, ...]:
        """Return what the tables of a form say, in the order of the sheets."""
        return tuple(record for lampiran in self.of(form) for record in form.read(lampiran))


def read_office_year(grids: Sequence[Grid]) -> LaporanKinerja:
    """Read every form on the sheets of one office-year."""
    pengaturan = find_pengaturan(grids)
    if pengaturan:
        grids = without(grids, pengaturan)
    located = locate_all(grids, read_ketetapan(pengaturan))
    profil = read_profil(grids)
    year = (profil.tahun if profil else 0) or _commonest_year(located)
    tables = [Table(one) for one in located]
    facts = [table.facts for table in tables]
    groups = group_parts(located, facts)
    joined = [[row for part in group for row in facts[part]] for group in groups]
    lampiran: list[Lampiran] = []
    for group, decided in zip(groups, _decide_places(located, groups, joined), strict=True):
        rest = iter(decided)
        parts = [Part(tables[i], list(islice(rest, len(facts[i])))) for i in group]
        lampiran.extend(build(parts, _own_year(located[group[0]]) or year))
    return _with_feeding_sheets(
        LaporanKinerja(
            year=year,
            lampiran=tuple(lampiran),
            profil=profil,
            pengaturan=pengaturan,
            unread=find_unread(grids, located),
        )
    )


def _decide_places(
    located: Sequence[Located],
    groups: Sequence[Sequence[int]],
    joined: Sequence[Sequence[RowFacts]],
) -> list[list[Place]]:
    """Return each form's places; where its own evidence ends, the other forms' names help."""
    forms = [located[group[0]].form for group in groups]
    places = [
        nest(rows) if form.has_tree else place_flat(rows)
        for form, rows in zip(forms, joined, strict=True)
    ]
    known: dict[str, Level] = {}
    for form, rows, decided in zip(forms, joined, places, strict=True):
        if form.stands_alone:
            known.update(known_levels(rows, decided))
    names = KnownNames(known)
    for position, rows in enumerate(joined):
        if any(_is_open(place) for place in places[position]):
            places[position] = nest(rows, names)
    return places


def _with_feeding_sheets(laporan: LaporanKinerja) -> LaporanKinerja:
    """Add the records of the sheets that feed the rest of the report."""
    predikat = filter(None, map(read_predikat, laporan.of(LHE)))
    return replace(
        laporan,
        iku=laporan.records(IKU) or laporan.records(PERJANJIAN_KINERJA),
        tujuan_sasaran=laporan.records(TUJUAN_SASARAN),
        strategi=laporan.records(STRATEGI),
        isu_strategis=laporan.records(ISU_STRATEGIS),
        permasalahan=laporan.records(PERMASALAHAN),
        pegawai=laporan.records(PEGAWAI),
        belanja=laporan.records(BELANJA),
        analisis=laporan.records(ANALISIS),
        penyebab_serapan=laporan.records(PENYEBAB_SERAPAN),
        pembanding=laporan.records(PEMBANDING),
        tindak_lanjut=laporan.records(TINDAK_LANJUT),
        lhe=laporan.records(LHE),
        predikat_lhe=next(predikat, None),
    )


def _is_open(place: Place) -> bool:
    return place.evidence is Evidence.URUTAN


def title_year(title: str) -> int:
    """Return the last year that a title names, 0 where it names none."""
    found = _YEAR.findall(title)
    return int(found[-1]) if found else 0


def _own_year(located: Located) -> int:
    return title_year(located.header.title)


def _commonest_year(located: Sequence[Located]) -> int:
    """Return the year that most titles name, else the last year that columns name."""
    titles = Counter(year for one in located if (year := _own_year(one)))
    if titles:
        return titles.most_common(1)[0][0]
    named = (c.year for one in located for c in one.columns if c.field is not Field.TARGET)
    return max((year for year in named if year > _COUNTED), default=0)
