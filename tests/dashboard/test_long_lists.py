"""A long list goes on on pages of its own; a script brings its rows together again, and filters see all of them."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from supply.site.build_site import build_site
from supply.site.pages import list_pages
from tests.conftest import build_once
from tests.dashboard.test_content import assert_every_link_leads_somewhere
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published

LISTS = ("indicators", "changes", "history", "findings", "releases", "search")
ROWS = 7


@pytest.fixture(scope="module")
def parted(published_history, tmp_path_factory):
    """Six editions with lists of seven rows a page."""

    def build(root):
        data = DataFolder(root)
        data.create()
        with pytest.MonkeyPatch.context() as patch, open_published(published_history) as connection:
            patch.setattr(list_pages, "ROWS_OF_A_PART", ROWS)
            patch.setattr(list_pages, "CELLS_OF_A_PART", ROWS * 9)
            build_site(connection, data, root / "parted")
        return data

    return build_once(tmp_path_factory, "parted_site", build).root / "parted"


def rows_of(path):
    """The rows of a page's list, and what its scripts bring to it."""
    html = path.read_text(encoding="utf-8")
    body = html.split(f'id="{path.stem.split("-")[0]}"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [row.strip() for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)]


@pytest.mark.parametrize("folder", ["", "en", "2022", "en/2022"])
def test_the_parts_of_a_list_hold_each_of_its_rows_once(parted, history_dashboard, folder):
    n_parted = 0
    for name in LISTS:
        whole = history_dashboard.site / folder / f"{name}.html"
        if not whole.exists():
            continue
        parts = sorted((parted / folder).glob(f"{name}-*.html"), key=lambda path: int(path.stem.split("-")[1]))  # fmt: skip
        found = [rows_of(path) for path in (parted / folder / f"{name}.html", *parts)]
        assert [row for rows in found for row in rows] == rows_of(whole), name
        assert max(map(len, found)) <= ROWS
        assert all(path.with_suffix(".js").exists() for path in parts)
        n_parted += bool(parts)
    assert n_parted > 1


def test_every_link_of_parted_lists_leads_somewhere(parted):
    assert assert_every_link_leads_somewhere(parted) > 100


@pytest.mark.parametrize("address", ["indicators.html", "en/history.html", "2022/indicators.html", "en/findings.html"])  # fmt: skip
def test_a_script_brings_all_rows_together(parted, history_dashboard, visit, address):
    page = visit.open(history_dashboard.site / address)
    whole = page.locator("main tbody tr th").all_inner_texts()
    page = visit.open(parted / address)
    expect(page.locator("nav.parts")).to_have_count(0)
    assert page.locator("main tbody tr th").all_inner_texts() == whole
    assert f"/ {len(whole)}" in page.locator("form.filters output").inner_text()


def test_a_further_page_leads_back_to_the_whole_list_with_what_it_asks(parted, visit):
    page = visit.open(parted / "en" / "indicators-2.html", "?status=attained")
    page.wait_for_url("**/en/indicators.html?status=attained")
    statuses = page.locator("#indicators tbody tr:not([hidden])").evaluate_all("rows => rows.map(row => row.dataset.status)")  # fmt: skip
    assert Counter(statuses).keys() == {"attained"}
    assert len(statuses) > ROWS


def test_without_a_script_a_reader_walks_from_part_to_part(parted, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((parted / "en" / "indicators.html").as_uri())
    assert page.locator("#indicators tbody tr").count() == ROWS
    page.click("nav.parts a:has-text('2') >> nth=0")
    assert page.locator("#indicators tbody tr").count() == ROWS
    assert page.locator("nav.parts b").first.inner_text() == "2"
    page.click("nav.years a[data-year='2022']")
    assert page.url.endswith("/en/2022/indicators.html")
    context.close()


@pytest.mark.parametrize(
    ("address", "asked", "leads_to"),
    [
        ("changes.html", "?edition=2022", "/2022/changes.html?edition=2022"),
        ("en/changes.html", "?change=value_changed&edition=2022v", "/en/2022/changes.html?change=value_changed&edition=2022v"),
        ("2022/indicators.html", "?year=2024&status=attained", "/site/indicators.html?year=2024&status=attained"),
        ("changes.html", "?edition=2024", "/site/changes.html?edition=2024"),
        ("changes.html", "?edition=1999", "/site/changes.html?edition=1999"),
    ],
)  # fmt: skip
def test_an_address_that_asks_for_an_edition_leads_to_it(history_dashboard, visit, address, asked, leads_to):  # fmt: skip
    page = visit.open(history_dashboard.site / address, asked)
    page.wait_for_url(f"**{leads_to}")
    assert page.locator("nav.years a[aria-current]").count() == 1
    year = re.search(r"/(\d{4})/", leads_to)
    assert page.locator("nav.years a[aria-current]").inner_text() == (year[1] if year else "2024")
