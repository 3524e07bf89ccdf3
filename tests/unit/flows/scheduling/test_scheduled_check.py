"""What a check hands to the run, and what it says of what came back."""

from datetime import date
from pathlib import Path

import pytest

from flows.scheduling import scheduled_check
from flows.scheduling.scheduled_check import DEFAULT_SOURCES, check
from flows.sources.download_sources import Download, DownloadOutcome
from flows.sources.source_list import Source
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import FailedSource, RunEnding

DAY = date(2027, 6, 1)


class World:
    """A data folder, and stand-ins for the run and the downloads."""

    def __init__(self, root: Path) -> None:
        self.data = DataFolder(root / "data")
        self.reports = root / "reports"
        self.reports.mkdir()
        self.sources = root / "sources.toml"
        self.sources.touch()
        self.inputs: list[Path] = []
        self.downloads: list[Download] = []

    def run_reports(self, inputs, data, day, *_, failed_sources, **options) -> RunEnding:
        self.inputs = inputs
        return RunEnding(day, data.root, "nothing_new", problems=list(failed_sources))

    def download_sources(self, list_file, folder) -> list[Download]:
        return self.downloads

    def downloaded(self, name: str, outcome="unchanged", failure=None) -> Path:
        self.data.downloads.mkdir(parents=True, exist_ok=True)
        path = self.data.downloads / name
        path.touch()
        source = Source(f"https://example.org/{name}", "issuer", 2027, name)
        self.downloads.append(Download(source, DownloadOutcome(outcome), path, "0", failure))
        return path

    def check(self, *reports: Path) -> RunEnding:
        return check(self.data, reports or [self.reports], self.sources, DAY)


@pytest.fixture
def world(tmp_path, monkeypatch) -> World:
    made = World(tmp_path)
    monkeypatch.setattr(scheduled_check, "run_reports", made.run_reports)
    monkeypatch.setattr(scheduled_check, "download_sources", made.download_sources)
    return made


def test_an_empty_or_missing_folder_is_passed_over(world, tmp_path) -> None:
    (world.reports / "README.md").touch()
    assert world.check(world.reports, tmp_path / "none").exit_code == 0
    assert world.inputs == []


def test_folders_with_reports_and_all_downloads_are_handed_on(world) -> None:
    (world.reports / "a.PDF").touch()
    kept = world.downloaded("b.pdf")
    (world.data.downloads / "of_an_entry_since_removed.txt").touch()
    (world.data.downloads / ".half.part").touch()
    world.check()
    other = world.data.downloads / "of_an_entry_since_removed.txt"
    assert world.inputs == [world.reports, kept, other]


def test_a_refused_download_is_tried_until_it_has_a_successor(world) -> None:
    old = world.downloaded("old.pdf")
    world.data.quarantine.mkdir()
    (world.data.quarantine / "old.pdf.reason.txt").touch()
    world.check()
    assert world.inputs == [old]
    world.downloads.clear()
    new = world.downloaded("new.pdf", "new")
    world.check()
    assert world.inputs == [new]


def test_a_failing_source_makes_the_check_fail_though_the_run_went_well(world, capsys) -> None:
    failure = FailedSource("a", "https://example.org/a.pdf", "gone", "look it up")
    world.downloaded("a.pdf", "failed", failure)
    ending = world.check()
    assert ending.exit_code == 1
    assert ending.problems == [failure]
    assert capsys.readouterr().err == "tsdg: a (https://example.org/a.pdf): gone; look it up\n"


def test_only_the_default_list_may_be_missing(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        scheduled_check,
        "run_reports",
        lambda _, data, day, *given, **options: RunEnding(day, data.root, "nothing_new"),
    )
    assert check(DataFolder(tmp_path / "data"), [], DEFAULT_SOURCES, DAY).exit_code == 0
    with pytest.raises(TsdgError, match="no such source list"):
        check(DataFolder(tmp_path / "data"), [], tmp_path / "mine.toml", DAY)
