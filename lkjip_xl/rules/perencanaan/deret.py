"""REN07, REN11: the targets of an indicator over the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah, ArahIndikator
from lkjip_xl.domain.kata import PERSEN, SKALA
from lkjip_xl.figures.hasil import Hasil
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.tabel_3_3 import TABEL_3_3
from lkjip_xl.lampiran.formulir.tujuan_sasaran import TUJUAN_SASARAN
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.rules.rule import Context, Rule, once
from lkjip_xl.tables.text import squash, words_of

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

#: Targets of neighbouring years that differ by so much are not on one scale.
_LEAP = 20
#: So many years make a habit.
_LEAST_YEARS = 3
#: What an office makes once or as often each year.
_OUTPUTS = frozenset({
    "dokumen", "dok", "laporan", "lap", "bulan", "kegiatan", "keg", "kali", "buku", "berkas",
    "paket", "perda", "perwal", "perbup", "sk", "aplikasi", "sistem", "tahun", "orang", "unit",
    "lembaga",
})  # fmt: skip
#: The top of their scale is 100.
_TO_HUNDRED = PERSEN | SKALA


class _Series(NamedTuple):
    """The targets of one indicator over the years, ranges left out."""

    row: Baris
    arah: ArahIndikator
    targets: Sequence[Sel]

    @property
    def reached(self) -> list[bool]:
        """Tell for each year whose realisasi is known whether the target was reached."""
        return [
            Hasil(target, realisasi, self.arah).is_reached
            for target in self.targets
            if (realisasi := self.row.told(Field.REALISASI, target.year)) is not None
        ]

    @property
    def is_still(self) -> bool:
        """Tell whether one target stands for years, though another is possible and makes sense."""
        value, satuan = self.targets[0].number, set(words_of(self.row.satuan))
        if len({target.number for target in self.targets}) > 1 or value in (0, 1):
            return False
        is_full = value >= 100 and satuan & _TO_HUNDRED
        return len(self.targets) >= _LEAST_YEARS and not satuan & _OUTPUTS and not is_full

    @property
    def stillness(self) -> str:
        """Say why a target that stands still should move, empty where that is not known."""
        if self.arah.arah is Arah.STABIL:
            return ""
        reached = self.reached
        if reached and all(reached) and len(reached) >= _LEAST_YEARS - 1:
            return f"tercapai {len(reached)} tahun berturut-turut"
        is_renstra = self.row.lampiran.form is TUJUAN_SASARAN
        if not reached and is_renstra and len(self.targets) > _LEAST_YEARS:
            return "tidak pernah bergerak sepanjang Renstra"
        return ""

    def recedes(self, before: Sel, after: Sel) -> bool:
        if self.arah.arah is Arah.STABIL:
            return False
        gain = after.number - before.number
        return gain > 0 if self.arah.arah is Arah.TURUN else gain < 0


@once
def _series(context: Context) -> Sequence[_Series]:
    """Return each indicator's targets once: from Tabel 3.3, else from Tujuan dan Sasaran."""
    found = list(_series_of(context, TABEL_3_3))
    seen = {context.alignment.meant(one.row) for one in found}
    others = _series_of(context, TUJUAN_SASARAN)
    return [*found, *(one for one in others if context.alignment.meant(one.row) not in seen)]


def _series_of(context: Context, form: Form) -> Iterator[_Series]:
    for lampiran in context.laporan.of(form):
        for row in lampiran.rows:
            told = [row.told(Field.TARGET, year) for year in lampiran.years(Field.TARGET)]
            targets = [cell for cell in told if cell is not None and cell.figure.upper is None]
            if squash(row.indikator) and len(targets) > 1:
                yield _Series(row, context.arah(row), targets)


@REN07.check
def find_still_targets(context: Context) -> Iterator[Finding]:
    for series in _series(context):
        first, *_, last = series.targets
        why = series.stillness if series.is_still else ""
        if not why:
            continue
        verb = "diturunkan" if series.arah.arah is Arah.TURUN else "dinaikkan"
        yield REN07.about(
            last,
            what=f"target {first.written} tetap sama dari {first.year} sampai {last.year}; {why}",
            fix=f"targetnya dapat {verb}, atau jelaskan mengapa tetap",
            written=first.written,
            related=[target.cell for target in series.targets],
            severity=None if series.reached else Severity.INFO,
        )


@REN11.check
def find_receding_targets(context: Context) -> Iterator[Finding]:
    for series in _series(context):
        steps = [
            step for step in pairwise(series.targets) if is_leap(*step) or series.recedes(*step)
        ]
        if steps:
            yield _receding(series, steps)


def is_leap(one: Sel, other: Sel) -> bool:
    """Tell whether two figures lie so far apart that they cannot be on one scale."""
    small, large = sorted((abs(one.number), abs(other.number)))
    return Decimal(0) < small * _LEAP < large


def _receding(series: _Series, steps: Sequence[tuple[Sel, Sel]]) -> Finding:
    leaps = [step for step in steps if is_leap(*step)]
    before, after = (leaps or steps)[0]
    what = f"{after.label} {after.written}, sedangkan {before.label} {before.written}"
    if leaps:
        what += "; selisih sebesar itu menunjuk satuan atau skala yang berbeda"
        fix = "nyatakan semua tahun dalam satu satuan"
    else:
        what += f", padahal indikator ini {series.arah.arah}"
        fix = "periksa kedua target, atau jelaskan mengapa diubah"
    is_sure = bool(leaps) or series.arah.stated_at is not None
    if not is_sure:
        what += (
            f" (arah {'diduga dari namanya' if series.arah.is_inferred else 'tidak dinyatakan'})"
        )
        fix += "; bila arahnya sebaliknya, nyatakan di lembar IKU"
    return REN11.about(
        [after, *(other for _, other in steps if other is not after)],
        what=what,
        fix=fix,
        related=[target.cell for step in steps for target in step],
        severity=None if is_sure else Severity.INFO,
    )
