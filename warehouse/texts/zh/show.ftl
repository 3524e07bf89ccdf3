## tsdg show

show-fitting = { $count } 項指標符合 { $asked }
show-editions = { $first }-{ $last } 年
show-no-trend = 趨勢：此資料庫尚無，`tsdg run` 會重建
show-also-printed = { $issuer }亦載：{ $code } { $name }
show-goal = 目標 { $goal }
show-same-as = 同 { $codes }
show-verdict = 判定：
show-renumbered = { $asked }（至 { $year } 年）現為 { $now }
show-bears-code = { $asked } 也是 { $key } 的編號（{ $told }）
show-bore-code = { $asked } 曾是 { $key } 的編號（{ $told }）
show-open-link = 此指標有待審的連結：tsdg review
show-declares-nothing = （報告未自述）
show-declares = （報告自述：{ $declared }{ $agrees ->
    [True] ，相符
    [False] ，不符
   *[None] {""}
}）
show-twins = 其他目標下的同指標
show-twins-of-issuers = 其他目標或其他機關的同指標
show-agrees = 一致
show-differs = 不一致
show-not-in-newest = （最新年版未載）
show-history = 歷年
show-printed-in = 原文：{ $where }
show-target-text = 目標
show-actual-text = 實績值
show-reason-text = 落後原因
show-countermeasure-text = 因應對策
show-accepted = （已接受：{ $reason }）
show-un-bridge = 聯合國：{ $nearest }（{ $status }）：{ $reason }
show-un-target = 細項目標 { $target }
