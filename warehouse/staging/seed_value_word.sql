-- One row per value of a closed list: what it is called.
create table staging.seed_value_word (
    list_name text not null,
    value text not null,
    word_zh text not null,
    word_en text not null,
    primary key (list_name, value)
);
comment on table staging.seed_value_word is 'Reviewed seed: what the values of closed lists are called';
comment on column staging.seed_value_word.list_name is 'List: status, declared, certainty, comparator, source, release_state, severity, rule';
comment on column staging.seed_value_word.value is 'Value as the marts hold it; undecided stands for null';
comment on column staging.seed_value_word.word_zh is 'Its name in Chinese';
comment on column staging.seed_value_word.word_en is 'Its name in English';
