## What a run is doing.

progress-starting = starting
progress-reading = reading { $file_name } ({ $number } of { $count })
progress-parsing = parsing { $report }
progress-staging = staging
progress-linking = linking editions
progress-building = building marts
progress-auditing = auditing
progress-alone = trying { $file_name } alone
progress-dashboard = writing the dashboard
progress-publishing = publishing
