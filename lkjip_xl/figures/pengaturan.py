"""What the lists of the sheet Pengaturan mean; an entry that means nothing leaves the default."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, TypeVar

from lkjip_xl.domain.indikator import Arah, Cara, Rumus
from lkjip_xl.domain.pengaturan import (
    BAWAAN,
    IsianKeliru,
    Penerimaan,
    Pengaturan,
    PengaturanIndikator,
)
from lkjip_xl.domain.predikat import SKALA_SAKIP, Skala, Step, Urutan
from lkjip_xl.domain.quantity import Persen, Reading, format_number
from lkjip_xl.figures.arah import parse_arah
from lkjip_xl.figures.penggabungan import parse_cara
from lkjip_xl.figures.rumus import parse_rumus
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.ketetapan import is_ignored, is_known_form
from lkjip_xl.lampiran.meaning import means_something
from lkjip_xl.lampiran.pengaturan import (
    DaftarPengaturan,
    IsianPengaturan,
    Jenis,
    setting_named,
    split_urutan,
)
from lkjip_xl.location import CellRange, CellRef
from lkjip_xl.tables.text import squash, words_of

Word = TypeVar("Word")


class _Span(NamedTuple):
    """What a limit may be, in per cent, and what it is called."""

    label: str
    least: int
    most: int


_LIMITS = {
    "batas_serapan": _Span("batas serapan", 1, 100),
    "batas_mudah": _Span("batas target terlalu mudah", 100, 10_000),
    "batas_capaian": _Span("batas capaian tertinggi", 100, 10_000),
    "batas_bawah": _Span("batas capaian terendah", 0, 100),
    "nihil": _Span("capaian bila realisasi nol", 0, 10_000),
    "nihil_sama": _Span("capaian bila target dan realisasi nol", 0, 10_000),
}
#: The settings that may be none at all, with an example and with what holds then.
_OPTIONAL = {
    "batas_capaian": ("120", "capaian tidak dibatasi"),
    "batas_bawah": ("0", "capaian boleh di bawah nol"),
    "nihil": ("100", "rumus biasa dipakai"),
    "nihil_sama": ("100", "capaian tidak dihitung"),
}
_NO_LIMIT = frozenset({"tidakada", "tanpabatas", "tidakdibatasi", "tanpa", "none"})
_KNOWN_SETTINGS = (
    "Batas serapan (%), Batas target terlalu mudah (%), Batas capaian tertinggi (%), Batas capaian "
    "terendah (%), Capaian bila realisasi nol (%), Capaian bila target dan realisasi nol (%), dan "
    "Rumus makin rendah makin baik"
)
_KNOWN_FORMULAS = ", ".join((Rumus.NAIK, Rumus.TURUN, Rumus.TURUN_BALIK, Rumus.TURUN_SELISIH))
_SAKIP_WORDS = frozenset({"sakip", "akip", "lhe", "evaluasi", "akuntabilitas"})
_SAKIP_LABELS = frozenset(squash(step.label) for step in SKALA_SAKIP)


def make_pengaturan(lists: Sequence[DaftarPengaturan]) -> Pengaturan:
    """Return the settings that the lists state; the first of two entries for one thing holds."""
    if not lists:
        return BAWAAN
    wrong: list[IsianKeliru] = []
    pengaturan = _with_settings(lists, wrong)
    pengaturan = _with_scales(pengaturan, lists, wrong)
    _check_ketetapan(lists, wrong)
    return replace(
        pengaturan,
        indikator=_read_indikator(_rows(lists, Jenis.INDIKATOR), wrong),
        urutan=tuple(_read_urutan(_rows(lists, Jenis.URUTAN), wrong)),
        diterima=tuple(_read_diterima(_rows(lists, Jenis.PENERIMAAN), wrong)),
        keliru=tuple(wrong),
    )


def _rows(lists: Iterable[DaftarPengaturan], jenis: Jenis) -> Iterator[IsianPengaturan]:
    return (row for one in lists if one.jenis is jenis for row in one.rows)


class _Setting(NamedTuple):
    """A setting's value with the row that states it."""

    value: Persen | Rumus | None
    row: IsianPengaturan


