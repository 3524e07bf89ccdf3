-- Every statement of each measure's value, and for years that only a twin states the twin's.
create view marts.measure_observation as
with measure as (
    select distinct measure_key, indicator_key, series_key from marts.attainment
),

own as (
    select
        observation_id, measure_key, data_year, value, unit, report_year, report_id, is_latest, source, value_basis,
        segment_no, indicator_key, indicator_code, measure_no, value_printed, text, page, source_url, publisher,
        data_set, source_kind, is_provisional, seen_on, issuer, measure_key as stated_as
    from marts.observation
),

of_twin as (
    select
        observation.* exclude (measure_key, indicator_key, is_latest, series_key, leads_series),
        measure.measure_key,
        measure.indicator_key,
        true as is_latest,
        observation.measure_key as stated_as
    from measure
    inner join marts.observation using (series_key)
    anti join own
        on measure.measure_key = own.measure_key and observation.data_year = own.data_year and own.is_latest
    where observation.leads_series and observation.measure_key <> measure.measure_key
)

select * from own
union all by name
select * from of_twin;
comment on view marts.measure_observation is 'One row per statement of a value and measure that it serves: observation, and for each year that no print of the measure itself states the value of its twin, under another goal or in another issuer''s report';
comment on column marts.measure_observation.observation_id is 'Name of the statement: with measure_key the key';
comment on column marts.measure_observation.measure_key is 'Measure that the value serves, stable over the years';
comment on column marts.measure_observation.data_year is 'Year that the value is for';
comment on column marts.measure_observation.value is 'Value in the base unit, as printed or as a reviewed correction says';
comment on column marts.measure_observation.unit is 'Base unit';
comment on column marts.measure_observation.report_year is 'Edition that states it; null for external';
comment on column marts.measure_observation.report_id is 'Document (vintage) that states it; null for external';
comment on column marts.measure_observation.is_latest is 'The statement to use for this measure and data year';
comment on column marts.measure_observation.source is 'actual 實績值, prior_value (an earlier year''s value mentioned in the text), external (reviewed figures published elsewhere)';
comment on column marts.measure_observation.value_basis is 'level, cumulative 累計, average over a window 平均, or growth_rate 成長率: only like is compared with like';
comment on column marts.measure_observation.segment_no is 'Run of years under one definition, from 1; a reviewed change of definition begins a new one';
comment on column marts.measure_observation.indicator_key is 'Indicator of that measure';
comment on column marts.measure_observation.indicator_code is 'Code under which it is printed; null for external';
comment on column marts.measure_observation.measure_no is 'Measure within the indicator in that edition; null for external';
comment on column marts.measure_observation.value_printed is 'What is printed, where a reviewed correction changed the value; else null';
comment on column marts.measure_observation.text is 'Printed words; for external what a reader should know of the figure';
comment on column marts.measure_observation.page is 'Page on which they stand; null for external';
comment on column marts.measure_observation.source_url is 'Where an external figure was published';
comment on column marts.measure_observation.publisher is 'Who published an external figure first';
comment on column marts.measure_observation.data_set is 'Name of its data set, page or article, with the date';
comment on column marts.measure_observation.source_kind is 'Kind of its source: official: the publisher''s own page; copy: its open data in a public repository; press; secondary: another body''s report; computed: from published figures, as the text says; null for what reports state';
comment on column marts.measure_observation.is_provisional is 'Whether its source calls it provisional; null if it does not tell';
comment on column marts.measure_observation.seen_on is 'Day on which it was compared with its source';
comment on column marts.measure_observation.issuer is 'Whose report states it: see dim_report; null for external';
comment on column marts.measure_observation.stated_as is 'Measure whose print states it: another one than measure_key for the value of a twin';
