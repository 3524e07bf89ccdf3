"""Planted faults for the rules on what changed between editions, and on answers given again."""

_CHANGE = (
    "insert into marts.edition_change by name select 'a' as report_id_before, "
    "'b' as report_id_after, {before} as report_year_before, 2024 as report_year_after, "
    "{before} = 2024 as is_vintage, '{change}' as change, '6.1.1' as indicator_key, "
    "'6.1.1' as indicator_code_after, 6 as goal_no, '普及率' as indicator_name, '95%' as before, "
    "'96%' as after, 1 as page, '經濟部' as issuer, '經濟部' as issuer_before"
)
_HISTORY = (
    "update marts.status_history set previous_report_year = 2023, {} where indicator_code = '6.1.2'"
)
# A second document of the year, none of whose indicators the first one has.
_OTHER_REPORT = (
    "insert into staging.stg_report by name select * replace ('other' as report_id, 2 as vintage_no, "
    "false as is_current) from staging.stg_report"
)
_OTHER_INDICATORS = (
    "insert into intermediate.int_indicator_key "
    "select 'other', indicator_code, indicator_key || '@other' from intermediate.int_indicator_key"
)
# A second issuer prints a code that an answer speaks of.
_OTHER_ISSUER = (
    "insert into staging.stg_report by name select * replace ('issued' as report_id, '環境部' as issuer, "
    "false as is_current) from staging.stg_report where is_current"
)
_OTHER_PRINT = (
    "insert into staging.stg_indicator by name select * replace ('issued' as report_id, "
    "null as target_text, null as actual_text, null as reason_text, null as countermeasure_text) "
    "from staging.stg_indicator where indicator_code = '6.1.2'"
)
_REVIEW = (
    "insert into staging.seed_link_review by name select 'same_series' as relation, 2023 as report_year_a, "
    "'6.1.2' as indicator_code_a, 2024 as report_year_b, '6.1.2' as indicator_code_b, 'same' as decision"
)

HISTORY_FAULTS = [
    ("indicator_appeared", [_CHANGE.format(before=2023, change="indicator_added")]),
    ("indicator_vanished", [_CHANGE.format(before=2023, change="indicator_vanished")]),
    ("vintage_added_or_lost", [_CHANGE.format(before=2024, change="indicator_added")]),
    ("vintage_added_or_lost", [_CHANGE.format(before=2024, change="measure_vanished")]),
    ("vintage_changed_target", [_CHANGE.format(before=2024, change="target_changed")]),
    ("vintage_changed_value", [_CHANGE.format(before=2024, change="value_changed")]),
    ("vintage_of_another_report", [_OTHER_REPORT, _OTHER_INDICATORS]),
    ("issuer_named_otherwise", ["update staging.stg_report set issuer_printed = '教育部'"]),
    ("year_listed_otherwise", ["update raw.raw_report set report_year_listed = 2019"]),
    ("review_of_several_issuers", [_OTHER_ISSUER, _OTHER_PRINT, _REVIEW]),
    ("missed_again", [_HISTORY.format("n_missed_in_a_row = 2")]),
    ("reason_repeated", [_HISTORY.format("is_reason_repeated = true, reason_similarity = 90")]),
    (
        "countermeasure_repeated",
        [
            _HISTORY.format(
                "is_countermeasure_repeated = true, countermeasure_similarity = 90, "
                "is_miss_growing = true, worst_attainment_change = -3"
            )
        ],
    ),
]
