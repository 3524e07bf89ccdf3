## Findings: a text for each rule, stated from its facts.

finding-missed_again = 自 { $since } 年起連續 { $n_editions } 年未達標
finding-missed_without_reason = { $measure ->
    [none] { $verdict_zh }
   *[other] { $measure }：{ $verdict_zh }
}，但未說明落後原因
finding-declared_and_computed_disagree = 報告自述「{ VALUE($declared, of: "declared") }」，計算為「{ VALUE($computed, of: "status") }」：{ $verdict_zh }
