"""When the schedule fires, and the one line that each wrong rule gets."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import yaml

from flows.scheduling.schedule import (
    DEFAULT_RULES,
    TIME_ZONE,
    next_instants,
    prefect_schedules,
    read_rules,
)
from tests.conftest import PROJECT
from warehouse.errors import TsdgError

TAIPEI = ZoneInfo(TIME_ZONE)


@pytest.fixture(autouse=True)
def _no_setting(monkeypatch) -> None:
    monkeypatch.delenv("TSDG_SCHEDULE", raising=False)


def instants_of(year: int) -> list[datetime]:
    last = datetime(year, 12, 31, 23, 59, 59, tzinfo=TAIPEI)
    return next_instants(DEFAULT_RULES, datetime(year, 1, 1, tzinfo=TAIPEI), 500, last)


def test_the_default_is_daily_in_summer_and_on_mondays_else() -> None:
    instants = instants_of(2027)
    summer = [at for at in instants if 6 <= at.month <= 9]
    others = [at for at in instants if not 6 <= at.month <= 9]
    assert len(summer) == 30 + 31 + 31 + 30
    assert {at.weekday() for at in others} == {0}
    assert len(others) == 35
    assert {(at.hour, at.minute, at.second) for at in instants} == {(6, 30, 0)}


def test_the_turns_of_the_season_and_the_ends_of_the_year() -> None:
    days = [f"{at:%m-%d %a}" for at in instants_of(2027)]
    assert (days[0], days[-1]) == ("01-04 Mon", "12-27 Mon")
    june = days.index("06-01 Tue")
    october = days.index("10-04 Mon")
    assert days[june - 1] == "05-31 Mon"
    assert days[october - 1] == "09-30 Thu"


def test_taiwan_has_no_summer_time_so_every_instant_has_the_same_offset() -> None:
    assert {at.utcoffset().total_seconds() for at in instants_of(2028)} == {8 * 3600}


def test_no_rule_given_means_the_default() -> None:
    assert read_rules([]) == DEFAULT_RULES


def test_rules_are_taken_from_the_option_before_the_environment(monkeypatch) -> None:
    monkeypatch.setenv("TSDG_SCHEDULE", "0 5 * * * | 0 7 * * *")
    assert [rule.cron for rule in read_rules([])] == ["0 5 * * *", "0 7 * * *"]
    assert [rule.cron for rule in read_rules(["0 9 1 6 *"])] == ["0 9 1 6 *"]


def test_a_yearly_rule_fires_once_a_year_at_the_hour_of_taiwan() -> None:
    rules = read_rules(["FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1;BYHOUR=6;BYMINUTE=30"])
    begin, end = (datetime(year, 1, 1, tzinfo=TAIPEI) for year in (2027, 2030))
    instants = next_instants(rules, begin, 10, end)
    assert instants == [datetime(year, 7, 1, 6, 30, tzinfo=TAIPEI) for year in (2027, 2028, 2029)]


def test_a_rule_of_seconds_fires_soon() -> None:
    now = datetime.now(TAIPEI)
    (at,) = next_instants(read_rules(["FREQ=SECONDLY;INTERVAL=5"]), now, 1)
    assert (at - now).total_seconds() < 5


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("soon", "neither a cron line of five fields nor an RRULE"),
        ("* * * * * *", "neither a cron line"),
        ("61 * * * *", "cannot be read"),
        ("R * * * *", "cannot be read"),
        ("FREQ=NEVER", "'FREQ=NEVER' cannot be read"),
        ("FREQ=DAILY;COUNT=x", "cannot be read"),
        ("0 0 30 2 *", "does not fire within 400 days"),
        ("FREQ=DAILY;UNTIL=20210101T000000", "does not fire within 400 days"),
        ("0 6 * * * | 0 6 * * *", "given twice"),
        ("DTSTART:20200101T000000\nRRULE:FREQ=SECONDLY", "leave its DTSTART out"),
    ],
)
def test_a_wrong_rule_is_one_line_that_names_it(given, words) -> None:
    with pytest.raises(TsdgError) as caught:
        read_rules([given])
    assert words in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_the_file_for_a_server_has_the_same_schedule() -> None:
    content = yaml.safe_load((PROJECT / "prefect.yaml").read_text(encoding="utf-8"))
    (deployment,) = content["deployments"]
    in_file = [(s["slug"], s["cron"], s["timezone"]) for s in deployment["schedules"]]
    in_code = [(s.slug, s.cron, s.timezone) for s in prefect_schedules(DEFAULT_RULES)]
    assert in_file == in_code
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def test_the_file_for_a_server_names_the_flow_and_its_parameters() -> None:
    import inspect

    from flows.commands.serve_command import DEPLOYMENT_NAME
    from flows.scheduling import scheduled_run

    content = yaml.safe_load((PROJECT / "prefect.yaml").read_text(encoding="utf-8"))
    (deployment,) = content["deployments"]
    module, _, name = deployment["entrypoint"].rpartition(".")
    assert (module, deployment["name"]) == (scheduled_run.__name__, DEPLOYMENT_NAME)
    defaults = inspect.signature(getattr(scheduled_run, name).fn).parameters
    assert deployment["parameters"] == {key: value.default for key, value in defaults.items()}
