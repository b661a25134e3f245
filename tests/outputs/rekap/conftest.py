"""A few offices as a run leaves them, each odd in its own way."""

from dataclasses import replace
from decimal import Decimal

import pytest

from lkjip_xl.outputs.rekap.records import FindingRow, OfficeRow, State

HIT = FindingRow(
    code="HIT01",
    name="capaian-berbeda-dari-hitungan",
    severity="error",
    file="buku.xlsx",
    sheet="Tabel 3.1",
    cell="I12",
    item="Rasio KDRT",
    written="95,65",
    expected="104,35",
    message="Capaian tertulis 95,65%, hasil hitung 104,35%.",
    fix="Isi 104,35%, atau periksa target dan realisasinya.",
    accepted=False,
)
ISI = replace(
    HIT,
    code="ISI02",
    name="penulisan-angka-tidak-lazim",
    severity="warning",
    cell="G9",
    item='=HYPERLINK("http://contoh.invalid","klik")',
    written="-5",
    expected="@A1",
    message="“+5” & <b>lima</b>.",
    fix="=1+1",
)
STR = replace(
    HIT, code="STR01", name="lampiran-tidak-ditemukan", severity="info", cell="A1", item=""
)


@pytest.fixture
def rows() -> list[OfficeRow]:
    """Return offices in no order: clean, worst, nameless, and set aside."""
    clean = OfficeRow(
        key="kab-a/dinas-bersih",
        office="Dinas Bersih Kabupaten A",
        year=2023,
        source="kab-a/bersih.xlsx",
        files=("bersih.xlsx",),
        state=State.DONE,
        capaian=Decimal("100.934"),
        serapan=Decimal("96.18"),
        predikat="Sangat Tinggi",
        efisiensi=Decimal("1.0494"),
        anggaran=Decimal("11263695320"),
        realisasi=Decimal("10833636273"),
        checked={"capaian": 70, "serapan": 56},
        findings=(replace(HIT, accepted=True),),
        outputs=(("Laporan", "kab-a/dinas-bersih/laporan #1.docx"),),
        seconds=0.25,
    )
    worst = OfficeRow(
        key="kab-a/dinas-keliru",
        office="Dinas Keliru & Rekan Kabupaten A",
        year=2022,
        source="kab-a/keliru",
        files=("satu.xlsx", "dua.xlsx"),
        state=State.DONE,
        capaian=Decimal("58.5"),
        serapan=Decimal("89.999"),
        predikat="Rendah",
        efisiensi=Decimal("0.65"),
        anggaran=Decimal("5000000000"),
        realisasi=Decimal("4499950000"),
        checked={"capaian": 12},
        findings=(HIT, replace(HIT, cell="I13"), ISI, STR),
        outputs=(
            ("Salinan bertanda", "kab-a/dinas-keliru/satu.catatan.xlsx"),
            ("Salinan bertanda", "kab-a/dinas-keliru/dua.catatan.xlsx"),
            ("Daftar catatan", "kab-a/dinas-keliru/catatan.txt"),
        ),
        seconds=1.5,
    )
    nameless = OfficeRow(
        key="kota-b/buku",
        office="",
        year=None,
        source="kota-b/buku.xlsx",
        files=("buku.xlsx",),
        state=State.DONE,
        findings=(replace(HIT, severity="warning"), STR),
    )
    aside = OfficeRow(
        key="kota-b/terkunci",
        office="",
        year=None,
        source="kota-b/terkunci.xlsx",
        files=("terkunci.xlsx",),
        state=State.SET_ASIDE,
        reason="Berkas terkunci kata sandi. Buka kata sandinya di Excel, lalu ulangi.",
    )
    return [aside, clean, nameless, worst]
