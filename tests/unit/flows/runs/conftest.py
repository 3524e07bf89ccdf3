"""A data folder of tiny runs."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import build_once
from tests.tiny_runs import Runs
from warehouse.folder.data_folder import DataFolder


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path / "data")


@pytest.fixture(scope="session")
def published_before(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A data folder in which runs of these words were published, once for all tests."""
    folders: dict[tuple[str, ...], Path] = {}

    def publish(*words: str) -> Path:
        def build(root: Path) -> DataFolder:
            runs = Runs(root)
            for word in words:
                runs.publish(word)
            return runs.data

        if words not in folders:
            folders[words] = build_once(tmp_path_factory, f"runs_{'_'.join(words)}", build).root
        return folders[words]

    return publish


@pytest.fixture
def published_a(runs: Runs, published_before: Callable[..., Path]) -> None:
    """The run "a" was published."""
    shutil.copytree(published_before("a"), runs.data.root, symlinks=True, dirs_exist_ok=True)


@pytest.fixture
def published_a_and_b(runs: Runs, published_before: Callable[..., Path]) -> None:
    """The runs "a" and "b" were published."""
    shutil.copytree(published_before("a", "b"), runs.data.root, symlinks=True, dirs_exist_ok=True)
