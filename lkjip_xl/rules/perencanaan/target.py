"""REN06: targets that were reached several times over, or that ask for less than was reached before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import GOALS
from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.quantity import Persen, format_number, format_persen
from lkjip_xl.figures.capaian import show_calculation
from lkjip_xl.figures.hasil import Hasil
from lkjip_xl.figures.naming import indicator_key
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_3 import TABEL_3_3
from lkjip_xl.lampiran.formulir.tujuan_sasaran import TUJUAN_SASARAN
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.rules.perencanaan.deret import is_leap
from lkjip_xl.rules.rule import Context, Rule

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


@REN06.check
def find_easy_targets(context: Context) -> Iterator[Finding]:
    """Judge the reporting year indicator by indicator, earlier years table by table."""
    limit = format_number(context.pengaturan.batas_mudah)
    told: set[str] = set()
    for lampiran in context.laporan.of(TABEL_3_1, TABEL_3_3):
        # Rows below one another with the same figures tell of one target.
        causes: dict[tuple[str, ...], list[Hasil]] = defaultdict(list)
        earlier: list[Hasil] = []
        for one in _easy(context, lampiran):
            name, jalur = indicator_key(one.row.indikator), one.row.jalur
            if one.target.year != lampiran.year:
                earlier.append(one)
            elif lampiran.form is TABEL_3_1 or name not in told:
                causes[jalur.program or jalur.sasaran, _figures(one)].append(one)
                told.add(name)
        for group in causes.values():
            what = f"{_figures(group[0])}: {format_persen(_ratio(group[0]))} dari target, di atas {limit}%"
            yield _tell(group, what, _mend(group[0]))
        if earlier:
            years = ", ".join(map(str, sorted({one.target.year for one in earlier})))
            what = (
                f"target tahun {years} terlampaui lebih dari {limit}% pada {len(earlier)} angka di "
                f"tabel ini; yang pertama {_figures(earlier[0])}"
            )
            fix = "jelaskan dalam analisis mengapa target tahun itu serendah itu"
            yield _tell(earlier, what, fix, Severity.INFO)


def _easy(context: Context, lampiran: Lampiran) -> Iterator[Hasil]:
    for year in lampiran.years(Field.TARGET):
        for row in lampiran.rows:
            one = context.hasil(row, year)
            if one and one.target.number > 0 and _ratio(one) > context.pengaturan.batas_mudah:
                yield one


def _rumus(one: Hasil) -> Rumus:
    """Return how to see an easy target: the usual formula of a falling one never passes 200."""
    return Rumus.TURUN_BALIK if one.falls else Rumus.NAIK


def _ratio(one: Hasil) -> Persen:
    return one.measure(_rumus(one)) or Persen(Decimal(0))


def _figures(one: Hasil) -> str:
    return f"target {one.target.written}, realisasi {one.realisasi.written}"


def _mend(one: Hasil) -> str:
    if _ratio(one) > _OTHER_SCALE:
        return "periksa satuan dan skala kedua angka; bila benar, targetnya terlalu mudah"
    verb = "perketat" if one.falls else "naikkan"
    return f"{verb} target tahun berikutnya, dan jelaskan lonjakannya di Keterangan"


def _tell(easy: Sequence[Hasil], what: str, fix: str, severity: Severity | None = None) -> Finding:
    target, realisasi = easy[0].target, easy[0].realisasi
    return REN06.about(
        [one.target for one in easy],
        what=what,
        fix=fix,
        calculation=show_calculation(
            _rumus(easy[0]),
            target.number,
            realisasi.number,
            _ratio(easy[0]),
            upper=target.figure.upper,
        ),
        related=(realisasi.cell,),
        severity=severity,
    )


@REN06.check
def find_loose_targets(context: Context) -> Iterator[Finding]:
    """Compare the goals' targets of this year and the next with the realisasi of the year before."""
    seen: set[tuple[str, int]] = set()
    for lampiran in context.laporan.of(TABEL_3_3, TUJUAN_SASARAN):
        loose = [one for one in _loose(context, lampiran) if _name(one.target) not in seen]
        seen.update(_name(one.target) for one in loose)
        if loose:
            yield REN06.about(
                [one.target for one in loose],
                what="; ".join(map(_tell_loose, loose)),
                fix="tinjau targetnya, atau jelaskan mengapa diturunkan",
                related=[one.realisasi.cell for one in loose],
                severity=Severity.INFO,
            )


def _name(target: Sel) -> tuple[str, int]:
    return indicator_key(target.row.indikator), target.year


def _reached(context: Context, row: Baris, year: int) -> Sel | None:
    """Return the realisasi of a goal, Tabel 3.1 before 3.3."""
    told = context.alignment.told(row, Field.REALISASI, year)
    for form in (TABEL_3_1, TABEL_3_3):
        for cell in told:
            if cell.lampiran.form is form and cell.row.level in GOALS:
                return cell
    return None


def _loose(context: Context, lampiran: Lampiran) -> Iterator[Hasil]:
    """Yield targets that ask for less than what the year before gave, beside that."""
    this = context.laporan.year
    for year in sorted({this, this + 1}.intersection(lampiran.years(Field.TARGET))):
        for row in lampiran.rows:
            target, before = row.told(Field.TARGET, year), _reached(context, row, year - 1)
            if target is not None and before is not None and target.figure.upper is None:
                one = Hasil(target, before, context.arah(row))
                if one.is_better and not is_leap(one.realisasi, one.target):
                    yield one


def _tell_loose(one: Hasil) -> str:
    target, before, side = one.target, one.realisasi, "di atas" if one.falls else "di bawah"
    return (
        f"{target.label} “{target.row.indikator}” {target.written} masih {side} "
        f"{before.label} ({before.written})"
    )
