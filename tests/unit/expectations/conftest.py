"""The clean edition as a candidate: built once; each fault that is planted is taken back."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import great_expectations as gx
import pytest
from great_expectations.data_context.types.base import ProgressBarsConfig

from tests.conftest import build_once
from tests.unit.expectations.clean_edition import (
    AS_OF,
    VIEWS,
    build_clean_candidate,
)
from warehouse.catalog import read_table
from warehouse.folder.data_folder import DataFolder
from warehouse.seed_files import PACKAGED_SEEDS
from warehouse.sql_literals import quote


@pytest.fixture(scope="session")
def clean_candidate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The candidate's file; never written to."""

    def build(root: Path) -> DataFolder:
        root.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TSDG_SEEDS", str(without_external_figures(root)))
            with_views_again(build_clean_candidate(root))
        return DataFolder(root)

    folder = build_once(tmp_path_factory, "clean_candidate", build)
    return DataFolder(folder.root / "data").candidate


def with_views_again(file: Path) -> Path:
    """A fault that is planted must be seen, too, in what a run works out once and then keeps."""
    with duckdb.connect(str(file)) as connection:
        for name in VIEWS:
            table = read_table(connection, f"intermediate.{name}")
            connection.execute(f"drop {'view' if table.is_view else 'table'} {table.full_name}")
        for text in VIEWS.values():
            connection.execute(text)
    return file


def without_external_figures(root: Path) -> Path:
    """Seeds of one's own: figures published elsewhere are for the ministries' indicators, not for made-up ones."""
    seeds = root / "seeds"
    seeds.mkdir()
    header = (
        (PACKAGED_SEEDS / "external_observations.csv").read_text(encoding="utf-8").splitlines()[0]
    )
    (seeds / "external_observations.csv").write_text(header + "\n", encoding="utf-8")
    return seeds


@pytest.fixture(scope="session")
def clean_connection(clean_candidate: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The candidate, open."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {quote(str(clean_candidate))} as warehouse")
        connection.execute("use warehouse")
        connection.execute("set variable as_of_date = ?::date", [AS_OF])
        yield connection


@pytest.fixture
def candidate(
    clean_connection: duckdb.DuckDBPyConnection,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The candidate for planting: whatever a test does to it goes with the test."""
    clean_connection.execute("begin")
    yield clean_connection
    clean_connection.execute("rollback")


@pytest.fixture(scope="session")
def gx_context() -> object:
    """Great Expectations without files and without progress bars."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context
