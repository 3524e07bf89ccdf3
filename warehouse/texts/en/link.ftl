## What a link rests on.

link-name-likeness = name likeness { $score }
link-label-likeness = label likeness { $score }
link-same-code = same code
link-another-code = another code
link-same-units = same units
link-other-units = other units
link-unit = unit { $unit }
link-same-place = same place
link-same-agencies = same agencies
link-other-agencies = other agencies
link-identical = identical target and actual
link-noted = noted at { $codes }
link-names-differ = names say different things: { $words }
link-no-label = no label to compare
link-unit-not-printed = unit not printed
link-labels-differ = different things: { $words }
link-more-things = one names more things than the other
link-values-agree = { $count } earlier { $count ->
    [one] value agrees
   *[other] values agree
}
link-values-differ = { $count } earlier { $count ->
    [one] value differs
   *[other] values differ
}
link-began-anew = running total fell from { $old } to { $new }
