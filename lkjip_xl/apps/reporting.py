"""The report in the forms asked for: Word, web page, PDF."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection, Sequence
from pathlib import Path

from lkjip_xl.apps.terminal import show_step
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.outputs.docx import WordReport, make_report
from lkjip_xl.outputs.docx.pages import Layout
from lkjip_xl.outputs.docx.templates.checking import require_other
from lkjip_xl.outputs.soffice import OfficeError, find_soffice
from lkjip_xl.pipeline import Checked
from lkjip_xl.ports import BookError, legible

_WITHOUT_NUMBERS = (
    "daftar isi di dokumen Word belum memuat nomor halaman. Buka di Word, tekan Ctrl+A lalu F9, "
    "dan pilih perbarui seluruh tabel"
)


def check_final(options: Namespace) -> None:
    """Refuse a final report that would look at some of the rules only.

    Raises:
        BookError: --final together with a choice of rules.
    """
    if options.final and (options.pilih or options.abaikan):
        raise BookError(
            "laporan akhir harus diperiksa dengan semua aturan",
            "--final",
            "Hapus --pilih dan --abaikan; catatan yang dapat diterima ditulis di lembar Pengaturan",
        )


def refuse_final(checked: Checked) -> int:
    """Say why there is no final report yet, and return the exit status."""
    print(
        f"lkjip: laporan akhir belum disusun: {checked.count(Severity.ERROR)} kesalahan belum "
        "selesai. Lihat daftarnya dengan lkjip periksa, perbaiki, lalu ulangi.",
        file=sys.stderr,
    )
    return 1


def write_reports(
    first: Path,
    folder: Path,
    checked: Checked,
    formats: Collection[str] = ("docx",),
    template: Path | None = None,
    *,
    quiet: bool = False,
) -> bool:
    """Write the report in each form, and tell whether all of them could be made.

    The files take their names from the first book.  A form that cannot be made does not keep the
    others from being made.

    Raises:
        BookError: a file cannot be written.
    """
    written: list[Path] = []
    failed: OfficeError | None = None
    stem = f"{legible(first.stem)}.laporan"
    if "html" in formats:
        show_step("menyusun halaman web")
        written += _write_html(checked, folder / f"{stem}.html")
    if "docx" in formats or "pdf" in formats:
        show_step("menyusun laporan")
        if template is not None:
            require_other(template, folder / f"{stem}.docx")
        report = make_report(checked.laporan, findings=_open_errors(checked), template=template)
        try:
            written += _lay_out(report, folder / f"{stem}.pdf", as_pdf="pdf" in formats)
        except OfficeError as error:
            failed = error
        if "docx" in formats:
            report.save(folder / f"{stem}.docx")
            written.insert(0, folder / f"{stem}.docx")
    if not quiet:
        for path in written:
            print(f"Laporan: {path}")
    return _explain(failed, formats, quiet=quiet)


def write_word(checked: Checked, target: Path) -> str:
    """Write the Word report, and return what the reader should know of it, mostly nothing.

    Raises:
        BookError: the file cannot be written.
    """
    report = make_report(checked.laporan, findings=_open_errors(checked))
    remark = ""
    try:
        _lay_out(report, target, as_pdf=False)
    except OfficeError as error:
        remark = f"{error.what}; {_WITHOUT_NUMBERS}."
    report.save(target)
    return remark


def _lay_out(report: WordReport, target: Path, *, as_pdf: bool) -> Sequence[Path]:
    """Number the pages of the contents, and print the report if asked for."""
    from lkjip_xl.outputs.pdf import write_pdf

    program = find_soffice()
    if program is None:
        raise OfficeError(
            "LibreOffice tidak ditemukan",
            "PDF" if as_pdf else "nomor halaman",
            "Pasang LibreOffice, lalu ulangi",
        )
    show_step("menomori halaman")
    layout: Layout = report.number_pages(program)
    if not as_pdf:
        return []
    show_step("menulis PDF")
    write_pdf(report.print(program, layout.labels), target)
    return [target]


def _explain(failed: OfficeError | None, formats: Collection[str], *, quiet: bool) -> bool:
    if failed is None:
        return True
    if "pdf" in formats:
        print(f"lkjip: {failed}.", file=sys.stderr)
    if "docx" in formats and not quiet:
        print(f"lkjip: {failed.what}; {_WITHOUT_NUMBERS}.", file=sys.stderr)
    return "pdf" not in formats


def _write_html(checked: Checked, target: Path) -> Sequence[Path]:
    from lkjip_xl.outputs.html import write_html
    from lkjip_xl.outputs.report_data import write_report_data

    beside = target.with_name("data.json")
    write_html(checked.laporan, target, findings_open=checked.count(Severity.ERROR))
    write_report_data(checked.laporan, beside)
    return [target, beside]


def _open_errors(checked: Checked) -> tuple[Finding, ...]:
    return tuple(
        one for one in checked.findings if one.severity is Severity.ERROR and not one.accepted
    )
