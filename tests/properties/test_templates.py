"""Whatever a template is put together from: if the check lets it pass, it can be filled whole."""

import io
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lkjip_xl.outputs.docx.templates.checking import check_template, trial_context
from lkjip_xl.outputs.docx.templates.filling import fill_bytes

FRAGMENTS = (
    *("teks", " ", "{{ tahun }}", "{{ nama_kepla }}", "{{p tabel_capaian }}", "{{ i.nama }}"),
    *("{%p if alamat %}", "{%p else %}", "{%p endif %}", "{% if kota %}", "{% else %}"),
    *("{% endif %}", "{%p for i in daftar_indikator %}", "{%p endfor %}", "{{ i }}"),
    *("{% for i in ikhtisar %}", "{% endfor %}", "{%tr for i in ikhtisar %}", "{%tr endfor %}"),
    *("{%tc if kota %}", "{%tc endif %}", "{%tr if not kota %}", "{%tr endif %}", "{%r if kota %}"),
    *("{%r endif %}", "{# catatan #}", "{{", "}}", "{%", "%}", "{#", "{", "}", "{% vm %}"),
    *("{% hm %}", "{{ kota|safe }}", "{%p if not alamat %}", "{%p elif kota %}", "{{ x"),
)
paragraphs = st.lists(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=3), min_size=1, max_size=6
)
tables = st.lists(st.lists(paragraphs, min_size=2, max_size=2), max_size=4)


def build(lines: list[list[str]], rows: list[list[list[list[str]]]]) -> bytes:
    """Return a document of paragraphs, then a table; each fragment is a run of its own."""
    document = docx.Document()
    document.add_paragraph("{{ tahun }}")
    write(document, lines)
    if rows:
        table = document.add_table(rows=len(rows), cols=2)
        for row, contents in zip(table.rows, rows, strict=True):
            for cell, content in zip(row.cells, contents, strict=True):
                write(cell, content)
                first = cell.paragraphs[0]._p
                first.getparent().remove(first)
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def write(holder: Any, lines: list[list[str]]) -> None:
    for fragments in lines:
        paragraph = holder.add_paragraph()
        for fragment in fragments:
            paragraph.add_run(fragment)


@settings(max_examples=25)
@given(paragraphs, tables)
def test_what_passes_the_check_can_be_filled(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[list[str]],
    rows: list[list[list[list[str]]]],
) -> None:
    path = tmp_path_factory.getbasetemp() / "templat.docx"
    path.write_bytes(build(lines, rows))
    if check_template(path):
        return

    for truth in (True, False):
        context = trial_context(full=truth)
        filled = docx.Document(io.BytesIO(fill_bytes(path.read_bytes(), context)))

        body = filled.element.body
        etree.fromstring(etree.tostring(body))
        text = "".join(t.text or "" for t in body.iter("{*}t"))
        assert "{{" not in text and "{%" not in text
        for cell in body.iter("{*}tc"):
            assert cell[-1].tag.endswith("}p")
