"""Each page of the dashboard in both languages, and its files; what has not changed is taken over from the dashboard before."""

import posixpath
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

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
from supply.site.first_screen import bar_segments, in_short
from supply.site.further_rows import further_rows, further_scripts
from supply.site.kept_pages import KeptPages, fingerprint
from supply.site.page_tables import PageTable, write_csv, write_json
from supply.site.pages.page import Page
from supply.site.publication import (
    DICTIONARY_FILE,
    PACKAGE_FILE,
    describe_dataset,
    describe_publication,
)
from supply.site.read_marts import SiteMarts
from supply.site.site_facts import SiteFacts, site_constants
from supply.site.words import LANGUAGES, read_words, translator
from supply.site.write_feed import FEED_FILE, write_feed
from warehouse.settings import read_settings

_FOLDERS = {"zh-Hant": "", "en": "en/"}
_VALUES = ("former_names", "has_chinese", "in_query", "per_cent", "points", "short_number", "quantity", "target_words", "year_ranges")  # fmt: skip


class PageWriter:
    """Renders each page in both languages.

    What a template is given is the page's own (`_given`), the same for all pages (`constants`), asked of the site
    (`facts`), or a function that always says the same: nothing else, so that a page of which all of these are as
    before is the page before.
    """

    def __init__(self, marts: SiteMarts, folder: Path, charts: ChartStore, before: Path) -> None:
        self._folder = folder
        self._marts = marts
        self._charts = charts
        self._newest_year = marts.newest_year
        self._years = [row["report_year"] for row in marts["editions"]]
        self._publication = describe_publication(marts)
        self._dataset = describe_dataset(marts)
        self._facts = SiteFacts(marts)
        self._address_on_web = read_settings().site_address
        constants = site_constants(marts)
        self._kept = KeptPages(before, folder, [constants, self._years, self._address_on_web])
        self._environment = Environment(
            loader=PackageLoader("supply.site"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.globals.update(
            {name: getattr(write_values, name) for name in _VALUES},
            symbols=write_values.STATUS_SYMBOLS,
            words=read_words(),
            agency_page=agency_page,
            goal_page=goal_page,
            indicator_page=indicator_page,
            issuer_page=issuer_page,
            package_file=PACKAGE_FILE,
            dictionary_file=DICTIONARY_FILE,
            bar_segments=bar_segments,
            in_short=in_short,
            **constants,
            **self._facts.questions(),
        )

    def write(self, page: Page) -> int:
        """Write a page in every language, or take it over; how many files that made."""
        address, given = self._address(page), fingerprint(self._given(page))
        if self._kept.take_over(address, given, self._facts):
            for chart in page.charts.values():
                # It is kept for the next dashboard.
                self._charts.draw(chart)
        else:
            self._facts.begin_page()
            files = [name for language in LANGUAGES for name in self._write_files(page, language)]
            self._kept.note(address, given, self._facts, files)
        told = page.told()
        if told is not None:
            # For programs: once, for it has no language; it names the run, so each one writes it.
            text = write_json({"publication": self._publication, **told})
            (self._folder / address).with_suffix(".json").write_text(text, encoding="utf-8")
        return len(LANGUAGES)

    def _given(self, page: Page) -> list[Any]:
        """Everything that a page has of its own, in every language."""
        worded = [page.worded(translator(language)) for language in LANGUAGES]
        table = page.table and (page.table.columns, page.table.rows)
        own = (page.address, page.template, page.menu_page, page.year, page.part)
        return [own, page.context, worded, table, dict(page.charts), self._dataset_of(page)]

    def _dataset_of(self, page: Page) -> Markup | None:
        return self._dataset if page.address in {"index.html", "data.html"} else None

    def _write_files(self, page: Page, language: str) -> Iterator[str]:
        """Write a page in a language, and tables and rows beside it; yield the files' names."""
        address = self._address(page, language)
        html = self._render(page, language)
        yield self._write(address, html)
        if page.part is not None and page.part.number > 1:
            yield self._write(address.replace(".html", ".js"), further_rows(html))
        if page.table is not None:
            yield self._write_table(address.replace(".html", ".csv"), page.table, language)
        for file, chart in page.charts.items():
            yield self._write_table(_FOLDERS[language] + file, chart_table(chart), language)

    def _write_table(self, name: str, table: PageTable, language: str) -> str:
        # With a byte order mark: else Excel takes Chinese for something else.
        return self._write(name, "\ufeff" + write_csv(table, language, translator(language)))

    def _write(self, name: str, text: str) -> str:
        target = self._folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # A chart of several pages may be there already, as a second name of a file of the dashboard before.
        target.unlink(missing_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
        return name

    def close(self) -> None:
        """Write the feed of each language beside its first page, and what the next dashboard needs of this one."""
        for language in LANGUAGES:
            text = write_feed(self._environment, self._marts, language, translator(language))
            (self._folder / _FOLDERS[language] / FEED_FILE).write_text(text, encoding="utf-8")
        self._kept.close()

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

        @cache
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

        web = self._address_on_web
        context = {
            # Nothing is invented: without a setting nobody knows where the pages will be.
            "canonical": web and web + self._address(page, language).removesuffix("index.html"),
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
            "dataset": self._dataset_of(page),
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


def _climb(target: str, here: str) -> str:
    """Relative path from a page's folder to a folder of the site, with its closing slash or empty."""
    path = posixpath.relpath(target or ".", here or ".")
    return "" if path == "." else f"{path}/"
