## What a run ends with: read, headline, scorecard, missed, pending, doubtful, outputs.

edition-read = read
edition-held = held already: { $count }
edition-rebuilt = rebuilt from what is held: { $why }
edition-pages = { $count } pages
edition-indicators = { $count } indicators
edition-vintage = vintage { $vintage }
edition-superseded = vintage { $vintage } (superseded)
edition-headline = { $year }: { $told }
edition-attained = { $attained } of { $judged } judged indicators attained{ $rate ->
    [none] {""}
   *[other] {" "}({ $rate } %)
}
edition-missed = { $count } missed{ $worst ->
    [none] {""}
   *[other] , most of all { $worst }
}
edition-pending = { $count } still to be published
edition-doubtful = { $count } in doubt, without a verdict
edition-issuers = { $count } { $count ->
    [one] issuer
   *[other] issuers
}
edition-scorecard = Scorecard { $year }
edition-all = all, each indicator once
edition-rate = { $rate } % of { $judged }
edition-judged = { $judged } judged, { $assumed ->
    [0] none
   *[other] { $assumed }
} of them by an assumption
edition-undecided = { $count } undecided, for their reading is in doubt
edition-see-review = : see tsdg review
edition-missed-in = Missed in { $year }: { $count } measures
edition-assumed = {" "}(assumed)
edition-pending-from = Pending from { $year }: { $count } measures
edition-no-day = no day printed
edition-overdue = {" "}overdue { $days } days
edition-more = { $count } more: { $command }
edition-count-of = { $count } { $name }
edition-doubtful-read = Doubtful in the documents read: { $counted }
edition-doubtful-in = Doubtful in the { $year } source: { $counted }
edition-more-info = { $count } more of severity info stand in the mart finding
edition-where-warehouse = warehouse
edition-where-marts = marts
edition-where-audit = audit
edition-where-dashboard = dashboard
