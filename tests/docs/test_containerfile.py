"""The container file keeps the linter's rules, copies what there is, and names commands that work."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

CONTAINERFILE = PROJECT / "Containerfile"
PAGE = PROJECT / "docs" / "container.md"
COPIED = re.compile(r"^COPY (?!--from)(.+) \S+$", re.MULTILINE)


def test_the_linter_finds_nothing():
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([linter, "--no-color", CONTAINERFILE], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_what_is_copied_exists_and_is_let_in():
    sources = " ".join(COPIED.findall(CONTAINERFILE.read_text(encoding="utf-8"))).split()
    assert len(sources) > 5
    assert [source for source in sources if not (PROJECT / source).exists()] == []
    let_in = (PROJECT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {f"!{source}" for source in sources} == {name for name in let_in if name[0] == "!"}


@pytest.mark.parametrize("instruction", ["HEALTHCHECK .*CMD", "CMD"])
def test_its_commands_are_commands_of_ours(instruction, tmp_path):
    text = CONTAINERFILE.read_text(encoding="utf-8")
    command = json.loads(re.search(rf"^{instruction} (\[.*\])$", text, re.MULTILINE)[1])
    command = [*json.loads(re.search(r"^ENTRYPOINT (.*)$", text, re.MULTILINE)[1]), *command]
    words = command[1:] if command[:2] == ["tsdg", "tsdg"] else command
    # A service does not end; that it is one of ours is what can be seen here.
    options = [] if "doctor" in words else ["--help"]
    tsdg = [sys.executable, "-m", "flows.commands.command_line", *words[1:], *options]
    done = subprocess.run(tsdg, cwd=tmp_path, env={"PYTHONPATH": str(PROJECT)}, check=False)
    assert words[0] == "tsdg"
    assert done.returncode == 0


def test_the_page_names_its_folders_and_user():
    page, text = PAGE.read_text(encoding="utf-8"), CONTAINERFILE.read_text(encoding="utf-8")
    for fact in (r'^VOLUME \["(.+)"\]$', r"^USER (\d+)$"):
        assert re.search(fact, text, re.MULTILINE)[1] in page
