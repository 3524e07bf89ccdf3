## tsdg review

review-directions = Directions to confirm
review-better = { $direction } better
review-untold = not told
review-recorded-as = recorded: { $answer }
review-direction = direction { $id }
review-taken = { $direction } is better, by { $rule }
review-place = { $page } of { $file_name }, edition { $year }
review-no-reason = none is printed
review-compared = compared
review-with = { $target } with { $actual }
review-nothing-tells = nothing tells which way is better
review-also = holds also for
review-n-links = { $count } open { $count ->
    [one] link
   *[other] links
}
review-n-findings = { $count } { $count ->
    [one] finding
   *[other] findings
}
review-n-directions = { $count } { $count ->
    [one] direction
   *[other] directions
}
review-answer = answer with tsdg review, or --accept ID --reason "..." and --reject ID
review-answer-direction = a direction: --accept ID as taken, or --accept ID --direction lower
review-links = Open links
review-superseded = (only in a superseded vintage)
review-recorded = { $count } { $count ->
    [one] answer
   *[other] answers
} recorded in { $where }; the next tsdg run applies it
review-recorded-already = { $count } { $count ->
    [one] answer
   *[other] answers
} recorded already
review-nothing = nothing waits for an answer
review-begin = answers of { $reviewer } go to { $folder }; Ctrl-C keeps what is recorded
review-question = { $number } of { $count }
review-ended = ended; what is recorded is kept
review-one-series = one series?
review-one-measure = one measure?
review-which-way = which way is better?
review-known = known and right as printed?
review-one-of = one of { $choices }
review-ask-reason = reason:{" "}
review-needs-reason = an answer needs its reason: what was looked at, and where
review-score = score { $score } of 100: { $evidence }
review-bridges = Comparisons with UN indicators to confirm
review-bridge = comparison with the UN { $id }
review-bridges-wait = { $count } { $count ->
    [one] comparison
   *[other] comparisons
} with UN indicators, proposed: tsdg review --only bridges
review-bridge-right = right as proposed?
review-n-bridges = { $count } { $count ->
    [one] comparison
   *[other] comparisons
}
review-asked = { $question } { $choices }:
