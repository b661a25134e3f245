"""REN, targets and indicators: what was promised, how it is measured, what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.quantity import Figure, Persen, format_number, format_persen
from lkjip_xl.figures.arah import parse_arah
from lkjip_xl.figures.capaian import compute_capaian, show_calculation
from lkjip_xl.figures.matching import Names
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.extent import feeds_a_report, says_something
from lkjip_xl.rules.keterangan.claims import Claim, fits
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import squash, words_of

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

REN07 = Rule(
    code="REN07",
    name="target-tidak-pernah-naik",
    severity=Severity.WARNING,
    doc="""
        Target sama setiap tahun, padahal setiap tahun sudah tercapai.

        Target yang tidak dapat bergerak dilewati: 100% dari suatu bagian, nol kejadian, dokumen
        atau laporan yang setiap tahun sama banyaknya.

        Mengapa: target jangka menengah menggambarkan perbaikan. Target yang diam padahal tercapai
        tidak lagi mendorong apa pun.

        Salah:
            Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
            | Sasaran       | Indikator            | Satuan | Target 2021 | Target 2022 | Target 2023 | Realisasi 2021 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Panjang jalan mantap | km     | 80          | 80          | 80          | 82             | 85             | 90             |

        Benar:
            Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
            | Sasaran       | Indikator            | Satuan | Target 2021 | Target 2022 | Target 2023 | Realisasi 2021 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Panjang jalan mantap | km     | 80          | 83          | 86          | 82             | 85             | 90             |
    """,
)

REN08 = Rule(
    code="REN08",
    name="iku-tidak-lengkap",
    severity=Severity.WARNING,
    doc="""
        Indikator kinerja utama tidak disertai rumus, sumber data, arah, atau penanggung jawab.

        Mengapa: tanpa rumus dan sumber data, realisasi tidak dapat diuji. Arah menentukan rumus
        capaian, dan penanggung jawab menyediakan datanya.

        Salah:
            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Target | Arah                    | Rumus                           | Sumber Data  | Penanggung Jawab |
            | Panjang jalan mantap    | km     | 80     | Makin tinggi makin baik | Panjang ruas berkondisi baik    | Survei jalan | Bidang Jalan     |
            | Jembatan mantap         | unit   | 4      | Makin tinggi makin baik |                                 | Survei jalan | Bidang Jalan     |

            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |

        Benar:
            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Target | Arah                    | Rumus                           | Sumber Data  | Penanggung Jawab |
            | Panjang jalan mantap    | km     | 80     | Makin tinggi makin baik | Panjang ruas berkondisi baik    | Survei jalan | Bidang Jalan     |
            | Jembatan mantap         | unit   | 4      | Makin tinggi makin baik | Jumlah jembatan berkondisi baik | Survei jalan | Bidang Jalan     |

            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |
    """,
)

REN09 = Rule(
    code="REN09",
    name="iku-tanpa-pembanding",
    severity=Severity.INFO,
    doc="""
        Indikator kinerja utama tidak dibandingkan dengan angka provinsi atau nasional.

        Mengapa: perbandingan dengan standar nasional atau daerah lain termasuk isi analisis capaian
        yang diminta dari laporan kinerja.

        Salah:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |

            Perbandingan dengan Provinsi dan Nasional
            | Indikator Kinerja    | Satuan | Realisasi | Provinsi | Nasional | Sumber Data      |
            | Panjang jalan mantap | km     | 80        | 75       | 78       | Statistik daerah |
            | Jembatan mantap      | unit   | 4         |          |          |                  |

        Benar:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |
            | Jembatan mantap      | unit   | 4      | 4         | 100         |

            Perbandingan dengan Provinsi dan Nasional
            | Indikator Kinerja    | Satuan | Realisasi | Provinsi | Nasional | Sumber Data      |
            | Panjang jalan mantap | km     | 80        | 75       | 78       | Statistik daerah |
            | Jembatan mantap      | unit   | 4         | 3        | 5        | Statistik daerah |
    """,
)

REN10 = Rule(
    code="REN10",
    name="rekomendasi-tanpa-tindak-lanjut",
    severity=Severity.WARNING,
    doc="""
        Rekomendasi hasil evaluasi tidak disertai tindak lanjut.

        Mengapa: tindak lanjut atas rekomendasi tahun lalu termasuk yang pertama diperiksa dalam
        evaluasi tahun ini.

        Salah:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |

            Tindak Lanjut Rekomendasi
            | No | Rekomendasi                   | Tindak Lanjut            | Keterangan |
            | 1  | Lengkapi rumus indikator      | Metadata indikator dibuat | Selesai    |
            | 2  | Pantau rencana aksi triwulan  | -                        |            |

        Benar:
            Tabel 3.1 Pencapaian Kinerja
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 80     | 80        | 100         |

            Tindak Lanjut Rekomendasi
            | No | Rekomendasi                   | Tindak Lanjut            | Keterangan |
            | 1  | Lengkapi rumus indikator      | Metadata indikator dibuat | Selesai    |
            | 2  | Pantau rencana aksi triwulan  | Rapat setiap triwulan    | Berjalan   |
    """,
)

REN11 = Rule(
    code="REN11",
    name="target-bergerak-ke-arah-salah",
    severity=Severity.WARNING,
    doc="""
        Target dari tahun ke tahun menjauh dari perbaikan, atau skalanya berganti di tengah periode.

        Mengapa: target Renstra bergerak searah dengan indikatornya. Lompatan yang sangat besar
        berarti satuan atau skalanya berubah, sehingga tahun-tahun itu tidak dapat dibandingkan.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2021
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 85     | 85        | 100         |

            Tujuan dan Sasaran
            | Tujuan | Sasaran       | Indikator            | Satuan | Target 2021 | Target 2022 | Target 2023 |
            | Jalan  | Jalan membaik | Panjang jalan mantap | km     | 85          | 66          | 67          |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2021
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Panjang jalan mantap | km     | 85     | 85        | 100         |

            Tujuan dan Sasaran
            | Tujuan | Sasaran       | Indikator            | Satuan | Target 2021 | Target 2022 | Target 2023 |
            | Jalan  | Jalan membaik | Panjang jalan mantap | km     | 85          | 86          | 87          |
    """,
)

#: A capaian so many times over points to another scale rather than to an easy target.
_OTHER_SCALE = Persen(Decimal(1000))
#: Targets of neighbouring years that differ by so much are not on one scale.
_LEAP = 20
#: So many years make a habit.
_LEAST_YEARS = 3
#: A table with fewer rows is an excerpt, of which no further column is asked.
_LEAST_ROWS = 2
_GOALS = (Level.TUJUAN, Level.SASARAN)
#: What an office makes once or as often each year.
_OUTPUTS = frozenset(
    [
        "dokumen",
        "dok",
        "laporan",
        "lap",
        "bulan",
        "kegiatan",
        "keg",
        "kali",
        "buku",
        "berkas",
        "paket",
        "perda",
        "perwal",
        "perbup",
        "sk",
        "aplikasi",
        "sistem",
        "tahun",
        "orang",
        "unit",
        "lembaga",
    ]
)
#: The top of their scale is 100.
_TO_HUNDRED = frozenset({"persen", "%", "indeks", "nilai", "skor", "skala", "poin"})
_IKU_LABELS = {
    Field.RUMUS: "rumus",
    Field.SUMBER_DATA: "sumber data",
    Field.ARAH: "arah",
    Field.PENANGGUNG_JAWAB: "penanggung jawab",
}


class _Easy(NamedTuple):
    """One indicator whose target was reached several times over."""

    lampiran: Lampiran
    row: Baris
    year: int
    target: Figure
    realisasi: Figure
    ratio: Persen
    rumus: Rumus

    @property
    def cell(self) -> CellRef:
        return self.row.at(Field.TARGET, self.year)

    @property
    def cause(self) -> tuple[str, str, str]:
        """Rows below one another with the same figures tell of one target."""
        jalur = self.row.jalur
        return jalur.program or jalur.sasaran, self.target.written, self.realisasi.written


@REN06.check
def find_easy_targets(context: Context) -> Iterator[Finding]:
    """Judge the reporting year indicator by indicator, earlier years table by table."""
    told: set[str] = set()
    for lampiran in context.laporan.of(Form.TABEL_3_1, Form.TABEL_3_3):
        causes: dict[tuple[str, str, str], list[_Easy]] = {}
        earlier: list[_Easy] = []
        for one in _easy(context, lampiran):
            name = squash(one.row.indikator)
            if one.year != lampiran.year:
                earlier.append(one)
            elif lampiran.form is Form.TABEL_3_1 or name not in told:
                causes.setdefault(one.cause, []).append(one)
                told.add(name)
        for group in causes.values():
            yield _easy_target(group, context.pengaturan.batas_mudah)
        if earlier:
            yield _easy_years(earlier, context.pengaturan.batas_mudah)


def _easy(context: Context, lampiran: Lampiran) -> Iterator[_Easy]:
    for year in lampiran.years(Field.TARGET):
        for row in lampiran.rows:
            target, realisasi = row.figure(Field.TARGET, year), row.figure(Field.REALISASI, year)
            arah = context.directions.of(row.indikator, row.satuan)
            # The usual formula of a lower-is-better indicator never passes 200.
            rumus = Rumus.TURUN_BALIK if arah.arah is Arah.TURUN else Rumus.NAIK
            ratio = compute_capaian(target.value, realisasi.value, rumus, upper=target.upper)
            is_positive = target.value is not None and target.value > 0
            if ratio is None or not is_positive or not row.indikator:
                continue
            if ratio > context.pengaturan.batas_mudah:
                yield _Easy(
                    lampiran=lampiran,
                    row=row,
                    year=year,
                    target=target,
                    realisasi=realisasi,
                    ratio=ratio,
                    rumus=rumus,
                )


def _easy_target(group: Sequence[_Easy], limit: Persen) -> Finding:
    one = group[0]
    what = (
        f"target {one.target.written}, realisasi {one.realisasi.written}: "
        f"{format_persen(one.ratio)} dari target, di atas {format_number(limit)}%"
    )
    fix = "naikkan target tahun berikutnya, dan jelaskan lonjakannya di Keterangan"
    if one.rumus is Rumus.TURUN_BALIK:
        fix = "perketat target tahun berikutnya, dan jelaskan lonjakannya di Keterangan"
    if one.ratio > _OTHER_SCALE:
        fix = "periksa satuan dan skala kedua angka; bila benar, targetnya terlalu mudah"
    return REN06.finding(
        one.cell,
        Subject.of_row(one.lampiran, one.row, "target", one.year),
        what=what,
        fix=fix,
        written=one.target,
        calculation=_calculation(one),
        also=[other.cell for other in group[1:]],
        related=(one.row.at(Field.REALISASI, one.year),),
    )


def _calculation(one: _Easy) -> str:
    assert one.target.value is not None and one.realisasi.value is not None
    return show_calculation(
        one.rumus, one.target.value, one.realisasi.value, one.ratio, upper=one.target.upper
    )


def _easy_years(earlier: Sequence[_Easy], limit: Persen) -> Finding:
    one = earlier[0]
    years = ", ".join(str(year) for year in sorted({easy.year for easy in earlier}))
    return REN06.finding(
        one.cell,
        Subject.of_row(one.lampiran, one.row, "target", one.year),
        what=(
            f"target tahun {years} terlampaui lebih dari {format_number(limit)}% pada "
            f"{len(earlier)} angka di tabel ini; yang pertama target {one.target.written}, realisasi "
            f"{one.realisasi.written}"
        ),
        fix="jelaskan dalam analisis mengapa target tahun itu serendah itu",
        written=one.target,
        calculation=_calculation(one),
        also=[other.cell for other in earlier[1:]],
        related=(one.row.at(Field.REALISASI, one.year),),
        severity=Severity.INFO,
    )


class _Loose(NamedTuple):
    """A target that asks for less than what the year before gave."""

    lampiran: Lampiran
    row: Baris
    year: int
    reached: Figure
    reached_at: CellRef

    @property
    def cell(self) -> CellRef:
        return self.row.at(Field.TARGET, self.year)


@REN06.check
def find_loose_targets(context: Context) -> Iterator[Finding]:
    """Compare the goals' targets of this year and the next with the realisasi of the year before."""
    reached = _reached_goals(context)
    seen: set[tuple[str, int]] = set()
    for lampiran in context.laporan.of(Form.TABEL_3_3, Form.TUJUAN_SASARAN):
        loose: list[_Loose] = []
        for year in lampiran.years(Field.TARGET):
            if year not in (context.laporan.year, context.laporan.year + 1):
                continue
            loose += [
                one
                for row in lampiran.rows
                if (squash(row.indikator), year) not in seen
                and (one := _loose(context, lampiran, row, year, reached)) is not None
            ]
        seen |= {(squash(one.row.indikator), one.year) for one in loose}
        if loose:
            yield _loose_targets(context, loose)


