"""Configuration and metadata of one indicator in an Open SDG data repository."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supply.bridge_line import bridge_line
from supply.open_sdg import open_sdg_fields as fields
from supply.open_sdg.open_sdg_settings import LIMITS
from supply.open_sdg.open_sdg_text import as_markdown, indicator_id, plain
from warehouse.folder.published import Row

if TYPE_CHECKING:
    from warehouse.language import Language

_TITLE = "global_indicators.{}-title"
_WEATHER_PROGRESS = {
    "sun": "substantial_progress",
    "sun_cloud": "moderate_progress",
    "cloud": "limited_progress",
    "thunderstorm": "deterioration",
}


@dataclass(frozen=True, slots=True)
class Print:
    """A report of the newest year that prints the indicator."""

    agencies_text: str
    source: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What the leading print of the newest edition says of an indicator, and what belongs to it."""

    indicator_key: str
    measures: list[Row]
    status: str
    rows: list[dict[str, str]]
    twins: list[str]
    doubts: list[Row]
    source: str
    prints: list[Print]
    bridges: list[Row]

    @property
    def first(self) -> Row:
        """The first measure; what concerns the whole indicator is the same in each."""
        return self.measures[0]

    @property
    def units(self) -> str:
        """The units of its measures."""
        return "、".join(dict.fromkeys(plain(m["unit"]) for m in self.measures if m["unit"]))

    @property
    def release_dates(self) -> list[str]:
        """When the report promises what it lacks."""
        return sorted({str(m["release_due"]) for m in self.measures if m["release_due"]})


def configure(indicator: Indicator) -> dict[str, Any]:
    """Content of indicator-config/<id>.yml."""
    title = _TITLE.format(indicator_id(indicator.indicator_key))
    content: dict[str, Any] = {
        "indicator_number": plain(indicator.first["indicator_code"]),
        "indicator_name": title,
        "graph_title": title,
        "graph_type": "line",
        "reporting_status": _reporting_status(indicator),
        "data_non_statistical": not any(row["Value"] for row in indicator.rows),
        "computation_units": indicator.units,
        "national_geographical_coverage": "臺灣 Taiwan",
        "auto_progress_calculation": False,
        "progress_status": _progress(indicator),
        "sources": [_source(each) for each in indicator.prints],
        **_pending_notice(indicator),
        "related_indicators": [indicator_id(twin) for twin in indicator.twins],
        "page_content": _page_content(indicator),
    }
    return {name: value for name, value in content.items() if value not in ("", [])}


def describe(indicator: Indicator, agencies: dict[str, Row], language: str) -> dict[str, str]:
    """Content of meta/<id>.yml, or of its translation."""
    names = (_agency_name(agencies.get(a, {}), a, language) for a in indicator.first["agencies"])
    content = {
        "SDG_GOAL": str(indicator.first["goal_no"]),
        "SDG_INDICATOR": plain(indicator.first["indicator_code"]),
        "CONTACT_ORGANISATION": "、".join(plain(name) for name in names),
        "UNIT_MEASURE": indicator.units,
        "DATA_SOURCE": indicator.source,
        "REL_CAL_POLICY": ", ".join(indicator.release_dates),
        "REC_USE_LIM": LIMITS[language],
        "COMPARABILITY": _comparability(indicator, language),
    }
    return {name: text for name, text in content.items() if text}


def _comparability(indicator: Indicator, language: str) -> str:
    spoken: Language = "en" if language == "en" else "zh"
    return plain("; ".join(bridge_line(row, spoken) for row in indicator.bridges))


def _reporting_status(indicator: Indicator) -> str:
    if any(row["Value"] and not row["Kind"].startswith("Target") for row in indicator.rows):
        return "complete"
    return "inprogress" if _pending(indicator) else "notstarted"


def _progress(indicator: Indicator) -> str:
    """The worst measure's weather rating; attained stands above it, and no rating is no verdict."""
    if indicator.status == "attained":
        return "target_achieved"
    ratings = [_WEATHER_PROGRESS[m["weather"]] for m in indicator.measures if m["weather"]]
    return max(ratings, key=fields.PROGRESS_STATUSES.index, default="not_available")


def _source(printed: Print) -> dict[str, str]:
    source = {"organisation": plain(printed.agencies_text) or "–", "url_text": printed.source}
    return source | ({"release_date": printed.published} if printed.published else {})


def _pending(indicator: Indicator) -> list[Row]:
    return [m for m in indicator.measures if m["status"] == "pending"]


def _pending_notice(indicator: Indicator) -> dict[str, Any]:
    """Comments on empty values are not shown by Open SDG, so the date stands in a notice, too."""
    pending = _pending(indicator)
    if not pending:
        return {}
    due = "、".join(sorted({str(row["release_due"]) for row in pending if row["release_due"]}))
    text = f"{pending[0]['report_year']}: 待公布 pending" + (f", {due}" if due else "")
    return {
        "data_notice_class": "blank",
        "data_notice_heading": "待公布 Pending",
        "data_notice_text": text,
        "footer_fields": [{"label": "下次公布 Next release", "value": due or "–"}],
    }


def _page_content(indicator: Indicator) -> str:
    """Reason, countermeasure, and what is doubtful about the numbers above them."""
    doubts = "\n".join(f"{row['rule']}: {row['message']}" for row in indicator.doubts)
    parts = (
        ("落後原因", indicator.first["reason_text"]),
        ("因應對策", indicator.first["countermeasure_text"]),
        ("疑點 Doubts", doubts),
    )
    return "\n\n".join(f"### {title}\n\n{as_markdown(text)}" for title, text in parts if text)


def _agency_name(known: Row, agency: str, language: str) -> str:
    english = known.get("agency_name_en") if language == "en" else None
    return str(english or known.get("agency_name") or agency)
