"""Invented books of SIPD's exports and of the annexes that are copied from them.

Names and amounts are drawn from a seed; headers come in the variants that offices have.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.domain.field import RAK_MONTHS, Field
from lkjip_xl.grid import PLAIN, Grid, Look, Value
from lkjip_xl.location import CellRange

YEAR = 2024
FILE = "sipd.xlsx"
OFFICE = "1.03.1.04.0.00.01.0000"
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_PERCENT = Look(number_format="0.00%")
_PERCENT_LOOK = 1
_DEEDS = (
    "Penyusunan", "Pengelolaan", "Pemeliharaan", "Pengadaan", "Pembinaan", "Pengawasan",
    "Penyediaan", "Fasilitasi", "Rehabilitasi", "Pemantauan", "Pelatihan", "Survei",
)  # fmt: skip
_THINGS = (
    "Dokumen Perencanaan", "Arsip Dinas", "Jembatan Gantung", "Jalan Lingkungan", "Saluran Irigasi",
    "Kendaraan Operasional", "Penerangan Umum", "Gedung Kantor", "Bahan Logistik", "Rambu Lalu Lintas",
    "Tenaga Konstruksi", "Peta Wilayah", "Rapat Koordinasi", "Drainase Perkotaan", "Air Minum Desa",
)  # fmt: skip
#: akun of a detail, with the names from its third part down.
_AKUN = (
    ("5.1.01.01.001.00001", ("Belanja Pegawai", "Gaji ASN", "Gaji Pokok", "Gaji Pokok PNS")),
    ("5.1.02.01.001.00024", ("Belanja Barang dan Jasa", "Barang", "Barang Habis", "Alat Tulis")),
    ("5.1.02.01.001.00025", ("Belanja Barang dan Jasa", "Barang", "Barang Habis", "Kertas")),
    ("5.1.02.02.001.00071", ("Belanja Barang dan Jasa", "Jasa", "Jasa Kantor", "Lembur")),
    ("5.1.02.04.001.00001", ("Belanja Barang dan Jasa", "Perjalanan", "Dalam Negeri", "Biasa")),
    ("5.2.02.05.001.00005", ("Belanja Modal Alat", "Modal Kantor", "Alat Kantor", "Mebel")),
    ("5.2.04.01.001.00003", ("Belanja Modal Jalan", "Modal Jalan", "Jalan Kota", "Jalan Beton")),
)
GROUPS = ("Operasi", "Modal", "Tak Terduga", "Transfer")


@dataclass(eq=False)
class Simpul:
    """A row of an export; amounts of a detail are its own, those of all others sums."""

    kode: str
    nama: str
    level: str
    below: list[Simpul] = field(default_factory=list)
    pagu: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    realisasi: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    sebelum: int = 0
    months: list[int] = field(default_factory=lambda: [0] * 12)

    def walk(self) -> Iterator[Simpul]:
        yield self
        for one in self.below:
            yield from one.walk()

    def add_up(self) -> None:
        for one in self.below:
            one.add_up()
        if self.below:
            columns = zip(*(one.pagu for one in self.below), strict=True)
            self.pagu = [sum(column) for column in columns]
            columns = zip(*(one.realisasi for one in self.below), strict=True)
            self.realisasi = [sum(column) for column in columns]
            columns = zip(*(one.months for one in self.below), strict=True)
            self.months = [sum(column) for column in columns]
            self.sebelum = sum(one.sebelum for one in self.below)


def make_budget(seed: int, programs: int = 3) -> Simpul:
    """Return the budget of an office from its urusan down."""
    dice = random.Random(seed)
    names = [f"{deed} {thing}" for deed in _DEEDS for thing in _THINGS]
    dice.shuffle(names)
    office = Simpul(OFFICE, "Dinas Pekerjaan Umum", "skpd")
    for number in range(1, programs + 1):
        program = Simpul(f"1.03.{number:02}", f"PROGRAM {names.pop().upper()}", "program")
        for second in range(1, dice.randint(2, 3) + 1):
            kegiatan = Simpul(f"{program.kode}.2.{second:02}", names.pop(), "kegiatan")
            for third in range(1, dice.randint(2, 3) + 1):
                sub = Simpul(f"{kegiatan.kode}.{third:04}", names.pop(), "sub")
                sub.below = _accounts(dice)
                kegiatan.below.append(sub)
            program.below.append(kegiatan)
        office.below.append(program)
    bidang = Simpul("1.03", "URUSAN PEMERINTAHAN BIDANG PEKERJAAN UMUM", "urusan", [office])
    top = Simpul("1", "URUSAN PEMERINTAHAN WAJIB PELAYANAN DASAR", "urusan", [bidang])
    top.add_up()
    return top


def _accounts(dice: random.Random) -> list[Simpul]:
    tops: list[Simpul] = []
    for kode, names in sorted(dice.sample(_AKUN, dice.randint(2, 4))):
        parts, place = kode.split("."), tops
        for count, nama in enumerate(names, start=3):
            own = ".".join(parts[:count])
            found = next((one for one in place if one.kode == own), None)
            if found is None:
                found = Simpul(own, nama, "akun")
                place.append(found)
            place = found.below
        pagu = dice.randint(5_000, 900_000) * 100 + dice.choice((0, 0, 37))
        group = int(parts[1]) - 1
        found.pagu[group] = pagu
        found.realisasi[group] = pagu * dice.randint(60, 99) // 100
        found.sebelum = pagu if dice.random() < 0.5 else pagu + dice.randint(-40, 60) * 10_000
        found.sebelum = max(found.sebelum, 100_000)
        cuts = sorted(dice.randint(0, pagu) for _ in range(11))
        found.months = [b - a for a, b in zip([0, *cuts], [*cuts, pagu], strict=True)]
    return tops


@dataclass(frozen=True)
class Angka:
    """What was written into a cell: of which column, of which row."""

    row: int
    column: int
    field: Field
    value: float
    kode: str
    level: str


@dataclass
class Lembar:
    """A sheet that is being written, row by row."""

    name: str
    rows: dict[int, list[Value]] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    merges: list[CellRange] = field(default_factory=list)
    angka: list[Angka] = field(default_factory=list)

    @property
    def last(self) -> int:
        return max(self.rows, default=0)

    def write(self, *values: Value) -> int:
        row = self.last + 1
        self.rows[row] = list(values)
        return row

    def title(self, text: str) -> None:
        self.write(text)
        self.rows[self.last + 1] = [" "]

    def labels(self, *rows: Sequence[str], merged: bool = True) -> None:
        """Write rows of labels; ``<`` and ``^`` join a label to its neighbour, where merged."""
        top = self.last + 1
        for cells in rows:
            self.write(*(None if cell in ("<", "^", "") else cell for cell in cells))
        if merged:
            self.merges += list(_joints(rows, top))

    def figure(self, row: int, column: int, name: Field, value: float, one: Simpul) -> None:
        self.angka.append(Angka(row, column, name, value, one.kode, one.level))

    def grid(self) -> Grid:
        width = max(map(len, self.rows.values()))
        looks = {
            row: [_PERCENT_LOOK if (row, c) in self.percents else 0 for c in range(1, width + 1)]
            for row in self.rows
        }
        return Grid(
            file=FILE,
            sheet=self.name,
            rows={row: list(values) for row, values in self.rows.items()},
            looks=looks,
            palette=(PLAIN, _PERCENT),
            merges=self.merges,
        )


def _joints(rows: Sequence[Sequence[str]], top: int) -> Iterator[CellRange]:
    for r, cells in enumerate(rows):
        for c, label in enumerate(cells):
            if label in ("<", "^", ""):
                continue
            right, bottom = c, r
            while right + 1 < len(cells) and cells[right + 1] == "<":
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][c] == "^":
                bottom += 1
            if (right, bottom) != (c, r):
                yield CellRange(top + r, c + 1, top + bottom, right + 1)


def book(*sheets: Lembar) -> DrawnBook:
    return DrawnBook(FILE, tuple(sheet.grid() for sheet in sheets))


def rupiah(amount: int) -> str:
    """Return an amount as SIPD exports it: a text with two decimals."""
    return f"{amount:,}".replace(",", ".") + ",00"


# -- LRA

_LRA_FIELDS = tuple(
    Field(f"{kind}_{group.lower().replace(' ', '_')}")
    for group in GROUPS
    for kind in ("pagu", "realisasi")
)
LRA_VARIANTS = ("sipd", "angka", "satu baris", "jumlah", "halaman", "tidak digabung")


def write_lra(top: Simpul, variant: str = "sipd") -> Lembar:
    sheet = Lembar("LRA")
    sheet.title(f"REKAPITULASI BELANJA MENURUT URUSAN TAHUN ANGGARAN {YEAR}")
    header = _lra_header(variant)
    header(sheet)
    has_one_kode = variant in ("satu baris", "angka")
    path = {"urusan": "", "skpd": "", "work": ""}
    for number, one in enumerate(top.walk()):
        if variant == "halaman" and number and number % 40 == 0:
            header(sheet)
        _step(path, one)
        own = one.kode if one.level == "akun" else ""
        codes = [one.kode] if has_one_kode else [*path.values(), own]
        amounts = [n for pair in zip(one.pagu, one.realisasi, strict=True) for n in pair]
        fields = list(_LRA_FIELDS)
        if variant == "jumlah":
            amounts += [sum(one.pagu), sum(one.realisasi)]
            fields += [Field.PAGU, Field.REALISASI_ANGGARAN]
        cells = amounts if variant in ("angka", "satu baris") else [rupiah(n) for n in amounts]
        values = [float(c) if isinstance(c, int) else c for c in cells]
        row = sheet.write(*(code or None for code in codes), one.nama, *values)
        for column, (name, value) in enumerate(
            zip(fields, amounts, strict=True), start=len(codes) + 2
        ):
            sheet.figure(row, column, name, value, one)
    return sheet


def _step(path: dict[str, str], one: Simpul) -> None:
    """Repeat the codes of what a row stands below, as SIPD does on every row."""
    key = {"urusan": "urusan", "skpd": "skpd"}.get(one.level, "work")
    if key != "work":
        path["work"] = ""
    if key == "urusan":
        path["skpd"] = ""
    if one.level != "akun":
        path[key] = one.kode


def _lra_header(variant: str) -> Callable[[Lembar], None]:
    name = "Uraian Urusan, Organisasi, Program, Kegiatan dan Sub Kegiatan"
    groups = [*GROUPS, "Jumlah"] if variant == "jumlah" else list(GROUPS)
    pair = ["Anggaran", "Realisasi"]
    if variant == "satu baris":
        told = [f"{what} Belanja {group} (Rp)" for group in groups for what in pair]
        return lambda sheet: sheet.labels(["Kode Rekening", "Uraian", *told])
    kode = ["Kode"] if variant == "angka" else ["Kode", "<", "<", "<"]
    below = ["^", "<", "<", "<"][: len(kode)] if len(kode) > 1 else ["^"]
    first = [*kode, name, "Kelompok Belanja", *["<"] * (2 * len(groups) - 1)]
    second = [*below, "^", *(cell for group in groups for cell in (group, "<"))]
    third = [*below, "^", *pair * len(groups)]
    numbers = ["1", *[""] * (len(kode) - 1), *map(str, range(2, 3 + 2 * len(groups)))]

    def write(sheet: Lembar) -> None:
        if variant == "tidak digabung":
            sheet.labels(first, second, third, merged=False)
        else:
            _write_merged(sheet, len(kode), first, second, third)
        if variant != "angka":
            sheet.write(*(number or None for number in numbers))

    return write


def _write_merged(sheet: Lembar, codes: int, *rows: Sequence[str]) -> None:
    top = sheet.last + 1
    sheet.labels(*rows, merged=False)
    sheet.merges.append(CellRange(top, 1, top + 2, codes))
    sheet.merges.append(CellRange(top, codes + 1, top + 2, codes + 1))
    width = len(rows[0])
    sheet.merges.append(CellRange(top, codes + 2, top, width))
    for left in range(codes + 2, width, 2):
        sheet.merges.append(CellRange(top + 1, left, top + 1, left + 1))


# -- RAK

RAK_VARIANTS = ("pohon", "sampai Juli", "datar", "judul saja")


def write_rak(top: Simpul, variant: str = "pohon") -> Lembar:
    sheet = Lembar("RAK")
    sheet.title(f"RENCANA ANGGARAN KAS SATUAN KERJA TAHUN {YEAR}")
    if variant == "datar":
        return _write_flat(sheet, top)
    count = 7 if variant == "sampai Juli" else 12
    labels = ["Kode Rekening", "Uraian", "Anggaran Tahun Ini"]
    fields = [Field.PAGU]
    if variant != "judul saja":
        labels += ["Total RAK", "Realisasi"]
        fields += [Field.RAK, Field.REALISASI_ANGGARAN]
    labels += MONTHS[:count]
    fields += RAK_MONTHS[:count]
    if variant == "sampai Juli":
        labels += ["Total Jan Jul", "Persen RAK"]
        fields += [Field.RAK_BERJALAN, Field.SERAPAN]
    sheet.labels(labels)
    for one in top.walk():
        for _ in range(2 if one.level == "skpd" else 1):
            _write_rak_row(sheet, one, fields, count)
    return sheet


def _write_rak_row(sheet: Lembar, one: Simpul, fields: Sequence[Field], count: int) -> None:
    pagu, running = sum(one.pagu), sum(one.months[:count])
    told: dict[Field, float] = {
        Field.PAGU: pagu,
        Field.RAK: pagu,
        Field.REALISASI_ANGGARAN: sum(one.realisasi),
        Field.RAK_BERJALAN: running,
        Field.SERAPAN: running / pagu,
        **dict(zip(RAK_MONTHS, one.months, strict=True)),
    }
    row = sheet.write(one.kode, one.nama, *(float(told[name]) for name in fields))
    for column, name in enumerate(fields, start=3):
        value = told[name] * 100 if name is Field.SERAPAN else told[name]
        if name is Field.SERAPAN:
            sheet.percents.add((row, column))
        sheet.figure(row, column, name, value, one)


def _write_flat(sheet: Lembar, top: Simpul) -> Lembar:
    levels = ("Urusan", "SKPD", "Program", "Kegiatan", "Sub Kegiatan", "Akun")
    labels = [f"{what} {level}" for level in levels for what in ("Kode", "Nama")]
    sheet.labels([*labels, "Nilai Rincian", *(f"Bulan {number}" for number in range(1, 13))])
    path: dict[str, Simpul] = {}
    for one in top.walk():
        path[one.level] = one
        if one.below:
            continue
        order = ("urusan", "skpd", "program", "kegiatan", "sub", "akun")
        names = [text for level in order for text in (path[level].kode, path[level].nama)]
        row = sheet.write(*names, float(sum(one.pagu)), *map(float, one.months))
        for column, (name, value) in enumerate(
            zip((Field.PAGU, *RAK_MONTHS), (sum(one.pagu), *one.months), strict=True), start=13
        ):
            sheet.figure(row, column, name, value, one)
    return sheet


# -- before and after a change

CHANGE_VARIANTS = (
    "pecahan", "persen", "terhadap setelah", "berkode", "bertambah/berkurang", "nomor saja",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_WORK = ("program", "kegiatan", "sub")


def write_change(top: Simpul, variant: str = "persen") -> Lembar:
    sheet = Lembar("Perubahan")
    sheet.title(f"PERUBAHAN ANGGARAN TAHUN {YEAR}")
    first = "Kode" if variant == "berkode" else "NO"
    before, after, change = (
        ("Pagu Murni (Rp)", "Pagu Perubahan (Rp)", "Bertambah/Berkurang (Rp)")
        if variant == "bertambah/berkurang"
        else (
            "PAGU ANGGARAN SEBELUM (Rp)",
            "PAGU ANGGARAN SETELAH (Rp)",
            "SELISIH PAGU SEBELUM DAN SESUDAH",
        )
    )
    sheet.labels(
        [first, "PROGRAM DAN KEGIATAN", before, "REALISASI", "<", after, change, "RINCIAN"],
        ["^", "^", "^", "(Rp)", "(%)", "^", "^", "^"],
    )
    sheet.write(*map(float, range(1, 9)))
    for one, number in _numbered(top):
        _write_change_row(sheet, one, one.kode if variant == "berkode" else number, variant)
    if variant == "berkode":
        _write_change_row(sheet, top, "JUMLAH", variant)
        sheet.rows[sheet.last][1] = None
    return sheet


def _write_change_row(sheet: Lembar, one: Simpul, number: str, variant: str) -> None:
    realisasi = sum(one.realisasi)
    base = sum(one.pagu) if variant == "terhadap setelah" else one.sebelum
    share = realisasi / base
    told = (one.sebelum, realisasi, share, sum(one.pagu), sum(one.pagu) - one.sebelum)
    words = {"kegiatan": "Kegiatan ", "sub": "Sub Kegiatan "}
    prefix = "" if variant == "nomor saja" else words.get(one.level, "")
    row = sheet.write(number, f"{prefix}{one.nama}", *map(float, told), "atk, kertas")
    fields = (
        Field.PAGU_SEBELUM, Field.REALISASI_ANGGARAN, Field.SERAPAN, Field.PAGU, Field.SELISIH,
    )  # fmt: skip
    for column, (name, value) in enumerate(zip(fields, told, strict=True), start=3):
        if name is Field.SERAPAN and variant != "pecahan":
            sheet.percents.add((row, column))
            value *= 100
        sheet.figure(row, column, name, value, one)


def _numbered(top: Simpul) -> Iterator[tuple[Simpul, str]]:
    programs = [one for one in top.walk() if one.level == "program"]
    for letter, program in zip("ABCDEFGHIJ", programs, strict=False):
        yield program, letter
        for number, kegiatan in enumerate(program.below, start=1):
            yield kegiatan, _ROMAN[number - 1]
            for position, sub in enumerate(kegiatan.below, start=1):
                yield sub, f"{number}.{position}"


# -- annexes

ANNEX_VARIANTS = ("berkode", "tanpa kode", "X.XX", "tanpa urusan")


def write_tabel_3_4(top: Simpul, variant: str = "berkode", *, before: bool = False) -> Lembar:
    """Write the annex of the same amounts, or of the pagu of before the change."""
    sheet = Lembar("Tabel 3.4")
    sheet.title(f"Tabel 3.4 Pencapaian Realisasi Anggaran Tahun {YEAR}")
    kode = [] if variant == "tanpa kode" else ["Kode"]
    money = ["Pagu Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)", "Keterangan"]
    sheet.labels([*kode, "Program/Kegiatan/Sub Kegiatan", *money])
    for one in [*(one for one in top.walk() if one.level in _WORK), top]:
        pagu = one.sebelum if before else sum(one.pagu)
        spent = sum(one.realisasi)
        prefix = {"kegiatan": "Kegiatan: ", "sub": "Sub Kegiatan: "}.get(one.level, "")
        said = {"X.XX": one.kode.replace("1.03", "X.XX", 1), "tanpa urusan": one.kode[5:]}
        codes: list[str | None] = [said.get(variant, one.kode)]
        name = f"{prefix}{one.nama}"
        if one is top:
            codes, name = [None], "JUMLAH"
        row = sheet.write(
            *codes[: len(kode)], name, float(pagu), float(spent), spent / pagu, "sisa"
        )
        for column, (field_name, value) in enumerate(
            ((Field.PAGU, pagu), (Field.REALISASI_ANGGARAN, spent)), start=len(kode) + 2
        ):
            sheet.figure(row, column, field_name, value, one)
        sheet.percents.add((row, len(kode) + 4))
    return sheet


def write_belanja(top: Simpul) -> Lembar:
    sheet = Lembar("Belanja")
    sheet.title(f"Komposisi Belanja Tahun Anggaran {YEAR}")
    sheet.labels(["No", "Uraian Belanja", "Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)"])
    kinds = (("Belanja Pegawai", "5.1.01"), ("Belanja Barang dan Jasa", "5.1.02"))
    rows = [(name, _of_akun(top, akun)) for name, akun in kinds]
    rows += [("Belanja Modal", (top.pagu[1], top.realisasi[1]))]
    rows += [("JUMLAH", (sum(top.pagu), sum(top.realisasi)))]
    for number, (name, (pagu, spent)) in enumerate(rows, start=1):
        first = None if name == "JUMLAH" else float(number)
        row = sheet.write(first, name, float(pagu), float(spent), spent / pagu if pagu else None)
        sheet.percents.add((row, 5))
        one = Simpul(name, name, "belanja")
        sheet.figure(row, 3, Field.PAGU, pagu, one)
        sheet.figure(row, 4, Field.REALISASI_ANGGARAN, spent, one)
    return sheet


def _of_akun(top: Simpul, akun: str) -> tuple[int, int]:
    rows = [one for one in top.walk() if one.kode == akun]
    return sum(sum(one.pagu) for one in rows), sum(sum(one.realisasi) for one in rows)
