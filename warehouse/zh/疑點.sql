-- What is wrong or doubtful in the newest edition, for readers of Chinese.
create view zh.疑點 as
select
    v.report_year as 年度,
    coalesce(dim_report.issuer_shown, v.issuer) as 發布機關,
    severity.word_zh as 程度,
    coalesce(rule.word_zh, v.rule) as 類別,
    v.indicator_code as 指標代碼,
    v.measure_no as 項次,
    v.message_zh as 說明,
    v.page as 頁次,
    v.rule as 規則代號
from marts.finding as v
left join staging.seed_value_word as severity on severity.list_name = 'severity' and v.severity = severity.value
left join staging.seed_value_word as rule on rule.list_name = 'rule' and v.rule = rule.value
left join marts.dim_report
    on v.issuer = dim_report.issuer and v.report_year = dim_report.report_year and dim_report.is_current
where not v.is_accepted and v.report_year = (select max(dim_report.report_year) from marts.dim_report)
order by list_position(['critical', 'warning', 'info'], v.severity), v.indicator_code nulls first, v.measure_no, v.issuer;
comment on view zh.疑點 is '最新年度每一個疑點一列，程度重者在前；已經審閱接受者不列';
comment on column zh.疑點.年度 is '報告年度';
comment on column zh.疑點.發布機關 is '報告所屬部會；樣本附註「（樣本）」';
comment on column zh.疑點.程度 is '嚴重、警示、提示';
comment on column zh.疑點.類別 is '發現疑點的規則';
comment on column zh.疑點.指標代碼 is '空者指整份報告';
comment on column zh.疑點.項次 is '空者指整個指標';
comment on column zh.疑點.說明 is '疑點內容，附原文';
comment on column zh.疑點.頁次 is '所在頁';
comment on column zh.疑點.規則代號 is '規則名稱，見方法說明';
