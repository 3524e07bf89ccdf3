"""Servers that tests publish to, and warehouses to publish."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import PROJECT, build_once
from tests.integration.supply import databases
from tests.integration.supply.made_up_marts import SOME_MARTS, write_next_run, write_warehouse
from warehouse.folder.data_folder import DataFolder

_PAUSE_SECONDS = 60


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.PostgresServer]:
    with databases.postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[databases.ObjectStore]:
    with databases.object_store(tmp_path_factory.mktemp("store")) as running:
        yield running


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    """The publisher's password in the environment, where nothing else of PostgreSQL is."""
    for name in ("PGPASSFILE", "PGSERVICE", "PGHOST", "PGUSER", "PGDATABASE", "PGSSLMODE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PGPASSWORD", databases.OWNER_PASSWORD)
    return databases.OWNER_PASSWORD


@pytest.fixture(scope="session")
def every_mart(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A warehouse with made-up rows in every mart."""
    return build_once(tmp_path_factory, "every_mart", write_warehouse)


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A warehouse of some marts."""
    write = partial(write_warehouse, only=SOME_MARTS)
    return build_once(tmp_path_factory, "some_marts", write)


@pytest.fixture(scope="session")
def second_run(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The next run: fewer rows, other values."""
    fewer = write_warehouse(tmp_path_factory.mktemp("fewer"), n_rows=17, only=SOME_MARTS)
    change = "update marts.attainment set indicator_name = 'changed'"
    return write_next_run(fewer, tmp_path_factory.mktemp("second"), change)


@pytest.fixture
def paused(tmp_path: Path) -> Callable:
    """Publish in another process that stops at a function; leaving the block kills it with SIGKILL."""

    @contextmanager
    def publish(data: DataFolder, address: str, storage: str | None, **where) -> Iterator[None]:
        flag = tmp_path / "paused"
        order = {"data": str(data.root), "address": address, "storage": storage, "flag": str(flag)}
        command = [sys.executable, "-m", "tests.integration.supply.publish_and_pause"]
        child = subprocess.Popen(
            [*command, json.dumps({**order, **where})], cwd=PROJECT, stderr=subprocess.PIPE
        )
        try:
            deadline = time.monotonic() + _PAUSE_SECONDS
            while not flag.exists():
                assert child.poll() is None, child.stderr.read()
                assert time.monotonic() < deadline
                time.sleep(0.02)
            yield
        finally:
            child.kill()
            child.communicate()

    return publish
