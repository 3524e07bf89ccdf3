"""What a check hands to the run, and what it says of what came back."""

import sys
from datetime import date
from pathlib import Path

import pytest

from flows.scheduling import scheduled_check
from flows.scheduling.scheduled_check import DEFAULT_SOURCES, Check, check
from flows.sources.download_sources import Download, DownloadOutcome
from flows.sources.source_list import Source
from warehouse.data_folder import DataFolder
from warehouse.errors import TsdgError

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
        self.code = 0
        self.says = ""
        self.publishes = False
        self.downloads: list[Download] = []

    def run_reports(self, inputs, data, *days, **options) -> int:
        self.inputs = inputs
        sys.stderr.write(self.says)
        if self.publishes:
            data.warehouse.write_text("a warehouse")
        return self.code

    def download_sources(self, list_file, folder) -> list[Download]:
        return self.downloads

    def downloaded(self, name: str, outcome="unchanged", reason=None) -> Path:
        self.data.downloads.mkdir(parents=True, exist_ok=True)
        path = self.data.downloads / name
        path.touch()
        source = Source(f"https://example.org/{name}", "issuer", 2027, name)
        self.downloads.append(Download(source, DownloadOutcome(outcome), path, "0", reason))
        return path

    def check(self, *reports: Path) -> Check:
        return check(self.data, reports or [self.reports], self.sources, DAY)


@pytest.fixture
def world(tmp_path, monkeypatch) -> World:
    made = World(tmp_path)
    monkeypatch.setattr(scheduled_check, "run_reports", made.run_reports)
    monkeypatch.setattr(scheduled_check, "download_sources", made.download_sources)
    return made


def test_an_empty_or_missing_folder_is_passed_over(world, tmp_path) -> None:
    (world.reports / "README.md").touch()
    assert world.check(world.reports, tmp_path / "none") == Check(0, "nothing new", ())
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


def test_published_is_told_from_nothing_new(world) -> None:
    world.publishes = True
    assert world.check().word == "published"
    world.publishes = False
    assert world.check().word == "nothing new"


def test_a_failing_source_makes_the_check_fail_though_the_run_went_well(world, capsys) -> None:
    world.publishes = True
    world.downloaded("a.pdf", "failed", "a (https://example.org/a.pdf): gone; look it up")
    done = world.check()
    assert (done.exit_code, done.word) == (1, "published")
    assert done.summary == "a (https://example.org/a.pdf): gone; look it up"
    assert capsys.readouterr().err == f"tsdg: {done.summary}\n"


def test_what_the_run_says_is_the_reason_and_is_still_shown(world, capsys) -> None:
    world.code, world.says = 3, "progress\ntsdg: audit: x\ntsdg: nothing was published\n"
    done = world.check()
    assert done.exit_code == 3
    assert done.summary == "audit: x · nothing was published"
    assert capsys.readouterr().err == world.says


def test_many_problems_are_counted(world) -> None:
    world.code, world.says = 1, "".join(f"tsdg: {no}.pdf: bad\n" for no in range(5))
    assert world.check().summary == "0.pdf: bad · 1.pdf: bad · 2.pdf: bad · and 2 more"


def test_only_the_default_list_may_be_missing(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(scheduled_check, "run_reports", lambda *given, **options: 0)
    assert check(DataFolder(tmp_path / "data"), [], DEFAULT_SOURCES, DAY).exit_code == 0
    with pytest.raises(TsdgError, match="no such source list"):
        check(DataFolder(tmp_path / "data"), [], tmp_path / "mine.toml", DAY)
