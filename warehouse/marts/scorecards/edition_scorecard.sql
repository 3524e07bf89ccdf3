-- One row per report edition over all its goals.
create table marts.edition_scorecard (
    report_year integer not null,
    n_indicators integer not null,
    n_measures integer not null,
    n_attained integer not null,
    n_not_attained integer not null,
    n_pending integer not null,
    n_no_target integer not null,
    n_qualitative integer not null,
    n_unjudged integer not null,
    n_assumed integer not null,
    n_measures_attained integer not null,
    n_judged integer not null,
    attainment_rate_pct double,
    attainment_of_all_pct double,
    attainment_rate_change double,
    attainment_of_all_change double,
    n_common integer not null,
    n_of_sample integer not null,
    issuers text not null,
    issuers_missing text,
    primary key (report_year)
);
comment on table marts.edition_scorecard is 'One row per report edition over all its goals; an indicator printed under two goals counts once';
comment on column marts.edition_scorecard.report_year is 'Edition';
comment on column marts.edition_scorecard.n_indicators is 'Indicators';
comment on column marts.edition_scorecard.n_measures is 'Measures';
comment on column marts.edition_scorecard.n_attained is 'Indicators attained';
comment on column marts.edition_scorecard.n_not_attained is 'Indicators not attained';
comment on column marts.edition_scorecard.n_pending is 'Indicators with a part pending and none missed';
comment on column marts.edition_scorecard.n_no_target is 'Indicators without a target this year';
comment on column marts.edition_scorecard.n_qualitative is 'Indicators that are tasks without a quantity';
comment on column marts.edition_scorecard.n_unjudged is 'Indicators without a verdict, since a reading is in doubt: see finding';
comment on column marts.edition_scorecard.n_assumed is 'Of those judged: indicators where a custom decided something (certainty assumed)';
comment on column marts.edition_scorecard.n_measures_attained is 'Measures attained';
comment on column marts.edition_scorecard.n_judged is 'Attained and not attained: what attainment_rate_pct is of';
comment on column marts.edition_scorecard.attainment_rate_pct is 'attained / (attained + not attained), per cent';
comment on column marts.edition_scorecard.attainment_of_all_pct is 'attained / all, per cent: the way the official review counts (257 of 336 in 2019)';
comment on column marts.edition_scorecard.attainment_rate_change is 'Change of attainment_rate_pct on the edition of the year before, of the n_common indicators that both hold, percentage points; null where nothing can be compared';
comment on column marts.edition_scorecard.attainment_of_all_change is 'Change of attainment_of_all_pct on the edition of the year before, of the n_common indicators that both hold, percentage points; null where there is none';
comment on column marts.edition_scorecard.n_common is 'Indicators that the edition of the year before holds, too: what the changes compare';
comment on column marts.edition_scorecard.n_of_sample is 'Of all indicators: those that a document marked as a sample (樣本) states; above zero the figures are no ministry''s';
comment on column marts.edition_scorecard.issuers is 'Issuers whose reports of that year are held, by name, parted by ； since 、 joins those of a joint report';
comment on column marts.edition_scorecard.issuers_missing is 'Issuers with such a report of an earlier year and none of that year; null if none';

insert into marts.edition_scorecard by name
select * exclude (scope, goal_no, agency, issuer)
from intermediate.int_scorecard
where scope = 'edition'
order by report_year;
