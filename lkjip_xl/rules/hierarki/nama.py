"""HIR: names and indicators that drift from one annex to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import BELOW_GOALS, Level
from lkjip_xl.figures.alignment import AlignedIndicator, AlignedItem, IndicatorMention
from lkjip_xl.figures.naming import indicator_key
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.spelling import Vocabulary, find_drift, item_spellings, shorten, tell_drift
from lkjip_xl.rules.wording import grouped

HIR05 = Rule(
    code="HIR05",
    name="nama-berbeda-antar-lampiran",
    severity=Severity.WARNING,
    doc="""
        Nama yang sama ditulis berbeda di dua lampiran.

        Salah ketik dicatat sebagai informasi; kata yang berbeda arti (Provinsi, bukan Kabupaten/Kota)
        sebagai peringatan. Huruf besar, spasi, tanda baca, “&” untuk “dan”, dan singkatan yang lazim
        tidak dicatat.

        Mengapa: nama program, kegiatan, dan sub kegiatan mengikuti nomenklatur di DPA; nama yang
        menyimpang menyulitkan pencocokan dan dapat berarti item lain.

        Salah (berbeda arti):
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan                        | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM DESA                            | Desa mandiri      | desa   | 80     | 80        | 100         |
            | Kegiatan: Peningkatan Pendapatan Asli Desa | Jumlah usaha   | usaha  | 10     | 10        | 100         |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan                        | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM DESA                            | 300.000.000        | 300.000.000    | 100,00    |
            | Kegiatan: Peningkatan Pendapatan Asli Daerah | 300.000.000   | 300.000.000    | 100,00    |

        Salah (salah ketik):
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan           | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM KANTOR             | Layanan kantor    | persen | 80     | 80        | 100         |
            | Kegiatan: Surat Menyurat   | Jumlah surat      | surat  | 10     | 10        | 100         |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan           | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM KANTOR             | 300.000.000        | 300.000.000    | 100,00    |
            | Kegiatan: Surat Meyurat    | 300.000.000        | 300.000.000    | 100,00    |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan           | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM KANTOR             | Layanan kantor    | persen | 80     | 80        | 100         |
            | Kegiatan: Surat & Rapat Kab./Kota | Jumlah surat | surat | 10     | 10        | 100         |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan           | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | Program Kantor             | 300.000.000        | 300.000.000    | 100,00    |
            | Kegiatan: Surat dan Rapat Kabupaten/ Kota | 300.000.000 | 300.000.000 | 100,00    |
    """,
)

HIR06 = Rule(
    code="HIR06",
    name="indikator-milik-item-lain",
    severity=Severity.WARNING,
    doc="""
        Indikator berada pada kegiatan atau sub kegiatan lain daripada di lampiran lain.

        Mengapa: biasanya satu baris bergeser atau tersalin, sehingga kinerja sebuah kegiatan diukur
        dengan indikator kegiatan lain.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan       | Indikator Kinerja              | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN          | Persentase jalan mantap        | persen | 80     | 80        | 100         |
            | Kegiatan: Pemeliharaan | Panjang jalan yang dipelihara  | km     | 10     | 10        | 100         |
            | Kegiatan: Peningkatan  | Panjang jalan yang ditingkatkan | km    | 5      | 5         | 100         |

            Tabel 3.2 Realisasi Kinerja dan Anggaran
            | Program/Kegiatan       | Indikator                      | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN          | Persentase jalan mantap        | persen | 60           | 450.000.000    | 80           | 500.000.000    |
            | Kegiatan: Pemeliharaan | Jumlah rambu yang dicat ulang  | km     | 5            | 250.000.000    | 10           | 300.000.000    |
            | Kegiatan: Peningkatan  | Panjang jalan yang dipelihara  | km     | 1            | 200.000.000    | 5            | 200.000.000    |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan       | Indikator Kinerja              | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN          | Persentase jalan mantap        | persen | 80     | 80        | 100         |
            | Kegiatan: Pemeliharaan | Panjang jalan yang dipelihara  | km     | 10     | 10        | 100         |
            | Kegiatan: Peningkatan  | Panjang jalan yang ditingkatkan | km    | 5      | 5         | 100         |

            Tabel 3.2 Realisasi Kinerja dan Anggaran
            | Program/Kegiatan       | Indikator                      | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN          | Persentase jalan mantap        | persen | 60           | 450.000.000    | 80           | 500.000.000    |
            | Kegiatan: Pemeliharaan | Panjang jalan yang dipelihara  | km     | 5            | 250.000.000    | 10           | 300.000.000    |
            | Kegiatan: Peningkatan  | Panjang jalan yang ditingkatkan | km    | 1            | 200.000.000    | 5            | 200.000.000    |
    """,
)

#: An indicator with fewer letters than this may belong to many items.
_TELLING = 15
_MISSPELT = re.compile(r"(?:po|pr|por)gram\b", re.IGNORECASE)


@HIR05.check
def find_drifting_names(context: Context) -> Iterator[Finding]:
    words = Vocabulary.of(context)
    drifts = [
        (f"nama {node.level.label}", drift)
        for node in context.alignment.items
        if len(node.mentions) > 1
        for drift in find_drift(item_spellings(node), words)
    ]
    yield from tell_drift(HIR05, drifts, "nama", _how_to_mend)


def _how_to_mend(what: str) -> str:
    is_goal = what in ("nama tujuan", "nama sasaran")
    source = "Renstra" if is_goal else "nomenklatur di DPA"
    return f"cocokkan dengan {source}, lalu samakan di semua lampiran"


@HIR05.check
def find_misspelt_program(context: Context) -> Iterator[Finding]:
    """Find where the word PROGRAM itself is misspelt, which is no part of the name."""
    for lampiran in context.laporan.annexes:
        programs = [item for item in lampiran.items if item.level is Level.PROGRAM]
        wrong = [item for item in programs if _MISSPELT.match(item.nama)]
        if wrong:
            word = wrong[0].nama.split()[0]
            right = "PROGRAM" if word.isupper() else "Program"
            yield HIR05.about_items(
                wrong,
                Field.NAMA,
                what=f"kata “{word}” pada nama program ini salah ketik, seharusnya “{right}”",
                fix=f"tulis “{right}”",
                written=word,
                expected=right,
                severity=Severity.INFO,
            )


class _Owned(NamedTuple):
    """An indicator as one annex states it, and the item that it stands beside there."""

    node: AlignedItem
    indicator: AlignedIndicator
    told: IndicatorMention

    @property
    def key(self) -> str:
        return indicator_key(self.told.nama)


@HIR06.check
def find_misplaced_indicators(context: Context) -> Iterator[Finding]:
    """Find an indicator that the other annexes give to another item of the same level.

    The item that fewer annexes name is accused; of two alike, that of the annex read later.
    """
    owned = [
        _Owned(node, indicator, told)
        for indicator in context.alignment.indicators
        if (node := indicator.node) is not None and node.level in BELOW_GOALS
        for told in indicator.mentions
    ]
    telling = [one for one in owned if len(one.key) >= _TELLING]
    for same in grouped(telling, lambda one: (one.node.level, one.key)):
        by_owner = grouped(same, lambda one: one.node)
        if len(by_owner) == 2:
            usual, odd = sorted(by_owner, key=lambda own: (-len(own), _first_read(own)))
            yield from _misplaced(usual, odd)


def _first_read(owned: Sequence[_Owned]) -> int:
    return min(one.told.lampiran.form.naming for one in owned)


def _misplaced(usual: Sequence[_Owned], odd: Sequence[_Owned]) -> Iterator[Finding]:
    first, there = odd[0], usual[0].node
    told_twice = {one.told.lampiran for one in odd}
    elsewhere = [one for one in usual if one.told.lampiran not in told_twice]
    if len(elsewhere) < len(usual) and len(elsewhere) < 2:
        return  # the annex gives it to both items, and only one other annex says otherwise
    for other in elsewhere if there.of(first.told.lampiran) is not None else ():
        if _measures_otherwise(first, other.told.lampiran):
            yield _misplaced_finding([one.told for one in odd], other.told, there)
            return


def _measures_otherwise(one: _Owned, lampiran: Lampiran) -> bool:
    """Tell whether an annex gives the item other indicators, and not this one misspelt."""
    is_there = any(told.lampiran is lampiran for told in one.indicator.mentions)
    return not is_there and any(told.lampiran is lampiran for told in _told_of(one.node))


def _told_of(node: AlignedItem) -> Iterator[IndicatorMention]:
    return (told for own in node.indicators for told in own.mentions)


@HIR06.check
def find_misplaced_goals(context: Context) -> Iterator[Finding]:
    """Find the indicators of a sasaran that stand beside another sasaran in another annex."""
    for indicator in context.alignment.indicators:
        owned = [
            _Owned(told.owner, indicator, told)
            for told in indicator.mentions
            if told.owner is not None and told.owner.level is Level.SASARAN
        ]
        by_owner = grouped(owned, lambda one: one.node)
        if len(by_owner) == 2:
            usual, odd = sorted(by_owner, key=lambda own: (-_forms(own), _first_read(own)))
            first = usual[0]
            if odd[0].node.of(first.told.lampiran) is not None:
                yield _misplaced_finding([one.told for one in odd], first.told, first.node)


def _forms(owned: Sequence[_Owned]) -> int:
    return len({one.told.lampiran.form for one in owned})


def _misplaced_finding(
    odd: Sequence[IndicatorMention], usual: IndicatorMention, there: AlignedItem
) -> Finding:
    first, *others = odd
    row, form = first.rows[0], usual.lampiran.form.label
    owner = there.of(usual.lampiran)
    name = owner.nama if owner else there.nama
    own = [told.cell for told in _told_of(there) if told.lampiran is first.lampiran]
    return HIR06.finding(
        first.cell,
        Subject.of_row(first.lampiran, row, Field.INDIKATOR),
        what=(
            f"indikator “{shorten(row.indikator)}” di sini milik {row.level.label} "
            f"“{shorten(row.nama)}”, sedangkan di {form} ({usual.cell}) milik “{shorten(name)}”"
        ),
        fix=f"isi indikator {row.level.label} ini sendiri, atau perbaiki {form}",
        written=row.indikator,
        also=[told.cell for told in others],
        related=(usual.cell, *own),
    )
