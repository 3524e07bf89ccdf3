"""Three small editions, published once."""

import pytest

from tests.conftest import publish_without_prefect
from tests.unit.flows.small_editions import write_editions
from warehouse.data_folder import DataFolder


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The small editions with the packaged decisions, which say nothing of them."""
    folder = tmp_path_factory.mktemp("small")
    return publish_without_prefect(write_editions(folder), folder / "data")


@pytest.fixture
def own_seeds(tmp_path, monkeypatch):
    """A folder of one's own decisions."""
    folder = tmp_path / "decisions"
    folder.mkdir()
    monkeypatch.setenv("TSDG_SEEDS", str(folder))
    return folder
