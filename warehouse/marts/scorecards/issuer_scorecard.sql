-- One row per issuer and report year over all its goals.
create table marts.issuer_scorecard (
    report_year integer not null,
    issuer text not null,
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
    primary key (report_year, issuer)
);
comment on table marts.issuer_scorecard is 'One row per issuer 主政機關 and report year over all its goals, an indicator once. What two issuers print counts for each of them; edition_scorecard counts it once';
comment on column marts.issuer_scorecard.report_year is 'Edition';
comment on column marts.issuer_scorecard.issuer is 'Whose report it is: see dim_report';
comment on column marts.issuer_scorecard.n_indicators is 'Indicators';
comment on column marts.issuer_scorecard.n_measures is 'Measures';
comment on column marts.issuer_scorecard.n_attained is 'Indicators attained';
comment on column marts.issuer_scorecard.n_not_attained is 'Indicators not attained';
comment on column marts.issuer_scorecard.n_pending is 'Indicators with a part pending and none missed';
comment on column marts.issuer_scorecard.n_no_target is 'Indicators without a target this year';
comment on column marts.issuer_scorecard.n_qualitative is 'Indicators that are tasks without a quantity';
comment on column marts.issuer_scorecard.n_unjudged is 'Indicators without a verdict, since a reading is in doubt: see finding';
comment on column marts.issuer_scorecard.n_assumed is 'Of those judged: indicators where a custom decided something (certainty assumed)';
comment on column marts.issuer_scorecard.n_measures_attained is 'Measures attained';
comment on column marts.issuer_scorecard.n_judged is 'Attained and not attained: what attainment_rate_pct is of';
comment on column marts.issuer_scorecard.attainment_rate_pct is 'attained / (attained + not attained), per cent';
comment on column marts.issuer_scorecard.attainment_of_all_pct is 'attained / all, per cent: the way the official review counts (257 of 336 in 2019)';
comment on column marts.issuer_scorecard.attainment_rate_change is 'Change of attainment_rate_pct on the edition of the year before, of the n_common indicators that both hold, percentage points; null where nothing can be compared';
comment on column marts.issuer_scorecard.attainment_of_all_change is 'Change of attainment_of_all_pct on the edition of the year before, of the n_common indicators that both hold, percentage points; null where there is none';
comment on column marts.issuer_scorecard.n_common is 'Indicators that the edition of the year before holds, too: what the changes compare';
comment on column marts.issuer_scorecard.n_of_sample is 'Of all indicators: those that a document marked as a sample (樣本) states; above zero the figures are no ministry''s';

insert into marts.issuer_scorecard by name
select * exclude (scope, issuers, issuers_missing, goal_no, agency)
from intermediate.int_scorecard
where scope = 'issuer'
order by report_year, issuer;
