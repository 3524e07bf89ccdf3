"""What the model says of keys holds in published marts, also where two issuers print one code."""

import duckdb
import pytest

from warehouse.catalog import read_tables
from warehouse.relations import RELATIONS, Relation


@pytest.fixture(scope="module", params=["published_history", "several_issuers"])
def marts(request):
    data = request.getfixturevalue(request.param)
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection


@pytest.fixture(scope="module")
def keys(marts):
    return {table.table_name: table.keys for table in read_tables(marts, "marts")}


def pairs(relation: Relation) -> list[tuple[str, str]]:
    return list(zip(relation.columns, relation.referenced_columns, strict=True))


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda r: f"{r.table}-{r.references}")
def test_a_row_points_to_exactly_one(marts, keys, relation):
    assert set(relation.referenced_columns) in [set(key) for key in keys[relation.references]]
    condition = " and ".join(f"pointing.{a} = held.{b}" for a, b in pairs(relation))
    given = " and ".join(f"pointing.{a} is not null" for a, _ in pairs(relation))
    lost = f"select count(*) from {relation.table} as pointing anti join {relation.references} as held on {condition} where {given}"
    assert marts.execute(lost).fetchone() == (0,)


def test_the_reports_print_one_code_twice_in_a_year(several_issuers):
    """Else the tests above prove nothing of issuers."""
    with duckdb.connect(str(several_issuers.warehouse), read_only=True) as connection:
        found = connection.execute(
            "select indicator_code, count(distinct indicator_key) from marts.indicator_result "
            "where report_year = 2024 group by all having count(*) > 1 order by all"
        ).fetchall()
    assert found == [("6.1.1", 1), ("8.2.1", 2)]
