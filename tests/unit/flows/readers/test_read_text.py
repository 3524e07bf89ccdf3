"""A text conversion: tab-separated rows mixed with fragments of HTML."""

import json

import pytest

from flows.readers.page.page_model import UNCERTAIN
from flows.readers.read_text import read_text
from warehouse.errors import UnusableReportError

HEADER = "核心目標\t對應指標\t2024 年達成情形"


def read(tmp_path, *lines: str, encoding: str = "utf-8"):
    path = tmp_path / "report.txt"
    path.write_bytes("\n".join(lines).encode(encoding))
    return read_text(path)


def rows(content) -> list[tuple[int, int, dict[str, str]]]:
    """Each row on paper: page, number, its cells."""
    found: dict[tuple[int, int], dict[str, str]] = {}
    for cell in content.cells:
        found.setdefault((cell.page, cell.row_no), {}).setdefault(cell.column_name, "")
        found[cell.page, cell.row_no][cell.column_name] += cell.text
    return [(page, number, cells) for (page, number), cells in found.items()]


def test_rows_become_cells(tmp_path):
    content = read(tmp_path, HEADER, "06: 水\t指標 6.4.1: 甲\t目標：5 實績值：6")
    assert rows(content) == [(1, 1, {"goal": "06: 水", "indicator": "指標 6.4.1: 甲", "result": "目標：5 實績值：6"})]  # fmt: skip


def test_a_repeated_header_begins_a_page(tmp_path):
    content = read(tmp_path, HEADER, "\t指標 6.4.1: 甲\t乙", "", HEADER, "\t\t丙")
    assert content.page_count == 2
    assert [(page, cells["result"]) for page, _, cells in rows(content)] == [(1, "乙"), (2, "丙")]


def test_lines_above_the_table_are_front_matter(tmp_path):
    content = read(tmp_path, "執行情形表", "", "114.06", HEADER, "\t指標 6.4.1: 甲\t乙")
    assert content.front_lines == ["執行情形表", "", "114.06"]
    assert content.header_cells == HEADER.split("\t")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>目標：甲</p><p>實績值：乙</p>", "目標：甲\n實績值：乙"),
        ("<u>目標</u>：甲", "目標：甲"),
        ("目標：甲<br>實績值：乙<br/>丙", "目標：甲\n實績值：乙\n丙"),
        ("<ol><li>甲</li><li>乙</li></ol>", "甲\n乙"),
        ("5 &lt; 6 &amp; 7&nbsp;家", "5 < 6 & 7\u00a0家"),
        ("<p>未關閉", "未關閉"),
        ("a < b", "a < b"),
    ],
)
def test_markup_becomes_lines(tmp_path, markup, text):
    content = read(tmp_path, HEADER, f"\t指標 6.4.1: 甲\t{markup}")
    assert content.cells[-1].text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<span style="text-decoration: line-through">311</span>289公升', "289公升"),
        ("<font style='text-decoration:underline line-through'>311</font>289公升", "289公升"),
        ('<span style="display:none">2</span>289公升', "289公升"),
        ('<span style="color:red"><b style="visibility: hidden">2</b>289</span>公升', "289公升"),
        ('<span style="background-color:#fff">2</span>289公升', "2289公升"),
        ('<span style="color:#FFFFFF">2</span>289公升', "289公升"),
        ("<span hidden>2<span>3</span>4</span>289公升", "289公升"),
        ("<script>2</script><style>3</style><template>4</template>289公升", "289公升"),
        ("<ruby>289<rt>1</rt></ruby>公升", "289公升"),
        ("&amp;minus;28公升", "−28公升"),
        ("289<small>1</small>公升", "289\ufffd1公升"),
        ("<small>289</small>公升", "289公升"),
        ('<img src="2.png" alt="2">289公升', "\ufffd289公升"),
        ('<input value="2">289公升', "\ufffd289公升"),
        ("<td>1</td><td>289公升</td>", "1\n\ufffd289公升"),
        ('<div style="display:none"><p>30公升</p></div>289公升', "289公升"),
        ("<s><p>30公升</p></s>289公升", "289公升"),
        ("<del>30<br>40</del>289公升", "289公升"),
        ("<p>甲<s>乙</p><p>289公升", "甲\n289公升"),
        ("<img hidden>289公升", "\ufffd289公升"),
        ('<span style="color:#fff;background:#c00">289公升</span>', "289公升"),
    ],
)
def test_a_fragment_is_read_as_a_browser_shows_it(tmp_path, markup, text):
    content = read(tmp_path, HEADER, f"\t指標 6.4.1: 甲\t{markup}")
    assert next(cell.text for cell in content.cells if cell.column_name == "result") == text


