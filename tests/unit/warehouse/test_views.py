"""Views compile, are told in the catalog, follow the file wherever it is opened, and the bridge is the list."""

import re
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from transforms.write_number import write_number
from warehouse.build import CHINESE_VIEWS, SQL_FOLDER, VIEWS
from warehouse.catalog import read_tables


@pytest.fixture(scope="module", params=["sample_warehouse", "published_history", "several_issuers"])
def place(request: pytest.FixtureRequest) -> Path:
    """The file of each of three warehouses."""
    data = request.getfixturevalue(request.param)
    return data.warehouse


@pytest.fixture(scope="module")
def marts(place: Path) -> duckdb.DuckDBPyConnection:
    with duckdb.connect(str(place), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict]:
    return connection.sql(query).pl().to_dicts()


def test_every_view_has_its_file_and_vice_versa():
    assert {path.stem for path in (SQL_FOLDER / "views").glob("*.sql")} == set(VIEWS)


def test_every_chinese_view_has_its_file_and_vice_versa():
    assert {path.stem for path in (SQL_FOLDER / "zh").glob("*.sql")} == set(CHINESE_VIEWS)


def test_chinese_views_and_their_columns_are_chinese_and_told(marts):
    views = read_tables(marts, "zh")
    assert {view.table_name for view in views} == set(CHINESE_VIEWS)
    for view in views:
        assert view.comment
        for column in view.columns:
            assert re.fullmatch(r"[一-鿿]+", column.name), column.name
            assert column.comment, column.name


def test_chinese_views_have_the_rows_of_what_they_show(marts):
    def count(query: str) -> int:
        return marts.sql(f"select count(*) from {query}").fetchone()[0]

    assert count("zh.總表") == count("current_verdict") > 0
    assert (
        count("zh.總表 where 判定 = '未達標'") == count("zh.未達標") == count("missed_target") > 0
    )
    assert count("zh.待公布") == count("pending_release")
    assert count("zh.疑點") == count(
        "finding where not is_accepted and report_year = (select max(report_year) from dim_report)"
    )
    assert count("zh.歷年") == count("series") > 0
    assert count("zh.各目標") == count("goal_scorecard") > 0
    assert count("zh.各機關") == count("agency_scorecard") > 0
    assert count("zh.各部會") == count("issuer_scorecard") > 0
    assert count("zh.總表 where 判定 is null or 確定程度 is null or 目標名稱 is null") == 0
    assert count("zh.疑點 where regexp_matches(類別, '[a-z_]')") == 0


def test_chinese_views_tell_whose_report_a_row_is_of_and_mark_a_sample(several_issuers):
    with duckdb.connect(str(several_issuers.warehouse), read_only=True) as connection:

        def issuers(query: str) -> set[str]:
            return {issuer for (issuer,) in connection.execute(query).fetchall()}

        newest = {"經濟部", "環境部", "勞動部（樣本）"}
        assert issuers("select 發布機關 from zh.總表") == newest
        assert issuers("select 發布機關 from zh.未達標") == newest
        assert issuers("select 發布機關 from zh.待公布") == {"經濟部"}
        assert issuers("select 發布機關 from zh.疑點") <= newest
        assert issuers("select 發布機關 from zh.各部會") == newest | {"衛福部"}
        years = "select distinct 發布機關 from zh.歷年 where 來源 = '實績值'"
        assert issuers(years) >= {"經濟部", "勞動部（樣本）", "衛福部"}
        (covered,) = connection.execute(
            "select 涵蓋部會 from zh.各目標 where (年度, 核心目標) = (2024, 8)"
        ).fetchone()
        assert covered == "勞動部（樣本）；環境部；經濟部"
        # The twin of 6.1.1 counts once, for the issuer whose print stands first.
        goal = "select 指標數, 涵蓋部會, 比較指標數, 達標率增減 from zh.各目標 where (年度, 核心目標) = (2024, 6)"
        assert connection.execute(goal).fetchone() == (1, "經濟部", 1, -100)


def test_the_published_file_tells_what_views_and_their_columns_mean(marts):
    views = [table for table in read_tables(marts, "marts") if table.table_name in VIEWS]
    assert {view.table_name for view in views} == set(VIEWS)
    assert all(view.comment for view in views)
    silent = [(v.table_name, c.name) for v in views for c in v.columns if not c.comment]
    assert silent == []


