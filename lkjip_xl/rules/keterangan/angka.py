"""KET: what the words say against what the figures say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Arah, ArahIndikator
from lkjip_xl.domain.quantity import Doubt, Figure, Persen, format_persen, round_to
from lkjip_xl.figures.capaian import cap_capaian, compute_capaian
from lkjip_xl.figures.matching import Names
from lkjip_xl.figures.naming import indicator_key, name_key
from lkjip_xl.figures.serapan import compute_serapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.extent import says_something
from lkjip_xl.rules.keterangan.claims import (
    NUMBER,
    Claim,
    Moved,
    Number,
    Said,
    Trend,
    fits,
    read_number,
    speaks_of,
    target_claims,
    trend_claims,
)
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.tables.text import squash, tidy, words_of

KET01 = Rule(
    code="KET01",
    name="keterangan-bertentangan-dengan-angka",
    severity=Severity.ERROR,
    doc="""
        Keterangan menyebut realisasi di atas, di bawah, atau sesuai target, padahal angkanya
        berkata lain; atau keterangan mengutip angka yang berbeda dari angka di barisnya.

        “Di atas” dan “di bawah” dibaca menurut angkanya, “tercapai” dan “terlampaui” menurut arah
        indikator. Keterangan yang digabung untuk beberapa baris cukup cocok dengan salah satunya.

        Mengapa: kalimat keterangan disalin ke Bab III. Pembaca lebih dahulu membaca kalimatnya
        daripada angkanya.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) | Keterangan                                 |
            | Panjang jalan mantap | km     | 80     | 80        | 100,00      | Realisasi di atas target karena cuaca baik |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) | Keterangan                                 |
            | Panjang jalan mantap | km     | 80     | 84        | 105,00      | Realisasi di atas target karena cuaca baik |
    """,
)

KET02 = Rule(
    code="KET02",
    name="kecenderungan-bertentangan-dengan-angka",
    severity=Severity.ERROR,
    doc="""
        Keterangan menyebut angka meningkat, menurun, atau tetap, padahal dibandingkan dengan angka
        tahun sebelumnya tidak demikian.

        Naik dan turun dibaca menurut angkanya; membaik dan memburuk menurut arah indikator.

        Mengapa: perbandingan dengan tahun lalu termasuk isi wajib analisis capaian.

        Salah:
            Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
            | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 | Keterangan          |
            | Jalan membaik | Panjang jalan mantap | km     | 75          | 80          | 78             | 74             | Realisasi meningkat |

        Benar:
            Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
            | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 | Persentase Capaian 2022 | Persentase Capaian 2023 | Keterangan          |
            | Jalan membaik | Panjang jalan mantap | km     | 75          | 80          | 78             | 84             | 104                     | 105                     | Realisasi meningkat |
    """,
)

KET03 = Rule(
    code="KET03",
    name="analisis-tidak-sesuai-capaian",
    severity=Severity.WARNING,
    doc="""
        Analisis mengisi penyebab kegagalan untuk target yang tercapai, penyebab keberhasilan untuk
        target yang tidak tercapai, atau tidak mengisi penyebab maupun solusi yang diperlukan.

        Tercapai atau tidak dihitung ulang dari target, realisasi, dan arah indikator.

        Mengapa: analisis yang menjelaskan kebalikannya menunjukkan arah atau angka yang keliru.

        Salah:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 84        | 105,00      |

            Analisis Penyebab Keberhasilan/Kegagalan
            | Indikator Kinerja    | Penyebab Keberhasilan | Penyebab Kegagalan   | Solusi             |
            | Panjang jalan mantap |                       | Lelang aspal diulang | Lelang lebih awal  |

        Benar:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 72        | 90,00       |

            Analisis Penyebab Keberhasilan/Kegagalan
            | Indikator Kinerja    | Penyebab Keberhasilan | Penyebab Kegagalan   | Solusi             |
            | Panjang jalan mantap |                       | Lelang aspal diulang | Lelang lebih awal  |
    """,
)

KET06 = Rule(
    code="KET06",
    name="target-meleset-tanpa-keterangan",
    severity=Severity.WARNING,
    doc="""
        Realisasi tidak mencapai target, tetapi tidak ada keterangan atau analisis yang menjelaskannya.

        Keterangan dicari di baris itu, di baris lain dari program atau kegiatan yang sama, di induk
        dan rinciannya, dan di lembar Analisis. Tabel yang kolom Keterangannya tidak dipakai dilewati.

        Mengapa: setiap target yang meleset ditanyakan dalam evaluasi.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) | Keterangan                |
            | Panjang jalan mantap | km     | 80     | 72        | 90,00       | Realisasi di bawah target |
            | Jembatan mantap      | unit   | 4      | 3         | 75,00       |                           |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) | Keterangan                |
            | Panjang jalan mantap | km     | 80     | 72        | 90,00       | Realisasi di bawah target |
            | Jembatan mantap      | unit   | 4      | 3         | 75,00       | Lahan belum bebas         |
    """,
)

_REMARKED = (Form.TABEL_3_1, Form.TABEL_3_2, Form.TABEL_3_3)
_GOALS = (Level.TUJUAN, Level.SASARAN)
#: A remark on the first row of these may be meant for all rows of the item.
_WORK = (Level.KEGIATAN, Level.SUB_KEGIATAN)
_PERCENT = frozenset({"persen", "%", "persentase", "prosentase"})
_CAUSES = (Field.PENYEBAB_KEBERHASILAN, Field.PENYEBAB_KEGAGALAN)
#: "Stabil" allows so large a change, per cent of the earlier value.
_STEADY = Decimal(5)


class _Measured(NamedTuple):
    """The target and realisasi of one indicator in the year of the report."""

    lampiran: Lampiran
    row: Baris
    arah: ArahIndikator
    target: Figure
    realisasi: Figure
    stated: Figure

    @property
    def is_clear(self) -> bool:
        doubtful = {Doubt.AMBIGUOUS, Doubt.SCALE}
        figures = (self.target, self.realisasi)
        return all(f.value is not None and not doubtful & set(f.doubts) for f in figures)

    @property
    def capaian(self) -> Persen | None:
        return cap_capaian(self.uncapped, self.arah.batas)

    @property
    def uncapped(self) -> Persen | None:
        return compute_capaian(
            self.target.value, self.realisasi.value, self.arah.rumus, upper=self.target.upper
        )

    @property
    def is_reached(self) -> bool | None:
        """Tell whether the target was reached, ``None`` where the figures do not say."""
        if not self.is_clear or self.realisasi.value is None:
            return None
        return fits(Claim.REACHED, self.target, self.realisasi.value, self.arah.arah)

    @property
    def cells(self) -> tuple[CellRef, CellRef]:
        year = self.lampiran.year
        return self.row.at(Field.TARGET, year), self.row.at(Field.REALISASI, year)

    @property
    def standing(self) -> str:
        """Say how the realisasi stands to the target: ``realisasi 80 sama dengan target 80``."""
        assert self.realisasi.value is not None
        side = "di bawah"
        if fits(Claim.ABOVE, self.target, self.realisasi.value, Arah.NAIK):
            side = "di atas"
        elif not fits(Claim.BELOW, self.target, self.realisasi.value, Arah.NAIK):
            side = "sama dengan" if self.target.upper is None else "di dalam rentang"
        told = f"realisasi {self.realisasi.written} {side} target {self.target.written}"
        if self.arah.arah is Arah.NAIK or side in ("sama dengan", "di dalam rentang"):
            return told
        outcome = "tercapai" if self.is_reached else "tidak tercapai"
        guess = ", diduga dari namanya" if self.arah.is_inferred else ""
        return f"{told}; indikator ini makin rendah makin baik{guess}, jadi target {outcome}"


class _Told(NamedTuple):
    """One annex's value of an indicator in one year."""

    figure: Figure
    cell: CellRef
    place: str


