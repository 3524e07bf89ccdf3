"""Planted faults for the rules on statements, targets, links and corrections: (rule, statements)."""

_EXTERNAL = (
    "insert into staging.seed_external_observation by name select 2024 as edition_year, "
    "'6.1.1' as indicator_code, 1 as measure_no, '{name}' as indicator_name_contains, "
    "{year} as data_year, {value} as value, '%' as unit, 'level' as value_basis, '{url}' as source_url"
)
# An observation for each statement, as the build would have made it.
_PUBLISH = (
    "insert into marts.observation by name select * exclude (vintage_no, is_current, standing), false as is_latest, "
    "measure_key as series_key, false as leads_series "
    "from intermediate.int_statement anti join marts.observation using (observation_id)"
)
_DISAGREE = (
    "insert into intermediate.int_disagreement select '{kind}', '6.1.1#1', {year}, one.observation_id, "
    "other.observation_id from intermediate.int_statement as one, intermediate.int_statement as other "
    "where one.measure_key = '6.1.1#1' and other.measure_key = '6.1.1#1' and {condition}"
)
_LINK = (
    "insert into marts.indicator_link by name select 'same_series' as relation, 2023 as report_year_a, "
    "'6.1.9' as indicator_code_a, 2024 as report_year_b, '6.1.1' as indicator_code_b, 'name' as basis, "
    "70 as score, false as is_confirmed, 'name likeness 70' as evidence, 'abc' as question_id, "
    "'經濟部' as issuer_a, '經濟部' as issuer_b"
)
_CORRECTION = (
    "insert into staging.stg_correction by name select report_id, '6.1.2' as indicator_code, "
    "1 as measure_no, 'actual_value' as field, 12.5 as printed_expected, 12.4 as printed_found, "
    "12.6 as corrected_value, false as is_applied, 'typed wrongly' as reason from staging.stg_report"
)
_APPLIED = (
    "insert into marts.correction by name select 2024 as report_year, '6.1.2' as indicator_code, "
    "1 as measure_no, 'actual_value' as field, 12.4 as printed_value, 12.6 as corrected_value, "
    "'typed wrongly' as reason, report_id, issuer from staging.stg_report"
)

STATEMENT_FAULTS = [
    ("corrected_value_is_printed", [_CORRECTION]),
    ("correction_applied", [_APPLIED]),
    (
        "external_disagrees_with_report",
        [
            _EXTERNAL.format(name="普及率", year=2023, value=50, url="u"),
            _PUBLISH,
            _DISAGREE.format(kind="external", year=2023, condition="one.source = 'prior_value' and other.source = 'external'"),
        ],
    ),
    (
        "external_sources_disagree",
        [
            _EXTERNAL.format(name="普及率", year=2020, value=50, url="u"),
            _EXTERNAL.format(name="普及率", year=2020, value=60, url="v"),
            _PUBLISH,
            _DISAGREE.format(kind="external_sources", year=2020, condition="one.source_url = 'u' and other.source_url = 'v'"),
        ],
    ),
    ("external_without_measure", [_EXTERNAL.format(name="漏水率", year=2019, value=50, url="u")]),
    ("link_waits_for_review", [_LINK]),
    ("statements_are_published", ["delete from marts.observation where source = 'prior_value' and indicator_code = '8.1.1'"]),
    ("statements_are_published", ["update marts.observation set data_year = 2024, is_latest = true where measure_key = '6.1.1#1'"]),
    ("target_restated", ["update marts.target set restatement = 'loosened' where indicator_code = '6.1.2'"]),
    (
        "value_restated",
        [_DISAGREE.format(kind="restated", year=2023, condition="one.source = 'actual' and other.source = 'prior_value'")],
    ),
]  # fmt: skip
