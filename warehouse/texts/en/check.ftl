## What a check expects.

check-no-offender = no offending row
check-not-null = { $column } is filled
check-pattern = { $column } has its form
check-length = { $column } is as long as one is
check-between = { $column } lies within its bounds
check-order = the second is no less than the first
check-unique = unique { $column }
check-range = { $column } lies between { $low } and { $high }
check-listed = { $column } is one of { $values }
check-above = { $column } is more than { $low }
check-limit = { $column }: { $limit }
check-known = { $column } is known to { $table }
check-type = { $column } has its type
check-column = { $column } is a column of the table
