"""An indicator is found by any code it ever had, and everything known of it is shown."""

import json

import pytest

from flows.commands.show_command import show_indicator
from warehouse.errors import NotPublishedError


@pytest.fixture
def show(small_warehouse, capsys):
    def run(code):
        show_indicator(small_warehouse, code, as_json=False)
        return capsys.readouterr().out

    return run


@pytest.fixture
def show_json(small_warehouse, capsys):
    def run(code):
        show_indicator(small_warehouse, code, as_json=True)
        return json.loads(capsys.readouterr().out)

    return run


def test_a_former_code_finds_the_indicator_and_says_what_it_is_now(show):
    lines = show("5.1.1").splitlines()
    assert lines[0] == "5.1.1 (until edition 2022) is now 5.2.1"
    assert lines[1] == "5.2.1 托育設施家數"


def test_the_code_of_now_needs_no_note(show):
    assert show("5.2.1").splitlines()[0] == "5.2.1 托育設施家數"


def test_a_code_in_use_again_shows_its_bearer_of_now_and_names_the_former(show):
    lines = show("8.11.1").splitlines()
    assert lines[0] == "8.11.1 was also the code of 8.12.1 (國家風景區遊客人次, editions 2021-2022)"  # fmt: skip
    assert lines[1] == "8.11.1 綠色金融授信餘額"


def listed(text):
    """What a list of fitting indicators offers to ask for."""
    return [line.split()[0] for line in text.splitlines() if line[1:2].isdigit()]


def test_a_former_code_of_two_lists_them(show):
    text = show("4.1.1")
    assert "2 indicators fit 4.1.1" in text
    assert listed(text) == ["4.2.1", "4.3.1"]
    assert "校舍耐震補強完成率" in text


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("4", ["4.2.1", "4.3.1"]),
        ("目標 8", ["8.1.1", "8.5.1", "8.11.1", "8.12.1", "8.5.1@2022"]),
        ("自來水", ["6.1.1", "8.1.1"]),
        ("女性 勞動", ["8.5.1", "8.5.1@2022"]),
        ("quality EDUCATION", ["4.2.1", "4.3.1"]),
    ],
)
def test_a_goal_or_a_part_of_a_name_lists_what_fits(show, asked, codes):
    assert listed(show(asked)) == codes


@pytest.mark.parametrize(
    ("asked", "first"),
    [("耐震", "4.3.1 校舍耐震補強完成率"), ("clean water", "6.1.1 自來水普及率")],
)
def test_what_fits_one_indicator_alone_shows_it(show, asked, first):
    assert show(asked).splitlines()[0] == first


def test_a_slip_gets_suggestions(show):
    with pytest.raises(NotPublishedError, match=r"do you mean .*4\.3\.1 校舍耐震補強完成率"):
        show("校舍耐振補強")


def test_json_lists_what_fits(show_json):
    shown = show_json("自來水")
    assert [row["indicator_key"] for row in shown["fitting"]] == ["6.1.1", "8.1.1"]


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("9.9.9", "tsdg show 9 lists"),
        ("", "tsdg show 6 lists"),
        ("' or 1=1 --", "tsdg show 6 lists"),
    ],
)
def test_a_code_that_nobody_had_is_told(show, code, advice):
    with pytest.raises(NotPublishedError, match=f"no indicator fits .*{advice}"):
        show(code)


@pytest.mark.parametrize("code", ["８.１２.１", "*8.12.1", " 8.12.1 ", "8.12.1#1"])
def test_a_code_is_taken_as_people_write_it(show, code):
    assert show(code).splitlines()[0] == "8.12.1 國家風景區遊客人次"


def test_a_series_that_ended_is_found_by_its_key(show):
    text = show("8.5.1@2022")
    assert "8.5.1 18歲以上女性勞動參與率" in text
    assert "edition 2022" in text


def test_an_open_link_is_pointed_to(show):
    assert "a link of this indicator waits for a person: tsdg review" in show("8.5.1")
    assert "waits for a person" not in show("8.12.1")


def test_series_targets_and_history_go_on_over_a_renumbering(show):
    text = show("8.12.1")
    assert "values 2021: 9,120,000, 2022: 9,610,000, 2024: 10,500,000" in text
    history = [line.split()[:2] for line in text.split("History")[1].splitlines()]
    assert [row for row in history if row and row[0].isdigit()] == [
        ["2021", "8.11.1"],
        ["2022", "8.11.1"],
        ["2024", "8.12.1"],
    ]


def test_twins_stand_beside_with_their_values(show):
    (line,) = (line for line in show("6.1.1").splitlines() if line.startswith(" 2024") and "8.1.1#1" in line)  # fmt: skip
    assert line.split() == ["2024", "1", "95.9%", "8.1.1#1", "95.9%", "≥", "95%", "✓", "attained", "agrees"]  # fmt: skip


def test_json_carries_everything(show_json):
    shown = show_json("8.11.1")
    assert shown["result"]["indicator_key"] == "8.11.1"
    assert [row["indicator_key"] for row in shown["other_bearers_of_code"]] == ["8.12.1"]
    shown = show_json("8.12.1")
    assert {(row["data_year"], row["value"]) for row in shown["series"] if row["is_latest"]} == {
        (2021, 9.12e6),
        (2022, 9.61e6),
        (2024, 1.05e7),
    }
    assert [(row["target_year"], row["target_low"]) for row in shown["targets"]] == [
        (2021, 9e6),
        (2022, 9.5e6),
        (2024, 1e7),
    ]
    assert [row["indicator_code"] for row in shown["history"]] == ["8.11.1", "8.11.1", "8.12.1"]
    assert {row["relation"] for row in shown["links"]} == {"same_series"}
    assert [(row["measure_key"], row["trend"]) for row in shown["trend"]] == [("8.12.1#1", "insufficient")]  # fmt: skip
    assert shown["document"]["report_year"] == 2024


def test_json_carries_twins_of_every_edition(show_json):
    twins = show_json("8.1.1")["twins"]
    assert [(row["report_year"], row["indicator_code"], row["actual_value"]) for row in twins] == [
        (2024, "6.1.1", 95.9),
        (2022, "6.1.1", 95.4),
        (2021, "6.1.1", 95.1),
    ]


@pytest.mark.parametrize(
    ("code", "verdict", "why"),
    [
        ("3.1.1", "✓ attained", "1 sure: 11 <= 12 holds; words: 不超過12%"),
        ("3.2.1", "✓ attained, assumed", "1 assumed: 71 >= 70 holds; general term: 率"),
        ("16.1.1", "? undecided", "1 doubtful: it would be missed, but no reason is given; in doubt: 1.6 >= 1.8"),
    ],
)  # fmt: skip
def test_a_verdict_says_how_sure_it_is_and_what_it_rests_on(doubtful_warehouse, capsys, code, verdict, why):  # fmt: skip
    show_indicator(doubtful_warehouse, code, as_json=False)
    text = capsys.readouterr().out
    assert f"verdict: {verdict} (" in text
    (line,) = (line for line in text.splitlines() if line.startswith(" 1 "))
    assert line.rstrip().endswith(verdict)
    assert why in text


def test_of_what_is_in_doubt_nothing_is_said_to_be_reached(doubtful_warehouse, capsys):
    show_indicator(doubtful_warehouse, "16.1.1", as_json=False)
    assert "88.89 %" not in capsys.readouterr().out