def _with_settings(lists: Sequence[DaftarPengaturan], wrong: list[IsianKeliru]) -> Pengaturan:
    found: dict[str, _Setting] = {}
    for row in _rows(lists, Jenis.SETELAN):
        label, written = row.text("nama"), row.text("nilai")
        name = setting_named(label)
        if not label or not written:
            continue
        if not name:
            reason = f"pengaturan “{label}” tidak dikenal dan tidak dipakai"
            wrong.append(_wrong(row, "nama", label, reason, f"yang dikenal: {_KNOWN_SETTINGS}"))
            continue
        setting = _read_setting(name, row, wrong)
        if setting is None:
            continue
        if name in found and found[name].value != setting.value:
            first = found[name].row
            reason = (
                f"“{label}” ditulis dua kali dengan nilai berbeda, {first.text('nilai')} dan "
                f"{written}; yang pertama dipakai"
            )
            wrong.append(_wrong(row, "nilai", written, reason, "hapus salah satunya"))
        found.setdefault(name, setting)
    return _take_over(found)


def _take_over(found: Mapping[str, _Setting]) -> Pengaturan:
    pengaturan = replace(BAWAAN, dinyatakan=frozenset(found))
    for name, setting in found.items():
        pengaturan = pengaturan.having(name, setting.value)
    return pengaturan


def _read_setting(name: str, row: IsianPengaturan, wrong: list[IsianKeliru]) -> _Setting | None:
    """Return a setting's value; ``None`` where it is unreadable and therefore reported."""
    written = row.text("nilai")
    if name == "rumus_turun":
        rumus = parse_rumus(written)
        if rumus in (None, Rumus.NAIK):
            reason = f"rumus “{written}” bukan rumus makin rendah makin baik yang dikenal"
            wrong.append(_wrong(row, "nilai", written, reason, f"pilih dari: {_KNOWN_FORMULAS}"))
            return None
        return _Setting(rumus, row)
    span, value = _LIMITS[name], row.angka.value
    is_none = row.angka.reading is Reading.NONE or squash(written) in _NO_LIMIT
    if name in _OPTIONAL and is_none:
        return _Setting(None, row)
    if value is None or row.angka.upper is not None or not span.least <= value <= span.most:
        reason = (
            f"{span.label} “{written}” bukan persen antara {span.least} dan "
            f"{format_number(Decimal(span.most))}; {_default_of(name)}"
        )
        example = _OPTIONAL[name][0] if name in _OPTIONAL else "90"
        fix = f"isi dengan angka persen, misalnya {example}"
        wrong.append(_wrong(row, "nilai", written, reason, fix))
        return None
    return _Setting(Persen(value), row)


def _default_of(name: str) -> str:
    if name in _OPTIONAL:
        return _OPTIONAL[name][1]
    return f"bawaan {format_number(getattr(BAWAAN, name))}% dipakai"


def _wrong(
    row: IsianPengaturan, field: str, written: str, reason: str, fix: str, name: str = ""
) -> IsianKeliru:
    return IsianKeliru(
        nama=name or row.text("nama") or written,
        tertulis=written,
        sebab=reason,
        perbaikan=fix,
        cell=_cell(row, field),
    )


def _cell(row: IsianPengaturan, field: str) -> CellRef:
    return row.origin[field] if field in row.origin else next(iter(row.origin.values()))


