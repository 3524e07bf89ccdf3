"""What was refused once is not read again, as long as reading it would come to the same."""

from flows.runs.plan_run import plan_run
from flows.runs.refused_before import RefusedBefore
from tests.conftest import AS_OF
from warehouse.errors import UnusableReportError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import Refusal


def refused_file(folder, name="a.pdf", content=b"x"):
    path = folder / name
    path.write_bytes(content)
    return path


def remember(data, path, error, fingerprint="program", year=None):
    RefusedBefore(data, fingerprint, year).remember([Refusal.of(path, error)])


def plan(data, *paths, fingerprint="program", year=None):
    refused = RefusedBefore(data, fingerprint, year)
    return plan_run(list(paths), data, AS_OF, refused=refused)


def test_the_same_content_is_refused_with_the_same_words_whatever_its_name(tmp_path):
    data = DataFolder(tmp_path / "data")
    error = UnusableReportError("other-table", page=3, header="甲 | 乙")
    remember(data, refused_file(tmp_path), error)
    again = refused_file(tmp_path, "b.pdf")
    planned = plan(data, again)
    assert planned.new_files == []
    assert planned.refusals == [Refusal.of(again, error)]
    assert not planned.is_needed


def test_another_content_program_or_year_is_read(tmp_path):
    data, path = DataFolder(tmp_path / "data"), refused_file(tmp_path)
    remember(data, path, UnusableReportError("no-report-year"))
    other = refused_file(tmp_path, "other.pdf", b"y")
    assert plan(data, other).new_files == [other]
    assert plan(data, path, fingerprint="another").new_files == [path]
    assert plan(data, path, year=2023).new_files == [path]
    assert plan(data, path).new_files == []


def test_what_may_be_otherwise_the_next_time_is_tried_again(tmp_path):
    data, path = DataFolder(tmp_path / "data"), refused_file(tmp_path)
    remember(data, path, UnusableReportError("reading-too-long", seconds="60"))
    assert plan(data, path).new_files == [path]


def test_a_list_that_cannot_be_understood_refuses_nothing(tmp_path):
    data, path = DataFolder(tmp_path / "data"), refused_file(tmp_path)
    remember(data, path, UnusableReportError("no-rows"))
    for content in ("{", "[]", '{"key": "program ", "refused": {"x": 1}}'):
        (data.quarantine / ".refused.json").write_text(content, encoding="utf-8")
        assert plan(data, path).new_files == [path]
