-- One row: the version of the raw tables of this file.
create table raw.raw_schema (
    schema_version integer not null,
    program_version text not null,
    data_folder text
);
comment on table raw.raw_schema is 'One row: by which version of the raw tables this file was written; docs/schema_versions.md tells what changed';
comment on column raw.raw_schema.schema_version is 'Counts from 1; files of versions 1 and 2 have no such table';
comment on column raw.raw_schema.program_version is 'Version of tsdg that wrote the file';
comment on column raw.raw_schema.data_folder is 'Identity of the data folder in which it was written, by which tsdg publish knows whose marts a database holds';
