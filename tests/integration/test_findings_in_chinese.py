"""Every finding of every warehouse of the tests is said in Chinese, of the same facts as in English."""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.conftest import publish_without_prefect
from tests.english_sentences import english_sentences
from warehouse.say_finding import say_finding

MINISTRIES = sorted((Path(__file__).parents[1] / "golden" / "ministries").glob("*.pdf"))


@pytest.fixture(
    params=[
        "sample_warehouse", "doubtful_warehouse", "issuers_warehouse", "several_issuers",
        "hostile_warehouse", pytest.param("published_history", marks=pytest.mark.slow),
        *(pytest.param(half, marks=pytest.mark.slow) for half in ("ministries", "other_ministries")),
    ]
)  # fmt: skip
def connection(request: pytest.FixtureRequest) -> Iterator[duckdb.DuckDBPyConnection]:
    data = request.getfixturevalue(request.param)
    with duckdb.connect(str(data.warehouse), read_only=True) as opened:
        yield opened


@pytest.fixture
def ministries(tmp_path):
    return publish_without_prefect(MINISTRIES[::2], tmp_path / "data")


@pytest.fixture
def other_ministries(tmp_path):
    return publish_without_prefect(MINISTRIES[1::2], tmp_path / "data")


def test_findings_are_said_in_both_languages_and_shown_by_the_chinese_view(connection):
    rows = connection.execute(
        "select rule, message, message_zh, facts from marts.finding"
    ).fetchall()
    assert rows
    for rule, message, message_zh, text in rows:
        facts = json.loads(text)
        assert (message, message_zh) == (say_finding(rule, "en", facts), say_finding(rule, "zh", facts))  # fmt: skip
        assert english_sentences(message_zh) == [], (rule, message_zh)
    shown = connection.execute("select 規則代號, 說明 from zh.疑點").fetchall()
    assert set(shown) <= {(rule, message_zh) for rule, _, message_zh, _ in rows}
