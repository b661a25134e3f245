"""Every value of the report, declared once, by subject.

The report's object, the outline, the documents and the tags of a Word template all take them from
here: name, what it means to those who edit a template, and how it is made.
"""

from __future__ import annotations

from lkjip_xl.outputs.narrative.values.anggaran import ANGGARAN
from lkjip_xl.outputs.narrative.values.kantor import KANTOR
from lkjip_xl.outputs.narrative.values.kinerja import CAPAIAN, EVALUASI
from lkjip_xl.outputs.narrative.values.lampiran import LAMPIRAN
from lkjip_xl.outputs.narrative.values.pendahuluan import PENDAHULUAN
from lkjip_xl.outputs.narrative.values.penutup import PENUTUP
from lkjip_xl.outputs.narrative.values.perencanaan import PERENCANAAN

GROUPS = (
    KANTOR,
    CAPAIAN,
    PENDAHULUAN,
    PERENCANAAN,
    EVALUASI,
    ANGGARAN,
    PENUTUP,
    LAMPIRAN,
)
