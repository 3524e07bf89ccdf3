-- The scorecard by goal, for readers of Chinese.
create view zh.各目標 as
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
    v.attainment_rate_pct as 達標率,
    v.attainment_of_all_pct as 占全部百分比,
    v.attainment_rate_change as 達標率增減
from marts.goal_scorecard as v
left join marts.dim_goal using (goal_no)
order by v.report_year desc, v.goal_no;
comment on view zh.各目標 is '每一年度每一核心目標一列，以指標計；同一指標列於兩目標者各計一次';
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
comment on column zh.各目標.達標率 is '達標 ÷（達標＋未達標），百分比';
comment on column zh.各目標.占全部百分比 is '達標 ÷ 全部；官方檢討之算法';
comment on column zh.各目標.達標率增減 is '較前一年度增減百分點';
