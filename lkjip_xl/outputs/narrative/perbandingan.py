"""Comparisons: with earlier years, with the Renstra's targets, with other places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah
from lkjip_xl.domain.pembanding import Pembanding
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.domain.renstra import TargetRenstra
from lkjip_xl.figures.matching import Names
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.indikator import (
    UNMEASURED,
    CapaianIndikator,
    IndikatorRows,
    Measured,
    Status,
    compute_against,
    judge,
    show_against,
)
from lkjip_xl.outputs.narrative.table import (
    Table,
    centred,
    merge_down,
    number,
    numbering,
    row,
    words,
)
from lkjip_xl.outputs.narrative.text import (
    NOTHING,
    Sayable,
    Shown,
    Text,
    enumerate_items,
    join,
    say,
)
from lkjip_xl.outputs.narrative.wording import (
    NO_FIGURE,
    ask,
    say_gap,
    show_figure,
    show_or_dash,
)
from lkjip_xl.tables.text import squash

#: More years than this make the table too wide for an upright page.
MOST_YEARS = 4


class Change(StrEnum):
    """How an indicator moved since the year before, judged by its direction."""

    BETTER = "Membaik"
    SAME = "Tetap"
    WORSE = "Menurun"
    UNKNOWN = NO_FIGURE


def compare(new: Decimal | None, old: Decimal | None, arah: Arah) -> Change:
    if new is None or old is None:
        return Change.UNKNOWN
    if new == old:
        return Change.SAME
    if arah is Arah.STABIL:
        return Change.UNKNOWN
    return Change.BETTER if (new > old) == (arah is Arah.NAIK) else Change.WORSE


def last_year(one: CapaianIndikator) -> tuple[int, Measured]:
    """Return the latest earlier year that has a realisasi, 0 without one."""
    if not one.earlier:
        return 0, UNMEASURED
    year = max(one.earlier)
    return year, one.earlier[year]


def change_of(one: CapaianIndikator) -> Change:
    _, before = last_year(one)
    return compare(one.realisasi.figure.value, before.figure.value, one.arah.arah)


def shown_years(daftar: Sequence[CapaianIndikator], year: int) -> tuple[int, ...]:
    years = sorted({earlier for one in daftar for earlier in one.earlier} | {year})
    return tuple(years[-MOST_YEARS:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Perubahan:
    """An indicator beside the latest earlier year that has a realisasi."""

    indikator: CapaianIndikator
    tahun: int
    sebelum: Measured
    arah: Change

    @property
    def selisih(self) -> Decimal:
        now = self.indikator.realisasi.figure.value or Decimal(0)
        return now - (self.sebelum.figure.value or Decimal(0))

    @property
    def besarnya(self) -> Text:
        now = self.indikator.realisasi
        decimals = max(now.figure.decimals, self.sebelum.figure.decimals)
        cells = (*now.cells, *self.sebelum.cells)
        return say_gap(self.selisih, decimals, self.indikator.satuan, cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Searah:
    """The indicators that moved alike, and the word for it."""

    kata: str
    semua: tuple[Perubahan, ...]


_SEARAH = {
    Change.BETTER: "membaik",
    Change.SAME: "tetap",
    Change.WORSE: "menurun kinerjanya",
}


def gather_years(daftar: Sequence[CapaianIndikator], year: int) -> dict[str, object]:
    """Return the values of the sentences that hold the year against the one before."""
    moved = [_change(one) for one in daftar]
    compared = [one for one in moved if one.arah is not Change.UNKNOWN]
    alike = {change: tuple(one for one in moved if one.arah is change) for change in _SEARAH}
    is_last_year = all(one.tahun == year - 1 for one in compared)
    return {
        "dibandingkan": [one.indikator for one in compared],
        "membaik": alike[Change.BETTER],
        "tetap": alike[Change.SAME],
        "menurun": alike[Change.WORSE],
        "arah": [
            Searah(kata=_SEARAH[one], semua=all_of) for one, all_of in alike.items() if all_of
        ],
        "tahun_lalu": str(year - 1) if is_last_year else "",
        "tanpa_pembanding": [one.indikator for one in moved if one.arah is Change.UNKNOWN],
    }


def _change(one: CapaianIndikator) -> Perubahan:
    year, before = last_year(one)
    return Perubahan(indikator=one, tahun=year, sebelum=before, arah=change_of(one))


def tabulate_years(daftar: Sequence[CapaianIndikator], year: int) -> Table:
    years = shown_years(daftar, year)
    rows = [
        row(
            str(position),
            one.sasaran,
            one.nama,
            one.satuan,
            *(
                show_or_dash(
                    one.realisasi.shown if y == year else one.earlier.get(y, UNMEASURED).shown
                )
                for y in years
            ),
            change_of(one).value,
        )
        for position, one in enumerate(daftar, start=1)
    ]
    return Table(
        columns=(
            numbering(),
            words("Sasaran", 2.4),
            words("Indikator Kinerja Utama", 2.6),
            centred("Satuan", 1.2),
            *(number(str(y), group="Realisasi") for y in years),
            centred("Keterangan", 1.1),
        ),
        rows=merge_down(rows, (1,), lambda position: squash(daftar[position].sasaran)),
        missing=ask("realisasi kinerja beberapa tahun", "Tabel 3.3"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RenstraIndikator:
    """An indicator beside the Renstra: this year's target and that of the last year."""

    indikator: CapaianIndikator
    target: Measured
    capaian: Shown | None
    status: Status
    akhir: Measured
    capaian_akhir: Shown | None

    @property
    def status_akhir(self) -> Status:
        return judge(_against(self.indikator, self.akhir))


