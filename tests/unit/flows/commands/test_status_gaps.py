"""The state of the warehouse names the years it lacks and what waits for a person."""

import json

import pytest

from flows.commands.status_command import find_gaps, show_status
from tests.conftest import publish_without_prefect
from tests.unit.flows.small_editions import write_editions
from warehouse.folder.data_folder import DataFolder


@pytest.mark.parametrize(
    ("held", "gaps"),
    [
        ([], []),
        ([2024], []),
        ([2022, 2023, 2024], []),
        ([2022, 2024], [2023]),
        ([2024, 2019, 2019, 2021], [2020, 2022, 2023]),
    ],
)
def test_a_gap_lies_between_editions_held(held, gaps):
    assert find_gaps(held) == gaps


def test_gaps_and_open_links_are_told(small_warehouse: DataFolder, capsys):
    show_status(small_warehouse, as_json=False)
    text = capsys.readouterr().out
    assert "gap: no edition of 2023" in text
    assert "1 open link: see tsdg review" in text
    assert "last run 1" in text


def test_json_carries_editions_gaps_run_and_findings(small_warehouse: DataFolder, capsys):
    show_status(small_warehouse, as_json=True)
    state = json.loads(capsys.readouterr().out)
    assert [row["report_year"] for row in state["editions"]] == [2021, 2022, 2024]
    assert state["gaps"] == [2023]
    assert state["n_open_links"] == 1
    assert [row["run_no"] for row in state["last_run"]] == [1]
    assert {"report_year": 2024, "severity": "warning", "n": 1} in state["open_findings"]


def test_without_gaps_and_open_links_nothing_is_pointed_to(tmp_path, capsys):
    first, second, _ = write_editions(tmp_path)
    show_status(publish_without_prefect([first, second], tmp_path / "data"), as_json=False)
    text = capsys.readouterr().out
    assert "no edition of" not in text
    assert "0 open links\n" in text
    assert "tsdg review" not in text
