-- The scorecard by agency, for readers of Chinese.
create view zh.各機關 as
with covered as (
    select
        indicator_agency.report_year,
        indicator_agency.agency,
        string_agg(distinct dim_report.issuer_shown, '；' order by dim_report.issuer_shown) as issuers
    from marts.indicator_agency
    inner join marts.dim_report
        on indicator_agency.issuer = dim_report.issuer and indicator_agency.report_year = dim_report.report_year
    where dim_report.is_current and indicator_agency.counts_for_agency
    group by indicator_agency.report_year, indicator_agency.agency
)

select
    v.report_year as 年度,
    v.agency as 機關,
    v.n_indicators as 指標數,
    v.n_measures as 量測項目數,
    v.n_attained as 達標,
    v.n_not_attained as 未達標,
    v.n_pending as 待公布,
    v.n_no_target as 未設目標,
    v.n_qualitative as 質性工作,
    v.n_unjudged as 未判定,
    v.n_assumed as 推定,
    v.n_judged as 已判定數,
    v.attainment_rate_pct as 達標率,
    v.attainment_of_all_pct as 占全部百分比,
    v.n_common as 比較指標數,
    v.attainment_rate_change as 達標率增減,
    covered.issuers as 涵蓋部會
from marts.agency_scorecard as v
left join covered on v.report_year = covered.report_year and v.agency = covered.agency
order by v.report_year desc, v.n_indicators desc, v.agency;
comment on view zh.各機關 is '每一年度每一現行機關一列，以指標計；數機關共同主辦者各計一次；各部會報告合計';
comment on column zh.各機關.年度 is '報告年度';
comment on column zh.各機關.機關 is '現行機關簡稱';
comment on column zh.各機關.指標數 is '指標項數';
comment on column zh.各機關.量測項目數 is '數量項數';
comment on column zh.各機關.達標 is '達標指標數';
comment on column zh.各機關.未達標 is '未達標指標數';
comment on column zh.各機關.待公布 is '待公布指標數';
comment on column zh.各機關.未設目標 is '未設目標指標數';
comment on column zh.各機關.質性工作 is '質性工作指標數';
comment on column zh.各機關.未判定 is '存疑而未判定之指標數';
comment on column zh.各機關.推定 is '已判定者中依慣例推定之指標數';
comment on column zh.各機關.已判定數 is '達標與未達標指標數之和，即達標率之母數';
comment on column zh.各機關.達標率 is '達標 ÷ 已判定數，百分比';
comment on column zh.各機關.占全部百分比 is '達標 ÷ 全部；官方檢討之算法';
comment on column zh.各機關.比較指標數 is '前一年度報告亦有之指標數，增減僅就此比較';
comment on column zh.各機關.達標率增減 is '較前一年度增減百分點；無可比較者為空';
comment on column zh.各機關.涵蓋部會 is '本列所計指標出自哪些部會之報告；樣本附註「（樣本）」';