#: What a goal reached, by year: the figure and its cell.
_Reached = dict[int, tuple[Figure, CellRef]]


def _reached_goals(context: Context) -> Names[_Reached]:
    """Return the realisasi of goals by indicator, Tabel 3.1 before 3.3."""
    told: dict[str, _Reached] = {}
    for form in (Form.TABEL_3_1, Form.TABEL_3_3):
        for lampiran in context.laporan.of(form):
            for year in lampiran.years(Field.REALISASI):
                for row in lampiran.rows:
                    figure = row.figure(Field.REALISASI, year)
                    if row.level in _GOALS and row.indikator and figure.value is not None:
                        own = told.setdefault(row.indikator, {})
                        own.setdefault(year, (figure, row.at(Field.REALISASI, year)))
    return Names(told.items())


def _loose(
    context: Context,
    lampiran: Lampiran,
    row: Baris,
    year: int,
    reached: Names[_Reached],
) -> _Loose | None:
    found = (reached.find(row.indikator) or {}).get(year - 1)
    target = row.figure(Field.TARGET, year)
    if found is None or target.value is None or target.upper is not None:
        return None
    before = found[0].value
    assert before is not None
    falls = context.directions.of(row.indikator, row.satuan).arah is Arah.TURUN
    is_loose = target.value > before if falls else target.value < before
    if not is_loose or _is_leap(target.value, before):
        return None
    return _Loose(lampiran=lampiran, row=row, year=year, reached=found[0], reached_at=found[1])


