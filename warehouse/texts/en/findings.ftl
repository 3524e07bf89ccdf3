## Findings: a text for each rule, stated from its facts. What a report prints, and what a person wrote, stays as it is.

# Rules on what was read and computed.

finding-actual_restates_target = the actual repeats the target word for word: { $words }
finding-another_years_target = speaks of another year's target: { $words }
finding-corrected_value_is_printed = corrections.csv expects { $field } { $expected }, the document has { $found }
finding-correction_applied = { $field }{ $data_year ->
    [none] {""}
   *[other] {" "}of { $data_year }
}: printed { $printed }, used { $used }: { $reason }
finding-countermeasure_repeated = the countermeasure of { $before } again (likeness { $likeness }), while attainment went down by { $points } points
finding-declared_and_computed_disagree = declared { $declared }, computed { $computed }: { $verdict }
finding-direction_assumed = { $direction } is taken to be better, as of any such quantity, by { $rule }: { $words }
finding-every_indicator_has_measures = staged with { $n_staged } measures, published with { $n_published }
finding-every_number_has_its_words = number without printed words or page
finding-every_printed_code_is_staged = indicator { $code } is printed in the document but was not read
finding-every_printed_number_is_accounted = digits of the { $section } without a role: { $n_printed } printed, { $n_listed } listed
finding-every_verdict_has_its_rule = verdict { $status } without comparator, direction or their rule
finding-external_disagrees_with_report = for { $year } the report says { $printed }, { $publisher } says { $published }
finding-external_sources_disagree = for { $year } { $source } says { $value }, { $other_source } says { $other_value }
finding-external_without_measure = { $n_figures } figures wait for measure { $measure_no } of an indicator whose name holds { $name }
finding-far_from_target = { $actual } against { $target }: { $share } % of the target
finding-indicator_appeared = { $name } is not in the edition of { $before }
finding-indicator_vanished = { $name } was printed in { $before } and is not in { $after }
finding-link_waits_for_review = may go on { $code }{ $measure_no ->
    [none] {""}
   *[other] #{ $measure_no }
} of { $year } (score { $score }: { $evidence }): question { $question }
finding-magnitude_slip = printed for { $year }: { $words }, against a target of { $target }
finding-missed_again = missed in { $n_editions } editions running, since { $since }
finding-missed_without_reason = { $measure ->
    [none] { $verdict }
   *[other] { $measure }: { $verdict }
}, { $of_others ->
    [no] but no reason is given
   *[yes] but the reason that is given names others by their numbers
}
finding-no_actual = no actual is printed
finding-pending_without_date = pending without a promised day
finding-promised_release_overdue = promised by { $due }, not in any edition held on { $as_of }
finding-reading_in_doubt = { $doubt } ({ $verdict }; direction by { $rule ->
    [none] nothing
   *[other] { $rule }
}): a reviewed direction or a reading of the printed row would settle it
finding-reason_repeated = the reason of { $before } again (likeness { $likeness })
finding-same_as_disagree = the same as { $twin }{ $twin_issuer ->
    [none] {""}
   *[other] {" "}of { $twin_issuer }
}, which prints { $kind_there ->
    [no_measure] no such measure
    [no_target] no target
    [words] { $words_there }
   *[other] { $kind_there }
} where this prints { $kind_here ->
    [no_measure] no such measure
    [no_target] no target
    [words] { $words_here }
   *[other] { $kind_here }
}
finding-same_as_one_way = { $noted ->
    [here] the same-as note to { $twin } has no counterpart there
   *[there] { $twin } notes that it is the same; here is no such note
}
finding-same_as_undeclared = identical in target and actual to { $twin } without a same-as note
finding-scorecards_add_up = the goals score { $n_scored } indicators with { $n_statuses } statuses of { $n_published } published
finding-statements_are_published = { $n_stated } stated, { $n_published } published; { $n_read } actuals read, { $n_actual } published; { $n_doubled } years with two latest values
finding-superseded_agency_name = { $now ->
    [none] { $printed } ended on { $ended }
   *[other] { $printed } is now { $now } (since { $ended })
}
finding-target_restated = the target for { $year } is { $restatement }: { $words ->
    [none] {""}
   *[other] { $words }
}
finding-value_for_another_year = the value is for { $year }: { $words }
finding-value_restated = for { $year } printed { $words }, the { $other_edition } edition{ $other_issuer ->
    [none] {""}
   *[other] {" "}of { $other_issuer }
} printed { $other_words }
finding-verdict_undecided = { $verdict }
finding-vintage_added_or_lost = { $change ->
    [indicator_added] indicator added
    [indicator_vanished] indicator vanished
    [measure_added] measure added
   *[measure_vanished] measure vanished
} by a later vintage: { $name }{ $measure ->
    [none] {""}
   *[other] : { $measure }
}
finding-vintage_changed_target = corrected from { $before ->
    [not_found] not found
   *[other] { $before }
} to { $after ->
    [not_found] not found
   *[other] { $after }
}{ $effect ->
    [none] {""}
   *[other] {" "}({ $effect })
}
finding-vintage_changed_value = corrected from { $before ->
    [no_unit] no unit
   *[other] { $before }
} to { $after ->
    [no_unit] no unit
   *[other] { $after }
}
finding-issuer_named_otherwise = named a report of { $named } ({ VALUE($basis, of: "issuer_basis") }), the document names { $printed }
finding-year_listed_otherwise = the source list expects the report of { $listed } at this address, the document is that of { $printed }: it was taken as that of { $printed }
finding-review_of_several_issuers = an answer in link_reviews.csv was not applied: it does not say whose report it means, and { $issuers } print this code; fill issuer_a and issuer_b, or answer again with tsdg review
finding-vintage_of_another_report = { $after } shares { $n_shared } of { $n_indicators } indicators with { $before }, which it replaces: if it is another ministry's, name it with tsdg run --issuer

