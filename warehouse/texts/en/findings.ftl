## Findings: a text for each rule, stated from its facts.

finding-missed_again = missed in { $n_editions } editions running, since { $since }
finding-missed_without_reason = { $measure ->
    [none] { $verdict }
   *[other] { $measure }: { $verdict }
}, but no reason is given
finding-declared_and_computed_disagree = declared { VALUE($declared, of: "declared") }, computed { VALUE($computed, of: "status") }: { $verdict }
