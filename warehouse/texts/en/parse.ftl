## tsdg parse

parse-nothing = no quantity
parse-no-day = no printed day
parse-pending = pending, promised by { $due }
