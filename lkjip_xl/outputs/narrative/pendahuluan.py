"""Chapter I: what the report rests on, the office, its issues and its problems."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkjip_xl.domain.profil import Profil
from lkjip_xl.domain.renstra import Permasalahan
from lkjip_xl.lampiran.formulir.isu_strategis import ISU_STRATEGIS
from lkjip_xl.lampiran.formulir.permasalahan import PERMASALAHAN
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.analisis import sheet_of
from lkjip_xl.outputs.narrative.table import Table, merge_down, numbering, row, words
from lkjip_xl.outputs.narrative.text import (
    Text,
    enumerate_items,
    say,
    text,
)
from lkjip_xl.outputs.narrative.wording import as_clause, ask, ask_profil, count_words, say_points
from lkjip_xl.tables.text import squash

_VERB = re.compile(r"(?:Me|Ber)[a-z]")

#: What every performance report of a regional office rests on, whichever the region.
_DASAR_UMUM = (
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
    "Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi "
    "Pemerintah",
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
    "Pemerintah",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 "
    "tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja, dan Tata Cara Reviu atas "
    "Laporan Kinerja Instansi Pemerintah",
)


def list_dasar_hukum(laporan: LaporanKinerja) -> tuple[Text, ...]:
    """Return the office's own list; without one the general basis, and a gap for the region's."""
    own = (laporan.profil or Profil()).dasar_hukum
    if own:
        return tuple(text(one.rstrip(" .;")) for one in own)
    what = "peraturan daerah dan peraturan kepala daerah yang menjadi dasar laporan"
    gap = ask_profil(laporan, what, "Dasar Hukum")
    return (*map(text, _DASAR_UMUM), text(gap))


def describe_organisasi(laporan: LaporanKinerja) -> tuple[Text, ...]:
    """Return the office's duty and functions in its own words."""
    profil = laporan.profil or Profil()
    tugas = enumerate_items([_as_verb(one) for one in profil.tugas_pokok])
    duty = say(
        "Tugas pokok {nama} ialah {tugas}.",
        nama=profil.singkatan or profil.nama or "perangkat daerah",
        tugas=tugas or ask_profil(laporan, "tugas pokok perangkat daerah", "Tugas Pokok"),
    )
    if not profil.fungsi:
        return (duty,)
    return (
        duty,
        say("Dalam melaksanakan tugas itu, fungsinya ialah {x}.", x=say_points(profil.fungsi)),
    )


def _as_verb(duty: str) -> str:
    """Return a duty fit to stand inside a sentence: a verb at its start is no name."""
    words = as_clause(duty)
    return words[0].lower() + words[1:] if _VERB.match(words) else words


def list_susunan(laporan: LaporanKinerja) -> tuple[Text, ...]:
    """Return the units of the office, a gap where the Profil sheet names none."""
    units = (laporan.profil or Profil()).susunan_organisasi
    gap = ask_profil(laporan, "susunan organisasi", "Susunan Organisasi")
    return tuple(text(one.rstrip(" .;")) for one in units) or (text(gap),)


def describe_isu(laporan: LaporanKinerja) -> Text:
    names = distinct([one.isu for one in laporan.isu_strategis])
    if not names:
        return text(ask("isu strategis dan aspeknya", sheet_of(laporan, ISU_STRATEGIS)))
    count = len(names)
    opening = f"{count_words(count)} isu strategis" if count > 1 else "satu isu strategis"
    aspek = sum(bool(one.aspek) for one in laporan.isu_strategis)
    closing = f" Isu itu dirinci menjadi {count_words(aspek)} aspek pada tabel berikut."
    if count > 1:
        closing = f" Seluruhnya dirinci menjadi {count_words(aspek)} aspek pada tabel berikut."
    return say(
        "Perencanaan kinerja bertolak dari {opening}, yaitu {names}.{closing}",
        opening=opening,
        names=say_points(names),
        closing=closing if aspek else "",
    )


def tabulate_isu(laporan: LaporanKinerja) -> Table:
    entries = laporan.isu_strategis
    numbers = _numbers([one.isu for one in entries])
    rows = [
        row(str(number), one.isu, one.aspek) for number, one in zip(numbers, entries, strict=True)
    ]
    return Table(
        columns=(numbering(), words("Isu Strategis", 2.2), words("Aspek Terkait", 2.6)),
        rows=merge_down(rows, (0, 1), lambda at: numbers[at]),
        missing=ask("isu strategis dan aspeknya", sheet_of(laporan, ISU_STRATEGIS)),
    )


def describe_permasalahan(laporan: LaporanKinerja) -> Text:
    """Return how many problems there are on each step down to the roots."""
    entries = laporan.permasalahan
    steps = [
        (len(distinct([one.masalah_pokok for one in entries])), "masalah pokok"),
        (len(distinct([one.masalah for one in entries])), "masalah"),
        (len(distinct([one.akar_masalah for one in entries])), "akar masalah"),
    ]
    told = [f"{count_words(count)} {what}" for count, what in steps if count]
    if not told:
        return text(ask("masalah pokok, masalah, dan akarnya", _sheet_of_problems(laporan)))
    return say(
        "Identifikasi permasalahan menghasilkan {told} yang memengaruhi pelaksanaan tugas, seperti "
        "diuraikan pada tabel berikut.",
        told=enumerate_items(told),
    )


def tabulate_permasalahan(laporan: LaporanKinerja) -> Table:
    entries = laporan.permasalahan
    numbers = _numbers([one.masalah_pokok for one in entries])
    rows = [
        row(str(number), one.masalah_pokok, one.masalah, one.akar_masalah)
        for number, one in zip(numbers, entries, strict=True)
    ]
    outer = merge_down(rows, (0, 1), lambda at: numbers[at])
    return Table(
        columns=(
            numbering(),
            words("Masalah Pokok", 1.8),
            words("Masalah", 2.0),
            words("Akar Masalah", 2.4),
        ),
        rows=merge_down(outer, (2,), lambda at: (numbers[at], _key_of(entries, at))),
        missing=ask("masalah pokok, masalah, dan akarnya", _sheet_of_problems(laporan)),
    )


def _key_of(entries: Sequence[Permasalahan], at: int) -> object:
    """Tell one problem's rows from the next's; without a name each row stands alone."""
    return squash(entries[at].masalah) or at


def _sheet_of_problems(laporan: LaporanKinerja) -> str:
    return sheet_of(laporan, PERMASALAHAN)


def distinct(names: Sequence[str]) -> list[str]:
    """Return each name once, in order; names that differ in spelling only are one."""
    found: dict[str, str] = {}
    for name in filter(None, names):
        found.setdefault(squash(name), name)
    return list(found.values())


def _numbers(names: Sequence[str]) -> list[int]:
    """Return a number for each name, the same for neighbours of one name."""
    numbers: list[int] = []
    above: str | None = None
    for name in names:
        own = squash(name)
        numbers.append((numbers[-1] if numbers else 0) + (own != above))
        above = own
    return numbers
