"""A quantity printed in GW one year and in MW the next is one series, and each edition keeps its printed unit."""

import duckdb
import pytest

from tests.conftest import publish_without_prefect
from tests.unit.flows.small_editions import write_editions

_SAID = {
    2022: "目標：累計2.0GW 實績值：累計1.9GW 落後原因：土地取得不易 因應對策：持續協調",
    2023: "目標：累計2.1GW 實績值：累計2.23GW(2022年1,900MW)",
    2024: "目標：累計2,400MW 實績值：累計2,450MW(2023年2,230MW)",
}


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    folder = tmp_path_factory.mktemp("units")
    row = ("07：能源 (經濟部)", "指標 7.2.1: 太陽光電累計裝置容量 (能源署)")
    files = write_editions(folder, {year: [(*row, said)] for year, said in _SAID.items()})
    data = publish_without_prefect(files, folder / "data")
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection


def test_each_edition_keeps_its_printed_unit(connection):
    rows = connection.execute(
        "select report_year, target_low, unit, actual_value, actual_unit from attainment order by 1"
    ).fetchall()
    assert rows == [
        (2022, 2.0, "GW", 1.9, "GW"),
        (2023, 2.1, "GW", 2.23, "GW"),
        (2024, 2400, "MW", 2450, "MW"),
    ]


def test_the_series_is_told_in_the_newest_unit(connection):
    rows = connection.execute(
        "select distinct data_year, value, unit from observation where is_latest order by 1"
    ).fetchall()
    assert [(year, round(value, 6), unit) for year, value, unit in rows] == [
        (2022, 1900, "MW"),
        (2023, 2230, "MW"),
        (2024, 2450, "MW"),
    ]
    targets = connection.execute(
        "select target_low, unit from target order by target_year"
    ).fetchall()
    assert targets == [(2000, "MW"), (2100, "MW"), (2400, "MW")]


def test_no_change_of_unit_is_told_where_both_convert(connection):
    changes = connection.execute("select change, after from edition_change").fetchall()
    assert "unit_changed" not in {change for change, _ in changes}
    assert ("value_changed", "2,450 MW") in changes
