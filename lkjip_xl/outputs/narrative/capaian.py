"""Capaian of the main indicators: the summary, each indicator's own paragraph, the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.pengaturan import Pengaturan
from lkjip_xl.domain.predikat import Skala
from lkjip_xl.domain.quantity import format_persen
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator, Status
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
    Missing,
    Sayable,
    Text,
    capitalise,
    enumerate_items,
    join,
    say,
    text,
)
from lkjip_xl.outputs.narrative.wording import (
    NO_FIGURE,
    as_clause,
    ask,
    count_words,
    say_gap,
    share,
    show_or_dash,
    with_satuan,
)
from lkjip_xl.tables.text import squash

#: Fewer indicators than this have no highest and lowest worth naming.
_LEAST_TO_RANK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class UraianIndikator:
    """What the report says of one indicator."""

    nama: str
    uraian: Text


def summarise(daftar: Sequence[CapaianIndikator], tahun: Sayable) -> tuple[Text, ...]:
    """Return the paragraphs that say how many indicators reached their target, and which."""
    if not daftar:
        return (text(ask("daftar indikator kinerja utama", "IKU")),)
    opening = [
        capitalise(say_share(daftar, tahun)),
        _say_unknown(daftar),
        _say_ends(daftar),
    ]
    if len(daftar) == 1:
        return (join(opening),)
    return tuple(filter(None, (join(opening), _say_groups(daftar))))


def say_share(daftar: Sequence[CapaianIndikator], tahun: Sayable) -> Text:
    """Return the sentence on the share of indicators that reached their target."""
    known = [one for one in daftar if one.status is not Status.UNKNOWN]
    reached = [one for one in known if one.status.is_reached]
    verb = _verb(reached or known)
    if not known:
        return say(
            "capaian {all} belum dapat diukur karena realisasi tahun {tahun} belum diisi.",
            all=_all(len(daftar)),
            tahun=tahun,
        )
    if len(daftar) == 1:
        return say(
            "satu-satunya indikator kinerja utama, yaitu {nama}, {verb} tahun {tahun}.",
            nama=daftar[0].nama,
            verb=f"{verb if reached else 'belum mencapai'} target",
            tahun=tahun,
        )
    if len(reached) == len(daftar):
        return say(
            "{all} {verb} target tahun {tahun}.", all=_all(len(daftar)), verb=verb, tahun=tahun
        )
    base = "" if len(known) == len(daftar) else " yang dapat diukur"
    whole = f"{count_words(len(known))} indikator kinerja utama{base}"
    if len(known) == 1:
        whole = "satu-satunya indikator kinerja utama yang dapat diukur"
        return say(
            "{whole} {verb} target tahun {tahun}.",
            whole=whole,
            verb=verb if reached else "belum mencapai",
            tahun=tahun,
        )
    if not reached:
        return say(
            "belum satu pun dari {whole} mencapai target tahun {tahun}.", whole=whole, tahun=tahun
        )
    if len(reached) == len(known):
        return say(
            "seluruh {whole} {verb} target tahun {tahun}.", whole=whole, verb=verb, tahun=tahun
        )
    missed = len(known) - len(reached)
    return say(
        "dari {whole}, {reached} indikator ({part}) {verb} target tahun {tahun}, sedangkan "
        "{missed} indikator ({rest}) belum mencapainya.",
        whole=whole,
        reached=count_words(len(reached)),
        part=share(len(reached), len(known)),
        verb=verb,
        tahun=tahun,
        missed=count_words(missed),
        rest=share(missed, len(known)),
    )


def _all(count: int) -> str:
    if count == 1:
        return "satu-satunya indikator kinerja utama"
    if count == 2:
        return "kedua indikator kinerja utama"
    return f"seluruh indikator kinerja utama yang berjumlah {count_words(count)}"


def _verb(reached: Sequence[CapaianIndikator]) -> str:
    statuses = {one.status for one in reached}
    if statuses == {Status.EXCEEDED}:
        return "melampaui"
    return "mencapai" if statuses == {Status.REACHED} else "mencapai atau melampaui"


def _say_unknown(daftar: Sequence[CapaianIndikator]) -> Text:
    unknown = [one for one in daftar if one.status is Status.UNKNOWN]
    if not unknown or len(unknown) == len(daftar):
        return NOTHING
    return say(
        "{count} indikator belum dapat diukur, yaitu {names}.",
        count=count_words(len(unknown)).capitalize(),
        names=enumerate_items([one.nama for one in unknown]),
    )


def _say_groups(daftar: Sequence[CapaianIndikator]) -> Text:
    """Return one sentence a group: exceeded, reached, missed; with each one's capaian."""
    openings = {
        Status.EXCEEDED: "Target terlampaui pada {items}.",
        Status.REACHED: "Target tercapai tepat 100% pada {items}.",
        Status.MISSED: "Target belum tercapai pada {items}.",
    }
    sentences = []
    for status, opening in openings.items():
        group = [one for one in daftar if one.status is status]
        if group:
            sentences.append(say(opening, items=enumerate_items([_item(one) for one in group])))
    return join(sentences)


def _item(one: CapaianIndikator) -> Text:
    if one.status is Status.REACHED:
        return text(one.nama)
    return say("{nama} (capaian {capaian})", nama=one.nama, capaian=show_or_dash(one.shown_capaian))


def _say_ends(daftar: Sequence[CapaianIndikator]) -> Text:
    known = [one for one in daftar if one.capaian is not None]
    if len(known) < _LEAST_TO_RANK:
        return NOTHING
    ranked = sorted(known, key=lambda one: one.capaian or Decimal(0))
    lowest, highest = ranked[0], ranked[-1]
    if lowest.capaian == highest.capaian:
        return NOTHING
    return say(
        "Capaian tertinggi ialah {high} pada {highest}, sedangkan yang terendah ialah {low} "
        "pada {lowest}.",
        high=show_or_dash(highest.shown_capaian),
        highest=highest.nama,
        low=show_or_dash(lowest.shown_capaian),
        lowest=lowest.nama,
    )


