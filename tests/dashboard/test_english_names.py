"""English names are ours, say so, stand beside the printed name, and are found; a name without one stays Chinese."""

import csv
import re

import duckdb
import pytest

from flows.commands.find_indicators import find_indicators
from supply.site.addresses import indicator_page
from tests.dashboard.test_content import Tables
from warehouse.build import MACROS
from warehouse.folder.published import open_published
from warehouse.seed_files import PACKAGED_SEEDS, read_seed


def ask(data, sql):
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_name_of_the_sample_is_translated_and_proposed(dashboard):
    rows = ask(dashboard, "select indicator_name, name_en, name_en_review from marts.dim_indicator")
    names = {row["indicator_name"]: row["name_en"] for row in read_seed("indicator_names_en")}
    assert {(name, english) for name, english, _ in rows} <= set(names.items())
    assert {review for *_, review in rows} == {"proposed"}


def test_an_english_page_shows_both_names_and_whose_the_english_one_is(dashboard):
    for key, name, english in ask(dashboard, "select indicator_key, indicator_name, name_en from marts.dim_indicator"):  # fmt: skip
        html = (dashboard.site / "en" / indicator_page(key)).read_text(encoding="utf-8")
        head = re.sub("<[^>]*>", "", re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)[1])
        assert f"{english} (our translation) {name}" in head
        assert "† our translation, not yet confirmed" in html
        chinese = (dashboard.site / indicator_page(key)).read_text(encoding="utf-8")
        assert english not in chinese
    cells = [row[1] for row in Tables(dashboard.site / "en" / "indicators.html").rows[1:]]
    assert all("† " in cell for cell in cells)


def test_a_name_without_a_translation_stays_as_it_is_printed(history_dashboard):
    assert ask(history_dashboard, "select count(*) from marts.dim_indicator where name_en is not null") == [(0,)]  # fmt: skip
    html = (history_dashboard.site / "en" / "indicators.html").read_text(encoding="utf-8")
    assert "†" not in html


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize(("asked", "code"), [("Gini", "8.1.2"), ("water leakage", "6.4.4")])
def test_a_name_is_found_in_english_from_either_language(dashboard, visit, language, asked, code):
    page = visit.open(dashboard.site / f"{language}search.html", f"?q={asked}")
    found = page.locator("#search tbody tr:not([hidden])")
    assert code in found.first.get_attribute("data-code").split("|")
    assert found.count() < 4


def test_the_terminal_finds_an_english_name(dashboard):
    with open_published(dashboard) as connection:
        connection.execute("set schema = 'marts'")
        (found,) = find_indicators(connection, "gini COEFFICIENT")
    assert found["indicator_code"] == "8.1.2"


@pytest.fixture(scope="module")
def same():
    with duckdb.connect() as connection:
        for macro in MACROS:
            path = PACKAGED_SEEDS.parent / "macros" / f"{macro}.sql"
            connection.execute(path.read_text(encoding="utf-8"))
        yield lambda a, b: connection.execute("select name_key(?) = name_key(?)", [a, b]).fetchone()[0]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "is_same"),
    [("線路損失（線損率）", True), ("線路 損失(線損率)", True), ("線路損失(線損比率)", False), ("線路損失", False)],
)  # fmt: skip
def test_a_name_that_changed_has_no_translation(same, printed, is_same):
    assert same(printed, "線路損失(線損率)") == is_same


def test_no_two_rows_are_of_one_name(same):
    with (PACKAGED_SEEDS / "indicator_names_en.csv").open(encoding="utf-8") as file:
        names = [row["indicator_name"] for row in csv.DictReader(file)]
    assert len(names) > 50
    assert not [(a, b) for n, a in enumerate(names) for b in names[:n] if same(a, b)]
