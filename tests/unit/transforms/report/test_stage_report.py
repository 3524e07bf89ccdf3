"""One document's cells become staging rows, each number with its words and page."""

from dataclasses import asdict
from datetime import date

import polars as pl
import pytest

from transforms.report.decide_direction import DirectionTerm
from transforms.report.report_lexicon import Lexicon, UnitRule
from transforms.report.stage_report import stage_report
from transforms.report.staged_rows import StagedMeasure, StagedReport

LEXICON = Lexicon(
    agency_names={"水利署": "水利署", "中企處": "中企署"},
    units={
        "名": UnitRule("人", "人", 1.0),
        "人": UnitRule("人", "人", 1.0),
        "公斤": UnitRule("公斤", "公噸", 0.001),
        "公噸": UnitRule("公斤", "公噸", 1.0),
    },
    direction_terms=(DirectionTerm("漏水率", "lower", 50), DirectionTerm("回收率", "higher", 40)),
    direction_reviews=(),
)


def stage(*rows: tuple[int, str, str, str], outside: tuple[tuple[int, str], ...] = ()) -> StagedReport:  # fmt: skip
    """Each row: page, goal, indicator, result; lines outside the table: page, text."""
    cells = [
        {"row_no": number, "column_name": name, "page": row[0], "cell_text": text}
        for number, row in enumerate(rows, start=1)
        for name, text in zip(("goal", "indicator", "result"), row[1:], strict=True)
    ]
    cells += [
        {"row_no": 900 + number, "column_name": "outside", "page": page, "cell_text": text}
        for number, (page, text) in enumerate(outside)
    ]
    frame = pl.DataFrame(cells).with_row_index("cell_no", offset=1)
    return stage_report("2024-abc", 2024, frame, LEXICON)


def stage_one(result: str, heading: str = "指標 6.4.1: 某事 (水利署)") -> StagedMeasure:
    (measure,) = stage((1, "06: 水", heading, result)).measures
    return measure


def rules(staged: StagedReport) -> list[str]:
    return [finding.rule for finding in staged.findings]


def test_an_indicator_has_its_facts_and_texts():
    staged = stage(
        (2, "06: 水資源 (環境部)", "*指標 6.4.4: 漏水率 (同指標 8.1.1) (水利署)", "目標：漏水率 12%\n實績值：漏水"),
        (3, "", "", "率 11.9%，已達標\n落後原因：無\n因應對策：無"),
    )  # fmt: skip
    (indicator,) = staged.indicators
    assert asdict(indicator) == {
        "report_id": "2024-abc",
        "report_year": 2024,
        "indicator_code": "6.4.4",
        "occurrence_no": 1,
        "row_no": 1,
        "goal_no": 6,
        "goal_no_printed": 6,
        "goal_name": "水資源",
        "goal_lead": "環境部",
        "indicator_name": "漏水率",
        "is_starred": True,
        "agencies": ["水利署"],
        "agencies_printed": ["水利署"],
        "same_as_codes": ["8.1.1"],
        "heading_text": "*指標6.4.4：漏水率(同指標8.1.1)(水利署)",
        "target_text": "漏水率12%",
        "actual_text": "漏水率11.9%，已達標",
        "reason_text": None,
        "countermeasure_text": None,
        "declared_status": "met",
        "page_first": 2,
        "page_last": 3,
        "printed_rows": [1, 2],
        "reason_measures": None,
    }
    assert rules(staged) == []


@pytest.mark.parametrize(
    ("target", "low", "high", "comparator"),
    [
        ("至少 5 名", 5, None, "ge"),
        ("不超過 5 名", None, 5, "le"),
        ("漏水率 12%", None, 12, "le"),
        ("回收率 90~95%", 90, 95, "between"),
        ("某事 5 分", 5, 5, None),
        ("至少 500 公斤", 500, None, "ge"),
    ],
)
def test_bounds_follow_the_comparator(target, low, high, comparator):
    measure = stage_one(f"目標：{target}\n實績值：未達統計週期")
    assert (measure.target_low, measure.target_high) == (low, high)
    assert measure.comparator == comparator


