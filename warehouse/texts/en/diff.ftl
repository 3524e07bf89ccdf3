## tsdg diff

diff-indicator_added = New indicators
diff-n-indicator_added = { $count } { $count ->
    [one] new indicator
   *[other] new indicators
}
diff-indicator_vanished = Indicators no longer printed
diff-n-indicator_vanished = { $count } { $count ->
    [one] indicator no longer printed
   *[other] indicators no longer printed
}
diff-indicator_renumbered = Renumbered
diff-n-indicator_renumbered = { $count } { $count ->
    [one] renumbered
   *[other] renumbered
}
diff-indicator_renamed = Renamed
diff-n-indicator_renamed = { $count } { $count ->
    [one] renamed
   *[other] renamed
}
diff-agency_changed = Other agencies
diff-n-agency_changed = { $count } { $count ->
    [one] with other agencies
   *[other] with other agencies
}
diff-same_as_changed = Same-as notes 同指標
diff-n-same_as_changed = { $count } { $count ->
    [one] other same-as note
   *[other] other same-as notes
}
diff-measure_added = New measures
diff-n-measure_added = { $count } { $count ->
    [one] new measure
   *[other] new measures
}
diff-measure_vanished = Measures no longer printed
diff-n-measure_vanished = { $count } { $count ->
    [one] measure no longer printed
   *[other] measures no longer printed
}
diff-unit_changed = Units
diff-n-unit_changed = { $count } { $count ->
    [one] other unit
   *[other] other units
}
diff-target_changed = Targets
diff-n-target_changed = { $count } { $count ->
    [one] other target
   *[other] other targets
}
diff-value_changed = Values
diff-n-value_changed = { $count } { $count ->
    [one] other value
   *[other] other values
}
diff-status_changed = Verdicts
diff-n-status_changed = { $count } { $count ->
    [one] other verdict
   *[other] other verdicts
}
diff-text_changed = Texts
diff-n-text_changed = { $count } { $count ->
    [one] other text
   *[other] other texts
}
diff-nothing = nothing changed
diff-nothing-changed = Nothing changed.
diff-side = { $year }{ $whose } (vintage { $vintage }{ $sample ->
    [True] , sample 樣本
   *[False] {""}
})
diff-title = { $before } to { $after }
diff-perhaps = perhaps: an open question; tsdg review decides it
diff-perhaps-marked = perhaps: an open question; `tsdg review` decides it.
diff-file = { $year }: { $file_name }, { $count } indicators
