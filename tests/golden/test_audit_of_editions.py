"""Editions pass the whole audit, which finds there what the tests' warehouses hold by the rules alone."""

import shutil
from pathlib import Path

import duckdb
import pytest

from expectations.audit import audit
from expectations.rules import read_findings
from tests.conftest import AS_OF, GENUINE, SAMPLE
from warehouse.folder.data_folder import DataFolder

OTHERS = [pytest.param(path, marks=pytest.mark.slow) for path in GENUINE]


def assert_audited(data: DataFolder, folder: Path) -> None:
    """Nothing blocks, and the findings are those published."""
    copy = shutil.copyfile(data.warehouse, folder / "copy.duckdb")
    with duckdb.connect(str(copy)) as connection:
        connection.execute("set variable as_of_date = ?::date", [AS_OF])
        result = audit(connection)
        found = read_findings(connection, result.offenders, result.doubtful_rows)
        published = connection.execute("select finding_id from marts.finding").fetchall()
    assert result.blocking == []
    assert sorted(found["finding_id"]) == sorted(finding for (finding,) in published)


@pytest.mark.parametrize("edition", [SAMPLE, *OTHERS], ids=lambda path: path.name)
def test_an_edition_passes(edition, published, tmp_path):
    assert_audited(published(edition), tmp_path)


@pytest.mark.slow
def test_editions_of_many_years_pass(published_history, tmp_path):
    assert_audited(published_history, tmp_path)
