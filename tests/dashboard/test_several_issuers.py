"""Reports of several issuers in one dashboard: nothing is lost, mixed or counted twice, a sample says what it is."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from supply.site.addresses import indicator_page, issuer_page
from tests.dashboard.listed_rows import listed_rows
from tests.dashboard.test_content import Tables, assert_every_link_leads_somewhere
from warehouse.folder.published import open_published

LED, SECOND, SAMPLE = "經濟部", "環境部", ("環境部", 2024)


@pytest.fixture
def query(several):
    with open_published(several) as connection:
        connection.execute("set schema = 'marts'")
        yield lambda sql: connection.execute(sql).fetchall()


def page_text(several, address, language=""):
    return (several.site / language / address).read_text(encoding="utf-8")


def section(html, anchor):
    return html[html.index(f'id="{anchor}"') :].split("</section>")[0]


def test_the_made_case_is_what_it_should_be(query):
    rows = query("select issuer, indicator_code, indicator_key, leads_key from indicator_result where report_year = 2024 and goal_no = 6 order by 2, 1")  # fmt: skip
    assert rows == [
        (SECOND, "6.1.1", "6.1.1", False),
        (LED, "6.1.1", "6.1.1", True),
        (SECOND, "6.1.2", "6.1.2", True),
        (LED, "6.1.2", "6.1.2@2024", True),
    ]
    assert query("select issuer, report_year from dim_report where is_sample") == [SAMPLE]


def test_every_statement_has_a_place_of_its_own_with_its_words(several, query):
    rows = query("select indicator_key, report_year, issuer, leads_key, report_id from indicator_result")  # fmt: skip
    seen = set()
    for key, year, issuer, leads, report_id in rows:
        html = page_text(several, indicator_page(key))
        anchors = re.findall(rf'<section id="(e{year}[^"]*)"[^>]*{issuer}"', html)
        assert len(anchors) == 1, (key, year, issuer)
        assert (anchors[0] == f"e{year}") == leads
        seen.add((key, anchors[0]))
        words = query(f"select target_text from attainment where report_id = '{report_id}' and indicator_key = '{key}'")  # fmt: skip
        printed = re.sub(r"</?mark[^>]*>", "", section(html, anchors[0]))
        assert words[0][0] in printed, (key, issuer)
    assert len(seen) == len(rows)


def test_a_page_shows_both_prints_of_its_year_the_one_that_leads_first(several):
    page = Tables(several.site / "en" / indicator_page("6.1.1"))
    shown = [row[:5] for row in page.rows if len(row) == 8 and row[0].startswith("1")]
    assert [(row[1], row[2]) for row in shown] == [("≥ 94%", "95%"), ("≥ 96%", "95.5%")]
    history = [row[:4] for row in page.rows if len(row) == 7 and row[0] in {"2024", "2023"}]
    assert [(row[0], row[1], row[3]) for row in history] == [
        ("2024", LED, "✓ attained"),
        ("2024", f"{SECOND} sample", "✗ missed"),
        ("2023", LED, "✗ missed"),
    ]
    series = [row for row in page.rows if len(row) == 4 and row[0] == "2024"]
    assert [(row[1], row[2].split(" 環")[0], LED in row[3]) for row in series] == [
        ("95%", "≥ 94%", True),
        ("95.5%", "≥ 96%", False),
    ]


def test_one_code_for_two_indicators_makes_two_pages_that_know_of_each_other(several):
    first, second = (page_text(several, indicator_page(key)) for key in ("6.1.2@2024", "6.1.2"))
    assert "工業用水回收率" in first.split("<main")[1].split("</h1>")[0]
    assert "嚴重污染河川" in second.split("<main")[1].split("</h1>")[0]
    assert "比率不超過" not in first
    assert "設備老舊" not in second
    assert f"../{indicator_page('6.1.2')}" in first
    assert f"../{indicator_page('6.1.2@2024')}" in second


def test_every_link_leads_somewhere_and_no_place_is_named_twice(several):
    assert_every_link_leads_somewhere(several.site)
    for path in several.site.rglob("*.html"):
        ids = re.findall(r' id="([^"]+)"', path.read_text(encoding="utf-8"))
        assert len(ids) == len(set(ids)), path


def test_every_finding_leads_to_its_own_issuers_words(several, query):
    html = page_text(several, "findings.html")
    rows = re.findall(r'<tr data-severity.*?data-issuer="(.*?)".*?<th scope="row">(.*?)</th>', html, re.DOTALL)  # fmt: skip
    assert len(rows) == query("select count(*) from finding where not is_accepted")[0][0]
    twins = {(issuer, link.split("#")[1].split('"')[0]) for issuer, link in rows if "6.1.1.html#e2024" in link}  # fmt: skip
    assert {anchor for issuer, anchor in twins if issuer == LED} <= {"e2024"}
    assert {anchor.startswith("e2024-") for issuer, anchor in twins if issuer == SECOND} == {True}


def test_the_overview_is_national_and_tells_whose_reports_are_held(several, query):
    (counts,) = query("select n_indicators, n_attained, n_attained + n_not_attained, n_common from edition_scorecard where report_year = 2024")  # fmt: skip
    n_indicators, n_attained, n_judged, n_common = counts
    assert (n_indicators, n_judged, n_common) == (5, 4, 1)
    html = page_text(several, "index.html", "en")
    cards = re.findall(r'<p class="big"><a[^>]*>(.*?)</a>', html)
    assert cards[:2] == [str(n_indicators), str(n_attained)]
    head = html.split("<section")[1]
    assert f"{n_judged} judged" in head
    assert f"{n_common} in both years" in head
    coverage = html.split('class="coverage"')[1].split("</div>")[0]
    held, missing = coverage.split("missing for 2024")
    assert [name in held for name in ("經濟部", "環境部", "衛福部", "教育部")] == [True, True, True, False]  # fmt: skip
    assert "教育部" in missing
    assert "last 2023" in missing


def test_no_rate_stands_without_the_number_judged(several):
    n_rates = 0
    for path in (several.site / "en").rglob("*.html"):
        place = None
        for row in Tables(path).rows:
            if "Rate" in row:
                place, width = row.index("Rate"), len(row)
            elif place is not None and len(row) != width:
                place = None
            elif place is not None and row[place]:
                assert re.match(r"[\d.]+ %\d+ judged", row[place]), (path, row)
                n_rates += 1
    assert n_rates > 20
    rows = Tables(several.site / "en" / "goal" / "3.html").rows
    assert "100.0 %1 judged" in next(row for row in rows if row[:1] == ["2024"])


SCORES = {
    "edition_scorecard": ("report_year", "index.html"),
    "goal_scorecard": ("goal_no", "index.html"),
    "agency_scorecard": ("agency", "agencies.html"),
    "issuer_scorecard": ("issuer", "issuers.html"),
}


@pytest.mark.parametrize("table", SCORES)
def test_a_count_opens_the_list_with_as_many_indicators(several, query, table):
    column, address = SCORES[table]
    listed = listed_rows(page_text(several, "indicators.html"))
    expected = query(f"select {column}, n_indicators from {table} where report_year = 2024")
    links = re.findall(r'href="indicators\.html\?([^"]*)">(\d+)</a></td>', page_text(several, address))  # fmt: skip
    assert len(links) > len(expected)
    for asked, count in links:
        wanted = {name: values[0] for name, values in parse_qs(asked.replace("&amp;", "&")).items()}
        found = {
            (row["issuer"], row["indicator"])
            for row in listed
            if all(value in row[name].split("|") for name, value in wanted.items())
        }
        assert len(found) == int(count), asked


def test_an_issuer_has_a_page_with_what_is_its_own(several, query):
    for issuer, n_indicators in query("select issuer, n_indicators from issuer_scorecard order by report_year"):  # fmt: skip
        html = page_text(several, issuer_page(issuer), "en")
        heading = html.split("<h1>")[1].split("</h1>")[0]
        assert f'lang="zh-Hant">{issuer}</span>' in heading
        assert issuer not in {LED, SECOND} or heading.startswith("Ministry of ")
        assert f">{n_indicators}</a>" in html
    economy = page_text(several, issuer_page(LED))
    assert {"economy_2023.txt", "economy_2024.txt"} == set(re.findall(r"<td>(\w+\.txt)", economy))
    assert "工業用水回收率" in economy
    assert "2025-09-30" in economy
    assert "嚴重污染河川" not in economy
    linked = {"index.html", "issuers.html", indicator_page("6.1.1"), "indicators.html"}
    for address in linked:
        assert issuer_page(LED) in page_text(several, address), address


def test_a_sample_says_so_wherever_its_figures_stand(several):
    figures = ("95.5%", "3.1%")
    for path in several.site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        main = html.split("<main")[1].split("</main>")[0]
        if any(figure in main for figure in figures):
            assert 'class="banner"' in main, path
    banner = re.search(r'<p class="banner".*?</p>', page_text(several, "index.html"), re.DOTALL)[0]
    assert "樣本" in banner
    assert "環境部" in banner
    for address in (indicator_page("3.1.1"), "goal/3.html", issuer_page("衛福部"), "method.html"):
        assert 'class="banner"' not in page_text(several, address), address


def test_a_count_in_which_a_sample_is_says_so(several):
    rows = {row[0].split()[0]: row[0] for row in Tables(several.site / "index.html").rows if row}
    assert "含樣本" in rows["6"]
    assert "含樣本" in rows["總計"]
    assert "含樣本" not in rows["3"]
    assert "含樣本" not in rows["8"]
    html = page_text(several, "index.html")
    assert "含樣本" in html.split("<main")[1].split("</h1>")[0]
    years = {row[0].split()[0]: row[0] for row in Tables(several.site / "goal" / "6.html").rows if row}  # fmt: skip
    assert ("含樣本" in years["2024"], "含樣本" in years["2023"]) == (True, False)


def test_lists_offer_the_issuers_where_there_are_several(several, dashboard):
    for name in ("indicators", "findings", "changes", "releases", "history"):
        assert 'name="issuer"' not in page_text(dashboard, f"{name}.html"), name
    for name in ("indicators", "findings", "history"):
        assert 'name="issuer"' in page_text(several, f"{name}.html"), name
    assert "issuers.html" not in page_text(dashboard, "index.html").split("<main")[0]
    assert "issuers.html" in page_text(several, "index.html").split("<main")[0]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_reader_filters_by_issuer_and_walks_to_its_page(several, visit, width):
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(several.site / "index.html")
    page.click(".coverage a:has-text('環境部')")
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("section >> nth=0 >> td.n a.number >> nth=0")
    shown = page.locator("#indicators tbody tr:not([hidden])")
    expect(shown).to_have_count(2)
    assert parse_qs(urlsplit(page.url).query)["issuer"] == [SECOND]
    assert page.locator("select[name=issuer]").input_value() == SECOND
    assert shown.evaluate_all("rows => rows.map(row => row.dataset.issuer)") == [SECOND, SECOND]
    page.select_option("select[name=issuer]", LED)
    page.click("form.filters button[type=reset]")
    expect(page.locator("#indicators tbody tr[hidden]")).to_have_count(0)
    page.select_option("select[name=issuer]", "衛福部")
    expect(shown).to_have_count(1)


@pytest.mark.parametrize(
    "address",
    [
        issuer_page(LED),
        f"en/{indicator_page('6.1.1')}",
        *(
            pytest.param(address, marks=pytest.mark.slow)
            for address in ("index.html", "en/issuers.html", f"en/{issuer_page(SECOND)}", indicator_page("6.1.1"), "history.html", "en/releases.html")
        ),
    ],
)  # fmt: skip
def test_axe_finds_nothing_and_nothing_runs_over(several, browser, address):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((several.site / address).as_uri())
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
