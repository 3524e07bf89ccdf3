"""A page speaks one language: no English sentence on a Chinese one, none of our Chinese words on an English one."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from supply.site.words import LANGUAGES, read_words
from tests.english_sentences import english_sentences

_EMPTY = {"meta", "link", "input", "br", "img"}
_SILENT = {"script", "style", "code"}
_SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-words", "data-label")
# Shorter ones are words of reports, too.
_SHORTEST = 4


class Texts(HTMLParser):
    """All that a page says, by eye or ear, each with its language."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._open: list[tuple[str, str | None]] = []
        self.told: list[tuple[str, str]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        own = values.get("lang") or self._language()
        self.told += [(own, values[name]) for name in _SPOKEN if values.get(name)]
        if values.get("name") == "description":
            self.told.append((own, values["content"]))
        if tag not in _EMPTY:
            self._open.append((tag, values.get("lang")))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not any(tag in _SILENT for tag, _ in self._open):
            self.told.append((self._language(), " ".join(data.split())))

    def _language(self) -> str:
        return next((language for _, language in reversed(self._open) if language), "")


@pytest.fixture(
    params=["dashboard", "several", pytest.param("history_dashboard", marks=pytest.mark.slow)]
)
def site(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param).site


def texts(site: Path, *, is_english: bool) -> Iterator[tuple[Path, str, str]]:
    for path in site.rglob("*.html"):
        if (path.relative_to(site).parts[0] == "en") == is_english:
            yield from ((path, *told) for told in Texts(path).told)


def test_a_chinese_page_holds_no_english_sentence(site):
    told = [(path, text) for path, language, text in texts(site, is_english=False) if language != "en"]  # fmt: skip
    assert len(told) > 1000
    assert [(path.name, text) for path, text in told if english_sentences(text)] == []


def test_an_english_page_holds_none_of_our_chinese_words(site):
    chinese = LANGUAGES.index("zh-Hant")
    # Units are those of reports.
    sections = [words for name, words in read_words().items() if name != "unit_group"]
    ours = {words[chinese] for section in sections for words in section.values()}
    ours = {word for word in ours if len(word) >= _SHORTEST and not re.search("[A-Za-z]", word)}
    told = [(path, text) for path, language, text in texts(site, is_english=True) if language == "en"]  # fmt: skip
    assert len(told) > 1000
    assert [(path.name, text) for path, text in told if text in ours] == []
