"""Every query of docs/cookbook.md runs, on one edition and on six, and the answers are right."""

import csv
import hashlib
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.conftest import PROJECT, SAMPLE
from warehouse.build import SQL_FOLDER
from warehouse.folder.published import open_published
from warehouse.seed_files import seed_file

Row = dict[str, Any]
COOKBOOK = (PROJECT / "docs" / "cookbook.md").read_text(encoding="utf-8")
CHAPTERS = {
    int(chapter.split(".", 1)[0]): chapter
    for chapter in re.split(r"^### ", COOKBOOK, flags=re.MULTILINE)[1:]
}
# The page asks about an indicator and an agency of the sample; the six made-up editions have others.
IN_HISTORY = {"'6.6.1'": "'3.1.1'", "'水利署'": "'國健署'"}
# What the made-up editions have nothing of: no row is the right answer there.
EMPTY_IN_HISTORY = {12, 16, 17, 22, 28, 36, 38, 44, 45}


def queries(number: int) -> list[str]:
    return re.findall(r"^```sql\n(.*?)^```", CHAPTERS[number], re.MULTILINE | re.DOTALL)


SELECTS = [number for number in CHAPTERS if not queries(number)[0].startswith("copy")]


class Warehouse:
    """A published warehouse that answers the questions of the page as `tsdg sql` does."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, constants: dict[str, str]) -> None:
        self._connection = connection
        self._constants = constants

    def ask(self, number: int) -> list[Row]:
        (query,) = queries(number)
        for printed, other in self._constants.items():
            query = query.replace(printed, other)
        return self.rows(query)

    def rows(self, query: str) -> list[Row]:
        return self._connection.sql(query).pl().to_dicts()


@pytest.fixture(scope="module")
def sample(sample_warehouse) -> Iterator[Warehouse]:
    with open_published(sample_warehouse) as connection:
        yield Warehouse(connection, {})


@pytest.fixture(scope="module")
def history(published_history) -> Iterator[Warehouse]:
    with open_published(published_history) as connection:
        yield Warehouse(connection, IN_HISTORY)


@pytest.fixture(scope="module")
def several(several_issuers) -> Iterator[Warehouse]:
    with open_published(several_issuers) as connection:
        yield Warehouse(connection, {"'6.6.1'": "'6.1.1'"})


@pytest.fixture(params=["sample", "history"])
def warehouse(request: pytest.FixtureRequest) -> Warehouse:
    return request.getfixturevalue(request.param)


@pytest.fixture
def planted(published_history, tmp_path) -> Iterator[Warehouse]:
    """The six editions with rows that they have not by themselves."""
    path = tmp_path / "planted.duckdb"
    shutil.copy(published_history.warehouse, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("set schema = 'marts'")
        connection.execute("""
            insert into target by name
            select * replace (2025 as report_year, 'loosened' as restatement, 9 as statement_no)
            from target where measure_key = '3.1.1#1' and target_year = 2024
        """)
        connection.execute("""
            insert into correction
            select report_year, indicator_code, measure_no, measure_key, 'actual_value', null, 11.1, 1.11, 'a test', report_id, issuer
            from attainment where measure_key = '3.1.1#1' and report_year = 2024
        """)
        for number, text in enumerate(["倒\u202e著讀", "<script>", " =1+1", "\x1b[2J", "1 < 2 且 a=b"], 900):  # fmt: skip
            connection.execute(
                "insert into raw.raw_report_cell by name "
                "select * replace (? as cell_no, ? as cell_text) from raw.raw_report_cell where cell_no = 1 "
                "and report_id = (select min(report_id) from dim_report)",
                [number, text],
            )
        yield Warehouse(connection, IN_HISTORY)


def newest_year(warehouse: Warehouse) -> int:
    return max(row["report_year"] for row in warehouse.rows("from dim_report"))


def verdicts_by_key(warehouse: Warehouse) -> dict[str, list[tuple[int, str]]]:
    """Verdicts of each indicator in order of editions."""
    series: dict[str, list[tuple[int, str]]] = {}
    for row in sorted(warehouse.rows("from indicator_result"), key=lambda row: row["report_year"]):
        series.setdefault(row["indicator_key"], []).append((row["report_year"], row["status"]))
    return series


def test_chapters_are_numbered_and_each_has_its_parts():
    assert list(CHAPTERS) == list(range(1, len(CHAPTERS) + 1))
    assert len(CHAPTERS) >= 25
    for number, chapter in CHAPTERS.items():
        before, after = chapter.split("```sql", 1)[0], chapter.rsplit("```", 1)[1]
        assert queries(number), number
        assert len(before.splitlines()) >= 3, number
        assert after.split("\n## ")[0].strip(), number


@pytest.mark.parametrize("number", SELECTS)
def test_a_query_answers_or_the_page_says_that_it_may_not(warehouse: Warehouse, number: int):
    assert warehouse.ask(number) or "*May be empty*" in CHAPTERS[number]


def test_the_made_up_editions_answer_all_but_these(history: Warehouse):
    assert {number for number in SELECTS if not history.ask(number)} == EMPTY_IN_HISTORY
    assert len(SELECTS) - len(EMPTY_IN_HISTORY) >= 20


def test_1_missed_now_without_twins(sample: Warehouse):
    answer = sample.ask(1)
    assert {row["indicator_code"]: row["reached_pct"] for row in answer} == {
        "3.9.2": 99.98, "6.4.1": 89.97, "6.6.1": 85.55, "7.1.2": 99.17, "7.2.1": 88.98,
        "8.7.1": 86.36, "8.7.2": 97.75, "8.9.3": 83.33, "12.4.6": 90.33,
    }  # fmt: skip
    assert {r["indicator_code"]: r["gap_shown"] for r in answer}["6.6.1"] == "38 平方公里"


def test_2_lagging_two_years_running(history: Warehouse):
    expected = {
        key
        for key, verdicts in verdicts_by_key(history).items()
        if verdicts[-1][0] == newest_year(history)
        and [status for _, status in verdicts[-2:]] == ["not_attained"] * 2
    }
    # The newest edition's code is the key.
    assert {row["indicator_code"] for row in history.ask(2)} == expected


def test_3_fallen_and_risen(history: Warehouse):
    fallen = {"improved": ("not_attained", "attained"), "worsened": ("attained", "not_attained")}
    expected = Counter(
        (later[0], name)
        for verdicts in verdicts_by_key(history).values()
        for earlier, later in pairwise(verdicts)
        for name, change in fallen.items()
        if (earlier[1], later[1]) == change
    )
    assert Counter((r["report_year"], r["status_change"]) for r in history.ask(3)) == expected


def test_5_the_widest_margins(warehouse: Warehouse):
    short_by = sorted(
        (
            round(100 - row["attainment_pct"], 2)
            for row in warehouse.rows("from attainment")
            if row["report_year"] == newest_year(warehouse) and row["status"] == "not_attained"
        ),
        reverse=True,
    )
    assert [row["short_by_pct"] for row in warehouse.ask(5)] == short_by[:10]


def test_6_all_that_is_not_judged(warehouse: Warehouse):
    judged = {"attained", "not_attained"}
    expected = Counter(
        row["report_year"]
        for row in warehouse.rows("from attainment")
        if row["status"] not in judged
    )
    found: Counter = Counter()
    for row in warehouse.ask(6):
        found[row["report_year"]] += row["n_measures"]
    assert found == expected


def test_7_rates(warehouse: Warehouse):
    results = [row for row in warehouse.rows("from indicator_result") if row["counts_in_total"]]
    for row in warehouse.ask(7):
        count = Counter(r["status"] for r in results if r["report_year"] == row["report_year"])
        met, missed, open_ = count["attained"], count["not_attained"], count["pending"]
        assert row["official_style_pct"] == pytest.approx(100 * met / count.total(), abs=0.06)
        assert row["of_judged_pct"] == pytest.approx(100 * met / (met + missed), abs=0.06)
        bounds = row["if_all_pending_miss_pct"], row["if_all_pending_attain_pct"]
        total = met + missed + open_
        assert bounds == pytest.approx((100 * met / total, 100 * (met + open_) / total), abs=0.06)
        assert bounds[0] <= row["of_judged_pct"] <= bounds[1]


def test_9_promises_overdue_today(warehouse: Warehouse):
    today = datetime.now(UTC).date()
    expected = {
        (row["indicator_code"], row["report_year"]): (today - row["release_due"]).days
        for row in warehouse.rows("from release_calendar")
        if row["delivered_report_year"] is None
        and row["elsewhere_value"] is None
        and row["release_due"] < today
    }
    found = {(r["indicator_code"], r["value_of_year"]): r["days_overdue"] for r in warehouse.ask(9)}
    assert found == expected


def test_11_loosened(history: Warehouse):
    """Typed by hand: 4.3.2 is the one whose target fell, from 79,000 people in 2021 to 78,000 in 2022."""
    (row,) = history.ask(11)
    assert (row["indicator_code_after"], row["report_year_after"]) == ("4.3.2", 2022)
    assert (row["before"], row["after"]) == ("≥ 79,000 人", "≥ 78,000 人")


def test_12_restated_targets(planted: Warehouse):
    (row,) = planted.ask(12)
    assert (row["measure_key"], row["target_year"], row["report_year"]) == ("3.1.1#1", 2024, 2025)


def test_13_reached_before_it_was_set(warehouse: Warehouse):
    year = newest_year(warehouse)
    values = [row for row in warehouse.rows("from observation") if row["is_latest"]]
    expected = {}
    for row in warehouse.rows("from attainment"):
        if (row["report_year"], row["target_basis"]) != (year, "level") or row["comparator"] not in {"ge", "le"}:  # fmt: skip
            continue
        met = [
            value["data_year"]
            for value in values
            if (value["measure_key"], value["unit"], value["value_basis"])
            == (row["measure_key"], row["unit"], "level")
            and value["data_year"] < year
            and (
                value["value"] >= row["target_low"]
                if row["comparator"] == "ge"
                else value["value"] <= row["target_high"]
            )
        ]
        if met:
            expected[row["indicator_code"], row["measure_label"]] = min(met)
    found = {
        (r["indicator_code"], r["measure_label"]): r["first_reached"] for r in warehouse.ask(13)
    }
    assert found == expected
    assert expected


def test_14_outlook(warehouse: Warehouse):
    outlooks = {row["measure_key"]: row for row in warehouse.ask(14)}
    for key, row in outlooks.items():
        values = [
            value["value"]
            for value in warehouse.rows("from series order by data_year")
            if value["measure_key"] == key and value["data_year"] == row["last_year"]
        ]
        assert values == [row["last_value"]]
        if row["n_years"] < 5:
            assert row["outlook"] in {"reached", "too few years to tell"}
    assert "reached" in {row["outlook"] for row in outlooks.values()}


def test_16_the_ministry_says_met(sample: Warehouse):
    """Typed by hand: 8.11.3 says 達成目標值 where no target applies."""
    (row,) = sample.ask(16)
    assert (row["indicator_code"], row["declared_status"], row["status"]) == ("8.11.3", "met", "no_target")  # fmt: skip


def test_17_twins_that_disagree(sample: Warehouse):
    """Typed by hand: the report prints 806.3 under goal 6 and 806 under goal 12."""
    (row,) = sample.ask(17)
    assert (row["indicator_code"], row["same_as"]) == ("6.e.2", "12.4.2")
    assert (row["actual_shown"], row["actual_there"]) == ("806.3 億元", "806 億元")


def test_19_every_number_of_a_page(warehouse: Warehouse):
    current = {row["report_id"] for row in warehouse.rows("from dim_report") if row["report_year"] == 2024}  # fmt: skip
    expected = Counter(
        (row["indicator_code"], row.get("source", "target"))
        for table in ("observation", "target")
        for row in warehouse.rows(f"from {table}")
        if row["report_id"] in current and row["page"] == 3
    )
    assert Counter((row["indicator_code"], row["kind"]) for row in warehouse.ask(19)) == expected


def test_20_what_an_auditor_wants(sample: Warehouse):
    (row,) = sample.ask(20)
    assert row["sha256"] == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert "263平方公里" in row["actual_text"]
    assert (row["status_rule"].split(";")[0], row["status"]) == ("263 <= 225 does not hold", "not_attained")  # fmt: skip


def test_21_cells_as_they_stand_on_paper(sample: Warehouse):
    cells = sample.ask(21)
    assert {row["column_name"] for row in cells} >= {"indicator", "result"}
    printed = "".join("".join(row["cell_text"].split()) for row in cells)
    assert "6.6.1" in printed
    assert "263平方公里" in printed


def test_22_corrections(planted: Warehouse):
    (row,) = planted.ask(22)
    assert (row["printed_value"], row["corrected_value"]) == (11.1, 1.11)


def test_23_open_findings(warehouse: Warehouse):
    expected = Counter(r["rule"] for r in warehouse.rows("from finding") if not r["is_accepted"])
    assert {row["rule"]: row["n_findings"] for row in warehouse.ask(23)} == dict(expected)


def test_25_a_series_with_its_evidence(history: Warehouse):
    judged = {
        row["report_year"]: (row["actual_value"], row["target_high"], row["actual_words"])
        for row in history.rows("from attainment")
        if row["measure_key"] == "3.1.1#1"
    }
    answer = history.ask(25)
    assert {r["data_year"]: (r["value"], r["target_high"], r["text"]) for r in answer} == judged
    assert len(answer) == 6
    assert all(row["page"] for row in answer)


def test_26_a_column_for_each_year(history: Warehouse):
    pivot = {
        (row["measure_key"], year): row[str(year)]
        for row in history.ask(26)
        for year in range(2019, 2025)
        if row[str(year)] is not None
    }
    used = {
        (row["measure_key"], row["data_year"]): row["value"]
        for row in history.rows("from observation")
        if row["is_latest"]
    }
    assert pivot == used


def test_27_revised_values(history: Warehouse):
    """The corrected edition of 2022 prints 1.26 where the first print has 1.25."""
    (row,) = history.ask(27)
    assert (row["measure_key"], row["data_year"]) == ("1.1.1#1", 2022)
    assert (row["first_value"], row["value_now"]) == (1.25, 1.26)


def test_28_figures_published_elsewhere(sample: Warehouse):
    with seed_file("external_observations").open(encoding="utf-8", newline="") as file:
        urls = {row["source_url"] for row in csv.DictReader(file)}
    answer = sample.ask(28)
    assert {row["source_url"] for row in answer} <= urls
    assert not [row for row in answer if row["is_used"] and row["reported_value"] is not None]
    assert any(row["reported_value"] is not None for row in answer)


def test_29_appeared_and_vanished(history: Warehouse):
    keys: dict[int, set[str]] = {}
    for row in history.rows("from indicator_result"):
        keys.setdefault(row["report_year"], set()).add(row["indicator_key"])
    expected: Counter = Counter()
    for before, after in pairwise(sorted(keys)):
        expected[after, "indicator_added"] += len(keys[after] - keys[before])
        expected[after, "indicator_vanished"] += len(keys[before] - keys[after])
    found = Counter((row["report_year_after"], row["change"]) for row in history.ask(29))
    assert found == +expected


def test_31_codes_over_the_years(history: Warehouse):
    codes = {}
    for row in history.rows("from indicator_result"):
        codes.setdefault(row["indicator_key"], set()).add(row["indicator_code"])
    renumbered = {key for key, found in codes.items() if len(found) > 1}
    answer = history.ask(31)
    assert renumbered <= {row["indicator_key"] for row in answer}
    assert renumbered


def test_32_an_old_vintage(history: Warehouse):
    """Typed by hand: the first print has 1.3.5 and not yet 1.9.9."""
    answer = {row["indicator_code"]: row["actual_value"] for row in history.ask(32)}
    assert answer["1.1.1"] == 1.25
    assert "1.3.5" in answer
    assert "1.9.9" not in answer


def test_33_two_vintages(history: Warehouse):
    """Typed by hand: what the corrected edition changed."""
    assert {(row["indicator_code"], row["change"]) for row in history.ask(33)} == {
        ("1.1.1", "value_changed"),
        ("1.3.1", "target_changed"),
        ("1.3.5", "indicator_vanished"),
        ("1.9.9", "indicator_added"),
    }


def test_34_agencies_under_the_name_of_today(sample: Warehouse):
    answer = {row["agency"]: row for row in sample.ask(34)}
    assert len(answer) == len(sample.rows("from agency_scorecard"))
    assert "中企處" in answer["中企署"]["printed_as"]
    assert "環保署" in answer["環境部"]["printed_as"]
    assert answer["水利署"]["printed_as"] is None


def test_35_all_of_one_agency(sample: Warehouse):
    expected = Counter(
        row["indicator_code"]
        for row in sample.rows("from attainment")
        if "水利署" in row["agencies"]
    )
    assert Counter(row["indicator_code"] for row in sample.ask(35)) == expected


def test_36_shared_indicators(sample: Warehouse):
    expected = {
        row["indicator_code"]: row["agencies_text"]
        for row in sample.rows("from attainment")
        if len(row["agencies"]) > 1
    }
    assert {row["indicator_code"]: row["agencies"] for row in sample.ask(36)} == expected
    assert expected


def test_37_a_word_however_it_is_typeset(history: Warehouse):
    cells = history.rows("from raw.raw_report_cell")
    for row in history.ask(37):
        report = next(
            r for r in history.rows("from dim_report") if r["file_name"] == row["file_name"]
        )
        texts = [cell["cell_text"] for cell in cells if cell["report_id"] == report["report_id"]]
        radicals = [text for text in texts if any(is_radical(character) for character in text)]
        assert row["n_cells_with_radicals"] == len(radicals)
        assert row["n_cells_as_typeset"] == sum("人口" in text for text in texts)
        assert row["n_indicators_as_read"] >= 3
    assert len(history.ask(37)) > 1


def is_radical(character: str) -> bool:
    name = unicodedata.name(character, "")
    return "RADICAL" in name or name.startswith("CJK COMPATIBILITY IDEOGRAPH")


def test_38_texts_that_are_not_harmless(planted: Warehouse):
    found = [row["beginning"] for row in planted.ask(38)]
    assert found == ["倒\u202e著讀", "<script>", " =1+1", "\x1b[2J"]


def test_39_an_answer_as_a_file(published_history, history: Warehouse, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    # A copy: one process opens a file with one configuration only.
    shutil.copy(published_history.warehouse, "copy.duckdb")
    with duckdb.connect("copy.duckdb", read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        for query in queries(39):
            connection.execute(query)
    with Path("missed_target.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["indicator_code"] for row in csv.DictReader(file)]
    assert codes == sorted(row["indicator_code"] for row in history.rows("from missed_target"))
    assert pl.read_parquet("series.parquet").height == len(history.rows("from series"))


def test_40_where_it_is_from(sample: Warehouse):
    (row,) = sample.ask(40)
    assert (row["file_name"], row["sha256"]) == (SAMPLE.name, hashlib.sha256(SAMPLE.read_bytes()).hexdigest())  # fmt: skip


def test_41_what_a_column_means(sample: Warehouse):
    told = {row["column_name"]: row["comment"] for row in sample.ask(41)}
    assert list(told) == list(sample.rows("from missed_target")[0])
    assert all(told.values())
    sql = (SQL_FOLDER / "views" / "missed_target.sql").read_text(encoding="utf-8")
    for column, comment in told.items():
        assert f"marts.missed_target.{column} is '{comment}'" in sql


def test_43_each_ministry(several: Warehouse):
    cards = {(row["report_year"], row["issuer_shown"]): row for row in several.ask(43)}
    assert {place: row["n_indicators"] for place, row in cards.items()} == {
        (2023, "經濟部"): 2,
        (2023, "衛福部"): 1,
        (2024, "勞動部（樣本）"): 2,
        (2024, "環境部"): 3,
        (2024, "經濟部"): 3,
    }
    assert cards[2024, "經濟部"]["n_common"] == 2


def test_44_missing_ministries(several: Warehouse):
    assert several.ask(44) == [
        {"issuer": "衛福部", "last_report_year": 2023, "last_file": "2023_衛福部.txt"}
    ]


def test_45_printed_by_two_ministries(several: Warehouse):
    prints = several.ask(45)
    assert [(r["issuer"], r["actual_shown"], r["leads_key"]) for r in prints] == [
        ("經濟部", "95.4%", True),
        ("環境部", "95.6%", False),
    ]


def test_17_two_ministries_disagree(several: Warehouse):
    (row,) = several.ask(17)
    assert {row["issuer"], row["other_issuer"]} == {"經濟部", "環境部"}
    assert {row["actual_shown"], row["actual_there"]} == {"95.4%", "95.6%"}


def test_35_an_agency_has_no_rows_of_another_ministrys_indicator(several: Warehouse):
    answer = [(r["report_year"], r["issuer"], r["indicator_code"]) for r in several.ask(35)]
    assert sorted(answer) == [
        (2023, "經濟部", "6.1.1"),
        (2024, "環境部", "6.1.1"),
        (2024, "經濟部", "6.1.1"),
    ]


def test_a_code_of_two_ministries_has_the_rows_of_both(several: Warehouse):
    assert [row["issuer"] for row in several.ask(20)] == ["環境部", "經濟部"]


@pytest.mark.parametrize("number", SELECTS)
def test_no_answer_repeats_a_row_where_two_ministries_print_one_code(
    several: Warehouse, number: int
):
    answer = [repr(row) for row in several.ask(number)]
    assert len(answer) == len(set(answer))
