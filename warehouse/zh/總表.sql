-- Every measure of the newest edition, for readers of Chinese.
create view zh.總表 as
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
    v.actual_year as 實績年度,
    v.attainment_pct as 達成率,
    v.status_zh as 判定,
    concat_ws('；', v.status_rule_zh, v.comparator_rule_zh) as 判定依據,
    declared.word_zh as 機關自述,
    v.is_consistent as 自述一致,
    certainty.word_zh as 確定程度,
    v.doubt_zh as 存疑原因,
    v.release_due as 預計公布日,
    v.target_words as 目標原文,
    v.actual_words as 實績原文,
    v.reason_text as 落後原因,
    v.countermeasure_text as 因應對策,
    v.page as 頁次,
    v.file_name as 檔名
from marts.current_verdict as v
left join staging.seed_value_word as declared on declared.list_name = 'declared' and v.declared_status = declared.value
left join staging.seed_value_word as certainty on certainty.list_name = 'certainty' and v.certainty = certainty.value
left join marts.dim_report using (report_id)
order by v.goal_no, v.issuer, v.page, v.indicator_code, v.measure_no;
comment on view zh.總表 is '最新年度每一個量測項目一列：目標、實績、判定及其依據';
comment on column zh.總表.年度 is '報告年度';
comment on column zh.總表.發布機關 is '報告所屬部會；樣本附註「（樣本）」';
comment on column zh.總表.核心目標 is '核心目標編號';
comment on column zh.總表.目標名稱 is '核心目標名稱';
comment on column zh.總表.指標代碼 is '當年報告所印代碼';
comment on column zh.總表.項次 is '指標內第幾個數量，依印出順序';
comment on column zh.總表.指標名稱 is '不含代碼、機關與同指標註記';
comment on column zh.總表.項目 is '數量的名稱；只印數字者為空';
comment on column zh.總表.主辦機關 is '現行機關簡稱';
comment on column zh.總表.目標 is '目標值及比較詞，例如 ≥ 980.526 億元';
comment on column zh.總表.實績 is '實績值及單位';
comment on column zh.總表.實績年度 is '實績值所屬年度';
comment on column zh.總表.達成率 is '目標達成百分比，不設上限；無數值者為空';
comment on column zh.總表.判定 is '達標、未達標、待公布、未設目標、質性工作、未判定';
comment on column zh.總表.判定依據 is '作成判定的比較或規則';
comment on column zh.總表.機關自述 is '報告自己怎麼說：已達標、未達標、說明落後原因';
comment on column zh.總表.自述一致 is '自述與判定相符；無從比較者為空';
comment on column zh.總表.確定程度 is '確定；推定（依一般慣例，見疑點）；存疑（不予判定）';
comment on column zh.總表.存疑原因 is '與判讀不符之處';
comment on column zh.總表.預計公布日 is '待公布數值承諾的日期';
comment on column zh.總表.目標原文 is '目標數量的原文';
comment on column zh.總表.實績原文 is '實績數量的原文';
comment on column zh.總表.落後原因 is '報告原文';
comment on column zh.總表.因應對策 is '報告原文';
comment on column zh.總表.頁次 is '原文所在頁';
comment on column zh.總表.檔名 is '所讀檔案';
