"""Chapter II: what was planned, from the vision down to programs, kegiatan and money."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.renstra import Strategi, TargetRenstra
from lkjip_xl.lampiran.formulir.strategi import STRATEGI
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.formulir.tujuan_sasaran import TUJUAN_SASARAN
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.anggaran import Serapan, total_of
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator
from lkjip_xl.outputs.narrative.table import (
    Column,
    Row,
    Table,
    Tone,
    cell,
    centred,
    merge_down,
    money,
    number,
    numbering,
    row,
    words,
)
from lkjip_xl.outputs.narrative.text import Missing, Sayable
from lkjip_xl.outputs.narrative.wording import (
    NO_FIGURE,
    ask,
    lower_words,
    readable_name,
    sheet_of,
    show_figure,
    show_or_dash,
)
from lkjip_xl.tables.text import squash

_TONES = {Level.PROGRAM: Tone.PROGRAM, Level.KEGIATAN: Tone.KEGIATAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarProgram:
    """The programs and kegiatan of the year by name, each once."""

    program: tuple[str, ...]
    kegiatan: tuple[str, ...]
    missing: Missing


def _ask_tujuan(laporan: LaporanKinerja) -> Missing:
    what = "tujuan, sasaran, dan target Renstra setiap tahun"
    return ask(what, sheet_of(laporan, TUJUAN_SASARAN))


def tabulate_tujuan(laporan: LaporanKinerja) -> Table:
    """Return Tabel 2.1: the indicators of tujuan and sasaran with the target of every year."""
    entries = laporan.tujuan_sasaran
    years = sorted({year for one in entries for year in one.target})
    with_end = any(one.target_akhir.written for one in entries)
    columns = [
        words("Tujuan", 2.0),
        words("Sasaran", 2.0),
        words("Indikator", 2.0),
        *(number(str(year) if year else "Target", group="Target Kinerja") for year in years),
    ]
    if with_end:
        columns.append(number("Kondisi Akhir"))
    rows = [
        row(
            one.tujuan,
            one.sasaran or NO_FIGURE,
            # A column of units would leave the words no room beside six years.
            cell(one.indikator, f"({lower_words(one.satuan)})" if one.satuan else ""),
            *(_target(one, year) for year in years),
            *((_target(one, None),) if with_end else ()),
        )
        for one in entries
    ]
    merged = merge_down(rows, (0,), lambda at: squash(entries[at].tujuan) or at)
    merged = merge_down(
        merged, (1,), lambda at: (squash(entries[at].tujuan), squash(entries[at].sasaran) or at)
    )
    return Table(columns=tuple(columns), rows=merged, missing=_ask_tujuan(laporan), small=True)


def _target(one: TargetRenstra, year: int | None) -> Sayable:
    """Return the target of a year, of the period's end for ``None``."""
    figure = one.target_akhir if year is None else one.target.get(year)
    if figure is None:
        return NO_FIGURE
    key = (Field.TARGET_AKHIR, 0) if year is None else (Field.TARGET, year)
    shown = show_figure(figure, one.satuan, one.origin.get(key))
    return shown or figure.written or NO_FIGURE


def tabulate_strategi(laporan: LaporanKinerja) -> Table:
    """Return Tabel 2.2; of misi, tujuan and sasaran only what the sheet has."""
    entries = laporan.strategi
    above = [
        (label, field)
        for label, field in (("Misi", "misi"), ("Tujuan", "tujuan"), ("Sasaran", "sasaran"))
        if any(getattr(one, field) for one in entries)
    ]
    years = sorted({year for one in entries for year in one.arah_kebijakan})
    columns: list[Column] = [words(label, 1.4) for label, _ in above]
    columns.append(words("Strategi", 1.9))
    columns += [
        Column(label=str(year), weight=1.6, group="Arah Kebijakan")
        if year
        else words("Arah Kebijakan", 2.6)
        for year in years
    ]
    rows = [
        row(
            *(getattr(one, field) for _, field in above),
            one.strategi,
            *(one.arah_kebijakan.get(year, "") for year in years),
        )
        for one in entries
    ]
    merged: tuple[Row, ...] = tuple(rows)
    fields = [field for _, field in above] + ["strategi"]
    for position in range(len(fields)):
        merged = merge_down(merged, (position,), _key(entries, tuple(fields[: position + 1])))
    return Table(
        columns=tuple(columns),
        rows=merged,
        missing=ask("strategi dan arah kebijakan", sheet_of(laporan, STRATEGI)),
        small=True,
    )


