"""A finding in words: each rule has one text in each language, `finding-<rule>`, said of the facts that were found."""

import sys
from collections.abc import Mapping

from fluent.runtime import resolver

from warehouse.say import Language, say

# The library refuses facts of more than 2,500 characters, against texts made to fill the memory. Our texts are our own,
# and what a report prints may be longer.
resolver.MAX_PART_LENGTH = sys.maxsize


def say_finding(rule: str, language: Language, facts: Mapping[str, object]) -> str:
    """Say a finding.

    Args:
        rule: its name.
        language: in which it is said.
        facts: as marts.finding holds them; a text selects what is not there, null, as `[none]`.

    Raises:
        LookupError: the rule has no text, or its text asks for a fact that is not given.
    """
    # Numbers are years, counts and what the marts show: to write them anew takes longer than all the rest.
    told = {name: "none" if fact is None else str(fact) for name, fact in facts.items()}
    return say(f"finding-{rule}", language, **told)
