"""The documents name what there is, their links lead somewhere, and they tell nothing of a machine."""

import ast
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from expectations.rules import RULE_FOLDER, read_rules
from flows.commands.command_line import app
from warehouse.value_words import read_value_words

PROJECT = Path(__file__).parent.parent.parent
DOCUMENTS = [
    path
    for path in sorted(PROJECT.glob("**/*.md"))
    if not any(part.startswith(".") for part in path.relative_to(PROJECT).parts)
    and path.relative_to(PROJECT).parts[0] not in {"data", "build", "dist"}
]
DEPENDENCIES = "docs/decisions/0006-dependencies.md"
# A host is named only where a reader is sent there; a package index is whatever the reader uses.
KNOWN_HOSTS = {"keepachangelog.com", "example.org"}
_HOST = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|tw|local|example)\b")
_MACHINE_PATH = re.compile(r"(?<![\w.~)*/-])/[A-Za-z][\w.-]*/")
_FINDING_MAKERS = {"_find", "Finding", "ReadingFinding", "StagedFinding"}
_RULE_NAME = re.compile(r"[a-z]+(?:_[a-z]+)+")


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def rules_found_while_reading() -> set[str]:
    """Rule names that the transforms write: in calls that make a finding, and in (rule, words) pairs."""
    names = rules_of_readers()
    for path in (PROJECT / "transforms").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            # Pairs of (rule, words) are what a reading has left out.
            if not isinstance(node, ast.Tuple) or "left_out" in source:
                names |= _rule_of(node)
    return names


def rules_of_readers() -> set[str]:
    """Rule names that the readers write: strings that the dashboard has words for as rules."""
    told = read_value_words()["rule"]
    sources = [
        path.read_text(encoding="utf-8") for path in (PROJECT / "flows/readers").rglob("*.py")
    ]
    return {name for name in told if any(f'"{name}"' in source for source in sources)}


def _rule_of(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        candidates = node.args[:3] if called in _FINDING_MAKERS else []
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
        # ("not_met", "met") is a pair of verdicts: words that were read are no constant.
        candidates = [] if isinstance(node.elts[1], ast.Constant) else node.elts[:1]
    else:
        return set()
    texts = [c.value for c in candidates if isinstance(c, ast.Constant)]
    return {t for t in texts if isinstance(t, str) and _RULE_NAME.fullmatch(t)}


def test_every_command_is_told():
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert names >= {"run", "sql", "status", "show", "parse"}
    assert {name for name in names if f"| `tsdg {name}" not in read("docs/commands.md")} == set()


def test_both_readmes_say_the_same():
    """The same sections, commands, pictures (each in its language) and links, in the same order."""
    english, chinese = read("README.md"), read("README.zh-Hant.md")

    def skeleton(text: str) -> list[str]:
        marks = re.findall(
            r"^#+ |^- |^\| |`tsdg [a-z]+|\]\((?!README)([^)]+)\)", text, re.MULTILINE
        )
        links = re.findall(r"\]\((?!README)([^)]+)\)", text)
        commands = re.findall(r"`(tsdg [a-z]+)", text)
        return [str(len(marks)), *sorted(commands), *(link.replace("_zh", "_en") for link in links)]

    assert skeleton(chinese) == skeleton(english)


def test_every_rule_is_explained():
    rules = {path.stem for path in RULE_FOLDER.rglob("*.sql")}
    reading = rules_found_while_reading()
    # Each of these is written in another way: a method, a function, a dataclass, a pair.
    assert reading >= {
        "code_printed_twice",
        "text_outside_table",
        "estimate_is_not_actual",
        "target_for_another_year",
    }
    assert {rule for rule in rules | reading if f"`{rule}`" not in read("docs/method.md")} == set()


def test_the_method_explains_no_rule_that_is_gone():
    findings = read("docs/method.md").split("## Findings")[1].split("## Audit")[0]
    told = {
        name
        for line in findings.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert told - {path.stem for path in RULE_FOLDER.rglob("*.sql")} <= rules_found_while_reading()
    assert len(told) > 20


def test_a_rule_has_the_severity_that_the_method_tells():
    method = read("docs/method.md")
    told = [rule for rule in read_rules() if rule.severity != "critical"]
    assert len(told) > 20
    for rule in told:
        assert re.search(rf"\| `{rule.name}` \| {rule.severity} \|", method), rule.name


def test_every_dependency_has_its_reason():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    listed = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    packages = {re.match(r"[\w-]+", line)[0] for line in listed}
    reasons = {
        package
        for line in read(DEPENDENCIES).splitlines()
        if line.startswith("| ")
        for package in re.findall(r"[a-z][\w-]+", line.split("|")[1])
    }
    assert len(packages) > 30
    assert packages - reasons == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_link_leads_to_a_file(document: Path):
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_document_names_no_host_and_no_path_of_a_machine(document: Path):
    text = document.read_text(encoding="utf-8")
    hosts = {host.removeprefix("scheduler.") for host in _HOST.findall(text)}
    assert hosts - KNOWN_HOSTS == set()
    assert _MACHINE_PATH.findall(text) == []


@pytest.mark.parametrize(
    "text", ["see /some/where for it", "(/opt/x)", "`/var/lib/y`", "in /mnt/data/report.pdf"]
)
def test_a_path_of_a_machine_is_noticed(text):
    assert _MACHINE_PATH.search(text)


def test_a_host_is_noticed():
    assert _HOST.findall("get it from files.somewhere.org or a.example") == [
        "files.somewhere.org",
        "a.example",
    ]
