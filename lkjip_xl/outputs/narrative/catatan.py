"""The list of what is still wrong in the workbook, at the end of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.finding import Finding
from lkjip_xl.outputs.narrative.table import Table, centred, numbering, row, words
from lkjip_xl.outputs.narrative.text import Missing
from lkjip_xl.outputs.narrative.wording import NO_FIGURE
from lkjip_xl.outputs.sentence import as_sentence


def tabulate_catatan(findings: Sequence[Finding], gaps: Sequence[Missing] = ()) -> Table:
    """Return a table of findings in the order given, then of what the report still lacks."""
    rows = [
        row(
            str(number),
            one.code,
            one.at.sheet,
            one.at.a1,
            one.item,
            as_sentence(one.message),
            as_sentence(one.fix),
        )
        for number, one in enumerate(findings, start=1)
    ]
    rows += [
        row(str(number), NO_FIGURE, gap.where, "", gap.what, "Belum diisi.", f"Isi di {gap.where}.")
        for number, gap in enumerate(gaps, start=len(findings) + 1)
    ]
    return Table(
        columns=(
            numbering(),
            centred("Kode", unbroken=True),
            words("Lembar", 1.4),
            centred("Sel", unbroken=True),
            words("Uraian", 2.5),
            words("Catatan", 4.5),
            words("Perbaikan", 3.5),
        ),
        rows=tuple(rows),
        missing=Missing("catatan", "lembar Catatan"),
        small=True,
        wide=True,
    )
