"""The dashboard from the published marts: pages, charts and evidence, complete or not at all."""

import posixpath
import shutil
from collections import deque
from collections.abc import Iterable
from pathlib import Path

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from supply.ink_color import ink_on
from supply.site import write_values
from supply.site.addresses import (
    agency_page,
    goal_page,
    in_year,
    indicator_page,
    issuer_page,
    year_folder,
)
from supply.site.charts.chart_store import ChartStore
from supply.site.charts.chart_words import chart_table, put_words
from supply.site.evidence_store import EvidenceStore
from supply.site.first_screen import bar_segments, in_short
from supply.site.further_rows import further_rows, further_scripts
from supply.site.page_tables import PageTable, write_csv, write_json
from supply.site.pages.list_pages import list_pages
from supply.site.pages.page import Page
from supply.site.publication import (
    DICTIONARY_FILE,
    PACKAGE_FILE,
    describe_dataset,
    describe_publication,
    write_package,
)
from supply.site.read_marts import SiteMarts, place, read_marts
from supply.site.search_index import write_search_index
from supply.site.series_index import write_series_index
from supply.site.statements import Statements
from supply.site.words import LANGUAGES, read_words, translator
from supply.site.write_feed import FEED_FILE, write_feed
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.live_links import live_site, mend_links
from warehouse.settings import read_settings

_STATIC = Path(__file__).with_name("static")
_FOLDERS = {"zh-Hant": "", "en": "en/"}
# Their charts are drawn while pages before them are written.
_PAGES_AHEAD = 24
_MENU = (
    ("index.html", "overview"),
    ("indicators.html", "indicators"),
    ("history.html", "compare"),
    ("agencies.html", "agencies"),
    ("issuers.html", "issuers"),
    ("changes.html", "changes"),
    ("releases.html", "releases"),
    ("findings.html", "findings"),
    ("data.html", "data"),
    ("method.html", "method"),
)


