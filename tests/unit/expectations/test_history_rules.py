"""The rules on answers given again, over editions: what offends, what only looks like it, and what is told."""

import pytest

from expectations.rules import find_offenders, read_rules
from tests.unit.warehouse.test_marts import Staging

REASON = "{}年管線老舊，汰換進度因缺工落後。"
COUNTERMEASURE = "加速汰換老舊管線，並於{}年底前完成分區計量管網。"
OTHER = "已另訂計畫，由地方政府分年補助辦理。"


@pytest.fixture
def staging(connection):
    return Staging(connection)


def fill(staging, *editions, reason=REASON, countermeasure=COUNTERMEASURE):
    """One indicator over editions given as (year, status, attainment_pct), each on a page of its own."""
    for year, status, reached in editions:
        measure = {"status": status, "attainment_pct": reached}
        said = {"reason_text": reason, "countermeasure_text": countermeasure}
        facts = {name: text and text.format(year) for name, text in said.items()}
        staging.indicator(staging.report(year), "6.1.1", measure, page_first=year - 2000, **facts)
    staging.build()


def told(staging, name):
    rule = next(rule for rule in read_rules() if rule.name == name)
    rows = find_offenders(staging.connection, rule).sort("report_year").to_dicts()
    return [(row["report_year"], row["message"], row["page"]) for row in rows]


def test_missed_again_tells_how_often_and_since_when(staging):
    fill(staging, (2019, "not_attained", 90.0), (2020, "attained", 100.0), (2021, "not_attained", 90.0), (2022, "not_attained", 90.0), (2024, "not_attained", 90.0))  # fmt: skip
    assert told(staging, "missed_again") == [
        (2022, "missed in 2 editions running, since 2021", 22),
        (2024, "missed in 3 editions running, since 2021", 24),
    ]


@pytest.mark.parametrize("between", ["attained", "pending", "no_target", None])
def test_a_miss_that_another_edition_parts_from_the_next_is_not_again(staging, between):
    fill(staging, (2021, "not_attained", 90.0), (2022, between, None), (2023, "not_attained", 90.0))
    assert told(staging, "missed_again") == []


def test_missed_again_is_told_once_though_two_measures_missed(staging):
    missed = {"status": "not_attained"}
    for year in (2021, 2022):
        staging.indicator(staging.report(year), "6.1.1", missed, missed)
    staging.build()
    assert told(staging, "missed_again") == [(2022, "missed in 2 editions running, since 2021", 1)]


def test_missed_again_follows_a_renumbered_indicator(staging):
    staging.indicator(staging.report(2021), "6.9.9", {"status": "not_attained"}, key="6.1.1")
    staging.indicator(staging.report(2022), "6.1.1", {"status": "not_attained"})
    staging.indicator("r2021", "6.1.1", {"status": "not_attained"}, key="6.1.1@2021")
    staging.build()
    assert told(staging, "missed_again") == [(2022, "missed in 2 editions running, since 2021", 1)]


def test_the_same_reason_with_another_year_in_it_is_told(staging):
    fill(staging, (2021, "not_attained", 90.0), (2023, "not_attained", 95.0))
    assert told(staging, "reason_repeated") == [
        (2023, "the reason of 2021 again (likeness 100.0)", 23)
    ]


@pytest.mark.parametrize("reason", [None, "-"])
def test_no_reason_twice_is_no_reason_again(staging, reason):
    fill(staging, (2021, "not_attained", 90.0), (2022, "not_attained", 80.0), reason=reason)
    assert told(staging, "reason_repeated") == []


def test_a_repeated_countermeasure_is_told_if_the_miss_has_grown(staging):
    fill(staging, (2021, "not_attained", 90.0), (2022, "not_attained", 87.5))
    message = "the countermeasure of 2021 again (likeness 100.0), while attainment went down by 2.5 points"  # fmt: skip
    assert told(staging, "countermeasure_repeated") == [(2022, message, 22)]


@pytest.mark.parametrize(
    "editions",
    [
        ((2021, "not_attained", 90.0), (2022, "not_attained", 90.0)),
        ((2021, "not_attained", 90.0), (2022, "not_attained", 95.0)),
        ((2021, "attained", 101.0), (2022, "not_attained", 95.0)),
        ((2021, "not_attained", None), (2022, "not_attained", 95.0)),
        ((2021, "not_attained", 90.0), (2022, "pending", None)),
    ],
)
def test_a_repeated_countermeasure_is_let_be_if_the_miss_has_not_grown(staging, editions):
    fill(staging, *editions)
    assert told(staging, "countermeasure_repeated") == []


def test_another_countermeasure_is_let_be_though_the_miss_has_grown(staging):
    staging.indicator(staging.report(2021), "6.1.1", {"status": "not_attained", "attainment_pct": 90.0}, countermeasure_text=COUNTERMEASURE)  # fmt: skip
    staging.indicator(staging.report(2022), "6.1.1", {"status": "not_attained", "attainment_pct": 80.0}, countermeasure_text=OTHER)  # fmt: skip
    staging.build()
    assert staging.rows_of("select is_miss_growing from marts.status_history order by report_year") == [(None,), (True,)]  # fmt: skip
    assert told(staging, "countermeasure_repeated") == []


def test_an_edition_alone_offends_none_of_them(staging):
    fill(staging, (2024, "not_attained", 90.0))
    for name in ("missed_again", "reason_repeated", "countermeasure_repeated"):
        assert told(staging, name) == []
