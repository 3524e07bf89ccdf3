-- A quantity as people write it, while the marts are built: 億 and 兆 for large ones, 萬 where that leaves at most
-- one decimal and the unit is a Chinese one (18 萬名, but 23,658 MW), thousands apart, no trailing zeros.
create or replace temp macro write_quantity(amount, unit) as (
    with scaled as (
        select
            case
                when abs(amount) >= 1e12 then 1e12
                when abs(amount) >= 1e8 then 1e8
                when
                    abs(amount) >= 1e5
                    and amount % 1000 = 0
                    and regexp_matches(unit, '^\p{Han}')
                    then 1e4
                else 1
            end as scale
    )

    select
        rtrim(rtrim(format('{:,.10f}', amount / scale), '0'), '.')
        || case scale when 1e12 then ' 兆' when 1e8 then ' 億' when 1e4 then ' 萬' else '' end
        || case when scale = 1 and unit not in ('%', '‰') then ' ' else '' end
        || coalesce(unit, '')
    from scaled
);
