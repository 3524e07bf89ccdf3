## What a run, rollback or check says.

run-live = Run { $run_no } is live.
run-taken-back = { $file_name } is taken back; `tsdg run` leaves it out until the file itself is named.
run-site = { $count } pages: open { $where }
run-nothing-new = Nothing new: { $count } report { $count ->
    [one] file
   *[other] files
} held already.
run-left-out = { $file_name } was taken back by `tsdg rollback` and is left out; name the file itself to take it in again
run-downloaded = downloaded { $file_name } ({ $source })
run-state-not-written = the state of the downloads cannot be written ({ $why }); this source is fetched again next time
run-audit-failed = nothing was published ({ $count } critical), the last good warehouse stays live; see { $page }
run-audit-failed-first = nothing was published ({ $count } critical), no warehouse yet; see { $page }
run-and-more = and { $count } more
run-failed-check = audit: { $subject }: { $expectation }: { $outcome }: { $detail }
run-no-dashboard = the marts are published, but without the dashboard in { $folder }: { $reason }; `tsdg site` writes it
run-no-report = the report of the run is missing ({ $error })
run-stopped = stopped by { $signal }
run-stopped-early = stopped by { $signal }; nothing was published
run-stopped-live = stopped by { $signal }; the run had been published
