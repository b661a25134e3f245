"""The six annexes as this office lays them out: titles, headers, column widths."""

from collections.abc import Mapping
from dataclasses import dataclass, field

OFFICE = "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana Kota Serang"
YEARS = (2018, 2019, 2020, 2021)
MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agt", "sep", "okt", "nov", "des")
STACKED = ("no", "tujuan", "sasaran", "program")


@dataclass(frozen=True, kw_only=True)
class Form:
    """How one annex looks.

    ``columns`` gives the fields of the CSV file in sheet order with their widths; ``money`` and
    ``counts`` name the beginnings of the figure columns; ``down`` are merged until the next name,
    ``joined`` over the rows that the data file joins.  ``ratios`` says which two columns the live
    percentages divide.
    """

    sheet: str
    data: str
    titles: tuple[str, ...] = ()
    header: str
    numbers: str = ""
    columns: Mapping[str, float]
    money: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    centred: tuple[str, ...] = ("no", "satuan")
    down: tuple[str, ...] = ("tujuan", "sasaran")
    joined: tuple[str, ...] = ()
    total_label: tuple[str, ...] = ()
    ratios: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    scale: int = 100

    @property
    def figures(self) -> frozenset[str]:
        starts = (*self.money, *self.counts)
        return frozenset(name for name in self.columns if name.startswith(starts)) | {"no"}

    def column(self, name: str) -> int:
        return list(self.columns).index(name)

    def align(self, name: str) -> str:
        if name.startswith(self.money or "\0"):
            return "right"
        return "center" if name.startswith((*self.counts, *self.centred)) else "left"

    def ratio(self, name: str) -> tuple[str, str]:
        """Return the columns that ``name`` divides, with the year of ``name``."""
        kind, _, year = name.partition("_")
        above, below = self.ratios[kind]
        return (f"{above}_{year}", f"{below}_{year}") if year else (above, below)


def per_year(names: tuple[str, ...], widths: tuple[float, ...]) -> dict[str, float]:
    return {
        f"{name}_{year}": width
        for year in YEARS
        for name, width in zip(names, widths, strict=True)
    }  # fmt: skip


def year_after_year(**widths: float) -> dict[str, float]:
    return {f"{name}_{year}": width for name, width in widths.items() for year in YEARS}


TABEL_3_1 = Form(
    sheet="Tabel 3.1",
    data="tabel_3_1.csv",
    titles=("Tabel 3.1", f"Pencapaian Realisasi Kinerja {OFFICE} Tahun 2021"),
    header="No | Tujuan | Sasaran | Program/ Kegiatan/ Sub Kegiatan | Indikator Kinerja | Satuan "
    "| Target | Realisasi | % Capaian | Keterangan",
    columns={
        "no": 5,
        "tujuan": 18,
        "sasaran": 20,
        "program": 42,
        "indikator": 38,
        "satuan": 11,
        "target": 9,
        "realisasi": 10,
        "capaian": 12,
        "keterangan": 32,
    },
    counts=("target", "realisasi", "capaian"),
    joined=("program", "keterangan"),
    ratios={"capaian": ("realisasi", "target")},
)

TABEL_3_2 = Form(
    sheet="Tabel 3.2",
    data="tabel_3_2.csv",
    titles=("Tabel 3.2", f"Pencapaian Realisasi Kinerja dan Anggaran {OFFICE} Tahun 2021"),
    header="""
No | Tujuan | Sasaran | Program | Indikator Kinerja | Satuan | 2018 | < | 2019 | < | 2020 | < | 2021 | < | Keterangan
^ | ^ | ^ | Kegiatan | ^ | ^ | Kinerja | Pagu (Rp) | Kinerja | Pagu (Rp) | Kinerja | Pagu (Rp) | Kinerja | Pagu (Rp) | ^
^ | ^ | ^ | Sub Kegiatan | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^
""",  # noqa: E501 - one line per row of the header
    numbers="1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15",
    columns={
        "no": 5,
        "tujuan": 18,
        "sasaran": 20,
        "program": 40,
        "indikator": 34,
        "satuan": 11,
        **per_year(("kinerja", "pagu"), (8, 16)),
        "keterangan": 12,
    },
    money=("pagu",),
    counts=("kinerja", "keterangan"),
    joined=("program", *(f"pagu_{year}" for year in YEARS)),
    total_label=(*STACKED, "indikator", "satuan"),
    scale=56,
)

