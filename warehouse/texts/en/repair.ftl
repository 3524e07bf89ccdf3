## What was found and mended before a run.

repair-interrupted = run { $run_no } had been interrupted; nothing of it was published
repair-changes-removed = changes of another program to the published warehouse were removed ({ $file_name })
repair-set-aside = the warehouse cannot be read; it lies in { $file_name } now
repair-live = run { $run_no } is live now
repair-links = missing links are made again
repair-damaged = run { $run_no } is damaged: its warehouse cannot be read
