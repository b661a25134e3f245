"""EVA03, EVA04: the percentages of an evaluation, of the Renstra and of each quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import SERATUS, format_number, round_to
from lkjip_xl.domain.rencana_aksi import Triwulan
from lkjip_xl.figures.capaian import measure_capaian
from lkjip_xl.figures.explanation import is_scale_slip, is_truncated
from lkjip_xl.figures.penggabungan import is_position
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.evaluasi_renja import EVALUASI_RENJA
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.rules.equations import Equation, Repairs
from lkjip_xl.rules.evaluasi.gabungan import same_at, satuan_of
from lkjip_xl.rules.rule import Context, Rule

EVA03 = Rule(
    code="EVA03",
    name="tingkat-capaian-renstra-berbeda-dari-hitungan",
    severity=Severity.ERROR,
    doc="""
        Tingkat capaian Renstra yang tertulis berbeda dari realisasi Renstra sampai tahun ini /
        target akhir Renstra × 100.

        Indikator makin rendah makin baik boleh memakai rumusnya sendiri, dan capaian di atas 100
        boleh ditulis 100 bila kantor membatasinya.

        Mengapa: dari persentase ini diketahui seberapa jauh Renstra sudah tercapai.

        Salah:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | Target Renja | Realisasi Kinerja pada Triwulan | <  | Realisasi Renja | Realisasi Renstra s.d. Tahun 2023 | Tingkat Capaian Renstra s.d. Tahun 2023 (%) |
            | ^                             | ^          | ^      | K                            | K            | I                               | II | K               | K                                 | K                                           |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 20           | 5                               | 6  | 11              | 31                                | 13,00                                       |

        Benar:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | Target Renja | Realisasi Kinerja pada Triwulan | <  | Realisasi Renja | Realisasi Renstra s.d. Tahun 2023 | Tingkat Capaian Renstra s.d. Tahun 2023 (%) |
            | ^                             | ^          | ^      | K                            | K            | I                               | II | K               | K                                 | K                                           |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 20           | 5                               | 6  | 11              | 31                                | 31,00                                       |
    """,
)

EVA04 = Rule(
    code="EVA04",
    name="persentase-triwulan-berbeda-dari-hitungan",
    severity=Severity.ERROR,
    doc="""
        Persentase sebuah triwulan berbeda dari hitungannya.

        Persentase itu dapat menyatakan realisasi triwulan, atau realisasi sampai triwulan itu,
        terhadap target setahun; dari kinerja, atau dari anggaran. Yang dipakai ialah cara yang
        menjelaskan sebagian besar persentase di tabel, sekurangnya tiga; bila tidak ada, tidak
        ada yang dicatat.

        Mengapa: kemajuan tiap triwulan dibandingkan antar indikator dari persentasenya.

        Salah:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | Target Renja | Realisasi Kinerja pada Triwulan | <     | <  | <     | Realisasi Renja | Realisasi Renstra s.d. Tahun 2023 |
            | ^                             | ^          | ^      | ^                            | ^            | I                               | <     | II | <     | ^               | ^                                 |
            | ^                             | ^          | ^      | K                            | K            | K                               | %     | K  | %     | K               | K                                 |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 20           | 5                               | 25,00 | 6  | 30,00 | 11              | 31                                |
            | PROGRAM JEMBATAN              | Jembatan   | unit   | 40                           | 8            | 2                               | 25,00 | 4  | 55,00 | 6               | 20                                |

        Benar:
            Evaluasi Hasil Renja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan | Indikator  | Satuan | Target Renstra Akhir Periode | Target Renja | Realisasi Kinerja pada Triwulan | <     | <  | <     | Realisasi Renja | Realisasi Renstra s.d. Tahun 2023 |
            | ^                             | ^          | ^      | ^                            | ^            | I                               | <     | II | <     | ^               | ^                                 |
            | ^                             | ^          | ^      | K                            | K            | K                               | %     | K  | %     | K               | K                                 |
            | PROGRAM JALAN                 | Jalan baik | km     | 100                          | 20           | 5                               | 25,00 | 6  | 30,00 | 11              | 31                                |
            | PROGRAM JEMBATAN              | Jembatan   | unit   | 40                           | 8            | 2                               | 25,00 | 4  | 50,00 | 6               | 20                                |
    """,
)

#: The percentages of the Renstra, each with what it compares.
_OF_RENSTRA = (
    (Field.CAPAIAN_RENSTRA, Field.TARGET_AKHIR, Field.REALISASI_RENSTRA),
    (Field.SERAPAN_RENSTRA, Field.PAGU_AKHIR, Field.REALISASI_ANGGARAN_RENSTRA),
)
#: Percentages that must show a way before the others are held against it.
_LEAST_SHOWN = 3

#: A percentage of a whole and what came of it; ``None`` where there is none.
Rumus = Callable[[Decimal, Decimal], Decimal | None]


def _quotient(whole: Decimal, part: Decimal) -> Decimal | None:
    return part * SERATUS / whole if whole else None


@dataclass(frozen=True, kw_only=True, eq=False)
class Tingkat(Equation):
    """A percentage, its whole, and the figures that are added for its part.

    ``rumus`` are the formulas that may be meant, the usual one first; ``capped`` where the office
    writes no percentage above 100.
    """

    percent: Sel
    whole: Sel
    parts: tuple[Sel, ...]
    rumus: Sequence[Rumus] = (_quotient,)
    capped: bool = False
    of: str = ""
    order = 2

    @property
    def terms(self) -> tuple[Sel, ...]:
        return self.percent, self.whole, *self.parts

    @property
    def accused(self) -> Sel:
        return self.percent

    @property
    def due(self) -> Decimal | None:
        return self.implied(self.percent, {})

    def holds(self, repairs: Repairs) -> bool:
        results = [own for own in self._results(repairs) if own is not None]
        if not results:
            return True
        figure = self.percent.figure
        if self.percent in repairs:
            return any(same_at(figure, repairs[self.percent], own) for own in results)
        return any(figure.shows(own) or is_truncated(figure, own) for own in results)

    def _results(self, repairs: Repairs) -> Iterator[Decimal | None]:
        whole = repairs.get(self.whole, self.whole.number)
        part = sum((repairs.get(one, one.number) for one in self.parts), Decimal(0))
        for rumus in self.rumus:
            result = rumus(whole, part)
            yield result
            if self.capped and result is not None and result > SERATUS:
                yield SERATUS

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        if term is self.percent:
            return next(self._results(repairs), None)
        percent = repairs.get(self.percent, self.percent.number)
        if term is self.whole:
            part = sum((repairs.get(one, one.number) for one in self.parts), Decimal(0))
            value = part * SERATUS / percent if percent else None
        else:
            whole = repairs.get(self.whole, self.whole.number)
            others = (repairs.get(one, one.number) for one in self.parts if one is not term)
            value = whole * percent / SERATUS - sum(others, Decimal(0))
        # Only an amount that a person may have written; money is not known from a percentage.
        if value is None or value <= 0 or term.field.is_money:
            return None
        rounded = round_to(value, term.figure.decimals)
        return rounded if self.holds({**repairs, term: rounded}) else None

    def testify(self, term: Sel, value: Decimal) -> str:
        if term is self.percent:
            return f"hasil hitung {term.show(value)}"
        shown = self.percent.show(self.percent.number)
        return f"{self.percent.label} {shown} ({self.percent.cell.a1}) menjadi cocok"


@EVA03.equations
def state_renstra_percentages(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(EVALUASI_RENJA):
        for percent, whole, part in _OF_RENSTRA:
            told = list(_renstra(context, lampiran, percent, whole, part))
            slips = [one for one in told if _is_slip_of_scale(one)]
            context.tally["evaluasi"] += len(told)
            # A whole column as fractions of one is a look of the column, no fault of a row.
            yield from told if 2 * len(slips) < len(told) else set(told) - set(slips)


def _is_slip_of_scale(one: Tingkat) -> bool:
    return one.due is not None and is_scale_slip(one.percent.figure, one.due)


def _renstra(
    context: Context, lampiran: Lampiran, name: Field, whole: Field, part: Field
) -> Iterator[Tingkat]:
    year = lampiran.year
    percents = [cell for row in lampiran.rows if (cell := row.told(name, year)) is not None]
    capped = all(cell.number <= SERATUS for cell in percents)
    for percent in percents:
        base, reached = percent.row.told(whole, year), percent.row.told(part, year)
        if base is None or reached is None or base.figure.upper or reached.figure.upper:
            continue
        own = () if name.is_money else (partial(measure_capaian, context.arah(percent.row)),)
        yield Tingkat(
            rule=EVA03,
            complain=_wrong,
            percent=percent,
            whole=base,
            parts=(reached,),
            rumus=(_quotient, *own),
            capped=capped,
        )


class _Cara(NamedTuple):
    """What the percentage of a quarter compares with the year, and whether up to that quarter."""

    whole: Field
    part: Field
    is_up_to: bool

    @property
    def label(self) -> str:
        name = "target setahun" if self.whole is Field.TARGET else "pagu setahun"
        return (
            f"{'realisasi s.d. triwulan itu' if self.is_up_to else 'realisasi triwulan'} / {name}"
        )


_CARA = tuple(
    _Cara(whole, part, is_up_to)
    for whole, part in (
        (Field.TARGET, Field.REALISASI),
        (Field.PAGU, Field.REALISASI_ANGGARAN),
    )
    for is_up_to in (False, True)
)


@EVA04.equations
def state_quarter_percentages(context: Context) -> Iterator[Equation]:
    """State the percentages of the quarters in the way that explains most of them."""
    for lampiran in context.laporan.of(EVALUASI_RENJA):
        stated = {cara: list(_quarters(context, lampiran, cara)) for cara in _CARA}
        shown = {cara: sum(one.holds({}) for one in own) for cara, own in stated.items()}
        best = max(_CARA, key=shown.__getitem__)
        if shown[best] >= _LEAST_SHOWN and 4 * shown[best] >= 3 * len(stated[best]):
            context.tally["evaluasi"] += len(stated[best])
            yield from stated[best]


def _quarters(context: Context, lampiran: Lampiran, cara: _Cara) -> Iterator[Tingkat]:
    for row in lampiran.rows:
        whole = row.told(cara.whole, lampiran.year)
        if whole is None or whole.figure.upper is not None:
            continue
        # A percentage up to a quarter does not add up the positions of the quarters.
        adds = cara.is_up_to and not (cara.whole is Field.TARGET and is_position(satuan_of(whole)))
        for triwulan in Triwulan:
            percent = row.told(Field.CAPAIAN.in_quarter(triwulan), lampiran.year)
            parts = _parts(row, cara.part, triwulan, adds=adds)
            if percent is not None and parts:
                own = () if cara.whole.is_money else (partial(measure_capaian, context.arah(row)),)
                yield Tingkat(
                    rule=EVA04,
                    complain=_wrong,
                    percent=percent,
                    whole=whole,
                    parts=parts,
                    rumus=(_quotient, *own),
                    capped=True,
                    of=cara.label,
                )


def _parts(row: Baris, name: Field, triwulan: Triwulan, *, adds: bool) -> tuple[Sel, ...]:
    """Return a quarter's figure, with those of the quarters before it where they are added."""
    year = row.lampiran.year
    own = row.told(name.in_quarter(triwulan), year)
    if own is None or own.figure.upper is not None:
        return ()
    earlier = (tw for tw in Triwulan if adds and tw < triwulan)
    told = (row.told(name.in_quarter(tw), year) for tw in earlier)
    return (*filter(None, told), own)


def _wrong(one: Tingkat) -> Finding:
    due = one.due
    assert due is not None
    percent = one.percent
    decimals = percent.figure.decimals
    correct = format_number(due, decimals)
    part = " + ".join(format_number(cell.number) for cell in one.parts)
    part = f"({part})" if len(one.parts) > 1 else part
    way = f"; di tabel ini {one.of} × 100" if one.of else ""
    return one.rule.about(
        percent,
        what=f"{percent.label} tertulis {percent.written.rstrip('%')}%, hasil hitung {correct}%{way}",
        fix=f"isi {correct}%, atau periksa angka yang dibandingkan",
        expected=correct,
        calculation=f"{part} / {format_number(one.whole.number)} × 100 = {correct}",
        related=[cell.cell for cell in (one.whole, *one.parts)],
    )