def _loose_targets(context: Context, loose: Sequence[_Loose]) -> Finding:
    first = loose[0]
    told = [_tell_loose(context, one) for one in loose]
    return REN06.finding(
        first.cell,
        Subject.of_row(first.lampiran, first.row, "target", first.year),
        what="; ".join(told),
        fix="tinjau targetnya, atau jelaskan mengapa diturunkan",
        written=first.row.figure(Field.TARGET, first.year),
        also=[one.cell for one in loose[1:]],
        related=[one.reached_at for one in loose],
        severity=Severity.INFO,
    )


def _tell_loose(context: Context, one: _Loose) -> str:
    falls = context.directions.of(one.row.indikator, one.row.satuan).arah is Arah.TURUN
    side = "di atas" if falls else "di bawah"
    target = one.row.figure(Field.TARGET, one.year).written
    return (
        f"target {one.year} “{one.row.indikator}” {target} masih {side} realisasi {one.year - 1} "
        f"({one.reached.written})"
    )


class _Series(NamedTuple):
    """The targets of one indicator over the years."""

    lampiran: Lampiran
    row: Baris
    arah: ArahIndikator
    targets: tuple[tuple[int, Figure], ...]

    @property
    def values(self) -> list[Decimal]:
        return [figure.value for _, figure in self.targets if figure.value is not None]

    def cell(self, year: int) -> CellRef:
        return self.row.at(Field.TARGET, year)

    @property
    def reached(self) -> list[bool]:
        """Tell for each year whose realisasi is known whether the target was reached."""
        return [
            fits(Claim.REACHED, target, realisasi, self.arah.arah)
            for year, target in self.targets
            if (realisasi := self.row.figure(Field.REALISASI, year).value) is not None
        ]


