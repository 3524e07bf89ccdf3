"""Six SYNTHETIC years from different programs, with a corrected edition, against truth typed by hand."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from scipy.stats import kendalltau, theilslopes

from flows.readers.read_report import read_report
from tests.candidates import build_candidate
from tests.golden.links.score_links import score, score_measures
from tests.readings import read_once
from warehouse.folder.data_folder import DataFolder

FIXTURES = Path(__file__).parent.parent / "fixtures"
EDITIONS = sorted(p for p in (FIXTURES / "history").iterdir() if p.suffix in {".pdf", ".txt"})
TRUTH = FIXTURES.parent / "golden" / "links" / "a"
# What the corrected edition of 2022 no longer prints, and what it adds.
DROPPED, ADDED = (2022, "1.3.5"), (2022, "1.9.9")


@pytest.fixture(scope="module")
def history(published_history) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(published_history.warehouse), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection


@pytest.fixture(scope="module")
def truth(tmp_path_factory) -> Path:
    """The truth of set a, as the corrected edition prints it."""
    folder = tmp_path_factory.mktemp("truth")
    for name, measure in (("series", {}), ("measures", {"measure": "value", "measure_no": "1"})):
        with (TRUTH / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        kept = [r for r in rows if (int(r["report_year"]), r["indicator_code"]) != DROPPED]
        added = dict.fromkeys(rows[0], "") | {
            "series": "added", "report_year": str(ADDED[0]), "indicator_code": ADDED[1],
        } | measure  # fmt: skip
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows([*kept, added])
    return folder


def keys_of(connection) -> tuple[dict, dict]:
    rows = connection.execute(
        "select report_year, indicator_code, measure_no, indicator_key, measure_key from attainment"
    ).fetchall()
    return {r[:2]: r[3] for r in rows}, {r[:3]: r[4] for r in rows}


def test_every_link_is_right_and_nearly_all_are_made(history, truth):
    indicators, measures = keys_of(history)
    linked = score(truth / "series.csv", indicators)
    assert linked.all.joins_two_series == ()
    # 長照據點: other words, another code, and not in the edition between; it is asked.
    assert linked.sure.recall >= 0.97
    linked = score_measures(truth / "measures.csv", truth / "series.csv", measures)
    assert linked.all.joins_two_series == ()
    assert linked.sure.recall >= 0.98


def test_with_reviewed_rows_every_link_is_made(history, truth, tmp_path, monkeypatch):
    missed = score(truth / "series.csv", keys_of(history)[0]).all.missed
    header = "relation,report_year_a,indicator_code_a,measure_no_a,report_year_b,indicator_code_b,measure_no_b,decision,reason,reviewer,reviewed_on"
    rows = [
        f"same_series,{a[0]},{a[1]},,{b[0]},{b[1]},,same,by hand,a person,2026-01-01"
        for a, b in missed
    ]
    (tmp_path / "link_reviews.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    monkeypatch.setenv("TSDG_SEEDS", str(tmp_path))
    connection = build(EDITIONS, tmp_path)
    linked = score(truth / "series.csv", keys_of(connection)[0])
    assert (linked.all.missed, linked.all.surplus) == ((), ())
    assert len(missed) > 0


def build(files: list[Path], root: Path) -> duckdb.DuckDBPyConnection:
    """A candidate with its marts, not audited."""
    data = DataFolder(root)
    data.create()
    connection = build_candidate(read_once(files), data, date(2026, 1, 1)).connection
    connection.execute("set schema = 'marts'")
    return connection


@pytest.mark.slow
def test_programs_and_habits_change_no_key(history, tmp_path):
    """The text conversions of the same years, without the correction, give the same keys."""
    connection = build(sorted(TRUTH.glob("*.txt")), tmp_path)
    plain, printed = keys_of(connection)[1], keys_of(history)[1]
    shared = plain.keys() & printed.keys()
    assert len(shared) == len(plain) - 1
    assert {place: printed[place] for place in shared} == {place: plain[place] for place in shared}


def test_what_the_correction_changed_is_told(history):
    found = set(
        history.execute(
            "select rule, indicator_code from finding where rule like 'vintage%' and report_year = 2022"
        ).fetchall()
    )
    assert found == {
        ("vintage_changed_value", "1.1.1"),
        ("vintage_changed_target", "1.3.1"),
        ("vintage_added_or_lost", "1.3.5"),
        ("vintage_added_or_lost", "1.9.9"),
    }


def test_the_superseded_vintage_stays_queryable(history):
    vintages = history.execute(
        "select vintage_no, is_current, file_name from dim_report where report_year = 2022 order by 1"
    ).fetchall()
    assert vintages == [(1, False, "2022.pdf"), (2, True, "2022_corrected.pdf")]
    values = history.execute(
        "select value, is_latest from observation where report_year = 2022 and indicator_code = '1.1.1' "
        "order by value"
    ).fetchall()
    assert values == [(1.25, False), (1.26, True)]


def test_trends_are_scipys(history):
    trends = history.execute(
        "select measure_key, slope_per_year, mann_kendall_p, p_method, n_years, value_basis from trend "
        "where n_years >= 5 and mann_kendall_p is not null"
    ).fetchall()
    assert len(trends) > 10
    for key, slope, p, method, n_years, basis in trends:
        points = history.execute(
            "select data_year, value from observation "
            "where measure_key = ? and is_latest and value_basis = ? order by data_year",
            [key, basis],
        ).fetchall()
        years, values = zip(*points, strict=True)
        assert len(years) == n_years
        assert slope == pytest.approx(theilslopes(values, years).slope)
        if method == "exact":
            assert p == pytest.approx(kendalltau(years, values, method="exact").pvalue)


def test_every_edition_prints_what_it_is(history):
    titles = history.execute("select title from dim_report").fetchall()
    assert all("SYNTHETIC" in title for (title,) in titles)
    assert len(titles) == len(EDITIONS) == 7


def test_a_row_that_the_page_cuts_without_a_rule_is_read(history):
    del history
    cells = read_report(FIXTURES / "open_row.pdf", None).cells
    row_no = next(c.row_no for c in cells if c.column_name == "indicator" and "3.a.1" in c.text)
    row = [c.text for c in cells if c.row_no == row_no and c.column_name == "result"]
    assert "2.4%" in row[0]
    following = [c.text for c in cells if c.row_no == row_no + 1 and c.column_name == "result"]
    assert "2.5%" in following[0]
