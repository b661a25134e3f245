"""The command line's grammar, with every word that argparse shows in Indonesian."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

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
    commands = parser.add_subparsers(
        dest="command", metavar="PERINTAH", required=True, title="perintah"
    )
    _add_periksa(commands)
    _add_tandai(commands)
    _add_perbaiki(commands)
    _add_laporan(commands)
    _add_proses(commands)
    _add_data(commands)
    _add_banding(commands)
    _add_rekap(commands)
    _add_pantau(commands)
    _add_aturan(commands)
    _add_templat(commands)
    return parser


Commands = argparse._SubParsersAction  # the type has no public name


def _add(commands: Commands[Parser], name: str, text: str) -> Parser:
    return commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")


def _add_books(parser: Parser) -> None:
    parser.add_argument(
        "buku",
        nargs="+",
        type=Path,
        metavar="BUKU",
        help="buku kerja Excel, atau folder; bersama-sama satu perangkat daerah dan satu tahun",
    )


def _add_rules(parser: Parser) -> None:
    """Add the choice of rules, and what makes the exit status 1."""
    parser.add_argument(
        "--pilih",
        action="append",
        default=[],
        metavar="KODE,…",
        help="hanya aturan atau keluarga ini, misalnya HIT01 atau HIT,ANG",
    )
    parser.add_argument(
        "--abaikan",
        action="append",
        default=[],
        metavar="KODE,…",
        help="semua kecuali aturan atau keluarga ini",
    )
    parser.add_argument(
        "--gagal-pada",
        type=str.lower,
        choices=tuple(LEVELS),
        default="error",
        metavar="TINGKAT",
        help="tingkat yang membuat kode keluar 1: kesalahan (bawaan), peringatan, atau informasi",
    )


def _add_quiet(parser: Parser) -> None:
    parser.add_argument(
        "--diam", action="store_true", help="tampilkan baris terakhir saja: jumlah catatan"
    )


def _add_output(parser: Parser, metavar: str, text: str) -> None:
    parser.add_argument("-o", "--keluaran", type=Path, metavar=metavar, help=text)


def _add_template(parser: Parser) -> None:
    parser.add_argument(
        "--templat",
        type=Path,
        metavar="FILE",
        help="templat Word kantor sendiri (.docx); bawaan: templat dari program ini",
    )


def _add_periksa(commands: Commands[Parser]) -> None:
    parser = _add(commands, "periksa", "hitung ulang dan daftar catatannya")
    _add_books(parser)
    parser.add_argument(
        "--format",
        choices=("teks", "json", "sarif"),
        default="teks",
        help="bentuk daftar: teks (bawaan), json, atau sarif",
    )
    _add_rules(parser)
    _add_quiet(parser)


def _add_tandai(commands: Commands[Parser]) -> None:
    parser = _add(commands, "tandai", "tulis salinan bertanda dengan lembar Catatan")
    _add_books(parser)
    _add_output(
        parser, "KELUARAN", "berkas salinan, atau folder; bawaan: NAMA.catatan.xlsx di sebelah buku"
    )
    parser.add_argument(
        "--bersihkan", action="store_true", help="keluarkan lagi semua tanda dari salinan bertanda"
    )
    _add_rules(parser)


def _add_perbaiki(commands: Commands[Parser]) -> None:
    parser = _add(
        commands, "perbaiki", "tulis salinan dengan angka turunan dan angka berupa teks diperbaiki"
    )
    parser.add_argument("buku", type=Path, metavar="BUKU", help="satu buku kerja Excel")
    _add_output(
        parser,
        "KELUARAN",
        "berkas salinan, atau folder; bawaan: NAMA.perbaikan.xlsx di sebelah buku",
    )
    parser.add_argument(
        "--tampilkan", action="store_true", help="hanya tampilkan daftarnya, tanpa menulis berkas"
    )


def _add_laporan(commands: Commands[Parser]) -> None:
    parser = _add(commands, "laporan", "susun laporan Word, halaman web, atau PDF")
    _add_books(parser)
    _add_output(parser, "FOLDER", "folder laporan; bawaan: folder buku pertama")
    _add_template(parser)
    parser.add_argument(
        "--format",
        type=_read_formats,
        default=("docx",),
        metavar="docx,html,pdf",
        help="bentuk laporan, dipisahkan koma: docx (bawaan), html, pdf",
    )
    parser.add_argument(
        "--final",
        action="store_true",
        help="laporan akhir: ditolak selama masih ada kesalahan atau isian kosong",
    )
    _add_rules(parser)


def _read_formats(text: str) -> tuple[str, ...]:
    asked = [one.strip().lower() for one in text.split(",") if one.strip()]
    for one in asked:
        if one not in REPORT_FORMATS:
            known = ", ".join(REPORT_FORMATS)
            raise argparse.ArgumentTypeError(f"bentuk {one} tidak ada (pilih dari {known})")
    return tuple(one for one in REPORT_FORMATS if one in asked) or ("docx",)


def _add_proses(commands: Commands[Parser]) -> None:
    parser = _add(commands, "proses", "periksa, tandai, dan susun laporan sekaligus")
    _add_books(parser)
    _add_output(parser, "FOLDER", "folder hasil; bawaan: folder hasil di sebelah buku pertama")
    _add_template(parser)
    _add_rules(parser)
    _add_quiet(parser)


def _add_data(commands: Commands[Parser]) -> None:
    parser = _add(commands, "data", "keluarkan semua angka yang terbaca")
    _add_books(parser)
    parser.add_argument(
        "-o",
        "--keluaran",
        type=Path,
        metavar="BERKAS",
        required=True,
        help="berkas .csv, .xlsx, .parquet, atau .json",
    )
    parser.epilog = _DATA_EPILOG


def _add_banding(commands: Commands[Parser]) -> None:
    parser = _add(commands, "banding", "bandingkan dua versi buku: angka dan catatannya")
    for name, which in (("lama", "sebelum"), ("baru", "sesudah")):
        parser.add_argument(
            name,
            type=Path,
            metavar=name.upper(),
            help=f"buku {which} diubah: berkas, atau folder berisi satu perangkat daerah",
        )
    parser.add_argument(
        "--format",
        choices=("teks", "json"),
        default="teks",
        help="bentuk daftar: teks (bawaan) atau json",
    )
    parser.add_argument(
        "--rinci",
        action="store_true",
        help="daftar juga angka yang hanya ditulis lain, dan tulisan seutuhnya",
    )
    _add_rules(parser)
    _add_quiet(parser)


def _add_rekap(commands: Commands[Parser]) -> None:
    parser = _add(commands, "rekap", "periksa banyak perangkat daerah sekaligus dan susun rekapnya")
    parser.add_argument(
        "folder",
        nargs="+",
        metavar="FOLDER",
        help="folder berisi buku kerja banyak perangkat daerah, juga di subfoldernya; atau alamat "
        "seperti s3://…",
    )
    parser.add_argument(
        "-o",
        "--keluaran",
        metavar="KELUARAN",
        required=True,
        help="folder hasil, satu subfolder tiap perangkat daerah; atau alamat",
    )
    parser.add_argument(
        "--laporan", action="store_true", help="susun juga laporan Word setiap perangkat daerah"
    )
    parser.add_argument(
        "--pekerja",
        type=_read_count,
        metavar="N",
        help="banyaknya proses yang bekerja bersamaan; bawaan: sebanyak prosesor",
    )
    parser.add_argument(
        "--batas-waktu",
        type=_read_count,
        default=120,
        metavar="DETIK",
        help="waktu terlama untuk satu perangkat daerah; bawaan 120",
    )
    parser.add_argument(
        "--batas-memori",
        type=_read_count,
        default=2048,
        metavar="MB",
        help="memori terbesar untuk satu proses; bawaan 2048",
    )
    parser.add_argument(
        "--dask",
        metavar="ALAMAT",
        help="kerjakan di kluster Dask, misalnya tcp://server:8786; batas memorinya diatur di sana",
    )
    parser.add_argument(
        "--ulang", action="store_true", help="kerjakan ulang juga yang tidak berubah"
    )
    _add_rules(parser)


def _read_count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"isi dengan bilangan bulat mulai dari 1, bukan {text}")
    return int(text)


def _add_pantau(commands: Commands[Parser]) -> None:
    parser = _add(commands, "pantau", "periksa ulang setiap kali sebuah buku kerja disimpan")
    parser.add_argument(
        "folder", nargs="+", type=Path, metavar="FOLDER", help="folder yang dipantau"
    )
    _add_rules(parser)


def _add_aturan(commands: Commands[Parser]) -> None:
    parser = _add(commands, "aturan", "daftar aturan, atau jelaskan satu aturan")
    parser.add_argument("kode", nargs="?", metavar="KODE", help="kode aturan, misalnya HIT01")


def _add_templat(commands: Commands[Parser]) -> None:
    parser = _add(commands, "templat", "siapkan dan periksa templat laporan sendiri")
    actions = parser.add_subparsers(
        dest="tindakan", metavar="TINDAKAN", required=True, title="tindakan"
    )
    for name, text in (
        ("periksa", "sebutkan yang perlu diperbaiki dalam templat"),
        ("baru", "salin templat bawaan ke berkas baru untuk diubah di Word"),
    ):
        _add(actions, name, text).add_argument(
            "berkas", type=Path, metavar="FILE", help="berkas templat .docx"
        )
    _add(actions, "daftar", "daftar semua tag dan artinya")


def parse(arguments: Sequence[str] | None, version: str) -> argparse.Namespace:
    return build_parser(version).parse_args(arguments)
