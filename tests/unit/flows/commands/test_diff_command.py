"""`tsdg diff` in its three forms, on SYNTHETIC editions of several years and a corrected one."""

import json
from pathlib import Path

import pytest

from flows.commands.diff_command import show_diff
from tests.conftest import publish_without_prefect
from warehouse.errors import NotPublishedError
from warehouse.folder.data_folder import DataFolder

_HEADER = "核心目標\t對應指標\t{year} 年達成情形"
_TITLE = "SYNTHETIC 永續發展指標 {year} 執行情形表"


def edition(folder: Path, year: int, published: str, *rows: str, title: str = _TITLE) -> Path:
    lines = [title, published, "", _HEADER, *(f"06：水資源 (環境部)\t{row}" for row in rows)]
    path = folder / f"{year}_{published}.txt"
    path.write_text("\n".join(lines).format(year=year), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> DataFolder:
    folder = tmp_path_factory.mktemp("editions")
    files = [
        edition(folder, 2022, "112.06", "指標 6.1.1: 自來水普及率 (水利署)\t目標：普及率至少 95% 實績值：96%", "指標 6.1.2: 漏水率 (水利署)\t目標：漏水率不超過 12% 實績值：11.8%"),
        edition(folder, 2023, "113.06", "指標 6.1.5: 自來水普及率 (水利署)\t目標：普及率至少 96% 實績值：95.5% 落後原因：|<b>管線</b>|", "指標 6.1.3: 再生水供應量 (水利署)\t目標：供應 20 萬公噸 實績值：21 萬公噸"),
        edition(folder, 2023, "113.09", "指標 6.1.5: 自來水普及率 (水利署)\t目標：普及率至少 96% 實績值：96.5%", "指標 6.1.3: 再生水供應量|<script> (水利署)\t目標：供應 20 萬公噸 實績值：21 萬公噸", title="更正 " + _TITLE),
    ]  # fmt: skip
    return publish_without_prefect(files, tmp_path_factory.mktemp("data"))


def printed(capsys, data, before, after, output):
    show_diff(data, before, after, output=output)
    return capsys.readouterr().out


def test_json_tells_each_change_with_its_codes(capsys, data):
    answer = json.loads(printed(capsys, data, "2022", "2023", "json"))
    changes = {(row["change"], row["indicator_code_before"], row["indicator_code_after"]) for row in answer["changes"]}  # fmt: skip
    assert changes == {
        ("indicator_added", None, "6.1.3"),
        ("indicator_vanished", "6.1.2", None),
        ("indicator_renumbered", "6.1.1", "6.1.5"),
        ("target_changed", "6.1.1", "6.1.5"),
        ("value_changed", "6.1.1", "6.1.5"),
    }


def test_vintages_of_a_year_are_compared_by_name(capsys, data):
    answer = json.loads(printed(capsys, data, "2023v1", "2023v2", "json"))
    changes = [
        (row["change"], row["before"], row["after"], row["effect"]) for row in answer["changes"]
    ]
    assert ("value_changed", "95.5%", "96.5%", "better") in changes
    assert ("status_changed", "not_attained", "attained", "better") in changes


def test_text_groups_the_changes(capsys, data):
    text = printed(capsys, data, "2022", "2023", "text")
    for words in (
        "1 new indicator,",
        "1 renumbered",
        "Renumbered: 1",
        "6.1.1 → 6.1.5",
        "≥ 95%",
        "tightened",
    ):
        assert words in text


def test_markdown_holds_whatever_a_report_prints(capsys, data):
    text = printed(capsys, data, "2023v1", "2023v2", "markdown")
    assert text.startswith("# 2023 (vintage 1) to 2023 (vintage 2)")
    assert "<script>" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    unescaped = [line.replace("\\|", "").count("|") for line in rows]
    assert all(unescaped)
    tables = [unescaped[start] for start, row in enumerate(rows) if row.startswith("|---")]
    assert set(tables) == set(unescaped)


@pytest.mark.parametrize("name", ["2021", "2023v9", "nonsense"])
def test_what_is_not_held_is_told_with_what_is(data, name):
    with pytest.raises(NotPublishedError, match="2022, 2023v1, 2023v2"):
        show_diff(data, "2022", name, output="text")


def test_a_document_is_not_compared_with_itself(data):
    with pytest.raises(NotPublishedError, match="same document"):
        show_diff(data, "2023", "2023v2", output="text")
