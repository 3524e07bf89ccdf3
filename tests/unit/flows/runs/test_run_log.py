"""The log: one line of JSON for each event, and never a reason to stop."""

import json

from flows.runs.run_log import log, open_log
from warehouse.folder.data_folder import DataFolder


def lines(data: DataFolder) -> list[dict]:
    text = (data.logs / "tsdg.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_an_event_is_one_line_with_time_and_severity(tmp_path):
    data = DataFolder(tmp_path)
    open_log(data)
    log("refused", file="報告\n2024.pdf", reason="is no PDF", severity="warning")
    log("run ended", run_no=3, seconds=1.5)
    first, second = lines(data)
    assert (first["event"], first["file"], first["severity"]) == (
        "refused",
        "報告\n2024.pdf",
        "warning",
    )
    assert (second["run_no"], second["seconds"], second["severity"]) == (3, 1.5, "info")
    assert first["time"].endswith("+00:00")


def test_the_log_follows_the_data_folder(tmp_path):
    first, second = DataFolder(tmp_path / "a"), DataFolder(tmp_path / "b")
    open_log(first)
    log("one")
    open_log(second)
    log("two")
    assert [entry["event"] for entry in lines(first)] == ["one"]
    assert [entry["event"] for entry in lines(second)] == ["two"]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path, capsys):
    data = DataFolder(tmp_path)
    data.logs.touch()
    open_log(data)
    log("lost")
    assert capsys.readouterr().err == ""
    assert data.logs.read_text() == ""