def gather_renstra(
    laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator]
) -> tuple[RenstraIndikator, ...]:
    targets = Names((target.indikator, target) for target in laporan.tujuan_sasaran)
    rows = IndikatorRows(laporan)
    return tuple(_beside_renstra(laporan, one, targets, rows) for one in daftar)


def _beside_renstra(
    laporan: LaporanKinerja,
    one: CapaianIndikator,
    targets: Names[TargetRenstra],
    rows: IndikatorRows,
) -> RenstraIndikator:
    stated = targets.find(one.nama, one.nama_lampiran)
    target, akhir = UNMEASURED, UNMEASURED
    if stated is not None:
        key = (Field.TARGET, laporan.year)
        if laporan.year in stated.target:
            target = _measured(stated.target[laporan.year], stated.origin[key], one.satuan)
        akhir = _last_target(stated, one.satuan)
    if target.shown is None:
        found = rows.find(Form.TABEL_3_3, one.nama, one.nama_lampiran)
        if found and found[1].sel(Field.TARGET, laporan.year):
            figure = found[1].figure(Field.TARGET, laporan.year)
            target = _measured(figure, found[1].at(Field.TARGET, laporan.year), one.satuan)
    capaian = _against(one, target)
    return RenstraIndikator(
        indikator=one,
        target=target,
        capaian=_show_against(one, target),
        status=judge(capaian),
        akhir=akhir,
        capaian_akhir=_show_against(one, akhir),
    )


def _measured(figure: Figure, cell: CellRef, satuan: str) -> Measured:
    return Measured(figure=figure, cell=cell, shown=show_figure(figure, satuan, cell))


def _last_target(stated: TargetRenstra, satuan: str) -> Measured:
    if stated.target_akhir.value is not None:
        return _measured(stated.target_akhir, stated.origin[Field.TARGET_AKHIR, 0], satuan)
    years = [year for year, figure in stated.target.items() if figure.value is not None]
    if not years:
        return UNMEASURED
    year = max(years)
    return _measured(stated.target[year], stated.origin[Field.TARGET, year], satuan)


def _against(one: CapaianIndikator, target: Measured) -> Decimal | None:
    return compute_against(target, one.realisasi, one.arah)


