"""An indicator's page tells in a line which indicator of the UN is nearest, and that this is a proposal."""

import html
import json

import duckdb
import pytest

from supply.site.addresses import indicator_page


def comparisons(data):
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        query = "select indicator_key, un_indicator, reason, reason_zh from marts.un_bridge"
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("folder", "title", "status"), [("", "聯合國指標", "提議"), ("en", "UN indicator", "proposed")]
)
def test_each_page_has_the_line_in_its_language(dashboard, folder, title, status):
    for key, un_indicator, reason, reason_zh in comparisons(dashboard):
        page = (dashboard.site / folder / indicator_page(key)).read_text(encoding="utf-8")
        (line,) = (line for line in page.splitlines() if f'<p class="facts">{title}: ' in line)
        for words in (un_indicator or "", f"({status})", reason if folder else reason_zh):
            assert words in html.unescape(line)
        assert (reason_zh if folder else reason) not in html.unescape(line)


def test_its_document_has_the_row(dashboard):
    path = (dashboard.site / indicator_page("8.5.1")).with_suffix(".json")
    told = json.loads(path.read_text(encoding="utf-8"))["un_bridge"]
    assert (told["un_indicator"], told["grade"], told["status"]) == ("8.5.2", "similar", "proposed")


def test_an_indicator_that_nobody_compared_has_none(history_dashboard):
    assert comparisons(history_dashboard) == []
    for path in (history_dashboard.site / "indicator").glob("*.html"):
        assert "聯合國指標" not in path.read_text(encoding="utf-8")
