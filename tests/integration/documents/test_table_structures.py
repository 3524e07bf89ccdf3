"""Columns are told by their header words, and a row in which something is missing says so: small tables of many kinds."""

from pathlib import Path

import pytest

from flows.readers.read_report import read_report
from tests.hostile.pdf_writer import show
from tests.hostile.small_report import LEFT, ROW_HEIGHT, ROWS, TOP, WIDTHS, Report, Sheet
from tests.integration.documents.test_cases import figures, stage
from transforms.report.recognize_table import recognize_columns
from transforms.report.report_lexicon import Lexicon
from warehouse.errors import UnusableReportError

_MEASURES = (
    ("6.1.1", "供水普及率", "95.8%", "95.78%"),
    ("6.4.1", "每人每日用水量", "260公升", "289公升"),
    ("6.5.1", "回收率", "70%", "71.2%"),
    ("6.6.1", "培訓人數", "18萬名", "18萬6,465名"),
)
_RIGHT = {
    "6.1.1": (95.8, 95.78),
    "6.4.1": (260, 289),
    "6.5.1": (70, 71.2),
    "6.6.1": (180_000, 186_465),
}
# What stands in a column: its letter. Others are written as they are.
_HEADERS = {
    "two years, actuals": "i=對應指標 1%=2023年實績值 t=2024年目標值 a=2024年實績值",
    "two years, targets": "i=對應指標 t=2024年目標值 a=2024年實績值 9%=2025年目標值",
    "a far target first": "i=對應指標 99%=2030年目標值 t=2024年目標值 a=2024年達成值",
    "two years of results": "g=核心目標 i=對應指標 p=2023年達成情形 r=2024年達成情形",
    "goal and target": "g=目標 i=指標 t=2024年目標 a=2024年達成情形",
    "key performance": "n=項次 具體目標=具體目標 i=關鍵績效指標(KPI) t=2024年目標值 a=2024年實績值",
    "codes apart": "c=指標編號 m=KPI t=2024年目標值 a=2024年實績值 99%=達成率",
    "rows counted": "n=編號 i=指標 t=目標值 a=實績值",
    "unit and base": "i=對應指標 -=單位 50%=基準值 t=2024年目標值 a=2024年實績值",
    "two languages": "g=核心目標Goals i=指標Corresponding_indicators r=2024年達成情形Achievement",
    "agency": "g=核心目標 i=對應指標 r=2024年達成情形 環境部=主辦機關",
}


def _build(header: str) -> bytes:
    columns = [column.split("=") for column in header.split()]
    rows = [tuple(_content(what, number) for what, _ in columns) for number in range(4)]
    names = tuple(name.replace("_", " ") for _, name in columns)
    widths = tuple([515 / len(columns)] * len(columns))
    return Report([Sheet(rows=tuple(rows), header=names, widths=widths, size=4)]).build()


def _content(what: str, number: int) -> str:
    code, name, target, actual = _MEASURES[number]
    return {
        "g": "06：水" if number == 0 else "",
        "i": f"指標 {code}：{name}",
        "m": name,
        "c": code,
        "n": str(number + 1),
        "t": target,
        "a": actual,
        "p": "目標：1% 實績值：2%",
        "r": f"目標：{target} 實績值：{actual}",
        "x": f"{target}，{actual}",
    }.get(what, what)


def _write(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("header", _HEADERS.values(), ids=_HEADERS)
def test_columns_are_told_by_their_words(tmp_path, header, lexicon: Lexicon) -> None:
    assert figures(stage(_write(tmp_path, _build(header)), lexicon)) == _RIGHT


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("i=對應指標 t=2023年目標值 a=2024年實績值", "對應指標 | 2023年目標值 | 2024年實績值"),
        ("i=對應指標 1%=目標值 t=目標值 a=實績值", "目標值 | 目標值"),
        ("n=項次 i=工作項目 r=辦理內容", "項次 | 工作項目 | 辦理內容"),
        ("g=Goal i=Indicator r=Achievement", "Goal | Indicator | Achievement"),
        ("g=核心目標 i=對應指標 x=2024年達成情形", "核心目標 | 對應指標 | 2024年達成情形"),
    ],
)
def test_what_cannot_be_told_apart_is_refused_by_the_names_of_its_columns(
    tmp_path, header, told
) -> None:
    with pytest.raises(UnusableReportError) as refusal:
        read_report(_write(tmp_path, _build(header)), 2024)
    assert told in str(refusal.value)


