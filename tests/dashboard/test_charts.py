"""Charts answer by pointer and keyboard, and are taken along."""

import csv
import io
import re

import pytest

from supply.site.addresses import indicator_page

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
