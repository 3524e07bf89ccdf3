## tsdg show --why

why-value = actual
why-quantity = another amount: an earlier year, a base, a part
why-nothing = nothing: no rule tells what it is
why-measure = Measure { $number } { $label }
why-numbers = Every printed number of 目標 and 實績值
why-value-of-year = value of { $year }, measure { $measure }: { $value }, from { $words }, p. { $page }
why-target-of-year = target for { $year }, measure { $measure }: { $target }, from { $words }, p. { $page }
why-correction = corrected, measure { $measure }: { $field } { $printed } to { $corrected }, for { $reason }
why-target = target
why-from = from
why-actual = actual
why-paired = paired
why-comparator = comparator
why-direction = direction
why-verdict = verdict
why-since = since
why-declared = declared
why-no-word = nothing
why-certainty = certainty
why-doubt = doubt
why-not-read = not read
why-corrected = corrected
why-pages = pages
why-to-settle = to settle
why-for = for { $years }
why-assumed = {" "}(assumed)
why-no-pair = no value was paired with this target
why-items = item { $target } with item { $actual }
why-same-unit = same unit
why-like-unit = units that mean the same
why-paired-so = { $told }; the best answer, without a rival; scores are not kept
why-by = { $decided }, by { $rule ->
    [none] nothing
   *[other] { $rule }
}
