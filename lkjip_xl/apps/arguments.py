"""The command line's grammar, with every word that argparse shows in Indonesian."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

_MESSAGES = (
    (r"the following arguments are required: (.*)", r"argumen ini wajib diisi: \1"),
    (r"unrecognized arguments: (.*)", r"argumen tidak dikenal: \1"),
    (r"argument (.*?): expected one argument", r"argumen \1: perlu satu nilai"),
    (r"argument (.*?): expected at least one argument", r"argumen \1: perlu sedikitnya satu nilai"),
    (
        r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)",
        r"argumen \1: pilihan \2 tidak ada (pilih dari \3)",
    ),
    (
        r"argument (.*?): not allowed with argument (.*)",
        r"argumen \1: tidak boleh bersama argumen \2",
    ),
    (r"argument (.*?): ((?:bentuk|isi) .*)", r"argumen \1: \2"),
    (r"ambiguous option: (.*?) could match (.*)", r"pilihan \1 dapat berarti \2"),
    (r"argument (.*?): ignored explicit argument (.*)", r"argumen \1: tidak menerima nilai \2"),
)

EPILOG = """\
contoh:
  lkjip periksa lampiran.xlsx
  lkjip periksa laporan.docx lampiran.xlsx
  lkjip tandai lampiran.xlsx
  lkjip perbaiki lampiran.xlsx --tampilkan
  lkjip proses folder-dinas/ -o hasil
  lkjip banding lama.xlsx baru.xlsx
  lkjip rekap semua-dinas/ -o rekap
  lkjip periksa lampiran.xlsx --pilih HIT,ANG01 --gagal-pada peringatan
  lkjip aturan HIT01

