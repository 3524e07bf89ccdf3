-- The scorecard by issuer, for readers of Chinese.
create view zh.各部會 as
select
    v.report_year as 年度,
    dim_report.issuer_shown as 發布機關,
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
    v.attainment_rate_change as 達標率增減
from marts.issuer_scorecard as v
left join marts.dim_report
    on v.issuer = dim_report.issuer and v.report_year = dim_report.report_year and dim_report.is_current
order by v.report_year desc, v.n_indicators desc, v.issuer;
comment on view zh.各部會 is '每一年度每一部會報告一列，以指標計；同一指標列於兩目標者計一次，兩部會皆列者各計一次，故合計大於全國';
comment on column zh.各部會.年度 is '報告年度';
comment on column zh.各部會.發布機關 is '報告所屬部會；樣本附註「（樣本）」';
comment on column zh.各部會.指標數 is '指標項數';
comment on column zh.各部會.量測項目數 is '數量項數';
comment on column zh.各部會.達標 is '達標指標數';
comment on column zh.各部會.未達標 is '未達標指標數';
comment on column zh.各部會.待公布 is '待公布指標數';
comment on column zh.各部會.未設目標 is '未設目標指標數';
comment on column zh.各部會.質性工作 is '質性工作指標數';
comment on column zh.各部會.未判定 is '存疑而未判定之指標數';
comment on column zh.各部會.推定 is '已判定者中依慣例推定之指標數';
comment on column zh.各部會.已判定數 is '達標與未達標指標數之和，即達標率之母數';
comment on column zh.各部會.達標率 is '達標 ÷ 已判定數，百分比';
comment on column zh.各部會.占全部百分比 is '達標 ÷ 全部；官方檢討之算法';
comment on column zh.各部會.比較指標數 is '前一年度報告亦有之指標數，增減僅就此比較';
comment on column zh.各部會.達標率增減 is '較前一年度增減百分點；無可比較者為空';
