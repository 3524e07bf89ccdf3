-- why: a document that was named one ministry's and prints another's name may stand among the wrong figures
-- why_zh: 指明為某部會而文件載有他部會名稱，數字可能歸錯
select
    issuer,
    report_year,
    null::text as indicator_code,
    null::integer as measure_no,
    {'named': issuer, 'basis': issuer_basis, 'printed': issuer_printed} as facts,
    1 as page
from staging.stg_report
where is_current and issuer_printed <> issuer
