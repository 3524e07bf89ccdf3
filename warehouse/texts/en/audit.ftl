## The page of an audit.

audit-title = Audit { $moment }
audit-head = Audit of the run started { $moment } UTC
audit-not-published = Nothing was published.
audit-forbidden = { $blocking } of { $count } checks forbid it; the last good warehouse stays live.
audit-published = Published.
audit-allowed = { $count } checks, none forbids it.
audit-not-passed = Checks that did not pass
audit-findings = Findings in the sources
audit-checks = Checks by table and rule
audit-column-severity = Severity
audit-column-outcome = Outcome
audit-column-table-or-rule = Table or rule
audit-column-expectation = Expectation
audit-column-why-it-matters = Why it matters
audit-column-what-was-found = What was found
audit-column-rule = Rule
audit-column-edition = Edition
audit-column-indicator = Indicator
audit-column-page = Page
audit-column-finding = Finding
audit-column-passed = Passed
audit-column-failed = Failed
audit-column-errors = Errors
audit-whole-report = report
audit-observed = observed { $value }
audit-unexpected = { $count } of { $all }: { $sample }
audit-every-row = every row
audit-rows = { $count } { $count ->
    [one] row
   *[other] rows
}: { $rows }
