"""What a run has to do is known before any report is read."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.runs import plan_run as plan_module
from flows.runs.name_issuers import Naming
from flows.runs.plan_run import plan_run, program_fingerprint
from flows.sources.source_list import Source
from tests.tiny_runs import empty_warehouse_file
from warehouse.folder.data_folder import DataFolder

TODAY = date(2025, 7, 1)
BUILT = date(2025, 6, 1)


@pytest.fixture
def data(tmp_path):
    folder = DataFolder(tmp_path / "data")
    folder.create()
    return folder


def file(tmp_path, name: str, content: str = "x"):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def publish(data: DataFolder, *contents: str, fingerprint: str | None = None, due: date | None = None) -> None:  # fmt: skip
    """A live warehouse as far as planning looks at it."""
    shutil.copyfile(empty_warehouse_file(), data.warehouse)
    with duckdb.connect(str(data.warehouse)) as connection:
        for number, content in enumerate(contents):
            connection.execute(
                "insert into raw.raw_report by name select ? as report_id, ? as sha256, 'f' as file_name, "
                "'pdf' as media_type, 2024 as report_year, 'title' as report_year_basis, 1 as page_count, "
                "[] as printed_codes",
                [str(number), hashlib.sha256(content.encode()).hexdigest()],
            )
        connection.execute(
            "insert into raw.raw_run by name select 1 as run_no, 'published' as outcome, now()::timestamp as started_at, "
            "now()::timestamp as published_at, ?::date as as_of_date, 'v' as program_version, "
            "? as program_fingerprint, 1 as n_reports_new, 1 as n_reports_held, 0 as n_refused",
            [BUILT, fingerprint or program_fingerprint()],
        )
        if due:
            connection.execute(
                "insert into marts.release_calendar by name select 2024 as report_year, '6.1.1' as indicator_code, "
                "1 as measure_no, '6.1.1#1' as measure_key, 6 as goal_no, 'n' as indicator_name, "
                "'a' as agencies_text, '經濟部' as issuer, ?::date as release_due, false as is_overdue, ?::date as as_of_date",
                [due, BUILT],
            )


def test_without_a_warehouse_every_file_is_new(tmp_path, data):
    path = file(tmp_path, "a.txt")
    plan = plan_run([path], data, TODAY)
    assert (plan.new_files, plan.held_files, plan.rebuild_reason) == ([path], [], None)
    assert plan.is_needed


def test_a_file_is_held_by_its_content_whatever_its_name(tmp_path, data):
    publish(data, "x")
    held, new = file(tmp_path, "renamed.txt", "x"), file(tmp_path, "b.txt", "y")
    plan = plan_run([held, new], data, TODAY)
    assert (plan.new_files, plan.held_files) == ([new], [held])


def test_nothing_new_needs_no_run(tmp_path, data):
    publish(data, "x", due=TODAY)
    plan = plan_run([file(tmp_path, "a.txt", "x")], data, TODAY)
    assert not plan.is_needed


def test_the_same_content_twice_is_read_once(tmp_path, data):
    one, copy = file(tmp_path, "a.txt"), file(tmp_path, "b.txt")
    plan = plan_run([one, copy, one], data, TODAY)
    assert (plan.new_files, plan.held_files) == ([one], [copy, one])


def test_a_folder_stands_for_its_report_files_in_order(tmp_path, data):
    folder = tmp_path / "reports"
    folder.mkdir()
    paths = [file(folder, name, name) for name in ("b.txt", "a.PDF", "README.md")]
    assert plan_run([folder], data, TODAY).new_files == [paths[1], paths[0]]


def test_what_cannot_be_used_is_refused_and_the_others_go_on(tmp_path, data):
    empty_folder = tmp_path / "none"
    empty_folder.mkdir()
    good, empty = file(tmp_path, "good.txt"), file(tmp_path, "empty.txt", "")
    plan = plan_run([empty_folder, tmp_path / "absent.pdf", empty, good], data, TODAY)
    assert plan.new_files == [good]
    assert [refusal.path for refusal in plan.refusals] == [
        empty_folder,
        tmp_path / "absent.pdf",
        empty,
    ]
    assert all(refusal.reason for refusal in plan.refusals)


def test_only_refusals_need_no_run(tmp_path, data):
    assert not plan_run([tmp_path / "absent.pdf"], data, TODAY).is_needed


@pytest.mark.parametrize(
    ("fingerprint", "due", "reason"),
    [
        (None, None, None),
        ("another program", None, "the program or a reviewed file changed"),
        (None, date(2025, 6, 30), "a promised release fell due"),
        (None, date(2025, 7, 2), None),
        # Due before the marts were built and not overdue then: published elsewhere.
        (None, date(2025, 5, 31), None),
    ],
)
def test_a_warehouse_is_rebuilt_when_its_marts_would_say_something_else(data, fingerprint, due, reason):  # fmt: skip
    publish(data, "x", fingerprint=fingerprint, due=due)
    assert plan_run([], data, TODAY).rebuild_reason == reason


def expecting(**years: int) -> Naming:
    """A source list by which each file should be the report of a year."""
    return Naming(
        of_sources={
            Path(name): Source(f"https://example.org/{name}", "環境部", year, name)
            for name, year in years.items()
        }
    )


def test_the_year_that_the_source_list_expects_goes_along_with_the_file(tmp_path, data):
    new, other = file(tmp_path, "a.txt"), file(tmp_path, "b.txt", "y")
    plan = plan_run([new, other], data, TODAY, naming=expecting(**{str(new): 2024}))
    assert plan.listed_years == {hashlib.sha256(b"x").hexdigest(): 2024}


def test_a_held_file_is_looked_at_again_where_the_list_expects_another_year(tmp_path, data):
    """Also where two addresses bring the same file: then the first one's year counts, every time."""
    publish(data, "x", "y")
    with duckdb.connect(str(data.warehouse)) as connection:
        connection.execute(
            "update raw.raw_report set report_year_listed = 2024, issuer_named = '環境部', issuer_named_by = 'source_list'"
        )
    one, copy = file(tmp_path, "a.txt"), file(tmp_path, "b.txt")
    same = plan_run([one, copy], data, TODAY, naming=expecting(**{str(one): 2024, str(copy): 2025}))
    assert not same.is_needed
    other = plan_run([one, copy], data, TODAY, naming=expecting(**{str(one): 2025}))
    assert other.rebuild_reason == "the source list expects another year"
    assert other.listed_years == {hashlib.sha256(b"x").hexdigest(): 2025}


def test_the_fingerprint_changes_with_any_program_or_seed_file(tmp_path, monkeypatch):
    for folder in ("flows", "warehouse", "own"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setenv("TSDG_SEEDS", str(tmp_path / "own"))
    monkeypatch.setattr(plan_module, "__file__", str(tmp_path / "flows" / "runs" / "plan_run.py"))
    prints = [program_fingerprint()]
    for name in ("flows/a.py", "warehouse/b.sql", "own/corrections.csv"):
        (tmp_path / name).write_text("1")
        prints.append(program_fingerprint())
    (tmp_path / "flows/a.py").write_text("2")
    prints.append(program_fingerprint())
    assert len(set(prints)) == len(prints)
    (tmp_path / "flows/notes.txt").write_text("not part of the program")
    assert program_fingerprint() == prints[-1]
