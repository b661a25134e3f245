"""Charts as inline SVG, with a title and a description for those who cannot see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from textwrap import wrap
from typing import TYPE_CHECKING

from lkjip_xl.outputs.narrative.chart import Chart, ChartKind, Point, Series

if TYPE_CHECKING:
    from markupsafe import Markup

#: Narrow, so that its letters are still read where a telephone draws it smaller.
_WIDTH = 440
_LINE_HEIGHT, _TOP, _BOTTOM = 210, 30, 40
_NAMES, _BAR, _GAP, _LETTERS_A_LINE = 190, 16, 12, 24
_MARGIN, _LABELS = 50, 60

#: Gives the place of a point of a category.
PlaceMaker = Callable[[int, Point], tuple[float, float]]


def chart_svg(chart: Chart, name: str) -> Markup:
    """Return a chart as an SVG element; ``name`` makes its ids unique on the page."""
    from markupsafe import Markup, escape

    is_line = chart.kind is ChartKind.LINE
    draw = _draw_lines if is_line else _draw_bars
    height = _LINE_HEIGHT if is_line else _bar_chart_height(chart)
    legend = len(chart.series) > 1
    whole = height + (24 if legend else 0)
    return Markup(
        "".join(
            (
                f'<svg viewBox="0 0 {_WIDTH} {whole}" role="img" '
                f'aria-labelledby="{name}-t {name}-d">',
                f'<title id="{name}-t">{escape(str(chart.judul))}</title>',
                f'<desc id="{name}-d">{escape(chart.alt)}</desc>',
                *draw(chart),
                *(_legend(chart, height) if legend else ()),
                "</svg>",
            )
        )
    )


def _text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    from markupsafe import escape

    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(words)}</text>'


def _draw_lines(chart: Chart) -> Iterator[str]:
    least, most = chart.bounds
    span = most - least or Decimal(1)
    room = _LINE_HEIGHT - _TOP - _BOTTOM - 24
    step = (_WIDTH - 2 * _MARGIN) / max(len(chart.categories) - 1, 1)
    floor = _LINE_HEIGHT - 26

    def place(at: int, point: Point) -> tuple[float, float]:
        part = float((point.value - least) / span) if most > least else 0.5
        return _MARGIN + at * step, _TOP + room * (1 - part)

    yield f'<path class="ax" d="M20 {floor}H{_WIDTH - 20}"/>'
    for at, category in enumerate(chart.categories):
        yield _text(_MARGIN + at * step, floor + 18, category)
    for number, one in reversed(list(enumerate(chart.series))):
        yield f'<path class="s{number % 4}" d="{_path(one, place)}"/>'
        for at, point in enumerate(one.points):
            if point is None:
                continue
            x, y = place(at, point)
            yield f'<circle class="f{number % 4}" cx="{x:.0f}" cy="{y:.0f}" r="4"/>'
            yield _text(x, y + (-9 if chart.is_upper(number, at) else 18), str(point.shown))


def _path(one: Series, place: PlaceMaker) -> str:
    """Return the line through the points; a year without a value leaves a gap."""
    steps, pen_is_up = [], True
    for at, point in enumerate(one.points):
        if point is not None:
            x, y = place(at, point)
            steps.append(f"{'M' if pen_is_up else 'L'}{x:.0f} {y:.0f}")
        pen_is_up = point is None
    return "".join(steps)


def _bar_rows(chart: Chart) -> Iterator[tuple[float, float, Sequence[str]]]:
    """Yield top, height and the lines of the name of each category."""
    top = 6.0
    for category in chart.categories:
        lines = wrap(category, _LETTERS_A_LINE)
        height = max(len(lines) * 14, _BAR * len(chart.series)) + _GAP
        yield top, height, lines
        top += height


def _bar_chart_height(chart: Chart) -> int:
    return int(sum(height for _, height, _ in _bar_rows(chart))) + 12


def _draw_bars(chart: Chart) -> Iterator[str]:
    most = max(chart.bounds[1], Decimal(0)) or Decimal(1)
    room = _WIDTH - _NAMES - _LABELS
    for at, (top, height, lines) in enumerate(_bar_rows(chart)):
        middle = top + height / 2
        for line, words in enumerate(lines):
            yield _text(_NAMES - 10, middle + 4 + 14 * (line - (len(lines) - 1) / 2), words, "end")
        for number, one in enumerate(chart.series):
            point = one.points[at]
            if point is None:
                continue
            y = middle + _BAR * (number - len(chart.series) / 2)
            width = room * float(max(point.value, Decimal(0)) / most)
            yield (
                f'<rect class="f{number % 4}" x="{_NAMES}" y="{y + 1:.0f}" '
                f'width="{width:.0f}" height="{_BAR - 2}"/>'
            )
            yield _text(_NAMES + width + 6, y + _BAR / 2 + 4, str(point.shown), "start")
    yield f'<path class="ax" d="M{_NAMES} 2V{_bar_chart_height(chart) - 4}"/>'


def _legend(chart: Chart, height: int) -> Iterator[str]:
    x = _MARGIN
    for number, one in enumerate(chart.series):
        yield f'<path class="s{number % 4}" d="M{x} {height + 8}h26"/>'
        yield _text(x + 32, height + 12, one.nama, "start")
        x += 60 + 7 * len(one.nama)
