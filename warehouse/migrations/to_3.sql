-- Version 3 records every attempt, with its stages and inputs; before, a run was recorded only if it had published.
create temp view raw_run_v3 as
select
    *,
    'published' as outcome,
    published_at as ended_at,
    epoch(published_at - started_at) as seconds
from raw_run_v2;
