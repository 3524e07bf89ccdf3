-- What the newest edition missed, the worst first, for readers of Chinese.
create view zh.未達標 as
select
    v.report_year as 年度,
    dim_report.issuer_shown as 發布機關,
    v.goal_no as 核心目標,
    v.goal_name as 目標名稱,
    v.indicator_code as 指標代碼,
    v.measure_no as 項次,
    v.indicator_name as 指標名稱,
    v.measure_label as 項目,
    v.agencies_text as 主辦機關,
    v.target_shown as 目標,
    v.actual_shown as 實績,
    v.gap_shown as 落差,
    v.attainment_pct as 達成率,
    v.n_missed_in_a_row as 連續未達年數,
    concat_ws('；', v.status_rule_zh, v.comparator_rule_zh) as 判定依據,
    declared.word_zh as 機關自述,
    v.reason_text as 落後原因,
    v.countermeasure_text as 因應對策,
    v.twin_codes_text as 同指標,
    v.page as 頁次,
    v.file_name as 檔名
from marts.missed_target as v
left join staging.seed_value_word as declared on declared.list_name = 'declared' and v.declared_status = declared.value
left join marts.dim_report
    on v.issuer = dim_report.issuer and v.report_year = dim_report.report_year and dim_report.is_current
order by v.attainment_pct nulls last, v.indicator_code, v.measure_no, v.issuer;
comment on view zh.未達標 is '最新年度未達標的量測項目一列，達成率低者在前：差多少、連續幾年、原因與對策';
comment on column zh.未達標.年度 is '報告年度';
comment on column zh.未達標.發布機關 is '報告所屬部會；樣本附註「（樣本）」';
comment on column zh.未達標.核心目標 is '核心目標編號';
comment on column zh.未達標.目標名稱 is '核心目標名稱';
comment on column zh.未達標.指標代碼 is '當年報告所印代碼';
comment on column zh.未達標.項次 is '指標內第幾個數量，依印出順序';
comment on column zh.未達標.指標名稱 is '不含代碼、機關與同指標註記';
comment on column zh.未達標.項目 is '數量的名稱；只印數字者為空';
comment on column zh.未達標.主辦機關 is '現行機關簡稱';
comment on column zh.未達標.目標 is '目標值及比較詞';
comment on column zh.未達標.實績 is '實績值及單位';
comment on column zh.未達標.落差 is '距目標尚差多少';
comment on column zh.未達標.達成率 is '目標達成百分比';
comment on column zh.未達標.連續未達年數 is '至今連續幾個年度的報告未達標';
comment on column zh.未達標.判定依據 is '作成判定的比較或規則';
comment on column zh.未達標.機關自述 is '報告自己怎麼說';
comment on column zh.未達標.落後原因 is '報告原文';
comment on column zh.未達標.因應對策 is '報告原文';
comment on column zh.未達標.同指標 is '列於其他核心目標的同一指標';
comment on column zh.未達標.頁次 is '原文所在頁';
comment on column zh.未達標.檔名 is '所讀檔案';
