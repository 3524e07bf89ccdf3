"""Refused inputs are kept with their reason."""

import os
from pathlib import Path

from flows.readers.fan_out import read_all
from flows.stages.ingest_reports import quarantine
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import Refusal


def test_a_refused_input_is_kept_with_its_reason(tmp_path):
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"junk")
    data = DataFolder(tmp_path / "data")
    quarantine([Refusal(bad, "is not a PDF", "give one", 3)], data)
    assert (data.quarantine / "bad.pdf").read_bytes() == b"junk"
    reason = (data.quarantine / "bad.pdf.reason.txt").read_text(encoding="utf-8")
    assert reason == f"{bad}: page 3: is not a PDF; give one\n"


def test_an_absent_input_leaves_its_reason_only(tmp_path):
    data = DataFolder(tmp_path / "data")
    quarantine([Refusal(tmp_path / "absent.pdf", "no such file")], data)
    assert [path.name for path in data.quarantine.iterdir()] == ["absent.pdf.reason.txt"]


def test_nothing_refused_leaves_no_folder(tmp_path):
    data = DataFolder(tmp_path / "data")
    quarantine([], data)
    assert not data.quarantine.exists()


def test_one_unusable_report_does_not_stop_the_others(tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(
        "核心目標\t對應指標\t2024 年達成情形\n\t指標 6.4.1: 甲\t目標：5", encoding="utf-8"
    )
    bad.write_text("nothing of use", encoding="utf-8")
    documents, refusals = read_all([bad, good], None)
    assert [document.file_name for document in documents] == ["good.txt"]
    assert [refusal.path for refusal in refusals] == [bad]


def test_a_name_that_is_no_text_is_quarantined_all_the_same(tmp_path):
    data = DataFolder(tmp_path / "data")
    strange = Path(os.fsdecode(b"\xffreport.pdf"))
    quarantine([Refusal(strange, "no such file")], data)
    (reason,) = data.quarantine.iterdir()
    assert "no such file" in reason.read_text(encoding="utf-8")
