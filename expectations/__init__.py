"""IS IT RIGHT: expectations on every table, audit of a candidate warehouse."""
