"""The documents name what there is, and their links lead somewhere."""

import re
from pathlib import Path

import pytest

from expectations.rules import RULE_FOLDER
from flows.command_line import app

PROJECT = Path(__file__).parent.parent.parent
DOCUMENTS = [
    path
    for path in (*PROJECT.glob("*.md"), *PROJECT.glob("*/**/*.md"))
    if ".venv" not in path.parts and "data" not in path.relative_to(PROJECT).parts[:1]
]


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def test_every_command_is_in_the_readme():
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert {name for name in names if f"`tsdg {name}" not in read("README.md")} == set()


def test_every_rule_is_explained():
    rules = {path.stem for path in RULE_FOLDER.glob("*.sql")}
    staged = set()
    for path in (PROJECT / "transforms").glob("*.py"):
        staged |= set(
            re.findall(r'(?:_find\(|Finding\(|append\(\()\s*"([a-z_]+)"', path.read_text("utf-8"))
        )
    assert {rule for rule in rules | staged if f"`{rule}`" not in read("docs/method.md")} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path):
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
