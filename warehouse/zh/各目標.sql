-- The scorecard by goal, for readers of Chinese.
create view zh.各目標 as
with covered as (
    select
        indicator_result.report_year,
        indicator_result.goal_no,
        string_agg(distinct dim_report.issuer_shown, '；' order by dim_report.issuer_shown) as issuers
    from marts.indicator_result
    inner join marts.dim_report
        on indicator_result.issuer = dim_report.issuer and indicator_result.report_year = dim_report.report_year
    where dim_report.is_current and indicator_result.counts_in_goal
    group by indicator_result.report_year, indicator_result.goal_no
)

select
    v.report_year as 年度,
    v.goal_no as 核心目標,
    dim_goal.name_zh as 目標名稱,
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
from marts.goal_scorecard as v
left join covered on v.report_year = covered.report_year and v.goal_no = covered.goal_no
left join marts.dim_goal on v.goal_no = dim_goal.goal_no
order by v.report_year desc, v.goal_no;
comment on view zh.各目標 is '每一年度每一核心目標一列，以指標計；同一指標列於兩目標者各計一次；各部會合計，兩部會皆列者計一次';
comment on column zh.各目標.年度 is '報告年度';
comment on column zh.各目標.核心目標 is '核心目標編號';
comment on column zh.各目標.目標名稱 is '核心目標名稱';
comment on column zh.各目標.指標數 is '指標項數';
comment on column zh.各目標.量測項目數 is '數量項數';
comment on column zh.各目標.達標 is '達標指標數';
comment on column zh.各目標.未達標 is '未達標指標數';
comment on column zh.各目標.待公布 is '待公布指標數';
comment on column zh.各目標.未設目標 is '未設目標指標數';
comment on column zh.各目標.質性工作 is '質性工作指標數';
comment on column zh.各目標.未判定 is '存疑而未判定之指標數';
comment on column zh.各目標.推定 is '已判定者中依慣例推定之指標數';
comment on column zh.各目標.已判定數 is '達標與未達標指標數之和，即達標率之母數';
comment on column zh.各目標.達標率 is '達標 ÷ 已判定數，百分比';
comment on column zh.各目標.占全部百分比 is '達標 ÷ 全部；官方檢討之算法';
comment on column zh.各目標.比較指標數 is '前一年度報告亦有之指標數，增減僅就此比較';
comment on column zh.各目標.達標率增減 is '較前一年度增減百分點；無可比較者為空';
comment on column zh.各目標.涵蓋部會 is '本列所計指標出自哪些部會之報告；樣本附註「（樣本）」';
