"""Writes the report of an office-year as a Word document."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.docx.errors import ReportError
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.resources import resource_path


def write_report(
    laporan: LaporanKinerja,
    target: Path,
    *,
    findings_open: int = 0,
    template: Path | None = None,
) -> None:
    """Write the report to ``target``, all of it or nothing.

    Args:
        laporan: the records of one office-year.
        target: the file to write; one that is there is replaced.
        findings_open: how many findings of severity ``error`` are open; any put a visible
            "KONSEP" on the cover.
        template: the office's own template; without one the shipped template is used.

    Raises:
        ReportError: the template cannot be used, or the file cannot be written.
    """
    source = template or resource_path("templates", "lkjip.docx")
    document = _open_template(source)
    _render(document, source, laporan, findings_open)
    with _replacing(target) as temporary:
        document.save(temporary)


def _open_template(path: Path) -> Any:
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    try:
        template = DocxTemplate(path)
        template.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ReportError(
            "templat laporan tidak dapat dibuka",
            path.name,
            "Periksa apakah berkas itu ada dan berupa dokumen Word (.docx) yang tidak rusak.",
        ) from error
    return template


def _render(document: Any, source: Path, laporan: LaporanKinerja, findings_open: int) -> None:
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from lkjip_xl.outputs.docx.charts import attach_charts, name_charts
    from lkjip_xl.outputs.docx.context import build_context
    from lkjip_xl.outputs.docx.finishing import number_captions, show_gaps
    from lkjip_xl.outputs.docx.look import read_look

    report = compose(laporan)
    look = read_look(document.docx)
    context = build_context(report, look, findings_open)
    # Autoescape: a cell with & or < would else break the document without any error.
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document.render(context, environment, autoescape=True)
    except UndefinedError as error:
        raise ReportError(
            f"templat memakai tag yang tidak dikenal ({error.message})",
            source.name,
            "Perbaiki nama tag itu atau hapus dari templat.",
        ) from error
    except TemplateSyntaxError as error:
        raise ReportError(
            f"ada tag yang salah tulis di templat ({error.message})",
            source.name,
            "Periksa kurung kurawal dan ejaan tag di sekitar bagian itu.",
        ) from error
    except TemplateError as error:
        raise ReportError(
            f"templat tidak dapat diisi ({error.message})",
            source.name,
            "Gunakan hanya tag yang tersedia; perintah lain tidak diizinkan.",
        ) from error
    body = document.docx.element.body
    show_gaps(body, look)
    number_captions(body)
    attach_charts(document.docx, name_charts(report))
    _set_properties(document.docx.core_properties, context)


def _set_properties(properties: Any, context: dict[str, Any]) -> None:
    """Fill in the document's properties; Word allows them 255 characters."""
    title = f"Laporan Kinerja {context['nama_lengkap']} Tahun {context['tahun']}"
    properties.title = title[:255]
    properties.author = str(context["nama_lengkap"])[:255]
    properties.language = "id-ID"


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """Give a file beside the target that takes its place in the end, or vanishes on failure."""
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".lkjip-", suffix=".docx", dir=target.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(target)
    except OSError as error:
        raise ReportError(
            "laporan tidak dapat ditulis",
            str(target),
            "Tutup dokumen itu jika sedang terbuka, lalu periksa izin dan sisa ruang foldernya.",
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
