"""Each rule has one text in each language; both state the same facts, and a fact that is missing stops all."""

from collections.abc import Iterator
from functools import cache

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from expectations.rules import read_rules
from expectations.suites import hand_written_expectations
from tests.conftest import PROJECT
from tests.english_sentences import english_sentences
from tests.unit.test_docs import rules_found_while_reading
from warehouse.say import LANGUAGES
from warehouse.say_finding import say_finding
from warehouse.value_words import read_value_words

TEXTS = PROJECT / "warehouse" / "texts"
PREFIX = "finding-"


class Facts(Visitor):
    """The facts that a text asks for, and those by which it selects."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - named by the library
        self.names.add(node.id.name)


def texts(language: str) -> Iterator[ast.Message]:
    for path in sorted((TEXTS / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path.name}: {entry.content[:80]}"
            if isinstance(entry, ast.Message):
                yield entry


def facts_of(text: ast.Message) -> set[str]:
    facts = Facts()
    facts.visit(text)
    # What is said in two languages is given twice.
    return {name.removesuffix("_zh") for name in facts.names}


@cache
def finding_texts(language: str) -> dict[str, ast.Message]:
    named = {text.id.name: text for text in texts(language)}
    return {name.removeprefix(PREFIX): t for name, t in named.items() if name.startswith(PREFIX)}


def rules_of_column_checks() -> set[str]:
    """What becomes a finding: a critical failure forbids publishing instead."""
    checks = [check for suite in hand_written_expectations().values() for check in suite]
    return {
        check.configuration.type.removeprefix("expect_")
        for check in checks
        if check.severity != "critical"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_has_its_text_and_each_text_its_rule(language):
    rules = {rule.name for rule in read_rules()}
    rules |= rules_found_while_reading() | rules_of_column_checks()
    assert set(finding_texts(language)) == rules


def test_each_rule_that_may_be_published_has_a_name_in_both_languages():
    critical = {rule.name for rule in read_rules() if rule.severity == "critical"}
    assert set(finding_texts("en")) - critical <= set(read_value_words()["rule"])


def test_no_text_stands_twice():
    for language in LANGUAGES:
        names = [text.id.name for text in texts(language)]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", finding_texts("en"))
def test_both_languages_state_the_same_facts(rule):
    assert facts_of(finding_texts("zh")[rule]) == facts_of(finding_texts("en")[rule])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", finding_texts("en"))
def test_a_text_whose_facts_are_missing_is_not_said(rule, language):
    if facts_of(finding_texts(language)[rule]):
        with pytest.raises(LookupError, match=f"{PREFIX}{rule} in {language}"):
            say_finding(rule, language, {})
    else:
        assert say_finding(rule, language, {})


def test_a_rule_without_a_text_is_not_said():
    with pytest.raises(LookupError, match="no text finding-unheard_of in zh"):
        say_finding("unheard_of", "zh", {})


def test_what_a_report_prints_may_be_long():
    words = "一" * 5000
    assert words in say_finding("actual_restates_target", "zh", {"words": words})


def test_every_critical_and_other_check_of_a_column_says_why_in_chinese():
    for table, suite in hand_written_expectations().items():
        for check in suite:
            assert check.meta["why"], table
            assert english_sentences(check.meta["why_zh"]) == [], table
