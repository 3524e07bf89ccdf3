"""With several issuers a run tells what it has read, one national scorecard, and whose each row is."""

import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from flows import run_report
from flows.commands import scorecard_command
from flows.run_report import print_run_report
from tests.conftest import AS_OF
from tests.several_issuers import ECONOMY, HEALTH, HEALTH_CORRECTED
from warehouse.folder.published import open_published
from warehouse.folder.run_ending import ReadDocument, RunEnding


@pytest.fixture
def screen_of(monkeypatch, capsys):
    """Print to a terminal of some width."""

    def run(width, tell):
        screen = Console(width=width, highlight=False)
        monkeypatch.setattr(run_report, "console", lambda: screen)
        monkeypatch.setattr(scorecard_command, "console", lambda: screen)
        tell()
        return capsys.readouterr().out

    return run


@pytest.fixture
def report(issuers_warehouse, screen_of):
    """The report of a run that has read some documents."""

    def run(*read, width=120):
        documents = [ReadDocument(name, year, 4, 1, "txt") for name, year in read]
        ending = RunEnding(AS_OF, issuers_warehouse.root, "published", documents=documents)
        return screen_of(width, lambda: print_run_report(issuers_warehouse, ending))

    return run


def rows_of(text, title):
    """The lines of a table of which a code stands first, or after a severity."""
    table = re.split(r"\n(?=Pending|Doubtful|warehouse)", text.split(title)[1])[0]
    return [line.split() for line in table.splitlines() if re.match(r" (warning +)?\d", line)]


def test_each_document_read_is_one_line_with_whose_it_is(report):
    lines = report((HEALTH, 2024), (HEALTH_CORRECTED, 2024), ("labour_2024.txt", 2024)).splitlines()
    assert lines[:3] == [
        "read health_2024.txt: 衛福部, edition 2024, vintage 1 (superseded), 1 pages, 4 indicators",
        "read health_2024_corrected.txt: 衛福部, edition 2024, vintage 2, 1 pages, 4 indicators",
        "read labour_2024.txt: 勞動部, sample 樣本, edition 2024, vintage 1, 1 pages, 4 indicators",
    ]


def test_a_batch_of_editions_has_one_scorecard_and_a_headline_for_each_other(report):
    read = (ECONOMY, 2024), ("economy_2021.txt", 2021), ("school_2023.txt", 2023)
    text = [line.rstrip() for line in report(*read, width=200).splitlines()]
    assert [line for line in text if line.startswith("Scorecard")] == [
        "Scorecard 2024 (with a sample 樣本 of 勞動部)"
    ]
    headlines = [line for line in text if re.match(r"20\d\d: ", line)]
    assert headlines == [
        "2021: 1 of 1 judged indicators attained (100.0 %); 1 issuer",
        "2023: 2 of 3 judged indicators attained (66.7 %); 1 missed, most of all 6.2.1 (經濟部); 2 issuers",
        "2024: 2 of 5 judged indicators attained (40.0 %); 3 missed, most of all 3.1.1 (衛福部); 1 still to be published; 3 issuers (with a sample 樣本 of 勞動部)",
    ]


def test_issuers_of_the_year_and_those_missing_are_named(report):
    text = report((HEALTH_CORRECTED, 2024))
    assert "issuers of 2024: 勞動部, 經濟部, 衛福部 (vintage 2)" in text
    assert "missing in 2024, but held of an earlier year: 教育部 (2023)" in text


def test_what_two_issuers_print_alike_is_one_row_that_names_both(report):
    text = report((HEALTH_CORRECTED, 2024))
    assert "Missed in 2024: 3 measures" in text
    missed = rows_of(text, "Missed in 2024")
    assert [row[:2] for row in missed] == [["3.1.1", "衛福部"], ["6.2.1", "衛福部"], ["6.1.1", "經濟部"]]  # fmt: skip
    assert "Pending from 2024: 1 measures" in text
    assert re.search(r"水利署, 國健署 .*\n +衛福部", text)


def test_a_rate_stands_beside_the_number_judged(report):
    total = next(line for line in report((ECONOMY, 2024)).splitlines() if line.startswith(" all,"))
    assert total.endswith("40.0 % of 5 ")


def test_findings_are_those_of_the_documents_read(report):
    assert "Doubtful in the documents read: 2 warning, 1 info" in report((HEALTH_CORRECTED, 2024))
    assert rows_of(report((ECONOMY, 2024)), "Doubtful in the documents read") == []


def test_what_is_left_out_is_counted_with_its_command(report, issuers_warehouse, monkeypatch):
    monkeypatch.setattr(run_report, "_MOST_ROWS", 1)
    text = report((HEALTH_CORRECTED, 2024), width=200)
    assert "2 more: tsdg scorecard --year 2024" in text
    query = re.search(r'^1 more: tsdg sql "(.*)"$', text, re.MULTILINE)[1]
    with open_published(issuers_warehouse) as connection:
        assert len(connection.execute(query).fetchall()) == 2


def test_the_scorecard_command_leaves_nothing_out(issuers_warehouse, screen_of, monkeypatch):
    monkeypatch.setattr(run_report, "_MOST_ROWS", 1)
    text = screen_of(120, lambda: scorecard_command.show_scorecard(issuers_warehouse, 2024))
    assert len(rows_of(text, "Missed in 2024")) == 3
    assert len(rows_of(text, "Doubtful in the 2024 source")) == 2
    assert " more: tsdg" not in text


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(report, width):
    text = report((ECONOMY, 2024), (HEALTH_CORRECTED, 2024), width=width)
    tables = text.split("Scorecard 2024")[1].split("warehouse ")[0]
    assert max(map(cell_len, tables.splitlines())) <= width
