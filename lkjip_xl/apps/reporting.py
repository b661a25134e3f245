"""The report in the forms asked for: Word, web page, PDF."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from lkjip_xl.apps.arguments import REPORT_FORMATS
from lkjip_xl.apps.targets import tell_kept
from lkjip_xl.apps.terminal import show_step
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.keeping import is_remembered, replacing, withdraw
from lkjip_xl.outputs.docx import WordReport, make_report
from lkjip_xl.outputs.docx.pages import Layout
from lkjip_xl.outputs.docx.seal import is_sealed
from lkjip_xl.outputs.narrative.chapters import list_chapters
from lkjip_xl.outputs.narrative.gaps import list_gaps
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.sentences import Kalimat
from lkjip_xl.outputs.soffice import OfficeError, find_soffice
from lkjip_xl.pipeline import Checked
from lkjip_xl.ports import BookError, legible
from lkjip_xl.saving import require_target

#: What programs read beside the web page; one for all reports of a folder.
_DATA = "data.json"

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


def refuse_final(checked: Checked, kalimat: Kalimat | None = None) -> bool:
    """Tell whether there can be no final report yet, and say why."""
    errors = checked.count(Severity.ERROR)
    gaps = list_gaps(list_chapters(compose(checked.laporan, kalimat)))
    lines = []
    if errors:
        lines.append(
            f"lkjip: laporan akhir belum disusun: {errors} kesalahan belum selesai. Lihat "
            "daftarnya dengan lkjip periksa, perbaiki, lalu ulangi."
        )
    if gaps:
        lines.append(
            f"lkjip: laporan akhir belum disusun: {len(gaps)} isian masih kosong. Isi yang "
            "berikut di buku kerja, lalu ulangi."
        )
        lines += [f"  {gap.where}: {gap.what}" for gap in gaps]
    for line in lines:
        print(line, file=sys.stderr)
    return bool(lines)


def write_reports(
    books: Sequence[Path],
    folder: Path,
    checked: Checked,
    formats: Collection[str] = ("docx",),
    template: Path | None = None,
    kalimat: Kalimat | None = None,
    *,
    quiet: bool = False,
) -> bool:
    """Write the report in each form, and tell whether all of those asked for could be made.

    The files take their names from the first book.  A form that cannot be made does not keep the
    others from being made.  With the Word report its other forms that lie there are made anew, so
    that all say the same.

    Raises:
        BookError: a file cannot be written, or is a book or the template.
    """
    files = _Files(folder, f"{legible(books[0].stem)}.laporan", (*books, *filter(None, [template])))
    for form in formats:
        require_target(files.path(form), files.inputs)
    asked, formats = formats, files.complete(formats)
    written: list[Path] = []
    failed: OfficeError | None = None
    if "html" in formats:
        show_step("menyusun halaman web")
        written += _write_html(checked, files, kalimat)
    if "docx" in formats or "pdf" in formats:
        show_step("menyusun laporan")
        report = make_report(
            checked.laporan, findings=_open_errors(checked), template=template, kalimat=kalimat
        )
        try:
            written += _lay_out(report, files if "pdf" in formats else None)
        except OfficeError as error:
            failed = error
        if "docx" in formats:
            files.save("docx", report.save)
            written.insert(0, files.path("docx"))
            files.withdraw(written)
    if not quiet:
        for path in written:
            print(f"Laporan: {path}")
    return _explain(failed, asked, quiet=quiet)


def write_word(checked: Checked, target: Path) -> Sequence[str]:
    """Write the Word report, and return what the reader should know of it, mostly nothing.

    Raises:
        BookError: the file cannot be written.
    """
    report = make_report(checked.laporan, findings=_open_errors(checked))
    remarks = []
    try:
        _lay_out(report, None)
    except OfficeError as error:
        remarks = [f"{error.what}; {_WITHOUT_NUMBERS}."]
    with replacing(target, is_ours=is_sealed, added=_edited()) as kept:
        report.save(target)
    return [*remarks, *([f"{kept}."] if kept.path else [])]


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of one report, which all say the same; none of them may be one of the inputs."""

    folder: Path
    stem: str
    inputs: tuple[Path, ...]

    def path(self, form: str) -> Path:
        return self.folder / (_DATA if form == _DATA else f"{self.stem}.{form}")

    def complete(self, formats: Collection[str]) -> Collection[str]:
        """Return the forms asked for, and with Word those that lie there unedited.

        The Word report is never made unasked: the earlier one may come from another template.
        """
        others = REPORT_FORMATS if "docx" in formats else ()
        return {*formats, *(form for form in others if is_remembered(self.path(form)))}

    def save(self, form: str, write: Callable[[Path], object]) -> None:
        """Write one form; an earlier one that people edited is kept under a dated name."""
        is_ours = is_sealed if form == "docx" else None
        target = self.path(form)
        with replacing(target, self.inputs, is_ours=is_ours, added=_edited()) as kept:
            write(target)
        tell_kept(kept)

    def withdraw(self, written: Collection[Path]) -> None:
        """Take away what disagrees with the Word report that was written just now."""
        for form in (*REPORT_FORMATS, _DATA):
            path = self.path(form)
            if path in written or not path.is_file() or (form == _DATA and not self._has_data()):
                continue
            kept = withdraw(path, added=_edited())
            if kept.path is None:
                print(f"lkjip: {path} dihapus: isinya laporan yang lama", file=sys.stderr)
            tell_kept(kept)

    def _has_data(self) -> bool:
        """Tell whether the folder's data file goes with this report, and with no other one."""
        with self.path(_DATA).open("rb") as stream:
            is_report = b'"lkjip-laporan"' in stream.read(200)
        return is_report and not any(self.folder.glob("*.laporan.html"))


def _edited() -> str:
    """Return what the name of a report that people edited gets."""
    return f"suntingan-{date.today():%Y-%m-%d}"


def _lay_out(report: WordReport, files: _Files | None) -> Sequence[Path]:
    """Number the pages of the contents, and print the report to one of the files if given."""
    from lkjip_xl.outputs.pdf import write_pdf

    program = find_soffice()
    if program is None:
        raise OfficeError(
            "LibreOffice tidak ditemukan",
            "PDF" if files else "nomor halaman",
            "Pasang LibreOffice, lalu ulangi",
        )
    show_step("menomori halaman")
    layout: Layout = report.number_pages(program)
    if files is None:
        return []
    show_step("menulis PDF")
    printed = report.print(program, layout.labels)
    files.save("pdf", partial(write_pdf, printed))
    return [files.path("pdf")]


def _explain(failed: OfficeError | None, formats: Collection[str], *, quiet: bool) -> bool:
    if failed is None:
        return True
    if "pdf" in formats:
        print(f"lkjip: {failed}.", file=sys.stderr)
    if "docx" in formats and not quiet:
        print(f"lkjip: {failed.what}; {_WITHOUT_NUMBERS}.", file=sys.stderr)
    return "pdf" not in formats


def _write_html(checked: Checked, files: _Files, kalimat: Kalimat | None) -> Sequence[Path]:
    from lkjip_xl.outputs.html import write_html
    from lkjip_xl.outputs.report_data import write_report_data

    count = checked.count(Severity.ERROR)
    files.save("html", partial(write_html, checked.laporan, findings_open=count, kalimat=kalimat))
    files.save(_DATA, partial(write_report_data, checked.laporan, kalimat=kalimat))
    return [files.path("html"), files.path(_DATA)]


def _open_errors(checked: Checked) -> tuple[Finding, ...]:
    return tuple(
        one for one in checked.findings if one.severity is Severity.ERROR and not one.accepted
    )
