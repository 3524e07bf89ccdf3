## tsdg serve

serve-name-serving = Serving
serve-name-looks-at = looks at
serve-name-sources = sources
serve-name-when = when
serve-name-next = next
serve-name-prefect = Prefect
serve-name-pages = pages
serve-name-at-once = at once
serve-name-stop = stop
serve-into = the yearly schedule into { $folder }
serve-default = daily at 06:30 from June to September, else on Mondays at 06:30
serve-once = tsdg serve --once in another terminal, with the same options
serve-how-to-stop = Ctrl-C, or SIGTERM
serve-stopped = Stopped. Nothing is looked at until tsdg serve is started again.
serve-missing = { $path } (not there yet)
serve-no-sources = none; name a list with --sources
serve-sources = { $count ->
    [0] no address yet
    [one] { $count } address
   *[other] { $count } addresses
} in { $where }
serve-deployment = { $address }, deployment '{ $name }'
serve-checking = { $moment } check
