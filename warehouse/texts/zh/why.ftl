## tsdg show --why

why-value = 實績值
why-quantity = 其他數量：往年、基期或部分
why-nothing = 無：沒有規則可判
why-measure = 項目 { $number } { $label }
why-numbers = 「目標」與「實績值」中的每個數字
why-value-of-year = { $year } 年數值，項目 { $measure }：{ $value }，出自 { $words }，第 { $page } 頁
why-target-of-year = { $year } 年目標，項目 { $measure }：{ $target }，出自 { $words }，第 { $page } 頁
why-correction = 更正，項目 { $measure }：{ $field } 由 { $printed } 改為 { $corrected }，理由：{ $reason }
why-target = 目標
why-from = 出自
why-actual = 實績值
why-paired = 配對
why-comparator = 比較
why-direction = 優劣方向
why-verdict = 判定
why-since = 因為
why-declared = 自述
why-no-word = 無
why-certainty = 把握
why-doubt = 疑慮
why-not-read = 未判讀
why-corrected = 更正
why-pages = 頁次
why-to-settle = 釐清
why-for = { $years } 年
why-assumed = （推定）
why-no-pair = 此目標沒有配到數值
why-items = 第 { $target } 項對第 { $actual } 項
why-same-unit = 單位相同
why-like-unit = 單位意義相同
why-paired-so = { $told }；為最佳且唯一的配對
why-by = { $decided }{ $rule ->
    [none] {""}
   *[other] ，{ $rule }
}
