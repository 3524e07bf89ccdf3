"""A reviewed file gains one row for each answer, at once, and keeps what people wrote in it."""

import csv
import io
import stat

import pytest

from flows.commands.review_files import (
    DIRECTION_REVIEWS,
    FINDING_REVIEWS,
    LINK_REVIEWS,
    read_decisions,
    record_decisions,
    review_path,
)
from warehouse import seed_files
from warehouse.errors import TsdgError, UsageError

LINK = {
    "relation": "same_series",
    "report_year_a": 2022,
    "indicator_code_a": "8.11.1",
    "measure_no_a": None,
    "report_year_b": 2024,
    "indicator_code_b": "8.12.1",
    "measure_no_b": None,
    "decision": "same",
    "reason": "the same survey",
    "reviewer": "甲",
    "reviewed_on": "2026-01-02",
}
FINDING = {
    "finding_id": "0123456789abcdef",
    "rule": "no_actual",
    "report_year": 2024,
    "indicator_code": "13.2.1",
    "measure_no": 1,
    "message": "no actual is printed",
    "reason": "known",
    "reviewer": "甲",
    "reviewed_on": "2026-01-02",
}
HEADER = ",".join(LINK_REVIEWS.columns)
OLD_ROW = "same_series,2022,8.11.1,,2024,8.12.1,,same,the same survey,甲,2026-01-02"
OLD_HEADER = HEADER.removesuffix(",issuer_a,issuer_b")
ROW = f"{OLD_ROW},,"
OF_ISSUERS = LINK | {"issuer_a": "勞動部", "issuer_b": "環境部"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TSDG_SEEDS", str(tmp_path))
    return tmp_path


def mirrored(link):
    return link | {
        f"{name}_{side}": link[f"{name}_{other}"]
        for name in ("report_year", "indicator_code", "measure_no")
        for side, other in (("a", "b"), ("b", "a"))
    }


def test_the_packaged_files_have_their_header():
    for file in (LINK_REVIEWS, FINDING_REVIEWS, DIRECTION_REVIEWS):
        text = (seed_files.PACKAGED_SEEDS / file.name).read_text(encoding="utf-8")
        assert text.splitlines()[0] == ",".join(file.columns)


def test_the_first_answer_makes_the_file_with_its_header(folder):
    assert len(record_decisions(LINK_REVIEWS, [LINK])) == 1
    assert (folder / "link_reviews.csv").read_text(encoding="utf-8") == f"{HEADER}\n{ROW}\n"
    assert [path.name for path in folder.iterdir()] == ["link_reviews.csv"]


def test_a_finding_is_recorded_with_what_it_said(folder):
    record_decisions(FINDING_REVIEWS, [FINDING])
    (row,) = read_decisions(FINDING_REVIEWS)
    assert row == {name: str(value) for name, value in FINDING.items()}


@pytest.mark.parametrize("again", [LINK, mirrored(LINK), LINK | {"reason": "another one"}])
def test_an_answer_and_its_mirror_are_recorded_once(folder, again):
    record_decisions(LINK_REVIEWS, [LINK])
    before = (folder / "link_reviews.csv").read_bytes()
    assert record_decisions(LINK_REVIEWS, [again]) == []
    assert (folder / "link_reviews.csv").read_bytes() == before


def test_a_file_of_earlier_times_is_read_and_gains_the_columns_with_the_next_answer(folder):
    path = folder / "link_reviews.csv"
    path.write_bytes(f"{OLD_HEADER}\r\n{OLD_ROW}\r\n".encode())
    (old,) = read_decisions(LINK_REVIEWS)
    assert (old["decision"], old["issuer_a"]) == ("same", "")
    record_decisions(LINK_REVIEWS, [OF_ISSUERS | {"report_year_b": 2023}])
    new = f"{ROW.replace('2024', '2023', 1)[:-2]},勞動部,環境部"
    assert path.read_bytes().decode() == f"{HEADER}\r\n{ROW}\r\n{new}\r\n"


def test_an_answer_that_says_whose_reports_takes_the_place_of_one_that_does_not(folder):
    record_decisions(LINK_REVIEWS, [LINK])
    assert len(record_decisions(LINK_REVIEWS, [OF_ISSUERS])) == 1
    (row,) = read_decisions(LINK_REVIEWS)
    assert (row["issuer_a"], row["issuer_b"]) == ("勞動部", "環境部")
    other = OF_ISSUERS | {"issuer_b": "教育部", "decision": "different"}
    assert len(record_decisions(LINK_REVIEWS, [other])) == 1
    assert len(read_decisions(LINK_REVIEWS)) == 2


def test_it_does_not_turn_one_around_unasked(folder):
    record_decisions(LINK_REVIEWS, [LINK])
    turned = OF_ISSUERS | {"decision": "different"}
    with pytest.raises(UsageError):
        record_decisions(LINK_REVIEWS, [turned])
    record_decisions(LINK_REVIEWS, [turned], is_change=True)
    assert [row["decision"] for row in read_decisions(LINK_REVIEWS)] == ["different"]


def test_one_call_records_a_question_once(folder):
    assert len(record_decisions(LINK_REVIEWS, [LINK, mirrored(LINK)])) == 1
    assert len(read_decisions(LINK_REVIEWS)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"measure_no_a": 1, "measure_no_b": 2},
        {"relation": "same_measure"},
        {"report_year_b": 2023},
        {"indicator_code_b": "8.12.2"},
    ],
)
def test_another_pair_is_another_question(folder, other):
    record_decisions(LINK_REVIEWS, [LINK])
    assert len(record_decisions(LINK_REVIEWS, [LINK | other | {"decision": "different"}])) == 1
    assert len(read_decisions(LINK_REVIEWS)) == 2


