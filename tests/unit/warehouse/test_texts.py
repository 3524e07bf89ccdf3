"""The catalogue: both languages say the same texts of the same facts, every text is asked for, Chinese is Chinese."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from warehouse.language import LANGUAGES, chosen_language
from warehouse.say import read_catalogue, say
from warehouse.text_catalogue import FOLDER, Catalogue

PROJECT = Path(__file__).parents[3]
_TEXT = re.compile(r"^(?=[a-z][\w-]* =)", re.MULTILINE)
_FACT = re.compile(r"\$(\w+)")
# Their names are made of a prefix and a value, such as the name of a command, a column or a status.
_MADE_UP = (
    "column", "value", "error", "help", "opensdg", "check", "diff", "news", "doctor", "serve", "series", "why", "edition",
    "progress", "repair", "reason", "link", "show", "audit", "review", "finding", "sdmx", "prefect",
)  # fmt: skip
# Three words of small letters in a row, outside of commands, options and addresses.
_ENGLISH = re.compile(r"\b[a-z]{3,} [a-z]{2,} [a-z]{2,}\b")


def texts(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((FOLDER / language).glob("*.ftl")):
        for block in _TEXT.split(path.read_text(encoding="utf-8"))[1:]:
            name = block.split(" =")[0]
            assert name not in found, name
            found[name] = block
    return found


def facts(block: str) -> set[str]:
    # A fact that is itself said in two languages is given twice, the second as …_zh.
    return {name.removesuffix("_zh") for name in _FACT.findall(block)}


def parts(block: str) -> set[str]:
    return set(re.findall(r"^    \.(\w+)", block, re.MULTILINE))


def test_both_languages_have_the_same_texts_of_the_same_facts():
    english, chinese = (texts(language) for language in ("en", "zh"))
    assert english.keys() == chinese.keys()
    for name in english:
        assert facts(english[name]) == facts(chinese[name]), name
        assert parts(english[name]) == parts(chinese[name]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_read_without_a_fault(language):
    catalogue = read_catalogue(language)
    assert [name for name in texts(language) if not catalogue.says(name)] == []


def read_sources(*suffixes: str) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("flows", "supply", "expectations", "warehouse", "transforms")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in suffixes
    )


def test_every_text_is_asked_for():
    code, of_texts = read_sources(".py", ".j2", ".sql", ".csv"), read_sources(".ftl")
    quoted = set(re.findall(r"""(?<=["'])[\w-]+(?=["'])""", code))
    placed = set(re.findall(r"(?<=\{ )[\w-]+(?= \})", of_texts))
    words = set(re.findall(r"[\w-]+", code))
    words |= {re.sub(r"[ _]", "-", word) for word in re.findall(r'"([A-Za-z_ ]+)"', code)}
    words |= {word.replace("_", "-") for word in words}
    unasked = []
    for name in texts("en"):
        prefix, _, rest = name.partition("-")
        if prefix == "finding":  # named after the rules: tests of the findings' texts hold them
            continue
        is_asked = name in quoted | placed
        if not is_asked and prefix in _MADE_UP:
            is_asked = rest in words or rest.partition("-")[2] in words
        if not is_asked:
            unasked.append(name)
    assert unasked == []


def test_a_chinese_text_without_a_chinese_word_holds_facts_and_names_alone():
    named = {"doctor-version", "send-block", "serve-name-prefect", "serve-deployment", "why-by"}
    told = {
        name: re.sub(r"\{[^{}]*\}|^[^=]*=|\[\w+\]", "", block.split("\n\n")[0])
        for name, block in texts("zh").items()
        if not re.search("[㐀-鿿]", block) and name not in named
    }
    assert [name for name, words in told.items() if re.search("[A-Za-z]{3,}", words)] == []


def test_a_chinese_text_holds_no_english_sentence():
    for name, block in texts("zh").items():
        if name.startswith("value-"):
            continue
        words = re.sub(r"`[^`]*`|\.example = .*|\{[^}]*\}|--?\w[\w-]*|\S*[/:]\S*", " ", block)
        words = "\n".join(line.partition("=")[2] for line in words.splitlines())
        assert _ENGLISH.findall(words) == [], name


def test_a_text_that_lacks_a_fact_or_is_none_is_told():
    with pytest.raises(LookupError, match="no text error-nothing-of-it"):
        say("error-nothing-of-it", "en")
    with pytest.raises(LookupError, match="columns"):
        say("error-seed-header", "en")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "zh_HK", "LANG": "de_DE"}, "zh"),
        ({"LANG": "zh_TW", "TSDG_LANG": " EN "}, "en"),
        ({"LANG": "de_DE", "TSDG_LANG": "zh"}, "zh"),
        ({"LANG": "zh_TW", "TSDG_LANG": "xx"}, "zh"),
    ],
)
def test_what_is_chosen_goes_before_the_locale(environment, language, monkeypatch):
    for name in ("TSDG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert chosen_language() == language


def test_threads_that_ask_at_once_are_all_answered():
    """As readers of several files do: the second must not find a file of texts half read."""
    for _ in range(20):
        catalogue = Catalogue("en")
        barrier = Barrier(8)

        def ask(catalogue=catalogue, barrier=barrier) -> str:
            barrier.wait()
            return catalogue.say("progress-reading", {"file_name": "a", "number": 1, "count": 2})

        with ThreadPoolExecutor(8) as threads:
            told = {future.result() for future in [threads.submit(ask) for _ in range(8)]}
        assert told == {"reading a (1 of 2)"}