def test_a_view_hides_no_table(marts):
    assert not set(VIEWS) & {name for (name,) in marts.sql(
        "select table_name from duckdb_tables()"
    ).fetchall()}  # fmt: skip


def test_views_follow_the_file_under_another_name_and_beside_other_marts(place, tmp_path):
    """A person copies the file, or attaches two; neither the old name nor the other's marts may answer."""
    copy = tmp_path / "a copy.duckdb"
    shutil.copy(place, copy)
    views = [f"marts.{view}" for view in VIEWS] + [f"zh.{view}" for view in CHINESE_VIEWS]
    counts = "select " + ", ".join(f"(select count(*) from {{place}}{view})" for view in views)
    with duckdb.connect(str(copy), read_only=True) as connection:
        expected = connection.sql(counts.format(place="")).fetchall()[0]
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.attainment as select 1 as report_year")
        connection.execute(f"attach '{copy}' as mine (read_only)")
        found = connection.sql(counts.format(place="mine.")).fetchall()[0]
    assert dict(zip(views, found, strict=True)) == dict(zip(views, expected, strict=True))


def test_a_verdict_is_a_row_of_attainment_and_says_the_same(marts):
    judged = {
        (row["issuer"], row["report_year"], row["indicator_code"], row["measure_no"]): row
        for row in rows(marts, "from attainment")
    }
    shown = rows(marts, "from verdict")
    assert len(shown) == len(judged)
    for row in shown:
        origin = judged[row["issuer"], row["report_year"], row["indicator_code"], row["measure_no"]]
        same = row.keys() & origin.keys()
        assert {column: row[column] for column in same} == {c: origin[c] for c in same}


def write_quantity(value: float | None, unit: str | None) -> str | None:
    if value is None:
        return None
    for size, word in ((1e12, "兆"), (1e8, "億")):
        if abs(value) >= size:
            return f"{write_number(value / size)} {word}{unit or ''}"
    if abs(value) >= 1e5 and value % 1000 == 0 and re.match("[一-鿿]", unit or ""):
        return f"{write_number(value / 1e4)} 萬{unit}"
    space = "" if unit in {"%", "‰", None} else " "
    return f"{write_number(value)}{space}{unit or ''}"


def test_quantities_are_shown_as_numbers_are_written_elsewhere(marts):
    shown = rows(
        marts,
        "select verdict.target_shown, verdict.actual_shown, verdict.gap_shown, attainment.* "
        "from verdict inner join attainment using (report_id, indicator_code, measure_no)",
    )
    for row in shown:
        low, high = (
            write_quantity(row[bound], row["unit"]) for bound in ("target_low", "target_high")
        )
        target = {
            "ge": f"≥ {low}", "le": f"≤ {high}", "eq": f"= {low}", "between": f"{low} – {high}",
            None: low or high,
        }[row["comparator"]]  # fmt: skip
        assert row["target_shown"] == target
        assert row["actual_shown"] == write_quantity(row["actual_value"], row["actual_unit"])
        assert row["gap_shown"] == write_quantity(row["gap"], row["unit"])
    assert any(row["target_shown"] for row in shown)
    assert any(row["actual_shown"] for row in shown)


def test_the_current_edition_is_the_newest(marts):
    newest = max(row["report_year"] for row in rows(marts, "from dim_report"))
    expected = [r for r in rows(marts, "from verdict") if r["report_year"] == newest]
    found = rows(marts, "from current_verdict")
    assert sorted(map(str, found)) == sorted(map(str, expected))


def test_what_is_missed_now_is_missed_with_its_history(marts):
    newest = max(row["report_year"] for row in rows(marts, "from dim_report"))
    missed = rows(marts, "from missed_target")
    expected = {
        (row["issuer"], row["indicator_code"], row["measure_no"])
        for row in rows(marts, "from attainment")
        if row["report_year"] == newest and row["status"] == "not_attained"
    }
    assert {(row["issuer"], row["indicator_code"], row["measure_no"]) for row in missed} == expected
    assert len(missed) == len(expected) > 0
    assert all(row["n_missed_in_a_row"] >= 1 for row in missed)


