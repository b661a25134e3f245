"""What a satuan and an indicator's words say about the figure."""

from decimal import Decimal

import pytest

from lkjip_xl.domain.field import Kind
from lkjip_xl.domain.kata import PERSEN
from lkjip_xl.domain.quantity import Doubt, Figure, Reading
from lkjip_xl.figures.explanation import SATUAN_PECAHAN
from lkjip_xl.figures.satuan_antar import Apart, compare_satuan
from lkjip_xl.figures.sifat_satuan import begins_as_share, is_known, is_percent, is_share
from lkjip_xl.lampiran.doubts import doubt_scale


@pytest.mark.parametrize("word", sorted(PERSEN))
class TestEverySpellingOfPerCent:
    def test_is_a_percentage_wherever_it_is_the_satuan(self, word: str) -> None:
        satuan = word.title()
        assert is_percent(satuan) and is_known(satuan)
        assert compare_satuan(satuan, "Persen") is Apart.SAME
        assert compare_satuan(satuan, "Orang") is Apart.SCALE

    def test_lets_a_small_figure_be_a_fraction(self, word: str) -> None:
        figure = Figure(written="0,95", value=Decimal("0.95"), reading=Reading.NUMBER, decimals=2)
        assert doubt_scale(figure, Kind.KINERJA, word).doubts == (Doubt.SCALE,)

    def test_may_have_been_rounded(self, word: str) -> None:
        assert word.startswith(SATUAN_PECAHAN)

    def test_begins_the_name_of_a_share(self, word: str) -> None:
        assert begins_as_share(f"{word} jalan mantap") and is_share(f"{word} jalan mantap")
