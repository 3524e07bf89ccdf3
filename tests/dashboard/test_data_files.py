"""What a reader takes along: tables as files, the whole publication, a search that needs no network."""

import csv
import io
import json
import re
import zipfile

import duckdb
import pytest

from supply.site.addresses import goal_page, indicator_page
from supply.site.publication import DICTIONARY_FILE, PACKAGE_FILE, describe_dataset
from supply.site.read_marts import SiteMarts


def ask(data, sql):
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        return connection.execute(sql).fetchall()


def read_csv(path):
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_the_table_of_a_page_is_the_marts_in_both_forms(dashboard):
    expected = ask(dashboard, "select indicator_code, measure_no, status, attainment_pct, reason_text from attainment where report_year = (select max(report_year) from attainment)")  # fmt: skip
    rows = json.loads((dashboard.site / "indicators.json").read_text(encoding="utf-8"))["rows"]
    names = ("indicator_code", "measure_no", "status", "attainment_pct", "reason_text")
    assert sorted(map(repr, expected)) == sorted(repr(tuple(row[n] for n in names)) for row in rows)
    english = read_csv(dashboard.site / "en" / "indicators.csv")
    chinese = read_csv(dashboard.site / "indicators.csv")
    assert list(english[0]) == list(rows[0])
    assert len(chinese) == len(english) == len(rows)
    words = {"attained": "達標", "not_attained": "未達標", "pending": "待公布", "no_target": "未設目標", "qualitative": "質性工作"}  # fmt: skip
    assert [row["判定"] for row in chinese] == [words[row["status"]] for row in rows]
    assert [row["indicator_code"].lstrip("'") for row in english] == [row["indicator_code"] for row in rows]  # fmt: skip


def test_every_page_with_a_table_offers_it_and_says_how_many_rows(history_dashboard):
    site = history_dashboard.site
    pages = [path for path in site.rglob("*.html") if 'class="download"' in path.read_text("utf-8")]
    for path in pages:
        html = path.read_text(encoding="utf-8")
        told = re.search(
            r'class="download">.*?(\d+).*?href="(.*?\.csv)".*?href="(.*?\.json)"', html
        )
        assert len(read_csv(path.parent / told[2])) == int(told[1]), path
        document = json.loads((path.parent / told[3]).read_text(encoding="utf-8"))
        assert document["publication"]["report_years"] == [2019, 2020, 2021, 2022, 2023, 2024]
        assert len(document.get("rows", document.get("observations"))) == int(told[1]), path
    names = {path.relative_to(site).as_posix() for path in pages}
    assert {"index.html", "en/findings.html", "history.html", goal_page(3), indicator_page("3.1.1")} <= names  # fmt: skip


def test_a_file_for_each_indicator_tells_everything_about_it(history_dashboard):
    n_measures, n_editions = (
        dict(ask(history_dashboard, f"select indicator_key, count(*) from {mart} group by all"))
        for mart in ("attainment", "indicator_result")
    )
    for key, n_results in n_editions.items():
        path = (history_dashboard.site / indicator_page(key)).with_suffix(".json")
        told = json.loads(path.read_text(encoding="utf-8"))
        assert told["indicator_key"] == key
        assert (len(told["measures"]), len(told["editions"])) == (n_measures[key], n_results)
        assert all(row.get("text") or row["source"] for row in told["observations"])


def test_the_package_holds_every_mart_and_the_dictionary_every_column(dashboard):
    expected = ask(dashboard, "select table_schema, table_name, column_name from information_schema.columns where table_schema in ('marts', 'zh')")  # fmt: skip
    with zipfile.ZipFile(dashboard.site / PACKAGE_FILE) as package:
        names = set(package.namelist())
        assert json.loads(package.read("datapackage.json"))["resources"]
    assert {f"data/{table}.csv" for schema, table, _ in expected if schema == "marts"} < names
    rows = read_csv(dashboard.site / DICTIONARY_FILE)
    told = {(r["schema_name"], r["table_name"], r["column_name"]) for r in rows if r["column_name"]}
    assert told == set(expected)
    assert all(row["description"] for row in rows)


def test_machines_are_told_of_the_dataset(dashboard):
    for address in ("index.html", "en/data.html"):
        html = (dashboard.site / address).read_text(encoding="utf-8")
        told = json.loads(re.search(r"ld\+json\">(.*?)</script>", html, re.DOTALL)[1])
        assert told["@type"] == "Dataset"
        assert told["temporalCoverage"] == "2024/2024"
        for file in told["distribution"]:
            assert (dashboard.site / file["contentUrl"]).exists()
        assert re.search(r'<meta name="description" content="[^"]{20,}"', html)
        assert "canonical" not in html