def build_site(
    connection: duckdb.DuckDBPyConnection, data: DataFolder, target: Path | None = None
) -> int:
    """Build the dashboard, complete or not at all.

    Args:
        connection: the warehouse that it shows.
        data: where documents lie, and the dashboard before, of which unchanged pictures are taken over.
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
    writer = _PageWriter(marts, folder, charts)
    try:
        n_pages = _write_pages(list_pages(marts, evidence), writer, charts)
        writer.write_feeds()
        evidence.close()
        charts.keep()
    finally:
        charts.close()
    return n_pages


def _write_pages(pages: Iterable[Page], writer: "_PageWriter", charts: ChartStore) -> int:
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


class _PageWriter:
    """Renders each page in both languages."""

    def __init__(self, marts: SiteMarts, folder: Path, charts: ChartStore) -> None:
        self._folder = folder
        self._marts = marts
        self._charts = charts
        self._newest_year = marts.newest_year
        self._years = [row["report_year"] for row in marts["editions"]]
        self._publication = describe_publication(marts)
        self._environment = Environment(
            loader=PackageLoader("supply.site"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        english_agencies = {
            row["agency"]: row["agency_name_en"]
            for row in marts["agencies"]
            if row["agency_name_en"]
        }
        self._environment.globals.update(
            {name: getattr(write_values, name) for name in ("former_names", "has_chinese", "in_query", "per_cent", "points", "short_number", "quantity", "target_words", "year_ranges")},
            symbols=write_values.STATUS_SYMBOLS,
            words=read_words(),
            agency_page=agency_page,
            goal_page=goal_page,
            indicator_page=indicator_page,
            issuer_page=issuer_page,
            statements=Statements(marts["results"]),
            marts=marts,
            menu=[entry for entry in _MENU if entry[1] != "issuers" or len(marts.issuers) > 1],
            several_issuers=len(marts.issuers) > 1,
            sample_editions={(r["issuer"], r["report_year"]) for r in marts["documents"] if r["is_sample"] and r["is_current"]},
            newest_year=marts.newest_year,
            issuers=marts.issuers,
            # As long as one of them is only proposed, the note below says so.
            names_review="proposed" if any(row["name_en_review"] == "proposed" for row in marts["former_codes"]) else "confirmed",
            english_names={row["indicator_name"]: row["name_en"] for row in marts["english_names"]},
            english_agencies=english_agencies,
            english_issuers=_english_issuers(marts.issuers, english_agencies),
            has_undecided=any(row["n_unjudged"] for name in ("editions", "goal_scores", "agency_scores", "issuer_scores") for row in marts[name]),
            goals={row["goal_no"]: row for row in marts["goals"]},
            shown_keys={row["indicator_key"] for row in marts["results"]},
            package_file=PACKAGE_FILE,
            dictionary_file=DICTIONARY_FILE,
            dataset=describe_dataset(marts),
            bar_segments=bar_segments,
            in_short=in_short,
            key_of={place(row): row["indicator_key"] for row in marts["results"]},
            name_of={place(row): row["indicator_name"] for row in marts["results"]},
            promise_of={(*place(row), row["measure_no"]): row for row in marts["releases"]},
        )  # fmt: skip

    def write(self, page: Page) -> int:
        """Write a page in every language; how many files that made."""
        for language in LANGUAGES:
            target = self._folder / self._address(page, language)
            target.parent.mkdir(parents=True, exist_ok=True)
            html = self._render(page, language)
            target.write_text(html, encoding="utf-8")
            if page.part is not None and page.part.number > 1:
                target.with_suffix(".js").write_text(further_rows(html), encoding="utf-8")
            if page.table is not None:
                _write_table(page.table, language, target.with_suffix(".csv"))
            for file, chart in page.charts.items():
                _write_table(chart_table(chart), language, self._folder / _FOLDERS[language] / file)
        told = page.told()
        if told is not None:
            # For programs: once, for it has no language.
            text = write_json({"publication": self._publication, **told})
            document = self._folder / self._address(page)
            document.with_suffix(".json").write_text(text, encoding="utf-8")
        return len(LANGUAGES)

    def write_feeds(self) -> None:
        """Write the feed of each language beside its first page."""
        for language in LANGUAGES:
            text = write_feed(self._environment, self._marts, language, translator(language))
            (self._folder / _FOLDERS[language] / FEED_FILE).write_text(text, encoding="utf-8")

    def _address(self, page: Page, language: str = LANGUAGES[0]) -> str:
        return _FOLDERS[language] + year_folder(page.year, self._newest_year) + page.address

    def _year_link(self, page: Page, year: int, home: str) -> str:
        address = page.part.addresses[0] if page.part else page.address
        if page.year is None:
            return f"{home}{address}?year={year}"
        return home + in_year(address, year, self._newest_year)

    def _render(self, page: Page, language: str) -> str:
        say = translator(language)
        other = next(other for other in LANGUAGES if other != language)
        here = posixpath.dirname(self._address(page, language))
        home = _climb(_FOLDERS[language], here)
        edition_home = (
            home
            if page.year is None
            else _climb(_FOLDERS[language] + year_folder(page.year, self._newest_year), here)
        )

        def at(address: str, year: int | None = None) -> str:
            path, _, fragment = address.partition("#")
            if fragment and path == page.address:
                return f"#{fragment}"
            asked = year or page.year or self._newest_year
            there = in_year(address, asked, self._newest_year)
            edition = year_folder(page.year, self._newest_year)
            if edition and there.startswith(edition):
                return edition_home + there.removeprefix(edition)
            return home + there

        def chart(file: str, title: str) -> Markup:
            return put_words(self._charts.draw(page.charts[file]), page.charts[file], title, say)

        address = read_settings().site_address
        context = {
            # Nothing is invented: without a setting nobody knows where the pages will be.
            "canonical": address
            and address + self._address(page, language).removesuffix("index.html"),
            "chart": chart,
            "language": language,
            "other_language": other,
            "other_address": posixpath.relpath(self._address(page, other), here or "."),
            "say": say,
            "root": _climb("", here),
            "home": home,
            "at": at,
            "year": page.year or self._newest_year,
            "shows_every_year": page.year is None,
            # The same page in each other edition; of a page about all of them, with that year chosen.
            "year_links": [(year, self._year_link(page, year, home)) for year in self._years],
            "address": page.address,
            "menu_page": page.menu_page,
            "has_charts": bool(page.charts),
            "table": page.table,
            "csv_file": posixpath.basename(page.address).removesuffix(".html") + ".csv",
            "json_file": self._address(page).removesuffix(".html") + ".json",
            "has_dataset": page.address in {"index.html", "data.html"},
            "sample_documents": [],
            "list_part": page.part,
            "further_scripts": further_scripts(page.part),
            **page.context,
            **page.worded(say),
        }
        html = self._environment.get_template(page.template).render(context)
        # On a Chinese page Chinese words need no mark; on an English one each has its own.
        own = f' lang="{language}"'
        return html.replace(own, "").replace("<html", f"<html{own}", 1)


def _english_issuers(issuers: list[str], english_agencies: dict[str, str]) -> dict[str, str]:
    """Ministries in English; several that issue one report together, if all of them have a name."""
    ministries = {issuer: issuer.split("、") for issuer in issuers}
    return {
        issuer: ", ".join(english_agencies[name] for name in names)
        for issuer, names in ministries.items()
        if english_agencies.keys() >= set(names)
    }


def _write_table(table: PageTable, language: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = write_csv(table, language, translator(language))
    # With a byte order mark: else Excel takes Chinese for something else.
    target.write_text(text, encoding="utf-8-sig", newline="")


def _climb(target: str, here: str) -> str:
    """Relative path from a page's folder to a folder of the site, with its closing slash or empty."""
    path = posixpath.relpath(target or ".", here or ".")
    return "" if path == "." else f"{path}/"
