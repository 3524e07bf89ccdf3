"""The Atom feed of each language: valid, with a name for each piece of news that stays, and links that lead somewhere."""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

import duckdb
import pytest

from supply.site.build_site import build_site
from warehouse.folder.published import open_published

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read_feed(site, language=""):
    return ET.parse(site / language / "feed.xml").getroot()


def told(feed, kind):
    return [e for e in feed.findall("a:entry", ATOM) if e.find("a:category", ATOM).get("term") == kind]  # fmt: skip


@pytest.mark.parametrize("language", ["", "en"])
def test_the_feed_is_atom_and_leads_to_what_it_tells(history_dashboard, language):
    site = history_dashboard.site
    feed = read_feed(site, language)
    for of in [feed, *feed.findall("a:entry", ATOM)]:
        for name in ("id", "title", "updated"):
            assert of.find(f"a:{name}", ATOM).text, name
        datetime.fromisoformat(of.find("a:updated", ATOM).text)
    assert feed.find("a:author/a:name", ATOM).text
    for entry in feed.findall("a:entry", ATOM):
        address, _, anchor = entry.find("a:link", ATOM).get("href").partition("#")
        html = (site / language / address).read_text(encoding="utf-8")
        assert f'id="{anchor}"' in html or not anchor, (address, anchor)
    names = [entry.find("a:id", ATOM).text for entry in feed.findall("a:entry", ATOM)]
    assert len(set(names)) == len(names) > 10
    assert len(told(feed, "edition")) == 7


def test_what_is_overdue_and_in_doubt_is_told(dashboard):
    feed = read_feed(dashboard.site, "en")
    with duckdb.connect(str(dashboard.warehouse), read_only=True) as connection:
        overdue, doubts = connection.execute(
            "select (select count(*) from marts.release_calendar where is_overdue and elsewhere_value is null "
            "and delivered_report_year is null), "
            "(select count(*) from marts.finding where severity <> 'info' and not is_accepted)"
        ).fetchone()
    assert len(told(feed, "overdue")) == overdue > 0
    assert len(told(feed, "finding")) == doubts > 0


def test_every_page_names_the_feed_and_a_cell_cannot_leave_it(hostile_warehouse):
    with open_published(hostile_warehouse) as connection:
        build_site(connection, hostile_warehouse)
    site = hostile_warehouse.site
    for path in site.rglob("*.html"):
        link = re.search(r'type="application/atom\+xml" href="([^"]+)"', path.read_text("utf-8"))
        assert (path.parent / link[1]).exists(), path
    feed = read_feed(site)
    assert {child.tag.split("}")[1] for child in feed.iter()} == {
        "feed", "id", "title", "subtitle", "updated", "author", "name", "link", "entry", "category", "summary",
    }  # fmt: skip
