"""Back to a run that was live, and what it undoes stays undone until somebody says otherwise."""

import json

import pytest

from flows.commands.history_command import show_history
from flows.commands.rollback_command import roll_back
from flows.runs.plan_run import plan_run
from flows.runs.run_folders import list_runs, live_run_no
from tests.conftest import AS_OF
from warehouse.errors import NotPublishedError, TsdgError


def file(tmp_path, words: str):
    folder = tmp_path / "reports"
    folder.mkdir(exist_ok=True)
    path = folder / f"{words}.txt"
    path.write_text(words, encoding="utf-8")
    return path


@pytest.mark.usefixtures("published_a_and_b")
def test_warehouse_marts_and_dashboard_return_together(runs, capsys):
    roll_back(runs.data, None)
    assert runs.words() == ("a", "a", "a")
    assert capsys.readouterr().out.splitlines() == [
        "Run 1 is live.",
        "b.txt is taken back; `tsdg run` leaves it out until the file itself is named.",
    ]


@pytest.mark.usefixtures("published_a_and_b")
def test_a_schedule_does_not_bring_back_what_was_taken_out(runs, tmp_path):
    roll_back(runs.data, 1)
    path = file(tmp_path, "b")
    plan = plan_run([path.parent], runs.data, AS_OF)
    assert (plan.new_files, plan.withdrawn_files) == ([], [path])
    assert plan_run([path], runs.data, AS_OF).new_files == [path]


@pytest.mark.usefixtures("published_a_and_b")
def test_a_document_that_was_taken_in_again_is_no_longer_withdrawn(runs, tmp_path):
    roll_back(runs.data, 1)
    runs.publish("b")
    roll_back(runs.data, 3)
    assert plan_run([file(tmp_path, "b").parent], runs.data, AS_OF).held_files


def test_one_can_go_forward_again(runs):
    for words in ("a", "b", "c"):
        runs.publish(words)
    roll_back(runs.data, 1)
    roll_back(runs.data, 2)
    assert runs.words() == ("b", "b", "b")
    marks = [run.record.withdrawn_at is not None for run in list_runs(runs.data)]
    assert marks == [False, False, True]
    assert runs.publish("d").run_no == 4


@pytest.mark.usefixtures("published_a_and_b")
def test_a_repair_does_not_undo_a_rollback(runs):
    roll_back(runs.data, 1)
    assert runs.repair().told == []
    assert live_run_no(runs.data) == 1


@pytest.mark.parametrize(("wanted", "told"), [(9, "run 9 is not kept; kept are 1"), (None, "no earlier run is kept")])  # fmt: skip
@pytest.mark.usefixtures("published_a")
def test_a_run_that_is_not_there_is_told(runs, wanted, told):
    with pytest.raises(TsdgError, match=told):
        roll_back(runs.data, wanted)


@pytest.mark.usefixtures("published_a_and_b")
def test_a_run_whose_files_changed_is_not_returned_to(runs):
    (runs.data.runs / "000001" / "marts" / "trend.parquet").unlink()
    with pytest.raises(TsdgError, match=r"marts/trend\.parquet of run 1 is not as it was"):
        roll_back(runs.data, 1)
    assert runs.words()[0] == "b"


@pytest.mark.usefixtures("published_a_and_b")
def test_history_tells_every_run(runs, capsys):
    runs.build("c")
    runs.repair()
    roll_back(runs.data, 1)
    capsys.readouterr()
    show_history(runs.data, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert [(run["run_no"], run["state"], run["can_be_restored"]) for run in told] == [
        (3, "interrupted", False),
        (2, "withdrawn", True),
        (1, "live", True),
    ]


def test_history_without_a_run_says_so(runs):
    with pytest.raises(NotPublishedError, match="no run on record"):
        show_history(runs.data, as_json=False)
