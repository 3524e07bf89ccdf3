"""The dashboard from the published marts: pages, charts and evidence, complete or not at all."""

import shutil
from collections import deque
from collections.abc import Iterable
from pathlib import Path

import duckdb

from supply.ink_color import ink_on
from supply.site.charts.chart_store import ChartStore
from supply.site.evidence_store import EvidenceStore
from supply.site.page_writer import PageWriter
from supply.site.pages.list_pages import list_pages
from supply.site.pages.page import Page
from supply.site.publication import write_package
from supply.site.read_marts import SiteMarts, read_marts
from supply.site.search_index import write_search_index
from supply.site.series_index import write_series_index
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.live_links import live_site, mend_links

_STATIC = Path(__file__).with_name("static")
# Their charts are drawn while pages before them are written.
_PAGES_AHEAD = 24


def build_site(
    connection: duckdb.DuckDBPyConnection, data: DataFolder, target: Path | None = None
) -> int:
    """Build the dashboard, complete or not at all.

    Args:
        connection: the warehouse that it shows.
        data: where documents lie, and the dashboard before, of which unchanged pages and pictures are taken over.
        target: its folder; by default that of the live run, whose dashboard it replaces.

    Returns:
        How many pages there are.

    Raises:
        OSError: the disk is full or cannot be written; what stood before stands.
    """
    target = target or live_site(data)
    folder = target.with_name("site.new")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        n_pages = _write_site(read_marts(connection), data, folder)
        write_package(connection, folder)
        _replace(target, folder)
        mend_links(data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return n_pages


def _write_site(marts: SiteMarts, data: DataFolder, folder: Path) -> int:
    shutil.copytree(_STATIC, folder / "assets")
    _append_goal_colors(marts, folder / "assets" / "site.css")
    index = write_search_index(marts)
    (folder / "assets" / "search-index.js").write_text(index, encoding="utf-8")
    series = write_series_index(marts)
    (folder / "assets" / "series.js").write_text(series, encoding="utf-8")
    charts = ChartStore(data, folder)
    evidence = EvidenceStore(marts, data, folder)
    writer = PageWriter(marts, folder, charts, data.site)
    try:
        n_pages = _write_pages(list_pages(marts, evidence), writer, charts)
        writer.close()
        evidence.close()
        charts.keep()
    finally:
        charts.close()
    return n_pages


def _write_pages(pages: Iterable[Page], writer: PageWriter, charts: ChartStore) -> int:
    """Write pages while the charts of those that follow are being drawn; how many files that made."""
    n_pages = 0
    ahead: deque[Page] = deque()
    for page in pages:
        for chart in page.charts.values():
            charts.begin(chart)
        ahead.append(page)
        if len(ahead) > _PAGES_AHEAD:
            n_pages += writer.write(ahead.popleft())
    return n_pages + sum(map(writer.write, ahead))


def _append_goal_colors(marts: SiteMarts, css: Path) -> None:
    """Colours come from a reviewed seed file; the catalog holds them to #RRGGBB."""
    rules = [
        f".goal-{int(row['goal_no'])} {{ background: {row['color_hex']}; color: {ink_on(row['color_hex'])}; }}"
        for row in marts["goals"]
        if row["color_hex"]
    ]
    with css.open("a", encoding="utf-8") as file:
        file.write("\n".join(rules) + "\n")


def _replace(live: Path, new: Path) -> None:
    """Put the new folder in place; a folder cannot be replaced in one step, so the old one steps aside."""
    old = live.with_name("site.old")
    shutil.rmtree(old, ignore_errors=True)
    if live.exists():
        live.rename(old)
    new.rename(live)
    shutil.rmtree(old, ignore_errors=True)
