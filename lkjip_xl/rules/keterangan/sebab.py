"""KET03, KET06: whether what was missed is explained, and what was reached is not excused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.figures.hasil import Hasil
from lkjip_xl.figures.naming import indicator_key
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.feeding_rows import group_rows
from lkjip_xl.lampiran.formulir.analisis import ANALISIS
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.rules.extent import is_filled, says_something
from lkjip_xl.rules.keterangan.remarks import measured_of
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import squash, tidy

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

_CAUSES = (Field.PENYEBAB_KEBERHASILAN, Field.PENYEBAB_KEGAGALAN)


class _Entry(NamedTuple):
    """What the sheet Analisis says of one indicator, and what the figures say of it."""

    rows: Sequence[Baris]
    hasil: Hasil

    @property
    def outcome(self) -> str:
        reached = "tercapai" if self.hasil.is_reached else "tidak tercapai"
        return f"padahal target {reached}: {self.hasil.standing}"

    def has(self, field: Field) -> bool:
        return any(is_filled(row.sel(field)) for row in self.rows)

    def lacks(self, field: Field) -> bool:
        """Tell whether a column is there, and blank."""
        return self.rows[0].lampiran.columns.has(field) and not self.has(field)

    def tell(self, field: Field, what: str, fix: str, severity: Severity | None = None) -> Finding:
        row, one = self.rows[0], self.hasil.row
        if indicator_key(one.indikator) != indicator_key(row.indikator):
            what += f"; dinilai menurut “{one.indikator}” di {one.lampiran.form.label}"
        return KET03.finding(
            row.at(field),
            Subject.of_row(row.lampiran, row, field, row.lampiran.year),
            what=what,
            fix=fix,
            written=tidy(row.text(field)),
            related=self.hasil.cells,
            severity=severity,
        )


@KET03.check
def find_contradicted_analysis(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(ANALISIS):
        for rows in group_rows(lampiran.rows, lambda row: row.indikator):
            hasil = context.hasil(rows[0]) or measured_of(context, rows[0])
            if hasil is not None and hasil.is_clear:
                context.tally["keterangan"] += 1
                yield from _judge_cause(_Entry(rows, hasil))
                yield from _judge_solution(_Entry(rows, hasil))


def _judge_cause(entry: _Entry) -> Iterator[Finding]:
    due, other = _due(entry)
    if entry.has(other) and not entry.has(due):
        fix = (
            f"pindahkan atau ganti dengan {due.label}, atau periksa target, realisasi, dan arahnya"
        )
        yield entry.tell(other, f"{other.label} diisi, {entry.outcome}", fix)
    elif entry.lacks(due):
        yield entry.tell(due, f"{due.label} kosong, {entry.outcome}", f"isi {due.label}")
    elif entry.hasil.is_reached and entry.has(other) and other != due:
        fix = "tulis sebagai hambatan yang sudah diatasi, atau kosongkan"
        yield entry.tell(other, f"{other.label} ikut diisi, {entry.outcome}", fix, Severity.INFO)


def _judge_solution(entry: _Entry) -> Iterator[Finding]:
    if not entry.hasil.is_reached and entry.has(_due(entry)[0]) and entry.lacks(Field.SOLUSI):
        fix = "isi solusi atau upaya perbaikannya"
        yield entry.tell(Field.SOLUSI, f"solusi kosong, {entry.outcome}", fix)


def _due(entry: _Entry) -> Sequence[Field]:
    """Return the cause that the outcome asks for, and the one that it leaves no room for.

    One column that is meant for causes of either kind is both.
    """
    columns = entry.rows[0].lampiran.columns
    own = [column for field in _CAUSES if (column := columns.first(field)) is not None]
    label = squash(own[0].label) if len(own) == 1 else ""
    good = any(word in label for word in ("keberhasilan", "pendorong", "pendukung"))
    bad = any(word in label for word in ("kegagalan", "penghambat", "hambatan", "kendala"))
    if good and bad:
        return own[0].field, own[0].field
    return _CAUSES if entry.hasil.is_reached else _CAUSES[::-1]


@KET06.check
def find_unexplained_misses(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(TABEL_3_1):
        missed = list(_unexplained(context, lampiran))
        if missed and any(map(_is_explained, lampiran.items)):
            more = f"; begitu juga {len(missed) - 1} baris lain" if len(missed) > 1 else ""
            yield KET06.about_rows(
                [one.row for one in missed],
                Field.KETERANGAN,
                year=lampiran.year,
                what=f"{missed[0].standing}, tanpa keterangan{more}",
                fix="tulis penyebabnya di kolom Keterangan atau di lembar Analisis",
                related=missed[0].cells,
            )


def _unexplained(context: Context, lampiran: Lampiran) -> Iterator[Hasil]:
    """Yield what was missed; a remark explains its item's other rows, the item above and those below."""
    told = {item.position for item in lampiran.items if _is_explained(item)}
    explained = told | {lampiran.items[position].parent for position in told}
    for item in lampiran.items:
        if not ((item.nama and item.position in explained) or item.parent in told):
            for one in _missed(context, item):
                if not context.alignment.rows(one.row, ANALISIS):
                    yield one


def _is_explained(item: Item) -> bool:
    return any(says_something(row.keterangan) for row in item.rows)


def _missed(context: Context, item: Item) -> Iterator[Hasil]:
    """Yield what an item missed for sure, without a remark of its own."""
    for row in item.rows:
        one = None if says_something(row.keterangan) else context.hasil(row)
        if one is not None and one.is_clear and not one.is_reached:
            yield one
