## Findings: a text for each rule, stated from its facts. What a report prints, and what a person wrote, stays as it is.

# Rules on what was read and computed.

finding-actual_restates_target = 實績值與目標逐字相同：「{ $words }」
finding-another_years_target = 所述為其他年度之目標：「{ $words }」
finding-corrected_value_is_printed = corrections.csv 預期{ $field ->
    [actual_value] 實績值
    [actual_year] 實績值年度
    [target_low] 目標下限
    [target_high] 目標上限
   *[prior_value] 往年數值
}為 { $expected }，{ $found ->
    [none] 報告中無此數值
   *[other] 報告中為 { $found }
}
finding-correction_applied = { $data_year ->
    [none] {""}
   *[other] { $data_year }{" "}年
}{ $field ->
    [actual_value] 實績值
    [actual_year] 實績值年度
    [target_low] 目標下限
    [target_high] 目標上限
   *[prior_value] 往年數值
}：報告載為 { $printed }，更正採用 { $used }；理由：「{ $reason }」
finding-countermeasure_repeated = 因應對策與 { $before } 年度報告雷同（相似度 { $likeness }），達成率卻下降 { $points } 個百分點
finding-declared_and_computed_disagree = { $declared ->
    [lagging] 報告說明落後原因
   *[other] 報告自述「{ VALUE($declared, of: "declared") }」
}，計算結果為「{ VALUE($computed, of: "status") }」：{ $verdict_zh }
finding-direction_assumed = { $rule_zh }，視為{ $direction ->
    [higher] 愈高愈好
    [lower] 愈低愈好
   *[none] 無優劣方向
}，尚未經審閱：「{ $words }」
finding-every_indicator_has_measures = 判讀得 { $n_staged } 項，發布 { $n_published } 項
finding-every_number_has_its_words = 數值無原文或頁次可稽
finding-every_printed_code_is_staged = 報告載有指標 { $code }，但未讀入
finding-every_printed_number_is_accounted = { $section ->
    [target] 目標
   *[actual] 實績值
}有數字未歸類：原文 { $n_printed } 位數，列出 { $n_listed } 位數
finding-every_verdict_has_its_rule = 判定為「{ VALUE($status, of: "status") }」，但缺比較方式、優劣方向或其依據
finding-external_disagrees_with_report = { $year } 年數值，報告為 { $printed }，「{ $publisher }」為 { $published }
finding-external_sources_disagree = { $year } 年數值，{ $source } 為 { $value }，{ $other_source } 為 { $other_value }
finding-external_without_measure = 有 { $n_figures } 筆外部數字，查無名稱含「{ $name }」之指標第 { $measure_no } 項可對應
finding-far_from_target = 實績值「{ $actual }」為目標「{ $target }」的 { $share }%，相差十倍以上
finding-indicator_appeared = { $before } 年度報告未列「{ $name }」
finding-indicator_vanished = { $before } 年度報告列有「{ $name }」，{ $after } 年度報告未列
finding-link_waits_for_review = 可能延續 { $year } 年度報告之指標 { $code }{ $measure_no ->
    [none] {""}
   *[other] {" "}第 { $measure_no } 項
}（評分 { $score }：{ $evidence_zh }），待審閱，問題編號 { $question }
finding-magnitude_slip = { $year } 年數值載為「{ $words }」，目標則為「{ $target }」，數量級疑有誤
finding-missed_again = 自 { $since } 年度起連續 { $n_editions } 個年度未達標
finding-missed_without_reason = { $measure ->
    [none] {""}
   *[other] 「{ $measure }」
}未達標（{ $verdict_zh }），{ $of_others ->
    [no] 但未說明落後原因
   *[yes] 但所載落後原因僅敘明他項
}
finding-no_actual = 未載實績值
finding-pending_without_date = 待公布，但未載預計公布日期
finding-promised_release_overdue = 原訂 { $due } 前公布，截至 { $as_of } 所存報告均未見該數值
finding-reading_in_doubt = { $doubt_zh }（{ $verdict_zh }；優劣方向：{ $rule_zh ->
    [none] 無依據
   *[other] { $rule_zh }
}）；須審閱優劣方向或核對原文
finding-reason_repeated = 落後原因與 { $before } 年度報告雷同（相似度 { $likeness }）
finding-same_as_disagree = 與{ $twin_issuer ->
    [none] {""}
   *[other] { $twin_issuer }之
}指標 { $twin } 為同一指標，該處{ $kind_there ->
    [no_measure] 無此項
    [no_target] 未載目標
    [words] 載「{ $words_there }」
    [pending] 待公布
    [qualitative] 無數值
    [none] 未載實績值
   *[numeric] 未載原文
}，此處{ $kind_here ->
    [no_measure] 無此項
    [no_target] 未載目標
    [words] 載「{ $words_here }」
    [pending] 待公布
    [qualitative] 無數值
    [none] 未載實績值
   *[numeric] 未載原文
}
finding-same_as_one_way = { $noted ->
    [here] 本指標註記與指標 { $twin } 同指標，該指標未註記
   *[there] 指標 { $twin } 註記與本指標同指標，本指標未註記
}
finding-same_as_undeclared = 目標與實績值和指標 { $twin } 相同，但未註記同指標
finding-scorecards_add_up = 各核心目標共計 { $n_scored } 項指標、{ $n_statuses } 項判定，發布之指標為 { $n_published } 項
finding-statements_are_published = 報告所載數值 { $n_stated } 筆，發布 { $n_published } 筆；實績值讀得 { $n_read } 筆，發布 { $n_actual } 筆；{ $n_doubled } 個年度有兩個最新值
finding-superseded_agency_name = { $now ->
    [none] 「{ $printed }」已於 { $ended } 裁撤
   *[other] 「{ $printed }」自 { $ended } 起為「{ $now }」
}
finding-target_restated = { $year } 年目標較先前所載{ $restatement ->
    [tightened] 趨嚴
    [loosened] 放寬
   *[changed] 有變更
}{ $words ->
    [none] {""}
   *[other] ：「{ $words }」
}
finding-value_for_another_year = 所載為 { $year } 年數值：「{ $words }」
finding-value_restated = { $year } 年數值載為「{ $words }」，{ $other_issuer ->
    [none] {""}
   *[other] { $other_issuer }{" "}
}{ $other_edition } 年度報告則載為「{ $other_words }」
finding-verdict_undecided = { $verdict_zh }
finding-vintage_added_or_lost = 更正版{ $change ->
    [indicator_added] 增列指標
    [indicator_vanished] 刪除指標
    [measure_added] 增列項目
   *[measure_vanished] 刪除項目
}：「{ $name }」{ $measure ->
    [none] {""}
   *[other] 之「{ $measure }」
}
finding-vintage_changed_target = 目標由「{ $before ->
    [not_found] 未見目標
    [not_set] 未設目標
    [qualitative] 質性工作
   *[other] { $before_zh }
}」更正為「{ $after ->
    [not_found] 未見目標
    [not_set] 未設目標
    [qualitative] 質性工作
   *[other] { $after_zh }
}」{ $effect ->
    [tightened] （趨嚴）
    [loosened] （放寬）
   *[none] {""}
}
finding-vintage_changed_value = 數值由「{ $before ->
    [pending] 待公布
    [qualitative] 無數值
    [none] 未載實績值
    [no_unit] 無單位
   *[other] { $before }
}」更正為「{ $after ->
    [pending] 待公布
    [qualitative] 無數值
    [none] 未載實績值
    [no_unit] 無單位
   *[other] { $after }
}」
finding-issuer_named_otherwise = 指明為「{ $named }」之報告（{ VALUE($basis, of: "issuer_basis") }），文件所載為「{ $printed }」
finding-year_listed_otherwise = 來源清單預期該網址為 { $listed } 年報告，文件所載為 { $printed } 年；已依文件以 { $printed } 年報告收錄
finding-review_of_several_issuers = link_reviews.csv 中一項答案未予採用：未指明所屬機關，而「{ $issuers }」均載有此代碼；請填 issuer_a、issuer_b，或以 tsdg review 重新回答
finding-vintage_of_another_report = { $after } 的 { $n_indicators } 項指標中，僅 { $n_shared } 項與其所取代的 { $before } 相同；如屬其他部會之報告，請以 tsdg run --issuer 指明

