"""SPD: amounts that stand in the columns of another group of expenditure."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.field import BELANJA_GROUPS
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.sipd_lra import SIPD_LRA
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.rules.wording import and_at

SPD03 = Rule(
    code="SPD03",
    name="rekening-di-kelompok-lain",
    severity=Severity.ERROR,
    doc="""
        Angka sebuah rekening berdiri di kolom kelompok belanja yang lain.

        Mengapa: rekening 5.1 adalah belanja operasi, 5.2 modal, 5.3 tak terduga, 5.4 transfer. Angka
        di kolom lain berarti kolomnya tertukar atau bergeser.

        Salah:
            | Kode              | Uraian             | Operasi Anggaran | Operasi Realisasi | Modal Anggaran | Modal Realisasi |
            | 1.03.10.2.01.0001 | Jalan kota         | 0                | 0                 | 900.000        | 450.000         |
            | 5.1.02            | Barang dan Jasa    | 0                | 0                 | 900.000        | 450.000         |

        Benar:
            | Kode              | Uraian             | Operasi Anggaran | Operasi Realisasi | Modal Anggaran | Modal Realisasi |
            | 1.03.10.2.01.0001 | Jalan kota         | 900.000          | 450.000           | 0              | 0               |
            | 5.1.02            | Barang dan Jasa    | 900.000          | 450.000           | 0              | 0               |
    """,
)

#: Second part of an akun → its group of expenditure.
_GROUP_OF = dict(zip("1234", BELANJA_GROUPS, strict=True))


@SPD03.check
def find_misplaced(context: Context) -> Iterator[Finding]:
    """Report the akun whose amounts stand in another group's columns, all of a table at once."""
    for lampiran in context.laporan.of(SIPD_LRA):
        odd = [cell for row in lampiran.rows for cell in _misplaced(row)]
        if odd:
            first = odd[0]
            own = _GROUP_OF[first.row.stated_kode.split(".")[1]]
            yield SPD03.about(
                odd,
                what=f"rekening {first.row.stated_kode} adalah belanja {own.lower()}, tetapi "
                f"{format_rupiah(first.number)} berdiri di kolom {first.label}{and_at(odd[1:])}",
                fix=f"pindahkan ke kolom {own}, atau ekspor ulang dari SIPD",
            )


def _misplaced(row: Baris) -> Iterator[Sel]:
    parts = row.stated_kode.split(".")
    if row.level is not Level.RINCIAN or len(parts) < 2 or parts[0] != "5":
        return
    own = _GROUP_OF.get(parts[1])
    for group, fields in BELANJA_GROUPS.items():
        for name in fields:
            cell = row.told(name, row.lampiran.year)
            if own is not None and group != own and cell is not None and cell.number:
                yield cell
