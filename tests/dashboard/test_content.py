"""What the dashboard's files say, read without a browser: equal to the marts, complete, safe."""

import re
from html.parser import HTMLParser
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import pytest

from supply.site import build_site as site_builder
from supply.site.addresses import evidence_file, indicator_page
from supply.site.build_site import build_site
from supply.site.write_values import per_cent
from tests.conftest import publish_without_prefect, with_site
from tests.dashboard.listed_rows import listed_rows
from warehouse.folder.published import open_published

SIZE_LIMIT = 4_000_000
FIRST_PAGE_LIMIT = 300_000


class Tables(HTMLParser):
    """Rows of a page's tables as texts, with what is hidden from the eye left out."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self._cell: list[str] | None = None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.links += [values[name] for name in ("href", "src", "action") if values.get(name)]
        if values.get("id"):
            self.ids.add(values["id"])
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._cell = []

    def handle_endtag(self, tag):
        if tag in {"td", "th"} and self._cell is not None:
            self.rows[-1].append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data):
        if self._cell is not None:
            self._cell.append(data)


@pytest.fixture
def marts(dashboard):
    with duckdb.connect(str(dashboard.warehouse), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection


def test_the_scorecard_is_the_marts(dashboard, marts):
    expected = marts.execute(
        "select goal_no, n_indicators, n_attained, n_not_attained, n_pending, n_no_target, "
        "n_qualitative, n_attained + n_not_attained, n_assumed, attainment_rate_pct "
        "from goal_scorecard order by goal_no"
    ).fetchall()
    rows = {row[0].split()[0]: row[1:] for row in Tables(dashboard.site / "index.html").rows if row}
    for goal, *counts, n_judged, n_assumed, rate in expected:
        told = f"{per_cent(rate)}已判定 {n_judged} 項" if n_judged else ""
        told += f"推定 {n_assumed}" if n_assumed else ""
        assert rows[str(goal)][:7] == [*map(str, counts), told]
    assert sum(row[-2] for row in expected) > 0


def test_every_measure_is_listed_with_its_verdict_and_rate(dashboard, marts):
    expected = marts.execute(
        "select indicator_code, status, certainty, attainment_pct from attainment"
    ).fetchall()
    words = {"attained": "✓ attained", "not_attained": "✗ missed", "pending": "… pending"}
    words |= {"no_target": "– no target", "qualitative": "¶ task"}
    rows = Tables(dashboard.site / "en" / "indicators.html").rows[1:]
    # An indicator of several measures has its own status below.
    listed = sorted(
        (row[1].split()[0], row[7].split("Indicator:")[0].strip(), row[6]) for row in rows
    )
    assert listed == sorted(
        (code, words[status] + " assumed" * (certainty == "assumed"), per_cent(pct))
        for code, status, certainty, pct in expected
    )


def test_each_indicator_page_shows_targets_actuals_and_rules(dashboard, marts):
    measures = marts.execute(
        "select indicator_key, measure_no, status_rule, actual_value, target_low, target_high from attainment"
    ).fetchall()
    pages = {}
    for key, number, rule, actual, low, high in measures:
        if key not in pages:
            pages[key] = Tables(dashboard.site / "en" / indicator_page(key)).rows
        row = next(row for row in pages[key] if row and row[0].split()[0] == str(number))
        assert row[6].startswith(" ".join(rule.split()))
        for value, text in ((actual, row[2]), (low, row[1]), (high, row[1])):
            if value is not None:
                assert shows(text, value), (key, text, value)


def shows(text: str, value: float) -> bool:
    """A number stands in a text, plainly or in 萬, 億 or 兆."""
    printed = [float(n.replace(",", "")) for n in re.findall(r"(?<!\d)-?[\d,]+(?:\.\d+)?", text)]
    return any(
        number * scale == pytest.approx(value)
        for number in printed
        for scale in (1, 10**4, 10**8, 10**12)
    )


def test_every_number_leads_to_its_words_and_its_picture(dashboard, marts):
    for key, code, report_id, words in marts.execute(
        "select indicator_key, indicator_code, report_id, actual_words from attainment "
        "where actual_kind = 'numeric'"
    ).fetchall():
        html = (dashboard.site / indicator_page(key)).read_text(encoding="utf-8")
        evidence = html[html.index('id="e2024"') :]
        marked = re.findall(r'<mark class="actual">(.*?)</mark>', evidence)
        assert words in marked, (code, words)
        assert "圖中未能標示" not in evidence, code
        assert (dashboard.site / evidence_file(report_id, code, 1)).stat().st_size > 1000


def test_every_link_leads_somewhere(history_dashboard):
    assert assert_every_link_leads_somewhere(history_dashboard.site) > 100


def assert_every_link_leads_somewhere(site: Path) -> int:
    files = set(site.rglob("*"))
    pages = {path: Tables(path) for path in files if path.suffix == ".html"}
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in {"http", "https"}
                continue
            target = Path(normpath(path.parent / unquote(parts.path))) if parts.path else path
            assert target in files, (path.name, link)
            if parts.fragment:
                assert parts.fragment in pages[target].ids, (path.name, link)
    return len(pages)


def test_both_languages_have_the_same_pages(history_dashboard):
    site = history_dashboard.site
    english = {path.relative_to(site / "en") for path in (site / "en").rglob("*.html")}
    chinese = {path.relative_to(site) for path in site.rglob("*.html")} - {
        Path("en") / path for path in english
    }
    assert chinese == english


def test_the_dashboard_is_small_and_reaches_nothing_outside(dashboard):
    site = dashboard.site
    files = [path for path in site.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files if "evidence" not in path.parts)
    assert 100_000 < size < SIZE_LIMIT
    first = ("index.html", "en/index.html", "assets/site.css", "assets/site.js")
    assert sum((site / name).stat().st_size for name in first) < FIRST_PAGE_LIMIT
    for path in files:
        # What is searched are words of reports, never run.
        if path.suffix in {".css", ".js", ".svg"} and path.name != "search-index.js":
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
            assert "http" not in text, path


def test_building_again_changes_no_byte(dashboard):
    before = {path: path.read_bytes() for path in dashboard.site.rglob("*") if path.is_file()}
    with open_published(dashboard) as connection:
        build_site(connection, dashboard)
    after = {path: path.read_bytes() for path in dashboard.site.rglob("*") if path.is_file()}
    assert before == after


def test_a_build_that_fails_leaves_the_dashboard_as_it_was(dashboard, monkeypatch):
    def full_disk(*_):
        raise OSError(28, "No space left on device")

    before = (dashboard.site / "index.html").read_bytes()
    monkeypatch.setattr(site_builder.PageWriter, "write", full_disk)
    with open_published(dashboard) as connection, pytest.raises(OSError, match="No space"):
        build_site(connection, dashboard)
    assert (dashboard.site / "index.html").read_bytes() == before
    assert sorted(path.name for path in dashboard.root.glob("site*")) == ["site"]


@pytest.mark.slow
def test_without_the_document_the_words_remain(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(
        "核心目標\t對應指標\t2024 年達成情形\n\t指標 6.4.1: 用水 (水利署)\t目標：不超過 5 公升 實績值：4 公升",
        encoding="utf-8",
    )
    data = publish_without_prefect([report], tmp_path / "data", issuer="經濟部")
    with open_published(data) as connection:
        build_site(connection, data)
    html = (data.site / "indicator" / "6.4.1.html").read_text(encoding="utf-8")
    assert '<mark class="actual">4公升</mark>' in html
    assert "文字檔" in html


HEADER = "情形表\n113.06\n核心目標\t對應指標\t2023 年達成情形\n"
UNDECIDED = "\t指標 6.4.1: 甲物之數 (水利署)\t目標：甲物 5 個 實績值：甲物 4 個\n"
MISSED = "\t指標 6.4.2: 用水 (水利署)\t目標：不超過 5 公升 實績值：6 公升 落後原因：旱\n"


def publish_text(tmp_path, *editions):
    files = []
    for number, text in enumerate(editions):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(text, encoding="utf-8")
    data = publish_without_prefect(files, tmp_path / "data", issuer="經濟部")
    with open_published(data) as connection:
        build_site(connection, data)
    return data


def test_the_counts_of_a_row_add_up_when_something_is_undecided(tmp_path):
    data = publish_text(tmp_path, HEADER + UNDECIDED + MISSED)
    with open_published(data) as connection:
        connection.execute("set schema = 'marts'")
        undecided = connection.execute("select sum(n_unjudged) from goal_scorecard").fetchone()[0]
    rows = [row for row in Tables(data.site / "en" / "index.html").rows if row]
    head = next(row for row in rows if row[0] == "Goal")
    assert ("undecided" in head) == bool(undecided)
    goal = next(row for row in rows if row[0].startswith("6 "))
    counts = [int(text) for text in goal[1 : head.index("Rate")]]
    assert counts[0] == sum(counts[1:]) == 2


@pytest.fixture(scope="session")
def doubtful_site(doubtful_warehouse, tmp_path_factory):
    return with_site(doubtful_warehouse, "doubtful_site", tmp_path_factory).site


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("", ("? 未判定", "✓ 達標 推定", "存疑: 判讀為未達標", "尚待人工審閱")),
        ("en", ("? undecided", "✓ attained assumed", "doubtful: it would be missed", "a person has not looked yet")),
    ],
)  # fmt: skip
def test_what_is_assumed_and_what_is_in_doubt_is_marked(doubtful_site, folder, words):
    undecided, assumed, doubtful, legend = words
    site = doubtful_site / folder
    rows = {row[1].split()[0]: row for row in Tables(site / "indicators.html").rows[1:]}
    assert rows["16.1.1"][6:] == ["", undecided]
    assert rows["3.2.1"][7] == assumed
    assert legend in (site / "indicators.html").read_text(encoding="utf-8")
    page = Tables(site / indicator_page("16.1.1"))
    row = next(row for row in page.rows if row[0] == "1")
    assert row[3:6] == ["", "", undecided]
    assert row[6].startswith(doubtful)
    assert "88.9 %" not in (site / indicator_page("16.1.1")).read_text(encoding="utf-8")
    assert assumed in (
        row[5] for row in Tables(site / indicator_page("3.2.1")).rows if len(row) > 5
    )


def test_the_counts_of_the_assumed_and_the_undecided_open_as_many_indicators(doubtful_site):
    html = (doubtful_site / "index.html").read_text(encoding="utf-8")
    assert 'indicators.html?total=1&amp;certainty=assumed">其中推定: 2</a>' in html
    rows = listed_rows((doubtful_site / "indicators.html").read_text(encoding="utf-8"))
    assert sorted((row["status"], row["certainty"]) for row in rows) == [
        ("attained", "assumed"),
        ("attained", "assumed"),
        ("attained", "sure"),
        ("not_attained", "sure"),
        ("undecided", "doubtful"),
    ]


@pytest.mark.slow
def test_a_corrected_edition_tells_its_changes_and_leads_to_no_wrong_print(tmp_path):
    corrected = HEADER.replace("113.06", "113.09") + MISSED.replace("6 公升", "7 公升")
    data = publish_text(tmp_path, HEADER + MISSED, corrected)
    page = Tables(data.site / "en" / "changes.html")
    (row,) = [row for row in page.rows if "value changed" in " ".join(row)]
    assert row[0] == "2023 v1 → 2023 v2"
    assert row[3:] == ["6 公升", "7 公升"]
    html = (data.site / "en" / "changes.html").read_text(encoding="utf-8")
    before, after = re.findall(r'<td [^>]*class="printed"[^>]*>(.*?)</td>', html)[-2:]
    assert "<a" not in before
    assert "#e2023" in after


def test_counts_of_earlier_editions_lead_to_their_statuses(history_dashboard):
    site = history_dashboard.site
    overview = (site / "index.html").read_text(encoding="utf-8")
    assert overview.count('href="2023/indicators.html?total=1') > 2
    rows = Tables(site / "history.html").rows
    with duckdb.connect(str(history_dashboard.warehouse), read_only=True) as connection:
        expected = connection.execute(
            "select count(distinct indicator_key), count(distinct report_year) from marts.indicator_result"
        ).fetchone()
        n_results = connection.execute("select count(*) from marts.indicator_result").fetchone()[0]
    assert (len(rows) - 1, len(rows[0]) - 1) == expected
    assert sum(1 for row in rows[1:] for cell in row[1:] if cell) == n_results


def test_every_statement_of_current_documents_is_on_its_page(history_dashboard):
    with duckdb.connect(str(history_dashboard.warehouse), read_only=True) as connection:
        expected = connection.execute(
            "select indicator_key, count(*) from marts.observation left join marts.dim_report using (report_id) "
            "where is_current or source = 'external' group by indicator_key"
        ).fetchall()
    for key, count in expected:
        rows = Tables(history_dashboard.site / "en" / indicator_page(key)).rows
        sources = ("actual", "value of an earlier year", "published elsewhere")
        assert sum(1 for row in rows if len(row) == 4 and row[3].startswith(sources)) == count, key


@pytest.mark.parametrize(("page", "column"), [("findings.html", "message_zh"), ("en/findings.html", "message")])  # fmt: skip
def test_findings_are_told_in_the_language_of_the_page(dashboard, marts, page, column):
    told = marts.execute(f"select {column} from finding where not is_accepted").fetchall()
    rows = Tables(dashboard.site / page).rows
    cells = [row[-1] for row in rows[1:]]
    assert sorted(cells) == sorted(" ".join(text.split()) for (text,) in told)
