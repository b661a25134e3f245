"""The report's outline: its chapters in order, and the words that are the same every year.

The Word template, the web page and the data file are all made from it, so that they have the same
chapters, the same sentences and the same numbers.
"""

from __future__ import annotations

from lkjip_xl.outputs.narrative.outline.akuntabilitas import AKUNTABILITAS
from lkjip_xl.outputs.narrative.outline.front import IKHTISAR, KATA_PENGANTAR
from lkjip_xl.outputs.narrative.outline.lampiran import LAMPIRAN
from lkjip_xl.outputs.narrative.outline.parts import PlannedChapter
from lkjip_xl.outputs.narrative.outline.pendahuluan import PENDAHULUAN
from lkjip_xl.outputs.narrative.outline.penutup import PENUTUP, TINDAK_LANJUT
from lkjip_xl.outputs.narrative.outline.perencanaan import PERENCANAAN

OUTLINE: tuple[PlannedChapter, ...] = (
    KATA_PENGANTAR,
    IKHTISAR,
    PENDAHULUAN,
    PERENCANAAN,
    AKUNTABILITAS,
    TINDAK_LANJUT,
    PENUTUP,
    LAMPIRAN,
)