def test_a_series_has_each_year_once_with_the_value_to_use(marts):
    series = rows(marts, "from series")
    places = Counter((row["measure_key"], row["data_year"]) for row in series)
    assert set(places.values()) == {1}
    used = {
        (row["measure_key"], row["data_year"]): row["value"]
        for row in rows(marts, "from observation")
        if row["is_latest"]
    }
    found = {
        (r["measure_key"], r["data_year"]): r["value"] for r in series if r["value"] is not None
    }
    assert found == used


def test_a_target_of_another_basis_is_no_target_of_the_series(marts):
    targets = {
        (r["measure_key"], r["target_year"], r["target_basis"], r["target_low"], r["target_high"])
        for r in rows(marts, "from target")
        if r["is_latest"]
    }
    aimed = [r for r in rows(marts, "from series") if r["target_report_year"] is not None]
    assert aimed
    for r in aimed:
        assert (r["measure_key"], r["data_year"], r["value_basis"], r["target_low"], r["target_high"]) in targets  # fmt: skip


def test_disagreements_are_those_of_the_table(marts):
    expected = {
        (row["issuer"], row["report_year"], row["indicator_code"], row["measure_no"])
        for row in rows(marts, "from attainment")
        if row["is_consistent"] is False
    }
    found = [tuple(r.values()) for r in rows(marts, "select issuer, report_year, indicator_code, measure_no from ministry_disagreement")]  # fmt: skip
    assert sorted(found) == sorted(expected)


def test_a_promise_is_judged_on_the_day_of_asking(marts):
    today = marts.sql("select current_date").fetchall()[0][0]
    waiting = rows(marts, "from pending_release")
    assert len(waiting) == sum(r["delivered_report_year"] is None for r in rows(marts, "from release_calendar"))  # fmt: skip
    assert waiting
    for row in waiting:
        due = row["release_due"]
        assert row["days_left"] == (None if due is None else (due - today).days)
        day = "undated" if due is None else "overdue" if row["days_left"] < 0 else "due"
        assert row["release_state"] == ("elsewhere" if row["elsewhere_source"] else day)


def test_every_number_of_a_document_is_listed_as_it_is_printed(marts):
    listed = Counter(r["kind"] for r in rows(marts, "from stated_number"))
    observed = Counter(r["source"] for r in rows(marts, "from observation"))
    assert listed["target"] == len(rows(marts, "from target")) > 0
    assert {kind: listed[kind] for kind in ("actual", "prior_value")} == {
        kind: observed[kind] for kind in ("actual", "prior_value")
    }
    assert not listed["external"]


def test_changes_are_those_of_the_newest_edition(marts):
    changes = rows(marts, "from edition_change")
    newest = max(row["report_year"] for row in rows(marts, "from dim_report"))
    latest = rows(marts, "from latest_change")
    assert len(latest) == sum(row["report_year_after"] == newest for row in changes)
    assert all(row["file_name"] for row in latest)


def test_the_bridge_is_the_list_of_agencies(marts):
    listed = [
        (row["issuer"], row["report_year"], row["indicator_code"], number, agency)
        for row in rows(
            marts, "select distinct issuer, report_year, indicator_code, agencies from attainment"
        )
        for number, agency in enumerate(row["agencies"], 1)
    ]
    bridge = rows(marts, "from indicator_agency")
    found = [
        (r["issuer"], r["report_year"], r["indicator_code"], r["agency_no"], r["agency"])
        for r in bridge
    ]
    assert sorted(found) == sorted(listed)
    lengths = Counter((r["issuer"], r["report_year"], r["indicator_code"]) for r in bridge)
    assert all(
        lengths[r["issuer"], r["report_year"], r["indicator_code"]] == r["n_agencies"]
        for r in bridge
    )


def test_what_counts_for_an_agency_adds_up_to_its_scorecard(marts):
    statuses = {
        (r["issuer"], r["report_year"], r["indicator_code"]): r["status"]
        for r in rows(marts, "from indicator_result")
    }
    counted: Counter = Counter()
    for row in rows(marts, "from indicator_agency where counts_for_agency"):
        status = statuses[row["issuer"], row["report_year"], row["indicator_code"]]
        counted[row["report_year"], row["agency"], "n_indicators"] += 1
        counted[row["report_year"], row["agency"], f"n_{status}"] += 1
    for card in rows(marts, "from agency_scorecard"):
        for column in ("n_indicators", "n_attained", "n_not_attained", "n_pending", "n_no_target"):
            assert card[column] == counted[card["report_year"], card["agency"], column], card
