"""Finds what an office sets for itself: lists of two or three columns, on any sheet.

They are found before the forms and taken out of the sheets, since ``Indikator | Arah | Rumus``
would pass for an IKU sheet and a list below an annex for its last rows.  What an entry means is
decided in ``figures.pengaturan``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Kind
from lkjip_xl.domain.quantity import BLANK, Figure
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.ketetapan import BEBAS, Ketetapan, form_named, is_known_form
from lkjip_xl.lampiran.labels import TEXT_LABELS, VOCABULARY
from lkjip_xl.lampiran.locating import recognise
from lkjip_xl.lampiran.naming import name_columns
from lkjip_xl.location import CellRange, Origin
from lkjip_xl.tables.header import find_headers
from lkjip_xl.tables.numbers import read_figure
from lkjip_xl.tables.text import as_text, squash, words_of


class Jenis(StrEnum):
    """The kinds of lists."""

    SETELAN = "pengaturan"
    INDIKATOR = "arah dan rumus indikator"
    PENERIMAAN = "catatan yang diterima"
    SKALA = "skala predikat"
    URUTAN = "urutan predikat"
    KOLOM = "arti kolom"
    FORMULIR = "formulir lembar"


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianPengaturan:
    """One row of a list: its texts by field, and the figure of the column that holds one."""

    texts: Mapping[str, str]
    angka: Figure = BLANK
    origin: Origin[str]

    def text(self, field: str) -> str:
        return self.texts.get(field, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarPengaturan:
    """One list with its rows; ``title`` is what stands above it and over its columns."""

    jenis: Jenis
    file: str
    sheet: str
    title: str
    area: CellRange
    rows: tuple[IsianPengaturan, ...]


_LEMBAR = ("Lembar", "Sheet", "Nama Lembar", "Lembar Kerja")

#: kind → field → labels seen, squashed and without per cent signs.
_LABELS: dict[Jenis, dict[str, frozenset[str]]] = {
    kind: {
        field: frozenset(squash(label).replace("%", "") for label in labels)
        for field, labels in fields.items()
    }
    for kind, fields in {
        Jenis.SETELAN: {
            "no": TEXT_LABELS[Field.NO],
            "nama": ("Pengaturan", "Nama Pengaturan", "Jenis Pengaturan", "Setelan"),
            "nilai": ("Nilai", "Isi", "Isian", "Besaran", "Pilihan", "Nilai Pengaturan"),
            "keterangan": TEXT_LABELS[Field.KETERANGAN],
        },
        Jenis.INDIKATOR: {
            "no": TEXT_LABELS[Field.NO],
            "indikator": (*TEXT_LABELS[Field.INDIKATOR], "Nama Indikator"),
            "satuan": TEXT_LABELS[Field.SATUAN],
            "arah": TEXT_LABELS[Field.ARAH],
            "rumus": ("Rumus", "Rumus Capaian", "Formula", "Formula Capaian", "Rumus yang Dipakai"),
            "triwulan": ("Penggabungan Triwulan", "Cara Menggabung Triwulan"),
            "keterangan": (*TEXT_LABELS[Field.KETERANGAN], "Alasan"),
        },
        Jenis.PENERIMAAN: {
            "no": TEXT_LABELS[Field.NO],
            "kode": ("Kode Aturan", "Aturan", "Kode Catatan", "Kode"),
            "uraian": ("Uraian", "Indikator", "Uraian/Indikator", "Butir", "Item"),
            "lembar": _LEMBAR,
            "sel": ("Sel", "Cell", "Alamat Sel"),
            "alasan": ("Alasan", "Alasan Diterima", "Alasan Penerimaan", "Diterima Karena"),
        },
        Jenis.SKALA: {
            "predikat": (
                "Predikat",
                "Kategori",
                "Predikat Capaian",
                "Kategori Capaian",
                "Predikat SAKIP",
                "Predikat AKIP",
                "Predikat Nilai SAKIP",
                "Predikat Evaluasi",
            ),
            "batas": (
                "Batas Bawah",
                "Batas",
                "Batas Minimal",
                "Batas Minimum",
                "Nilai Minimal",
                "Nilai Minimum",
                "Nilai Terendah",
                "Mulai dari",
            ),
            "keterangan": TEXT_LABELS[Field.KETERANGAN],
        },
        Jenis.URUTAN: {
            "no": TEXT_LABELS[Field.NO],
            "skala": ("Skala Predikat", "Nama Skala", "Skala"),
            "urutan": ("Urutan", "Urutan Predikat", "Urutan dari Tertinggi", "Dari Tertinggi"),
            "keterangan": TEXT_LABELS[Field.KETERANGAN],
        },
        Jenis.KOLOM: {
            "no": TEXT_LABELS[Field.NO],
            "lembar": _LEMBAR,
            "kolom": ("Kolom", "Huruf Kolom", "Judul Kolom"),
            "arti": ("Berisi", "Arti Kolom", "Dibaca Sebagai", "Isi Kolom"),
            "keterangan": (*TEXT_LABELS[Field.KETERANGAN], "Alasan"),
        },
        Jenis.FORMULIR: {
            "no": TEXT_LABELS[Field.NO],
            "lembar": _LEMBAR,
            # "Lembar | Lampiran" is what a table of contents says.
            "formulir": ("Formulir", "Bentuk Formulir"),
            "keterangan": (*TEXT_LABELS[Field.KETERANGAN], "Alasan"),
        },
    }.items()
}

_KNOWN = frozenset(
    label for fields in _LABELS.values() for labels in fields.values() for label in labels
)

_NEEDED: dict[Jenis, tuple[str, ...]] = {
    Jenis.SETELAN: ("nama", "nilai"),
    Jenis.INDIKATOR: ("indikator",),
    Jenis.PENERIMAAN: ("kode", "alasan"),
    Jenis.SKALA: ("predikat", "batas"),
    Jenis.URUTAN: ("skala", "urutan"),
    Jenis.KOLOM: ("kolom", "arti"),
    Jenis.FORMULIR: ("lembar", "formulir"),
}
#: What may be set for an indicator.
_OF_INDIKATOR = frozenset({"arah", "rumus", "triwulan"})
_FIGURE = {Jenis.SETELAN: "nilai", Jenis.SKALA: "batas"}

_CAPAIAN = frozenset({"capaian", "pencapaian"})
_NOL = frozenset({"nol", "nihil", "0"})
#: setting → words of which each group must have one in the label.
_SETELAN: dict[str, tuple[frozenset[str], ...]] = {
    "rumus_turun": (
        frozenset({"rumus", "formula"}),
        frozenset({"rendah", "turun", "menurun", "kecil", "negatif", "minimize"}),
    ),
    "batas_serapan": (
        frozenset({"serapan", "penyerapan"}),
        frozenset({"batas", "minimal", "minimum", "ambang", "terendah", "bawah"}),
    ),
    "nihil_sama": (_CAPAIAN, _NOL, frozenset({"target"})),
    "nihil": (_CAPAIAN, _NOL, frozenset({"realisasi"})),
    "batas_mudah": (frozenset({"mudah", "rendah"}), frozenset({"target"})),
    "batas_capaian": (
        _CAPAIAN,
        frozenset({"tertinggi", "tinggi", "maksimal", "maksimum", "atas", "plafon"}),
    ),
    "batas_bawah": (
        _CAPAIAN,
        frozenset({"terendah", "minimal", "minimum", "bawah"}),
    ),
}

#: What a list's labels or title begin with, or contain; most rows hold none of these.
_TRIGGER = re.compile(
    r"\b(?:pengaturan|setelan|aturan|kode|predikat|kategori|arah|polaritas|sifat|tren|jenis|rumus"
    r"|formula|kolom|lembar|sheet|penggabungan|cara|(?:nama )?skala)",
    re.I,
)
_TITLE = re.compile(r"\s*(?:lembar\s+)?pengaturan\b", re.I)
_CODE = re.compile(r"\s*[A-Za-z]{3}\s?-?\d\d\b")
_BETWEEN_STEPS = re.compile(r"[>;\n]")
_LONGEST_TITLE = 60
_TITLE_REACH = 3


def setting_named(label: str) -> str:
    """Return the setting that a label means, empty where it means none that is known."""
    words = set(words_of(label))
    return next(
        (name for name, groups in _SETELAN.items() if all(words & group for group in groups)), ""
    )


class _Heading(NamedTuple):
    """The labels of a list: its kind, its row, and the column of each field."""

    jenis: Jenis
    row: int
    left: int
    right: int
    columns: Mapping[str, int]


def find_pengaturan(grids: Sequence[Grid]) -> tuple[DaftarPengaturan, ...]:
    """Return the lists of all sheets, in their order."""
    return tuple(found for grid in grids for found in _find_on(grid))


def read_ketetapan(lists: Sequence[DaftarPengaturan]) -> Ketetapan:
    """Return what the lists settle; the first of two entries for one thing holds."""
    columns: dict[tuple[str, str], str] = {}
    forms: dict[str, Form | None] = {}
    for one in lists:
        for row in one.rows:
            sheet = squash(row.text("lembar"))
            if one.jenis is Jenis.KOLOM and row.text("kolom") and row.text("arti"):
                columns.setdefault((sheet, squash(row.text("kolom"))), row.text("arti"))
            elif one.jenis is Jenis.FORMULIR and sheet and is_known_form(row.text("formulir")):
                forms.setdefault(sheet, form_named(row.text("formulir")))
    return Ketetapan(columns, forms) if columns or forms else BEBAS


def without(grids: Sequence[Grid], lists: Sequence[DaftarPengaturan]) -> list[Grid]:
    """Return the sheets with the cells of the lists blank."""
    areas: dict[tuple[str, str], list[CellRange]] = {}
    for one in lists:
        areas.setdefault((one.file, one.sheet), []).append(one.area)
    return [
        _blanked(grid, areas[grid.file, grid.sheet]) if (grid.file, grid.sheet) in areas else grid
        for grid in grids
    ]


def _blanked(grid: Grid, areas: Sequence[CellRange]) -> Grid:
    rows = dict(grid.rows)
    for area in areas:
        for row in range(area.top, area.bottom + 1):
            if row not in rows:
                continue
            kept = [
                None if area.left <= column <= area.right else value
                for column, value in enumerate(rows[row], start=1)
            ]
            if any(value is not None for value in kept):
                rows[row] = kept
            else:
                del rows[row]
    return replace(grid, rows=rows, _merges_by_row=None)


def _find_on(grid: Grid) -> Iterator[DaftarPengaturan]:
    candidates = [row for row in grid.filled_rows() if _may_be_heading(grid, row)]
    if not candidates:
        return
    headings = [found for row in candidates for found in _read_headings(grid, row)]
    titles = [row for row in candidates if _is_title(grid, row)]
    own_sheet = bool(titles) or any(h.jenis is not Jenis.INDIKATOR for h in headings)
    stops = {heading.row for heading in headings}
    if headings:
        stops |= _form_rows(grid) - stops
    for heading in headings:
        found = _read_list(grid, heading, stops)
        is_plain = heading.jenis is Jenis.INDIKATOR and "triwulan" not in heading.columns
        if not is_plain or own_sheet or _speaks_of_capaian(found):
            yield found
    for row in titles:
        yield from _list_without_labels(grid, row, stops)


def _may_be_heading(grid: Grid, row: int) -> bool:
    """Tell whether a row has a title or one of the labels; most rows of large books do not."""
    texts = [
        value for value in grid.rows[row] if isinstance(value, str) and len(value) <= _LONGEST_TITLE
    ]
    if not any(map(_TRIGGER.search, texts)):
        return False
    return any(_TITLE.match(text) or squash(text).replace("%", "") in _KNOWN for text in texts)


def _read_headings(grid: Grid, row: int) -> Iterator[_Heading]:
    """Yield the headings that stand side by side on a row; a blank column parts them."""
    for run in _runs(grid, row):
        for jenis, fields in _LABELS.items():
            columns = _columns_of(run, fields)
            if columns is not None and _is_enough(jenis, columns, run):
                left, right = min(run), max(run)
                yield _Heading(jenis=jenis, row=row, left=left, right=right, columns=columns)
                break


def _runs(grid: Grid, row: int) -> Iterator[dict[int, str]]:
    """Yield the squashed texts of a row by column, a run of filled cells at a time."""
    run: dict[int, str] = {}
    for column in range(1, len(grid.rows[row]) + 2):
        text = squash(as_text(grid.shown(row, column))).replace("%", "")
        if text:
            run[column] = text
        elif run:
            yield run
            run = {}


def _columns_of(
    run: Mapping[int, str], fields: Mapping[str, frozenset[str]]
) -> dict[str, int] | None:
    """Return the column of each field, ``None`` where a label belongs to none of them."""
    columns: dict[str, int] = {}
    for column, text in run.items():
        field = next((name for name, labels in fields.items() if text in labels), "")
        if not field:
            return None
        columns.setdefault(field, column)
    return columns


def _is_enough(jenis: Jenis, columns: Mapping[str, int], run: Mapping[int, str]) -> bool:
    if not all(field in columns for field in _NEEDED[jenis]):
        return False
    if jenis is Jenis.INDIKATOR:
        return not _OF_INDIKATOR.isdisjoint(columns)
    if jenis is Jenis.PENERIMAAN and run[columns["kode"]] == "kode":
        return "sel" in columns or "lembar" in columns  # a list of kegiatan has a code too
    return True


def _is_title(grid: Grid, row: int) -> bool:
    texts = {as_text(value) for value in grid.rows[row] if value not in (None, "")}
    return len(texts) == 1 and _TITLE.match(texts.pop()) is not None


def _form_rows(grid: Grid) -> set[int]:
    """Return the rows where a known form begins."""
    return {
        header.top
        for header in find_headers(grid, VOCABULARY)
        if recognise(name_columns(header)) is not None
    }


def _read_list(grid: Grid, heading: _Heading, stops: Collection[int]) -> DaftarPengaturan:
    rows: list[IsianPengaturan] = []
    last = heading.row
    below = [row for row in grid.filled_rows() if row > heading.row]
    for position, row in enumerate(below):
        if row in stops:
            break
        isian = _read_row(grid, heading, row)
        if not isian.texts:
            continue
        leads_on = below[position + 1 : position + 2]
        is_title = len(isian.texts) == 1 and set(leads_on) & set(stops)
        if is_title or (row - last > 1 and not _goes_on(heading.jenis, isian)):
            break
        rows.append(isian)
        last = row
    return DaftarPengaturan(
        jenis=heading.jenis,
        file=grid.file,
        sheet=grid.sheet,
        title=_title_over(grid, heading),
        area=CellRange(heading.row, heading.left, last, heading.right),
        rows=tuple(rows),
    )


def _read_row(grid: Grid, heading: _Heading, row: int) -> IsianPengaturan:
    texts: dict[str, str] = {}
    cells: dict[str, tuple[int, int]] = {}
    angka = BLANK
    for field, column in heading.columns.items():
        cell = cells[field] = grid.anchor(row, column)
        text = as_text(grid.value(*cell))
        if field == _FIGURE.get(heading.jenis):
            angka = read_figure(grid.value(*cell), grid.look(*cell).number_format, Kind.PERSEN)
            text = angka.written or text
        if text and field != "no":
            texts[field] = text
    return IsianPengaturan(texts=texts, angka=angka, origin=Origin(grid.file, grid.sheet, cells))


def _goes_on(jenis: Jenis, isian: IsianPengaturan) -> bool:
    """Tell whether a row below a blank one still belongs to the list."""
    match jenis:
        case Jenis.SETELAN:
            return bool(isian.text("nilai") and setting_named(isian.text("nama")))
        case Jenis.INDIKATOR:
            return bool(isian.text("indikator") and any(map(isian.text, _OF_INDIKATOR)))
        case Jenis.PENERIMAAN:
            return _CODE.match(isian.text("kode")) is not None
        case Jenis.SKALA:
            return bool(isian.text("predikat")) and isian.angka.value is not None
        case Jenis.URUTAN:
            return len(split_urutan(isian.text("urutan"))) > 1
        case Jenis.KOLOM:
            return bool(isian.text("kolom") and isian.text("arti"))
        case Jenis.FORMULIR:
            return bool(isian.text("lembar") and isian.text("formulir"))


def split_urutan(text: str) -> tuple[str, ...]:
    """Return the steps of a scale written in one cell: ``Optimal > Terkelola > Dasar``."""
    return tuple(filter(None, map(str.strip, _BETWEEN_STEPS.split(text))))


def _title_over(grid: Grid, heading: _Heading) -> str:
    """Return the text right above a list, joined to its first label."""
    label = as_text(grid.shown(heading.row, heading.columns[_NEEDED[heading.jenis][0]]))
    for row in range(heading.row - 1, max(heading.row - _TITLE_REACH, 0), -1):
        texts = [as_text(grid.value(row, c)) for c in range(heading.left, heading.right + 1)]
        filled = [text for text in texts if text]
        if filled:
            return f"{filled[0]} {label}" if len(filled) == 1 else label
    return label


def _speaks_of_capaian(found: DaftarPengaturan) -> bool:
    """Tell a list of formulas of capaian from an IKU sheet, whose formulas make the realisasi."""
    formulas = [set(words_of(text)) for row in found.rows if (text := row.text("rumus"))]
    return bool(formulas) and all({"target", "realisasi"} <= words for words in formulas)


def _list_without_labels(
    grid: Grid, title: int, stops: Collection[int]
) -> Iterator[DaftarPengaturan]:
    """Yield the settings right below a title, where no labels stand over them."""
    below = [row for row in grid.filled_rows() if row > title][:1]
    if not below or below[0] in stops:
        return
    filled = [c for c, value in enumerate(grid.rows[below[0]], 1) if value not in (None, "")]
    if len(filled) < 2 or not setting_named(as_text(grid.value(below[0], filled[0]))):
        return
    heading = _Heading(
        jenis=Jenis.SETELAN,
        row=title,
        left=filled[0],
        right=filled[1],
        columns={"nama": filled[0], "nilai": filled[1]},
    )
    yield _read_list(grid, heading, stops)
