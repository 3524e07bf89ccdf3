## tsdg diff

diff-indicator_added = 新增指標
diff-n-indicator_added = 新增指標 { $count }
diff-indicator_vanished = 不再列載的指標
diff-n-indicator_vanished = 不再列載的指標 { $count }
diff-indicator_renumbered = 改編號
diff-n-indicator_renumbered = 改編號 { $count }
diff-indicator_renamed = 更名
diff-n-indicator_renamed = 更名 { $count }
diff-agency_changed = 主辦機關變動
diff-n-agency_changed = 主辦機關變動 { $count }
diff-same_as_changed = 同指標註記變動
diff-n-same_as_changed = 同指標註記變動 { $count }
diff-measure_added = 新增項目
diff-n-measure_added = 新增項目 { $count }
diff-measure_vanished = 不再列載的項目
diff-n-measure_vanished = 不再列載的項目 { $count }
diff-unit_changed = 單位變動
diff-n-unit_changed = 單位變動 { $count }
diff-target_changed = 目標值變動
diff-n-target_changed = 目標值變動 { $count }
diff-value_changed = 實績值變動
diff-n-value_changed = 實績值變動 { $count }
diff-status_changed = 判定變動
diff-n-status_changed = 判定變動 { $count }
diff-text_changed = 文字變動
diff-n-text_changed = 文字變動 { $count }
diff-nothing = 沒有變動
diff-nothing-changed = 沒有變動。
diff-side = { $year } 年{ $whose }（第 { $vintage } 版{ $sample ->
    [True] ，樣本
   *[False] {""}
}）
diff-title = { $before }→{ $after }
diff-perhaps = 或許：待審的問題，由 tsdg review 決定
diff-perhaps-marked = 或許：待審的問題，由 `tsdg review` 決定。
diff-file = { $year } 年：{ $file_name }，{ $count } 項指標
