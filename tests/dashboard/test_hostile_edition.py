"""Cells that attack a browser are text on every page, and the page keeps its shape."""

import json
import re

import pytest

from tests.conftest import with_site


@pytest.fixture(scope="session")
def hostile_dashboard(hostile_warehouse, tmp_path_factory):
    return with_site(hostile_warehouse, "hostile_site", tmp_path_factory)


def test_nothing_of_a_cell_becomes_an_element(hostile_dashboard):
    for path in hostile_dashboard.site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        scripts = re.findall(r"<script[^>]*>", html)
        described = [script for script in scripts if "application/ld+json" in script]
        named = sum(
            html.count(f"/{name}.js") for name in ("site", "charts", "compare", "search-index")
        )
        assert len(scripts) - len(described) == named, path
        assert html.count("</script") == len(scripts), path
        assert "onerror=" not in html.replace("onerror=alert(1)&gt;", ""), path
        assert "<img src=x" not in html
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"} & set(html), path


def test_the_pages_open_quietly_and_keep_to_the_screen(hostile_dashboard, visit):
    visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
    pages = sorted(hostile_dashboard.site.glob("*.html"))
    pages += sorted((hostile_dashboard.site / "indicator").glob("*.html"))
    for path in pages:
        page = visit.open(path)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        assert "owned" not in page.title() or "]0;owned" in page.title()


def test_an_attack_is_shown_as_the_words_that_it_is(hostile_dashboard, visit):
    page = visit.open(hostile_dashboard.site / "indicator" / "1.1.5.html")
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()
    formula = visit.open(hostile_dashboard.site / "indicator" / "1.1.6.html")
    assert '=HYPERLINK("http://example.invalid")' in formula.locator("h1").inner_text()
    assert formula.locator("main a[href^=http]").count() == 0


def test_a_script_that_got_in_would_not_run(hostile_dashboard, visit, tmp_path):
    """The second wall: even if escaping failed, the policy forbids scripts inside a page."""
    source = (hostile_dashboard.site / "method.html").read_text(encoding="utf-8")
    infected = hostile_dashboard.site / "infected.html"
    infected.write_text(
        source.replace("<main", "<script>document.title = 'owned'</script><main"), encoding="utf-8"
    )
    try:
        page = visit.open(infected)
        assert page.title() != "owned"
    finally:
        infected.unlink()
    assert any("Content Security Policy" in text for text in visit.complaints), json.dumps(
        visit.complaints
    )
    visit.complaints.clear()
