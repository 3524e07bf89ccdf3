-- One row per known agency: the ministry that it belongs to.
create table intermediate.int_ministry (
    agency text primary key,
    ministry text not null
);
comment on table intermediate.int_ministry is 'One row per known agency: the ministry with whose full name its own begins, or itself';
comment on column intermediate.int_ministry.agency is 'Current short name';
comment on column intermediate.int_ministry.ministry is 'Current short name of its ministry';
