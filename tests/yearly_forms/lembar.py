"""Invented books of the forms of a year: Perjanjian Kinerja, Rencana Aksi, monev, T-C.23, T-C.29.

A ``Lembar`` knows what every cell means, so that reading can be compared with it, and which cells
may be spoilt so that arithmetic or another sheet tells.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lkjip_xl.domain.quantity import format_number, format_rupiah, round_to
from lkjip_xl.domain.terbilang import terbilang

BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_PENDEK = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agt", "sep", "okt", "nov", "des")
_HAL = (
    *("terminal", "dermaga", "halte", "pasar", "taman", "embung", "arsip", "museum", "sanggar"),
    *("koperasi", "posyandu", "perpustakaan", "irigasi", "hutan kota", "kolam", "laboratorium"),
)
_CARA = ("terkelola", "terpelihara", "terbina", "terawasi", "tertata", "terdata")
_SATUAN = ("unit", "lokasi", "kelompok", "dokumen")


@dataclass(frozen=True, slots=True)
class Isi:
    """A figure as it stands on the sheet, and what it means."""

    text: str
    value: Decimal | None


@dataclass(slots=True)
class Lembar:
    """A sheet; ``columns`` names each column as our reader should, empty for one without meaning.

    ``spoilable`` are the rows (counted from 0) and columns whose figure something else decides.
    """

    name: str
    title: str
    header: list[list[str]]
    columns: list[str]
    rows: list[list[str | Isi]]
    spoilable: list[tuple[int, int]] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    @property
    def first_row(self) -> int:
        return 2 + len(self.header)

    def place(self, at: tuple[int, int]) -> tuple[int, int]:
        """Return where a cell of the rows lies on the sheet."""
        return self.first_row + at[0], at[1] + 1

    def draw(self) -> str:
        lines = [f"## {self.name}", self.title]
        lines += [_line(row) for row in self.header]
        lines += [_line([c.text if isinstance(c, Isi) else c for c in row]) for row in self.rows]
        return "\n".join([*lines, *self.closing, ""])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def angka(value: Decimal | int, satuan: str = "") -> Isi:
    """Return a number, with its satuan behind it where one is given."""
    value = Decimal(value)
    text = format_number(value, None, grouped=False)
    return Isi(f"{text} {satuan}" if satuan else text, value)


def rupiah(value: Decimal | int) -> Isi:
    return Isi(format_rupiah(Decimal(value)).removeprefix("Rp"), Decimal(value))


def persen(value: Decimal, *, sign: bool = True) -> Isi:
    shown = round_to(value, 2)
    return Isi(format_number(shown, 2) + ("%" if sign else ""), shown)


@dataclass(frozen=True, slots=True)
class Indikator:
    sasaran: str
    nama: str
    satuan: str
    target: int
    realisasi: int


@dataclass(frozen=True, slots=True)
class Kegiatan:
    kode: str
    nama: str
    indikator: str
    satuan: str
    target: int
    realisasi: int
    pagu: int
    terpakai: int


class Kantor:
    """One invented office: its indicators and programs are the same on all of its sheets."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.year = self.rng.randint(2019, 2025)
        hal = self.rng.sample(_HAL, 12)
        self.indikator = [self._indikator(noun, number) for number, noun in enumerate(hal[:5])]
        self.program = [
            self._kegiatan(
                noun, f"2.{self.rng.randint(10, 19)}.{number + 2:02}", "PROGRAM PENATAAN"
            )
            for number, noun in enumerate(hal[5:9])
        ]

    def _indikator(self, noun: str, number: int) -> Indikator:
        rng = self.rng
        is_share = number % 3 == 2
        target = rng.randint(60, 95) if is_share else rng.randint(24, 400)
        return Indikator(
            sasaran=f"Meningkatnya layanan {noun}",
            nama=f"{'Persentase' if is_share else 'Jumlah'} {noun} yang {rng.choice(_CARA)}",
            satuan="persen" if is_share else rng.choice(_SATUAN),
            target=target,
            realisasi=max(1, target - rng.randint(1, 9)),
        )

    def _kegiatan(self, noun: str, kode: str, kata: str) -> Kegiatan:
        rng = self.rng
        target = rng.randint(12, 90)
        pagu = rng.randint(100_000, 9_000_000) * 1_000 + rng.randint(0, 999)
        return Kegiatan(
            kode=kode,
            nama=f"{kata} {noun.upper()}",
            indikator=f"Jumlah {noun} yang {rng.choice(_CARA)} sesuai standar",
            satuan="unit",
            target=target,
            realisasi=target - rng.randint(1, 5),
            pagu=pagu,
            terpakai=pagu - rng.randint(1_000_000, 9_000_000),
        )

    # --- the sheets ----------------------------------------------------------------------------

    def perjanjian(self, variant: int) -> Lembar:
        headers = [
            [
                ["No.", "Sasaran Strategis", "Indikator Kinerja", "Target"],
                ["(1)", "(2)", "(3)", "(4)"],
            ],
            [
                ["NO", "TUJUAN/ SASARAN STRATEGIS", "INDIKATOR KINERJA UTAMA", "TARGET"],
                list("1234"),
            ],
            [["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"]],
            [["No", "Kinerja Utama", "Indikator", "Target", "Satuan"]],
        ]
        header = headers[variant % 4]
        columns = {0: "no sasaran indikator target", 1: "no sasaran indikator target"}.get(
            variant % 4, "no sasaran indikator satuan target"
        ).split()
        if variant % 4 == 3:
            columns = ["no", "sasaran", "indikator", "target", "satuan"]
        rows: list[list[str | Isi]] = []
        for number, one in enumerate(self.indikator, start=1):
            in_cell = one.satuan if "satuan" not in columns else ""
            told: dict[str, str | Isi] = {
                "no": f"{number}.",
                "sasaran": one.sasaran,
                "indikator": one.nama,
                "satuan": one.satuan,
                "target": angka(one.target, in_cell.capitalize()),
            }
            rows.append([told[name] for name in columns])
        at = columns.index("target")
        return Lembar(
            "PK",
            f"PERJANJIAN KINERJA TAHUN {self.year}",
            header,
            columns,
            rows,
            [(row, at) for row in range(len(rows))],
        )

    def anggaran(self, variant: int) -> Lembar:
        header, columns = (
            (["No", "Program", "Anggaran", "Keterangan"], ["no", "program", "pagu", "keterangan"]),
            (["PROGRAM", "ANGGARAN (Rp)"], ["program", "pagu"]),
            (
                ["No.", "Program/Kegiatan", "Anggaran (Rp)", "Ket"],
                ["no", "item", "pagu", "keterangan"],
            ),
        )[variant % 3]
        rows: list[list[str | Isi]] = []
        for number, one in enumerate(self.program, start=1):
            told: dict[str, str | Isi] = {
                "no": str(number),
                "program": one.nama,
                "item": one.nama,
                "pagu": rupiah(one.pagu),
                "keterangan": "APBD",
            }
            rows.append([told[name] for name in columns])
        total = sum(one.pagu for one in self.program)
        last: dict[str, str | Isi] = {"no": "", "keterangan": "", "pagu": rupiah(total)}
        rows.append([last.get(name, "JUMLAH") for name in columns])
        at = columns.index("pagu")
        return Lembar(
            "PK Anggaran",
            f"ANGGARAN PERJANJIAN KINERJA TAHUN {self.year}",
            [header],
            columns,
            rows,
            [(row, at) for row in range(len(rows))],
            closing=[f"Terbilang: {terbilang(total, rupiah=True)}"],
        )

    def tabel_3_1(self) -> Lembar:
        rows: list[list[str | Isi]] = [
            [
                *(one.sasaran, one.nama, one.satuan),
                *(angka(one.target), angka(one.realisasi)),
                persen(Decimal(one.realisasi * 100) / one.target, sign=False),
            ]
            for one in self.indikator
        ]
        return Lembar(
            "Tabel 3.1",
            f"Tabel 3.1 Pencapaian Kinerja Tahun {self.year}",
            [["Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]],
            ["sasaran", "indikator", "satuan", "target", "realisasi", "capaian"],
            rows,
        )

    def tabel_3_4(self) -> Lembar:
        rows: list[list[str | Isi]] = [
            [
                one.nama,
                *(rupiah(one.pagu), rupiah(one.terpakai)),
                persen(Decimal(one.terpakai * 100) / one.pagu, sign=False),
            ]
            for one in self.program
        ]
        return Lembar(
            "Tabel 3.4",
            f"Tabel 3.4 Realisasi Anggaran Tahun {self.year}",
            [["Program/Kegiatan", "Pagu Anggaran (Rp)", "Realisasi (Rp)", "% Capaian"]],
            ["item", "pagu", "realisasi_anggaran", "serapan"],
            rows,
        )

    def rencana_aksi(self, variant: int) -> Lembar:
        """Months of a plan, cumulative or not; a share is told as the level of each month."""
        group = [
            "No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", f"Target Tahun {self.year}",
            "Target Bulan", *["<"] * 11, "Penanggung Jawab",
        ]  # fmt: skip
        months = ["^", "^", "^", "^", "^", *BULAN, "^"]
        numbers = [str(n) for n in range(1, 19)]
        header = [group, months, numbers] if variant % 2 else [group, months]
        columns = [
            *("no", "sasaran", "indikator", "satuan", f"target {self.year}"),
            *_PENDEK,
            "penanggung_jawab",
        ]
        rows: list[list[str | Isi]] = []
        for number, one in enumerate(self.indikator, start=1):
            steps = self._steps(one, is_cumulative=variant % 3 != 1)
            rows.append([
                *(str(number), one.sasaran, one.nama, one.satuan, angka(one.target)),
                *map(angka, steps),
                "Bidang Layanan",
            ])  # fmt: skip
        return Lembar(
            "Renaksi",
            f"RENCANA AKSI TAHUN {self.year}",
            header,
            columns,
            rows,
            [(row, 16) for row in range(len(rows)) if row % 3 != 2],
        )

    def _steps(self, one: Indikator, *, is_cumulative: bool, end: int = 0) -> list[int]:
        end = end or one.target
        cuts = sorted(self.rng.randint(0, end) for _ in range(11))
        reached = [*cuts, end]
        if is_cumulative or one.satuan == "persen":
            return reached
        return [after - before for before, after in zip([0, *reached], reached, strict=False)]

    def laporan_renaksi(self, variant: int) -> Lembar:
        """Pairs of a month; of a year that is not over the later realisasi are blank."""
        last = 12 if variant % 2 else self.rng.randint(3, 11)
        group = ["No", "Kode", "IKU", "Unit Kerja", "Satuan"]
        group += [label for name in BULAN for label in (name, "<")]
        pairs = [*["^"] * 5, *["Target", "Realisasi"] * 12]
        columns = ["no", "kode", "indikator", "penanggung_jawab", "satuan"]
        columns += [f"{m}_{part}" for m in _PENDEK for part in ("target", "realisasi")]
        rows: list[list[str | Isi]] = []
        is_cumulative = variant % 3 != 1
        for number, one in enumerate(self.indikator, start=1):
            target = self._steps(one, is_cumulative=is_cumulative)
            reached = self._steps(one, is_cumulative=is_cumulative, end=one.realisasi)
            cells: list[str | Isi] = [str(number), f"IKU.{number}", one.nama, "Bidang", one.satuan]
            for month in range(12):
                cells.append(angka(target[month]))
                cells.append(angka(reached[month]) if month < last else "")
            rows.append(cells)
        ends = [27, 28] if last == 12 else [27]
        return Lembar(
            "Laporan Renaksi",
            f"LAPORAN RENAKSI TAHUN {self.year}",
            [group, pairs],
            columns,
            rows,
            [(row, at) for row in range(len(rows)) for at in ends if row % 3 != 2],
        )

    def monev(self, variant: int) -> Lembar:
        tails = ["PERMASALAHAN", "UPAYA MENGATASI PERMASALAHAN", "TINDAK LANJUT REKOMENDASI"]
        flat = [
            [
                *("idCapai", "KD", "PROGRAM/KEG/SUB KEGIATAN", "INDIKATOR", "SATUAN", "TARGET"),
                *("REALISASI TARGET", "ALOKASI [ Rp ]", "REALISASI [ Rp ]", "PERSENTASE [ % ]"),
                *tails,
            ],
            [*"acdefghij", "k = ( j / i ) * 100", "l", "m", "n"],
        ]
        grouped = [
            [
                *("Kode", "Organisasi/Program/Kegiatan/Sub Kegiatan", "Indikator", "Satuan"),
                *("Fisik", "<", "<", "Keuangan", "<", "<", *(t.capitalize() for t in tails)),
            ],
            [*["^"] * 4, "Target", "Real", "%", "Alokasi", "Real", "%", "^", "^", "^"],
        ]
        is_flat = variant % 2 == 0
        columns = ["", "kode", "item", "indikator", "satuan", "target", "realisasi"]
        columns += ["pagu", "realisasi_anggaran", "serapan"]
        if not is_flat:
            columns = [*columns[1:7], "capaian", *columns[7:]]
        columns += ["permasalahan", "solusi", "tindak_lanjut"]
        rows: list[list[str | Isi]] = []
        for number, one in enumerate(self.program, start=1):
            told: dict[str, str | Isi] = {
                "": str(number),
                "kode": one.kode,
                "item": one.nama,
                "indikator": one.indikator,
                "satuan": one.satuan,
                "target": angka(one.target),
                "realisasi": angka(one.realisasi),
                "capaian": persen(Decimal(one.realisasi * 100) / one.target, sign=False),
                "pagu": rupiah(one.pagu),
                "realisasi_anggaran": rupiah(one.terpakai),
                "serapan": persen(Decimal(one.terpakai * 100) / one.pagu, sign=False),
                "permasalahan": "Lahan belum siap",
                "solusi": "Koordinasi dengan pemilik lahan",
                "tindak_lanjut": "Dijadwalkan ulang",
            }
            rows.append([told[name] for name in columns])
        percents = [at for at, name in enumerate(columns) if name in ("capaian", "serapan")]
        return Lembar(
            "Monev",
            f"CAPAIAN KINERJA PROGRAM DAN KEGIATAN TAHUN {self.year}",
            flat if is_flat else grouped,
            columns,
            rows,
            [(row, at) for row in range(len(rows)) for at in percents],
        )

    def pelayanan(self, variant: int) -> Lembar:
        years = [self.year - 1, self.year]
        ikk = "Capaian Target Indikator" if variant % 2 else "Target IKK"
        labels = ("Target Renstra Tahun Ke", "Realisasi Capaian Tahun Ke", "Rasio Capaian Tahun Ke")
        group = ["NO.", "Indikator Kinerja", "Target SPM", f"{ikk} {self.year - 1}"]
        group += [cell for label in labels for cell in (label, "<")]
        header = [group, [*["^"] * 4, *[str(year) for year in years] * 3]]
        columns = ["no", "indikator", "target_spm", "target_ikk"]
        parts = ("target", "realisasi", "capaian")
        columns += [f"{part} {year}" for part in parts for year in years]
        rows: list[list[str | Isi]] = []
        for number, one in enumerate(self.indikator, start=1):
            satuan = "" if one.satuan == "persen" else one.satuan.capitalize()
            before = one.target - self.rng.randint(2, 8)
            reached = before - self.rng.randint(0, 3)
            figures = [(before, reached), (one.target, one.realisasi)]
            rows.append([
                *(str(number), one.nama, angka(one.target, satuan), angka(before, satuan)),
                *(angka(target, satuan) for target, _ in figures),
                *(angka(real, satuan) for _, real in figures),
                *(persen(Decimal(real * 100) / target) for target, real in figures),
            ])  # fmt: skip
        return Lembar(
            "T-C.23",
            "Pencapaian Kinerja Pelayanan Perangkat Daerah",
            header,
            columns,
            rows,
            [(row, at) for row in range(len(rows)) for at in (8, 9)],
        )

    def rekap_renja(self, variant: int) -> Lembar:
        """T-C.29; ``tahun berjalan`` is the office's year."""
        year, last = self.year, self.year - 1
        both = f"Target dan Realisasi Kinerja Program dan Keluaran Kegiatan Tahun {last} (n-2)"
        so_far = f"Perkiraan Realisasi Capaian Target Program/Kegiatan Renstra s.d. {year}"
        group = [
            "Kode",
            "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan",
            "Indikator Kinerja Program/Kegiatan (out come/out put)",
            f"Target Capaian Kinerja Renstra Tahun {year + 2} (akhir periode Renstra)",
            f"Realisasi Target Kinerja Hasil Program s.d. Tahun {last - 1} (tahun n-3)",
            *(both, "<", "<"),
            f"Target Program/Kegiatan Renja Tahun {year} (tahun berjalan)",
            *(so_far, "<", "Catatan"),
        ]
        labels = ["^"] * 5 + ["Target", "Realisasi", "Tingkat Realisasi (%)", "^"]
        labels += ["Realisasi Capaian", "Target Capaian", "^"]
        numbers = [
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8=(7/6)",
            "9",
            "10=(5+7+9)",
            "11=(10/4)",
            "12",
        ]
        header = [group, labels, numbers] if variant % 2 else [group, labels]
        columns = [
            *("kode", "item", "indikator", "target_akhir", "realisasi_lalu"),
            *(f"target {last}", f"realisasi {last}", f"capaian {last}", f"target {year}"),
            *("realisasi_renstra", "capaian_renstra", "keterangan"),
        ]
        rows: list[list[str | Isi]] = []
        for one in self.program:
            satuan = one.satuan if variant % 3 else ""
            before, target = self.rng.randint(20, 90), self.rng.randint(21, 60)
            reached = target - self.rng.randint(0, 6)
            so_far_now = before + reached + one.target
            end = so_far_now + self.rng.randint(20, 99)
            rows.append([
                *(one.kode, one.nama, one.indikator),
                *(angka(n, satuan) for n in (end, before, target, reached)),
                persen(Decimal(reached * 100) / target),
                *(angka(n, satuan) for n in (one.target, so_far_now)),
                *(persen(Decimal(so_far_now * 100) / end), ""),
            ])  # fmt: skip
        return Lembar(
            "T-C.29",
            "Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah",
            header,
            columns,
            rows,
            [(row, at) for row in range(len(rows)) for at in (7, 9, 10)],
        )

    def lembar(self, variant: int) -> list[Lembar]:
        """Return the sheets of the forms under test."""
        return [
            self.perjanjian(variant),
            self.anggaran(variant),
            self.rencana_aksi(variant),
            self.laporan_renaksi(variant),
            self.monev(variant),
            self.pelayanan(variant),
            self.rekap_renja(variant),
        ]

    def beside(self) -> list[Lembar]:
        """Return the annexes that the sheets are compared with."""
        return [self.tabel_3_1(), self.tabel_3_4()]
