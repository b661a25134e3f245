"""Codes that count the rows are no codes of the nomenklatur."""

import pytest

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.tables.outline import outline_levels

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


def test_codes_that_count_at_every_depth_tell_the_level() -> None:
    assert outline_levels(["1", "1.1", "1.1.1", "1.1.2", "", "1.2", "2", "2.1"]) == [
        *(P, K, S, S, None, K, P, K)
    ]


@pytest.mark.parametrize(
    "codes",
    [
        ["1", "1.03", "1.03.02", "1.03.02.2.01"],  # a leading zero
        ["2", "2.16", "2.16.22"],  # no 2.15
        ["1.1.1", "1.1.2"],  # no 1.1
        ["1", "2", "3"],  # one depth
        ["5", "5.1", "5.1.2"],  # akun: no 4
        ["1", "1.1", "XX"],
        [],
    ],
)
def test_other_codes_are_no_outline(codes: list[str]) -> None:
    assert outline_levels(codes) == [None] * len(codes)