@pytest.mark.parametrize(
    "style",
    ["visibility:collapse", "opacity:0.0", "OPACITY: 0%", "font-size:0px !important", "color:rgb(255, 255, 255)",
     "color:white;background:#fff", "background:#000;color:black", "color:#fefefe"],
)  # fmt: skip
def test_what_a_style_hides_is_not_read(tmp_path, style):
    content = read(tmp_path, HEADER, f'\t指標 6.4.1: 甲\t<span style="{style}">1</span>289公升')
    assert next(cell.text for cell in content.cells if cell.column_name == "result") == "289公升"


@pytest.mark.parametrize(
    "markup",
    [
        "<math><msup><mn>10</mn><mn>4</mn></msup></math>", "<math><mfrac><mn>9</mn><mn>2</mn></mfrac></math>",
        "<m:math><m:msup>10</m:msup></m:math>", "<w:del>1</w:del>", "<select><option>1</option></select>",
        "<details><summary>註</summary>1</details>", "<bdo dir='rtl'>12</bdo>", "<span dir=RTL>1</span>",
        '<span class="note sr-only">1</span>',
        *(f"<span style='{style}'>1</span>" for style in (
            "position:absolute;left:-9999px", "text-indent:-99em", "text-indent:9999px", "line-height:0", "font-family:Wingdings", "margin-left:-9999px", "transform:scale(0)",
            "clip-path:inset(100%)", "width:0;overflow:hidden", "color:transparent", "color:rgba(0,0,0,0)",
            "color:#0000", "color:snow", "color:#f0f0f0", "font:0/0 a", "font-size:1px", "opacity:.01", "zoom:0",
            "display:/**/none", "d\\69splay:none", "unicode-bidi:bidi-override", "letter-spacing:-10px", "mso-hide:all",
        )),
    ],
)  # fmt: skip
def test_what_nobody_knows_to_be_shown_leaves_no_number_sure(tmp_path, markup):
    content = read(tmp_path, HEADER, f"\t指標 6.4.1: 甲\t{markup}289公升")
    result = next(cell.text for cell in content.cells if cell.column_name == "result")
    assert result.endswith("\ufffd289公升")


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="margin: 0cm 0cm 6pt; text-align: justify; mso-pagination: none">289公升</p>',
        '<span style="font-family: Arial; font-size: 10.5pt; color: #333333">289</span>公升',
        '<font color="red" size="3"><ins>289</ins></font>公升', '<td style="vertical-align: top; width: 40%">289公升</td>',
        '<span style="font-size:large;color:windowtext">289</span>公升', "<math><mrow><mn>289</mn></mrow></math>公升",
        '<p class="sub-title" style="text-justify: inter-ideograph; word-break: break-all; tab-stops: 12pt">289公升</p>',
        "<section>289公升<section></section></section>", "<details open>289公升</details>", "<o:p> </o:p>289公升",
    ],
)  # fmt: skip
def test_a_plain_look_changes_nothing(tmp_path, markup):
    content = read(tmp_path, HEADER, f"\t指標 6.4.1: 甲\t{markup}")
    assert next(cell.text for cell in content.cells if cell.column_name == "result") == "289公升"


@pytest.mark.parametrize("markup", ["2<br>89公升", "<p>2</p><p>89公升</p>", "<li>2<li>89公升"])
def test_lines_of_a_text_are_no_one_number(tmp_path, markup):
    content = read(tmp_path, HEADER, f"\t指標 6.4.1: 甲\t{markup}")
    assert next(c.text for c in content.cells if c.column_name == "result") == "2 \n89公升"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('289<span style="vertical-align:super">1</span>公升', "289¹公升"),
        ('289<span style="font-size:6pt">1</span>公升', "289\ufffd1公升"),
        ('289<font size="1">1</font>公升', "289\ufffd1公升"),
        ("<small>2</small>89公升", "2\ufffd89公升"),
        ('2<span style="font-size:12pt">89</span>公升', "289公升"),
    ],
)
def test_a_figure_that_is_raised_or_small_by_its_style_is_no_digit(tmp_path, markup, text):
    content = read(tmp_path, HEADER, f"\t指標 6.4.1: 甲\t{markup}")
    assert next(c.text for c in content.cells if c.column_name == "result") == text