# Found while a document was read.

finding-actual_not_understood = { $what ->
    [several] more than one printed value could answer the target: { $words }
   *[missing] the target is a number but no value answering it was found in: { $words }
}
finding-altered_by_annotation = an annotation ({ $kind }) lies over the row{ $words ->
    [none] {""}
   *[other] : { $words }
}
finding-code_printed_twice = { $code } is printed again; the first print is used
finding-direction_undecided = no word or term tells which way is better: { $words }
finding-estimate_is_not_actual = { $what ->
    [estimate] an estimate
   *[partial] a value for a part of the year
} is printed in place of the actual and was not taken: { $words }
finding-goal_disagrees_with_code = { $code } stands under goal { $goal }
finding-no_agency = no responsible agency is printed: { $name }
finding-amount_not_paired = answers no target: { $words }
finding-number_not_read = { $section ->
    [target] in the target, not taken as this year's: { $words }
   *[actual] in the actual, not understood: { $words }
}
finding-picture_not_read = a picture { $part ->
    [page] fills the page
    [part] stands on the page beside the table
   *[row] stands in the row
}; what it shows was not read
finding-printed_arithmetic_does_not_hold = { $sum } is { $computed }, printed { $printed }
finding-readers_disagree = two readers differ in the { $cell } cell: { $words }
finding-struck_out_text = text that is struck through was not read: { $words }
finding-table_in_cell = a table in the { $cell } cell was not read: { $words }
finding-table_of_another_year = a table for { $year } of { $n_rows } rows was not read
finding-target_for_another_year = { $year ->
    [none] in the { $section }, not taken as this year's: { $words }
   *[other] in the { $section }, for { $year }, of no measure for sure: { $words }
}
finding-text_not_understood = { $what ->
    [no_code] no code in: { $words }
    [before_any_indicator] a row before any indicator: { $words }
    [before_first_section] text before the first section: { $words }
    [two_values] two values are told for { $year }, the first was taken: { $words } / { $other_words }
   *[no_target_section] no section 目標 was found in the row
}
finding-text_outside_table = stands outside the table and was not read: { $words }
finding-unknown_agency = not in the reviewed list of agencies: { $agency }
finding-unknown_character = it is not sure what stands at { $mark }: { $words }
finding-unseen_text = text that is { $why ->
    [drawn_in_an_invisible_mode] drawn in an invisible mode
    [transparent] transparent
    [outside_the_page] outside the page
    [clipped_away] clipped away
    [covered] covered
    [in_the_colour_of_its_ground] in the colour of its ground
   *[other] not to be seen
} was not read: { $words }
finding-value_computed = printed is only the total, so computed: { $sum }

# Checks of single columns.

finding-column_value_lengths_to_be_between = { $table }: { $check }: { $why }
finding-column_values_to_be_between = { $table }: { $check }: { $why }
finding-column_values_to_not_be_null = { $table }: { $check }: { $why }
