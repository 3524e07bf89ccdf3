-- A quantity as people write it, while the marts are built: 億 and 兆 for large ones, 萬 where that leaves at most
-- one decimal and the unit is a Chinese one (18 萬名, but 23,658 MW), thousands apart, no trailing zeros, and no
-- ten digits of a third.
create or replace temp macro write_quantity(printed, unit) as (
    with cut as (
        select
            case
                when round(printed, 6) = round(printed, 10) then printed
                when abs(printed) >= 1 then round(printed, 4)
                else format('{:.4g}', printed)::double
            end as amount
    ),

    scaled as (
        select
            amount,
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
        from cut
    )

    select
        rtrim(rtrim(format('{:,.10f}', amount / scale), '0'), '.')
        || case scale when 1e12 then ' 兆' when 1e8 then ' 億' when 1e4 then ' 萬' else '' end
        || case when scale = 1 and unit not in ('%', '‰') then ' ' else '' end
        || coalesce(unit, '')
    from scaled
);
