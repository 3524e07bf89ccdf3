-- One row per report year and issuer of an earlier year's report that has none of that year here.
create table marts.missing_report (
    report_year integer not null,
    issuer text not null,
    last_report_year integer not null,
    primary key (report_year, issuer)
);
comment on table marts.missing_report is 'One row per edition and issuer with a report of an earlier year and none of that year here: figures of the year are without it. A joint report stands for each of its ministries, and they for it; who prints most of what a former issuer printed stands for it, too';
comment on column marts.missing_report.report_year is 'Year of which a report is missing';
comment on column marts.missing_report.issuer is 'Whose report is missing';
comment on column marts.missing_report.last_report_year is 'The newest earlier year of which its report is held';

insert into marts.missing_report by name
select * from intermediate.int_missing_report
order by report_year, issuer;
