"""What is doubtful in the sources."""

from collections.abc import Callable
from typing import Any

from supply.site.page_tables import FINDING_COLUMNS, PageTable
from supply.site.pages.filter_options import issuer_options, word_or_name, year_options
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts

_DOUBT = "doubt"
_SEVERITIES = ("critical", "warning", "info")


def finding_list(marts: SiteMarts) -> Page:
    """List every finding that nobody has accepted."""
    context = {
        "rows": marts["findings"],
        "issuer_options": issuer_options(marts["findings"]),
        "year_options": year_options(marts["findings"]),
        "sample_documents": marts.samples_of(marts["findings"]),
    }
    address = "findings.html"
    table = PageTable(FINDING_COLUMNS, marts["findings"])
    return Page(address, "findings.html.j2", address, context, _finding_options(marts), table)


def _finding_options(marts: SiteMarts) -> Callable[..., dict[str, Any]]:
    rows = marts["findings"]
    rules = sorted({row["rule"] for row in rows})
    known = {severity for severity in _SEVERITIES if any(r["severity"] == severity for r in rows)}
    goals = sorted({int(r["indicator_code"].split(".")[0]) for r in rows if r["indicator_code"]})

    def options(say: Callable[[str, str | None], str]) -> dict[str, Any]:
        return {
            "severity_options": [
                (_DOUBT, say("filter", _DOUBT)),
                *((s, say("severity", s)) for s in _SEVERITIES if s in known),
            ],
            "rule_options": [(rule, word_or_name(say, "rule", rule)) for rule in rules],
            "goal_options": [(goal, goal) for goal in goals],
        }

    return options
