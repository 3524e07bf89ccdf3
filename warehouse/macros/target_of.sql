-- 6.4.1 belongs to target 6.4, 6.e.2 to 6.e; a code of fewer parts to none.
create or replace temp macro target_of(indicator_code) as
    nullif(regexp_extract(indicator_code, '^([^.]+\.[^.]+)\.', 1), '');