Kode keluar: 0 tanpa kesalahan, 1 ada kesalahan (atau yang disebut dengan --gagal-pada), 2 pekerjaan
tidak dapat dilakukan, 3 sebagian buku disisihkan (rekap).
"""

_DATA_EPILOG = """\
Dalam .csv, teks yang dapat terbaca sebagai rumus (berawalan = + - @ atau tab) diawali tanda petik
tunggal, begitu pula yang memang berawalan tanda petik; angka tetap angka. Program mendapat teks
aslinya dengan membuang satu tanda petik tunggal di awal teks dan sesudah setiap titik koma, tab,
atau ganti baris di dalamnya. Bentuk yang lain memuat teks aslinya; .xlsx sebagai teks, bukan rumus.
"""

#: What --format of a report understands, in the order in which they are written.
REPORT_FORMATS = ("docx", "html", "pdf")

#: What --gagal-pada understands: the severity as programs and as people call it.
LEVELS = {
    "error": "error",
    "warning": "warning",
    "info": "info",
    "kesalahan": "error",
    "peringatan": "warning",
    "informasi": "info",
}


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Indonesian and exits with 2 on bad arguments."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, **options)  # type: ignore[arg-type]
        self._positionals.title = "argumen"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini lalu selesai")

    def error(self, message: str) -> NoReturn:
        for pattern, text in _MESSAGES:
            message, count = re.subn(f"^{pattern}$", text, message)
            if count:
                break
        self.exit(2, f"lkjip: {message}\nKetik “{self.prog} --help” untuk bantuan.\n")


#: What gives a command one of its arguments.
_Adder = Callable[[Parser], object]


def _read_formats(text: str) -> tuple[str, ...]:
    asked = [one.strip().lower() for one in text.split(",") if one.strip()]
    for one in asked:
        if one not in REPORT_FORMATS:
            known = ", ".join(REPORT_FORMATS)
            raise argparse.ArgumentTypeError(f"bentuk {one} tidak ada (pilih dari {known})")
    return tuple(one for one in REPORT_FORMATS if one in asked) or ("docx",)


def _read_count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"isi dengan bilangan bulat mulai dari 1, bukan {text}")
    return int(text)


def _argument(*names: str, **options: Any) -> _Adder:
    return lambda parser: parser.add_argument(*names, **options)


def _path(name: str, metavar: str, text: str, **options: Any) -> _Adder:
    return _argument(name, type=Path, metavar=metavar, help=text, **options)


def _output(metavar: str, text: str, kind: type = Path, *, required: bool = False) -> _Adder:
    return _argument("-o", "--keluaran", type=kind, metavar=metavar, required=required, help=text)


def _switch(name: str, text: str) -> _Adder:
    return _argument(name, action="store_true", help=text)


def _codes(name: str, text: str) -> _Adder:
    return _argument(name, action="append", default=[], metavar="KODE,…", help=text)


def _count(name: str, metavar: str, text: str, default: int | None = None) -> _Adder:
    return _argument(name, type=_read_count, default=default, metavar=metavar, help=text)


def _form(choices: Sequence[str], text: str) -> _Adder:
    return _argument("--format", choices=choices, default=choices[0], help=text)


def _explain_csv(parser: Parser) -> None:
    parser.epilog = _DATA_EPILOG


_BOOKS = _path(
    "buku",
    "BUKU",
    "buku kerja Excel, atau folder; bersama-sama satu perangkat daerah dan satu tahun",
    nargs="+",
)
_BOOKS_OR_REPORT = _path(
    "buku",
    "BUKU",
    "buku kerja Excel, laporan Word (.docx), atau folder; bersama-sama satu perangkat daerah dan "
    "satu tahun",
    nargs="+",
)
#: The choice of rules, and what makes the exit status 1.
_RULES = (
    _codes("--pilih", "hanya aturan atau keluarga ini, misalnya HIT01 atau HIT,ANG"),
    _codes("--abaikan", "semua kecuali aturan atau keluarga ini"),
    _argument(
        "--gagal-pada",
        type=str.lower,
        choices=tuple(LEVELS),
        default="error",
        metavar="TINGKAT",
        help="tingkat yang membuat kode keluar 1: kesalahan (bawaan), peringatan, atau informasi",
    ),
)
_QUIET = _switch("--diam", "tampilkan baris terakhir saja: jumlah catatan")
_TEMPLATE = _path(
    "--templat", "FILE", "templat Word kantor sendiri (.docx); bawaan: templat dari program ini"
)
_TEMPLATE_FILE = _path("berkas", "FILE", "berkas templat .docx")

#: What can be done with a template: how the help puts it, and the arguments.
_TEMPLAT: Mapping[str, tuple[str, Sequence[_Adder]]] = {
    "periksa": ("sebutkan yang perlu diperbaiki dalam templat", [_TEMPLATE_FILE]),
    "baru": ("salin templat bawaan ke berkas baru untuk diubah di Word", [_TEMPLATE_FILE]),
    "daftar": ("daftar semua tag dan artinya", []),
    "kalimat": (
        "salin kalimat bawaan laporan ke sebuah folder untuk diubah",
        [_path("folder", "FOLDER", "folder baru, misalnya kalimat")],
    ),
}

#: The commands, alike.
_COMMANDS: Mapping[str, tuple[str, Sequence[_Adder]]] = {
    "periksa": (
        "hitung ulang dan daftar catatannya",
        [
            _BOOKS_OR_REPORT,
            _form(("teks", "json", "sarif"), "bentuk daftar: teks (bawaan), json, atau sarif"),
            _switch("--bentuk", "tampilkan saja bagaimana tiap lembar dan kolom dibaca"),
            *_RULES,
            _QUIET,
        ],
    ),
    "tandai": (
        "tulis salinan bertanda dengan lembar Catatan",
        [
            _BOOKS_OR_REPORT,
            _output(
                "KELUARAN",
                "berkas salinan, atau folder; bawaan: NAMA.catatan.xlsx di sebelah buku",
            ),
            _switch("--bersihkan", "keluarkan lagi semua tanda dari salinan bertanda"),
            *_RULES,
        ],
    ),
    "perbaiki": (
        "tulis salinan dengan angka turunan dan angka berupa teks diperbaiki",
        [
            _path("buku", "BUKU", "satu buku kerja Excel"),
            _output(
                "KELUARAN",
                "berkas salinan, atau folder; bawaan: NAMA.perbaikan.xlsx di sebelah buku",
            ),
            _switch("--tampilkan", "hanya tampilkan daftarnya, tanpa menulis berkas"),
        ],
    ),
    "laporan": (
        "susun laporan Word, halaman web, atau PDF",
        [
            _BOOKS,
            _output("FOLDER", "folder laporan; bawaan: folder buku pertama"),
            _TEMPLATE,
            _argument(
                "--format",
                type=_read_formats,
                default=("docx",),
                metavar="docx,html,pdf",
                help="bentuk laporan, dipisahkan koma: docx (bawaan), html, pdf",
            ),
            _switch(
                "--final", "laporan akhir: ditolak selama masih ada kesalahan atau isian kosong"
            ),
            *_RULES,
        ],
    ),
    "proses": (
        "periksa, tandai, dan susun laporan sekaligus",
        [
            _BOOKS,
            _output("FOLDER", "folder hasil; bawaan: folder hasil di sebelah buku pertama"),
            _TEMPLATE,
            *_RULES,
            _QUIET,
        ],
    ),
    "data": (
        "keluarkan semua angka yang terbaca",
        [
            _BOOKS_OR_REPORT,
            _output("BERKAS", "berkas .csv, .xlsx, .parquet, atau .json", required=True),
            _explain_csv,
        ],
    ),
    "banding": (
        "bandingkan dua versi buku: angka dan catatannya",
        [
            *(
                _path(
                    name,
                    name.upper(),
                    f"buku {which} diubah: berkas, atau folder berisi satu perangkat daerah",
                )
                for name, which in (("lama", "sebelum"), ("baru", "sesudah"))
            ),
            _form(("teks", "json"), "bentuk daftar: teks (bawaan) atau json"),
            _switch("--rinci", "daftar juga angka yang hanya ditulis lain, dan tulisan seutuhnya"),
            *_RULES,
            _QUIET,
        ],
    ),
    "rekap": (
        "periksa banyak perangkat daerah sekaligus dan susun rekapnya",
        [
            _argument(
                "folder",
                nargs="+",
                metavar="FOLDER",
                help="folder berisi buku kerja banyak perangkat daerah, juga di subfoldernya; atau "
                "alamat seperti s3://…",
            ),
            _output(
                "KELUARAN",
                "folder hasil, satu subfolder tiap perangkat daerah; atau alamat",
                str,
                required=True,
            ),
            _switch("--laporan", "susun juga laporan Word setiap perangkat daerah"),
            _count(
                "--pekerja",
                "N",
                "banyaknya proses yang bekerja bersamaan; bawaan: sebanyak prosesor",
            ),
            _count(
                "--batas-waktu",
                "DETIK",
                "waktu terlama untuk satu perangkat daerah; bawaan 120",
                120,
            ),
            _count("--batas-memori", "MB", "memori terbesar untuk satu proses; bawaan 2048", 2048),
            _argument(
                "--dask",
                metavar="ALAMAT",
                help="kerjakan di kluster Dask, misalnya tcp://server:8786; batas memorinya diatur "
                "di sana",
            ),
            _switch("--ulang", "kerjakan ulang juga yang tidak berubah"),
            *_RULES,
        ],
    ),
    "pantau": (
        "periksa ulang setiap kali sebuah buku kerja disimpan",
        [_path("folder", "FOLDER", "folder yang dipantau", nargs="+"), *_RULES],
    ),
    "aturan": (
        "daftar aturan, atau jelaskan satu aturan",
        [_argument("kode", nargs="?", metavar="KODE", help="kode aturan, misalnya HIT01")],
    ),
    "templat": (
        "siapkan dan periksa templat laporan sendiri",
        [lambda parser: _add_commands(parser, "tindakan", "TINDAKAN", _TEMPLAT)],
    ),
}


def _add_commands(
    parser: Parser, field: str, metavar: str, commands: Mapping[str, tuple[str, Sequence[_Adder]]]
) -> None:
    """Add commands to a parser; ``field`` of what is parsed tells which one was given."""
    added = parser.add_subparsers(dest=field, metavar=metavar, required=True, title=metavar.lower())
    for name, (text, adders) in commands.items():
        command = added.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        for add in adders:
            add(command)


def build_parser(version: str) -> Parser:
    """Return the grammar of all commands."""
    parser = Parser(
        prog="lkjip",
        description="Memeriksa lampiran LKjIP di Excel, menandainya, dan menyusun laporannya.",
        epilog=EPILOG,
    )
    parser.add_argument(
        "--version", action="version", version=f"lkjip_xl {version}", help="tampilkan versi"
    )
    _add_commands(parser, "command", "PERINTAH", _COMMANDS)
    return parser


def parse(arguments: Sequence[str] | None, version: str) -> argparse.Namespace:
    return build_parser(version).parse_args(arguments)
