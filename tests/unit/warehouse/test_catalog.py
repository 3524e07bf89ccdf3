"""The catalog tells columns, keys and closed lists, so that nobody writes them twice."""

import duckdb
import polars as pl
import pytest

from warehouse.catalog import polars_schema, read_table, read_tables


@pytest.fixture
def shop():
    with duckdb.connect() as opened:
        opened.execute("create schema shop")
        opened.execute(
            "create table shop.thing (thing_no integer primary key, \"kind\" text not null check (kind in ('a', 'b ü', '甲')), "
            "price double check (price > 0), tags text[], sold date, seen timestamp, is_new boolean, n bigint, "
            "unique (kind, price))"
        )
        opened.execute("comment on table shop.thing is 'One row per thing 物'")
        opened.execute("comment on column shop.thing.price is 'Price'")
        opened.execute("create view shop.cheap as select thing_no, price from shop.thing")
        opened.execute("comment on view shop.cheap is 'Cheap ones'")
        yield opened


def test_tables_and_views_come_in_order_with_their_comments(shop):
    tables = read_tables(shop, "shop")
    assert [(table.full_name, table.comment) for table in tables] == [
        ("shop.cheap", "Cheap ones"),
        ("shop.thing", "One row per thing 物"),
    ]


def test_columns_come_in_order_with_type_and_nullability(shop):
    thing = read_tables(shop, "shop")[1]
    assert [(c.name, c.data_type, c.is_nullable) for c in thing.columns] == [
        ("thing_no", "INTEGER", False),
        ("kind", "VARCHAR", False),
        ("price", "DOUBLE", True),
        ("tags", "VARCHAR[]", True),
        ("sold", "DATE", True),
        ("seen", "TIMESTAMP", True),
        ("is_new", "BOOLEAN", True),
        ("n", "BIGINT", True),
    ]
    assert [column.comment for column in thing.columns][:3] == [None, None, "Price"]


def test_keys_are_primary_and_unique(shop):
    assert set(read_tables(shop, "shop")[1].keys) == {("thing_no",), ("kind", "price")}


def test_closed_lists_are_read_and_other_checks_are_not(shop):
    lists = {column.name: column.allowed_values for column in read_tables(shop, "shop")[1].columns}
    assert lists["kind"] == ("a", "b ü", "甲")
    assert {name for name, values in lists.items() if values is not None} == {"kind"}


def test_other_schemas_are_left_out(shop):
    assert read_tables(shop, "main") == []


def test_the_polars_schema_of_a_table_is_what_loads_into_it(shop):
    assert polars_schema(read_table(shop, "shop.thing")) == {
        "thing_no": pl.Int32,
        "kind": pl.String,
        "price": pl.Float64,
        "tags": pl.List(pl.String),
        "sold": pl.Date,
        "seen": pl.Datetime("us"),
        "is_new": pl.Boolean,
        "n": pl.Int64,
    }


def test_checks_and_foreign_keys_are_read_with_their_columns(shop):
    shop.execute("create table shop.sale (thing_no integer references shop.thing (thing_no))")
    (foreign,) = read_table(shop, "shop.sale").foreign_keys
    assert (foreign.columns, foreign.table_name) == (("thing_no",), "thing")
    assert foreign.referenced_columns == ("thing_no",)
    thing = read_table(shop, "shop.thing")
    assert {check.columns for check in thing.checks} == {("kind",), ("price",)}
    assert thing.foreign_keys == ()


def test_a_table_that_does_not_exist_is_told(shop):
    with pytest.raises(KeyError, match=r"shop\.ghost"):
        read_table(shop, "shop.ghost")
