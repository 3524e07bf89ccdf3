"""The project opens as any of Great Expectations does, holds what the audit holds, and runs again where it lies."""

import shutil
from contextlib import chdir

import great_expectations as gx
import pytest

from expectations import gx_project
from expectations.gx_project import CHECKPOINT, DATA_DOCS, write_gx_project
from expectations.rules import find_offenders, read_rules
from expectations.suites import hand_written_expectations
from warehouse.folder.published import open_published

HOSTILE = "6.6.1: <script>alert(1)</script> US$5 ${x}"


@pytest.fixture(scope="module")
def project(hostile_warehouse, tmp_path_factory):
    """Written in one folder, and opened in another."""
    written = tmp_path_factory.mktemp("written")
    with open_published(hostile_warehouse) as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(gx_project, "sample_offenders", lambda offenders, language: HOSTILE)
        files = write_gx_project(connection, written)
    assert {path for path in written.rglob("*") if path.is_file()} == set(files)
    moved = tmp_path_factory.mktemp("moved") / "project"
    shutil.move(written, moved)
    return moved


@pytest.fixture(scope="module")
def context(project):
    return gx.get_context(mode="file", project_root_dir=project)


@pytest.fixture(scope="module")
def offenders(hostile_warehouse):
    with open_published(hostile_warehouse) as connection:
        return {rule.name: len(find_offenders(connection, rule)) for rule in read_rules()}


def test_it_holds_every_suite(context):
    suites = {suite.name: suite for suite in context.suites.all()}
    ours = hand_written_expectations()
    assert suites.keys() == {*ours, "rules"}
    assert all(len(suites[table].expectations) == len(ours[table]) for table in ours)
    assert {e.column for e in suites["rules"].expectations} == {rule.name for rule in read_rules()}
    assert all(e.notes for suite in suites.values() for e in suite.expectations)
    assert context.config.analytics_enabled is False


def test_its_results_are_those_of_the_published_warehouse(context, offenders):
    keys = context.validation_results_store.list_keys()
    results = [context.validation_results_store.get(key) for key in keys]
    assert {result.suite_name for result in results} == {*hand_written_expectations(), "rules"}
    (rules,) = [result for result in results if result.suite_name == "rules"]
    found = {
        r.expectation_config.kwargs["column"]: r.result["observed_value"] for r in rules.results
    }
    assert found == offenders
    assert sum(map(bool, found.values())) > 1
    assert not any(one.exception_info.get("raised_exception") for r in results for one in r.results)


def test_its_checkpoint_runs_again_in_its_folder(context, project, offenders):
    with chdir(project):
        again = context.checkpoints.get(CHECKPOINT).run()
    assert again.success == (not any(offenders.values()))
    assert len(again.run_results) == len(context.suites.all())


def test_data_docs_tell_offenders_and_run_nothing_of_a_report(project, offenders):
    pages = {p: p.read_text(encoding="utf-8") for p in (project / DATA_DOCS).parent.rglob("*.html")}
    assert project / DATA_DOCS in pages
    (suite,) = [text for path, text in pages.items() if path.match("expectations/rules.html")]
    assert all(name in suite for name in offenders)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; US$5 ${x}" in suite
    assert not any("<script>alert" in text or "<img src=x" in text for text in pages.values())
    held = [p for p in project.rglob("*") if p.suffix in {".yml", ".json", ".html"}]
    assert not any("/written" in path.read_text(encoding="utf-8") for path in held)
