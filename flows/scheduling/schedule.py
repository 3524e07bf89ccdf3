"""When the folders and the source list are looked at: plain rules, and Prefect's schedules made from them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.server.run_coroutine import run_coroutine
from warehouse.errors import TsdgError
from warehouse.settings import read_settings

if TYPE_CHECKING:
    from prefect.schedules import Schedule

TIME_ZONE = "Asia/Taipei"
# A cron line and an RRULE both hold commas and semicolons, neither this.
SEPARATOR = "|"
_IS_RRULE = re.compile(r"(^|[:;\s])FREQ=", re.IGNORECASE)
_IS_FAST = re.compile(r"FREQ=(SECONDLY|MINUTELY)", re.IGNORECASE)
# Prefect's own beginning of a rule that names none: it decides which day an INTERVAL of 2 means.
_ANCHOR = "20200101T000000"
_CRON_FIELDS = 5
_LONGEST_LOOK = timedelta(days=400)
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ScheduleRule:
    """One rule of the schedule, in Taiwan's time.

    Attributes:
        slug: its name within the deployment.
        cron: minute, hour, day, month, weekday; null if it is an RRULE.
        rrule: by RFC 5545, with its DTSTART; null if it is a cron line.
    """

    slug: str
    cron: str | None = None
    rrule: str | None = None

    @property
    def text(self) -> str:
        """The rule as it was given."""
        return self.cron or self.rrule or ""


# The reports come out in June; corrected ones and the files of late ministries follow until September.
DEFAULT_RULES = (
    ScheduleRule("daily-june-to-september", cron="30 6 * 6-9 *"),
    ScheduleRule("mondays-october-to-may", cron="30 6 * 1-5,10-12 1"),
)


def read_rules(given: Sequence[str]) -> tuple[ScheduleRule, ...]:
    """Return the rules to serve: those given, else those of TSDG_SCHEDULE, else the default.

    Args:
        given: each a cron line of five fields or an RRULE; several may stand in one, parted by `|`.

    Raises:
        TsdgError: a rule that cannot be read, or that never fires within 400 days.
    """
    texts = _part(given) or _part([read_settings().schedule])
    if not texts:
        return DEFAULT_RULES
    rules = tuple(_read_rule(no, text) for no, text in enumerate(texts, 1))
    for no, rule in enumerate(rules):
        if rule.text in {earlier.text for earlier in rules[:no]}:
            raise TsdgError("schedule-twice", text=_shown(rule.text))
    return rules


def _part(given: Sequence[str]) -> list[str]:
    return [text.strip() for several in given for text in several.split(SEPARATOR) if text.strip()]


def _read_rule(no: int, text: str) -> ScheduleRule:
    if _IS_RRULE.search(text):
        rule = ScheduleRule(f"rule-{no}", rrule=_anchor(text))
    elif len(text.split()) == _CRON_FIELDS:
        rule = ScheduleRule(f"rule-{no}", cron=text)
    else:
        raise TsdgError("schedule-unknown", text=_shown(text))
    if not next_instants([rule], datetime.now(ZoneInfo(TIME_ZONE)), 1):
        raise TsdgError("schedule-never", text=_shown(text))
    return rule


def _anchor(text: str) -> str:
    """Give a rule its beginning: one of seconds counted from 2020 would be sought through for hours."""
    if "DTSTART" in text.upper():
        if _IS_FAST.search(text):
            raise TsdgError("schedule-too-often", text=_shown(text))  # fmt: skip
        return text
    today = datetime.now(ZoneInfo(TIME_ZONE)).strftime("%Y%m%dT000000")
    rule = text if text.upper().startswith("RRULE") else f"RRULE:{text}"
    return f"DTSTART:{today if _IS_FAST.search(text) else _ANCHOR}\n{rule}"


def _shown(text: str) -> str:
    given = text.rpartition("RRULE:")[2]
    return repr(given if len(given) <= _LONGEST_SHOWN else f"{given[:_LONGEST_SHOWN]}…")


def prefect_schedules(rules: Sequence[ScheduleRule]) -> "list[Schedule]":
    """Return the rules as schedules of a Prefect deployment, in Taiwan's time."""
    from prefect.schedules import Cron, RRule

    return [
        RRule(rule.rrule, timezone=TIME_ZONE, slug=rule.slug)
        if rule.rrule is not None
        else Cron(rule.text, timezone=TIME_ZONE, slug=rule.slug)
        for rule in rules
    ]


def next_instants(
    rules: Sequence[ScheduleRule], after: datetime, count: int, end: datetime | None = None
) -> list[datetime]:
    """Return when the rules fire next, computed as Prefect's scheduler does it.

    Args:
        rules: from `read_rules`.
        after: with a time zone; an instant at this very time counts.
        count: how many at most.
        end: no later than this; 400 days after `after` if not given.

    Raises:
        TsdgError: a rule cannot be read.
    """
    until = end or after + _LONGEST_LOOK
    instants = {at for rule in rules for at in run_coroutine(_dates(rule, after, count, until))}
    return [at.astimezone(ZoneInfo(TIME_ZONE)) for at in sorted(instants)[:count]]


async def _dates(
    rule: ScheduleRule, after: datetime, count: int, until: datetime
) -> list[datetime]:
    from prefect.server.schemas.schedules import CronSchedule, RRuleSchedule

    schedule: CronSchedule | RRuleSchedule
    try:
        if rule.rrule is not None:
            schedule = RRuleSchedule(rrule=rule.rrule, timezone=TIME_ZONE)
        else:
            schedule = CronSchedule(cron=rule.text, timezone=TIME_ZONE)
    except (ValueError, TypeError) as error:
        raise TsdgError("schedule-unreadable", text=_shown(rule.text)) from error
    try:
        return list(await schedule.get_dates(count, start=after, end=until))
    except (ValueError, OverflowError):
        # It can be read and names a day that no year has, such as 30 February.
        return []
