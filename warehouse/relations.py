"""Which columns of a mart point to another mart: DuckDB keeps no such constraint on tables that it replaces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """Columns of a mart whose values, where not null, are a key of another mart."""

    table: str
    columns: tuple[str, ...]
    references: str
    referenced_columns: tuple[str, ...]


_GOAL = ("goal_no",)
_TARGET = ("target_code",)
_REPORT = ("report_id",)
_AGENCY = ("agency",)
_INDICATOR_EDITION = ("issuer", "report_year", "indicator_code")
_MEASURE_EDITION = (*_INDICATOR_EDITION, "measure_no")

RELATIONS = (
    Relation("dim_target", _GOAL, "dim_goal", _GOAL),
    Relation("dim_indicator", _GOAL, "dim_goal", _GOAL),
    Relation("dim_indicator", _TARGET, "dim_target", _TARGET),
    Relation("un_bridge", _GOAL, "dim_goal", _GOAL),
    Relation("un_bridge", _TARGET, "dim_target", _TARGET),
    Relation("attainment", _GOAL, "dim_goal", _GOAL),
    Relation("attainment", _REPORT, "dim_report", _REPORT),
    Relation("attainment", _INDICATOR_EDITION, "indicator_result", _INDICATOR_EDITION),
    Relation("indicator_result", _GOAL, "dim_goal", _GOAL),
    Relation("indicator_result", _REPORT, "dim_report", _REPORT),
    Relation("status_history", _INDICATOR_EDITION, "indicator_result", _INDICATOR_EDITION),
    Relation("release_calendar", _MEASURE_EDITION, "attainment", _MEASURE_EDITION),
    Relation("goal_scorecard", _GOAL, "dim_goal", _GOAL),
    Relation("goal_scorecard", ("report_year",), "edition_scorecard", ("report_year",)),
    Relation("issuer_scorecard", ("report_year",), "edition_scorecard", ("report_year",)),
    Relation("agency_scorecard", _AGENCY, "dim_agency", _AGENCY),
    Relation("agency_scorecard", ("report_year",), "edition_scorecard", ("report_year",)),
    Relation("indicator_agency", _INDICATOR_EDITION, "indicator_result", _INDICATOR_EDITION),
    Relation("indicator_agency", _AGENCY, "dim_agency", _AGENCY),
    Relation("correction", _REPORT, "dim_report", _REPORT),
    Relation("observation", _REPORT, "dim_report", _REPORT),
    Relation("target", _REPORT, "dim_report", _REPORT),
    Relation("printed_row", _REPORT, "dim_report", _REPORT),
    Relation("edition_change", ("report_id_before",), "dim_report", _REPORT),
    Relation("edition_change", ("report_id_after",), "dim_report", _REPORT),
)
