"""What Excel's format codes show."""

import pytest

from lkjip_xl.tables.number_format import GENERAL, Shown, read_format


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", GENERAL),
        ("general", GENERAL),
        ("", GENERAL),
        ("@", GENERAL),
        ("0", Shown(0)),
        ("0.00", Shown(2)),
        ("#.##", Shown(2)),
        ("0.0?", Shown(2)),
        ("#,##0", Shown(0, grouped=True)),
        ("#,##0.00", Shown(2, grouped=True)),
        ("0%", Shown(0, percent=True)),
        ("0.00%", Shown(2, percent=True)),
        ("0.00 %", Shown(2, percent=True)),
        ("#,##0.00%", Shown(2, percent=True, grouped=True)),
        ('"Rp"#,##0', Shown(0, grouped=True)),
        ('"Rp. "#,##0.00', Shown(2, grouped=True)),
        ("[$Rp-421] #,##0.00", Shown(2, grouped=True)),
        ("[$Rp-421]#,##0;[Red]-[$Rp-421]#,##0", Shown(0, grouped=True)),
        ('_-"Rp"* #,##0.00_-;-"Rp"* #,##0.00_-;_-"Rp"* "-"??_-;_-@_-', Shown(2, grouped=True)),
        ("_(* #,##0_);_(* (#,##0);_(* \\-_);_(@_)", Shown(0, grouped=True)),
        ("[Red]0.0", Shown(1)),
        ('0.0" km"', Shown(1)),
        ('0" dokumen"', Shown(0)),
        ("0.00\\%", Shown(2)),
        ('0.00"%"', Shown(2)),
        ("#,##0,", Shown(0, grouped=True, scale=3)),
        ("#,##0,,", Shown(0, grouped=True, scale=6)),
        ('0.0,,"juta"', Shown(1, scale=6)),
        ("#,##0.0,", Shown(1, grouped=True, scale=3)),
        ("dd/mm/yyyy", Shown(0, date=True)),
        ("[$-421]dd mmmm yyyy;@", Shown(0, date=True)),
        ("hh:mm", Shown(0, date=True)),
    ],
)
def test_a_format_code_is_understood(code: str, shown: Shown) -> None:
    assert read_format(code) == shown