class _Book:
    """What the annexes say of each indicator, found by the row that speaks of it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @staticmethod
    @once
    def of(context: Context) -> _Book:
        return _Book(context)

    @cached_property
    def measured(self) -> dict[tuple[str, str], _Measured]:
        """Return this year's figures by item and indicator, Tabel 3.1 before the others."""
        found: dict[tuple[str, str], _Measured] = {}
        for form in (Form.TABEL_3_1, Form.TABEL_3_3):
            for lampiran in self._context.laporan.of(form):
                for row in lampiran.rows:
                    one = measure(self._context, lampiran, row)
                    if one is not None:
                        found.setdefault(_key(row), one)
        return found

    @cached_property
    def goals(self) -> Names[_Measured]:
        """Return this year's figures by indicator: goals first, then what stands below them."""
        ordered = sorted(self.measured.values(), key=lambda one: one.row.level.depth)
        return Names((one.row.indikator, one) for one in ordered)

    @cached_property
    def history(self) -> dict[tuple[str, str], dict[int, list[_Told]]]:
        """Return every annex's realisasi by item and indicator, then by year."""
        told: dict[tuple[str, str], dict[int, list[_Told]]] = defaultdict(lambda: defaultdict(list))
        fields = {
            Form.TABEL_3_1: Field.REALISASI,
            Form.TABEL_3_2: Field.KINERJA,
            Form.TABEL_3_3: Field.REALISASI,
        }
        for lampiran in self._context.laporan.of(*fields):
            field = fields[lampiran.form]
            for year in lampiran.years(field):
                for row in lampiran.rows:
                    figure = row.figure(field, year)
                    if row.indikator and figure.value is not None:
                        told[_key(row)][year].append(
                            _Told(
                                figure=figure, cell=row.at(field, year), place=lampiran.form.label
                            )
                        )
        return told


