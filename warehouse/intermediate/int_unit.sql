-- One row per unit that converts: what it is in its base unit.
create table intermediate.int_unit (
    unit text primary key,
    base_unit text not null,
    factor double not null check (factor > 0)
);
comment on table intermediate.int_unit is 'One row per unit that converts: GW is 1,000 MW, kW 0.001 MW, MW itself 1';
comment on column intermediate.int_unit.unit is 'Unit as published';
comment on column intermediate.int_unit.base_unit is 'Unit in which all of its group can be compared';
comment on column intermediate.int_unit.factor is 'How many base units one of it is';