def test_a_title_cannot_leave_the_description():
    title = "</script><script>alert(1)</script>"
    document = {"title": title, "issuer": "&", "sha256": "0", "is_current": True}
    text = describe_dataset(SiteMarts({"runs": [], "editions": [{"report_year": 2024}], "documents": [document]}))  # fmt: skip
    assert "<" not in text
    assert json.loads(text)["isBasedOn"][0]["name"] == title


@pytest.mark.parametrize(
    ("asked", "kind", "sql"),
    [
        ("降雨", "落後原因", "reason_text like '%降雨%'"),
        ("雲林", "落後原因", "reason_text like '%雲林%'"),
        ("環保署", "機關", "list_contains(agencies, '環境部')"),
        ("臺電", "台電公司", "list_contains(agencies, '台電公司')"),
        ("經濟部水利署", "機關", "list_contains(agencies, '水利署')"),
    ],
)
def test_what_only_a_text_tells_is_found(dashboard, visit, asked, kind, sql):
    wanted = {code for (code,) in ask(dashboard, f"select indicator_code from attainment where {sql}")}  # fmt: skip
    page = visit.open(dashboard.site / "search.html", f"?q={asked}")
    rows = page.locator("#search tbody tr:not([hidden])")
    found = {row.get_attribute("data-code"): row.inner_text() for row in rows.all()}
    assert wanted
    assert wanted <= set(found)
    assert len(found) < page.locator("#search tbody tr").count() / 2
    assert any(kind in found[code] for code in wanted)


def test_a_code_comes_before_the_texts_that_hold_it(history_dashboard, visit):
    page = visit.open(history_dashboard.site / "search.html", "?q=1.2.1")
    first = page.locator("#search tbody tr:not([hidden])").first
    assert "1.2.1" in first.get_attribute("data-code").split("|")


def test_filters_stand_in_the_address_and_choices_are_counted(dashboard, visit):
    page = visit.open(dashboard.site / "indicators.html")
    page.select_option("select[name=status]", "not_attained")
    assert "status=not_attained" in page.url
    option = page.locator("select[name=goal] option[value='8']").inner_text()
    page.select_option("select[name=goal]", "8")
    said = page.locator("form.filters output").inner_text()
    assert option == f"8 ({said.split()[0]})"
    again = page.url
    page.goto(again)
    assert page.locator("form.filters output").inner_text() == said
    page.click("a.language")
    page.wait_for_url("**/en/indicators.html*")
    assert page.locator("select[name=status]").input_value() == "not_attained"
    page.click("form.filters button[type=reset]")
    page.wait_for_url(lambda url: "?" not in url)


def test_without_javascript_the_search_page_lists_every_indicator(history_dashboard):
    html = (history_dashboard.site / "search.html").read_text(encoding="utf-8")
    ((count,),) = ask(history_dashboard, "select count(distinct indicator_key) from indicator_result")  # fmt: skip
    assert html.count("<tr data-key=") == count


def test_an_outside_source_is_no_host_and_a_key_no_word(history_dashboard, dashboard):
    for data in (history_dashboard, dashboard):
        for path in data.site.rglob("*.html"):
            text = re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8").split("<main")[1])
            assert "github.com" not in text, path
            assert not re.search(r"\d@20\d\d", text), path


def test_a_trend_that_the_last_years_contradict_says_so(dashboard):
    rows = ask(dashboard, "select indicator_key, contrast, contrast_zh from trend where contrast is not null")  # fmt: skip
    assert rows
    for key, english, chinese in rows:
        assert english in (dashboard.site / "en" / indicator_page(key)).read_text(encoding="utf-8")
        assert chinese in (dashboard.site / indicator_page(key)).read_text(encoding="utf-8")


def test_a_value_published_elsewhere_is_not_overdue(dashboard, visit):
    ((code, source),) = ask(dashboard, "select indicator_code, elsewhere_source from release_calendar where elsewhere_value is not null")  # fmt: skip
    for address in (indicator_page(code), "releases.html"):
        html = (dashboard.site / address).read_text(encoding="utf-8")
        (row,) = [row for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if "他處已公布" in row]
        assert source in row
        assert "逾期" not in row
    said = visit.open(dashboard.site / "releases.html", "?state=elsewhere")
    assert said.locator("form.filters output").inner_text().startswith("1 /")
