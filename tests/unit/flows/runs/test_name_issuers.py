"""Who is named as issuer beside a document: the option, its folder, the source list."""

from pathlib import Path

import pytest

from flows.runs.name_issuers import Naming, is_news, issuer_folder, load_issuer_names
from flows.sources.source_list import Source
from transforms.years.decide_issuers import NamedIssuer

NAMES = load_issuer_names()


@pytest.mark.parametrize(
    ("path", "issuer"),
    [
        ("/a/reports/衛福部/x.pdf", "衛福部"),
        ("/a/reports/衛福部/2024/x.pdf", "衛福部"),
        ("/a/reports/臺北市政府/x.pdf", "臺北市政府"),
        ("/a/national/衛生福利部/x.pdf", "衛生福利部"),
        ("/a/national/some/x.pdf", None),
        ("/a/reports/x.pdf", None),
        ("/a/reports/2024/x.pdf", None),
        ("/經濟部/a/b/c/x.pdf", None),
        ("/reports/a/b/c/x.pdf", None),
    ],
)
def test_a_folder_names_the_issuer(path, issuer):
    assert issuer_folder(Path(path), NAMES) == issuer


def test_the_option_goes_before_the_folder_and_this_before_the_source_list():
    path = Path("/a/reports/衛福部/x.pdf")
    other = Path("/a/x.pdf")
    listed = Source("https://example.org/a.pdf", "教育部", 2024, "教育部 2024")
    naming = Naming(of_sources={path: listed, other: listed})
    assert Naming("經濟部").of(path, NAMES) == NamedIssuer("經濟部", "option")
    assert Naming("經濟部").of(other, NAMES, is_held=True) is None
    assert naming.of(path, NAMES) == NamedIssuer("衛福部", "folder")
    assert naming.of(other, NAMES) == NamedIssuer("教育部", "source_list")


def test_only_a_word_that_is_no_weaker_and_says_something_else_is_news():
    option, folder = NamedIssuer("經濟部", "option"), NamedIssuer("教育部", "folder")
    assert is_news(folder, None, NAMES)
    assert is_news(option, folder, NAMES)
    assert not is_news(folder, option, NAMES)
    assert not is_news(NamedIssuer("衛生福利部", "folder"), NamedIssuer("衛福部", "folder"), NAMES)
