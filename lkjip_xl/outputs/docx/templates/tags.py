"""Every tag of the template: those of the report's values, and of what only a document has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from lkjip_xl.outputs.narrative.value import Declared
from lkjip_xl.outputs.narrative.value import Kind as Value
from lkjip_xl.outputs.narrative.values import GROUPS as VALUES


class Kind(StrEnum):
    """What a tag holds, which decides how it is written.

    A ``RINCIAN`` is a list of items with names inside; ``BUTIR`` is one such item, which only a
    loop gives.
    """

    KATA = "kata"
    SYARAT = "syarat"
    DAFTAR = "daftar"
    RINCIAN = "rincian"
    BUTIR = "butir"
    BLOK = "blok"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; ``fields`` are the tags inside each item of a ``RINCIAN``, or inside a ``BUTIR``."""

    name: str
    kind: Kind
    meaning: str
    fields: tuple[Tag, ...] = ()


def _tags_of(value: Declared) -> Iterator[Tag]:
    """Yield the tags by which a template says a value of the report."""
    if value.condition:
        yield Tag(value.condition_name, Kind.SYARAT, value.condition)
    if value.kind is Value.CHART:
        yield Tag(f"ada_{value.name}", Kind.SYARAT, f"ada {value.meaning}")
        yield Tag(f"judul_{value.name}", Kind.KATA, f"judul {value.meaning}")
    yield Tag(value.name, _KINDS[value.kind], value.meaning, _FIELDS.get(value.kind, ()))


_KINDS = {
    Value.WORDS: Kind.KATA,
    Value.PARAGRAPHS: Kind.DAFTAR,
    Value.INDICATORS: Kind.RINCIAN,
    Value.TABLE: Kind.BLOK,
    Value.CHART: Kind.BLOK,
    Value.CHARTS: Kind.RINCIAN,
}
_FIELDS = {
    Value.INDICATORS: (
        Tag("nama", Kind.KATA, "nama indikator"),
        Tag("uraian", Kind.KATA, "uraian capaiannya"),
    ),
    Value.CHARTS: (
        Tag("judul", Kind.KATA, "judul grafik"),
        Tag("gambar", Kind.BLOK, "grafiknya"),
        Tag("pertama", Kind.SYARAT, "ini grafik yang pertama"),
    ),
}

#: What only a Word document has, by the subject under which it is listed.
_OF_WORD = {
    "Perangkat daerah": (
        Tag("konsep", Kind.KATA, "tanda KONSEP selama ada kesalahan terbuka atau isian kosong"),
        Tag("tabel_catatan", Kind.BLOK, "daftar kesalahan terbuka dan isian kosong, bila ada"),
    ),
    "Lampiran": (Tag("daftar_asal_angka", Kind.BLOK, "sel asal setiap angka di dalam uraian"),),
}

#: The tags by subject.  Every value that ``build_context`` gives has its line here.
GROUPS: tuple[tuple[str, tuple[Tag, ...]], ...] = tuple(
    (
        group.judul,
        (
            *(tag for value in group.values for tag in _tags_of(value)),
            *_OF_WORD.get(group.judul, ()),
        ),
    )
    for group in VALUES
)


@cache
def tags_by_name() -> dict[str, Tag]:
    return {tag.name: tag for _, tags in GROUPS for tag in tags}
