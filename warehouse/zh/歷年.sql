-- Every value and target by year, for readers of Chinese.
create view zh.歷年 as
select
    v.goal_no as 核心目標,
    v.measure_key as 量測鍵,
    v.indicator_name as 指標名稱,
    v.measure_name as 項目,
    v.data_year as 資料年度,
    v.value as 數值,
    v.unit as 單位,
    comparator.word_zh as 目標比較,
    v.target_low as 目標下限,
    v.target_high as 目標上限,
    v.target_unit as 目標單位,
    source.word_zh as 來源,
    v.report_year as 出自年度報告,
    dim_report.issuer_shown as 發布機關,
    v.text as 原文,
    v.page as 頁次,
    v.file_name as 檔名,
    v.source_url as 外部來源
from marts.series as v
left join staging.seed_value_word as comparator on comparator.list_name = 'comparator' and v.target_comparator = comparator.value
left join staging.seed_value_word as source on source.list_name = 'source' and v.source = source.value
left join marts.dim_report
    on v.issuer = dim_report.issuer and v.report_year = dim_report.report_year and dim_report.is_current
order by v.goal_no, v.measure_key, v.data_year;
comment on view zh.歷年 is '每一量測項目每一年度一列：採用的數值與該年目標，及其出處';
comment on column zh.歷年.核心目標 is '核心目標編號';
comment on column zh.歷年.量測鍵 is '跨年度不變的量測項目代號';
comment on column zh.歷年.指標名稱 is '最新年度名稱';
comment on column zh.歷年.項目 is '數量的名稱';
comment on column zh.歷年.資料年度 is '數值與目標所屬年度';
comment on column zh.歷年.數值 is '以基本單位計';
comment on column zh.歷年.單位 is '數值的基本單位';
comment on column zh.歷年.目標比較 is '至少、不超過、等於、介於';
comment on column zh.歷年.目標下限 is '以基本單位計';
comment on column zh.歷年.目標上限 is '以基本單位計';
comment on column zh.歷年.目標單位 is '目標的基本單位';
comment on column zh.歷年.來源 is '實績值、報告提及之往年值、報告以外來源';
comment on column zh.歷年.出自年度報告 is '載明該數值的報告年度';
comment on column zh.歷年.發布機關 is '載明該數值之報告所屬部會；樣本附註「（樣本）」';
comment on column zh.歷年.原文 is '數值的原文';
comment on column zh.歷年.頁次 is '原文所在頁';
comment on column zh.歷年.檔名 is '所讀檔案';
comment on column zh.歷年.外部來源 is '他處公布數值的網址';
