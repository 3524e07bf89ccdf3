-- severity: warning
-- why: a document that was named one ministry's and prints another's name may stand among the wrong figures
select
    issuer,
    report_year,
    null::text as indicator_code,
    null::integer as measure_no,
    {'named': issuer, 'basis': issuer_basis, 'printed': issuer_printed} as facts,
    1 as page
from staging.stg_report
where is_current and issuer_printed <> issuer