def _key(row: Baris) -> tuple[str, str]:
    """Name an indicator; kegiatan and sub kegiatan reuse each other's, so theirs need the item."""
    item = "" if row.level in _GOALS or not row.nama else name_key(row.nama, row.level)
    return item, indicator_key(row.indikator)


def measure(context: Context, lampiran: Lampiran, row: Baris) -> _Measured | None:
    """Return a row's target and realisasi of the year, ``None`` where either is missing."""
    target = row.figure(Field.TARGET, lampiran.year)
    realisasi = row.figure(Field.REALISASI, lampiran.year)
    if not row.indikator or target.value is None or realisasi.value is None:
        return None
    return _Measured(
        lampiran=lampiran,
        row=row,
        arah=context.directions.of(row.indikator, row.satuan),
        target=target,
        realisasi=realisasi,
        stated=row.figure(Field.CAPAIAN, lampiran.year),
    )


class _Remark(NamedTuple):
    """A remark with the rows that it covers."""

    lampiran: Lampiran
    rows: tuple[Baris, ...]
    text: str
    cell: CellRef


def _remarks(lampiran: Lampiran) -> Iterator[_Remark]:
    """Yield each remark of a table; a merged one once, with all its rows."""
    if not lampiran.columns.has(Field.KETERANGAN):
        return
    rows = lampiran.rows
    for position, row in enumerate(rows):
        if not says_something(row.keterangan):
            continue
        cell = row.at(Field.KETERANGAN)
        if cell.row != row.row:
            continue
        covered = [row]
        for other in rows[position + 1 :]:
            shares = other.at(Field.KETERANGAN) == cell
            goes_on = not other.keterangan and row.level in _WORK and not other.begins_item
            if not shares and not goes_on:
                break
            covered.append(other)
        yield _Remark(lampiran=lampiran, rows=tuple(covered), text=row.keterangan, cell=cell)


@KET01.check
def find_contradicted_remarks(context: Context) -> Iterator[Finding]:
    book = _Book.of(context)
    for lampiran in context.laporan.of(*_REMARKED):
        for remark in _remarks(lampiran):
            found = [_measured_of(context, book, lampiran, row) for row in remark.rows]
            measured = [one for one in found if one is not None]
            if measured and len(measured) == len(found) and all(m.is_clear for m in measured):
                context.tally["keterangan"] += 1
                yield from _contradicted(remark, measured)


def _measured_of(context: Context, book: _Book, lampiran: Lampiran, row: Baris) -> _Measured | None:
    if lampiran.columns.has(Field.TARGET):
        return measure(context, lampiran, row)
    return book.measured.get(_key(row))


def _contradicted(remark: _Remark, measured: Sequence[_Measured]) -> Iterator[Finding]:
    first = measured[0]
    said = target_claims(remark.text, first.row.indikator, remark.lampiran.year)
    wrong = [one for one in said if not any(_holds(one, each) for each in measured)]
    quoted = list(_wrong_numbers(remark.text, measured))
    if not wrong and not quoted:
        yield from _half_true(remark, measured, said)
        return
    told = [
        f"keterangan menyebut “{one.words}”, padahal {_standings(measured)}" for one in wrong[:1]
    ]
    guessed = all(m.arah.is_inferred for m in measured) and not quoted
    yield KET01.finding(
        remark.cell,
        Subject.of_row(remark.lampiran, remark.rows[0], "keterangan", remark.lampiran.year),
        what="; ".join([*told, *quoted]),
        fix=_mend(measured) if wrong else "perbaiki angka dalam keterangan, atau angka di barisnya",
        written=remark.text,
        related=[cell for one in measured for cell in one.cells],
        severity=Severity.WARNING if guessed and not _is_plain(wrong) else None,
    )