@pytest.mark.parametrize(
    ("result", "unit", "actual_unit", "actual_value"),
    [
        ("目標：培訓 5 名\n實績值：培訓 6 人", "人", "人", 6),
        ("目標：培訓 5 名\n實績值：培訓 6 名", "名", "名", 6),
        ("目標：至少 500 公斤\n實績值：600 公斤", "公斤", "公斤", 600),
        ("目標：至少 2 公噸\n實績值：600 公斤", "公噸", "公噸", 0.6),
        ("目標：回收率 80%\n實績值：81", "%", "%", 81),
        ("目標：至少 5 分\n實績值：未達統計週期", "分", None, None),
        ("目標：不適用\n實績值：34.6%", None, "%", 34.6),
    ],
)
def test_units_are_as_printed_where_both_sides_agree(result, unit, actual_unit, actual_value):
    measure = stage_one(result)
    assert (measure.unit, measure.actual_unit) == (unit, actual_unit)
    assert measure.actual_value == pytest.approx(actual_value)


def test_a_measure_keeps_words_page_and_promise():
    staged = stage(
        (4, "", "指標 8.1.2: 某事 (水利署)", "目標：\n1. 培訓 5 名\n2. 回收率 80%"),
        (5, "", "", "實績值：\n1. 培訓 6 名\n2. 未達統計週期(預計 2025 年 9 月公布)"),
    )
    first, second = staged.measures
    assert (first.actual_words, first.actual_page) == ("培訓6名", 5)
    assert (second.actual_kind, second.release_due) == ("pending", date(2025, 9, 30))
    assert [m.measure_no for m in staged.measures] == [1, 2]


def test_a_number_cut_by_a_page_break_is_read_whole():
    staged = stage(
        (4, "", "指標 8.1.2: 某事 (水利署)", "目標：至少 1,000 家\n實績值：共 1,2"),
        (5, "", "", "34 家"),
    )
    (measure,) = staged.measures
    assert (measure.actual_value, measure.actual_page) == (1234, 4)


def test_earlier_values_are_staged_with_their_words_and_page():
    staged = stage(
        (4, "", "指標 8.1.2: 某事 (水利署)", "目標：不超過 500 公斤"),
        (5, "", "", "實績值：400 公斤(2023 年 600 公斤)"),
    )
    (prior,) = staged.prior_values
    assert (prior.data_year, prior.data_value, prior.unit) == (2023, 600, "公斤")
    assert (prior.value_text, prior.page) == ("2023年600公斤", 5)


def test_an_earlier_value_is_told_in_the_unit_of_its_measure():
    staged = stage(
        (4, "", "指標 8.1.2: 某事 (水利署)", "目標：不超過 2 公噸"),
        (5, "", "", "實績值：1.5 公噸(2023 年 600 公斤)"),
    )
    (prior,) = staged.prior_values
    assert (prior.data_value, prior.unit, prior.value_text) == (0.6, "公噸", "2023年600公斤")


@pytest.mark.parametrize(
    ("target", "year"), [("至少 5 名", 2024), ("完成計畫", 2024), ("不適用", None)]
)
def test_the_target_year_is_the_reports_unless_none_is_set(target, year):
    assert stage_one(f"目標：{target}\n實績值：無").target_year == year


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ((1, "", "指標 6.4.1: 甲 (水利署)", "實績值：5"), "text_not_understood"),
        ((1, "", "指標 6.4.1: 甲 (水利署)", "說明 目標：不適用\n實績值：無"), "text_not_understood"),
        ((1, "07: 能源", "指標 6.4.1: 甲 (水利署)", "目標：不適用\n實績值：無"), "goal_disagrees_with_code"),
        ((1, "", "指標 6.4.1: 甲 (某某署)", "目標：不適用\n實績值：無"), "unknown_agency"),
        ((1, "", "指標 6.4.1: 甲", "目標：不適用\n實績值：無"), "no_agency"),
        ((1, "", "指標 6.4.1: 甲 (水利署)", "目標：某事 5 分\n實績值：5 分"), "direction_undecided"),
        ((1, "", "指標 6.4.1: 甲 (水利署)", "目標：至少 5 家\n實績值：持續推動"), "actual_not_understood"),
    ],
)  # fmt: skip
def test_what_is_doubtful_in_a_row_is_told(row, rule):
    staged = stage(row)
    assert rule in rules(staged)
    assert {finding.indicator_code for finding in staged.findings} == {"6.4.1"}


def test_an_undecided_target_keeps_its_number():
    measure = stage_one("目標：某事 5 分\n實績值：5 分")
    assert (measure.comparator, measure.direction) == (None, None)
    assert (measure.target_low, measure.target_high) == (5, 5)


