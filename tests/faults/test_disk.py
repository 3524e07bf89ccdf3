"""A disk that is full or cannot be written: one error, and what was live is live."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from flows.runs.run_folders import list_runs
from tests.faults.killed import run_on_small_disk, run_without_rights
from tests.faults.test_every_operation import publish
from tests.faults.whole import assert_documents_are_whole, assert_one_run_is_live, leftovers
from tests.tiny_runs import Runs
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder


@pytest.mark.parametrize(
    "largest_file",
    [
        pytest.param(0, marks=pytest.mark.slow),
        pytest.param(20_000, marks=pytest.mark.slow),
        300_000,
        pytest.param(1_000_000, marks=pytest.mark.slow),
    ],
)
def test_a_disk_that_fills_up_leaves_what_is_live(tmp_path, largest_file):
    runs = Runs(tmp_path / "data")
    runs.publish("a")
    assert run_on_small_disk(largest_file, publish, runs.data.root, "b") == 1
    assert assert_one_run_is_live(runs.data) == 1
    assert_documents_are_whole(runs.data)
    runs.publish("b")
    assert runs.words() == ("b", "b", "b")
    assert leftovers(runs.data) == []
    assert [run.record.outcome for run in list_runs(runs.data)][-1] == "published"


def expect_one_line(root: Path) -> None:
    """What the command meets first."""
    data = DataFolder(root)
    data.create()
    with pytest.raises(TsdgError, match="cannot be written"), data.lock():
        pass


def test_a_read_only_folder_is_told_and_can_be_read(tmp_path):
    runs = Runs(tmp_path / "data")
    runs.publish("a")
    # Not pytest's own folder, into which only its owner may look.
    root = Path(tempfile.gettempdir()) / f"tsdg_read_only_{os.getpid()}"
    shutil.copytree(runs.data.root, root, symlinks=True)
    try:
        for path in [root, *root.rglob("*")]:
            if not path.is_symlink():
                path.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
        assert run_without_rights(expect_one_line, root) == 0
        assert run_without_rights(assert_one_run_is_live, DataFolder(root)) == 0
    finally:
        for path in [root, *root.rglob("*")]:
            if not path.is_symlink():
                path.chmod(stat.S_IRWXU)
        shutil.rmtree(root)
