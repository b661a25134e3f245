"""The executive summary and the closing chapter, drawn from the chapters between them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.outputs.narrative.analisis import Analyses
from lkjip_xl.outputs.narrative.anggaran import Serapan, SerapanRendah, say_total
from lkjip_xl.outputs.narrative.capaian import say_share
from lkjip_xl.outputs.narrative.efisiensi import Efisiensi
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator, Status, say_goals
from lkjip_xl.outputs.narrative.office import Office
from lkjip_xl.outputs.narrative.text import (
    NOTHING,
    Text,
    capitalise,
    enumerate_items,
    join,
    say,
    text,
)
from lkjip_xl.outputs.narrative.wording import (
    ask,
    count_words,
    say_points,
    show_or_dash,
    show_rupiah,
)


def summarise_report(
    office: Office,
    daftar: Sequence[CapaianIndikator],
    analyses: Analyses,
    total: Serapan,
    low: Sequence[SerapanRendah],
    sasaran: Sequence[Efisiensi],
    lhe: Text,
) -> tuple[Text, ...]:
    """Return the paragraphs of the executive summary."""
    opening = say(
        "Laporan kinerja ini mempertanggungjawabkan pelaksanaan tugas {nama} selama tahun {tahun} "
        "kepada pemerintah daerah dan masyarakat.",
        nama=office.nama_lengkap,
        tahun=office.tahun,
    )
    paragraphs = (
        join([opening, _say_reached(office, daftar), lhe]),
        _say_missed(daftar, analyses),
        join([say_total(total, office.tahun), _say_low(low)]),
        _say_efficiency(sasaran),
    )
    return tuple(filter(None, paragraphs))


def _say_reached(office: Office, daftar: Sequence[CapaianIndikator]) -> Text:
    if not daftar:
        return text(ask("daftar indikator kinerja utama", "IKU"))
    return capitalise(say_share(daftar, office.tahun))


def _say_missed(daftar: Sequence[CapaianIndikator], analyses: Analyses) -> Text:
    """Return each missed indicator with its causes and what will be done."""
    sentences = []
    for one in daftar:
        if one.status is not Status.MISSED:
            continue
        _, failure, solutions = analyses.points(one)
        causes = say_points(failure) if failure else text(analyses.gap(one, "Penyebab Kegagalan"))
        sentences.append(
            say(
                "{nama} belum mencapai target (capaian {capaian}). Penyebabnya: {causes}.",
                nama=one.nama,
                capaian=show_or_dash(one.shown_capaian),
                causes=causes,
            )
        )
        if solutions:
            sentences.append(say("Langkah perbaikannya: {steps}.", steps=say_points(solutions)))
    return join(sentences)


def _say_low(low: Sequence[SerapanRendah]) -> Text:
    if not low:
        return NOTHING
    return text(
        f"Kegiatan yang serapannya di bawah {low[0].limit} berjumlah {count_words(len(low))}; "
        "penyebabnya diuraikan dalam Bab III."
    )


def _say_efficiency(sasaran: Sequence[Efisiensi]) -> Text:
    good = [one for one in sasaran if one.is_efficient]
    if not good:
        return NOTHING
    hemat = [one.hemat.value for one in good if one.hemat]
    pattern = (
        "Menurut rata-rata capaian indikatornya, {count} dari {all} sasaran dicapai secara efisien "
        "dengan penghematan {amount}, yaitu {names}."
    )
    if len(good) == len(sasaran) > 1:
        pattern = (
            "Menurut rata-rata capaian indikatornya, seluruh sasaran dicapai secara efisien dengan "
            "penghematan {amount}."
        )
    return say(
        pattern,
        names=enumerate_items([one.nama for one in good]),
        count=count_words(len(good)),
        all=count_words(len(sasaran)),
        amount=show_rupiah(
            sum(hemat, Decimal(0)), [cell for one in good for cell in one.money.cells]
        ),
    )


def conclude(
    office: Office,
    daftar: Sequence[CapaianIndikator],
    total: Serapan,
    low: Sequence[SerapanRendah],
) -> tuple[Text, ...]:
    """Return the closing paragraphs: what the year came to."""
    opening = NOTHING
    if daftar:
        opening = say(
            "Selama tahun {tahun}, {nama} menjalankan program dan kegiatannya untuk mewujudkan "
            "{goals}. {share}",
            tahun=office.tahun,
            nama=office.sebutan,
            goals=say_goals(daftar) or "sasaran strategisnya",
            share=capitalise(say_share(daftar, office.tahun)),
        )
    closing = text(
        "Hasil pengukuran dalam laporan ini menjadi dasar penyusunan rencana aksi dan perjanjian "
        "kinerja tahun berikutnya."
    )
    return tuple(
        filter(None, (opening, join([say_total(total, office.tahun), _say_low(low)]), closing))
    )
