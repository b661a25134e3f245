"""The tags of the template as people read them: a list for the terminal, a reference to keep."""

from __future__ import annotations

from lkjip_xl.outputs.docx.templates.filling import FILTERS
from lkjip_xl.outputs.docx.templates.tags import GROUPS, Kind, Tag

_INTRODUCTION = """\
# Tag templat laporan

Berkas ini dibuat dari daftar tag program. Cara membuat, memeriksa, dan memakai templat sendiri ada
dalam [panduan](panduan.md#templat-sendiri).

## Cara menulis tag

| jenis | cara menulis | letak |
|---|---|---|
| kata | `{{ tahun }}` | di mana saja: kalimat, judul, kepala dan kaki halaman |
| blok | `{{p tabel_capaian }}` | sendirian dalam satu paragraf, di luar tabel |
| daftar | `{%p for paragraf in ikhtisar %}`, `{{ paragraf }}`, `{%p endfor %}` | tiga paragraf |
| rincian | seperti daftar, dengan nama bagian: `{{ indikator.nama }}` | antara `for` dan `endfor` |
| syarat | `{%p if ada_pembanding %}`, isinya, `{%p endif %}` | satu paragraf satu tag |

- Setiap `{%p if … %}` dan `{%p for … %}` memerlukan paragraf sendiri, yang hilang dari
  laporan.
- `{%p else %}` memisahkan isi bila syaratnya tidak terpenuhi. Kata pun boleh menjadi syarat:
  `{%p if alamat %}` benar bila alamat tidak kosong.
- Di dalam satu kalimat, tulis tanpa huruf p: `{% if pangkat %}, {{ pangkat }}{% endif %}`.
- Di dalam tabel buatan sendiri, baris diulang atau dihilangkan dengan `{%tr … %}` dalam baris
  tersendiri.
- Templat tidak menghitung apa pun: semua angka sudah jadi. Yang boleh dikenakan pada tag, misalnya
  `{{ nama_kepala|upper }}`: FILTERS.
- `{# catatan #}` tidak muncul dalam laporan.

Gaya Word yang dipakai tabel: Tabel Laporan, Kepala Tabel, Isi Tabel, Kepala Tabel Kecil, dan Isi
Tabel Kecil. Ubah gaya itu untuk mengubah huruf dan jarak tabel; jangan ganti namanya. Isian yang
belum lengkap memakai gaya Perlu Dilengkapi.
"""


def list_tags() -> str:
    """Return every tag with what it stands for, a line each, by subject."""
    width = max(len(_write(tag)) for _, tags in GROUPS for tag in tags)
    lines = []
    for title, tags in GROUPS:
        lines.append(title)
        for tag in tags:
            lines.append(f"  {_write(tag):<{width}}  {tag.meaning}")
            lines += [f"    .{one.name:<{width - 3}}  {one.meaning}" for one in tag.fields]
        lines.append("")
    lines.append("Cara menulisnya: lkjip_xl/help/templat.md, atau lkjip templat baru NAMA.docx")
    return "\n".join(lines) + "\n"


def make_reference() -> str:
    """Return the reference of all tags as Markdown."""
    filters = ", ".join(f"`{name}`" for name in sorted(FILTERS))
    lines = [_INTRODUCTION.replace("FILTERS", filters)]
    for title, tags in GROUPS:
        lines += [f"## {title}", "", "| tag | jenis | isinya |", "|---|---|---|"]
        for tag in tags:
            lines.append(f"| `{tag.name}` | {tag.kind.value} | {tag.meaning} |")
            lines += [
                f"| `{tag.name}`: `.{one.name}` | {one.kind.value} | {one.meaning} |"
                for one in tag.fields
            ]
        lines.append("")
    return "\n".join(lines)


def _write(tag: Tag) -> str:
    """Return a tag as it is written into a template."""
    match tag.kind:
        case Kind.KATA:
            return f"{{{{ {tag.name} }}}}"
        case Kind.BLOK:
            return f"{{{{p {tag.name} }}}}"
        case Kind.SYARAT:
            return f"{{%p if {tag.name} %}}"
        case _:
            return f"{{%p for … in {tag.name} %}}"
