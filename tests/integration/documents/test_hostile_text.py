"""Text of a report is data: never SQL, never a terminal's control sequence, never markup or HTML."""

from pathlib import Path

import duckdb
import pytest

from flows.commands.show_command import show_indicator
from tests.hostile_edition import HOSTILE


def test_every_row_arrives_and_no_table_is_gone(hostile_warehouse) -> None:
    with duckdb.connect(str(hostile_warehouse.warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select indicator_code, count(*) from marts.attainment group by all"
        ).fetchall()
    assert len(rows) == len(HOSTILE)


def test_no_control_character_is_published(hostile_warehouse) -> None:
    with duckdb.connect(str(hostile_warehouse.warehouse), read_only=True) as connection:
        texts = connection.execute(
            "select indicator_name || target_text || actual_text || coalesce(reason_text, '') from marts.attainment"
        ).fetchall()
    forbidden = {
        chr(code) for code in (*range(9), *range(11, 32), *range(127, 160), 0x202C, 0x202E)
    }
    assert not forbidden & set("".join(text for (text,) in texts))


@pytest.mark.parametrize("number", range(1, len(HOSTILE) + 1))
def test_the_terminal_prints_text_and_nothing_else(
    hostile_warehouse, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    show_indicator(hostile_warehouse, f"1.1.{number}", as_json=False)
    shown = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"} & set(shown)
    if list(HOSTILE)[number - 1] == "markup":
        assert "[bold red]" in shown


def test_the_audit_page_shows_markup_as_text(hostile_warehouse) -> None:
    from datetime import UTC, datetime

    from expectations.audit import AuditResult
    from expectations.audit_page import write_audit_page
    from warehouse.read_frame import read_frame

    with duckdb.connect(str(hostile_warehouse.warehouse), read_only=True) as connection:
        result = AuditResult(findings=read_frame(connection, "select * from marts.finding"))
    assert not result.findings.is_empty()
    page = write_audit_page(result, hostile_warehouse.audit, datetime.now(UTC))
    text = Path(page).read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "<img" not in text
