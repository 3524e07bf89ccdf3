-- One row per measure with two or more data years: what can be honestly said of its trend.
create table marts.trend (
    measure_key text primary key,
    direction text check (direction in ('higher', 'lower', 'none')),
    unit text,
    value_basis text not null check (value_basis in ('level', 'cumulative', 'average', 'growth_rate')),
    n_years integer not null,
    n_years_all integer not null,
    n_external integer not null,
    first_year integer not null,
    last_year integer not null,
    first_value double not null,
    last_value double not null,
    change double,
    change_pct double,
    slope_per_year double,
    mann_kendall_s integer,
    mann_kendall_p double,
    p_method text check (p_method in ('exact', 'exact_with_ties', 'asymptotic')),
    cagr_pct double,
    improving boolean,
    trend text not null check (trend in ('insufficient', 'improving', 'worsening', 'stable', 'no_clear_trend')),
    trend_reason text not null,
    years_better_in_a_row integer,
    target_value double,
    target_year integer,
    distance_to_target double,
    expected_at_target_year double,
    years_to_target double,
    weather text check (weather in ('sun', 'sun_cloud', 'cloud', 'thunderstorm')),
    weather_rule text not null,
    contrast text,
    contrast_zh text,
    method text not null,
    indicator_key text not null,
    goal_no integer,
    indicator_name text,
    measure_label text
);
comment on table marts.trend is 'One row per measure with two or more data years: what can be honestly said of its trend. Theil-Sen slope, exact Mann-Kendall test and the weather rating of Germany''s sustainability strategy; thresholds and sources in docs/trend.md';
comment on column marts.trend.measure_key is 'Measure, stable over the years';
comment on column marts.trend.direction is 'Which way is better, as the newest edition tells; null where it could not be told';
comment on column marts.trend.unit is 'Unit of the series: that of its newest edition';
comment on column marts.trend.value_basis is 'Basis of the comparable values: only values of one basis, unit group and definition are compared';
comment on column marts.trend.n_years is 'Comparable data years: the largest group of one basis, unit group and definition';
comment on column marts.trend.n_years_all is 'Data years with any value';
comment on column marts.trend.n_external is 'How many of the comparable values were published elsewhere than in the reports';
comment on column marts.trend.first_year is 'First comparable data year';
comment on column marts.trend.last_year is 'Last comparable data year';
comment on column marts.trend.first_value is 'Value of the first year';
comment on column marts.trend.last_value is 'Value of the last year';
comment on column marts.trend.change is 'Last minus first; null with one comparable year';
comment on column marts.trend.change_pct is 'The same in per cent of the first; null if the first is zero or below, or for growth rates';
comment on column marts.trend.slope_per_year is 'Theil-Sen slope, units a year: median of the slopes of all pairs of years, by the years between them (Theil 1950, Sen 1968); from two comparable years on';
comment on column marts.trend.mann_kendall_s is 'Mann-Kendall S: pairs of years that rise minus those that fall (Mann 1945, Kendall 1975); null under five comparable years and for bases that are not judged';
comment on column marts.trend.mann_kendall_p is 'Its two-sided p: share of all orders of the same values with at least as large an S either way; null where S is';
comment on column marts.trend.p_method is 'How p was computed: exact, exact_with_ties (both up to 40 values), asymptotic (normal distribution, corrected for ties and continuity)';
comment on column marts.trend.cagr_pct is 'Compound annual growth from first to last, per cent a year; null unless levels, both above zero, and the unit is no amount of change (percentage points)';
comment on column marts.trend.improving is 'True or false only where trend is improving or worsening; null otherwise, so that no arrow is drawn';
comment on column marts.trend.trend is 'insufficient: under five comparable years, or running totals or window averages. improving, worsening: p <= 0.05, slope not 0, direction told. stable: p above, and all values within 5 % of their median (rates in per cent with median 0: within 0.05 points). Else no_clear_trend';
comment on column marts.trend.trend_reason is 'Which rule decided, in words';
comment on column marts.trend.years_better_in_a_row is 'How many of the latest changes between successive data years in a row went the better way; 0 if the last did not; null without direction';
comment on column marts.trend.target_value is 'Target of the same basis and unit: the bound that counts in the better direction';
comment on column marts.trend.target_year is 'Year that it is for';
comment on column marts.trend.distance_to_target is 'What is missing in the better direction; zero or negative when reached; null without direction or comparable target';
comment on column marts.trend.expected_at_target_year is 'Last value plus slope times the years to the target; null under five comparable years, for bases that are not judged, or if the target year has come';
comment on column marts.trend.years_to_target is '0 if reached; distance over slope where trend is improving; else null';
comment on column marts.trend.weather is 'Rating of Germany''s sustainability strategy (Deutsche Nachhaltigkeitsstrategie): sun, sun_cloud, cloud, thunderstorm, from the mean of the last up to five yearly changes. Its own minimum: four consecutive years at the end';
comment on column marts.trend.weather_rule is 'Which of its rules decided, or why there is no rating';
comment on column marts.trend.contrast is 'One sentence where the last years, those of the weather rating, went the other way than the trend over all years; else null';
comment on column marts.trend.contrast_zh is 'The same in Chinese';
comment on column marts.trend.method is 'Methods and thresholds';
comment on column marts.trend.indicator_key is 'Indicator, stable over the years';
comment on column marts.trend.goal_no is 'Core goal';
comment on column marts.trend.indicator_name is 'Name in the newest edition';
comment on column marts.trend.measure_label is 'Name of the quantity in the newest edition';
