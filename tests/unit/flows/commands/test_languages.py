"""What commands print in each language: no sentence of the other one, and JSON that is the same in both."""

import json
import re
import sys
from datetime import date

import pytest
import typer
from rich.console import Console

from flows.commands import command_line
from supply.news.read_news import read_news
from supply.news.write_news import write_html, write_markdown
from tests.conftest import SAMPLE
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import fetch, open_published
from warehouse.folder.run_ending import ReadDocument, RunEnding

_CHINESE = re.compile(r"[㐀-鿿]")
# Four words of English in a row: a code, a unit or a name of a library is no sentence.
_ENGLISH = re.compile(r"\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}\b")
HELPED = tuple(typer.main.get_command(command_line.app).commands)
COMMANDS = [
    ("scorecard",), ("status",), ("show", "6.1.1"), ("show", "6.1.1", "--why"), ("show", "6"), ("review", "--list"),
    ("doctor",), ("history",),
]  # fmt: skip
WITHOUT_DATA = [("parse", "達 5 件"), ("--help",), *((name, "--help") for name in HELPED)]
ERRORS = [
    ("scorecard", "--year", "1999"), ("show", "zzzz"), ("diff", "2024", "1999"), ("rollback",), ("no-such-command",),
    ("status", "--format", "xml"), ("run", "--as-of", "yesterday"), ("review", "--accept", "x"), ("show",), ("run", "--no-such"),
]  # fmt: skip


def tsdg(monkeypatch, capsys, folder, *arguments: str) -> tuple[int, str, str]:
    data = () if "--help" in arguments or "parse" in arguments else ("--data", str(folder))
    monkeypatch.setattr(sys, "argv", ["tsdg", *arguments, *data])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    told = capsys.readouterr()
    return ended.value.code, told.out, told.err


def sentences_in_english(text: str) -> list[str]:
    text = re.sub(r'"[^"]*"|`[^`]*`|tsdg [a-z]+.*|--[\w-]+', " ", text)
    return _ENGLISH.findall(" ".join(text.split()))


@pytest.fixture(params=["sample_warehouse", "several_issuers"])
def data(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_chinese_output_holds_no_english_sentence(command, data, monkeypatch, capsys):
    _, told, _ = tsdg(monkeypatch, capsys, data.root, *command, "--lang", "zh")
    assert _CHINESE.search(told)
    assert sentences_in_english(told) == []


@pytest.mark.parametrize("command", WITHOUT_DATA, ids=" ".join)
def test_chinese_help_holds_no_english_sentence(command, tmp_path, monkeypatch, capsys):
    test_chinese_output_holds_no_english_sentence(
        command, DataFolder(tmp_path), monkeypatch, capsys
    )


@pytest.mark.parametrize("command", ERRORS, ids=" ".join)
def test_an_error_is_one_line_in_each_language(command, data, monkeypatch, capsys):
    code, _, in_chinese = tsdg(monkeypatch, capsys, data.root, "--lang", "zh", *command)
    code_en, _, in_english = tsdg(monkeypatch, capsys, data.root, "--lang", "en", *command)
    assert code == code_en in {1, 2}
    assert in_chinese.startswith("tsdg: ")
    assert len(in_chinese.splitlines()) == 1
    assert _CHINESE.search(in_chinese)
    assert sentences_in_english(in_chinese) == []
    assert not _CHINESE.search(re.sub(r"\S*[:：]\S*|do you mean.*|one of .*", "", in_english))


@pytest.mark.parametrize("command", [("doctor",), ("history",), ("--help",), ("run", "--help")], ids=" ".join)  # fmt: skip
def test_english_output_holds_no_chinese(command, sample_warehouse, monkeypatch, capsys):
    _, told, _ = tsdg(monkeypatch, capsys, sample_warehouse.root, *command, "--lang", "en")
    assert _CHINESE.findall(told) == []


@pytest.mark.parametrize(
    "command",
    [("status",), ("show", "6.1.1"), ("show", "6.1.1", "--why"), ("review",), ("history",), ("doctor",)],
    ids=" ".join,
)  # fmt: skip
def test_json_is_the_same_in_each_language(command, data, monkeypatch, capsys):
    told = [
        json.loads(
            tsdg(monkeypatch, capsys, data.root, *command, "--format", "json", "--lang", lang)[1]
        )
        for lang in ("zh", "en")
    ]
    for one in told[0] if command == ("doctor",) else ():
        one.pop("told") if "MB free" in one["told"] else None
    for one in told[1] if command == ("doctor",) else ():
        one.pop("told") if "MB free" in one["told"] else None
    assert told[0] == told[1]


@pytest.mark.parametrize("write", [write_markdown, write_html])
def test_the_run_report_in_chinese_holds_no_english_sentence(write, data, monkeypatch):
    monkeypatch.setenv("TSDG_LANG", "zh")
    with open_published(data) as connection:
        row = fetch(connection, "select * from dim_report where is_current order by all")[-1]
        read = ReadDocument(
            row["file_name"], row["report_year"], row["n_indicators"], 8, "pdf", row["report_id"]
        )
        ending = RunEnding(date(2026, 11, 23), data.root, "published", documents=[read])
        text = write(read_news(ending, connection))
    text = re.sub(r"(?s)<style>.*?</style>|<[^>]+>|`[^`]*`|<code>.*?</code>|tsdg .*", " ", text)
    assert sentences_in_english(text.replace("\\", "")) == []
    assert "未達標" in text


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", [("scorecard",), ("status",), ("show", "6.1.1")], ids=" ".join)
def test_nothing_is_wider_than_the_terminal(command, width, data, monkeypatch, capsys):
    for module in ("flows.run_report", "flows.commands.scorecard_command", "flows.commands.status_command", "flows.commands.show_command"):  # fmt: skip
        monkeypatch.setattr(f"{module}.console", lambda: Console(width=width, highlight=False))
    _, told, _ = tsdg(monkeypatch, capsys, data.root, *command, "--lang", "zh")
    from rich.cells import cell_len

    assert max(map(cell_len, told.splitlines())) <= width
    # A header or verdict torn in two would stand alone in its line.
    assert not re.search(r"(?m)^\s*(標|布|定)\s*$", told)


def test_an_unknown_language_is_one_clear_line(monkeypatch, capsys, tmp_path):
    code, _, told = tsdg(monkeypatch, capsys, tmp_path, "status", "--lang", "fr")
    assert (code, told) == (2, "tsdg: --lang is 'fr'; give zh or en, or nothing\n")
    monkeypatch.setenv("TSDG_LANG", "fr")
    code, _, told = tsdg(monkeypatch, capsys, tmp_path, "status")
    assert (code, told) == (2, "tsdg: TSDG_LANG is 'fr'; give zh or en, or nothing\n")


def test_a_refused_file_is_told_in_chinese(monkeypatch, capsys, tmp_path):
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(SAMPLE.read_bytes()[:60_000])
    code, _, told = tsdg(monkeypatch, capsys, tmp_path / "data", "run", str(cut), "--lang", "zh")
    assert code == 1
    assert told == f"tsdg: {cut}：PDF 已損壞或被截斷；請重新取得檔案\n"
    (reason,) = (tmp_path / "data" / "quarantine").glob("*.reason.txt")
    assert "請重新取得檔案" in reason.read_text(encoding="utf-8")
