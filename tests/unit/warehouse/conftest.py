"""An empty warehouse in memory."""

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.build import create_tables


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table below the marts, empty."""
    with duckdb.connect() as opened:
        create_tables(opened)
        yield opened
