-- One row per indicator and edition from which a comparison with the UN's indicators holds.
create table staging.seed_un_bridge (
    edition_year integer not null,
    indicator_code text not null,
    indicator_name text not null,
    un_indicator text,
    un_target text,
    grade text not null check (grade in ('same', 'similar', 'none')),
    reason text not null,
    reason_zh text not null,
    source_url text not null,
    seen_on date not null,
    status text not null check (status in ('proposed', 'confirmed', 'rejected')),
    review_reason text,
    reviewer text,
    reviewed_on date,
    primary key (edition_year, indicator_code, indicator_name)
);
comment on table staging.seed_un_bridge is 'Reviewed seed: which UN SDG indicator an indicator comes nearest to, and how near';
comment on column staging.seed_un_bridge.edition_year is 'Edition from which it holds, whose code and name the row uses';
comment on column staging.seed_un_bridge.indicator_code is 'Code in that edition';
comment on column staging.seed_un_bridge.indicator_name is 'Name as printed, without code, star, agency and same-as note; an indicator that is printed otherwise has no bridge';
comment on column staging.seed_un_bridge.un_indicator is 'UN indicator, e.g. 8.5.2; null with grade none';
comment on column staging.seed_un_bridge.un_target is 'UN target that speaks of the subject, e.g. 8.5; null where none does';
comment on column staging.seed_un_bridge.grade is 'same, similar or none: see marts.un_bridge';
comment on column staging.seed_un_bridge.reason is 'Why, in English: what is measured here, and what by the UN';
comment on column staging.seed_un_bridge.reason_zh is 'The same in Chinese';
comment on column staging.seed_un_bridge.source_url is 'Where the wording of the UN indicator was read';
comment on column staging.seed_un_bridge.seen_on is 'Day on which it was read';
comment on column staging.seed_un_bridge.status is 'proposed until a person has answered tsdg review: then confirmed, or rejected';
comment on column staging.seed_un_bridge.review_reason is 'What that person looked at; null while proposed';
comment on column staging.seed_un_bridge.reviewer is 'Who answered';
comment on column staging.seed_un_bridge.reviewed_on is 'When';
