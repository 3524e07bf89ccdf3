"""A data folder of tiny runs."""

from pathlib import Path

import pytest

from tests.tiny_runs import Runs


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path / "data")
