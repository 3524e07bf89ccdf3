"""Charts as SVG files, described by Altair and drawn by vl-convert: no script in the reader's browser."""

import re
from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert

from supply.site.charts.chart_points import ChartPoints
from warehouse.published import Row

_ACTUAL, _TARGET, _EXTERNAL = "#1f4e79", "#b35900", "#5f6368"
_FONT = "'Noto Sans TC','PingFang TC','Microsoft JhengHei','Noto Sans CJK TC',sans-serif"
# A bar of a million points would be as unreadable as it is large.
_MAX_POINTS = 400
# A picture in a page is described by the page; what is said of each mark nobody can hear or touch.
_UNREAD = re.compile(r' (?:aria-[a-z]+|role|class|pointer-events)="[^"]*"')


def measure_chart(points: ChartPoints) -> dict[str, Any]:
    """Describe the series of a measure with the targets of its years."""
    own, external, bounds = (
        [{"year": year, "value": value} for year, value in part[-_MAX_POINTS:]]
        for part in (points.own, points.external, points.bounds)
    )
    axes = _axes([*own, *external, *bounds], points.unit)
    layers = []
    if bounds:
        ticks = _layer(bounds, axes)
        layers.append(ticks.mark_tick(orient="horizontal", color=_TARGET, thickness=3, size=22))
    if external:
        layers.append(_layer(external, axes).mark_point(color=_EXTERNAL, filled=False, size=50))
    if own:
        layers += [
            _layer(own, axes).mark_line(color=_ACTUAL, strokeWidth=2),
            _layer(own, axes).mark_point(color=_ACTUAL, filled=True, size=60),
        ]
    return _finish(alt.layer(*layers), 560, 230)


def rate_chart(editions: Sequence[Row]) -> dict[str, Any]:
    """Describe the attainment rate of each edition.

    Args:
        editions: report_year and attainment_rate_pct.
    """
    values = [
        {"year": row["report_year"], "value": row["attainment_rate_pct"]}
        for row in editions
        if row["attainment_rate_pct"] is not None
    ]
    base = _layer(values, _axes(values, "%", zero=True))
    return _finish(
        alt.layer(
            base.mark_line(color=_ACTUAL, strokeWidth=2),
            base.mark_point(color=_ACTUAL, filled=True, size=60),
        ),
        560,
        160,
    )


def draw(description: dict[str, Any]) -> bytes:
    """Draw a described chart as SVG. Nothing is fetched: data stand in the description."""
    svg: str = vl_convert.vegalite_to_svg(description, allowed_base_urls=[])
    return _UNREAD.sub("", svg).encode()


def _axes(values: Sequence[Row], unit: str | None, *, zero: bool = False) -> dict[str, Any]:
    """One pair of axes for all layers: each layer alone would set ticks for its own years."""
    years = {row["year"] for row in values}
    ticks = alt.Axis(format="d", tickMinStep=1, tickCount=min(max(len(years), 2), 12))
    return {
        "x": alt.X(
            "year:Q",
            title=None,
            axis=ticks,
            scale=alt.Scale(nice=False, padding=24, zero=False),
        ),
        "y": alt.Y("value:Q", title=unit, scale=alt.Scale(zero=zero)),
    }


def _layer(values: Sequence[Row], axes: dict[str, Any]) -> Any:
    return alt.Chart({"values": values}).encode(**axes)


def _finish(chart: Any, width: int, height: int) -> dict[str, Any]:
    described: dict[str, Any] = (
        chart.properties(width=width, height=height)
        .configure(font=_FONT, background="white")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, titleFontSize=12, labelColor="#333", titleColor="#333")
        .to_dict()
    )
    return described
