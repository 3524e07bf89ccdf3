-- One row per indicator name that has an English one.
create table staging.seed_indicator_name (
    indicator_name text primary key,
    name_en text not null,
    review text not null check (review in ('proposed', 'confirmed')),
    reason text
);
comment on table staging.seed_indicator_name is 'Reviewed seed: English names of indicators, translated by this project';
comment on column staging.seed_indicator_name.indicator_name is 'Name as printed, without code, star, agency and same-as note; a name that is printed otherwise has no translation';
comment on column staging.seed_indicator_name.name_en is 'Our English translation; the reports have none';
comment on column staging.seed_indicator_name.review is 'proposed until a person has confirmed it';
comment on column staging.seed_indicator_name.reason is 'Why it is called so, where that is not plain; may be null';
