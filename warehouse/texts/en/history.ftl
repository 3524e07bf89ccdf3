## tsdg history

history-runs = Runs
history-whole = whole
history-record = record
history-return = `tsdg rollback RUN` returns to a run that is kept whole
history-more = { $came } and { $count } more
