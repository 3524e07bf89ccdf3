"""What a run ended with can be printed again, for any edition that is held."""

import re

import pytest

from flows.commands.scorecard_command import show_scorecard
from warehouse.errors import NotPublishedError
from warehouse.folder.published import fetch, open_published


def test_the_headline_says_what_the_scorecard_counts(sample_warehouse, capsys):
    show_scorecard(sample_warehouse, None)
    lines = capsys.readouterr().out.splitlines()
    with open_published(sample_warehouse) as connection:
        (row,) = fetch(connection, "select * from edition_scorecard")
        (worst,) = fetch(
            connection,
            "select indicator_code from attainment where status = 'not_attained' order by attainment_pct limit 1",
        )
    judged = row["n_attained"] + row["n_not_attained"]
    assert lines[0].startswith(f"2024: {row['n_attained']} of {judged} judged indicators attained")
    assert f"{row['n_not_attained']} missed, most of all {worst['indicator_code']}" in lines[0]
    titles = [line for line in lines if re.match(r"(Scorecard|Missed in|Pending from|Doubtful in)", line)]  # fmt: skip
    assert len(titles) == 4


def test_an_edition_that_is_not_held_is_told(sample_warehouse):
    with pytest.raises(NotPublishedError, match="held are 2024"):
        show_scorecard(sample_warehouse, 2019)