def _half_true(
    remark: _Remark, measured: Sequence[_Measured], said: Sequence[Said]
) -> Iterator[Finding]:
    """Yield a finding where a merged remark is true of some of its rows only."""
    merged = [one for one in measured if one.row.at(Field.KETERANGAN) == remark.cell]
    for claim in said[:1]:
        wrong = [one for one in merged if not _holds(claim, one)]
        if not wrong or len(wrong) == len(merged):
            continue
        yield KET01.finding(
            remark.cell,
            Subject.of_row(remark.lampiran, remark.rows[0], "keterangan", remark.lampiran.year),
            what=(
                f"keterangan untuk {len(merged)} baris menyebut “{claim.words}”, tetapi itu tidak "
                f"berlaku bagi “{wrong[0].row.indikator}”: {wrong[0].standing}"
            ),
            fix="pisahkan keterangannya per baris, atau sebut indikator yang dimaksud",
            written=remark.text,
            related=[cell for one in wrong for cell in one.cells],
            severity=Severity.INFO,
        )


def _holds(said: Said, one: _Measured) -> bool:
    assert one.realisasi.value is not None
    return fits(said.claim, one.target, one.realisasi.value, one.arah.arah)


def _is_plain(said: Sequence[Said]) -> bool:
    """Tell whether claims are about the figures alone, whichever way is better."""
    plain = (Claim.ABOVE, Claim.NOT_ABOVE, Claim.BELOW, Claim.NOT_BELOW)
    return all(one.claim in plain for one in said)


def _standings(measured: Sequence[_Measured]) -> str:
    """Say how the figures stand; of several rows that share a remark each by its cell."""
    if len(measured) == 1:
        return measured[0].standing
    shown = [f"{one.cells[1].a1}: {one.standing}" for one in measured[:3]]
    return "; ".join(shown)


def _mend(measured: Sequence[_Measured]) -> str:
    one = measured[0]
    assert one.realisasi.value is not None
    right = "tidak mencapai target"
    if one.target.value == one.realisasi.value:
        right = "sesuai target"
    elif fits(Claim.BETTER, one.target, one.realisasi.value, one.arah.arah):
        right = "melampaui target"
    elif one.is_reached:
        right = "mencapai target"
    return f"tulis “{right}” beserta penyebabnya, atau periksa target dan realisasinya"


_UNIT = r"(?: ?(%|[a-z]+))?"
_BOTH = re.compile(
    rf"({NUMBER}){_UNIT}[^.;\d]{{0,40}}?\btarget(?:nya)?\b[^.;\d]{{0,25}}?({NUMBER})"
)
_TARGET_IS = re.compile(
    r"\btarget(?:nya)?(?: (?:kinerja|yang|ditetapkan|sebesar|sebanyak|adalah|yaitu|ini))* "
    rf"\(?({NUMBER}){_UNIT}"
)
_REALISASI_IS = re.compile(
    r"\brealisasi(?:nya)?(?: (?:kinerja|sebesar|sebanyak|mencapai|hanya|baru|adalah|yaitu|sudah|telah))* "
    rf"\(?({NUMBER}){_UNIT}"
)
_CAPAIAN_IS = re.compile(
    r"\b(?:capaian(?:nya)?|tercapai|mencapai)(?: (?:kinerja|target|sebesar|sudah|telah|hanya|baru))* "
    rf"({NUMBER}) ?(?:%|persen)"
)
_CLAUSE_END = re.compile(r"[.;:,\n](?=\s)")
_NEGATED = re.compile(r"\b(?:tidak|belum|tak|kurang|hampir|nyaris|gagal|untuk|agar)\b")


def _wrong_numbers(text: str, measured: Sequence[_Measured]) -> Iterator[str]:
    """Yield what is wrong about figures that a remark quotes; the first of each kind."""
    low = tidy(text).lower()
    years = {int(year) for year in re.findall(r"\b20\d\d\b", low)}
    if years - {measured[0].lampiran.year} or re.search(r"\b(?:triwulan|tw|semester)\b", low):
        return
    yield from _wrong_target(low, measured)
    yield from _wrong_realisasi(low, measured)
    yield from _wrong_capaian(low, measured)


def _wrong_target(text: str, measured: Sequence[_Measured]) -> Iterator[str]:
    for match in _TARGET_IS.finditer(text):
        number = read_number(match[1])
        own = [one for one in measured if _is_in_satuan(match[2], match[1], one.row.satuan)]
        if len(own) < len(measured) or any(_equals_bound(number, one.target) for one in own):
            continue
        yield f"keterangan menyebut target {number.written}, sedangkan target {_written(own, 'target')}"
        return


def _equals_bound(number: Number, target: Figure) -> bool:
    return number.equals(target.value) or number.equals(target.upper)


