-- Values promised and not seen yet, by the day of asking, for readers of Chinese.
create view zh.待公布 as
select
    v.report_year as 年度,
    dim_report.issuer_shown as 發布機關,
    v.goal_no as 核心目標,
    v.indicator_code as 指標代碼,
    v.measure_no as 項次,
    v.indicator_name as 指標名稱,
    v.measure_label as 項目,
    v.agencies_text as 主辦機關,
    v.release_due as 預計公布日,
    release_state.word_zh as 公布狀態,
    v.days_left as 剩餘天數,
    v.actual_text as 實績原文,
    v.page as 頁次,
    v.file_name as 檔名
from marts.pending_release as v
left join staging.seed_value_word as release_state on release_state.list_name = 'release_state' and v.release_state = release_state.value
left join marts.dim_report
    on v.issuer = dim_report.issuer and v.report_year = dim_report.report_year and dim_report.is_current
order by v.release_due nulls last, v.indicator_code, v.measure_no, v.issuer;
comment on view zh.待公布 is '承諾公布而本資料尚未見到的數值一列，以查詢當日計';
comment on column zh.待公布.年度 is '作出承諾的報告年度，也是數值所屬年度';
comment on column zh.待公布.發布機關 is '報告所屬部會；樣本附註「（樣本）」';
comment on column zh.待公布.核心目標 is '核心目標編號';
comment on column zh.待公布.指標代碼 is '當年報告所印代碼';
comment on column zh.待公布.項次 is '指標內第幾個數量';
comment on column zh.待公布.指標名稱 is '指標名稱';
comment on column zh.待公布.項目 is '數量的名稱';
comment on column zh.待公布.主辦機關 is '現行機關簡稱';
comment on column zh.待公布.預計公布日 is '承諾的日期；只印月份者為月底；未載明者為空';
comment on column zh.待公布.公布狀態 is '逾期、未到期、未載日期；逾期僅指本資料未見，機關可能已在他處公布';
comment on column zh.待公布.剩餘天數 is '距承諾日天數，負數為逾期';
comment on column zh.待公布.實績原文 is '報告原文';
comment on column zh.待公布.頁次 is '原文所在頁';
comment on column zh.待公布.檔名 is '所讀檔案';
