"""Who is told of a run: of each that did something, and of the same trouble once."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from flows.run_reports import run_reports
from flows.runs import tell_run as module
from flows.runs.tell_run import tell_run
from tests.conftest import AS_OF, PROJECT
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import (
    FailedSource,
    Failure,
    MissingDashboard,
    Problem,
    Refusal,
    RunEnding,
)

DAY = date(2026, 6, 1)


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """Subjects of what would have been sent."""
    subjects: list[str] = []

    def send(news, files, settings):
        assert files.markdown.exists()
        subjects.append(news.subject)
        return []

    monkeypatch.setattr(module, "send_news", send)
    return subjects


@pytest.fixture
def data(sample_warehouse, tmp_path) -> DataFolder:
    return DataFolder(shutil.copytree(sample_warehouse.root, tmp_path / "data", symlinks=True))


def ended(outcome: str, *problems: Problem) -> RunEnding:
    return RunEnding(DAY, Path("data"), outcome, problems=list(problems))


def refused(name: str) -> RunEnding:
    return ended("nothing_new", Refusal(PROJECT / name, "is no report", "get another"))


def test_a_check_that_found_nothing_tells_nobody(data, sent):
    tell_run(data, ended("nothing_new"))
    assert sent == []


def test_the_same_trouble_is_told_once_and_again_when_it_comes_back(data, sent):
    tell_run(data, refused("README.md"))
    tell_run(data, refused("README.md"))
    tell_run(data, refused("LICENSE"))
    tell_run(data, ended("nothing_new"))
    tell_run(data, refused("LICENSE"))
    assert len(sent) == 3
    assert set(sent) == {"tsdg: nothing new; 1 file refused"}


def test_a_mistyped_name_leaves_the_report_of_the_last_run(data, sent):
    tell_run(data, ended("published"))
    report = (data.audit / "latest-run-report.md").read_text(encoding="utf-8")
    tell_run(data, refused("nowhere.pdf"))
    assert (data.audit / "latest-run-report.md").read_text(encoding="utf-8") == report
    assert len(sent) == 1


def test_a_published_run_is_always_told(data, sent):
    tell_run(data, ended("published"))
    tell_run(data, ended("published"))
    assert len(sent) == 2


def test_a_failed_download_is_told(data, sent):
    tell_run(
        data,
        ended(
            "nothing_new", FailedSource("moea", "https://example.org", "the server answered 404")
        ),
    )
    assert sent == ["tsdg: nothing new; 1 download failed"]


def test_a_missing_dashboard_is_told(data, sent):
    tell_run(data, ended("published", MissingDashboard(Path("site"), "OSError: no space")))
    assert "the dashboard is missing" in sent[0]
    report = (data.audit / "latest-run-report.md").read_text(encoding="utf-8")
    assert "tsdg site" in report


def test_trouble_without_a_warehouse_is_told_too(tmp_path, sent):
    tell_run(DataFolder(tmp_path), ended("failed", Failure("OSError: the disk broke")))
    assert sent == ["tsdg: nothing published, the run failed"]


def test_a_report_that_fails_is_one_line_and_fails_nothing(data, monkeypatch, capsys):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_news", fail)
    tell_run(data, refused("README.md"))
    assert capsys.readouterr().err.splitlines() == [
        "tsdg: the report of the run is missing (OSError: [Errno 28] No space left on device)"
    ]


def test_a_run_of_mistyped_names_alone_leaves_every_report_as_it_was(data, sent):
    # Else the run would write the dashboard that is missing.
    data.site.mkdir()
    (data.site / "index.html").touch()
    tell_run(data, ended("published"))
    before = {path: path.read_bytes() for path in data.audit.glob("*run-report*")}
    ending = run_reports([Path("nosuch.pdf"), Path("nosuch")], data, AS_OF, None, verbose=False)
    assert (ending.outcome, ending.exit_code, len(ending.problems_of(Refusal))) == ("nothing_new", 1, 2)  # fmt: skip
    assert {path: path.read_bytes() for path in data.audit.glob("*run-report*")} == before
    assert len(before) == 4
    assert len(sent) == 1
