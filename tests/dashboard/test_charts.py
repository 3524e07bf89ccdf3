"""Charts answer by pointer and keyboard, and are taken along."""

import csv
import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from supply.site.addresses import indicator_page
from supply.site.build_site import build_site
from warehouse.folder.published import open_published

SERIES = indicator_page("3.1.1")


@pytest.fixture
def chart(history_dashboard, visit):
    page = visit.open(history_dashboard.site / "en" / SERIES)
    figure = page.locator("figure.charted").first
    figure.scroll_into_view_if_needed()
    return figure


def test_the_keyboard_walks_from_value_to_value(chart):
    page, tip = chart.page, chart.locator(".tip")
    assert not tip.is_visible()
    chart.locator("svg [tabindex='0']").focus()
    told = [tip.inner_text()]
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
        told.append(tip.inner_text())
    years = [int(text[:4]) for text in told]
    assert years == sorted(years, reverse=True)
    assert years[0] == 2024
    assert len(set(told)) == 4
    assert all(re.search(r"(actual|Target) .*人/十萬活產\nedition of \d{4} page \d+", text) for text in told)  # fmt: skip
    page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_the_pointer_shows_the_nearest_value(chart):
    point = chart.locator("svg circle[aria-label^='2021']")
    box = point.bounding_box()
    chart.page.mouse.move(box["x"] + box["width"] + 4, box["y"])
    assert chart.locator(".tip").inner_text().replace("\n", "; ") == point.get_attribute("aria-label")  # fmt: skip


def test_a_chart_is_taken_along_as_picture_drawing_and_table(chart, history_dashboard):
    page = chart.page
    with page.expect_download() as got:
        chart.locator("button.png").click()
    assert got.value.suggested_filename.endswith(".png")
    assert got.value.path().read_bytes().startswith(b"\x89PNG")
    assert got.value.path().stat().st_size > 10_000
    with page.expect_download() as got:
        chart.locator("button.svg").click()
    svg = got.value.path().read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "3.1.1" in svg
    assert "stated by reports" in svg
    link = chart.locator("a[href$='.csv']").get_attribute("href")
    text = (history_dashboard.site / "en" / SERIES).parent.joinpath(link).resolve().read_text("utf-8-sig")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == chart.locator("svg [aria-label]").count()
    assert {row["kind"] for row in rows} == {"actual", "target"}


def test_every_chart_has_its_words_and_no_page_is_too_large(history_dashboard):
    for path in history_dashboard.site.rglob("indicator/*.html"):
        html = path.read_text(encoding="utf-8")
        assert "data-p=" not in html, path
        assert len(html.encode()) < 300_000, path


def test_without_javascript_a_chart_and_its_table_are_there(history_dashboard, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((history_dashboard.site / SERIES).as_uri())
    assert page.locator("svg.chart circle").first.is_visible()
    assert page.locator(".files button").count() == 0
    assert page.locator("table.years").first.is_visible()
    context.close()


def test_from_disk_the_drawing_itself_is_given_to_embed(chart):
    chart.locator("button.embed").click()
    snippet = chart.locator(".snippet textarea").input_value()
    assert snippet.startswith("<svg")
    assert "3.1.1" in snippet
    chart.locator("button.embed").click()
    assert not chart.locator(".snippet").is_visible()


def test_where_the_address_is_known_a_frame_of_the_chart_alone_is_given(chart, history_dashboard, visit):  # fmt: skip
    page = chart.page
    page.evaluate("document.head.append(Object.assign(document.createElement('link'), { rel: 'canonical', href: 'https://example.org/sdg/en/indicator/3.1.1.html' }))")  # fmt: skip
    chart.locator("button.embed").click()
    snippet = chart.locator(".snippet textarea").input_value()
    name = chart.get_attribute("id")
    address = f"?embed={name}#{name}"
    assert snippet.startswith(f'<iframe src="https://example.org/sdg/en/indicator/3.1.1.html{address}"')  # fmt: skip
    visit.open(history_dashboard.site / "en" / SERIES, address)
    assert page.locator("header, table, h1").count() == 0
    assert page.locator("figure.charted").count() == 1
    assert page.locator("main > a").get_attribute("href").endswith(f"{SERIES}#{name}")
    assert page.locator("main").bounding_box()["height"] < 400


def test_a_page_names_its_address_where_it_is_known(tmp_path, history_dashboard, monkeypatch):
    monkeypatch.setenv("TSDG_SITE_ADDRESS", "https://example.org/sdg")
    with open_published(history_dashboard) as connection:
        build_site(connection, history_dashboard, tmp_path / "site")
    html = (tmp_path / "site" / "en" / SERIES).read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="https://example.org/sdg/en/{SERIES}">' in html
    first = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/sdg/">' in first
    assert '"url": "https://example.org/sdg/"' in first
    assert "canonical" not in (history_dashboard.site / SERIES).read_text(encoding="utf-8")


@pytest.fixture
def compared(history_dashboard, visit):
    return visit.open(history_dashboard.site / "history.html", "?chosen=1.1.1|1.1.2|3.2.1")


def test_indicators_of_one_unit_are_compared_in_one_chart(compared):
    figure = compared.locator("#together figure.charted")
    figure.wait_for()
    assert figure.count() == 1
    assert figure.locator("figcaption .line").count() == 2
    figure.locator("svg [tabindex='0']").focus()
    told = []
    for _ in range(4):
        told.append(figure.locator(".tip").inner_text())
        compared.keyboard.press("ArrowLeft")
    assert {text.split("：")[1][:5] for text in told} == {"1.1.1", "1.1.2"}
    assert all(text.endswith("%") for text in told)
    with compared.expect_download() as got:
        figure.locator("a[download]").click()
    rows = list(csv.DictReader(got.value.path().read_text("utf-8-sig").splitlines()))
    assert list(rows[0]) == ["資料年度", "指標名稱", "數值", "單位"]
    assert {row["單位"] for row in rows} == {"%"}
    assert len(rows) == figure.locator("svg [aria-label]").count()


def test_axe_finds_nothing_in_a_comparison(history_dashboard, browser):
    page = browser.new_page()
    page.goto((history_dashboard.site / "history.html").as_uri() + "?chosen=1.1.1|1.1.2|3.2.1")
    figure = page.locator("#together figure.charted")
    figure.locator("button.embed").click()
    found = Axe().run(page, context={"include": ["#together"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
    page.close()


def test_without_a_common_unit_they_stand_side_by_side_alone(history_dashboard, visit):
    page = visit.open(history_dashboard.site / "history.html", "?chosen=1.1.1|3.2.1")
    page.locator("#together .note").wait_for()
    assert page.locator("#together figure").count() == 0
    assert page.locator("#history tbody tr:not([hidden])").count() == 2