def _series(context: Context) -> Iterator[_Series]:
    """Yield each indicator's targets once: from Tabel 3.3, else from Tujuan dan Sasaran."""
    seen: set[str] = set()
    for form in (Form.TABEL_3_3, Form.TUJUAN_SASARAN):
        here: set[str] = set()
        for lampiran in context.laporan.of(form):
            for row in lampiran.rows:
                name = squash(row.indikator)
                targets = tuple(
                    (year, figure)
                    for year in lampiran.years(Field.TARGET)
                    if (figure := row.figure(Field.TARGET, year)).value is not None
                    and figure.upper is None
                )
                if name and name not in seen and len(targets) > 1:
                    here.add(name)
                    arah = context.directions.of(row.indikator, row.satuan)
                    yield _Series(lampiran=lampiran, row=row, arah=arah, targets=targets)
        seen |= {name for name in here if form is Form.TABEL_3_3}


@REN07.check
def find_still_targets(context: Context) -> Iterator[Finding]:
    for series in _series(context):
        reached = series.reached
        years = len(series.targets)
        if years < _LEAST_YEARS or len(set(series.values)) > 1 or not _can_move(series):
            continue
        if reached and all(reached) and len(reached) >= _LEAST_YEARS - 1:
            yield _still(series, f"tercapai {len(reached)} tahun berturut-turut", None)
        elif not reached and series.lampiran.form is Form.TUJUAN_SASARAN and years > _LEAST_YEARS:
            yield _still(series, "tidak pernah bergerak sepanjang Renstra", Severity.INFO)


