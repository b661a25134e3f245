"""What changed between two versions of a book, as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.comparison import Comparison, Kept, count_cells
from lkjip_xl.finding import Finding
from lkjip_xl.outputs.banding.counts import count_changes, count_new
from lkjip_xl.outputs.banding.form import FormText
from lkjip_xl.outputs.banding.wording import Style, name_place, show_count, show_texts
from lkjip_xl.outputs.listing import finding_lines
from lkjip_xl.pipeline import Checked


def as_text(
    comparison: Comparison,
    books: tuple[str, str],
    style: Style,
    seconds: float | None = None,
) -> str:
    """Return what changed, form by form, then the findings, and one line of counts.

    Args:
        comparison: what changed.
        books: what to call the old version and the new one.
        style: how much is told.
        seconds: how long it took; ``None`` leaves it out.
    """
    if style.quiet:
        return _last_line(comparison, seconds) + "\n"
    lines = [f"Lama: {books[0]}", f"Baru: {books[1]}", ""]
    for block in _blocks(comparison, style):
        lines += [*block, ""]
    lines.append(_last_line(comparison, seconds))
    return "\n".join(lines) + "\n"


def _blocks(comparison: Comparison, style: Style) -> Iterator[list[str]]:
    changes = comparison.changes
    with_file = any(_has_several_files(one) for one in (comparison.old, comparison.new))
    if remarks := list(_remarks(comparison)):
        yield remarks
    if changes.profil:
        yield ["Profil", *_profil(comparison, style)]
    for form in changes.forms:
        if lines := list(FormText(form, style, several_files=with_file).lines()):
            yield lines
    yield from _findings(comparison, style, with_file=with_file)


def _has_several_files(checked: Checked) -> bool:
    return len({lampiran.file for lampiran in checked.laporan.lampiran}) > 1


def _remarks(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old.laporan.year, comparison.new.laporan.year
    if old and new and old != new:
        yield f"Perhatian: buku lama untuk tahun {old}, buku baru untuk tahun {new}."
    if comparison.changes.pengaturan:
        yield (
            "Perhatian: isi lembar Pengaturan berubah, jadi catatan dapat datang atau pergi tanpa "
            "perubahan angka."
        )
    for which, checked in (("lama", comparison.old), ("baru", comparison.new)):
        for remark in checked.remarks:
            yield f"Catatan pembacaan, buku {which}: {remark.rstrip('.')}."


def _profil(comparison: Comparison, style: Style) -> Iterator[str]:
    for change in comparison.changes.profil:
        yield f"  {change.label}"
        old, new = show_texts(change.old, change.new, style)
        yield f"      {old} → {new}"


def _findings(comparison: Comparison, style: Style, *, with_file: bool) -> Iterator[list[str]]:
    gone, come, changed = comparison.gone, comparison.come, comparison.changed
    if gone:
        title = f"Catatan selesai ({show_count(len(gone))}), sel menurut buku lama"
        # What is mended needs no remedy.
        yield [title, *(line for f in gone for line in _finding(f, style, with_file)[:2])]
    if come:
        title = f"Catatan baru ({show_count(len(come))})"
        yield [title, *(line for f in come for line in _finding(f, style, with_file))]
    if changed:
        title = f"Catatan tetap yang berubah ({show_count(len(changed))})"
        yield [title, *(line for one in changed for line in _kept(one, style, with_file))]


def _finding(finding: Finding, style: Style, with_file: bool) -> list[str]:
    place = name_place(finding.at, with_file=with_file)
    return list(finding_lines(finding, place, colour=style.colour))


def _kept(kept: Kept, style: Style, with_file: bool) -> Iterator[str]:
    old, new = kept.old, kept.new
    yield _finding(new, style, with_file)[0]
    if old.severity is not new.severity:
        yield f"      Tingkat: {old.severity.label} → {new.severity.label}"
    if count_cells(old) != count_cells(new):
        yield f"      Banyaknya sel: {count_cells(old)} → {count_cells(new)}"
    if old.expected != new.expected:
        yield f"      Seharusnya: {old.expected or '–'} → {new.expected or '–'}"
    if old.accepted != new.accepted:
        yield f"      Diterima: {old.accepted or 'tidak'} → {new.accepted or 'tidak lagi'}"


def _last_line(comparison: Comparison, seconds: float | None) -> str:
    counts = count_changes(comparison)
    told = [f"{show_count(counts[key])} {word}" for key, word in _COUNTED.items() if counts[key]]
    line = ", ".join(told) or "Tidak ada perubahan isi"
    come = [
        f"{show_count(number)} {severity.label.lower()}"
        for severity, number in count_new(comparison).items()
        if number
    ]
    new = f"{show_count(len(comparison.come))} baru" + (f" ({', '.join(come)})" if come else "")
    changed = f" ({show_count(len(comparison.changed))} berubah" if comparison.changed else ""
    if comparison.graver:
        changed += f", {show_count(len(comparison.graver))} memberat"
    changed += ")" if changed else ""
    line += (
        f"; catatan: {show_count(len(comparison.gone))} selesai, {new}, "
        f"{show_count(len(comparison.kept))} tetap{changed}"
    )
    if seconds is not None:
        line += f"; {seconds:.1f} detik".replace(".", ",")
    return line + "."


_COUNTED = {
    "figures": "angka berubah",
    "rewritten": "angka hanya ditulis lain",
    "texts": "tulisan berubah",
    "added": "uraian baru",
    "gone": "uraian hilang",
    "renamed": "berganti nama",
    "moved": "berpindah tempat",
    "columns": "kolom datang atau pergi",
    "forms": "lampiran datang atau pergi",
}
