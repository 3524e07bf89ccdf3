"""Charts are drawn beside the pages, in a process of their own; without it they are drawn all the same."""

import subprocess

import pytest

from supply.site.charts import drawing_process
from supply.site.charts.chart_points import ChartPoint, ChartPoints
from supply.site.charts.chart_store import ChartStore
from supply.site.charts.draw_charts import draw_chart
from warehouse.folder.data_folder import DataFolder


def points_of(last):
    values = [(2022, 1.5), (2023, 2.25), (2024, last)]
    return ChartPoints(tuple(ChartPoint(year, value) for year, value in values), "%")


@pytest.fixture
def store(tmp_path):
    made = ChartStore(DataFolder(tmp_path / "data"), tmp_path / "site")
    yield made
    made.close()


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    processes = []

    def start():
        processes.append(begin())
        return processes[-1]

    begin = drawing_process._start
    monkeypatch.setattr(drawing_process, "_start", start)
    return processes


def test_what_was_begun_is_what_is_drawn_here(store, started):
    charts = [points_of(last) for last in (3, 1e9, -4.125)]
    for chart in charts:
        store.begin(chart)
    assert [store.draw(chart) for chart in charts] == [draw_chart(chart) for chart in charts]
    (process,) = started
    store.close()
    assert process.returncode == 0


def test_a_chart_that_the_site_before_has_is_not_drawn(store, started, tmp_path):
    store.begin(points_of(3))
    drawn = store.draw(points_of(3))
    store.keep()
    (tmp_path / "data").mkdir()
    (tmp_path / "site").rename(tmp_path / "data" / "site")
    again = ChartStore(DataFolder(tmp_path / "data"), tmp_path / "site")
    again.begin(points_of(3))
    assert again.draw(points_of(3)) == drawn
    assert len(started) == 1


def test_a_chart_is_drawn_here_if_the_process_was_ended(store, started):
    store.begin(points_of(3))
    store.draw(points_of(3))
    started[0].kill()
    started[0].wait()
    store.begin(points_of(4))
    assert store.draw(points_of(4)) == draw_chart(points_of(4))


def test_a_chart_is_drawn_here_if_no_process_can_be_started(store, monkeypatch):
    def refuse(*_, **__):
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    store.begin(points_of(3))
    assert store.draw(points_of(3)) == draw_chart(points_of(3))
