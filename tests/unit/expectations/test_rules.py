"""Every rule finds the fault it is for, and nothing else does."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from expectations.rules import Rule, find_offenders, read_findings, read_rules
from tests.english_sentences import english_sentences
from tests.unit.expectations.clean_edition import work_out_views
from tests.unit.expectations.history_faults import HISTORY_FAULTS
from tests.unit.expectations.statement_faults import STATEMENT_FAULTS

ATTAINMENT = "update marts.attainment set {} where indicator_code = '{}' and measure_no = 1"
INDICATOR = "update staging.stg_indicator set {} where indicator_code = '{}'"

# Beside the edition: DuckDB does not update a list in a row that others refer to.
DOCUMENT_WITH_A_LOST_CODE = (
    "insert into raw.raw_report by name select * replace ("
    "'other' as report_id, repeat('0', 64) as sha256, ['9.9.9'] as printed_codes) from raw.raw_report"
)


def attainment(change: str, code: str) -> list[str]:
    return [ATTAINMENT.format(change, code)]


def indicator(change: str, *codes: str) -> list[str]:
    return [INDICATOR.format(change, code) for code in codes]


def numbers(code: str, *texts: str) -> list[str]:
    """List other numbers as those of an actual."""
    others = (
        "insert into staging.stg_printed_number by name "
        f"select report_id, '{code}' as indicator_code, 1 as occurrence_no, 'actual' as section, number_no, "
        f"1 as item_no, {list(texts)}[number_no] as number_text, 'value' as role, '' as context "
        f"from staging.stg_report, range(1, {len(texts) + 1}) as numbered (number_no)"
    )
    gone = f"delete from staging.stg_printed_number where indicator_code = '{code}' and section = 'actual'"
    return [gone, others]


# (rule, the statements that plant its fault)
FAULTS = [
    ("actual_restates_target", attainment("target_words = '培訓達500名', actual_words = '培訓達500名'", "8.1.2")),
    ("another_years_target", [*indicator("actual_text = '未達2023年度預期目標'", "6.1.2"), *numbers("6.1.2", "2023")]),
    ("another_years_target", [*indicator("actual_text = '12.4%，未達112年目標'", "6.1.2"), *numbers("6.1.2", "12.4", "112")]),
    ("declared_and_computed_disagree", attainment("declared_status = 'met', is_consistent = false", "6.1.2")),
    ("every_indicator_has_measures", ["delete from marts.attainment where indicator_code = '8.1.2' and measure_no = 1"]),
    ("every_indicator_has_measures", ["delete from staging.stg_measure where indicator_code = '6.e.1'"]),
    ("every_number_has_its_words", attainment("actual_words = null", "6.1.2")),
    ("every_number_has_its_words", attainment("actual_page = null", "6.1.2")),
    ("every_number_has_its_words", attainment("target_words = null", "6.1.2")),
    ("every_printed_number_is_accounted", ["delete from staging.stg_printed_number where indicator_code = '6.1.2' and section = 'actual'"]),
    ("every_printed_number_is_accounted", numbers("6.1.2", "12")),
    ("direction_assumed", attainment("certainty = 'assumed'", "6.1.2")),
    ("reading_in_doubt", attainment("doubt = 'it would be missed, but no reason is given', doubt_zh = '判讀為未達標，卻未列落後原因'", "6.1.2")),
    ("every_printed_code_is_staged", [DOCUMENT_WITH_A_LOST_CODE]),
    ("every_verdict_has_its_rule", attainment("comparator_rule = null", "6.1.2")),
    ("every_verdict_has_its_rule", attainment("comparator = null", "6.1.2")),
    ("every_verdict_has_its_rule", attainment("direction = null", "6.1.2")),
    ("every_verdict_has_its_rule", attainment("direction_rule = null", "6.1.2")),
    ("far_from_target", attainment("attainment_pct = 1000.1", "6.1.2")),
    ("far_from_target", attainment("attainment_pct = 9.9", "6.1.2")),
    ("magnitude_slip", ["update marts.observation set value = 1000 * value where indicator_code = '6.1.1' and source = 'prior_value'"]),
    ("magnitude_slip", ["update marts.observation set value = value / 10000 where indicator_code = '8.1.2'"]),
    ("missed_without_reason", attainment("reason_text = null", "6.1.2")),
    ("missed_without_reason", indicator("reason_measures = [9]", "6.1.2")),
    ("no_actual", attainment("actual_kind = 'none'", "8.1.3")),
    ("pending_without_date", ["update marts.release_calendar set release_due = null"]),
    ("promised_release_overdue", ["update marts.release_calendar set is_overdue = true"]),
    ("same_as_disagree", attainment("actual_value = 96.2", "8.1.1")),
    ("same_as_disagree", attainment("target_low = 95.7", "6.1.1")),
    ("same_as_disagree", attainment("actual_kind = 'pending'", "8.1.1")),
    ("same_as_one_way", indicator("same_as_codes = []", "8.1.1")),
    ("same_as_undeclared", indicator("same_as_codes = []", "6.1.1", "8.1.1")),
    ("scorecards_add_up", ["update marts.goal_scorecard set n_attained = n_attained + 1 where goal_no = 8"]),
    ("scorecards_add_up", ["delete from marts.goal_scorecard where goal_no = 8"]),
    ("scorecards_add_up", ["delete from marts.goal_scorecard"]),
    ("superseded_agency_name", ["update staging.seed_agency set valid_to = '2020-01-01' where printed_name = '園管局'"]),
    ("verdict_undecided", attainment("status = null", "8.1.4")),
    ("value_for_another_year", attainment("actual_year = 2023", "8.1.4")),
    *STATEMENT_FAULTS,
    *HISTORY_FAULTS,
]  # fmt: skip


RULES = read_rules()


def told(connection: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    """What the rules with offenders tell, by name; most have none."""
    work_out_views(connection)
    found = [rule for rule in RULES if connection.execute(rule.query).fetchone()]
    return {rule.name: find_offenders(connection, rule) for rule in found}


def offending(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return set(told(connection))


def test_a_clean_edition_offends_no_rule(candidate):
    assert offending(candidate) == set()


@pytest.mark.parametrize(("rule", "statements"), FAULTS)
def test_a_planted_fault_offends_exactly_its_rule_and_is_said_in_chinese(
    candidate, rule, statements
):
    for statement in statements:
        candidate.execute(statement)
    found = told(candidate)
    assert set(found) == {rule}
    for message in found[rule]["message_zh"]:
        assert english_sentences(message) == []
        assert "none" not in message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_planted_fault(rule):
    assert rule.name in {name for name, _ in FAULTS}


@pytest.mark.parametrize(
    "statement",
    [
        "update marts.observation set value = 900 * value where indicator_code = '6.1.1' and source = 'prior_value'",
        "; ".join([*indicator("actual_text = '12.4%，未達2024年目標'", "6.1.2"), *numbers("6.1.2", "12.4", "2024")]),
        "; ".join([*indicator("actual_text = '未達統計週期'", "6.1.2"), *numbers("6.1.2")]),
        "update marts.attainment set declared_status = 'met' where indicator_code = '8.1.2' and measure_no = 1",
        "update marts.attainment set target_words = '81.7%', actual_words = '81.7%' where indicator_code = '6.1.1'",
        "update staging.seed_agency set valid_to = '2030-01-01' where printed_name = '園管局'",
        "update staging.seed_agency set valid_to = '2020-01-01', is_sourced = false where printed_name = '園管局'",
        "update marts.attainment set reason_text = null where status = 'attained'",
        "update marts.attainment set attainment_pct = 10 where indicator_code = '6.1.2'",
        "update marts.attainment set attainment_pct = 1000 where indicator_code = '6.1.2'",
        "update marts.attainment set attainment_pct = 5, actual_value = -3 where indicator_code = '8.1.4'",
        "update marts.attainment set attainment_pct = 5, certainty = 'doubtful', status = null where indicator_code = '6.1.2'",
        "update marts.attainment set certainty = 'doubtful', status = null where indicator_code = '8.1.2'; update marts.observation set value = value / 10000 where indicator_code = '8.1.2'",
        "update marts.attainment set attainment_pct = -24 where indicator_code = '6.1.2'",
        "update marts.attainment set attainment_pct = 2000, target_basis = 'growth_rate' where indicator_code = '6.1.2'",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_fault_offends_no_rule(candidate, statement):
    candidate.execute(statement)
    assert offending(candidate) == set()


@pytest.mark.parametrize("column", ["source_kind = 'computed'", "is_provisional = true"])
def test_a_figure_that_is_computed_or_provisional_blames_no_report(candidate, column):
    (statements,) = (
        made for rule, made in STATEMENT_FAULTS if rule == "external_disagrees_with_report"
    )
    for statement in statements:
        candidate.execute(statement)
    candidate.execute(f"update staging.seed_external_observation set {column}")
    assert offending(candidate) == set()


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        ("publisher = '水利署', data_set = '統計年報'", "水利署 (統計年報)"),
        ("publisher = '水利署'", "水利署"),
        ("publisher = null", "u"),
    ],
)
def test_a_figure_published_elsewhere_is_told_by_its_publisher(candidate, columns, named):
    name = "external_disagrees_with_report"
    (statements,) = (made for rule, made in STATEMENT_FAULTS if rule == name)
    for statement in statements:
        candidate.execute(statement)
    candidate.execute(f"update staging.seed_external_observation set {columns}")
    rule = next(rule for rule in read_rules() if rule.name == name)
    (message,) = find_offenders(candidate, rule)["message"]
    assert message.endswith(f", {named} says 50 %")


def test_an_agency_that_nobody_carries_on_is_said_to_have_ended(candidate):
    candidate.execute(
        "update staging.seed_agency set valid_to = '2020-01-01', change_kind = 'abolished' "
        "where printed_name = '園管局'"
    )
    rule = next(rule for rule in read_rules() if rule.name == "superseded_agency_name")
    messages = set(find_offenders(candidate, rule)["message"])
    assert messages == {"園管局 ended on 2020-01-01"}


def test_a_rule_that_does_not_give_what_its_text_asks_for_is_not_told(candidate):
    query = (
        "select null as issuer, 2024 as report_year, null as indicator_code, null as measure_no, "
        "{'n_editions': 2} as facts, null as page"
    )
    with pytest.raises(LookupError, match="finding-missed_again in en"):
        find_offenders(candidate, Rule("missed_again", "info", "for this test", query))


def test_a_code_that_a_sentence_mentions_need_not_be_staged(candidate):
    candidate.execute(DOCUMENT_WITH_A_LOST_CODE)
    candidate.execute(
        "insert into raw.raw_report_cell by name select 'other' as report_id, 1 as cell_no, 1 as row_no, "
        "'result' as column_name, 1 as page, '比照指標 9.9.9 辦理' as cell_text"
    )
    assert offending(candidate) == set()


def test_only_the_current_vintage_is_judged(candidate):
    candidate.execute("update staging.stg_indicator set actual_text = '未達2023年目標'")
    candidate.execute("update staging.stg_report set is_current = false")
    assert "another_years_target" not in offending(candidate)


def test_an_offender_tells_edition_indicator_and_message(candidate):
    candidate.execute(attainment("reason_text = null", "6.1.2")[0])
    rule = next(rule for rule in read_rules() if rule.name == "missed_without_reason")
    (row,) = find_offenders(candidate, rule).to_dicts()
    assert (row["report_year"], row["indicator_code"], row["measure_no"]) == (2024, "6.1.2", 1)
    assert "12.4 <= 12 does not hold" in row["message"]
    assert row["page"] == 1


@pytest.mark.parametrize("text", ["select 1", "-- why: x\n", "-- why: x\nselect 1"])
def test_a_rule_without_its_why_is_refused(tmp_path, text):
    (tmp_path / "info").mkdir()
    (tmp_path / "info" / "nameless.sql").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"nameless\.sql must begin"):
        read_rules(tmp_path)


def test_a_rule_without_severity_is_refused(tmp_path):
    text = "-- why: just because\n-- why_zh: 如此\nselect 1"
    (tmp_path / "nameless.sql").write_text(text, encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"nameless\.sql must lie in one of critical, warning, info"
    ):
        read_rules(tmp_path)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_reason(rule):
    assert len(rule.why) > 20
    assert len(rule.why_zh) > 7
    assert english_sentences(rule.why_zh) == []


def test_findings_hold_what_reading_and_rules_found_once_each(candidate):
    candidate.execute(
        "insert into staging.stg_finding by name select report_id, 'no_agency' as rule, 'info' as severity, "
        "'6.1.1' as indicator_code, '{\"name\": \"普及率\"}' as facts, 1 as page from staging.stg_report, range(2)"
    )
    rule = Rule(
        "no_actual",
        "warning",
        "for this test",
        "select '經濟部' as issuer, 2024 as report_year, '6.1.2' as indicator_code, 1 as measure_no, 1 as page from range(2)",
    )
    offenders = {rule.name: (rule, find_offenders(candidate, rule))}
    findings = read_findings(candidate, offenders)
    assert sorted(findings["rule"]) == ["no_actual", "no_agency"]
    assert sorted(findings["message"]) == [
        "no actual is printed",
        "no responsible agency is printed: 普及率",
    ]
    assert sorted(findings["message_zh"]) == ["未載主辦機關：「普及率」", "未載實績值"]
    assert sorted(findings["facts"]) == ['{"name": "普及率"}', "{}"]
    assert findings["finding_id"].is_unique().all()
    assert set(findings["is_accepted"]) == {False}
    assert findings.equals(read_findings(candidate, offenders))


def test_rules_are_read_from_a_folder_in_order_of_name(tmp_path: Path):
    for severity, name in (("critical", "b"), ("info", "a")):
        (tmp_path / severity).mkdir()
        text = "-- why: just because\n-- why_zh: 如此\nselect 1"
        (tmp_path / severity / f"{name}.sql").write_text(text, encoding="utf-8")
    read = read_rules(tmp_path)
    assert [(rule.name, rule.severity) for rule in read] == [("a", "info"), ("b", "critical")]
    assert read[0].query == "select 1"