def _key(entries: Sequence[Strategi], fields: tuple[str, ...]) -> Callable[[int], object]:
    return lambda at: tuple(squash(getattr(entries[at], field)) for field in fields)


def gather_program(laporan: LaporanKinerja) -> DaftarProgram:
    """Return programs and kegiatan by name, of Tabel 3.4, else of Tabel 3.1."""
    found: dict[Level, dict[str, str]] = {Level.PROGRAM: {}, Level.KEGIATAN: {}}
    for form in (TABEL_3_4, TABEL_3_1):
        for lampiran in laporan.of(form):
            for item in lampiran.items:
                if item.level in found and item.nama:
                    key = squash(item.kode) or squash(item.nama)
                    found[item.level].setdefault(key, item.nama)
        if found[Level.PROGRAM]:
            break
    return DaftarProgram(
        program=tuple(map(readable_name, found[Level.PROGRAM].values())),
        kegiatan=tuple(map(readable_name, found[Level.KEGIATAN].values())),
        missing=ask("program dan kegiatan", sheet_of(laporan, TABEL_3_4)),
    )


def tabulate_iku(laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator]) -> Table:
    """Return Tabel 2.3; formula, source and owner where the IKU sheet states them."""
    entries = laporan.iku
    further = [
        (label, field)
        for label, field in (
            ("Cara Mengukur", "rumus"),
            ("Sumber Data", "sumber_data"),
            ("Penanggung Jawab", "penanggung_jawab"),
        )
        if any(getattr(one, field) for one in entries)
    ]
    rows = [
        row(
            str(at + 1),
            one.sasaran,
            one.nama,
            lower_words(one.satuan),
            show_or_dash(one.target.shown),
            *(getattr(entries[at], field) for _, field in further),
        )
        for at, one in enumerate(daftar)
    ]
    return Table(
        columns=(
            numbering(),
            words(_goal_label(daftar), 1.9),
            words("Indikator Kinerja Utama", 1.9),
            centred("Satuan", 0.9),
            number("Target"),
            *(words(label, 1.7) for label, _ in further),
        ),
        rows=merge_down(rows, (1,), lambda at: squash(daftar[at].sasaran) or at),
        missing=ask("daftar indikator kinerja utama", "IKU"),
        small=True,
    )


def _goal_label(daftar: Sequence[CapaianIndikator]) -> str:
    with_tujuan = any(one.is_of_tujuan for one in daftar)
    return "Tujuan/Sasaran Strategis" if with_tujuan else "Sasaran Strategis"


def tabulate_rencana_anggaran(
    belanja: Sequence[Serapan], parts: Sequence[Serapan], total: Serapan
) -> Table:
    """Return Tabel 2.4: the pagu of kinds of expenditure, then of programs and kegiatan."""
    rows: list[Row] = []
    if belanja:
        rows.append(row("", "Belanja", total_of(belanja).pagu.shown, tone=Tone.TOTAL))
        rows += [row("", one.nama, one.pagu.shown) for one in belanja]
    program = kegiatan = 0
    for part in parts:
        if part.level is Level.PROGRAM:
            program, kegiatan = program + 1, 0
            label = str(program)
        else:
            kegiatan += 1
            label = f"{program}.{kegiatan}" if program else str(kegiatan)
        rows.append(row(label, part.nama, part.pagu.shown, tone=_TONES[part.level]))
    if parts:
        rows.append(row("", "Jumlah Program", total.pagu.shown, tone=Tone.TOTAL))
    return Table(
        columns=(numbering(), words("Uraian", 4.0), money("Pagu (Rp)")),
        rows=tuple(rows),
        missing=ask("pagu program dan kegiatan", "Tabel 3.4"),
    )