TABEL_3_3 = Form(
    sheet="Tabel 3.3",
    data="tabel_3_3.csv",
    header="""
No | Tujuan | Sasaran | Indikator Tujuan/Sasaran | Satuan | Target Kinerja | < | < | < | Capaian Kinerja | < | < | < | Presentase Capaian (%) | < | < | <
^ | ^ | ^ | ^ | ^ | 2018 | 2019 | 2020 | 2021 | 2018 | 2019 | 2020 | 2021 | 2018 | 2019 | 2020 | 2021
""",  # noqa: E501 - one line per row of the header
    columns={
        "no": 5,
        "tujuan": 24,
        "sasaran": 26,
        "indikator": 28,
        "satuan": 10,
        **year_after_year(target=8, capaian=8, persen=9),
    },
    counts=("target", "capaian", "persen"),
)

TABEL_3_4 = Form(
    sheet="Tabel 3.4",
    data="tabel_3_4.csv",
    titles=("Tabel 3.4", "Pencapaian Realisasi Anggaran", f"{OFFICE} Tahun 2021"),
    header="""
No | Tujuan | Sasaran | Program | Target (Rp) | Realisasi (Rp) | % Capaian | Keterangan
^ | ^ | ^ | Kegiatan | ^ | ^ | ^ | ^
^ | ^ | ^ | Sub Kegiatan | ^ | ^ | ^ | ^
""",
    numbers="1 | 2 | 3 | 4 | 5 | 6 | 7=6/5*100 | 8",
    columns={
        "no": 5,
        "tujuan": 22,
        "sasaran": 24,
        "program": 58,
        "target": 18,
        "realisasi": 18,
        "capaian": 11,
        "keterangan": 16,
    },
    money=("target", "realisasi"),
    counts=("capaian",),
    total_label=STACKED,
    ratios={"capaian": ("realisasi", "target")},
    scale=78,
)

TABEL_3_5 = Form(
    sheet="Tabel 3.5",
    data="tabel_3_5.csv",
    titles=(
        "Tabel 3.5",
        "Pencapaian Realisasi Serapan Anggaran Tujuan dan Sasaran Jangka Menengah",
        f"{OFFICE} Tahun 2021",
    ),
    header="""
No | Tujuan | Sasaran | Indikator Tujuan/Sasaran | Satuan | Target Anggaran (Rp) | < | < | < | Capaian Anggaran (Rp) | < | < | < | Presentase Capaian Anggaran (%) | < | < | <
^ | ^ | ^ | ^ | ^ | 2018 | 2019 | 2020 | 2021 | 2018 | 2019 | 2020 | 2021 | 2018 | 2019 | 2020 | 2021
""",  # noqa: E501 - one line per row of the header
    numbers="1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17",
    columns={
        "no": 5,
        "tujuan": 22,
        "sasaran": 24,
        "indikator": 24,
        "satuan": 9,
        **year_after_year(target=15, capaian=15, persen=8),
    },
    money=("target", "capaian"),
    counts=("persen",),
    joined=tuple(year_after_year(target=1, capaian=1, persen=1)),
    ratios={"persen": ("capaian", "target")},
    scale=56,
)

RENCANA_AKSI = Form(
    sheet="Rencana Aksi",
    data="rencana_aksi.csv",
    titles=("RENCANA AKSI TAHUN 2021",),
    header="""
SASARAN STRATEGIS OPD | SASARAN PROGRAM | SASARAN KEGIATAN | SASARAN SUB KEGIATAN | INDIKATOR KINERJA | SATUAN | TARGET | ANGGARAN (Rp) | RENCANA PELAKSANAAN | < | < | < | < | < | < | < | < | < | < | < | PENANGGUNG JAWAB
^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | JAN | FEB | MAR | APR | MEI | JUN | JUL | AGT | SEP | OKT | NOV | DES | ^
""",  # noqa: E501 - one line per row of the header
    columns={
        "sasaran_strategis": 22,
        "sasaran_program": 20,
        "sasaran_kegiatan": 24,
        "sasaran_sub_kegiatan": 28,
        "indikator": 28,
        "satuan": 11,
        "target": 9,
        "anggaran": 15,
        **dict.fromkeys(MONTHS, 5),
        "penanggung_jawab": 16,
    },
    money=("anggaran",),
    counts=("target",),
    centred=("satuan", *MONTHS),
    down=("sasaran_strategis", "sasaran_program", "sasaran_kegiatan"),
)

FORMS = (TABEL_3_1, TABEL_3_2, TABEL_3_3, TABEL_3_4, TABEL_3_5, RENCANA_AKSI)
