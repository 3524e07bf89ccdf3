"""Goal and indicator cells: number, name, agencies, star and same-as notes in their variants."""

import pytest

from transforms.report.parse_headings import Goal, parse_goal, parse_heading

AGENCIES = {
    "水利署": "水利署",
    "中企署": "中企署",
    "中企處": "中企署",
    "園管局": "園管局",
    "環境部": "環境部",
    "環保署": "環境部",
    "經濟部": "經濟部",
    "台電公司": "台電公司",
    "國營司": "國營司",
}


@pytest.mark.parametrize(
    ("cell", "code", "name"),
    [
        ("指標6.4.1：民生用水效率(水利署)", "6.4.1", "民生用水效率"),
        ("指標：6.4.1民生用水效率", "6.4.1", "民生用水效率"),
        ("6.4.1民生用水效率", "6.4.1", "民生用水效率"),
        ("6.4.1、民生用水效率。", "6.4.1", "民生用水效率"),
        ("指標6.e.2：資源再生產業產值(產發署)", "6.e.2", "資源再生產業產值"),
        ("指標17.10.12：甲", "17.10.12", "甲"),
        ("指標7.3.2：電網線損率(線損率)(國營司)", "7.3.2", "電網線損率(線損率)"),
        ("指標9.1.1：占比(GDP(名目))(水利署)", "9.1.1", "占比(GDP(名目))"),
        ("指標9.1.1：每人GDP與Green Mark數", "9.1.1", "每人GDP與Green Mark數"),
    ],
)
def test_code_and_name_are_parted(cell, code, name):
    heading = parse_heading(cell, AGENCIES)
    assert (heading.code, heading.name) == (code, name)


@pytest.mark.parametrize("cell", ["", "民生用水效率", "指標：用水", "06：水資源", "2024.01說明"])
def test_a_cell_without_a_code_is_no_heading(cell):
    assert parse_heading(cell, AGENCIES) is None


@pytest.mark.parametrize(
    ("cell", "starred"),
    [
        ("*指標6.6.1：面積", True),
        ("指標*6.6.1：面積", True),
        ("指標：＊6.6.1面積", True),
        ("★6.6.1面積", True),
        ("※指標6.6.1：面積", True),
        ("指標6.6.1：面積", False),
        ("指標6.6.1：面積*單位", False),
    ],
)
def test_a_star_counts_before_the_code_only(cell, starred):
    heading = parse_heading(cell, AGENCIES)
    assert heading.is_starred is starred
    assert heading.code == "6.6.1"


@pytest.mark.parametrize(
    ("cell", "agencies"),
    [
        ("指標6.4.1：甲(水利署)", ("水利署",)),
        ("指標6.4.1：甲(水利署、園管局)", ("水利署", "園管局")),
        ("指標6.4.1：甲(水利署/園管局)", ("水利署", "園管局")),
        ("指標6.4.1：甲(水利署；園管局)", ("水利署", "園管局")),
        ("指標6.4.1：甲(水利署及園管局)", ("水利署", "園管局")),
        ("指標6.4.1：甲(水利署)(園管局)", ("水利署", "園管局")),
        ("指標6.4.1：甲(主辦：水利署，協辦：園管局)", ("水利署", "園管局")),
        ("指標6.4.1：甲(主政機關：水利署)", ("水利署",)),
        ("指標6.4.1：甲(台電公司)", ("台電公司",)),
        ("指標6.4.1：甲(水利署、水利署)", ("水利署",)),
        ("指標6.4.1：甲(人事處/財政人員訓練所)", ("人事處", "財政人員訓練所")),
        ("指標6.4.1：甲(中國輸出入銀行)", ("中國輸出入銀行",)),
        ("指標6.4.1：甲", ()),
    ],
)
def test_every_responsible_agency_is_read(cell, agencies):
    heading = parse_heading(cell, AGENCIES)
    assert heading.agencies == agencies
    assert heading.name == "甲"


def test_former_names_become_current_once_and_the_print_is_kept():
    heading = parse_heading("指標5.5.6：家數(中企處、中企署、環保署)", AGENCIES)
    assert heading.agencies == ("中企署", "環境部")
    assert heading.agencies_printed == ("中企處", "中企署", "環保署")


def test_an_agency_that_no_list_knows_is_kept_and_told():
    heading = parse_heading("指標5.5.6：家數(海洋保育署、水利署)", AGENCIES)
    assert heading.agencies == ("海洋保育署", "水利署")
    assert heading.unknown_agencies == ("海洋保育署",)


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("(同指標8.10.1)(園管局)", ("8.10.1",)),
        ("(園管局)(同指標8.10.1)", ("8.10.1",)),
        ("(同8.10.1)(園管局)", ("8.10.1",)),
        ("(與指標8.10.1相同)(園管局)", ("8.10.1",)),
        ("(併8.10.1)(園管局)", ("8.10.1",)),
        ("(同指標8.10.1、12.e.4)(園管局)", ("8.10.1", "12.e.4")),
        ("(8.10.1同指標)(園管局)", ("8.10.1",)),
        ("(同指標8.10.1)(同指標8.10.1)(園管局)", ("8.10.1",)),
        ("(園管局)", ()),
    ],
)
def test_same_as_notes_are_read_in_their_variants(note, codes):
    heading = parse_heading(f"指標6.4.2：回收率{note}", AGENCIES)
    assert heading.same_as_codes == codes
    assert heading.agencies == ("園管局",)
    assert heading.name == "回收率"


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("確保環境品質(環境部)", Goal("確保環境品質", "環境部")),
        ("確保環境品質", Goal("確保環境品質", None)),
        ("能源(潔淨)永續(經濟部)", Goal("能源(潔淨)永續", "經濟部")),
        ("和平社會。(內政部(警政署))", Goal("和平社會", "內政部(警政署)")),
        ("(經濟部)", Goal("(經濟部)", None)),
    ],
)
def test_a_goal_has_a_name_and_may_have_a_lead_agency(text, goal):
    assert parse_goal(text) == goal