def _wrong_realisasi(text: str, measured: Sequence[_Measured]) -> Iterator[str]:
    """Yield a wrong realisasi: named so, or set against the target in the indicator's satuan."""
    both = [
        (match[1], match[2])
        for match in _BOTH.finditer(text)
        if match[2] and all(_is_satuan(match[2], one.row.satuan) for one in measured)
    ]
    named = [(match[1], match[2]) for match in _REALISASI_IS.finditer(text)]
    for written, unit in (*both, *named):
        number = read_number(written)
        own = [one for one in measured if _is_in_satuan(unit, written, one.row.satuan)]
        if len(own) < len(measured):
            continue
        known = [(one.realisasi.value, one.capaian, one.target.value) for one in own]
        if any(number.equals(value) for values in known for value in values):
            continue
        yield (
            f"keterangan menyebut realisasi {number.written}, sedangkan realisasi "
            f"{_written(own, 'realisasi')}"
        )
        return


def _is_in_satuan(unit: str | None, written: str, satuan: str) -> bool:
    """Tell whether a quoted figure is in the indicator's satuan; without one it must be no year."""
    if unit is None:
        return re.fullmatch(r"20\d\d", written) is None
    return _is_satuan(unit, satuan)


def _is_satuan(unit: str, satuan: str) -> bool:
    words = words_of(satuan)
    if unit in _PERCENT:
        return bool(_PERCENT & set(words))
    return bool(words) and words[0] == unit


def _wrong_capaian(text: str, measured: Sequence[_Measured]) -> Iterator[str]:
    for match in _CAPAIAN_IS.finditer(text):
        clause = _CLAUSE_END.split(text[: match.start()])[-1]
        number = read_number(match[1])
        if _NEGATED.search(clause) or not speaks_of(clause, measured[0].row.indikator):
            continue
        if any(_gives_capaian(number.readings, number.decimals, one) for one in measured):
            continue
        shown = ", ".join(
            format_persen(one.capaian, number.decimals)
            for one in measured
            if one.capaian is not None
        )
        if shown:
            yield f"keterangan menyebut capaian {number.written}%, hasil hitung {shown}"
        return


def _gives_capaian(readings: Sequence[Decimal], decimals: int, one: _Measured) -> bool:
    """Tell whether a quoted percentage is the capaian, capped or not, or the realisasi."""
    values = [one.capaian, one.uncapped, one.stated.value]
    if _PERCENT & set(words_of(one.row.satuan)):
        values.append(one.realisasi.value)
    told = [value for value in values if value is not None]
    if any(round_to(value, decimals) in readings for value in told):
        return True
    return Decimal(100) in readings and any(value >= 100 for value in told)


def _written(measured: Sequence[_Measured], field: str) -> str:
    figures = [one.target if field == "target" else one.realisasi for one in measured]
    return ", ".join(dict.fromkeys(figure.written for figure in figures))


# Tabel 3.4: what a remark says of the serapan.

_SERAPAN_IS = re.compile(
    r"\b(?:serapan|penyerapan|realisasi anggaran|realisasi keuangan)(?:nya)?"
    r"(?: (?:anggaran|kegiatan|program|ini|sebesar|mencapai|hanya|sudah|telah|masih|baru|adalah))*"
    rf"(?: (?P<side>di ?bawah|kurang dari|di ?atas|lebih dari|melebihi))? (?P<number>{NUMBER}) ?(?:%|persen)"
)
_MONEY_WORDS = "serapan penyerapan anggaran realisasi keuangan kegiatan"


@KET01.check
def find_contradicted_serapan(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.TABEL_3_4):
        amounts = {id(row): item for item in lampiran.items for row in item.rows}
        for remark in _remarks(lampiran):
            item = amounts.get(id(remark.rows[0]))
            if item is None or len(remark.rows) > len(item.rows):
                continue
            pagu = item.amount(Field.PAGU, lampiran.year)
            realisasi = item.amount(Field.REALISASI_ANGGARAN, lampiran.year)
            serapan = compute_serapan(pagu.value, realisasi.value)
            what = "" if serapan is None else _wrong_serapan(remark.text, serapan)
            if what:
                yield KET01.finding(
                    remark.cell,
                    Subject.of_item(lampiran, item, "keterangan", lampiran.year),
                    what=what,
                    fix="perbaiki keterangannya, atau periksa pagu dan realisasinya",
                    written=remark.text,
                    related=(*pagu.cells, *realisasi.cells),
                )