def _show_against(one: CapaianIndikator, target: Measured) -> Shown | None:
    return show_against(target, one.realisasi, one.arah)


def tabulate_renstra(beside: Sequence[RenstraIndikator], year: int, akhir: int) -> Table:
    rows = [
        row(
            str(position),
            one.indikator.nama,
            one.indikator.satuan,
            show_or_dash(one.target.shown),
            show_or_dash(one.indikator.realisasi.shown),
            show_or_dash(one.capaian),
            show_or_dash(one.akhir.shown),
            show_or_dash(one.capaian_akhir),
        )
        for position, one in enumerate(beside, start=1)
    ]
    return Table(
        columns=(
            numbering(),
            words("Indikator Kinerja Utama", 3.0),
            centred("Satuan", 1.3),
            number("Target Renstra", group=f"Tahun {year}"),
            number("Realisasi", group=f"Tahun {year}"),
            number("Capaian", group=f"Tahun {year}"),
            number("Target", group=f"Akhir Renstra ({akhir})" if akhir else "Akhir Renstra"),
            number("Capaian", group=f"Akhir Renstra ({akhir})" if akhir else "Akhir Renstra"),
        ),
        rows=tuple(rows),
        missing=ask("target Renstra", "Tujuan dan Sasaran"),
    )


def describe_elsewhere(
    laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator]
) -> tuple[Text, ...]:
    """Return one sentence a place: where the office does better, and where not."""
    places = dict.fromkeys(place for one in laporan.pembanding for place in one.angka)
    return tuple(filter(None, (_say_place(laporan, daftar, place) for place in places)))


def _say_place(laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator], place: str) -> Text:
    others = Names((one.indikator, one) for one in laporan.pembanding)
    better: list[Sayable] = []
    same: list[Sayable] = []
    worse: list[Sayable] = []
    for one in daftar:
        other = others.find(one.nama, one.nama_lampiran)
        if other is None or place not in other.angka:
            continue
        change = compare(one.realisasi.figure.value, other.angka[place].value, one.arah.arah)
        for wanted, names in ((Change.BETTER, better), (Change.SAME, same), (Change.WORSE, worse)):
            if change is wanted:
                names.append(one.nama)
    sentences = [
        say(pattern, place=place, names=enumerate_items(names))
        for pattern, names in (
            ("lebih baik daripada angka {place} untuk {names}", better),
            ("sama dengan angka {place} untuk {names}", same),
            ("belum sebaik angka {place} untuk {names}", worse),
        )
        if names
    ]
    if not sentences:
        return NOTHING
    return say("Realisasi {told}.", told=join(sentences, "; "))


def tabulate_elsewhere(laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator]) -> Table:
    places = list(dict.fromkeys(place for one in laporan.pembanding for place in one.angka))
    own = Names((one.nama, one) for one in daftar)
    rows = []
    for position, one in enumerate(laporan.pembanding, start=1):
        iku = own.find(one.indikator)
        satuan = one.satuan or (iku.satuan if iku else "")
        realisasi = iku.realisasi.shown if iku else show_figure(one.realisasi, satuan, None)
        rows.append(
            row(
                str(position),
                one.indikator,
                satuan,
                show_or_dash(realisasi),
                *(_elsewhere(one, place, satuan) for place in places),
                one.sumber_data,
            )
        )
    return Table(
        columns=(
            numbering(),
            words("Indikator Kinerja Utama", 2.6),
            centred("Satuan", 1.3),
            number("Realisasi"),
            *(number(place.capitalize()) for place in places),
            words("Sumber Data Pembanding", 2.2),
        ),
        rows=tuple(rows),
        missing=ask("angka pembanding", "Pembanding"),
    )


def _elsewhere(one: Pembanding, place: str, satuan: str) -> Shown:
    figure = one.angka.get(place)
    return show_or_dash(
        show_figure(figure, satuan, one.origin.get((Field(place), 0))) if figure else None
    )
