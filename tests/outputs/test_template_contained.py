"""A template from outside is filled in a process of its own: data in, bytes out, within limits."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from markupsafe import Markup

from lkjip_xl.outputs.docx import ReportError
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
