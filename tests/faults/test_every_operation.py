"""Killed before file operations: of a run, its repair, a rollback, taking over the former layout.

One for each kind of file; of a run one of each operation, and all around the change of what is live, are quick.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.commands.rollback_command import roll_back
from flows.runs.run_folders import list_runs
from tests.faults.killed import list_operations, run_killed_before
from tests.faults.whole import assert_documents_are_whole, assert_one_run_is_live, leftovers
from tests.tiny_runs import Runs
from warehouse.folder.data_folder import DataFolder

_DECIDING = re.compile(r"^os\.rename .*(/current|/run\.json|runs/#)$")
_PRECAUTION = re.compile(r"os\.remove .*\.new")


def publish(root: Path, words: str) -> None:
    """One whole tiny run, as the command makes it: lock, repair, build, publish, prune."""
    # Set here, since the children have the environment in which the first of them was started.
    os.environ["TSDG_KEEP_RUNS"] = "2"
    runs = Runs(root)
    with runs.data.lock():
        runs.publish(words)


def repair(root: Path) -> None:
    """What the next writer does first."""
    Runs(root).repair()


def return_to_first(root: Path) -> None:
    """The command."""
    roll_back(DataFolder(root), 1)


def make_former_layout(root: Path) -> None:
    """Plain files in the data folder, as earlier versions left them."""
    data = DataFolder(root)
    live = data.current.resolve()
    for name in ("warehouse.duckdb", "marts", "site"):
        (data.root / name).unlink()
        shutil.move(live / name, data.root / name)
    data.current.unlink()
    shutil.rmtree(data.runs)


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two published runs, to be copied."""
    root = tmp_path_factory.mktemp("two") / "data"
    for words in ("a", "b"):
        Runs(root).publish(words)
    return root


def one_of_each_kind(kinds: list[str]) -> list[int]:
    """In their order; of many alike the one in the middle, when half of the work is done."""
    alike = [[n for n, other in enumerate(kinds) if other == kind] for kind in dict.fromkeys(kinds)]
    return sorted(numbers[len(numbers) // 2] for numbers in alike)


def operations(kinds: list[str]) -> list[str]:
    """What is done to whichever file, but apart where it is told which run is live or that it is whole."""
    return [kind if _DECIDING.search(kind) else kind.split()[0] for kind in kinds]


def operations_on_each_kind_of_file(kinds: list[str]) -> list[str]:
    """What was left of an earlier attempt is removed for good measure: here there is none."""
    return ["removed before" if _PRECAUTION.fullmatch(kind) else kind for kind in kinds]


Kill = Callable[..., list[Path]]


@pytest.fixture
def kill(tmp_path: Path) -> Kill:
    """Copy a folder once for each operation of another sort and kill the action before it; returns the copies."""

    def kill(
        least: int,
        template: Path,
        act: Callable[..., None],
        *arguments: str,
        sort: Callable[[list[str]], list[str]] = operations_on_each_kind_of_file,
    ) -> list[Path]:
        unharmed = shutil.copytree(template, tmp_path / "unharmed", symlinks=True)
        kinds = list_operations(tmp_path, act, unharmed, *arguments)
        # Fewer than there were: the files are written where nobody looks any more.
        assert len(kinds) >= least
        copies = []
        for operation in one_of_each_kind(sort(kinds)):
            copy = shutil.copytree(template, tmp_path / f"killed_{operation}", symlinks=True)
            assert run_killed_before(operation, act, copy, *arguments) == -9
            copies.append(copy)
        return copies

    return kill


@pytest.mark.parametrize(
    "sort",
    [operations, pytest.param(operations_on_each_kind_of_file, marks=pytest.mark.slow)],
    ids=lambda sort: sort.__name__,
)
def test_a_run_killed_anywhere_leaves_one_run_and_the_next_completes_it(two_runs, kill, sort):
    copies = kill(40, two_runs, publish, "c", sort=sort)
    live = [assert_one_run_is_live(DataFolder(copy)) for copy in copies]
    # The early ones left what was live, the late ones the new run: there is one moment between.
    assert live == sorted(live)
    assert set(live) == {2, 3}
    for copy in copies:
        runs = Runs(copy)
        runs.repair()
        assert_one_run_is_live(runs.data)
        assert_documents_are_whole(runs.data)
        assert leftovers(runs.data) == []
    for copy in copies[::6]:
        runs = Runs(copy)
        runs.publish("c")
        assert runs.words() == ("c", "c", "c")
        assert_documents_are_whole(runs.data)
        assert leftovers(runs.data) == []


def test_a_repair_killed_anywhere_is_completed_by_the_next(two_runs, kill, tmp_path):
    # Everything at once: a run that was killed, and a live warehouse that is torn.
    root = shutil.copytree(two_runs, tmp_path / "harmed", symlinks=True)
    runs = Runs(root)
    runs.build("c")
    torn = runs.data.warehouse.resolve()
    torn.write_bytes(torn.read_bytes()[:5000])
    copies = kill(10, root, repair)
    for copy in copies:
        Runs(copy).repair()
        assert assert_one_run_is_live(DataFolder(copy)) == 1
        assert_documents_are_whole(DataFolder(copy))
        assert leftovers(DataFolder(copy)) == []


def test_a_rollback_killed_anywhere_has_happened_or_not(two_runs, kill):
    copies = kill(8, two_runs, return_to_first)
    for copy in copies:
        data = DataFolder(copy)
        before = assert_one_run_is_live(data)
        Runs(copy).repair()
        after = assert_one_run_is_live(data)
        is_marked = list_runs(data)[1].record.withdrawn_at is not None
        assert after == (1 if is_marked else 2)
        assert after <= before
        assert leftovers(data) == []


@pytest.mark.slow
def test_taking_over_the_former_layout_loses_nothing_when_killed_anywhere(two_runs, kill, tmp_path):
    root = shutil.copytree(two_runs, tmp_path / "former", symlinks=True)
    make_former_layout(root)
    copies = kill(80, root, repair)
    for copy in copies:
        runs = Runs(copy)
        runs.repair()
        assert runs.words() == ("b", "b", "b")
        assert_one_run_is_live(runs.data)
        assert_documents_are_whole(runs.data)
        assert leftovers(runs.data) == []
