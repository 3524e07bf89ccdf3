-- Which UN indicator an indicator comes nearest to, for readers of Chinese.
create view zh.聯合國對照 as
select
    v.goal_no as 核心目標,
    v.indicator_code as 編號,
    v.indicator_name as 指標名稱,
    grade.word_zh as 對照程度,
    v.un_indicator as 聯合國指標,
    v.un_target as 聯合國細項目標,
    v.reason_zh as 理由,
    review.word_zh as 審閱狀態,
    v.reviewer as 確認者,
    v.source_url as 聯合國指標出處
from marts.un_bridge as v
left join staging.seed_value_word as grade on grade.list_name = 'un_grade' and v.grade = grade.value
left join staging.seed_value_word as review on review.list_name = 'review_status' and v.status = review.value
order by v.goal_no, v.indicator_key;
comment on view zh.聯合國對照 is '每一指標一列：與聯合國永續發展指標之對照，為本專案所提，經人確認前皆為提議；編號相同不代表同一指標';
comment on column zh.聯合國對照.核心目標 is '核心目標編號';
comment on column zh.聯合國對照.編號 is '最新年度編號';
comment on column zh.聯合國對照.指標名稱 is '最新年度名稱';
comment on column zh.聯合國對照.對照程度 is '相同、相近，或無對應指標';
comment on column zh.聯合國對照.聯合國指標 is '聯合國指標編號；無對應者為空';
comment on column zh.聯合國對照.聯合國細項目標 is '論及此事的聯合國細項目標；無者為空';
comment on column zh.聯合國對照.理由 is '本指標量什麼，聯合國量什麼';
comment on column zh.聯合國對照.審閱狀態 is '提議，或經人以 tsdg review 確認';
comment on column zh.聯合國對照.確認者 is '確認之人；提議者為空';
comment on column zh.聯合國對照.聯合國指標出處 is '所讀聯合國指標文字之網址';
