## What a run says in Prefect's pages.

prefect-files = reports to read: { $files }
prefect-anew = the marts are built anew: { $reason }
prefect-stage = { $stage }: { $rows ->
    [none] done
   *[other] { $rows } rows
}, { $seconds } s
prefect-found = open findings: { $counts }
prefect-published = published as run { $run_no }: { $where }
prefect-summary = What was read and refused, the stages with their rows, and the checks that did not pass
prefect-findings = { $shown } of { $count } open findings, the gravest first; all of them stand in the mart finding
prefect-outputs = Where the outputs lie, on the machine that ran
prefect-warehouse = warehouse
prefect-marts = marts
prefect-report = run report
prefect-audit = audit
prefect-dashboard = dashboard
