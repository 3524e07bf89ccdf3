## tsdg show

show-fitting = { $count } indicators fit { $asked }
show-editions = editions { $first }-{ $last }
show-no-trend = trend: not in this warehouse; `tsdg run` rebuilds it
show-also-printed = Also printed by { $issuer }: { $code } { $name }
show-goal = goal { $goal }
show-same-as = same as { $codes }
show-verdict = verdict:{" "}
show-renumbered = { $asked } (until edition { $year }) is now { $now }
show-bears-code = { $asked } is also the code of { $key } ({ $told })
show-bore-code = { $asked } was also the code of { $key } ({ $told })
show-open-link = a link of this indicator waits for a person: tsdg review
show-declares-nothing = {" "}(the report declares nothing)
show-declares = {" "}(the report declares: { $declared }{ $agrees ->
    [True] , agrees
    [False] , disagrees
   *[None] {""}
})
show-twins = Same as, under other goals
show-twins-of-issuers = Same as, under other goals or by other issuers
show-agrees = agrees
show-differs = differs
show-not-in-newest = (not in the newest edition)
show-history = History
show-printed-in = Printed in { $where }
show-target-text = 目標 target
show-actual-text = 實績值 actual
show-reason-text = 落後原因 reason
show-countermeasure-text = 因應對策 countermeasure
show-accepted = {" "}(accepted: { $reason })
show-un-bridge = UN: { $nearest } ({ $status }): { $reason }
show-un-target = target { $target }
