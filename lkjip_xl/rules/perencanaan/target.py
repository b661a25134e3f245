"""REN06: targets that were reached several times over, or that ask for less than was reached before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import GOALS
from lkjip_xl.domain.indikator import Arah, Rumus
from lkjip_xl.domain.quantity import Persen, format_number, format_persen
from lkjip_xl.figures.capaian import show_calculation
from lkjip_xl.figures.hasil import Hasil
from lkjip_xl.figures.matching import Names
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Lampiran, Sel
from lkjip_xl.rules.perencanaan.deret import is_leap
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.tables.text import squash

REN06 = Rule(
    code="REN06",
    name="target-terlalu-mudah",
    severity=Severity.WARNING,
    doc="""
        Target jauh terlampaui (capaian di atas 200%), atau lebih longgar daripada yang sudah
        dicapai tahun sebelumnya (informasi).

        Mengapa: target yang terlampaui berlipat kali tidak menantang, atau salah skala. Inspektorat
        menurunkan nilai perencanaan karenanya.

        Salah:
            | Indikator Kinerja       | Satuan | Target | Realisasi | Capaian (%) |
            | Organisasi yang terbina | persen | 30     | 100       | 333,33      |

        Benar:
            | Indikator Kinerja       | Satuan | Target | Realisasi | Capaian (%) |
            | Organisasi yang terbina | persen | 90     | 100       | 111,11      |
    """,
)

#: A capaian so many times over points to another scale rather than to an easy target.
_OTHER_SCALE = Persen(Decimal(1000))


class _Easy(NamedTuple):
    """A target that was reached several times over: ``ratio`` by ``rumus``."""

    hasil: Hasil
    rumus: Rumus
    ratio: Persen

    @property
    def target(self) -> Sel:
        return self.hasil.target

    @property
    def cause(self) -> tuple[str, str, str]:
        """Rows below one another with the same figures tell of one target."""
        jalur = self.target.row.jalur
        return jalur.program or jalur.sasaran, self.target.written, self.hasil.realisasi.written

    @property
    def figures(self) -> str:
        return f"target {self.target.written}, realisasi {self.hasil.realisasi.written}"

    @property
    def calculation(self) -> str:
        target, realisasi = self.target, self.hasil.realisasi.number
        upper = target.figure.upper
        return show_calculation(self.rumus, target.number, realisasi, self.ratio, upper=upper)


@REN06.check
def find_easy_targets(context: Context) -> Iterator[Finding]:
    """Judge the reporting year indicator by indicator, earlier years table by table."""
    limit = context.pengaturan.batas_mudah
    told: set[str] = set()
    for lampiran in context.laporan.of(Form.TABEL_3_1, Form.TABEL_3_3):
        causes: dict[tuple[str, str, str], list[_Easy]] = defaultdict(list)
        earlier: list[_Easy] = []
        for one in _easy(context, lampiran, limit):
            name = squash(one.target.row.indikator)
            if one.target.year != lampiran.year:
                earlier.append(one)
            elif lampiran.form is Form.TABEL_3_1 or name not in told:
                causes[one.cause].append(one)
                told.add(name)
        for group in causes.values():
            yield _easy_target(group, limit)
        if earlier:
            yield _easy_years(earlier, limit)


def _easy(context: Context, lampiran: Lampiran, limit: Persen) -> Iterator[_Easy]:
    for year in lampiran.years(Field.TARGET):
        for row in lampiran.rows:
            hasil = Hasil.of(context.directions, row, year)
            if hasil is None or hasil.target.number <= 0:
                continue
            # The usual formula of a lower-is-better indicator never passes 200.
            rumus = Rumus.TURUN_BALIK if hasil.falls else Rumus.NAIK
            ratio = hasil.measure(rumus)
            if ratio is not None and ratio > limit:
                yield _Easy(hasil, rumus, ratio)


def _easy_target(group: Sequence[_Easy], limit: Persen) -> Finding:
    one = group[0]
    verb = "perketat" if one.hasil.falls else "naikkan"
    fix = f"{verb} target tahun berikutnya, dan jelaskan lonjakannya di Keterangan"
    if one.ratio > _OTHER_SCALE:
        fix = "periksa satuan dan skala kedua angka; bila benar, targetnya terlalu mudah"
    return REN06.about(
        [other.target for other in group],
        what=f"{one.figures}: {format_persen(one.ratio)} dari target, di atas {format_number(limit)}%",
        fix=fix,
        calculation=one.calculation,
        related=(one.hasil.realisasi.cell,),
    )


def _easy_years(earlier: Sequence[_Easy], limit: Persen) -> Finding:
    one = earlier[0]
    years = ", ".join(map(str, sorted({easy.target.year for easy in earlier})))
    return REN06.about(
        [easy.target for easy in earlier],
        what=(
            f"target tahun {years} terlampaui lebih dari {format_number(limit)}% pada "
            f"{len(earlier)} angka di tabel ini; yang pertama {one.figures}"
        ),
        fix="jelaskan dalam analisis mengapa target tahun itu serendah itu",
        calculation=one.calculation,
        related=(one.hasil.realisasi.cell,),
        severity=Severity.INFO,
    )


class _Loose(NamedTuple):
    """A target that asks for less than what the year before gave."""

    target: Sel
    reached: Sel
    arah: Arah

    def __str__(self) -> str:
        target, side = self.target, "di atas" if self.arah is Arah.TURUN else "di bawah"
        return (
            f"{target.label} “{target.row.indikator}” {target.written} masih {side} "
            f"{self.reached.label} ({self.reached.written})"
        )


@REN06.check
def find_loose_targets(context: Context) -> Iterator[Finding]:
    """Compare the goals' targets of this year and the next with the realisasi of the year before."""
    reached = _reached_goals(context)
    seen: set[tuple[str, int]] = set()
    for lampiran in context.laporan.of(Form.TABEL_3_3, Form.TUJUAN_SASARAN):
        loose = {
            one: (squash(one.target.row.indikator), one.target.year)
            for one in _loose(context, lampiran, reached)
        }
        new = [one for one, target in loose.items() if target not in seen]
        seen |= set(loose.values())
        if new:
            yield REN06.about(
                [one.target for one in new],
                what="; ".join(map(str, new)),
                fix="tinjau targetnya, atau jelaskan mengapa diturunkan",
                related=[one.reached.cell for one in new],
                severity=Severity.INFO,
            )


def _reached_goals(context: Context) -> Names[dict[int, Sel]]:
    """Return the realisasi of goals by indicator and year, Tabel 3.1 before 3.3."""
    told: dict[str, dict[int, Sel]] = defaultdict(dict)
    for cell in (*context.angka(Form.TABEL_3_1), *context.angka(Form.TABEL_3_3)):
        is_goal = cell.row.level in GOALS and cell.row.indikator
        if is_goal and cell.field is Field.REALISASI and cell.value is not None:
            told[cell.row.indikator].setdefault(cell.year, cell)
    return Names(told.items())


def _loose(
    context: Context, lampiran: Lampiran, reached: Names[dict[int, Sel]]
) -> Iterator[_Loose]:
    this = context.laporan.year
    for year in lampiran.years(Field.TARGET):
        for row in lampiran.rows if year in (this, this + 1) else ():
            target = row.told(Field.TARGET, year)
            before = (reached.find(row.indikator) or {}).get(year - 1)
            if target is None or before is None or target.figure.upper is not None:
                continue
            arah, lost = context.arah(row).arah, before.number - target.number
            if (-lost if arah is Arah.TURUN else lost) > 0 and not is_leap(before, target):
                yield _Loose(target, before, arah)
