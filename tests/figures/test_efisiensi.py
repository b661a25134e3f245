from decimal import Decimal

from lkjip_xl.domain.quantity import Persen
from lkjip_xl.figures.efisiensi import Hitungan, compute_hemat, compute_indeks, compute_selisih

D = Decimal
CAPAIAN, SERAPAN = Persen(D(110)), Persen(D(88))


def test_selisih_is_in_points() -> None:
    assert compute_selisih(CAPAIAN, SERAPAN) == Hitungan(
        D(22), "capaian − serapan", "110,00 − 88,00 = 22,00 poin"
    )


def test_indeks_is_a_plain_number() -> None:
    assert compute_indeks(CAPAIAN, SERAPAN) == Hitungan(
        D("1.25"),
        "(capaian / 100) / (serapan / 100)",
        "(110,00 / 100) / (88,00 / 100) = 1,25",
    )


def test_money_is_saved_only_where_the_work_was_done() -> None:
    assert compute_hemat(Persen(D(100)), D(1_000_000), D(880_000)) == Hitungan(
        D(120_000), "pagu − realisasi anggaran", "Rp1.000.000 − Rp880.000 = Rp120.000"
    )
    assert compute_hemat(Persen(D("99.99")), D(1_000_000), D(880_000)) is None


def test_missing_figures_have_no_efisiensi() -> None:
    assert compute_selisih(None, SERAPAN) is None
    assert compute_selisih(CAPAIAN, None) is None
    assert compute_indeks(None, SERAPAN) is None
    assert compute_indeks(CAPAIAN, None) is None
    assert compute_indeks(CAPAIAN, Persen(D(0))) is None
    assert compute_hemat(None, D(1), D(1)) is None
    assert compute_hemat(CAPAIAN, None, D(1)) is None
    assert compute_hemat(CAPAIAN, D(1), None) is None