def _wrong_serapan(text: str, serapan: Persen) -> str:
    low = tidy(text).lower()
    match = _SERAPAN_IS.search(low)
    if match is None:
        return ""
    clause = _CLAUSE_END.split(low[: match.start()])[-1]
    if _NEGATED.search(clause) or not speaks_of(clause, _MONEY_WORDS):
        return ""
    number, side = read_number(match["number"]), match["side"]
    limit = number.readings[0] if number.readings else Decimal(0)
    shown = round_to(serapan, max(number.decimals, 2))
    is_low = side in ("di bawah", "dibawah", "kurang dari")
    right = number.equals(serapan) if side is None else (shown < limit if is_low else shown > limit)
    return (
        "" if right else f"keterangan menyebut “{match[0]}”, hasil hitung {format_persen(serapan)}"
    )


# Pembanding: better or worse than the province and the nation.

_COMPARED = re.compile(
    r"\b(?P<how>lebih (?:baik|buruk|tinggi|besar|banyak|lama|rendah|kecil|sedikit|singkat|cepat)"
    r"|di ?atas|di ?bawah|melampaui|melebihi|sama dengan|setara dengan)\b(?P<with>[^.;,]*)"
)
_HIGHER = frozenset({"tinggi", "besar", "banyak", "lama", "atas", "diatas"})
_LOWER = frozenset({"rendah", "kecil", "sedikit", "singkat", "cepat", "bawah", "dibawah"})


@KET01.check
def find_contradicted_comparisons(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.PEMBANDING):
        year = lampiran.year
        for row in lampiran.rows:
            realisasi = row.figure(Field.REALISASI, year)
            places = {
                place.value: one
                for place in (Field.PROVINSI, Field.NASIONAL)
                if (one := row.sel(place, year)) is not None and one.value is not None
            }
            if not row.indikator or realisasi.value is None or not row.keterangan:
                continue
            arah = context.directions.of(row.indikator, row.satuan)
            wrong = list(_wrong_comparisons(row, realisasi.value, places, arah))
            if wrong:
                yield KET01.finding(
                    row.at(Field.KETERANGAN),
                    Subject.of_row(lampiran, row, "keterangan", year),
                    what="; ".join(
                        f"keterangan menyebut “{words}”, padahal realisasi {realisasi.written}, "
                        f"{place} {places[place].written}"
                        for words, place in wrong
                    )
                    + (f"; indikator ini {arah.arah}" if arah.arah is Arah.TURUN else ""),
                    fix="perbaiki keterangannya, atau periksa angka pembandingnya",
                    written=row.keterangan,
                    related=(row.at(Field.REALISASI, year), *(one.cell for one in places.values())),
                )


def _wrong_comparisons(
    row: Baris, value: Decimal, places: dict[str, Sel], arah: ArahIndikator
) -> Iterator[tuple[str, str]]:
    text = re.sub(r"\b(?:tetapi|namun|tapi|sedangkan)\b", ",", tidy(row.keterangan).lower())
    text = re.sub(r"\b(?:dan|serta) (?=masih|lebih|di ?atas|di ?bawah|melampaui|sama)", ", ", text)
    if _NEGATED.search(text):
        return
    for match in _COMPARED.finditer(text):
        before = _CLAUSE_END.split(text[: match.start()])[-1].split(",")[-1]
        if not speaks_of(before, row.indikator):
            continue
        for place in words_of(match["with"]):
            figure = places.get(place)
            if figure is None or figure.value is None:
                continue
            if not _compares(match["how"], value, figure.value, arah.arah):
                yield f"{match['how']} … {place}", place


def _compares(how: str, value: Decimal, other: Decimal, arah: Arah) -> bool:
    words = set(how.split())
    if words & _HIGHER:
        return value > other
    if words & _LOWER:
        return value < other
    better = value < other if arah is Arah.TURUN else value > other
    if "baik" in words:
        return better
    if "buruk" in words:
        return value != other and not better
    if words & {"sama", "setara"}:
        return value == other or abs(value - other) * 100 <= abs(other)
    return value != other


@KET02.check
def find_contradicted_trends(context: Context) -> Iterator[Finding]:
    book = _Book.of(context)
    for lampiran in context.laporan.of(*_REMARKED, Form.PEMBANDING, Form.ANALISIS):
        year = context.laporan.year or lampiran.year
        for row in lampiran.rows:
            for field, text in _sentences(row):
                for moved in trend_claims(text, row.indikator, year):
                    found = _contradicted_trend(context, row, moved, _history_of(book, row), year)
                    if found is not None:
                        yield _trend_finding(lampiran, row, field, moved, found)


def _sentences(row: Baris) -> Iterator[tuple[Field, str]]:
    """Yield the fields of a row that hold sentences of its own about its indicator."""
    texts = {Field.KETERANGAN: row.keterangan, **{cause: row.text(cause) for cause in _CAUSES}}
    for field, text in texts.items():
        if row.indikator and says_something(text) and row.at(field).row == row.row:
            yield field, text