def _can_move(series: _Series) -> bool:
    """Tell whether a higher target is possible and makes sense."""
    value, satuan = series.values[0], set(words_of(series.row.satuan))
    if value in (0, 1) or satuan & _OUTPUTS:
        return False
    return not (value >= 100 and satuan & _TO_HUNDRED)


def _still(series: _Series, why: str, severity: Severity | None) -> Finding:
    (first, figure), *_, (last, _) = series.targets
    verb = "diturunkan" if series.arah.arah is Arah.TURUN else "dinaikkan"
    return REN07.finding(
        series.cell(last),
        Subject.of_row(series.lampiran, series.row, "target", last),
        what=f"target {figure.written} tetap sama dari {first} sampai {last}; {why}",
        fix=f"targetnya dapat {verb}, atau jelaskan mengapa tetap",
        written=figure,
        related=[series.cell(year) for year, _ in series.targets],
        severity=severity,
    )


@REN11.check
def find_receding_targets(context: Context) -> Iterator[Finding]:
    for series in _series(context):
        steps = [
            (before, after)
            for before, after in pairwise(series.targets)
            if _is_leap_between(before[1], after[1]) or _recedes(series, before[1], after[1])
        ]
        if steps:
            yield _receding(series, steps)


def _recedes(series: _Series, before: Figure, after: Figure) -> bool:
    assert before.value is not None and after.value is not None
    if series.arah.arah is Arah.TURUN:
        return after.value > before.value
    return after.value < before.value


def _is_leap_between(before: Figure, after: Figure) -> bool:
    assert before.value is not None and after.value is not None
    return _is_leap(before.value, after.value)