def describe_each(
    daftar: Sequence[CapaianIndikator], tahun: Sayable
) -> tuple[UraianIndikator, ...]:
    return tuple(UraianIndikator(nama=one.nama, uraian=_describe(one, tahun)) for one in daftar)


def _describe(one: CapaianIndikator, tahun: Sayable) -> Text:
    if one.target.shown is None:
        return join([_target_gap(one, "target", tahun)])
    target = with_satuan(one.target.shown, one.satuan)
    if one.realisasi.shown is None:
        return say(
            "Target tahun {tahun} sebesar {target}. Capaiannya belum dapat dihitung: {gap}.",
            tahun=tahun,
            target=target,
            gap=_target_gap(one, "realisasi", tahun),
        )
    opening = say(
        "Dari target sebesar {target} pada tahun {tahun}, terealisasi {realisasi}.",
        target=target,
        tahun=tahun,
        realisasi=with_satuan(one.realisasi.shown, one.satuan),
    )
    return join([opening, _say_gap(one), _say_capaian(one), _say_source(one)])


def _target_gap(one: CapaianIndikator, what: str, tahun: Sayable) -> Missing:
    sheet = one.row.origin.sheet if one.row else "Tabel 3.1"
    return ask(f"{what} {one.nama} tahun {text(tahun)}", sheet, what.capitalize())


def _say_gap(one: CapaianIndikator) -> Text:
    target, realisasi = one.target.figure, one.realisasi.figure
    if target.value is None or realisasi.value is None or target.upper is not None:
        return NOTHING
    gap = realisasi.value - target.value
    if gap == 0:
        return text("Target itu tercapai sepenuhnya.")
    side = "lebih tinggi" if gap > 0 else "lebih rendah"
    size = say_gap(
        gap,
        max(target.decimals, realisasi.decimals),
        one.satuan,
        (*one.realisasi.cells, *one.target.cells),
    )
    sentence = say("Realisasi itu {size} {side} daripada target", size=size, side=side)
    if not one.is_lower_better:
        return say("{sentence}.", sentence=sentence)
    outcome = "targetnya terlampaui" if gap < 0 else "targetnya belum tercapai"
    return say(
        "{sentence}; karena makin rendah nilai indikator ini makin baik, {outcome}.",
        sentence=sentence,
        outcome=outcome,
    )


def _say_capaian(one: CapaianIndikator) -> Text:
    if one.shown_capaian is None:
        return NOTHING
    pattern = "Capaiannya {capaian} (predikat {predikat})."
    if one.target.figure.upper is None and one.arah.rumus is not Rumus.NAIK:
        pattern = "Dengan rumus {rumus}, capaiannya {capaian} (predikat {predikat})."
    sentence = say(
        pattern,
        rumus=one.arah.rumus.value,
        capaian=one.shown_capaian,
        predikat=one.predikat,
    )
    if not one.arah.is_inferred:
        return sentence
    note = ask(f"arah indikator {one.nama}, yang di sini disimpulkan dari namanya,", "IKU", "Arah")
    return join([sentence, note])


def _say_source(one: CapaianIndikator) -> Text:
    if not one.sumber_data:
        return NOTHING
    return say("Sumber data: {sumber}.", sumber=as_clause(one.sumber_data))


def describe_measuring(daftar: Sequence[CapaianIndikator], pengaturan: Pengaturan) -> Text:
    """Return how capaian is computed here: the formulas in use, and the office's cap."""
    formulas = dict.fromkeys(
        one.arah.rumus.value for one in daftar if one.arah.rumus not in (Rumus.NAIK, Rumus.RENTANG)
    )
    lower = " atau ".join(formulas) or pengaturan.rumus_turun.value
    several = ", sebagaimana disebutkan dalam uraiannya" if len(formulas) > 1 else ""
    cap = ""
    if pengaturan.batas_capaian is not None:
        cap = f" Capaian dihitung paling tinggi {format_persen(pengaturan.batas_capaian)}."
    return text(
        "Capaian diukur dengan membandingkan realisasi dengan target dalam perjanjian kinerja. "
        f"Untuk indikator yang makin tinggi makin baik, rumusnya {Rumus.NAIK}. Untuk indikator "
        f"yang makin rendah makin baik, rumusnya {lower}{several}.{cap}"
    )


def describe_scale(skala: Skala) -> Text:
    """Return the steps of a scale: ``Tinggi (≥ 76%), Rendah (selebihnya)``."""
    steps = (
        f"{step.label} ({step.condition}{'' if step.limit is None else '%'})" for step in skala
    )
    return text(", ".join(steps))


def tabulate_capaian(daftar: Sequence[CapaianIndikator]) -> Table:
    rows = [
        row(
            str(position),
            one.sasaran,
            one.nama,
            one.satuan,
            show_or_dash(one.target.shown),
            show_or_dash(one.realisasi.shown),
            show_or_dash(one.shown_capaian),
            one.predikat or NO_FIGURE,
        )
        for position, one in enumerate(daftar, start=1)
    ]
    return Table(
        columns=(
            numbering(),
            words("Sasaran", 2.4),
            words("Indikator Kinerja Utama", 2.6),
            centred("Satuan", 1.2),
            number("Target"),
            number("Realisasi"),
            number("Capaian"),
            centred("Predikat", 1.0),
        ),
        rows=merge_down(rows, (1,), lambda position: squash(daftar[position].sasaran)),
        missing=ask("indikator kinerja utama", "IKU"),
    )
