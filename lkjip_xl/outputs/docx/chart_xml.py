"""Charts as DrawingML: Word draws them itself, and a reader may edit them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from lkjip_xl.location import column_letters
from lkjip_xl.outputs.docx.look import Look
from lkjip_xl.outputs.docx.table_xml import clean
from lkjip_xl.outputs.narrative.chart import Chart, ChartKind, Series

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: Realisasi, then target; the report's ink and a warm grey that also parts from it in print.
_COLOURS = ("1F3A5F", "B5651D", "5B7F5B", "7F7F7F")
_TWENTIETH = 635
_LINE_HEIGHT, _BAR_HEIGHT, _BAR_BASE = 2_300_000, 300_000, 620_000
#: Marks a chart whose part is not made yet; the rest of the id is the chart's tag.
PENDING = "grafik:"


def drawing_xml(chart: Chart, name: str, look: Look) -> str:
    """Return the paragraph that holds a chart, its part still to be attached by its name."""
    width, height = look.page.upright * _TWENTIETH, _height(chart)
    alt = quoteattr(clean(chart.alt))
    return (
        '<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="1" name="Grafik {name}" descr={alt}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart xmlns:c="{_DRAWING}/chart" xmlns:r="{_RELATIONS}" r:id="{PENDING}{name}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _height(chart: Chart) -> int:
    if chart.kind is ChartKind.LINE:
        return _LINE_HEIGHT
    return _BAR_BASE + _BAR_HEIGHT * len(chart.categories) * len(chart.series)


def chart_xml(chart: Chart, workbook: str) -> bytes:
    """Return a chart part; ``workbook`` is the relation to the workbook with its values."""
    is_line = chart.kind is ChartKind.LINE
    tag = "c:lineChart" if is_line else "c:barChart"
    kind = '<c:grouping val="standard"/>' if is_line else _LYING_BARS
    series = "".join(_series(chart, one, at) for at, one in enumerate(chart.series))
    after = '<c:marker val="1"/>' if is_line else '<c:gapWidth val="60"/>'
    legend = _LEGEND if len(chart.series) > 1 else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" '
        f'xmlns:r="{_RELATIONS}"><c:lang val="id-ID"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<{tag}>{kind}<c:varyColors val="0"/>{series}{after}'
        f'<c:axId val="1"/><c:axId val="2"/></{tag}>{_axes(chart)}'
        f'</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters(900)}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    ).encode()


_LYING_BARS = '<c:barDir val="bar"/><c:grouping val="clustered"/>'
_LEGEND = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'


_FONT = '<a:latin typeface="Arial"/>'


def _letters(size: int) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}">{_FONT}</a:defRPr>'
        '</a:pPr><a:endParaRPr lang="id-ID"/></a:p></c:txPr>'
    )


def _axes(chart: Chart) -> str:
    """Return both axes; the values stand at the points, so that their axis is not shown.

    Lying bars run from the first category at the top, and always from zero.  Lines get room above
    and below for their labels, which would else stand on the names of the years.
    """
    is_line = chart.kind is ChartKind.LINE
    turned = "minMax" if is_line else "maxMin"
    floor = "min" if is_line else "autoZero"
    across, up = ("b", "l") if is_line else ("l", "b")
    bounds = '<c:min val="0"/>'
    if is_line:
        least, most = chart.bounds
        room = (most - least) / 3 or abs(most) / 3 or Decimal(1)
        bounds = f'<c:max val="{most + room:f}"/><c:min val="{least - room:f}"/>'
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{turned}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{across}"/><c:numFmt formatCode="General" '
        'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="low"/><c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="7F7F7F"/>'
        f'</a:solidFill></a:ln></c:spPr>{_letters(900)}<c:crossAx val="2"/>'
        f'<c:crosses val="{floor}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{bounds}</c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{up}"/><c:numFmt formatCode="General" '
        'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="1"/></c:valAx>'
    )


def _series(chart: Chart, one: Series, at: int) -> str:
    column = column_letters(at + 2)
    colour = f'<a:solidFill><a:srgbClr val="{_COLOURS[at % len(_COLOURS)]}"/></a:solidFill>'
    is_line = chart.kind is ChartKind.LINE
    if is_line:
        dash = '<a:prstDash val="dash"/>' if at else ""
        look = (
            f'<c:spPr><a:ln w="25400">{colour}{dash}</a:ln></c:spPr><c:marker><c:symbol '
            f'val="circle"/><c:size val="6"/><c:spPr>{colour}</c:spPr></c:marker>'
        )
    else:
        look = f'<c:spPr>{colour}</c:spPr><c:invertIfNegative val="0"/>'
    smooth = '<c:smooth val="0"/>' if is_line else ""
    last = len(chart.categories) + 1
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx><c:strRef><c:f>Data!${column}$1</c:f>{_cached([one.nama])}</c:strRef></c:tx>"
        f"{look}{''.join(_labels(chart, at))}"
        f"<c:cat><c:strRef><c:f>Data!$A$2:$A${last}</c:f>{_cached(chart.categories)}</c:strRef>"
        f"</c:cat><c:val><c:numRef><c:f>Data!${column}$2:${column}${last}</c:f>"
        f"<c:numCache><c:formatCode>General</c:formatCode>{_values(one)}</c:numCache>"
        f"</c:numRef></c:val>{smooth}</c:ser>"
    )


def _cached(words: tuple[str, ...] | list[str]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(clean(one))}</c:v></c:pt>' for at, one in enumerate(words)
    )
    return f'<c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache>'


def _values(one: Series) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{point.value:f}</c:v></c:pt>'
        for at, point in enumerate(one.points)
        if point is not None
    )
    return f'<c:ptCount val="{len(one.points)}"/>{points}'


def _labels(chart: Chart, number: int) -> Iterator[str]:
    """Yield the label of each point, written out: a program may write its number otherwise."""
    shown = (
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )
    yield "<c:dLbls>"
    for at, point in enumerate(chart.series[number].points):
        if point is not None:
            words = escape(clean(str(point.shown)))
            yield (
                f'<c:dLbl><c:idx val="{at}"/><c:layout/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>'
                f'<a:r><a:rPr lang="id-ID" sz="900">{_FONT}</a:rPr><a:t>{words}</a:t></a:r>'
                f'</a:p></c:rich></c:tx><c:dLblPos val="{_side(chart, number, at)}"/>'
                f"{shown}</c:dLbl>"
            )
    yield f"{_letters(900)}{shown}</c:dLbls>"


def _side(chart: Chart, number: int, at: int) -> str:
    """Return where a label stands; of two lines, the upper one's stands above."""
    if chart.kind is not ChartKind.LINE:
        return "outEnd"
    return "t" if chart.is_upper(number, at) else "b"
