"""KET01: what a remark of Tabel 3.4 says of the serapan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import Persen, format_persen, round_to
from lkjip_xl.figures.serapan import compute_serapan
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.form import Form
from lkjip_xl.rules.keterangan.kalimat import (
    NUMBER,
    clause_before,
    is_denied,
    read_number,
    speaks_of,
)
from lkjip_xl.rules.keterangan.remarks import remarks
from lkjip_xl.rules.keterangan.target import KET01
from lkjip_xl.rules.rule import Context, Subject
from lkjip_xl.tables.text import tidy

_SERAPAN_IS = re.compile(
    r"\b(?:serapan|penyerapan|realisasi anggaran|realisasi keuangan)(?:nya)?"
    r"(?: (?:anggaran|kegiatan|program|ini|sebesar|mencapai|hanya|sudah|telah|masih|baru|adalah))*"
    r"(?: (?:(?P<low>di ?bawah|kurang dari)|(?P<high>di ?atas|lebih dari|melebihi)))?"
    rf" (?P<number>{NUMBER}) ?(?:%|persen)"
)
_MONEY_WORDS = "serapan penyerapan anggaran realisasi keuangan kegiatan"


@KET01.check
def find_contradicted_serapan(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.TABEL_3_4):
        for remark in remarks(lampiran):
            item = remark.rows[0].item
            if item is None or len(remark.rows) > len(item.rows):
                continue
            pagu = item.amount(Field.PAGU, lampiran.year)
            realisasi = item.amount(Field.REALISASI_ANGGARAN, lampiran.year)
            serapan = compute_serapan(pagu.value, realisasi.value)
            wrong = "" if serapan is None else _wrong_serapan(remark.text, serapan)
            if serapan is not None and wrong:
                yield KET01.about(
                    remark.cell,
                    Subject.of_item(lampiran, item, "keterangan", lampiran.year),
                    what=f"keterangan menyebut “{wrong}”, hasil hitung {format_persen(serapan)}",
                    fix="perbaiki keterangannya, atau periksa pagu dan realisasinya",
                    written=remark.text,
                    related=(*pagu.cells, *realisasi.cells),
                )


def _wrong_serapan(text: str, serapan: Persen) -> str:
    """Return the words that say another serapan, empty where none do."""
    low = tidy(text).lower()
    match = _SERAPAN_IS.search(low)
    if match is None:
        return ""
    clause, number = clause_before(low, match.start()), read_number(match["number"])
    if is_denied(clause) or not speaks_of(clause, _MONEY_WORDS):
        return ""
    limit = number.readings[0] if number.readings else Decimal(0)
    shown = round_to(serapan, max(number.decimals, 2))
    if match["low"] or match["high"]:
        return "" if (shown < limit if match["low"] else shown > limit) else match[0]
    return "" if number.equals(serapan) else match[0]
