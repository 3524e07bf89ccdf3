"""An empty warehouse in memory."""

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.build import create_tables


@pytest.fixture(scope="session")
def empty_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table below the marts; never changed for good."""
    with duckdb.connect() as opened:
        create_tables(opened)
        yield opened


@pytest.fixture
def connection(
    empty_warehouse: duckdb.DuckDBPyConnection,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table below the marts, empty; what a test fills and builds goes with it."""
    empty_warehouse.execute("begin")
    yield empty_warehouse
    empty_warehouse.execute("rollback")
