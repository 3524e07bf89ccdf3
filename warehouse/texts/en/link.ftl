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
