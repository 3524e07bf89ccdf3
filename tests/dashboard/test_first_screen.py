"""The first screen says what happened; each of its counts, and each of other pages, opens just what it counts."""

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import duckdb
import pytest

from supply.site.addresses import agency_page
from supply.site.first_screen import bar_segments, in_short

COUNT = re.compile(r"\d+")
LISTS = ("first-missed", "first-changed", "first-doubts", "first-due", "first-goals")


def headline(page):
    return page.locator(".headline").inner_text()


def test_the_sentence_is_the_marts(dashboard, visit):
    with duckdb.connect(str(dashboard.warehouse), read_only=True) as connection:
        year, attained, judged, missed, pending = connection.execute(
            "select report_year, n_attained, n_judged, n_not_attained, n_pending from marts.edition_scorecard"
        ).fetchone()
        worst = connection.execute(
            "select indicator_code from marts.missed_target where counts_in_total order by attainment_pct limit 1"
        ).fetchone()[0]
        doubts = connection.execute(
            "select count(*) from marts.finding where severity <> 'info' and not is_accepted"
        ).fetchone()[0]
    english = headline(visit.open(dashboard.site / "en" / "index.html"))
    assert english.startswith(f"{year}: {attained} of {judged} judged indicators attained (")
    assert f"; {missed} missed, most of all {worst}; {pending} still to be published" in english
    assert english.endswith(f"; {doubts} doubts.")
    chinese = headline(visit.open(dashboard.site / "index.html"))
    assert chinese.startswith(f"{year}：已判定的 {judged} 項指標中，{attained} 項達標（")
    assert f"；{missed} 項未達標，以 {worst} 差距最大；{pending} 項待公布" in chinese


@pytest.mark.parametrize("size", [(1440, 900), (390, 1688)], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["", "en/"])
def test_all_lists_begin_on_the_first_screen(dashboard, history_dashboard, visit, language, size):
    width, height = size
    visit.page.set_viewport_size({"width": width, "height": 900})
    for site in (dashboard.site, history_dashboard.site):
        page = visit.open(site / f"{language}index.html")
        for name in LISTS[:4] if width < 1000 else LISTS:
            place = page.locator(f".{name}").bounding_box()
            assert place["y"] + 60 < height, (name, place)
    if width > 1000:
        assert page.locator(".first-goals").bounding_box()["x"] > width / 2


def test_the_missed_come_worst_first_with_agency_gap_and_reason(dashboard):
    html = (dashboard.site / "en" / "index.html").read_text(encoding="utf-8")
    items = re.findall(r"<li>.*?</li>", html.split("first-missed")[1].split("</ol>")[0], re.DOTALL)
    reached = [float(re.search(r"\(([\d.]+) %\)", item)[1]) for item in items]
    assert reached == sorted(reached) != []
    assert all("missed by" in item and "Reason: <" in item for item in items)


def every_count(page):
    """Address and number of each link that counts."""
    links = page.locator("main a.number[href*='?']").evaluate_all(
        "links => links.map(link => [link.href, link.textContent])"
    )
    return {
        (address, int(COUNT.findall(text)[-1])) for address, text in links if COUNT.search(text)
    }


def pages_with_counts(site):
    goals = sorted((site / "goal").glob("*.html"))[:2]
    agencies = [site / agency_page("國健署")] if (site / agency_page("國健署")).exists() else []
    return [site / "index.html", site / "agencies.html", *goals, *agencies]


def some_of_each_kind(counts, of_each):
    """Of those that ask the same list for the same things, of other goals, agencies or former years, the first ones."""
    seen = Counter()
    for address, count in counts:
        parts = urlsplit(address)
        asked = dict(parse_qsl(parts.query))
        place = re.sub(r"/\d{4}/", "/year/", parts.path)
        kind = (place, *sorted(asked), asked.get("status"), asked.get("part"))
        seen[kind] += 1
        if seen[kind] <= of_each:
            yield address, count


@pytest.mark.parametrize(
    ("editions", "of_each"),
    [("dashboard", 1), pytest.param("history_dashboard", 2, marks=pytest.mark.slow)],
)
def test_every_count_opens_as_many(request, visit, editions, of_each):
    site = request.getfixturevalue(editions).site
    counts = set()
    for path in pages_with_counts(site):
        counts |= every_count(visit.open(path))
    opened = list(some_of_each_kind(sorted(counts), of_each))
    for address, count in opened:
        # The list is counted before it is laid out.
        visit.page.goto(address, wait_until="domcontentloaded")
        said = visit.page.locator("form.filters output").text_content()
        assert int(COUNT.search(said)[0]) == count, (address, said)
    assert len(counts) > 100
    assert len(opened) > 25


def test_a_bar_is_as_long_as_its_parts():
    row = {"n_indicators": 3, "n_attained": 1, "n_not_attained": 2, "n_pending": 0, "n_no_target": 0, "n_qualitative": 0, "n_unjudged": 0}  # fmt: skip
    assert bar_segments(row) == [("attained", 0.0, 33.33), ("not_attained", 33.33, 66.67)]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (None, ""),
        ("旱災。", "旱災。"),
        ("主要原因為枯水期間降雨偏少。\n另因補注較少。", "主要原因為枯水期間降雨偏少"),
        ("長" * 99, "長" * 56 + "…"),
    ],
)
def test_a_reason_in_short_ends_with_its_first_sentence(text, short):
    assert in_short(text) == short
