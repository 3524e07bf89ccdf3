"""Every query of docs/how_we_count.md has exactly as many rows as the count that it opens."""

import re
from contextlib import ExitStack
from typing import NamedTuple

import duckdb
import pytest

from tests.conftest import PROJECT
from warehouse.folder.published import open_published

PAGE = (PROJECT / "docs" / "how_we_count.md").read_text(encoding="utf-8")
_LINE = re.compile(
    r"^\| `(?:(\w+)\.)?(\w+)` \| [^|]+ \| ([\d,]+) \| `(select [^`]+)` \|$", re.MULTILINE
)
# The rows of a table that a section takes for its example: column, and how the page writes it.
EXAMPLES = {"issuer_scorecard": "issuer", "goal_scorecard": "goal_no", "agency_scorecard": "agency"}
_CONSTANT = re.compile(r"(issuer|goal_no|agency) = ('[^']+'|\d+)")


class Opened(NamedTuple):
    """A count of the page with the query for its rows."""

    table: str
    column: str
    figure: int
    query: str


def read_page() -> list[Opened]:
    counts = []
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        title = section.split("\n", 1)[0].strip("`")
        for table, column, figure, query in _LINE.findall(section):
            counts.append(Opened(table or title, column, int(figure.replace(",", "")), query))
    return counts


COUNTS = read_page()
NAMES = [f"{count.table}.{count.column}" for count in COUNTS]


def test_every_line_with_a_query_is_read():
    assert len(COUNTS) == PAGE.count("| `select ") >= 25
    assert len(set(NAMES)) == len(NAMES)


@pytest.fixture(scope="module")
def opened(request):
    """Open each warehouse a single time, by the name of its fixture."""
    connections = {}
    with ExitStack() as stack:

        def open_once(name: str) -> duckdb.DuckDBPyConnection:
            if name not in connections:
                data = request.getfixturevalue(name)
                connections[name] = stack.enter_context(open_published(data))
            return connections[name]

        yield open_once


@pytest.fixture(params=["sample_warehouse", "published_history", "several_issuers"])
def marts(request, opened):
    return opened(request.param)


@pytest.fixture
def sample(opened):
    """The sample has the report's figures."""
    return opened("sample_warehouse")


def newest_year(connection: duckdb.DuckDBPyConnection) -> int:
    return connection.execute("select max(report_year) from dim_report").fetchone()[0]


def n_rows(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return connection.execute(f"select count(*) from ({query})").fetchone()[0]


def counted(connection: duckdb.DuckDBPyConnection, count: Opened, year: int) -> dict[object, int]:
    """The count of each goal, agency or issuer; of a year as such under None."""
    example = EXAMPLES.get(count.table, "null")
    current = "where report_year = ?" + (" and is_current" if count.table == "dim_report" else "")
    query = f"select {example}, sum({count.column}) from {count.table} {current} group by all"
    return dict(connection.execute(query, [year]).fetchall())


@pytest.mark.parametrize("count", COUNTS, ids=NAMES)
def test_a_count_opens_to_its_rows(marts, count):
    year = newest_year(marts)
    held = counted(marts, count, year)
    assert held
    for member, figure in held.items():
        written = f"'{member}'" if isinstance(member, str) else str(member)
        query = _CONSTANT.sub(rf"\1 = {written}", count.query).replace("2024", str(year))
        assert n_rows(marts, query) == figure, (member, query)


@pytest.mark.parametrize("count", COUNTS, ids=NAMES)
def test_the_page_has_the_figures_of_the_report(sample, count):
    assert n_rows(sample, count.query) == count.figure


def test_the_sums_that_the_page_tells(sample):
    sums = {
        "goal_scorecard": re.search(r"goals of 2024 add up to (\d+)", PAGE)[1],
        "agency_scorecard": re.search(r"agencies of 2024 add up to (\d+)", PAGE)[1],
    }
    for table, told in sums.items():
        (held,) = sample.execute(f"select sum(n_indicators) from {table}").fetchone()
        assert held == int(told), table
    assert f"| {n_rows(sample, 'from indicator_result')} |" in PAGE
    assert f"{n_rows(sample, 'from attainment')} printed, 74 where" in PAGE
    assert f"its {n_rows(sample, 'from missed_target')} rows are 9" in PAGE
    assert f"too: {n_rows(sample, 'from pending_release')} of 9" in PAGE


def test_several_issuers_add_up_to_more_than_their_year(opened):
    """Else the test above could not tell counts_in_report from counts_in_total."""
    of_issuers, of_year = (
        opened("several_issuers")
        .execute(
            "select sum(n_indicators), (select n_indicators from edition_scorecard where report_year = 2024) "
            "from issuer_scorecard where report_year = 2024"
        )
        .fetchone()
    )
    assert (of_issuers, of_year) == (8, 7)
