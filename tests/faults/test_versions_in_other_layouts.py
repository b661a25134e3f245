"""A book laid out otherwise has not changed."""

import pytest
from layouts import LAYOUTS

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.comparison import compare
from lkjip_xl.pipeline import Checked, check

SAME = (
    "nama lembar lain dan urutan terbalik",
    "satu lampiran satu berkas",
    "semua lampiran di satu lembar",
    "urutan kolom lain",
    "tanpa Tujuan dan Sasaran di 3.2 dan 3.4",
    "tanpa nomor urut",
    "tujuan dan sasaran diulang di setiap baris",
    "tanpa gabungan sel di bawah judul kolom",
    "nama program dengan huruf biasa di Tabel 3.4",
    "nama dipotong baris baru dan spasi ganda",
    "nama bernomor urut di Tabel 3.4",
    "kode dua angka di Tabel 3.4",
    "judul dan kop dihapus",
    "judul kolom diulang di setiap halaman",
    "baris kosong di antara program",
    "program diurutkan menurut kode di Tabel 3.4",
    "tanpa tampilan, seperti dari pembaca nilai saja",
)


@pytest.fixture(scope="module")
def home(clean: DrawnBook) -> Checked:
    return check(clean)


@pytest.mark.parametrize("name", SAME)
def test_another_layout_is_no_change(name: str, clean: DrawnBook, home: Checked) -> None:
    change, _ = LAYOUTS[name]
    comparison = compare(home, check(*change(clean)))

    assert comparison.changes.forms == ()
    assert comparison.changes.profil == ()
    assert (comparison.gone, comparison.come) == ((), ())
