## The report of a run, and what is sent of it.

news-audit-found = tsdg: nothing published, audit found { $count } { $count ->
    [one] critical failure
   *[other] critical failures
}
news-run-failed = tsdg: nothing published, the run failed
news-nothing-published = tsdg: nothing published, { $told }
news-no-file = no file could be used
news-nothing-new = tsdg: nothing new
news-refused = { $count } { $count ->
    [one] file
   *[other] files
} refused
news-downloads-failed = { $count } { $count ->
    [one] download
   *[other] downloads
} failed
news-no-dashboard = the dashboard is missing
news-rebuilt-from-held = rebuilt from what is held
news-and = {" "}and{" "}
news-comma = {", "}
news-of-issuers = {" "}of { $count } issuers
news-published = { $years }{ $whose } published
news-corrected = corrected { $years }{ $whose } published
news-figures = { $missed } of { $measures } measures missed
news-figures-of-year = in { $year } { $missed } of { $measures } measures missed
news-figures-of-all = in all of { $year } { $missed } of { $measures } measures missed
news-waiting = { $count } to review
news-failure = The run failed
news-failure-unknown = no reason was recorded
news-failure-advice = Nothing was published. Run tsdg doctor: it says what is wrong and what to do. The next run repairs what this one left.
news-audit-forbids = The audit forbids publishing: { $count } { $count ->
    [one] critical failure
   *[other] critical failures
}
news-audit-advice = Nothing was published. All checks stand in { $page }.
news-refused-advice = Copies and reasons lie in { $folder }. Once a better file is in place, run again.
news-downloads-advice = The next run tries again. If an address is wrong, mend it in the source list.
news-dashboard = The dashboard is missing
news-dashboard-advice = The marts are published. Write it with tsdg site.
news-and-more = and { $count } more
news-places-more = { $places } and { $count } more
news-vintage = vintage { $vintage } of { $count }
news-superseded = , kept as superseded: { $current } stays current
news-text-conversion = text conversion
news-times = { $count } times
news-earlier-changes = Changes in earlier editions
news-other-changes = Changes in other documents
news-restated = restated
news-name-for = { $name } for { $year }
news-stated-anew = Values of an earlier year stated anew
news-corrected-against = { $whose }{ $year } corrected: vintage { $vintage } against { $before }
news-against = { $whose }{ $year } against { $before }
news-to-do = To do: { $title }
news-last-good = The last good run stays live, with { $count ->
    [one] edition
   *[other] editions
} { $years }.
news-no-warehouse = No warehouse of this version is there.
news-read = Read
news-file = { $file_name }: { $whose ->
    [none] {""}
   *[other] { $whose },{" "}
}edition { $year }, { $count } { $count ->
    [one] indicator
   *[other] indicators
}, { $media }{ $note ->
    [none] {""}
   *[other] ; { $note }
}
news-rebuilt = Rebuilt
news-rebuilt-why = No new file was read. Reason: { $why }
news-scorecard = Scorecard
news-scorecard-note = Indicators; one printed under two goals counts once. In brackets the change on the year before. Undecided: the reading is in doubt. Assumed: of those judged, where a custom decided which way is better.
news-scorecard-note-of-issuers = Indicators; one printed under two goals or by two issuers counts once. In brackets the change on the year before where the same issuers report. Undecided: the reading is in doubt. Assumed: of those judged, where a custom decided which way is better.
news-rate = { $rate } of { $count }
news-points = { $change } points of { $count }
news-missed = Missed in { $years }: { $count } { $count ->
    [one] measure
   *[other] measures
}
news-worst-first = Worst first; twins under two goals once.
news-worst-first-of-issuers = Worst first; twins under two goals or by two issuers once.
news-sentence = { $told }.
news-overdue = Overdue: { $count } { $count ->
    [one] promised release
   *[other] promised releases
}
news-overdue-note = Promised by the ministries, and in no edition held. Day of the run: { $day }.
news-to-review = To review
news-links = { $count } { $count ->
    [one] open link
   *[other] open links
} between indicators or measures.{" "}
news-findings = Findings in { $count ->
    [one] edition
   *[other] editions
} { $years }: { $critical } critical, { $warning } { $warning ->
    [one] warning
   *[other] warnings
}, { $info } of severity info.
news-findings-of-issuers = Findings in the documents told: { $critical } critical, { $warning } { $warning ->
    [one] warning
   *[other] warnings
}, { $info } of severity info.
news-elsewhere = {" "}Critical or warning in other editions: { $count }.
news-elsewhere-of-issuers = {" "}Critical or warning in other documents: { $count }.
news-where = Where it stands
news-more = and { $count } more:
news-all = All:
news-run-no = Run { $run_no },{" "}
news-run = begun { $moment } UTC, took { $took }, tsdg { $version }.
news-is-published = Published
news-is-not = Nothing published
news-did-read = read { $file_name }: { $year }, { $count } indicators
news-did-refuse = refused { $file_name }: { $told }
news-did-run = run { $run_no } by tsdg { $version }, as of { $day }
news-stages = | stage | s | rows |
news-did-audit = audit: { $count } checks, { $blocking } blocking
news-checks = | severity | outcome | subject | expectation | detail |
news-n-value_changed = other values
news-value_changed = value
news-n-target_changed = other targets
news-target_changed = target
news-n-status_changed = other verdicts
news-status_changed = verdict
news-n-unit_changed = other units
news-unit_changed = unit
news-n-indicator_added = indicators that are new
news-indicator_added = new indicator
news-n-indicator_vanished = indicators no longer printed
news-indicator_vanished = indicator no longer printed
news-n-indicator_renumbered = indicators renumbered
news-indicator_renumbered = renumbered
news-n-indicator_renamed = indicators renamed
news-indicator_renamed = renamed
news-n-issuer_changed = indicators moved to another ministry's report
news-issuer_changed = another ministry's report
news-n-agency_changed = indicators with other agencies
news-agency_changed = other agencies
news-n-same_as_changed = other same-as notes
news-same_as_changed = same-as note
news-n-measure_added = measures that are new
news-measure_added = new measure
news-n-measure_vanished = measures no longer printed
news-measure_vanished = measure no longer printed
news-n-text_changed = other texts
news-text_changed = text
