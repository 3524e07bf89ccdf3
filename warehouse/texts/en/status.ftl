## tsdg status

status-last-run = last run { $run_no }: published { $moment } UTC, { $count } new, tsdg { $version }
status-findings = Findings
status-open-links = { $count } open { $count ->
    [0] links
    [one] link: see tsdg review
   *[other] links: see tsdg review
}
status-reports = Reports held
status-number = number: current vintage
status-missing = -  missing
status-gaps-of-issuers = { $count ->
    [one] gap
   *[other] gaps
}: no report of { $told }
status-documents = each document: { $command }
status-editions = Editions held
status-current = yes
status-gaps = { $count ->
    [one] gap
   *[other] gaps
}: no edition of { $years }
status-pending = Pending releases: { $count }