def test_what_stands_in_a_hidden_section_is_hidden(tmp_path):
    markup = "<section hidden>2<section>3</section>4</section>289公升"
    content = read(tmp_path, HEADER, f"\t指標 6.4.1: 甲\t{markup}")
    result = next(cell.text for cell in content.cells if cell.column_name == "result")
    assert result.strip() == "289公升"


def test_figures_that_a_browser_hides_are_told(tmp_path):
    content = read(tmp_path, HEADER, "\t指標 6.4.1: 甲\t<i hidden>2</i><s>3</s>289公升")
    assert [json.loads(c.text)["rule"] for c in content.cells if c.column_name == "note"] == [
        "struck_out_text",
        "unseen_text",
    ]


def test_a_line_without_tabs_goes_on_with_the_cell_before(tmp_path):
    content = read(tmp_path, HEADER, "\t指標 6.4.1: 甲\t<p>目標：甲", "乙</p>", "<p>丙</p>")
    assert [cell.text for cell in content.cells if cell.column_name == "result"] == [
        "目標：甲",
        "乙",
        "丙",
    ]
    assert {cell.row_no for cell in content.cells} == {1}


def test_columns_beside_the_three_are_not_content(tmp_path):
    content = read(
        tmp_path, "編號\t核心目標\t對應指標\t達成情形\t備註", "1\t06: 水\t指標 6.4.1: 甲\t乙\t丙"
    )
    assert rows(content) == [
        (1, 1, {"goal": "06: 水", "indicator": "指標 6.4.1: 甲", "result": "乙"})
    ]


def test_codes_of_headings_are_found(tmp_path):
    content = read(
        tmp_path, HEADER, "\t<p>指標 6.4.1: 甲</p>\t乙", "\t*指標 6.e.2 (同指標 8.1.1)\t丙"
    )
    assert content.printed_codes == ["6.4.1", "6.e.2"]


def test_a_byte_order_mark_is_no_content(tmp_path):
    content = read(tmp_path, HEADER, "\t指標 6.4.1: 甲\t乙", encoding="utf-8-sig")
    assert content.header_cells[0] == "核心目標"


@pytest.mark.parametrize(
    ("lines", "encoding"),
    [
        (("年度\t預算", "2024\t5"), "utf-8"),
        (("核心目標 對應指標 達成情形",), "utf-8"),
        ((HEADER, "\t指標 6.4.1: 甲\t乙"), "cp950"),
        ((HEADER,), "utf-16"),
    ],
    ids=["another table", "no tabs", "Big5", "UTF-16"],
)
def test_any_other_text_is_refused_in_one_line(tmp_path, lines, encoding):
    with pytest.raises(UnusableReportError) as raised:
        read(tmp_path, *lines, encoding=encoding)
    assert "\n" not in str(raised.value)
    assert ";" in str(raised.value)


def _cell(markup: str) -> str:
    return f"\t指標 6.4.1: 甲\t{markup}"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<div style="background:navy"><span style="color:white">289</span>公升</div>', "289公升"),
        ('<table bgcolor="#000080"><tr><td><font color="white">289公升</font></td></tr></table>', "289公升"),
        ('<div style="color:white"><span style="background:navy">289公升</span></div>', "289公升"),
        ('<div style="background:navy"><p style="background:white"><b style="color:white">1</b>289公升</p></div>', "289公升"),
        ('<div style="color:white">1<b style="color:black">289公升</b></div>', "289公升"),
        ('<div style="background:navy"><b style="color:navy">1</b><b style="color:#fff">289公升</b></div>', "289公升"),
        ('<div style="background:navy"><p style="background:transparent;color:white">289公升</p></div>', "289公升"),
        ('<div style="background:navy;color:white"><p style="color:inherit">289公升</p></div>', "289公升"),
        ('<div style="background:white none repeat scroll 0% 0%"><p>289公升</p></div>', "289公升"),
        ('<p style="visibility:hidden">1<b style="visibility:visible">289公升</b></p>', "289公升"),
        ('<p style="font-size:0">1<b style="font-size:12pt">289公升</b><b style="font-size:2em">3</b></p>', "289公升"),
        ('<p style="opacity:0">1<b style="opacity:1">2</b></p>289公升', "289公升"),
        ('<p style="display:none">1<b style="display:inline">2</b></p>289公升', "289公升"),
        ('<div style="background:navy;color:white"><mark>289</mark>公升</div>', "289公升"),
        ('<div style="background:#0000ee"><a href="x">1</a><b style="color:white">289公升</b></div>', "289公升"),
        ('<div style="color:var(--x)"><b style="color:#000">289公升</b></div>', "289公升"),
    ],
)  # fmt: skip
def test_colours_and_sizes_are_those_of_what_stands_around(tmp_path, markup, text):
    assert read(tmp_path, HEADER, _cell(markup)).cells[-1 - ("1" in markup)].text.strip() == text


