"""One writer at a time in a data folder, and one line when it cannot be used."""

import threading

import pytest

from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder


def test_everything_lies_under_the_folder(tmp_path):
    data = DataFolder(tmp_path)
    paths = (data.warehouse, data.marts, data.audit, data.quarantine, data.candidate)
    assert all(path.is_relative_to(tmp_path) for path in paths)
    assert len(set(paths)) == len(paths)


def test_a_folder_is_made_with_its_parents_and_may_exist(tmp_path):
    data = DataFolder(tmp_path / "a" / "b")
    data.create()
    data.create()
    assert data.root.is_dir()


def test_a_second_run_is_turned_away_while_the_first_one_writes(tmp_path):
    with (
        DataFolder(tmp_path).lock(),
        pytest.raises(TsdgError, match="another run"),
        DataFolder(tmp_path).lock(),
    ):
        pytest.fail("two runs write at once")


def test_a_second_run_that_waits_gets_its_turn(tmp_path):
    holding, release = threading.Event(), threading.Event()

    def hold() -> None:
        with DataFolder(tmp_path).lock():
            holding.set()
            release.wait(10)

    first = threading.Thread(target=hold)
    first.start()
    holding.wait(10)
    threading.Timer(0.3, release.set).start()
    with DataFolder(tmp_path).lock(wait_seconds=10):
        assert release.is_set()
    first.join()


def test_the_lock_ends_with_the_run_even_if_it_fails(tmp_path):
    with pytest.raises(KeyError), DataFolder(tmp_path).lock():
        raise KeyError
    with DataFolder(tmp_path).lock():
        assert (tmp_path / ".lock").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    file = tmp_path / "file"
    file.touch()
    data = DataFolder(file)
    with pytest.raises(TsdgError, match="choose another with --data"):
        data.create()
    with pytest.raises(TsdgError, match="choose another with --data"), data.lock():
        pytest.fail("a file is no folder")
