"""`tsdg publish` on the command line: wrong usage is told, a password never."""

import pytest

from flows.commands.publish_command import _tell
from supply.databases.publication import Outcome
from tests.unit.flows.commands.test_command_line import run_main


@pytest.mark.parametrize(
    "address",
    ["postgresql://me:hunter2@db.invalid/sdg", "ducklake:postgres:dbname=x password=hunter2"],
)
def test_a_password_in_the_address_is_wrong_usage(tmp_path, address, monkeypatch, capsys):
    code, told = run_main(monkeypatch, capsys, "publish", address, "--data", str(tmp_path))
    assert code == 2
    assert "PGPASSWORD" in told
    assert "hunter2" not in told


def test_a_schema_that_needs_quotes_is_wrong_usage(tmp_path, monkeypatch, capsys):
    arguments = ["publish", "postgresql://db.invalid/x", "--schema", 'a"b', "--data", str(tmp_path)]
    code, told = run_main(monkeypatch, capsys, *arguments)
    assert code == 2
    assert "plain name" in told


def test_what_was_written_is_told():
    outcome = Outcome(
        "postgresql://db.invalid/sdg", "marts", 4, 12, True, {"trend": 1200, "target": 34}, ["mind"]
    )
    assert _tell(outcome) == (
        "run 12 published: postgresql://db.invalid/sdg, schema marts (publication 4)\n"
        "2 marts, 1,234 rows\n"
        "note: mind\n"
    )