def _check_ketetapan(lists: Sequence[DaftarPengaturan], wrong: list[IsianKeliru]) -> None:
    """Report what settles nothing: a meaning that no label has, a form that nobody knows."""
    for row in _rows(lists, Jenis.KOLOM):
        arti = row.text("arti")
        if arti and not is_ignored(arti) and not means_something(arti):
            reason = f"arti kolom “{arti}” tidak dikenal dan tidak dipakai"
            fix = "isi seperti judul kolom, misalnya Target 2024, atau Abaikan"
            wrong.append(_wrong(row, "arti", arti, reason, fix, row.text("kolom")))
    for row in _rows(lists, Jenis.FORMULIR):
        formulir = row.text("formulir")
        if formulir and not is_known_form(formulir):
            reason = f"formulir “{formulir}” tidak dikenal dan tidak dipakai"
            known = ", ".join(form.label for form in FORMS)
            fix = f"pilih dari: {known}, atau Abaikan"
            wrong.append(_wrong(row, "formulir", formulir, reason, fix, row.text("lembar")))


def _read_indikator(
    rows: Iterable[IsianPengaturan], wrong: list[IsianKeliru]
) -> dict[str, PengaturanIndikator]:
    found: dict[str, PengaturanIndikator] = {}
    for row in rows:
        name = row.text("indikator")
        if not name:
            continue
        arah = _read_word(row, "arah", parse_arah, _NO_ARAH, wrong)
        rumus = _read_word(row, "rumus", parse_rumus, f"pilih dari: {_KNOWN_FORMULAS}", wrong)
        if arah is Arah.NAIK and rumus not in (None, Rumus.NAIK):
            reason = f"rumus “{row.text('rumus')}” tidak sesuai dengan arah {arah}; rumus diabaikan"
            fix = f"samakan arah dan rumusnya; untuk arah ini rumusnya {Rumus.NAIK}"
            wrong.append(_wrong(row, "rumus", row.text("rumus"), reason, fix, name))
            rumus = None
        cara = _read_word(row, "triwulan", parse_cara, f"pilih dari: {', '.join(Cara)}", wrong)
        one = PengaturanIndikator(
            nama=name, arah=arah, rumus=rumus, triwulan=cara, origin=row.origin
        )
        first = found.setdefault(squash(name), one)
        if (first.arah, first.rumus, first.triwulan) != (arah, rumus, cara):
            reason = f"indikator “{name}” diatur dua kali dengan isi berbeda; yang pertama dipakai"
            wrong.append(_wrong(row, "indikator", name, reason, "hapus salah satunya", name))
    return found


_NO_ARAH = "isi “Makin tinggi makin baik”, “Makin rendah makin baik”, atau “Stabil”"


def _read_word(
    row: IsianPengaturan,
    field: str,
    parse: Callable[[str], Word | None],
    fix: str,
    wrong: list[IsianKeliru],
) -> Word | None:
    """Return what a direction or formula means; what means nothing is reported."""
    written = row.text(field)
    meant = parse(written) if written else None
    if written and meant is None and squash(written):
        reason = f"{field} “{written}” tidak dikenal dan tidak dipakai"
        wrong.append(_wrong(row, field, written, reason, fix, row.text("indikator")))
    return meant


def _read_diterima(
    rows: Iterable[IsianPengaturan], wrong: list[IsianKeliru]
) -> Iterator[Penerimaan]:
    for row in rows:
        kode = row.text("kode").upper().replace(" ", "").replace("-", "")
        alasan = row.text("alasan")
        if not kode and not row.text("uraian") and not row.text("sel"):
            continue
        if not alasan or not kode:
            missing = "alasan" if kode else "kode aturan"
            reason = f"penerimaan tanpa {missing} tidak dipakai"
            field = "alasan" if kode else "kode"
            name = kode or row.text("uraian")
            wrong.append(_wrong(row, field, kode, reason, f"isi {missing}nya", name))
            continue
        lembar, sel = _part_place(row.text("lembar"), row.text("sel"))
        if not all(map(_is_place, filter(None, sel.split(",")))):
            reason = f"sel “{row.text('sel')}” bukan alamat sel, penerimaan tidak dipakai"
            wrong.append(
                _wrong(row, "sel", row.text("sel"), reason, "isi misalnya I45 atau I45:I48", kode)
            )
            continue
        yield Penerimaan(
            kode=kode,
            alasan=alasan,
            uraian=row.text("uraian"),
            lembar=lembar,
            sel=sel,
            origin=row.origin,
        )


