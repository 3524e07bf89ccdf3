"""The source list: what is read, and the one line that each mistake gets."""

from pathlib import Path

import pytest

from flows.sources.source_list import Source, read_source_list
from tests.conftest import PROJECT
from warehouse.errors import TsdgError

GOOD = 'url = "https://example.org/a.pdf"\nissuer = "環境部"\nexpected_year = 2025\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def entry(url='"https://example.org/a.pdf"', issuer='"環境部"', expected_year="2025", **more) -> str:  # fmt: skip
    fields = {"url": url, "issuer": issuer, "expected_year": expected_year, **more}
    return "[[source]]\n" + "".join(f"{key} = {value}\n" for key, value in fields.items())


def test_entries_are_read_in_their_order_and_get_a_name(tmp_path) -> None:
    other = entry(url='"http://example.org/b.pdf#page=2"', name='"the other"')
    assert read_source_list(write(tmp_path, entry() + other)) == [
        Source("https://example.org/a.pdf", "環境部", 2025, "環境部 2025"),
        Source("http://example.org/b.pdf", "環境部", 2025, "the other"),
    ]


WRONG = {
    "unknown key": (entry(yaer="2025"), "source 1 (環境部): unknown key 'yaer'; known are url"),
    "missing": ("[[source]]\nurl = 'https://example.org'\n", "source 1: issuer is missing"),
    "ftp": (entry(url='"ftp://example.org/a"'), "url ftp://example.org/a does not begin with"),
    "file": (entry(url='"file:///etc/passwd"'), "url file:… does not begin with"),
    "no scheme": (entry(url='"example.org/a.pdf"'), "does not begin with https:// or http://"),
    "no host": (entry(url='"https:///a.pdf"'), "names no host"),
    "space": (entry(url='"https://example.org/a b"'), "without spaces"),
    "line break": (entry(url='"https://example.org/a\\nb"'), "without spaces"),
    "no address": (entry(url='"https://example.org:port/"'), "cannot be understood"),
    "url a number": (entry(url="1"), "url must be one address in quotes"),
    "issuer empty": (entry(issuer='" "'), "issuer must be words"),
    "issuer lines": (entry(issuer='"a\\nb"'), "issuer must be words on one line"),
    "issuer long": (entry(issuer=f'"{"a" * 101}"'), "longer than 100 characters"),
    "name a list": (entry(name="[]"), "name must be words"),
    "year quoted": (entry(expected_year='"2025"'), "must be a year without quotes"),
    "year true": (entry(expected_year="true"), "must be a year without quotes"),
    "ROC year": (entry(expected_year="114"), "expected_year 114 is not within 1990-2100"),
    "year far": (entry(expected_year="20255"), "expected_year 20255 is not within"),
    "twice": (entry() + entry(name='"again"'), "source 2 (again): has the url of source 1"),
    "twice, other part": (
        entry() + entry(url='"https://example.org/a.pdf#p2"'),
        "has the url of source 1",
    ),
    "other table": ("[sources]\n", "unknown key 'sources'; entries begin with [[source]]"),
    "one table": ("[source]\n" + GOOD, "source is no list; entries begin with [[source]]"),
    "a list of numbers": ("source = [1]\n", "source is no list"),
    "no TOML": ("[[source]\n", "is not TOML"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_one_line_that_names_file_and_entry(tmp_path, case) -> None:
    text, words = WRONG[case]
    path = write(tmp_path, text)
    with pytest.raises(TsdgError) as caught:
        read_source_list(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert words in message
    assert len(message.splitlines()) == 1


def test_passwords_stay_out_of_the_message(tmp_path) -> None:
    path = write(tmp_path, entry(url='"ftp://user:hunter2@example.org/a?key=hunter2"'))
    with pytest.raises(TsdgError) as caught:
        read_source_list(path)
    assert "hunter2" not in str(caught.value)


def test_a_list_that_cannot_be_read_is_told(tmp_path) -> None:
    with pytest.raises(TsdgError, match="no such source list"):
        read_source_list(tmp_path / "none.toml")
    with pytest.raises(TsdgError, match="cannot be read"):
        read_source_list(tmp_path)
    (tmp_path / "big5.toml").write_bytes("# 環境部".encode("big5"))
    with pytest.raises(TsdgError, match="is not UTF-8"):
        read_source_list(tmp_path / "big5.toml")


def test_the_example_asks_nobody_and_is_right_without_its_marks(tmp_path) -> None:
    example = PROJECT / "reports" / "sources.toml"
    assert read_source_list(example) == []
    lines = example.read_text(encoding="utf-8").splitlines()
    first = next(no for no, line in enumerate(lines) if line.startswith("# [[source]]"))
    used = "\n".join(line.removeprefix("# ") for line in lines[first:])
    assert [source.expected_year for source in read_source_list(write(tmp_path, used))] == [
        2025,
        2026,
    ]
