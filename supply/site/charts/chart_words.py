"""What a chart says in the language of a page: each point's values and source, and the same as a table."""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from supply.site.charts.chart_points import ChartPoint, ChartPoints
from supply.site.page_tables import PageTable

_Say = Callable[[str, str | None], str]
_NUMBERED = re.compile(r' data-p="(\d+)"')
_COLUMNS = ("data_year", "kind", "value", "unit", "shown", "source", "report_year", "issuer", "page", "is_doubtful")  # fmt: skip


def put_words(drawing: str, chart: ChartPoints, title: str, say: _Say) -> Markup:
    """Give each point of a drawing its words; a script shows them, and whoever cannot see hears them."""
    words = [point_words(point, say, with_issuer=chart.has_issuers) for point in chart.points]
    named = _NUMBERED.sub(
        lambda found: f' role="img" aria-label="{escape(words[int(found[1])])}"', drawing
    )
    head = f'<svg class="chart" role="group" aria-label="{escape(title)}"'
    # Drawn by ourselves of numbers and units; Vega escapes what is text.
    return Markup(named.replace("<svg", head, 1))  # noqa: S704


def point_words(point: ChartPoint, say: _Say, *, with_issuer: bool = True) -> str:
    """Say the year, the value in its unit, who states it and on which page."""
    parts = [f"{point.year}{say('headline', 'colon')}{_kind(point, say)} {point.text}"]
    if point.outside:
        parts.append(point.outside)
    elif point.report_year:
        stated = [say("chart", "edition").format(year=point.report_year)]
        stated += [point.issuer] if point.issuer and with_issuer else []
        stated += [say("chart", "page").format(page=point.page)] if point.page else []
        parts.append(" ".join(stated))
    if point.is_doubtful:
        parts.append(say("chart", "doubtful"))
    return say("headline", "comma").join(parts)


def _kind(point: ChartPoint, say: _Say) -> str:
    if point.kind == "target":
        return say("column", "target")
    return say("source", point.source) if point.source else ""


def chart_table(chart: ChartPoints) -> PageTable:
    """The points of a chart as rows."""
    rows = [
        {
            "data_year": point.year,
            "kind": "target" if point.kind == "target" else point.source,
            "value": point.value,
            "unit": chart.unit,
            "shown": point.text,
            "source": point.outside,
            "report_year": point.report_year,
            "issuer": point.issuer,
            "page": point.page,
            "is_doubtful": point.is_doubtful,
        }
        for point in chart.points
    ]
    return PageTable(_COLUMNS, rows)
