"""The year, and the issuer where there are several, are chosen on every page and stay when a reader moves on."""

import re

import pytest
from playwright.sync_api import expect

from supply.site.addresses import in_year, indicator_page, issuer_page
from tests.dashboard.listed_rows import listed_rows
from tests.dashboard.test_content import Tables

SECOND = "環境部"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("index.html", "2023/index.html"),
        ("goal/3.html#history", "2023/goal/3.html#history"),
        ("indicators.html?total=1", "2023/indicators.html?total=1"),
        ("indicator/3.1.1.html#e2022", "indicator/3.1.1.html?year=2023#e2022"),
        ("releases.html?state=open", "releases.html?state=open&year=2023"),
        ("changes.html?edition=2023", "2023/changes.html?edition=2023"),
    ],
)
def test_a_link_keeps_the_year(address, expected):
    assert in_year(address, 2023, 2024) == expected
    assert in_year(address, 2024, 2024) == address


def test_every_page_offers_every_year_and_each_link_leads_somewhere(history_dashboard):
    site = history_dashboard.site
    for path in (site / "en").rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        links = re.findall(r'<a href="([^"]+)" data-year="(\d+)"', html)
        assert [year for _, year in links] == ["2024", "2023", "2022", "2021", "2020", "2019"], path
        assert all((path.parent / link.split("?")[0]).exists() for link, _ in links), path


def test_a_page_of_an_earlier_year_is_that_year(history_dashboard):
    for folder, year in (("", 2024), ("2022", 2022)):
        site = history_dashboard.site / "en" / folder
        rows = listed_rows((site / "indicators.html").read_text("utf-8"))
        total = next(r for r in Tables(site / "index.html").rows if r and r[0] == "All goals")
        counted = {row["indicator"] for row in rows if "1" in row["total"].split("|")}
        assert len(counted) == int(total[1])
        assert f"<h1>{year} " in (site / "index.html").read_text("utf-8")


def test_the_year_stays_from_page_to_page(history_dashboard, visit):
    page = visit.open(history_dashboard.site / "en" / "index.html")
    page.click("nav.years a[data-year='2022']")
    page.click("header nav a:has-text('Findings')")
    expect(page.locator("select[name=year]")).to_have_value("2022")
    assert page.locator("nav.years a[aria-current]").inner_text() == "2022"
    page.click("header nav a:has-text('Indicators')")
    assert page.url.endswith("/en/2022/indicators.html")
    page.click("#indicators tbody th a >> nth=0")
    assert "year=2022" in page.url
    page.click("nav.crumbs a >> nth=1")
    assert "/en/2022/goal/" in page.url
    page.click("a.language")
    assert "/en/" not in page.url
    assert "/2022/goal/" in page.url
    page.click("header nav a:has-text('版本變動')")
    assert page.url.endswith("/2022/changes.html")
    page.click("nav.years a[data-year='2023']")
    page.click("a.brand")
    assert page.url.endswith("/2023/index.html")


def test_with_one_edition_of_one_issuer_there_is_nothing_to_choose(dashboard):
    html = (dashboard.site / "index.html").read_text(encoding="utf-8")
    assert 'class="scope"' not in html


def test_the_issuer_stays_and_counts_still_open_what_they_count(several, visit):
    page = visit.open(several.site / "indicators.html")
    page.select_option(".whose select", SECOND)
    shown = page.locator("#indicators tbody tr:not([hidden])")
    expect(shown).to_have_count(2)
    page.click("header nav a:has-text('疑點')")
    expect(page.locator("form.filters select[name=issuer]")).to_have_value(SECOND)
    page.click("header nav a:has-text('總覽')")
    assert page.url.endswith(issuer_page(SECOND))
    expect(page.locator(".whose select")).to_have_value(SECOND)
    page.click("section >> nth=0 >> td.n a.number >> nth=0")
    expect(shown).to_have_count(2)
    page.goto((several.site / "goal" / "6.html").as_uri() + f"?issuer={SECOND}")
    rows = page.locator("tbody tr[data-issuer]:not([hidden])")
    assert rows.evaluate_all("rows => rows.map(row => row.dataset.issuer)") == [SECOND, SECOND]
    assert SECOND in page.locator(".only").inner_text()
    page.select_option(".whose select", "")
    page.wait_for_url("**/goal/6.html")
    expect(rows).to_have_count(4)


def test_an_indicator_keeps_the_issuer_for_the_way_back(several, visit):
    page = visit.open(several.site / indicator_page("6.1.1"), f"?issuer={SECOND}")
    page.click("header nav a:has-text('待公布數據')")
    expect(page.locator(".whose select")).to_have_value(SECOND)


def test_two_indicators_stand_side_by_side_and_the_address_keeps_them(history_dashboard, visit):
    page = visit.open(history_dashboard.site / "history.html")
    shown = page.locator("#history tbody tr:not([hidden])")
    everything = shown.count()
    button = page.locator(".choosing button")
    assert button.is_disabled()
    page.check("tr[data-key='3.1.1'] input")
    page.check("tr[data-key='3.2.1'] input")
    assert not page.locator(".detail").first.is_visible()
    button.click()
    expect(shown).to_have_count(2)
    assert "11.1" in shown.first.inner_text()
    page.goto(page.url)
    expect(shown).to_have_count(2)
    assert page.locator("tr[data-key='3.1.1'] input").is_checked()
    page.click("form.filters button[type=reset]")
    expect(shown).to_have_count(everything)