def _is_leap(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and large > small * _LEAP


def _receding(
    series: _Series, steps: Sequence[tuple[tuple[int, Figure], tuple[int, Figure]]]
) -> Finding:
    leaps = [step for step in steps if _is_leap_between(step[0][1], step[1][1])]
    (before_year, before), (year, after) = (leaps or steps)[0]
    what = f"target {year} {after.written}, sedangkan target {before_year} {before.written}"
    if leaps:
        what += "; selisih sebesar itu menunjuk satuan atau skala yang berbeda"
        fix = "nyatakan semua tahun dalam satu satuan"
    else:
        what += f", padahal indikator ini {series.arah.arah}"
        fix = "periksa kedua target, atau jelaskan mengapa diubah"
    is_stated = series.arah.stated_at is not None
    if not leaps and not is_stated:
        what += (
            " (arah diduga dari namanya)" if series.arah.is_inferred else " (arah tidak dinyatakan)"
        )
        fix += "; bila arahnya sebaliknya, nyatakan di lembar IKU"
    cells = [series.cell(told) for step in steps for told in (step[0][0], step[1][0])]
    return REN11.finding(
        series.cell(year),
        Subject.of_row(series.lampiran, series.row, "target", year),
        what=what,
        fix=fix,
        written=after,
        also=[cell for step in steps if (cell := series.cell(step[1][0])) != series.cell(year)],
        related=list(dict.fromkeys(cells)),
        severity=None if leaps or is_stated else Severity.INFO,
    )


@REN08.check
def find_incomplete_iku(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.IKU):
        rows = [row for row in lampiran.rows if row.indikator]
        # A bare list of indicators and targets is a Perjanjian Kinerja.
        if not rows or not lampiran.columns.has_any(Field.RUMUS, Field.SUMBER_DATA):
            continue
        for field in _IKU_LABELS:
            if not lampiran.columns.has(field):
                if len(rows) >= _LEAST_ROWS and not _arah_is_told(context, field, rows):
                    yield _no_column(lampiran, rows, field)
                continue
            blank = [row for row in rows if not says_something(row.text(field))]
            blank = [row for row in blank if not _arah_is_told(context, field, [row])]
            if blank:
                yield _blank_cells(lampiran, rows, blank, field)


def _arah_is_told(context: Context, field: Field, rows: Sequence[Baris]) -> bool:
    """Tell whether a missing arah is another rule's: a name that sounds lower-is-better."""
    return field is Field.ARAH and any(
        context.directions.of(row.indikator, row.satuan).arah is Arah.TURUN
        and parse_arah(row.text(Field.ARAH)) is None
        for row in rows
    )


def _no_column(lampiran: Lampiran, rows: Sequence[Baris], field: Field) -> Finding:
    label = _IKU_LABELS[field]
    indikator = lampiran.columns.first(Field.INDIKATOR)
    assert indikator is not None
    return REN08.finding(
        CellRef(lampiran.file, lampiran.sheet, lampiran.area.top, indikator.index),
        Subject(lampiran=lampiran, item=Form.IKU.label, field=field),
        what=f"tidak ada kolom {label.title()} untuk {len(rows)} indikator kinerja utama",
        fix=f"tambahkan kolom {label.title()} dan isi untuk setiap indikator",
        severity=Severity.INFO if field in ("arah", "penanggung_jawab") else None,
    )


def _blank_cells(
    lampiran: Lampiran, rows: Sequence[Baris], blank: Sequence[Baris], field: Field
) -> Finding:
    label = _IKU_LABELS[field]
    names = ", ".join(f"“{row.indikator}”" for row in blank[:3])
    more = f" dan {len(blank) - 3} lainnya" if len(blank) > 3 else ""
    return REN08.finding(
        blank[0].at(field),
        Subject.of_row(lampiran, blank[0], field),
        what=f"{label} kosong pada {len(blank)} dari {len(rows)} indikator: {names}{more}",
        fix=f"isi {label} setiap indikator",
        also=[row.at(field) for row in blank[1:]],
    )


@REN09.check
def find_missing_benchmarks(context: Context) -> Iterator[Finding]:
    laporan = context.laporan
    compared = Names((one.indikator, one) for one in laporan.pembanding)
    for lampiran in laporan.of(Form.IKU):
        rows = [row for row in lampiran.rows if row.indikator]
        if not laporan.pembanding:
            if rows and feeds_a_report(laporan):
                yield _no_benchmark_sheet(lampiran, rows)
            return
        absent = [row for row in rows if compared.find(row.indikator) is None]
        if absent:
            yield _no_benchmark(lampiran, absent, Field.INDIKATOR, "tidak ada di lembar Pembanding")
    for lampiran in laporan.of(Form.PEMBANDING):
        first = {squash(row.indikator): row for row in reversed(lampiran.rows) if row.indikator}
        empty = [row for row in reversed(first.values()) if _lacks_figures(context, row)]
        if empty:
            yield _no_benchmark(
                lampiran, empty, Field.PROVINSI, "tidak mempunyai satu pun angka pembanding"
            )


def _lacks_figures(context: Context, row: Baris) -> bool:
    name = squash(row.indikator)
    return not any(
        figure.written and says_something(figure.written)
        for one in context.laporan.pembanding
        if squash(one.indikator) == name
        for figure in one.angka.values()
    )


def _no_benchmark_sheet(lampiran: Lampiran, rows: Sequence[Baris]) -> Finding:
    return REN09.finding(
        rows[0].at(Field.INDIKATOR),
        Subject(lampiran=lampiran, item=Form.IKU.label, field="pembanding"),
        what=(
            f"{len(rows)} indikator kinerja utama tidak dibandingkan dengan angka provinsi atau "
            "nasional; lembar Pembanding tidak ada"
        ),
        fix="tambahkan lembar Pembanding dengan angka provinsi atau nasional beserta sumbernya",
        also=[row.at(Field.INDIKATOR) for row in rows[1:]],
    )


def _no_benchmark(lampiran: Lampiran, rows: Sequence[Baris], field: Field, why: str) -> Finding:
    names = ", ".join(f"“{row.indikator}”" for row in rows[:3])
    more = f" dan {len(rows) - 3} lainnya" if len(rows) > 3 else ""
    return REN09.finding(
        rows[0].at(field),
        Subject.of_row(lampiran, rows[0], "pembanding"),
        what=f"{names}{more} {why}",
        fix="isi angka provinsi atau nasional dan sumbernya, atau jelaskan bahwa belum tersedia",
        also=[row.at(field) for row in rows[1:]],
    )


@REN10.check
def find_idle_recommendations(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.TINDAK_LANJUT):
        if not lampiran.columns.has(Field.TINDAK_LANJUT):
            continue
        groups = _recommendations(lampiran)
        idle = [
            rows[0]
            for rows in groups
            if not any(_tells_of_action(row.text(Field.TINDAK_LANJUT)) for row in rows)
        ]
        if len(idle) > 1 and len(idle) == len(groups):
            yield _idle(lampiran, idle[0], f"semua {len(idle)} rekomendasi", idle[1:])
        else:
            yield from (_idle(lampiran, row, "rekomendasi ini", ()) for row in idle)


def _tells_of_action(words: str) -> bool:
    """Tell what was done, or is planned, from a blank and from a bare "belum"."""
    return says_something(words) and _NOT_YET.fullmatch(words.strip()) is None


_NOT_YET = re.compile(
    r"belum(?:\s+(?:ada|pernah|dimulai|ditindaklanjuti|dilaksanakan|dikerjakan|tindak\s*lanjut))*"
    r"\W*",
    re.I,
)


def _recommendations(lampiran: Lampiran) -> list[list[Baris]]:
    """Return the rows of each recommendation; one without a text continues the one above."""
    groups: list[list[Baris]] = []
    for row in lampiran.rows:
        text = squash(row.text(Field.REKOMENDASI))
        if groups and text in ("", squash(groups[-1][0].text(Field.REKOMENDASI))):
            groups[-1].append(row)
        elif text:
            groups.append([row])
    return groups


def _idle(lampiran: Lampiran, row: Baris, which: str, others: Sequence[Baris]) -> Finding:
    text = row.text(Field.REKOMENDASI)
    return REN10.finding(
        row.at(Field.TINDAK_LANJUT),
        Subject(lampiran=lampiran, item=text, field="tindak_lanjut", year=lampiran.year),
        what=f"{which} belum ditindaklanjuti: tindak lanjutnya {row.text(Field.TINDAK_LANJUT) or 'kosong'}",
        fix="tulis tindak lanjutnya, atau rencana dan tenggatnya",
        written=row.text(Field.TINDAK_LANJUT),
        also=[other.at(Field.TINDAK_LANJUT) for other in others],
        related=(row.at(Field.REKOMENDASI),),
    )