def _history_of(book: _Book, row: Baris) -> dict[int, list[_Told]]:
    own = book.history.get(_key(row))
    if own is not None:
        return own
    goal = book.goals.find(row.indikator)
    return book.history.get(_key(goal.row), {}) if goal is not None else {}


class _Contradiction(NamedTuple):
    """What the figures say instead, the cells, and whether the remark left the year open."""

    told: str
    cells: tuple[CellRef, ...]
    is_open: bool = False


def _contradicted_trend(
    context: Context, row: Baris, moved: Moved, history: dict[int, list[_Told]], year: int
) -> _Contradiction | None:
    if moved.start and moved.end and moved.start.readings and moved.end.readings:
        start, end = moved.start.readings[0], moved.end.readings[0]
        if (moved.trend is Trend.UP and end <= start) or (
            moved.trend is Trend.DOWN and end >= start
        ):
            return _Contradiction(told="kedua angka itu bergerak sebaliknya", cells=())
    since = moved.since or year - 1
    before, now = history.get(since, []), history.get(year, [])
    if not before or not now or since >= year:
        return None
    cells = (before[0].cell, now[0].cell)
    shown = (
        f"{since} {before[0].figure.written} ({before[0].place}), {year} {now[0].figure.written} "
        f"({now[0].place})"
    )
    quoted = [n for n in (moved.start, moved.end) if n is not None]
    if quoted:
        context.tally["keterangan"] += 1
        right = [
            any(number.equals(told.figure.value) for told in told_of)
            for number, told_of in ((moved.start, before), (moved.end, now))
            if number is not None
        ]
        # Where no figure fits, the remark counts something else.
        return _Contradiction(told=shown, cells=cells) if any(right) and not all(right) else None
    arah = context.directions.of(row.indikator, row.satuan).arah
    context.tally["keterangan"] += 1
    pairs = [(b.figure.value, n.figure.value) for b in before for n in now]
    if any(b is None or n is None or _moves(moved, b, n, arah) for b, n in pairs):
        return None
    return _Contradiction(told=shown, cells=cells, is_open=not moved.since)


def _moves(moved: Moved, before: Decimal, now: Decimal, arah: Arah) -> bool:
    """Tell whether a value moved as said; of a capaian also whether its percentage may have."""
    better = now < before if arah is Arah.TURUN else now > before
    worse = now > before if arah is Arah.TURUN else now < before
    if moved.of_capaian:
        # Between two years the target moves, too: only standing still is sure of the percentage.
        return moved.trend is not Trend.SAME or now == before or arah is Arah.TURUN
    if moved.trend is Trend.SAME:
        limit = _STEADY if moved.words.startswith("stabil") else Decimal(0)
        return abs(now - before) * 100 <= abs(before) * limit
    return {
        Trend.UP: now > before,
        Trend.DOWN: now < before,
        Trend.BETTER: better,
        Trend.WORSE: worse,
    }[moved.trend]


def _trend_finding(
    lampiran: Lampiran, row: Baris, field: Field, moved: Moved, found: _Contradiction
) -> Finding:
    text = row.keterangan if field == "keterangan" else row.text(field)
    label = "keterangan" if field == "keterangan" else "analisis"
    return KET02.finding(
        row.at(field),
        Subject.of_row(lampiran, row, field, lampiran.year),
        what=f"{label} menyebut “{moved.words}”, padahal {found.told}",
        fix="perbaiki kalimatnya, atau periksa angka kedua tahun itu",
        written=tidy(text),
        related=found.cells,
        severity=Severity.WARNING if found.is_open else None,
    )


@KET03.check
def find_contradicted_analysis(context: Context) -> Iterator[Finding]:
    book = _Book.of(context)
    for lampiran in context.laporan.of(Form.ANALISIS):
        for rows in _entries(lampiran):
            one = measure(context, lampiran, rows[0]) or book.goals.find(rows[0].indikator)
            reached = None if one is None else one.is_reached
            if one is not None and reached is not None:
                context.tally["keterangan"] += 1
                yield from _judge_analysis(lampiran, rows, one, is_reached=reached)


def _entries(lampiran: Lampiran) -> list[list[Baris]]:
    """Return the rows of each indicator; one without a name continues the one above."""
    groups: list[list[Baris]] = []
    for row in lampiran.rows:
        name = squash(row.indikator)
        if groups and name in ("", squash(groups[-1][0].indikator)):
            groups[-1].append(row)
        elif name:
            groups.append([row])
    return groups