# Found while a document was read.

finding-actual_not_understood = { $what ->
    [several] 有多個數值可對應目標：「{ $words }」
   *[missing] 目標為數值，但實績值中未見對應數值：「{ $words }」
}
finding-altered_by_annotation = 該列上有註解（{ $kind }）{ $words ->
    [none] {""}
   *[other] ：「{ $words }」
}
finding-code_printed_twice = 指標 { $code } 重複出現，以首次所載為準
finding-direction_undecided = 無用詞或名稱可知優劣方向：「{ $words }」
finding-estimate_is_not_actual = 所載為{ $what ->
    [estimate] 推估值
   *[partial] 部分期間之數值
}，非實績值，未採用：「{ $words }」
finding-goal_disagrees_with_code = 指標 { $code } 列於核心目標 { $goal } 之下
finding-no_agency = 未載主辦機關：「{ $name }」
finding-amount_not_paired = 實績值中未對應任何目標之數量：「{ $words }」
finding-number_not_read = { $section ->
    [target] 目標中有數字未採為本年度目標：「{ $words }」
   *[actual] 實績值中有數字無法判讀：「{ $words }」
}
finding-picture_not_read = { $part ->
    [page] 該頁為整頁圖片
    [part] 該頁表格之外有圖片
   *[row] 該列內有圖片
}，圖中內容未讀入
finding-printed_arithmetic_does_not_hold = 「{ $sum }」應為 { $computed }，報告載為「{ $printed }」
finding-readers_disagree = { $cell ->
    [goal] 「核心目標」
    [indicator] 「對應指標」
    [result] 「達成情形」
    [target] 「目標」
    [actual] 「實績值」
    [reason] 「落後原因」
    [countermeasure] 「因應對策」
    [agency] 「主辦機關」
    [code] 「編號」
    [unit] 「單位」
   *[other] { $cell }
}欄兩種讀法不一：「{ $words }」
finding-struck_out_text = 刪除線文字未讀入：「{ $words }」
finding-table_in_cell = { $cell ->
    [goal] 「核心目標」
    [indicator] 「對應指標」
    [result] 「達成情形」
    [target] 「目標」
    [actual] 「實績值」
    [reason] 「落後原因」
    [countermeasure] 「因應對策」
    [agency] 「主辦機關」
    [code] 「編號」
    [unit] 「單位」
   *[other] { $cell }
}欄內另有表格，未讀入：「{ $words }」
finding-table_of_another_year = { $year } 年之表共 { $n_rows } 列，未讀入
finding-target_for_another_year = { $section ->
    [target] 目標
    [reason] 落後原因
    [countermeasure] 因應對策
   *[actual] 實績值
}{ $year ->
    [none] 中所載，未採為本年度目標：「{ $words }」
   *[other] 中所載 { $year } 年目標，無法確定屬哪一項：「{ $words }」
}
finding-text_not_understood = { $what ->
    [no_code] 未見指標代碼：「{ $words }」
    [before_any_indicator] 所有指標之前另有一列：「{ $words }」
    [before_first_section] 首段之前另有文字：「{ $words }」
    [two_values] { $year } 年載有兩個數值，採前者：「{ $words }」、「{ $other_words }」
   *[no_target_section] 該列未見「目標」一段
}
finding-text_outside_table = 表外文字，未讀入：「{ $words }」
finding-unknown_agency = 機關名稱未在審閱清單中：「{ $agency }」
finding-unknown_character = 「{ $mark }」處字元不明：「{ $words }」
finding-unseen_text = { $why ->
    [drawn_in_an_invisible_mode] 設為不顯示之文字
    [transparent] 透明文字
    [outside_the_page] 頁面外之文字
    [clipped_away] 遭裁切之文字
    [covered] 遭遮蓋之文字
    [in_the_colour_of_its_ground] 與底色相同之文字
   *[other] 看不見的文字
}未讀入：「{ $words }」
finding-value_computed = 報告僅載總數，數值為計算所得：{ $sum }

# Checks of single columns.

finding-column_value_lengths_to_be_between = { $why_zh }（{ $table }：{ $check }）
finding-column_values_to_be_between = { $why_zh }（{ $table }：{ $check }）
finding-column_values_to_not_be_null = { $why_zh }（{ $table }：{ $check }）