def test_a_code_printed_twice_is_staged_twice_and_told():
    row = (1, "", "指標 6.4.1: 甲 (水利署)", "目標：至少 5 名\n實績值：6 名")
    staged = stage(row, (2, *row[1:]))
    assert [indicator.occurrence_no for indicator in staged.indicators] == [1, 2]
    assert rules(staged) == ["code_printed_twice"]


def test_a_row_before_the_first_indicator_is_told():
    staged = stage((1, "", "", "前言"), (1, "", "指標 6.4.1: 甲 (水利署)", "目標：不適用\n實績值：無"))  # fmt: skip
    assert [(f.rule, f.page) for f in staged.findings] == [("text_not_understood", 1)]


@pytest.mark.parametrize(
    "footer", ["1", "- 1 -", "第 1 頁", "第1頁，共12頁", "1/12", "Page 1 of 12", "— 1 —"]
)
def test_page_numbers_are_no_content(footer):
    row = (1, "", "指標 6.4.1: 甲 (水利署)", "目標：不適用\n實績值：無")
    assert rules(stage(row, outside=((1, footer),))) == []


def test_a_line_that_runs_on_every_page_is_no_content():
    row = (1, "", "指標 6.4.1: 甲 (水利署)", "目標：不適用\n實績值：無")
    assert rules(stage(row, outside=((1, "某報告 第 1 版"), (2, "某報告 第 2 版")))) == []


def test_a_line_outside_the_table_is_told():
    row = (1, "", "指標 6.4.1: 甲 (水利署)", "目標：不適用\n實績值：無")
    (finding,) = stage(row, outside=((3, "註：初步統計"),)).findings
    assert (finding.rule, finding.severity, finding.page) == ("text_outside_table", "info", 3)  # fmt: skip


def test_verdict_and_findings_do_not_depend_on_the_line_breaks_of_a_layout():
    narrow = stage((1, "06: 水", "指標 6.4.4: 漏\n水率 (水利\n署)", "目標：漏水率不\n超過 12%\n實績值：漏水\n率 11.9%，已\n達標"))  # fmt: skip
    wide = stage((1, "06: 水", "指標 6.4.4: 漏水率 (水利署)", "目標：漏水率不超過 12%\n實績值：漏水率 11.9%，已達標"))  # fmt: skip
    assert narrow == wide


def test_units_that_mean_the_same_share_a_group():
    assert LEXICON.unit_groups == {"名": "人", "人": "人", "公斤": "公斤", "公噸": "公斤"}


@pytest.mark.parametrize(
    ("result", "unread"),
    [
        ("目標：於受理後45日內核復；滿意度至少85% 實績值：平均38.5日核復；滿意度88%", "45"),
        ("目標：於受理後45日內核復；滿意度至少85% 實績值：均如期核復；滿意度88%", None),
        ("目標：於3年內達滿意度85%以上 實績值：滿意度88%", None),
    ],
)
def test_a_time_limit_that_an_amount_answers_is_not_lost_beside_another_target(result, unread):
    assert stage_one(result).unread_words == unread


@pytest.mark.parametrize(
    ("heading", "result", "labels"),
    [
        ("弱勢學生助學金補助人數", "目標：補助78,000人。", ["弱勢學生助學金補助人數"]),
        ("據點數、服務人次", "目標：據點500處、服務72,000人次。", ["據點", "服務人次"]),
        ("失智照護", "目標：辦理20場、輔導30人。", ["失智照護：辦理", "失智照護：輔導"]),
        ("資本適足性", "目標：資本適足率≧12.5%、處理日數≦75日。", ["資本適足率", "處理日數"]),
        ("水質", "目標：氨氮95%、重金屬(鎘、鉛、汞)100%。", ["氨氮", "重金屬(鎘、鉛、汞)"]),
        ("業務", "目標：(1)新創事業12件、(2)舊有事業60件。", ["新創事業", "舊有事業"]),
        ("就業", "目標：參加人數500人。", ["參加人數"]),
    ],
    ids=["a deed", "a part of the name", "deeds", "signs", "brackets", "list marks", "a noun"],
)  # fmt: skip
def test_labels_are_whole_and_say_what_is_counted(heading, result, labels):
    staged = stage((1, "06: 水", f"指標 6.4.1: {heading} (水利署)", f"{result}\n實績值：無"))
    assert [measure.measure_label for measure in staged.measures] == labels
