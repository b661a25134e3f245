"""Invented evaluations of the Renja (E.81), drawn in the layouts that offices use.

Names and figures come from a seed; what each cell should be read as is kept beside the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.domain.quantity import format_number, round_to

TAHUN, AKHIR = 2023, 2026
_BENDA = (
    ("Jalan lingkungan", "km"), ("Dokumen perencanaan", "Dokumen"), ("Peserta pelatihan", "Orang"),
    ("Rumah layak huni", "Unit"), ("Laporan keuangan", "Laporan"), ("Kelompok tani", "Kelompok"),
    ("Pengunjung pasar", "Orang"), ("Sumur resapan", "Titik"),
)  # fmt: skip
_POSISI = (
    ("Persentase layanan terpenuhi", "%"), ("Persentase aset tercatat", "Persen"),
    ("Indeks kepuasan masyarakat", "Indeks"), ("Nilai kematangan", "Nilai"),
)  # fmt: skip
_KATA = (
    "Air", "Pasar", "Hutan", "Jalan", "Sungai", "Kebun", "Nelayan", "Taman", "Jembatan", "Arsip",
    "Pustaka", "Ternak", "Energi", "Ruang", "Wisata", "Pemuda", "Kesehatan", "Perizinan",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Gaya:
    """How an office lays its evaluation out.

    ``nomor`` is the row of numbers: 0 for none, else after so many rows of labels; ``rumus`` states
    formulas in it.  ``tw`` is the last quarter that is filled in.
    """

    kode: str = "kolom"  # "kolom", "nama", ""
    satuan: str = "kolom"  # "kolom", "sel"
    sasaran: bool = True
    persen: bool = False
    tingkat_renja: bool = False
    nomor: int = 0
    rumus: bool = False
    ukuran: tuple[str, str] = ("K", "Rp")
    tw: int = 4
    penutup: bool = True
    penanggung_jawab: bool = True
    ke: str = "Realisasi Kinerja pada Triwulan"
    kumulatif: bool = False
    posisi: str = "terakhir"


def gaya_acak(acak: Random) -> Gaya:
    return Gaya(
        kode=acak.choice(("kolom", "nama", "")),
        satuan=acak.choice(("kolom", "kolom", "sel")),
        sasaran=acak.random() < 0.7,
        persen=acak.random() < 0.5,
        tingkat_renja=acak.random() < 0.4,
        nomor=acak.choice((0, 2, 3)),
        rumus=acak.random() < 0.5,
        ukuran=acak.choice((("K", "Rp"), ("(K)", "(Rp)"), ("Kinerja", "Anggaran (Rp)"))),
        tw=acak.choice((1, 2, 3, 4, 4)),
        penutup=acak.random() < 0.7,
        penanggung_jawab=acak.random() < 0.7,
        ke=acak.choice(
            (
                "Realisasi Kinerja pada Triwulan",
                "Realisasi Kinerja pada Triwulan ke-",
                "Realisasi Kinerja dan Anggaran Pada Triwulan",
            )
        ),
        kumulatif=acak.random() < 0.3,
        posisi=acak.choice(("terakhir", "rata", "tertinggi")),
    )


@dataclass(kw_only=True)
class Baris:
    tingkat: int
    nama: str
    kode: str
    indikator: str
    satuan: str
    angka: dict[str, Decimal] = field(default_factory=dict)
    anak: list[Baris] = field(default_factory=list)

    @property
    def is_posisi(self) -> bool:
        return self.satuan in {satuan for _, satuan in _POSISI}

    def semua(self) -> Iterator[Baris]:
        yield self
        for anak in self.anak:
            yield from anak.semua()


class Buku:
    """One evaluation: its rows with their figures, its columns, and the drawing of both."""

    def __init__(self, seed: int, gaya: Gaya | None = None) -> None:
        self.acak = Random(seed)
        self.gaya = gaya or gaya_acak(self.acak)
        self.kata = [f"{a} {b}" for a in _KATA for b in _KATA if a != b]
        self.acak.shuffle(self.kata)
        self.program = [self._program(n) for n in range(1, self.acak.randint(2, 3) + 1)]
        self.baris = [baris for program in self.program for baris in program.semua()]

    # --- figures ---------------------------------------------------------------------------

    def _program(self, nomor: int) -> Baris:
        kegiatan = [
            self._baris(
                2, f"1.03.{nomor:02}.2.{k:02}",
                [
                    self._baris(3, f"1.03.{nomor:02}.2.{k:02}.{s:04}", [])
                    for s in range(1, self.acak.randint(1, 3) + 1)
                ],
            )
            for k in range(1, self.acak.randint(1, 2) + 1)
        ]  # fmt: skip
        return self._baris(1, f"1.03.{nomor:02}", kegiatan)

    def _baris(self, tingkat: int, kode: str, anak: list[Baris]) -> Baris:
        kata = self.kata.pop()
        nama = {1: f"PROGRAM {kata.upper()}", 2: f"Pengelolaan {kata}", 3: f"Penyediaan {kata}"}
        benda, satuan = self.acak.choice(_POSISI if self.acak.random() < 0.4 else _BENDA)
        awal = "" if satuan in {s for _, s in _POSISI} else "Jumlah "
        baris = Baris(
            tingkat=tingkat,
            nama=nama[tingkat],
            kode=kode,
            indikator=f"{awal}{benda} {self.kata.pop().lower()}",
            satuan=satuan,
            anak=anak,
        )
        self._isi_kinerja(baris)
        self._isi_anggaran(baris)
        self._isi_persentase(baris)
        return baris

    def _isi_kinerja(self, baris: Baris) -> None:
        acak, tw = self.acak, self.gaya.tw
        angka = baris.angka
        if baris.is_posisi:
            nilai = sorted(Decimal(acak.randint(4_000, 8_900)) / 100 for _ in range(4))
            if self.gaya.posisi != "terakhir":
                nilai[0], nilai[2] = nilai[2], nilai[0]
            nilai = nilai[:tw]
            angka["target"] = Decimal(acak.randint(70, 90))
            angka["target_akhir"] = angka["target"] + acak.randint(1, 9)
            angka["realisasi_lalu"] = Decimal(acak.randint(3_000, 3_900)) / 100
            angka["realisasi"] = {
                "terakhir": nilai[-1],
                "rata": round_to(sum(nilai, Decimal(0)) / len(nilai), 2),
                "tertinggi": max(nilai),
            }[self.gaya.posisi]
            angka["realisasi_renstra"] = angka["realisasi"]
        else:
            nilai = [Decimal(acak.randint(3, 40)) for _ in range(4)][:tw]
            angka["target"] = Decimal(acak.randint(35, 60) * 3)
            angka["target_akhir"] = angka["target"] * 5
            angka["realisasi_lalu"] = Decimal(acak.randint(100, 300))
            angka["realisasi"] = sum(nilai, Decimal(0))
            angka["realisasi_renstra"] = angka["realisasi_lalu"] + angka["realisasi"]
        for n, satu in enumerate(nilai, start=1):
            angka[f"tw{n}_realisasi"] = satu

    def _isi_anggaran(self, baris: Baris) -> None:
        acak, angka = self.acak, baris.angka
        names = (
            *("pagu_akhir", "realisasi_anggaran_lalu", "pagu", "realisasi_anggaran"),
            *("realisasi_anggaran_renstra",),
            *(f"tw{n}_realisasi_anggaran" for n in range(1, self.gaya.tw + 1)),
        )
        if baris.anak:
            for name in names:
                angka[name] = sum((anak.angka[name] for anak in baris.anak), Decimal(0))
            return
        pagu = Decimal(acak.randint(90_000, 900_000) * 1_000)
        angka["pagu"] = pagu
        angka["pagu_akhir"] = pagu * 5 + acak.randint(1, 9_000) * 1_000
        angka["realisasi_anggaran_lalu"] = pagu + acak.randint(1_000_000, 9_000_000)
        bagian = [Decimal(acak.randint(1_000_000, int(pagu) // 5)) for _ in range(4)]
        bagian = bagian[: self.gaya.tw]
        for n, satu in enumerate(bagian, start=1):
            angka[f"tw{n}_realisasi_anggaran"] = satu
        angka["realisasi_anggaran"] = sum(bagian, Decimal(0))
        angka["realisasi_anggaran_renstra"] = (
            angka["realisasi_anggaran_lalu"] + angka["realisasi_anggaran"]
        )

    def _isi_persentase(self, baris: Baris) -> None:
        angka = baris.angka
        pasangan = [
            ("capaian_renstra", "realisasi_renstra", "target_akhir"),
            ("serapan_renstra", "realisasi_anggaran_renstra", "pagu_akhir"),
            ("capaian", "realisasi", "target"),
            ("serapan", "realisasi_anggaran", "pagu"),
        ]
        for persen, bagian, utuh in pasangan:
            angka[persen] = round_to(angka[bagian] * 100 / angka[utuh], 2)
        sampai = Decimal(0)
        for n in range(1, self.gaya.tw + 1):
            sendiri = angka[f"tw{n}_realisasi"]
            adds = self.gaya.kumulatif and not baris.is_posisi
            sampai = sampai + sendiri if adds else sendiri
            angka[f"tw{n}_capaian"] = round_to(sampai * 100 / angka["target"], 2)

    # --- columns ---------------------------------------------------------------------------

    @property
    def teks(self) -> list[tuple[str, str]]:
        """The columns of texts left of the figures, with their labels."""
        gaya = self.gaya
        columns = [("no", "No")]
        if gaya.kode == "kolom":
            columns.append(("kode", "Kode"))
        if gaya.sasaran:
            columns.append(("sasaran", "Sasaran"))
        columns.append(("item", "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan"))
        columns.append(("indikator", "Indikator Kinerja Program (outcome)/Kegiatan (output)"))
        if gaya.satuan == "kolom":
            columns.append(("satuan", "Satuan"))
        return columns

    @property
    def kelompok(self) -> list[tuple[str, tuple[str, ...]]]:
        """The groups of columns of figures, with their fields."""
        gaya = self.gaya
        triwulan = tuple(
            name
            for n in range(1, 5)
            for name in (
                f"tw{n}_realisasi",
                *((f"tw{n}_capaian",) if gaya.persen else ()),
                f"tw{n}_realisasi_anggaran",
            )
        )
        renja = (
            "Tingkat Capaian Kinerja dan Realisasi Anggaran Renja Perangkat Daerah (%)",
            ("capaian", "serapan"),
        )
        return [
            (
                f"Target Renstra Perangkat Daerah pada Tahun {AKHIR} (Akhir Periode Renstra)",
                ("target_akhir", "pagu_akhir"),
            ),
            (
                "Realisasi Capaian Kinerja Renstra Perangkat Daerah s/d Renja Tahun Lalu (n-1)",
                ("realisasi_lalu", "realisasi_anggaran_lalu"),
            ),
            (
                "Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun Berjalan yang Dievaluasi",
                ("target", "pagu"),
            ),
            (gaya.ke, triwulan),
            (
                "Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang Dievaluasi",
                ("realisasi", "realisasi_anggaran"),
            ),
            *((renja,) if gaya.tingkat_renja else ()),
            (
                f"Realisasi Kinerja dan Anggaran Renstra Perangkat Daerah s/d Tahun {TAHUN}",
                ("realisasi_renstra", "realisasi_anggaran_renstra"),
            ),
            (
                "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra Perangkat Daerah s/d "
                f"Tahun {TAHUN} (%)",
                ("capaian_renstra", "serapan_renstra"),
            ),
        ]

    @property
    def fields(self) -> list[str]:
        """Every column of the table, from left to right."""
        names = [name for name, _ in self.teks]
        names += [name for _, own in self.kelompok for name in own]
        return [*names, *(["penanggung_jawab"] if self.gaya.penanggung_jawab else [])]

    def _kepala(self) -> list[list[str]]:
        gaya = self.gaya
        teks = [label for _, label in self.teks]
        top = list(teks)
        middle, low = ["^"] * len(teks), ["^"] * len(teks)
        for label, own in self.kelompok:
            top += [label, *["<"] * (len(own) - 1)]
            if own[0] == "tw1_realisasi":
                wide = len(own) // 4
                for roman in ("I", "II", "III", "IV"):
                    middle += [roman, *["<"] * (wide - 1)]
                k, rp = gaya.ukuran
                low += ([k, "%", rp] if gaya.persen else [k, rp]) * 4
            else:
                middle += ["^"] * len(own)
                low += gaya.ukuran
        if gaya.penanggung_jawab:
            top.append("Unit Perangkat Daerah Penanggung Jawab")
            middle.append("^")
            low.append("^")
        rows = [top, middle, low]
        if gaya.nomor:
            rows.insert(gaya.nomor, self._nomor())
            if gaya.nomor == 2:
                rows[3] = [" " if one == "^" else one for one in low]
        return rows

    def _nomor(self) -> list[str]:
        """Return the row of numbers, one for each group or quarter."""
        cells = [str(n) for n in range(1, len(self.teks) + 1)]
        nomor: dict[str, int] = {}
        n = len(cells)
        for _, own in self.kelompok:
            is_quarters = own[0] == "tw1_realisasi"
            wide = len(own) // 4 if is_quarters else len(own)
            for start in range(0, len(own), wide):
                n += 1
                nomor[own[start]] = n
                cells += [self._rumus(own[start], nomor), *["<"] * (wide - 1)]
        return [*cells, *([str(n + 1)] if self.gaya.penanggung_jawab else [])]

    def _rumus(self, name: str, nomor: dict[str, int]) -> str:
        n = nomor[name]
        if not self.gaya.rumus:
            return str(n)
        match name:
            case "realisasi":
                quarters = "+".join(str(nomor[f"tw{tw}_realisasi"]) for tw in range(1, 5))
                return f"{n} = {quarters}"
            case "realisasi_renstra":
                return f"{n} = {nomor['realisasi_lalu']} + {nomor['realisasi']}"
            case "capaian_renstra":
                utuh, bagian = nomor["target_akhir"], nomor["realisasi_renstra"]
                return f"{n} = {bagian}/{utuh} x 100 %"
            case "capaian":
                return f"{n} = {nomor['realisasi']}/{nomor['target']} x 100%"
        return str(n)

    # --- the drawing -----------------------------------------------------------------------

    def tulis(self, baris: Baris, name: str) -> str:
        nilai = baris.angka.get(name)
        if nilai is None:
            return ""
        if "capaian" in name or "serapan" in name:
            return format_number(nilai, 2)
        if "anggaran" in name or "pagu" in name:
            return format_number(nilai, 0)
        text = format_number(nilai, 2 if nilai % 1 else 0, grouped=False)
        return f"{text} {baris.satuan}" if self.gaya.satuan == "sel" else text

    def sel(self) -> list[list[str]]:
        """Return the cells of the rows, in the order of ``fields``."""
        rows = []
        for n, baris in enumerate(self.baris, start=1):
            nama = f"{baris.kode} {baris.nama}" if self.gaya.kode == "nama" else baris.nama
            teks = {
                "no": str(n),
                "kode": baris.kode,
                "sasaran": "Meningkatnya layanan publik" if n == 1 else "",
                "item": nama,
                "indikator": baris.indikator,
                "satuan": baris.satuan,
                "penanggung_jawab": "Bidang Umum",
            }
            rows.append([teks[f] if f in teks else self.tulis(baris, f) for f in self.fields])
        return rows

    def penutup(self) -> list[list[str]]:
        """Return the rows that close the table: means, predicates, remarks."""
        if not self.gaya.penutup:
            return []
        at = 1 if self.gaya.kode != "kolom" else 2
        rata, predikat = [""] * len(self.fields), [""] * len(self.fields)
        rata[at - 1], predikat[at - 1] = "Rata-rata capaian kinerja (%)", "Predikat kinerja"
        for position, name in enumerate(self.fields):
            if name in ("capaian_renstra", "serapan_renstra", "capaian", "serapan"):
                values = [baris.angka[name] for baris in self.baris]
                mean = sum(values, Decimal(0)) / len(values)
                rata[position], predikat[position] = format_number(mean, 2), _predikat(mean)
        lines = (
            "Faktor pendorong keberhasilan kinerja: dukungan pimpinan",
            "Faktor penghambat pencapaian kinerja: cuaca",
            "Tindak lanjut yang diperlukan dalam triwulan berikutnya: percepatan lelang",
            "Tindak lanjut yang diperlukan dalam Renja Perangkat Daerah berikutnya: -",
        )
        return [rata, predikat, *([line, *["<"] * (len(self.fields) - 1)] for line in lines)]

    @property
    def baris_pertama(self) -> int:
        """The sheet's row of the first row of data."""
        return 3 + len(self._kepala())

    def gambar(self, sel: Sequence[Sequence[str]] | None = None) -> DrawnBook:
        roman = ("I", "II", "III", "IV")[self.gaya.tw - 1]
        title = f"Evaluasi Terhadap Hasil Renja Triwulan {roman} Tahun {TAHUN}"
        rows = [*self._kepala(), *(self.sel() if sel is None else sel), *self.penutup()]
        return draw("\n".join([title, "", *(f"| {' | '.join(row)} |" for row in rows)]))


def _predikat(nilai: Decimal) -> str:
    batas = ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah"))
    return next((label for least, label in batas if nilai >= least), "Sangat Rendah")
