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
    capitalise,
    enumerate_items,
    join,
    say,
    text,
)
from lkjip_xl.outputs.narrative.wording import (
    NO_FIGURE,
    ask,
    count_words,
    say_gap,
    show_figure,
    show_or_dash,
    with_satuan,
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


def describe_years(daftar: Sequence[CapaianIndikator], year: int) -> tuple[Text, ...]:
    """Return the paragraphs that hold the year against the one before."""
    compared = [one for one in daftar if change_of(one) is not Change.UNKNOWN]
    if not compared:
        return (text(ask("realisasi kinerja tahun-tahun sebelumnya", "Tabel 3.3")),)
    groups = [_say_group(compared, change) for change in (Change.BETTER, Change.SAME, Change.WORSE)]
    opening = capitalise(_say_counts(compared, year))
    return tuple(
        filter(None, (join([opening, _say_direction(compared)]), *groups, _say_gaps(daftar)))
    )


_COUNTED = {
    Change.BETTER: "membaik",
    Change.SAME: "tetap",
    Change.WORSE: "menurun kinerjanya",
}


def _say_counts(compared: Sequence[CapaianIndikator], year: int) -> Text:
    counts = {change: sum(change_of(one) is change for one in compared) for change in _COUNTED}
    told = [change for change, count in counts.items() if count]
    opening = f"dibandingkan dengan tahun {year - 1}, "
    if any(last_year(one)[0] != year - 1 for one in compared):
        opening = "dibandingkan dengan tahun terakhir yang datanya tersedia, "
    if len(told) == 1:
        whole = "seluruh" if len(compared) > 1 else "satu-satunya"
        return say(
            "{opening}{whole} indikator yang dapat dibandingkan {verb}.",
            opening=opening,
            whole=whole,
            verb=_COUNTED[told[0]],
        )
    items = [f"{count_words(counts[change])} indikator {_COUNTED[change]}" for change in told]
    return say("{opening}{items}.", opening=opening, items=enumerate_items(items))


def _say_direction(compared: Sequence[CapaianIndikator]) -> Text:
    lower = [one.nama for one in compared if one.is_lower_better]
    if not lower:
        return NOTHING
    return say("Untuk {names}, nilai yang turun berarti perbaikan.", names=enumerate_items(lower))


def _say_group(compared: Sequence[CapaianIndikator], change: Change) -> Text:
    group = [one for one in compared if change_of(one) is change]
    if not group:
        return NOTHING
    opening = {
        Change.BETTER: "Indikator yang membaik ialah {items}.",
        Change.SAME: "Indikator yang nilainya tetap ialah {items}.",
        Change.WORSE: "Indikator yang kinerjanya menurun ialah {items}.",
    }[change]
    return say(opening, items=enumerate_items([_say_change(one) for one in group]))


def _say_change(one: CapaianIndikator) -> Text:
    year, before = last_year(one)
    now = one.realisasi
    if before.shown is None or now.shown is None:
        return text(one.nama)
    gap = (now.figure.value or Decimal(0)) - (before.figure.value or Decimal(0))
    if gap == 0:
        return say("{nama} ({value})", nama=one.nama, value=with_satuan(now.shown, one.satuan))
    size = say_gap(
        gap,
        max(now.figure.decimals, before.figure.decimals),
        one.satuan,
        (*now.cells, *before.cells),
    )
    return say(
        "{nama} ({verb} {size}, dari {before} pada tahun {year} menjadi {now})",
        nama=one.nama,
        verb="naik" if gap > 0 else "turun",
        size=size,
        before=before.shown,
        year=str(year),
        now=now.shown,
    )


def _say_gaps(daftar: Sequence[CapaianIndikator]) -> Text:
    gaps = [one.nama for one in daftar if change_of(one) is Change.UNKNOWN]
    if not gaps:
        return NOTHING
    return say(
        "{names} belum dapat dibandingkan karena realisasi tahun ini atau tahun sebelumnya belum "
        "tersedia.",
        names=enumerate_items(gaps),
    )


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


def describe_renstra(
    beside: Sequence[RenstraIndikator], tahun: Sayable, akhir: int
) -> tuple[Text, ...]:
    known = [one for one in beside if one.status is not Status.UNKNOWN]
    if not known:
        return (text(ask("target Renstra setiap tahun", "Tujuan dan Sasaran")),)
    reached = [one for one in known if one.status.is_reached]
    opening = _say_reached(len(reached), len(known), tahun)
    missed = [one for one in known if not one.status.is_reached]
    behind = NOTHING
    if missed and reached:
        behind = say(
            "Yang belum mencapainya ialah {items}.",
            items=enumerate_items([_say_against(one) for one in missed]),
        )
    return tuple(filter(None, (join([opening, behind]), _say_end(known, akhir))))


def _say_reached(reached: int, known: int, tahun: Sayable) -> Text:
    if reached == known:
        whole = "Seluruh indikator kinerja utama" if known > 1 else "Indikator kinerja utama"
        return say("{whole} telah memenuhi target Renstra tahun {tahun}.", whole=whole, tahun=tahun)
    if not reached:
        return say(
            "Belum ada indikator kinerja utama yang memenuhi target Renstra tahun {tahun}.",
            tahun=tahun,
        )
    return say(
        "{reached} dari {known} indikator kinerja utama telah memenuhi target Renstra tahun "
        "{tahun}.",
        reached=count_words(reached).capitalize(),
        known=count_words(known),
        tahun=tahun,
    )


def _say_against(one: RenstraIndikator) -> Text:
    return say(
        "{nama} (realisasi {realisasi} terhadap target {target})",
        nama=one.indikator.nama,
        realisasi=show_or_dash(one.indikator.realisasi.shown),
        target=show_or_dash(one.target.shown),
    )


def _say_end(known: Sequence[RenstraIndikator], akhir: int) -> Text:
    """Return how far the last year's targets are reached already."""
    told = [one for one in known if one.capaian_akhir is not None]
    if not told:
        return NOTHING
    done = [one for one in told if judge(_against(one.indikator, one.akhir)).is_reached]
    when = f" tahun {akhir}" if akhir else ""
    if not done:
        return text(f"Target akhir Renstra{when} belum dicapai oleh satu indikator pun.")
    if len(done) == len(told):
        return text(f"Target akhir Renstra{when} bahkan sudah dicapai oleh seluruh indikator.")
    return say(
        "Target akhir Renstra{when} sudah dicapai oleh {names}.",
        when=when,
        names=enumerate_items([one.indikator.nama for one in done]),
    )


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