def _part_place(lembar: str, sel: str) -> tuple[str, str]:
    """Part ``'Tabel 3.1'!I45`` into sheet and cell; spaces and dollar signs do not count."""
    sheet, mark, cells = sel.rpartition("!")
    own = sheet.strip().strip("'").replace("''", "'") if mark else ""
    return lembar or own, cells.replace(" ", "").replace(";", ",").upper()


def _is_place(text: str) -> bool:
    try:
        CellRange.parse(text)
    except ValueError:
        return False
    return True


def _with_scales(
    pengaturan: Pengaturan, lists: Iterable[DaftarPengaturan], wrong: list[IsianKeliru]
) -> Pengaturan:
    for one in lists:
        if one.jenis is not Jenis.SKALA:
            continue
        is_sakip = _is_sakip(one)
        skala = _read_scale(one, wrong, above=is_sakip)
        if skala and is_sakip:
            pengaturan = replace(pengaturan, skala_sakip=skala)
        elif skala:
            pengaturan = replace(pengaturan, skala_capaian=skala)
    return pengaturan


def _read_urutan(rows: Iterable[IsianPengaturan], wrong: list[IsianKeliru]) -> Iterator[Urutan]:
    for row in rows:
        written = row.text("urutan")
        steps = split_urutan(written)
        if len(steps) > 1:
            yield Urutan(tuple((step,) for step in steps))
        elif written:
            reason = f"urutan “{written}” tidak menyebut dua predikat atau lebih dan tidak dipakai"
            fix = "tulis dari yang tertinggi, dipisahkan dengan >, misalnya Optimal > Dasar > Awal"
            wrong.append(_wrong(row, "urutan", written, reason, fix, row.text("skala")))


def _is_sakip(one: DaftarPengaturan) -> bool:
    words = set(words_of(one.title))
    if "capaian" in words or words & _SAKIP_WORDS:
        return bool(words & _SAKIP_WORDS)
    labels = {squash(row.text("predikat")) for row in one.rows}
    return len(labels & _SAKIP_LABELS) > len(labels) / 2


def _read_scale(one: DaftarPengaturan, wrong: list[IsianKeliru], *, above: bool) -> Skala | None:
    """Return a scale from its highest step down, ``None`` where it is none.

    A plain limit counts in for capaian (91 is Sangat Tinggi) and out for SAKIP (90 is not AA), as
    the default scales have it; ``≥`` and ``>`` say it outright.
    """
    rows = [row for row in one.rows if row.text("predikat")]
    unread = [row for row in rows if row.angka.value is None]
    if len(unread) > 1:
        for row in unread[:1]:
            reason = f"batas bawah “{row.text('batas')}” tidak terbaca, skala bawaan dipakai"
            fix = "isi dengan angka; hanya predikat terendah boleh tanpa batas"
            wrong.append(_wrong(row, "batas", row.text("batas"), reason, fix, row.text("predikat")))
        return None
    steps = sorted((_read_step(row, above=above) for row in rows), key=_height, reverse=True)
    for upper, lower in pairwise(steps):
        if upper.limit == lower.limit:
            reason = f"{upper.label} dan {lower.label} berbatas bawah sama, skala bawaan dipakai"
            fix = "isi batas bawah yang berbeda"
            wrong.append(_wrong(rows[0], "batas", rows[0].text("batas"), reason, fix, one.title))
            return None
    return (*steps[:-1], Step(steps[-1].label)) if len(steps) > 1 else None


def _height(step: Step) -> Decimal:
    return Decimal("-Infinity") if step.limit is None else step.limit


def _read_step(row: IsianPengaturan, *, above: bool) -> Step:
    written = row.text("batas")
    if any(sign in written for sign in ("≥", ">=", "=>")):
        above = False
    elif ">" in written:
        above = True
    return Step(row.text("predikat"), row.angka.value, above)
