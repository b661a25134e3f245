"""PJK03-PJK04: what a Renstra has come to, year by year, in T-C.29."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.kata import PERSEN, SKALA
from lkjip_xl.domain.quantity import Reading, format_number, format_persen
from lkjip_xl.figures.explanation import explain_written, is_scale_slip, is_truncated
from lkjip_xl.figures.perhitungan import Perhitungan
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.figures.satuan_sel import satuan_of
from lkjip_xl.figures.sifat_satuan import begins_as_share, is_percent
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.rekap_renja import REKAP_RENJA
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.rules.equations import Equation, Ratio, Sum, total
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.tables.text import words_of

PJK03 = Rule(
    code="PJK03",
    name="realisasi-renstra-bukan-jumlah-tahunnya",
    severity=Severity.WARNING,
    doc="""
        Perkiraan realisasi Renstra bukan jumlah dari yang dicapai sampai tahun-tahun sebelumnya,
        realisasi tahun lalu, dan target tahun berjalan.

        Hanya yang dapat dijumlahkan diperiksa: persentase, indeks, dan nilai tidak. Angka yang
        sama dengan tahun terakhirnya dianggap keadaan, bukan jumlah. Bila sebagian besar baris
        tidak dijumlahkan, tabelnya dianggap memakai cara lain.

        Mengapa: dari angka inilah tingkat capaian Renstra dihitung.

        Salah:
            Rekapitulasi Evaluasi Hasil Pelaksanaan Renja
            | Kode    | Program/Kegiatan | Indikator Kinerja | Target Renstra Tahun 2023 (akhir periode Renstra) | Realisasi Renstra s.d. Tahun 2019 | Target Tahun 2020 | Realisasi Tahun 2020 | Tingkat Realisasi (%) Tahun 2020 | Target Renja Tahun 2021 | Perkiraan Realisasi Renstra s.d. Tahun 2021 | Tingkat Capaian Renstra (%) |
            | 1.03.02 | PROGRAM JALAN    | Panjang jalan     | 100                                               | 20                                | 10                | 10                   | 100%                             | 15                      | 54                                          | 54%                         |

        Benar:
            Rekapitulasi Evaluasi Hasil Pelaksanaan Renja
            | Kode    | Program/Kegiatan | Indikator Kinerja | Target Renstra Tahun 2023 (akhir periode Renstra) | Realisasi Renstra s.d. Tahun 2019 | Target Tahun 2020 | Realisasi Tahun 2020 | Tingkat Realisasi (%) Tahun 2020 | Target Renja Tahun 2021 | Perkiraan Realisasi Renstra s.d. Tahun 2021 | Tingkat Capaian Renstra (%) |
            | 1.03.02 | PROGRAM JALAN    | Panjang jalan     | 100                                               | 20                                | 10                | 10                   | 100%                             | 15                      | 45                                          | 45%                         |
    """,
)

PJK04 = Rule(
    code="PJK04",
    name="capaian-renstra-rekap-berbeda-dari-hitungan",
    severity=Severity.ERROR,
    doc="""
        Tingkat capaian target Renstra berbeda dari realisasinya dibagi target akhir Renstra.

        Mengapa: angka ini menunjukkan sejauh mana Renstra tercapai; bila keliru, program yang
        tertinggal tidak terlihat.

        Salah:
            Rekapitulasi Evaluasi Hasil Pelaksanaan Renja
            | Kode    | Program/Kegiatan | Indikator Kinerja | Target Renstra Tahun 2023 (akhir periode Renstra) | Realisasi Renstra s.d. Tahun 2019 | Target Tahun 2020 | Realisasi Tahun 2020 | Tingkat Realisasi (%) Tahun 2020 | Target Renja Tahun 2021 | Perkiraan Realisasi Renstra s.d. Tahun 2021 | Tingkat Capaian Renstra (%) |
            | 1.03.02 | PROGRAM JALAN    | Panjang jalan     | 100                                               | 20                                | 10                | 10                   | 100%                             | 15                      | 45                                          | 54%                         |

        Benar:
            Rekapitulasi Evaluasi Hasil Pelaksanaan Renja
            | Kode    | Program/Kegiatan | Indikator Kinerja | Target Renstra Tahun 2023 (akhir periode Renstra) | Realisasi Renstra s.d. Tahun 2019 | Target Tahun 2020 | Realisasi Tahun 2020 | Tingkat Realisasi (%) Tahun 2020 | Target Renja Tahun 2021 | Perkiraan Realisasi Renstra s.d. Tahun 2021 | Tingkat Capaian Renstra (%) |
            | 1.03.02 | PROGRAM JALAN    | Panjang jalan     | 100                                               | 20                                | 10                | 10                   | 100%                             | 15                      | 45                                          | 45%                         |
    """,
)

#: Satuan whose figures are no amounts that could be added up.
_NOT_ADDED = PERSEN | SKALA | {"rasio", "angka", "predikat", "opini", "level", "kategori"}
#: What may stand in a part of the sum that adds nothing to it.
_NOTHING = (Reading.BLANK, Reading.NONE)


@dataclass(frozen=True, kw_only=True, eq=False)
class _YearsSum(Sum):
    """What has been reached so far, of figures that are no money."""

    def testify(self, term: Sel, value: Decimal) -> str:
        if term in self.wholes:
            return f"jumlah {self.parts_label} {format_number(total(self.parts))}"
        shown = format_number(total(self.wholes))
        return f"jumlah {self.parts_label} menjadi sama dengan {shown} ({self.wholes[0].cell.a1})"


class _Years(NamedTuple):
    """What a row has reached by its own account, and the years that make it up."""

    whole: Sel
    parts: tuple[Sel, ...]
    blanks: tuple[Sel, ...]

    @property
    def adds_up(self) -> bool:
        return self.whole.number == total(self.parts)

    @property
    def is_state(self) -> bool:
        """Tell whether the last of the years is what was reached, as with a state of things."""
        return self.whole.number in (self.parts[-1].number, max(p.number for p in self.parts))


@PJK03.equations
def state_years(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(REKAP_RENJA):
        rows = [one for row in lampiran.rows if (one := _years_of(lampiran, row)) is not None]
        summed = [one for one in rows if one.adds_up or not one.is_state]
        added = sum(one.adds_up for one in summed)
        if 2 * added < len(summed) and len(summed) > 2:
            continue
        for one in summed:
            context.tally["sums"] += 1
            yield _YearsSum(
                rule=PJK03,
                complain=_wrong_sum,
                wholes=(one.whole,),
                parts=one.parts,
                parts_label=f"{len(one.parts)} kolom",
                blanks=one.blanks,
            )


def _years_of(lampiran: Lampiran, row: Baris) -> _Years | None:
    """Return the years of a row whose figures can be added up, ``None`` for any other."""
    whole = row.told(Field.REALISASI_RENSTRA, lampiran.year)
    columns = _parts_of(lampiran)
    if whole is None or len(columns) < 3 or not _can_be_added(whole):
        return None
    cells = [cell for name, year in columns if (cell := row.sel(name, year)) is not None]
    if any(cell.value is None and cell.figure.reading not in _NOTHING for cell in cells):
        return None
    parts = tuple(cell for cell in cells if cell.value is not None)
    if len(parts) < 2 or not all(map(_can_be_added, parts)):
        return None
    return _Years(whole, parts, blanks=tuple(cell for cell in cells if cell not in parts))


def _parts_of(lampiran: Lampiran) -> list[tuple[Field, int]]:
    """Return the columns 5, 7 and 9: what was reached before, last year, and is aimed at now."""
    reached, aimed = lampiran.years(Field.REALISASI), lampiran.years(Field.TARGET)
    if not lampiran.columns.has(Field.REALISASI_LALU) or len(reached) != 1 or not aimed:
        return []
    if aimed[-1] <= reached[0]:
        return []
    return [
        (Field.REALISASI_LALU, lampiran.year),
        (Field.REALISASI, reached[0]),
        (Field.TARGET, aimed[-1]),
    ]


def _can_be_added(cell: Sel) -> bool:
    figure, satuan = cell.figure, satuan_of(cell)
    if figure.percent or figure.upper is not None or is_percent(satuan):
        return False
    words = set(words_of(satuan)) or set(words_of(cell.row.indikator)[:1])
    return not words & _NOT_ADDED and not begins_as_share(cell.row.indikator)


def _wrong_sum(one: Sum) -> Finding:
    whole, reached = one.wholes[0], total(one.parts)
    names = ", ".join(cell.cell.a1 for cell in one.parts)
    return PJK03.about(
        whole,
        what=f"tertulis {whole.written}, jumlah {names} {format_number(reached)}",
        fix=f"isi {format_number(reached)}, atau periksa angka tahun-tahunnya",
        expected=format_number(reached),
        calculation=show_sum([cell.number for cell in one.parts]),
        related=[cell.cell for cell in one.parts],
    )


@PJK04.equations
def state_share_of_renstra(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(REKAP_RENJA):
        for row in lampiran.rows:
            year = lampiran.year
            percent = row.told(Field.CAPAIAN_RENSTRA, year)
            target = row.told(Field.TARGET_AKHIR, year)
            reached = row.told(Field.REALISASI_RENSTRA, year)
            if percent is None or target is None or reached is None:
                continue
            one = Perhitungan(
                jenis=Field.CAPAIAN_RENSTRA,
                row=row,
                year=year,
                arah=context.arah(row),
                dasar=target.figure,
                realisasi=reached.figure,
                tertulis=percent.figure,
            )
            if one.hasil is None or _is_near(percent, one):
                continue
            context.tally[Field.CAPAIAN] += 1
            yield Ratio(
                rule=PJK04,
                complain=_wrong_share,
                perhitungan=one,
                percent=percent,
                whole=target,
                part=reached,
            )


def _is_near(percent: Sel, one: Perhitungan) -> bool:
    """Tell whether a figure is the computed one but for how it is written."""
    assert one.hasil is not None
    figure = percent.figure
    return is_scale_slip(figure, one.hasil) or (is_truncated(figure, one.hasil) and not one.agrees)


def _wrong_share(ratio: Ratio) -> Finding:
    one, figure = ratio.perhitungan, ratio.percent.figure
    assert one.hasil is not None
    correct = format_persen(one.hasil, figure.decimals)
    told = next(
        iter(explain_written(figure, one.dasar, one.realisasi, ratio.percent.row.satuan)), None
    )
    origin = "" if told is None or told.rumus is None else f"; cocok dengan rumus {told.label}"
    return PJK04.about(
        ratio.percent,
        what=f"tingkat capaian Renstra tertulis {figure.written.rstrip('%')}%, hasil hitung {correct}{origin}",
        fix=f"isi {correct}, atau periksa target akhir dan realisasinya",
        expected=correct.removesuffix("%"),
        calculation=one.show(figure.decimals),
        related=(ratio.whole.cell, ratio.part.cell),
        severity=Severity.WARNING if told is not None else None,
    )
