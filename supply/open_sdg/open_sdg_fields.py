"""Fields of Open SDG configuration and metadata files that this project fills, and their closed lists."""

REPORTING_STATUSES = ("complete", "inprogress", "notstarted", "notapplicable")
GRAPH_TYPES = ("line", "bar", "binary")
PROGRESS_STATUSES = (
    "target_achieved", "substantial_progress", "moderate_progress", "limited_progress", "deterioration",
    "not_available",
)  # fmt: skip
REQUIRED = (
    "reporting_status", "indicator_number", "indicator_name", "data_non_statistical", "graph_title", "graph_type",
)  # fmt: skip
TEXT_FIELDS = (
    "indicator_number", "indicator_name", "graph_title", "computation_units", "national_geographical_coverage",
    "data_notice_class", "data_notice_heading", "data_notice_text", "page_content",
)  # fmt: skip
BOOLEAN_FIELDS = ("data_non_statistical", "auto_progress_calculation")
# What an entry may hold; an entry without names is a text.
LIST_FIELDS = {
    "footer_fields": ("label", "value", "unit"),
    "related_indicators": (),
    "sources": (
        "organisation", "periodicity", "earliest_available", "geographical_coverage", "url", "url_text",
        "release_date", "next_release", "statistical_classification", "contact", "other_info", "logo",
    ),
}  # fmt: skip
META_FIELDS = (
    "SDG_GOAL", "SDG_INDICATOR", "CONTACT_ORGANISATION", "UNIT_MEASURE", "DATA_SOURCE", "REL_CAL_POLICY",
    "META_LAST_UPDATE", "REC_USE_LIM", "COMPARABILITY",
)  # fmt: skip
# Names that Open SDG gives its own meaning.
RESERVED = (
    "goals", "goal", "targets", "target", "indicators", "indicator", "language", "name", "number", "global",
    "url", "goal_number", "target_number",
)  # fmt: skip
LANGUAGES = ("zh-Hant", "en")
# sdg-build reads these as missing: a series of this name would become the headline.
READ_AS_MISSING = {
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A",
    "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
}  # fmt: skip