@pytest.mark.parametrize(
    "markup",
    [
        '<div style="color:var(--x)">1</div>', '<div style="background:linear-gradient(red,blue)"><b style="color:white">1</b></div>',
        '<div style="background:url(a.png)"><b style="color:white">1</b></div>', '<p style="color:white"><table><tr><td>1</td></tr></table>',
        '<div style="background:#bbb"><b style="color:#aaa;color:#9a9a9a">1</b></div>',
    ],
)  # fmt: skip
def test_a_colour_or_ground_that_nobody_knows_is_uncertain(tmp_path, markup):
    cells = read(tmp_path, HEADER, _cell(f"{markup}289公升")).cells
    assert any(UNCERTAIN in cell.text or "unseen_text" in cell.text for cell in cells)
    assert not any(cell.text == "1289公升" for cell in cells)


_HIDES = (
    "<style>.a{display:none}</style>",
    "<style>p b.a, i{position:absolute;left:-99em}</style>",
    "<style>td > .a:first-child { color: white }</style>",
    "<style>@media screen { .a { visibility: hidden } }</style>",
    "<style><!-- /* x */ #n {font-size:0} --></style>",
    "<style>* {text-decoration: line-through}</style>",
    "<style>b {float:right}</style>",
    '<link rel="stylesheet" href="a.css">',
    "<style>@import url(a.css);</style>",
)


@pytest.mark.parametrize("is_behind", [False, True])
@pytest.mark.parametrize("sheet", _HIDES)
def test_what_a_style_sheet_may_change_is_uncertain(tmp_path, sheet, is_behind):
    row = _cell('<b class="a" id="n">1</b>289公升')
    lines = [HEADER, row, f"<i>{sheet}</i>"] if is_behind else [sheet, HEADER, row]
    content = read(tmp_path, *lines)
    result = next(cell.text for cell in content.cells if "289" in cell.text)
    assert result.count(UNCERTAIN) >= 2


@pytest.mark.parametrize(
    "sheet",
    [
        "<style>b{font-weight:bold} .a{color:#333; margin:0cm 0cm 6pt}</style>",
        "<style>.b{display:none} i{display:none} #m{display:none}</style>",
        "<style>@page {size:A4} p.MsoNormal {mso-style-unhide:no; font-size:12.0pt}</style>",
        "<style></style>",
    ],
)
def test_a_style_sheet_that_changes_nothing_changes_nothing(tmp_path, sheet):
    content = read(tmp_path, sheet, HEADER, _cell('<b class="a" id="n">1</b>289公升'))
    assert content.cells[-1].text == "1289公升"


@pytest.mark.parametrize("opened", ["<del>", "<s>", '<span style="display:none">', '<font color="white">', "<div hidden>"])  # fmt: skip
def test_what_is_left_open_is_uncertain_until_it_is_closed(tmp_path, opened):
    end = f"</{opened[1:].split()[0].strip('>')}>"
    rows = [_cell("28公升" + opened), _cell("29公升"), _cell(f"30公升{end}31公升"), _cell("32公升")]
    texts = [c.text for c in read(tmp_path, HEADER, *rows).cells if c.column_name == "result"]
    assert texts[0].strip() == "28公升"
    assert texts[1].count(UNCERTAIN) >= 2
    assert f"{UNCERTAIN}31公升" in texts[2].replace("\n", "")
    assert texts[3] == "32公升"


@pytest.mark.parametrize("opened", ["<b>", "<p>", '<p style="color:white">', "<td hidden>", "<u>", '<font color="red">'])  # fmt: skip
def test_what_does_nothing_or_ends_with_its_cell_may_be_left_open(tmp_path, opened):
    rows = [_cell("28公升" + opened), _cell("29公升")]
    assert read(tmp_path, HEADER, *rows).cells[-1].text == "29公升"