def test_a_short_row_is_no_header() -> None:
    assert recognize_columns(["永續目標6", "指標6.1.1：甲", "目標：5 實績值：6"]) is None


def test_a_row_without_sections_is_no_task(tmp_path, lexicon: Lexicon) -> None:
    rows = (*ROWS[:5], ("", ROWS[5][1], "980.5億元，1,002億元"))
    staged = stage(_write(tmp_path, Report([Sheet(rows=rows)]).build()), lexicon)
    (measure,) = [m for m in staged.measures if m.indicator_code == "8.9.1"]
    assert (measure.target_kind, measure.target_low, measure.actual_value) == (None, None, None)
    assert any(
        f.rule == "text_not_understood" and f.indicator_code == "8.9.1" for f in staged.findings
    )


_INNER = {
    "two columns": (("年度", "值"), ("2023年", "900億元"), ("2024年", "1,002億元")),
    "years side by side": (("2023", "2024"), ("900", "1002")),
    "three columns": (("項目", "2023年", "2024年"), ("甲", "900億元", "1,002億元")),
}


def _with_inner_table(cells: tuple[tuple[str, ...], ...], margin: float) -> bytes:
    """The last row's result holds a table, at a distance from its rules or right at them."""
    y, height, left = TOP - ROW_HEIGHT * 6, 90.0, LEFT + WIDTHS[0] + WIDTHS[1]
    out = bytearray()
    x = LEFT
    for width in WIDTHS:
        out += b"%.2f %.2f %.2f %.2f re S\n" % (x, y - height, width, height)
        x += width
    out += show(ROWS[5][1], LEFT + WIDTHS[0] + 3, y - 14)
    out += show("目標：980.5億元 實績值：", left + 3, y - 14)
    width = (WIDTHS[2] - 2 * margin) / len(cells[0])
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            place = left + margin + column * width, y - 38 - row * 18
            out += b"%.2f %.2f %.2f 18 re S\n" % (*place, width)
            out += show(text, place[0] + 3, place[1] + 5, 8)
    words = "".join("".join(row) for row in cells) + ROWS[5][1] + ROWS[5][2]
    return Report([Sheet(rows=ROWS[:5], behind=bytes(out))], extra_text=words).build()


@pytest.mark.parametrize("margin", [0.0, 6.0])
@pytest.mark.parametrize("cells", _INNER.values(), ids=_INNER)
def test_a_table_in_a_cell_is_told_and_not_read(tmp_path, cells, margin, lexicon: Lexicon) -> None:
    staged = stage(_write(tmp_path, _with_inner_table(cells, margin)), lexicon)
    assert figures(staged)["8.9.1"] == (98_050_000_000, None)
    told = [f.facts for f in staged.findings if f.rule == "table_in_cell"]
    assert all(any(text in facts for facts in told) for text in cells[-1])


def test_a_goal_cell_over_two_pages_keeps_title_and_lead(tmp_path, lexicon: Lexicon) -> None:
    first = Sheet(rows=(*ROWS[:3], ("08：促進就業", *ROWS[3][1:])))
    second = Sheet(rows=(("與成長(經濟部)", *ROWS[4][1:]), ROWS[5]), title="", header=None)
    path = _write(tmp_path, Report([first, second]).build())
    goals = {i.indicator_code: (i.goal_name, i.goal_lead) for i in stage(path, lexicon).indicators}
    assert {goals[code] for code in ("8.5.1", "8.6.1", "8.9.1")} == {("促進就業與成長", "經濟部")}
