"""HIR: names and indicators that drift from one annex to the next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.alignment import ORDER, AlignedIndicator, AlignedItem, IndicatorMention
from lkjip_xl.figures.naming import indicator_key
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.spelling import Vocabulary, find_drift, item_spellings, shorten, tell_drift

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

_BELOW_GOALS = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
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
    yield from _misspelt_program(context)


def _how_to_mend(what: str) -> str:
    is_goal = what in ("nama tujuan", "nama sasaran")
    source = "Renstra" if is_goal else "nomenklatur di DPA"
    return f"cocokkan dengan {source}, lalu samakan di semua lampiran"


def _misspelt_program(context: Context) -> Iterator[Finding]:
    """Yield where the word PROGRAM itself is misspelt, which is no part of the name."""
    for lampiran in context.laporan.lampiran:
        wrong = [
            item
            for item in (lampiran.items if lampiran.form.is_lampiran else ())
            if item.level is Level.PROGRAM and _MISSPELT.match(item.nama)
        ]
        if wrong:
            first = wrong[0]
            word = first.nama.split()[0]
            right = "PROGRAM" if word.isupper() else "Program"
            yield HIR05.finding(
                first.rows[0].at(Field.NAMA),
                Subject.of_item(lampiran, first, "nama"),
                what=f"kata “{word}” pada nama program ini salah ketik, seharusnya “{right}”",
                fix=f"tulis “{right}”",
                written=word,
                expected=right,
                also=[item.rows[0].at(Field.NAMA) for item in wrong[1:]],
                severity=Severity.INFO,
            )


class _Owned(NamedTuple):
    """An indicator as one annex states it, and the item that it stands beside there."""

    node: AlignedItem
    indicator: AlignedIndicator
    told: IndicatorMention


@HIR06.check
def find_misplaced_indicators(context: Context) -> Iterator[Finding]:
    """Find an indicator that the other annexes give to another item of the same level."""
    named: dict[tuple[Level, str], list[_Owned]] = defaultdict(list)
    for indicator in context.alignment.indicators:
        node = indicator.node
        if node is None or node.level not in _BELOW_GOALS:
            continue
        for told in indicator.mentions:
            key = indicator_key(told.nama)
            if len(key) >= _TELLING:
                named[node.level, key].append(_Owned(node, indicator, told))
    for owned in named.values():
        owners = {one.node.code for one in owned}
        if len(owners) == 2:
            yield from _misplaced(owned)
    yield from _misplaced_goals(context)


def _misplaced_goals(context: Context) -> Iterator[Finding]:
    """Find the indicators of a sasaran that stand beside another sasaran in another annex."""
    for indicator in context.alignment.indicators:
        told = [one for one in indicator.mentions if _level_of(one) is Level.SASARAN]
        forms: dict[str, set[Form]] = defaultdict(set)
        for one in told:
            forms[_owner(one).code].add(one.lampiran.form)
        if len(forms) != 2:
            continue
        usual = max(forms, key=lambda code: (len(forms[code]), -min(map(ORDER.index, forms[code]))))
        first = next(one for one in told if _owner(one).code == usual)
        odd, *others = [one for one in told if _owner(one).code != usual]
        if _owner(odd).of(first.lampiran) is not None:
            yield _misplaced_finding(odd, first, _owner(first), others)


def _level_of(told: IndicatorMention) -> Level | None:
    return told.owner.level if told.owner is not None else None


def _owner(told: IndicatorMention) -> AlignedItem:
    assert told.owner is not None
    return told.owner


def _misplaced(owned: Sequence[_Owned]) -> Iterator[Finding]:
    """Accuse the item that fewer annexes name; of two alike, that of the annex read later."""
    by_owner: dict[str, list[_Owned]] = defaultdict(list)
    for one in owned:
        by_owner[one.node.code].append(one)
    usual, odd = sorted(
        by_owner.values(),
        key=lambda own: (-len(own), min(ORDER.index(one.told.lampiran.form) for one in own)),
    )
    first, there = odd[0], usual[0].node
    told_twice = {id(one.told.lampiran) for one in odd}
    elsewhere = [one for one in usual if id(one.told.lampiran) not in told_twice]
    if len(elsewhere) < len(usual) and len(elsewhere) < 2:
        return  # the annex gives it to both items, and only one other annex says otherwise
    for other in elsewhere:
        lampiran = other.told.lampiran
        if _measures_otherwise(first, lampiran) and there.of(first.told.lampiran) is not None:
            others = [one.told for one in odd[1:]]
            yield _misplaced_finding(first.told, other.told, there, others)
            return


def _measures_otherwise(one: _Owned, lampiran: Lampiran) -> bool:
    """Tell whether an annex gives the item other indicators, and not this one misspelt."""
    told = [said for own in one.node.indicators for said in own.mentions]
    is_there = any(said.lampiran is lampiran for said in one.indicator.mentions)
    return not is_there and any(said.lampiran is lampiran for said in told)


def _misplaced_finding(
    mention: IndicatorMention,
    usual: IndicatorMention,
    there: AlignedItem,
    others: Sequence[IndicatorMention],
) -> Finding:
    row = mention.rows[0]
    owner, place = there.of(usual.lampiran), f"{usual.lampiran.form.label} ({usual.cell})"
    name = owner.nama if owner else there.nama
    return HIR06.finding(
        mention.cell,
        Subject.of_row(mention.lampiran, row, "indikator"),
        what=(
            f"indikator “{shorten(row.indikator)}” di sini milik {row.level.label} "
            f"“{shorten(row.nama)}”, sedangkan di {place} milik “{shorten(name)}”"
        ),
        fix=f"isi indikator {row.level.label} ini sendiri, atau perbaiki {usual.lampiran.form.label}",
        written=row.indikator,
        also=[told.cell for told in others],
        related=(usual.cell, *_own_cells(there, mention.lampiran)),
    )


def _own_cells(node: AlignedItem, lampiran: Lampiran) -> list[CellRef]:
    """Return where an annex states the indicators of an item."""
    return [
        told.cell for own in node.indicators for told in own.mentions if told.lampiran is lampiran
    ]
