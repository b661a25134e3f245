"""A template from outside is filled in a process of its own: data in, bytes out, within limits."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from markupsafe import Markup

from lkjip_xl.outputs.docx import ReportError
from lkjip_xl.outputs.docx.blocks import Blocks
from lkjip_xl.outputs.docx.templates import filling
from lkjip_xl.outputs.docx.templates.contained import Limits, fill_apart

CONTEXT: dict[str, Any] = {
    "tahun": "2024",
    "nama": 'A & B <x> "kutip" {{ tahun }} {% if x %}',
    "banyak": ["x"] * 2000,
    "tabel_satu": Markup("<w:p><w:r><w:t>blok</w:t></w:r></w:p>"),
}


def template(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def test_words_and_blocks_come_back_filled() -> None:
    lines = ("Tahun {{ tahun }}", "{{ nama }}", "{{p tabel_satu }}")

    filled = fill_apart(template(*lines), CONTEXT, "t.docx")

    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(filled)).paragraphs]
    assert texts == ["Tahun 2024", CONTEXT["nama"], "blok"]


@pytest.mark.parametrize(
    ("line", "limits", "words"),
    [
        (
            "{% for a in banyak %}{% for b in banyak %}{% for c in banyak %}"
            "{% endfor %}{% endfor %}{% endfor %}",
            Limits(seconds=1),
            "tidak selesai dalam 1 detik",
        ),
        ("{{ 'x' * 10 ** 10 }}", Limits(seconds=10), "terlalu besar"),
        (
            "{% for a in banyak %}{% for b in banyak %}{{ b }}. {% endfor %}{% endfor %}",
            Limits(size=10_000),
            r"terlalu besar; perulangannya: banyak \(2000 butir\) × banyak \(2000 butir\)",
        ),
        ("{{ 'x' * 10 ** 7 }}", Limits(), "perulangannya: tidak ada"),
        ("{% for i in range(10**9) %}x{% endfor %}", Limits(), "range"),
        ("{{ tahun.__class__.__mro__ }}", Limits(), "tidak dapat diisi"),
        ("{{ tahun|safe }}", Limits(), "salah tulis"),
        ("{% include '/etc/hostname' %}", Limits(), "tidak dapat diisi"),
        ("{{ tidak_ada }}", Limits(), "tidak dikenal"),
        ("{% if tahun %}", Limits(), "salah tulis"),
    ],
)
def test_a_hostile_template_ends_with_a_message(line: str, limits: Limits, words: str) -> None:
    with pytest.raises(ReportError, match=words):
        fill_apart(template(line), CONTEXT, "t.docx", limits)


def test_the_loops_that_go_round_most_often_are_named() -> None:
    lines = ("{%p for a in sedikit %}", "{{ a }}", "{%p endfor %}", "{% for b in banyak %}")
    inner = "{% for c in sedikit|sort if c %}{{ b }}{{ c }} isi {% endfor %}{% endfor %}"

    with pytest.raises(ReportError, match=r"banyak \(2000 butir\) × sedikit \(9 butir\)\."):
        fill_apart(
            template(*lines, inner), {**CONTEXT, "sedikit": ["y"] * 9}, "t.docx", Limits(size=9000)
        )


def test_what_a_template_holds_itself_is_no_growth() -> None:
    lines = ("x" * 20_000, "{{ tahun }}")

    filled = fill_apart(template(*lines), CONTEXT, "t.docx", Limits(size=1000))

    assert docx.Document(io.BytesIO(filled)).paragraphs[1].text == "2024"


def test_a_table_is_not_repeated_until_the_document_is_too_large() -> None:
    blocks = Blocks()
    held = blocks.take(
        {"tabel_satu": Markup(f"<w:tbl>{' ' * (2**20 - 100)}</w:tbl>"), "tahun": "2024"}
    )
    for count, fits in ((4, True), (5, False)):
        document = docx.Document()
        for _ in range(count):
            document.element.body.insert(0, etree.fromstring(held["tabel_satu"]))
        if fits:
            assert len(blocks.set_in(document).tables) == count
            continue
        with pytest.raises(ReportError, match=f"tabel_satu dicetak {count} kali"):
            blocks.set_in(document)


def test_a_torn_document_is_noticed() -> None:
    torn = template("{% if not tahun %}x", "{%p endif %}")

    with pytest.raises(ReportError, match="memutus susunan dokumen"):
        fill_apart(torn, CONTEXT, "t.docx")


def test_values_travel_unchanged() -> None:
    value = {"a": ["x", {"b": Markup("<w:p/>")}], "c": True, "d": "<"}

    back = filling.from_plain(filling.to_plain(value))

    assert back == value
    assert isinstance(back["a"][1]["b"], Markup)
    assert not isinstance(back["d"], Markup)


def test_without_an_interpreter_nothing_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "")

    with pytest.raises(ReportError, match="proses terpisah"):
        fill_apart(template("x"), CONTEXT, "t.docx")


def test_the_script_stands_alone() -> None:
    source = Path(filling.__file__).read_text(encoding="utf-8")

    assert "lkjip_xl" not in source
