-- One row per indicator that has been compared with the UN's indicators.
create table marts.un_bridge (
    indicator_key text primary key,
    indicator_code text not null,
    indicator_name text not null,
    goal_no integer not null,
    target_code text,
    un_target text,
    un_indicator text,
    grade text not null check (grade in ('same', 'similar', 'none')),
    reason text not null,
    reason_zh text not null,
    status text not null check (status in ('proposed', 'confirmed')),
    from_report_year integer not null,
    source_url text not null,
    seen_on date not null,
    review_reason text,
    reviewer text,
    reviewed_on date,
    question_id text not null unique
);
comment on table marts.un_bridge is 'One row per indicator that was compared with the UN''s SDG indicators, by this project: a proposal until a person has confirmed it. A like code means nothing: 15.3.1 here is no 15.3.1 of the UN. An indicator that is not here was compared by nobody, or its name has changed since';
comment on column marts.un_bridge.indicator_key is 'Indicator, stable over the years: see dim_indicator';
comment on column marts.un_bridge.indicator_code is 'Code in its newest edition';
comment on column marts.un_bridge.indicator_name is 'Name in its newest edition';
comment on column marts.un_bridge.goal_no is 'Core goal 核心目標';
comment on column marts.un_bridge.target_code is 'Target 具體目標: see dim_target';
comment on column marts.un_bridge.un_target is 'UN target whose wording speaks of the subject, e.g. 8.5; null where none does';
comment on column marts.un_bridge.un_indicator is 'UN indicator that measures the same or nearly the same, e.g. 8.5.2; null with grade none';
comment on column marts.un_bridge.grade is 'same: the quantity is the UN indicator or one of its parts · similar: the same matter with another scope, denominator, period or form, so that the numbers are not to be put beside each other as they stand · none: no UN indicator measures it, whatever its code';
comment on column marts.un_bridge.reason is 'Why, in English: what is measured here, and what by the UN';
comment on column marts.un_bridge.reason_zh is 'The same in Chinese';
comment on column marts.un_bridge.status is 'proposed, or confirmed by a person with tsdg review; what was rejected is not here';
comment on column marts.un_bridge.from_report_year is 'Edition for whose indicator the comparison was made';
comment on column marts.un_bridge.source_url is 'Where the wording of the UN indicator was read';
comment on column marts.un_bridge.seen_on is 'Day on which it was read';
comment on column marts.un_bridge.review_reason is 'What the person who confirmed it looked at; null while proposed';
comment on column marts.un_bridge.reviewer is 'Who confirmed it';
comment on column marts.un_bridge.reviewed_on is 'When';
comment on column marts.un_bridge.question_id is 'Name of the question for tsdg review';

insert into marts.un_bridge by name
-- A comparison is of a code and name in an edition; it goes along with the indicator until it is renamed.
with newest as (
    select * from marts.dim_indicator
    qualify row_number() over (partition by indicator_key order by valid_from_report_year desc) = 1
),

-- Two indicators may bear one code and name one after the other: the row is that of the one which bore them first.
meant as (
    select borne.indicator_key, seed_un_bridge.*
    from staging.seed_un_bridge
    inner join marts.dim_indicator as borne
        on
            seed_un_bridge.indicator_code = borne.indicator_code
            and name_key(seed_un_bridge.indicator_name) = name_key(borne.indicator_name)
            and coalesce(borne.valid_to_report_year > seed_un_bridge.edition_year, true)
    where seed_un_bridge.edition_year <= (select max(report_year) from staging.stg_report where is_current)
    qualify row_number() over (
        partition by seed_un_bridge.edition_year, seed_un_bridge.indicator_code, seed_un_bridge.indicator_name
        order by borne.valid_from_report_year, borne.indicator_key
    ) = 1
),

compared as (
    select meant.*
    from meant
    inner join newest
        on meant.indicator_key = newest.indicator_key and name_key(meant.indicator_name) = name_key(newest.indicator_name)
    qualify row_number() over (partition by meant.indicator_key order by meant.edition_year desc) = 1
)

select
    newest.indicator_key,
    newest.indicator_code,
    newest.indicator_name,
    newest.goal_no,
    newest.target_code,
    compared.un_target,
    compared.un_indicator,
    compared.grade,
    compared.reason,
    compared.reason_zh,
    compared.status,
    compared.edition_year as from_report_year,
    compared.source_url,
    compared.seen_on,
    compared.review_reason,
    compared.reviewer,
    compared.reviewed_on,
    left(sha256(concat_ws('|', 'un', compared.edition_year, compared.indicator_code, compared.indicator_name)), 12)
        as question_id
from newest
inner join compared on newest.indicator_key = compared.indicator_key
where compared.status <> 'rejected'
order by newest.goal_no, newest.indicator_key;