def _judge_analysis(
    lampiran: Lampiran, rows: Sequence[Baris], one: _Measured, *, is_reached: bool
) -> Iterator[Finding]:
    due, other = _CAUSES if is_reached else _CAUSES[::-1]
    if _is_combined(lampiran):
        due = other = next(field for field in _CAUSES if lampiran.columns.has(field))
    outcome = "tercapai" if is_reached else "tidak tercapai"
    what = {
        "penyebab_keberhasilan": "penyebab keberhasilan",
        "penyebab_kegagalan": "penyebab kegagalan",
    }
    has_due, has_other = _is_filled(rows, due), _is_filled(rows, other)
    if has_other and not has_due:
        yield _analysis(
            lampiran, rows[0], other, one,
            what=f"{what[other]} diisi, padahal target {outcome}: {one.standing}",
            fix=f"pindahkan atau ganti dengan {what[due]}, atau periksa target, realisasi, dan arahnya",
        )  # fmt: skip
    elif not has_due and lampiran.columns.has(due):
        yield _analysis(
            lampiran, rows[0], due, one,
            what=f"{what[due]} kosong, padahal target {outcome}: {one.standing}",
            fix=f"isi {what[due]}",
        )  # fmt: skip
    elif is_reached and has_other and other != due:
        yield _analysis(
            lampiran, rows[0], other, one,
            what=f"penyebab kegagalan ikut diisi, padahal target tercapai: {one.standing}",
            fix="tulis sebagai hambatan yang sudah diatasi, atau kosongkan",
            severity=Severity.INFO,
        )  # fmt: skip
    if (
        not is_reached
        and has_due
        and lampiran.columns.has(Field.SOLUSI)
        and not _is_filled(rows, Field.SOLUSI)
    ):
        yield _analysis(
            lampiran, rows[0], Field.SOLUSI, one,
            what=f"solusi kosong, padahal target tidak tercapai: {one.standing}",
            fix="isi solusi atau upaya perbaikannya",
        )  # fmt: skip


def _is_combined(lampiran: Lampiran) -> bool:
    """Tell whether one column is meant for causes of either kind."""
    columns = [column for field in _CAUSES if (column := lampiran.columns.first(field)) is not None]
    if len(columns) != 1:
        return False
    label = squash(columns[0].label)
    good = any(word in label for word in ("keberhasilan", "pendorong", "pendukung"))
    bad = any(word in label for word in ("kegagalan", "penghambat", "hambatan", "kendala"))
    return good and bad


def _is_filled(rows: Sequence[Baris], field: Field) -> bool:
    return any(says_something(row.text(field)) for row in rows)


def _analysis(
    lampiran: Lampiran,
    row: Baris,
    field: Field,
    one: _Measured,
    *,
    what: str,
    fix: str,
    severity: Severity | None = None,
) -> Finding:
    if indicator_key(one.row.indikator) != indicator_key(row.indikator):
        what += f"; dinilai menurut “{one.row.indikator}” di {one.lampiran.form.label}"
    return KET03.finding(
        row.at(field),
        Subject.of_row(lampiran, row, field, lampiran.year),
        what=what,
        fix=fix,
        written=tidy(row.text(field)),
        related=one.cells,
        severity=severity,
    )


@KET06.check
def find_unexplained_misses(context: Context) -> Iterator[Finding]:
    """A remark explains its item's other rows, the item above and the items below."""
    analysed = Names((one.indikator, one) for one in context.laporan.analisis)
    for lampiran in context.laporan.of(Form.TABEL_3_1):
        told = {item.position for item in lampiran.items if _is_explained(item)}
        above = {lampiran.items[position].parent for position in told}
        explained = told | above
        missed = [
            one
            for item in lampiran.items
            if not ((item.nama and item.position in explained) or item.parent in told)
            for row in item.rows
            if not says_something(row.keterangan)
            and (one := measure(context, lampiran, row)) is not None
            and one.is_reached is False
            and analysed.find(row.indikator) is None
        ]
        if missed and told:
            yield _unexplained(lampiran, missed)


def _is_explained(item: Item) -> bool:
    return any(says_something(row.keterangan) for row in item.rows)


def _unexplained(lampiran: Lampiran, missed: Sequence[_Measured]) -> Finding:
    first = missed[0]
    what = f"{first.standing}, tanpa keterangan"
    if len(missed) > 1:
        what += f"; begitu juga {len(missed) - 1} baris lain"
    return KET06.finding(
        first.row.at(Field.KETERANGAN),
        Subject.of_row(lampiran, first.row, "keterangan", lampiran.year),
        what=what,
        fix="tulis penyebabnya di kolom Keterangan atau di lembar Analisis",
        also=[one.row.at(Field.KETERANGAN) for one in missed[1:]],
        related=first.cells,
    )
