"""`tsdg diff` where a change is not plain: open links, other units, published at last, three measures of one text."""

import json

import pytest

from flows.commands.diff_command import show_diff
from tests.conftest import publish_without_prefect
from tests.unit.flows.commands.test_diff_command import edition

_FIRST = (
    "指標 6.1.1: 宣導水資源保育 (水利署)\t目標：宣導水資源保育 40 件 實績值：宣導水資源保育 41 件",
    "指標 6.1.2: 漏水率 (水利署)\t目標：漏水率不超過 12% 實績值：未達統計週期(預計 2023 年 8 月公布)",
)
_SECOND = (
    "指標 6.1.1: 宣導水資源保育 (水利署)\t目標：宣導水資源保育 50 公里 實績值：宣導水資源保育 51 公里",
    "指標 6.1.2: 漏水率 (水利署)\t目標：漏水率不超過 12% 實績值：11.8%",
)
_THREE = "指標 6.2.1: 水資源建設 (水利署)\t目標：1.完成水庫清淤 3 座。2.設置水車 4 輛。3.巡查河川 500 公里。 實績值：1.完成水庫清淤 3 座。2.設置水車 5 輛。3.巡查河川 600 公里。"  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editions")
    files = [
        edition(folder, 2021, "111.06", *_FIRST),
        edition(folder, 2022, "112.06", *_FIRST),
        edition(folder, 2023, "113.06", *_SECOND, _THREE),
        edition(folder, 2023, "113.09", *_SECOND, _THREE + "(更正說明)", title="更正 {year} " + "SYNTHETIC 永續發展指標執行情形表"),
    ]  # fmt: skip
    return publish_without_prefect(files, tmp_path_factory.mktemp("data"))


def changes_of(capsys, data, before, after):
    show_diff(data, before, after, output="json")
    return json.loads(capsys.readouterr().out)["changes"]


@pytest.mark.parametrize(("before", "after"), [("2022", "2024"), ("2024", "2022")])
def test_what_came_is_told_with_what_it_may_have_been(capsys, small_warehouse, before, after):
    changes = changes_of(capsys, small_warehouse, before, after)
    asked = {row["change"]: row["perhaps"] for row in changes if row["perhaps"]}
    names = ["8.5.1 18歲以上女性勞動參與率", "8.5.1 15歲以上女性勞動參與率"]
    if before == "2024":
        names.reverse()
    assert asked == {"indicator_added": names[0], "indicator_vanished": names[1]}


@pytest.mark.parametrize("output", ["text", "markdown"])
def test_an_open_question_names_who_decides_it(capsys, small_warehouse, output):
    show_diff(small_warehouse, "2022", "2024", output=output)
    text = capsys.readouterr().out
    assert "perhaps" in text
    assert "tsdg review" in text


def test_a_unit_and_a_value_published_at_last_are_told(capsys, data):
    changes = changes_of(capsys, data, "2022", "2023")
    told = {(row["change"], row["indicator_code_after"], row["before"], row["after"]) for row in changes}  # fmt: skip
    assert told == {
        ("unit_changed", "6.1.1", "件", "公里"),
        ("target_changed", "6.1.1", "≥ 40 件", "≥ 50 公里"),
        ("value_changed", "6.1.2", "pending", "11.8%"),
        ("status_changed", "6.1.2", "pending", "attained"),
        ("indicator_added", "6.2.1", "", ""),
    }


def test_the_text_of_three_measures_is_one_change(capsys, data):
    (row,) = changes_of(capsys, data, "2023v1", "2023v2")
    assert (row["change"], row["section"], row["measure_no_after"]) == ("text_changed", "actual", None)  # fmt: skip
    show_diff(data, "2023v1", "2023v2", output="markdown")
    text = capsys.readouterr().out
    assert text.count("更正說明") == 1
    assert "| code | indicator | section | before | after | page |" in text


def test_nothing_changed_is_said(capsys, data):
    for output, words in (("text", "nothing changed"), ("markdown", "Nothing changed.")):
        show_diff(data, "2021", "2022", output=output)
        assert words in capsys.readouterr().out
