"""Three small editions, published once."""

import pytest

from tests.conftest import build_once, publish_without_prefect
from tests.unit.flows.small_editions import write_editions
from warehouse.folder.data_folder import DataFolder


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The small editions with the packaged decisions, which say nothing of them."""
    files = write_editions(tmp_path_factory.mktemp("small_editions"))
    return build_once(tmp_path_factory, "small", lambda root: publish_without_prefect(files, root))


@pytest.fixture
def own_seeds(tmp_path, monkeypatch):
    """A folder of one's own decisions."""
    folder = tmp_path / "decisions"
    folder.mkdir()
    monkeypatch.setenv("TSDG_SEEDS", str(folder))
    return folder
