"""What a tag may say about the items of a loop, whatever they hold."""

import pytest

from lkjip_xl.outputs.docx.templates.expressions import check_loop, check_output, inside_loop
from lkjip_xl.outputs.docx.templates.tags import Kind, Tag

ITEM = Tag(
    "satu",
    Kind.BUTIR,
    "",
    (
        Tag("nama", Kind.KATA, ""),
        Tag("grafik", Kind.BLOK, ""),
        Tag("tujuan", Kind.RINCIAN, "", (Tag("bunyi", Kind.KATA, ""),)),
    ),
)
SCOPE = inside_loop({}, ITEM)


@pytest.mark.parametrize(
    ("inner", "prefix"),
    [("satu.nama", ""), ("satu.grafik", "p"), ("loop.index + 1", ""), ("satu.nama|upper", "")],
)
def test_each_part_of_an_item_is_written_by_its_kind(inner: str, prefix: str) -> None:
    assert list(check_output(inner, prefix, SCOPE)) == []


@pytest.mark.parametrize(
    ("inner", "prefix", "words"),
    [
        ("satu.nama", "p", "hanya untuk tabel"),
        ("satu.grafik", "", "berisi tabel atau gambar"),
        ("satu.tujuan", "", "lebih dari satu hal"),
        ("satu.tujuan.bunyi", "", "tidak mempunyai bagian"),
        ("satu.nama.panjang", "", "tidak mempunyai bagian"),
        ("satu", "", "lebih dari satu hal"),
        ("satu.__class__", "", "dilarang"),
    ],
)
def test_a_part_written_otherwise_is_told(inner: str, prefix: str, words: str) -> None:
    assert [words in what for what, _ in check_output(inner, prefix, SCOPE)] == [True]


def test_a_loop_inside_a_loop_knows_both() -> None:
    item, faults = check_loop("tujuan in satu.tujuan if tujuan.bunyi and satu.nama", SCOPE)

    assert faults == []
    assert item is not None
    assert list(check_output("tujuan.bunyi ~ satu.nama", "", inside_loop(SCOPE, item))) == []