def test_another_answer_is_refused_and_nothing_is_written(folder):
    record_decisions(LINK_REVIEWS, [LINK])
    before = (folder / "link_reviews.csv").read_bytes()
    new = LINK | {"report_year_b": 2023}
    with pytest.raises(UsageError, match=r"甲 answered same on 2026-01-02 .*--change"):
        record_decisions(LINK_REVIEWS, [new, mirrored(LINK) | {"decision": "different"}])
    assert (folder / "link_reviews.csv").read_bytes() == before


def test_a_change_replaces_the_answer_and_keeps_the_others(folder):
    other = LINK | {"report_year_b": 2023}
    record_decisions(LINK_REVIEWS, [LINK, other])
    record_decisions(LINK_REVIEWS, [LINK | {"decision": "different"}], is_change=True)
    rows = [(row["report_year_b"], row["decision"]) for row in read_decisions(LINK_REVIEWS)]
    assert rows == [("2023", "same"), ("2024", "different")]


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ('the "same", said, twice', 'the "same", said, twice'),
        ("first line\r\nsecond line\n", "first line second line"),
        ("red \x1b[31m\u202e text", "red [31m text"),
        ("調查, 相同", "調查, 相同"),
    ],
)
def test_a_reason_stays_one_field_and_one_line(folder, reason, kept):
    record_decisions(LINK_REVIEWS, [LINK | {"reason": reason}])
    assert read_decisions(LINK_REVIEWS)[0]["reason"] == kept
    assert (folder / "link_reviews.csv").read_bytes().count(b"\n") == 2


@pytest.mark.parametrize("end", ["", "\r\n"], ids=["cut last line", "whole"])
def test_a_spreadsheets_byte_order_mark_and_line_ends_stay(folder, end):
    path = folder / "link_reviews.csv"
    before = f"\ufeff{HEADER}\r\n{ROW}".encode()
    path.write_bytes(before + end.encode())
    record_decisions(LINK_REVIEWS, [LINK | {"report_year_b": 2023}])
    after = path.read_bytes()
    assert after.startswith(before + b"\r\n")
    assert after.count(b"\r\n") == after.count(b"\n") == 3
    assert [row["report_year_b"] for row in read_decisions(LINK_REVIEWS)] == ["2024", "2023"]


def test_a_folder_of_ones_own_begins_with_the_packaged_decisions(tmp_path, monkeypatch):
    packaged, own = tmp_path / "packaged", tmp_path / "own"
    packaged.mkdir()
    own.mkdir()
    (packaged / "link_reviews.csv").write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    monkeypatch.setattr("flows.commands.review_files.PACKAGED_SEEDS", packaged)
    monkeypatch.setenv("TSDG_SEEDS", str(own))
    assert len(read_decisions(LINK_REVIEWS)) == 1
    record_decisions(LINK_REVIEWS, [LINK | {"report_year_b": 2023}])
    text = (own / "link_reviews.csv").read_text(encoding="utf-8")
    assert [row[4] for row in csv.reader(io.StringIO(text))] == ["report_year_b", "2024", "2023"]
    assert (packaged / "link_reviews.csv").read_text(encoding="utf-8") == f"{HEADER}\n{ROW}\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b,c\n1,2,3\n", "the header must be relation,"),
        (f"{HEADER}\n{ROW}\nsame_series,2022\n".encode(), r"line 3: 2 fields instead of 13"),
        (b"\xff\xfe\x00", "cannot be read as UTF-8"),
    ],
)
def test_a_file_that_cannot_be_understood_is_left_alone(folder, content, message):
    path = folder / "link_reviews.csv"
    path.write_bytes(content)
    with pytest.raises(TsdgError, match=message):
        record_decisions(LINK_REVIEWS, [LINK])
    assert path.read_bytes() == content


def test_a_folder_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("TSDG_SEEDS", str(tmp_path / "absent"))
    with pytest.raises(TsdgError, match=r"absent is no folder.*TSDG_SEEDS"):
        review_path(LINK_REVIEWS)


def test_a_folder_that_cannot_be_written_says_what_to_do(folder, monkeypatch):
    monkeypatch.setattr("flows.commands.review_files.os.access", lambda path, mode: False)
    with pytest.raises(TsdgError, match=r"cannot be written; set TSDG_SEEDS"):
        record_decisions(LINK_REVIEWS, [LINK])


def test_a_failed_write_leaves_the_file_as_it_was(folder, monkeypatch):
    record_decisions(LINK_REVIEWS, [LINK])
    before = (folder / "link_reviews.csv").read_bytes()

    def fail(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("flows.commands.review_files.os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        record_decisions(LINK_REVIEWS, [LINK | {"report_year_b": 2023}])
    assert (folder / "link_reviews.csv").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["link_reviews.csv"]


def test_the_file_keeps_its_permissions_and_its_link(folder, tmp_path_factory):
    real = tmp_path_factory.mktemp("real") / "decisions.csv"
    real.write_text(f"{HEADER}\n", encoding="utf-8")
    real.chmod(0o664)
    (folder / "link_reviews.csv").symlink_to(real)
    record_decisions(LINK_REVIEWS, [LINK])
    assert (folder / "link_reviews.csv").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o664
    assert real.read_text(encoding="utf-8") == f"{HEADER}\n{ROW}\n"
